"""The verb that compares the document with another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from alexstudio.ui.compare import CompareWindow

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow


class CompareVerbs(QObject):
    """Keeps one window for comparing, made when it is first wanted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.shown: CompareWindow | None = None

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        return {"compare": self.compare}

    def compare(self, before: str = "", after: str = "") -> CompareWindow:
        """Show what differs; keys as in `CompareWindow.compare`."""
        if self.shown is None:
            self.shown = CompareWindow(self._window, self._window.session)
        before, after = (key if isinstance(key, str) else "" for key in (before, after))  # an action tells its state
        self.shown.compare(before, after)
        self.shown.show()
        self.shown.raise_()
        return self.shown

    def restyle(self) -> None:
        """Take the colours of the theme."""
        if self.shown is not None:
            self.shown.restyle()
