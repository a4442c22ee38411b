"""Networks and weights of other programs in the window: what to import, and a report of what became of it."""

from alexstudio.ui.importing.dialog import ImportDialog

__all__ = ["ImportDialog"]
