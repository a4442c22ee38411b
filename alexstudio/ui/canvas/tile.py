"""`Tile`: what has a place on the canvas and wires at its rim: a layer, a folded block, a source outside."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem

from alexstudio.ui.theme import theme, ui_font

NEAR, FAR = 0.72, 0.22
"""Zoom above which a card shows everything, and below which it is a coloured block."""


class Tile(QGraphicsItem):
    """A rectangle around its position; the scene's wires follow it. ``key`` is as in `Shown`."""

    def __init__(self, key: str, width: float, height: float) -> None:
        super().__init__()
        self.key = key
        self.body = QRectF(-width / 2, -height / 2, width, height)
        flag = QGraphicsItem.GraphicsItemFlag
        self.setFlag(flag.ItemIsSelectable)
        self.setFlag(flag.ItemIsMovable)
        self.setFlag(flag.ItemSendsGeometryChanges)
        self.setZValue(10)
        self.setAcceptHoverEvents(True)

    @property
    def rim(self) -> QRectF:
        """The rectangle in the scene."""
        return self.body.translated(self.pos())

    @property
    def place(self) -> tuple[float, float]:
        """Where the document has it."""
        raise NotImplementedError

    def put_back(self) -> bool:
        """Go to where the document has it; whether it was elsewhere."""
        if (self.x(), self.y()) == self.place:
            return False
        self.setPos(*self.place)
        return True

    def boundingRect(self) -> QRectF:
        """The card with room for its rim and its ports."""
        return self.body.adjusted(-7, -7, 7, 7)

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: Any) -> Any:
        """Let the wires follow a card that is dragged."""
        if change == QGraphicsItem.GraphicsItemChange.ItemPositionHasChanged and self.scene() is not None:
            self.scene().tile_moved(self.key)  # type: ignore[attr-defined]
        return super().itemChange(change, value)

    def paint_halo(self, painter: QPainter) -> None:
        """The glow around what is selected."""
        halo = QColor(theme().accent)
        halo.setAlphaF(0.28)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(halo)
        painter.drawRoundedRect(self.body.adjusted(-6, -6, 6, 6), 14, 14)


def paint_badge(painter: QPainter, box: QRectF, device: str) -> None:
    """The device's number on its colour, so that colour is never the only sign."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().device(device))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(QColor("#10151f"))
    painter.setFont(ui_font(11, bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, device[3:])


def paint_text(
    painter: QPainter, corner: QPointF, width: float, height: float, font: QFont, colour: str, text: str
) -> None:
    """One line, made narrower, then elided, to stay inside its box."""
    if not text:
        return
    metrics = QFontMetricsF(font)
    wide = metrics.horizontalAdvance(text)
    if wide > width:
        font.setPixelSize(max(8, int(font.pixelSize() * max(0.72, width / wide))))
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    box = QRectF(corner.x(), corner.y(), width, height)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
