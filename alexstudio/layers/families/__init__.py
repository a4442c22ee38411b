"""One file per family of layer types; families do not know each other."""
