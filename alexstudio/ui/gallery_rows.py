"""The rows of the gallery: a picture, the title, the numbers and one line of story for each preset."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from alexstudio.analysis import analyse
from alexstudio.graph.fileformat import DocumentError, load
from alexstudio.graph.presets import Preset, Story, read_story
from alexstudio.history import Snapshot
from alexstudio.ui.sentences import said
from alexstudio.ui.theme import theme, ui_font
from alexstudio.ui.words import multiply_adds_text, params_text, spoken

ROW, HEADING = 76, 38
THUMB = QSize(112, 56)
ENTRY = Qt.ItemDataRole.UserRole
HEADED = Qt.ItemDataRole.UserRole + 1
"""Data of a row: its `Entry`, and whether its shelf is named above it."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass
class Entry:
    """A preset in the gallery. What takes time is worked out when the row comes into view."""

    preset: Preset
    story: Story
    fault: str = ""
    snapshot: Snapshot | None = None
    thumb: QPixmap | None = None
    picture: QPixmap | None = None
    words: str = field(init=False)

    def __post_init__(self) -> None:
        name, _, shelf, year = self.preset
        tight = f"{self.story.title} {name}".translate(dict.fromkeys(map(ord, " -_,.")))
        self.words = " ".join((self.story.title, name, tight, self.story.source, shelf, str(year))).casefold()

    @classmethod
    def of(cls, preset: Preset) -> Entry:
        """The entry of a preset; one that cannot be read says so."""
        try:
            story = read_story(preset)
            return cls(preset, story._replace(notes=spoken(story.notes)))
        except DocumentError as error:
            return cls(preset, Story(preset.name, "", ""), said(str(error)))

    def fits(self, query: str) -> bool:
        """Whether every word of a search occurs in the title, the name, the source or the year."""
        return all(word in self.words for word in query.casefold().split())

    def open(self) -> Snapshot | None:
        """The document with its report, read when first asked for; None, and ``fault`` says why, when it is broken."""
        if self.snapshot is None and not self.fault:
            try:
                document = load(self.preset.path)
            except DocumentError as error:
                self.fault = said(str(error))
            else:
                self.snapshot = Snapshot(document, analyse(document))
        return self.snapshot

    @property
    def facts(self) -> str:
        """Parameters and multiply-adds, once they are known."""
        if self.snapshot is None:
            return ""
        total = self.snapshot.report.total
        return f"{params_text(total.params)}  ·  {multiply_adds_text(total.multiply_adds)}"


class Rows(QStyledItemDelegate):
    """Paints the rows. The first row of a shelf has the shelf's name above it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows of one height, and room for a heading."""
        return QSize(100, ROW + (HEADING if index.data(HEADED) else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        view: Any = option
        entry, box, colours = index.data(ENTRY), QRect(view.rect), theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(HEADED):
            painter.setFont(ui_font(14, bold=True))
            painter.setPen(QColor(colours.muted))
            line = QRect(box.left() + 10, box.top(), box.width() - 20, HEADING - 4)
            painter.drawText(
                line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, spoken(entry.preset.shelf)
            )
            box.setTop(box.top() + HEADING)
        is_chosen = bool(view.state & QStyle.StateFlag.State_Selected)
        if is_chosen or view.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QColor(colours.accent) if is_chosen else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.panel))
            painter.drawRoundedRect(box.adjusted(1, 1, -2, -2), 8, 8)
        self._picture(painter, QRect(box.topLeft() + QPoint(10, 10), THUMB), entry)
        self._texts(painter, box.adjusted(THUMB.width() + 24, 9, -12, -9), entry)
        painter.restore()

    @staticmethod
    def _picture(painter: QPainter, box: QRect, entry: Entry) -> None:
        painter.setPen(QColor(theme().border))
        painter.setBrush(QColor(theme().canvas))
        painter.drawRoundedRect(box.adjusted(-1, -1, 0, 0), 4, 4)
        if entry.thumb is not None:
            painter.drawPixmap(box.topLeft(), entry.thumb)

    @staticmethod
    def _texts(painter: QPainter, box: QRect, entry: Entry) -> None:
        colours = theme()
        line = box.height() // 3
        year = str(entry.preset.year or "")
        room = box.width()
        for number, (text, size, bold, colour) in enumerate(
            (
                (entry.story.title, 14, True, colours.text),
                (entry.facts, 12, False, colours.text),
                (entry.fault or entry.story.first, 12, False, colours.bad if entry.fault else colours.muted),
            )
        ):
            row = QRect(box.left(), box.top() + number * line, room, line)
            if number == 0 and year:
                painter.setFont(ui_font(12))
                painter.setPen(QColor(colours.muted))
                painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, year)
                row.setWidth(room - painter.fontMetrics().horizontalAdvance(year) - 12)
            painter.setFont(ui_font(size, bold=bold))
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, row.width())
            painter.drawText(row, _LEFT, shown)
