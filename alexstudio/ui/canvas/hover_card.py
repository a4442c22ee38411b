"""`HoverCard`: the panel that says what there is to read about the layer or the wire under the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from alexstudio.analysis.reading import Line
from alexstudio.ui.form_rows import rule
from alexstudio.ui.labels import plain_label
from alexstudio.ui.sentences import said, said_lines

WIDEST, GAP = 420, 14
"""Pixels: of the panel, and between it and what it is about."""
_LONG = 46  # letters that stay on one line


class HoverCard(QFrame):
    """A panel on a view that the mouse goes through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hover_card")
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 11, 14, 12)
        self.hide()

    def show_lines(self, title: str, kind: str, sentence: str, blocks: Sequence[Sequence[Line]]) -> None:
        """Fill the panel: a name, what it is and what it does (or nothing), and blocks of lines."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        head = plain_label(title)
        head.setStyleSheet("font-weight: 600; font-size: 15px;")
        column.addWidget(head)
        if kind:
            column.addWidget(plain_label(kind, "muted"))
        if sentence:
            column.addWidget(plain_label(said(sentence)))
        rows = QGridLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(3)
        rows.setColumnStretch(1, 1)
        for block in filter(None, blocks):
            _add_rows(rows, block)
        column.addLayout(rows)
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._column.addWidget(body)
        wide = min(max(self.sizeHint().width(), 210), WIDEST)
        self.resize(wide, self._column.totalHeightForWidth(wide))

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join(label.text() for label in self.findChildren(QLabel) if not label.isHidden())

    def show_beside(self, about: QRect, cursor: QPoint) -> None:
        """Come up beside a rectangle of the parent, inside the parent and never over the cursor."""
        parent = self.parentWidget()
        assert parent is not None
        self.move(beside(self.size(), about, cursor, parent.rect().adjusted(6, 6, -6, -6)))
        self.show()
        self.raise_()


def beside(size: QSize, about: QRect, cursor: QPoint, room: QRect) -> QPoint:
    """Where a panel goes: right of a rectangle, else left, below or above it, else where it leaves the cursor free."""
    high, wide = size.height(), size.width()
    top = min(max(about.top(), room.top()), max(room.bottom() - high + 1, room.top()))
    left = min(max(about.left(), room.left()), max(room.right() - wide + 1, room.left()))
    near = [
        QPoint(about.right() + GAP, top),
        QPoint(about.left() - GAP - wide, top),
        QPoint(left, about.bottom() + GAP),
        QPoint(left, about.top() - GAP - high),
    ]
    near += [
        QPoint(cursor.x() + GAP, top),
        QPoint(cursor.x() - GAP - wide, top),
        QPoint(left, cursor.y() + GAP),
        QPoint(left, cursor.y() - GAP - high),
    ]
    for corner in near:
        box = QRect(corner, size)
        if room.contains(box) and not box.contains(cursor):
            return corner
    # A view hardly larger than the panel: the side of the cursor with more room, cut off at the far end
    x = cursor.x() + GAP if room.right() - cursor.x() > cursor.x() - room.left() else cursor.x() - GAP - wide
    return QPoint(x, top)


def _add_rows(rows: QGridLayout, lines: Sequence[Line]) -> None:
    """A rule and lines below it; all lines of a panel share their columns."""
    rows.addWidget(rule(), rows.rowCount(), 0, 1, 2)
    rows.setRowMinimumHeight(rows.rowCount() - 1, 9)
    for title, text in said_lines(lines):
        name, value = plain_label(title, "muted"), plain_label(text)
        name.setWordWrap(False)
        value.setWordWrap(len(text) > _LONG)
        at = rows.rowCount()
        rows.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(value, at, 1)
