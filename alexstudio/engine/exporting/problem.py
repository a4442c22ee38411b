"""`ExportProblem`."""


class ExportProblem(Exception):
    """A model file that cannot be written; the text is one sentence."""
