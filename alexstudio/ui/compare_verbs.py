"""The verbs that compare networks: two documents side by side, and how networks grew out of AlexNet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from alexstudio.ui.compare import CompareWindow
from alexstudio.ui.lineage import Lineage

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow


class CompareVerbs(QObject):
    """Keeps one window of each kind, made when it is first wanted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.shown: CompareWindow | None = None
        self.grown: Lineage | None = None

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        return {"compare": self.compare, "lineage": self.lineage}

    def compare(self, before: str = "", after: str = "") -> CompareWindow:
        """Show what differs; keys as in `CompareWindow.compare`."""
        if self.shown is None:
            self.shown = CompareWindow(self._window, self._window.session)
        before, after = (key if isinstance(key, str) else "" for key in (before, after))  # an action tells its state
        self.shown.compare(before, after)
        self.shown.show()
        self.shown.raise_()
        return self.shown

    def lineage(self) -> None:
        """Tell how networks grew out of AlexNet."""
        if self.grown is None:
            self.grown = Lineage(self._window)
            self.grown.open_wanted.connect(self._open)
            self.grown.compare_wanted.connect(lambda before, after: self.compare(f"preset:{before}", f"preset:{after}"))
        self.grown.show()
        self.grown.raise_()

    def _open(self, name: str) -> None:
        assert self.grown is not None
        self.grown.hide()
        self._window.document_verbs.open_preset(name)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        for shown in (self.shown, self.grown):
            if shown is not None:
                shown.restyle()
