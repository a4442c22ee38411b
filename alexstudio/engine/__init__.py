"""The engine: the torch process that compiles, trains and exports. It never imports Qt."""
