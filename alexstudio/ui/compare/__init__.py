"""Two documents side by side: what was added, removed and changed, in colour and as a list."""

from alexstudio.ui.compare.window import CompareWindow

__all__ = ["CompareWindow"]
