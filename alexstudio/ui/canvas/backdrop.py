"""What lies behind the cards: dots, the frames of stages and of open blocks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from alexstudio.ui.canvas.brushes import pen
from alexstudio.ui.canvas.lettering import fitted
from alexstudio.ui.canvas.tile import FAR
from alexstudio.ui.theme import theme, ui_font

GRID = 24
_ROW = 16


class Panel(NamedTuple):
    """A frame behind some cards with a title at its left and a number at its right."""

    box: QRectF
    title: str
    number: str
    is_block: bool


def title_box(panel: Panel) -> tuple[float, float, float, float]:
    """Where the title of a frame is written at 100 %."""
    box, wide = panel.box, fitted(panel.title, 13, True, 1e6).width
    return box.left() + 11, box.top() + 8, min(box.left() + 15 + wide, box.right()), box.top() + 30


def paint_dots(painter: QPainter, area: QRectF, zoom: float) -> None:
    """The empty canvas."""
    colours = theme()
    painter.fillRect(area, QColor(colours.canvas))
    if zoom <= 0.5:
        return
    painter.setPen(pen(colours.dots, 1.6))
    left, top = int(area.left()) // GRID * GRID, int(area.top()) // GRID * GRID
    row = _row((int(area.right()) - left) // GRID // _ROW + 1).translated(left, top)
    for _ in range(top, int(area.bottom()) + 1, GRID):
        painter.drawPoints(row)
        row.translate(0, GRID)


@lru_cache(maxsize=64)
def _row(length: int) -> QPolygonF:
    """So many times `_ROW` dots beside each other."""
    return QPolygonF([QPointF(number * GRID, 0) for number in range(length * _ROW)])


def paint_panels(painter: QPainter, panels: Mapping[str, Panel], area: QRectF, zoom: float) -> None:
    """The frames that reach into an area, in the order given: the outer ones first."""
    colours = theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for panel in panels.values():
        if not panel.box.intersects(area):
            continue
        painter.setPen(QPen(QColor(colours.border), max(1.2, 1 / zoom)) if panel.is_block else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.frame))
        painter.drawRoundedRect(panel.box, 14, 14)
        if zoom >= FAR:
            _paint_head(painter, panel, zoom)


def _paint_head(painter: QPainter, panel: Panel, zoom: float) -> None:
    colours, box = theme(), panel.box
    size = min(max(13.0, 11.5 / zoom), 24.0)
    head = QRectF(box.left() + 13, box.top() + 3, box.width() - 26, 33)
    font = ui_font(size, bold=True)
    painter.setFont(font)
    painter.setPen(QColor(colours.text))
    metrics = QFontMetricsF(font)
    title = metrics.elidedText(panel.title, Qt.TextElideMode.ElideRight, head.width())
    painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
    taken = metrics.horizontalAdvance(panel.title + " ")
    font = ui_font(size * 0.8)
    if taken + QFontMetricsF(font).horizontalAdvance(panel.number) <= head.width():
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, panel.number)
