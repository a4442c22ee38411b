"""The job ``weights``."""
