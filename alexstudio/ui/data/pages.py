"""Pages with tabs, and at the right of the tabs what belongs to one of the pages."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget


class Pages(QTabWidget):
    """A corner widget of Qt would break the line below the tabs, and be as high as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self._tools: QWidget | None = None
        self._page: QWidget | None = None
        self.currentChanged.connect(self.place_tools)

    def set_tools(self, tools: QWidget, page: QWidget) -> None:
        """Show ``tools`` while ``page`` is in front."""
        self._tools, self._page = tools, page
        tools.setParent(self)
        self.place_tools()

    def place_tools(self) -> None:
        """Put them where there is room beside the tabs, after their size has changed."""
        if self._tools is None:
            return
        self._tools.setVisible(self.currentWidget() is self._page)
        size = self._tools.sizeHint()
        bar = self.tabBar()
        room = self.width() - bar.tabRect(self.count() - 1).right() - 8
        wide = max(min(size.width(), room), self._tools.minimumSizeHint().width())
        high = min(size.height(), bar.height() - 4)
        self._tools.setGeometry(self.width() - wide, 1 + (bar.height() - high) // 2, wide, high)
        self._tools.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """They keep to the right."""
        super().resizeEvent(event)
        self.place_tools()
