"""What differs between two documents: layers matched by structure, not by name only."""

from alexstudio.analysis.diff.compare import Change, Difference, Pair, compare
from alexstudio.analysis.diff.match import match
from alexstudio.analysis.diff.text import diff_text

__all__ = ["Change", "Difference", "Pair", "compare", "diff_text", "match"]
