"""Which columns the layer table shows, and how wide they are."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest

from PySide6.QtCore import QEvent, QObject, QSettings, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QTreeView, QWidget

from alexstudio.analysis.columns import COLUMNS, Column, Entry
from alexstudio.ui.words import spoken

_KEY = "layer_table/columns"
_FIRST = COLUMNS[0]
"""It carries the tree, and is always there."""


class ColumnMenu(QMenu):
    """A tick for each column; the choice is remembered for the next window."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("column_menu")
        self.setToolTipsVisible(True)
        self.ticks: dict[str, QAction] = {}
        for column in COLUMNS:
            tick = self.addAction(spoken(column.title))
            tick.setObjectName(column.key)
            tick.setToolTip(spoken(column.meaning))
            tick.setCheckable(True)
            tick.setEnabled(column is not _FIRST)
            tick.triggered.connect(self._keep)
            self.ticks[column.key] = tick
        self.addSeparator()
        self.usual = self.addAction(self.tr("Usual columns"))
        self.usual.triggered.connect(self._usual)
        self._tick(self._remembered())

    @property
    def chosen(self) -> list[Column]:
        """The columns that are shown, in their order."""
        return [column for column in COLUMNS if self.ticks[column.key].isChecked()]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay open, so that several columns can be chosen."""
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def _usual(self) -> None:
        self._tick({column.key for column in COLUMNS if column.is_default})
        self._keep()

    def _tick(self, keys: set[str]) -> None:
        for key, tick in self.ticks.items():
            tick.setChecked(key in keys or key == _FIRST.key)

    def _keep(self) -> None:
        QSettings().setValue(_KEY, " ".join(column.key for column in self.chosen))
        self.changed.emit()

    @staticmethod
    def _remembered() -> set[str]:
        """The keys of the last time that there still are, or the usual ones."""
        keys = set(str(QSettings().value(_KEY, "")).split()) & {column.key for column in COLUMNS}
        return keys or {column.key for column in COLUMNS if column.is_default}


class ColumnWidths(QObject):
    """Gives each column what its texts need and shares what room is left; a width set by hand stays."""

    _AIR, _ARROW = 20, 16

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view, self._needs, self._by_hand, self._is_sharing = view, dict[int, int](), dict[int, int](), False
        view.header().sectionResized.connect(self._resized)
        view.viewport().installEventFilter(self)

    def measure(self, entries: Iterable[Entry], columns: Iterable[Column]) -> None:
        """Make room for every text of these columns."""
        rows = list(entries)
        self._needs = {COLUMNS.index(column): self._need(column, rows) for column in columns}
        self.share()

    def grow(self, entries: list[Entry]) -> None:
        """Make room for the texts of rows that changed."""
        needs = {place: max(need, self._need(COLUMNS[place], entries)) for place, need in self._needs.items()}
        if needs != self._needs:
            self._needs = needs
            self.share()

    def share(self) -> None:
        """Set the widths."""
        widths = self._needs | {place: width for place, width in self._by_hand.items() if place in self._needs}
        free = [place for place in widths if place not in self._by_hand]
        left = self._view.viewport().width() - sum(widths.values())
        self._is_sharing = True
        for number, place in enumerate(free):
            more = max(0, left) // (len(free) - number)
            left -= more
            widths[place] += more
        for place, width in widths.items():
            self._view.header().resizeSection(place, width)
        self._is_sharing = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share again when the room changes."""
        if event.type() == QEvent.Type.Resize:
            self.share()
        return False

    def _need(self, column: Column, entries: list[Entry]) -> int:
        measure = self._view.fontMetrics().horizontalAdvance
        texts = nlargest(4, {column.show(column.value(entry)) for entry in entries}, key=len)
        if column.is_summed:  # stages show sums in bold
            texts.append(column.show(column.total(entries)) + "0")
        if column is _FIRST:
            texts += nlargest(4, {entry.node.stage for entry in entries}, key=len)
        wide = max(map(measure, texts), default=0)
        if column is _FIRST:
            wide += 2 * self._view.indentation()
        return max(min(wide, 320), measure(spoken(column.title)) + self._ARROW) + self._AIR

    def _resized(self, place: int, before: int, width: int) -> None:
        if not self._is_sharing and before and width:
            self._by_hand[place] = width
