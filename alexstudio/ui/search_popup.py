"""A line to type in and a list under it: for layer types, nodes and commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from alexstudio.ui.fuzzy import ranked
from alexstudio.ui.theme import theme, ui_font

WIDTH, ROWS, ROW = 440, 10, 30


class Entry(NamedTuple):
    """Something to choose."""

    key: str
    title: str
    detail: str = ""
    words: tuple[str, ...] = ()
    """Further words that find it."""
    is_enabled: bool = True


class SearchPopup(QFrame):
    """Chooses one of many entries. Typing narrows the list, arrows and Enter choose, Esc gives up.

    It lies inside its window and goes away when the cursor leaves its line.
    """

    def __init__(self, parent: QWidget, hint: str, entries: Sequence[Entry], chosen: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setObjectName("search_popup")
        self.setProperty("role", "popup")
        self._before = QApplication.focusWidget()
        self._entries, self._chosen = list(entries), chosen
        self.line = QLineEdit()
        self.line.setObjectName("search_line")
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("search_list")
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.setFixedWidth(WIDTH)
        self._narrow("")

    def open_at(self, place: QPoint) -> None:
        """Show it with its upper left corner at a place of its window, moved to stay inside."""
        self.adjustSize()
        room = self.window().rect().adjusted(8, 8, -8, -8)
        tallest = self.line.sizeHint().height() + ROWS * ROW + 26
        x = min(max(place.x(), room.left()), room.right() - self.width())
        y = min(max(place.y(), room.top()), room.bottom() - tallest)
        self.move(x, max(y, room.top()))
        self.show()
        self.raise_()
        self.line.setFocus()

    def give_up(self) -> None:
        """Go away; the cursor returns to where it was."""
        self.line.removeEventFilter(self)
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self.deleteLater()

    def _narrow(self, text: str) -> None:
        self.list.clear()
        for entry in ranked(text, self._entries, lambda entry: (entry.title, *entry.words)):
            item = QListWidgetItem(entry.title)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            item.setSizeHint(QSize(0, ROW))
            if not entry.is_enabled:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        if not self.list.count():
            item = QListWidgetItem(self.tr("Nothing is called so"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setSizeHint(QSize(0, ROW))
            self.list.addItem(item)
        self._step(0)
        self.list.setFixedHeight(min(self.list.count(), ROWS) * ROW + 2)
        self.adjustSize()

    def _step(self, by: int) -> None:
        """Select the next entry that can be chosen."""
        count, row = self.list.count(), self.list.currentRow()
        way = by or 1
        row = row + by if by else 0
        while 0 <= row < count:
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.list.setCurrentRow(row)
                return
            row += way

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter belong to the list while the cursor is in the line."""
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self.give_up()
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.give_up()
                return True
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in steps:
                self._step(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                item = self.list.currentItem()
                if item is not None:
                    self._take(item)
                return True
        return super().eventFilter(watched, event)

    def _take(self, item: QListWidgetItem) -> None:
        entry = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(entry, (tuple, list)) and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            key = Entry(*entry).key
            chosen = self._chosen
            self.give_up()
            chosen(key)


class _Rows(QStyledItemDelegate):
    """Title at the left, detail at the right, each inside its own room."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        """Draw one row."""
        colours = theme()
        data = index.data(Qt.ItemDataRole.UserRole)  # type: ignore[attr-defined]
        title = index.data(Qt.ItemDataRole.DisplayRole)  # type: ignore[attr-defined]
        detail = Entry(*data).detail if data else ""
        can = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)  # type: ignore[attr-defined]
        painter.save()
        box = option.rect
        is_current = bool(option.state & QStyle.StateFlag.State_Selected) and can
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        inner = box.adjusted(10, 0, -10, 0)
        painter.setFont(ui_font(13))
        metrics = painter.fontMetrics()
        painter.setPen(colours.accent_text if is_current else colours.text if can else colours.muted)
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room = int(inner.width() * (0.55 if detail else 1))
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, side, shown)
        left = inner.left() + metrics.horizontalAdvance(shown) + 18
        painter.setFont(ui_font(12))
        painter.setPen(colours.accent_text if is_current else colours.muted)
        rest = painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, inner.right() - left)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, rest)
        painter.restore()
