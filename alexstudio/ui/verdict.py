"""A cell that says whether something fits, in colours that also stand out in a selected row."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from alexstudio.ui.theme import theme, ui_font

FITS = int(Qt.ItemDataRole.UserRole) + 1
"""Role of a bool."""

_SIDE, _HEIGHT = 9.0, 18.0

Index = QModelIndex | QPersistentModelIndex


class VerdictDelegate(QStyledItemDelegate):
    """Writes the text of a cell on a badge: green when `FITS` is true, else red."""

    def displayText(self, value: object, locale: object) -> str:
        """Nothing: the badge has the text."""
        return ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell as any other, then the badge."""
        super().paint(painter, option, index)
        colours, fits, text = theme(), bool(index.data(FITS)), str(index.data() or "")
        cell = QRectF(option.rect)
        badge = QRectF(cell.left() + 4, cell.center().y() - _HEIGHT / 2 + 0.5, _width(text), _HEIGHT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.border if fits else colours.bad))
        painter.setBrush(QColor(colours.card if fits else colours.bad_back))
        painter.drawRoundedRect(badge, _HEIGHT / 2, _HEIGHT / 2)
        painter.setFont(ui_font(12, bold=not fits))
        painter.setPen(QColor(colours.good if fits else colours.bad))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the badge."""
        return QSize(round(_width(str(index.data() or "")) + 14), round(_HEIGHT) + 4)


@cache
def _width(text: str) -> float:
    return QFontMetricsF(ui_font(12, bold=True)).horizontalAdvance(text) + 2 * _SIDE
