"""The contents of the help: every page under its heading, or those that a search finds, the best first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from alexstudio.help import HelpPage
from alexstudio.help.links import Link
from alexstudio.ui.fuzzy import score
from alexstudio.ui.theme import theme, ui_font

_ROLE = Qt.ItemDataRole.UserRole
_IN_TITLE, _IN_TEXT, _SCATTERED = 300, 200, 150


def found(query: str, pages: Sequence[HelpPage]) -> list[HelpPage]:
    """The pages that fit: first those with the words in their title, then in their text, then scattered letters."""
    ranks = [(_rank(query, page), place, page) for place, page in enumerate(pages)]
    return [page for rank, _, page in sorted(ranks, key=lambda one: (-one[0], one[1])) if rank]


def _rank(query: str, page: HelpPage) -> int:
    points = score(query, page.title)
    if points >= _IN_TITLE:
        return points
    wanted = query.casefold().strip()
    return _IN_TEXT if wanted in page.text.casefold() else min(points, _SCATTERED)


class HelpContents(QListWidget):
    """A list to choose a page from."""

    chosen = Signal(object)
    """The `Link` of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help_contents")
        self.setAccessibleName(self.tr("Contents"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._take)
        self.itemActivated.connect(self._take)
        self._pages: Sequence[HelpPage] = ()
        self._query = ""
        self._now: Link | None = None

    def show_pages(self, pages: Sequence[HelpPage], query: str, now: Link | None = None) -> None:
        """List all pages, the one that is open marked, or with a query those that fit."""
        self._pages, self._query, self._now = pages, query, now
        self.clear()
        if not query.strip():
            group = ""
            for page in pages:
                if page.group != group:
                    group = page.group
                    self._add_heading(group)
                self._add(page)
                if page.link == now:
                    self.setCurrentRow(self.count() - 1)
            return
        for page in found(query, pages):
            self._add(page, with_group=True)
        if not self.count():
            self._add_heading(self.tr("No page speaks of that"))
        self.step(0)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        self.show_pages(self._pages, self._query, self._now)

    def step(self, by: int) -> None:
        """Go to the next page up or down, past the headings; with 0 to the first."""
        row, way = (self.currentRow() + by if by else 0), by or 1
        while 0 <= row < self.count():
            if self.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentRow(row)
                return
            row += way

    def take_current(self) -> None:
        """Choose the page that is marked."""
        if (item := self.currentItem()) is not None:
            self._take(item)

    def _add(self, page: HelpPage, *, with_group: bool = False) -> None:
        item = QListWidgetItem(f"{page.title}  –  {page.group}" if with_group else page.title)
        item.setData(_ROLE, page.link)
        self.addItem(item)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(ui_font(13, bold=True))
        item.setForeground(QColor(theme().muted))
        self.addItem(item)

    def _take(self, item: QListWidgetItem) -> None:
        target = item.data(_ROLE)
        if target is not None:
            self.chosen.emit(Link(*target))
