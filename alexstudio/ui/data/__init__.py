"""The parts of the Data panel: where pictures come from, how they are varied, their way, and their colours."""
