"""`Tile`: what has a place on the canvas and wires at its rim: a layer, a folded block, a source outside."""

from __future__ import annotations

from itertools import count
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from alexstudio.ui.canvas.brushes import NO_PEN, brush, device_colour, pen
from alexstudio.ui.canvas.drawn import UNPAINTED, Box, Drawn
from alexstudio.ui.canvas.lettering import paint_centred
from alexstudio.ui.theme import theme

NEAR, FAR = 0.72, 0.22
"""Zoom above which a card shows everything, and below which it is a coloured block."""
LEVEL = 10.0
"""Of tiles; one that is lifted higher is painted by Qt, above what lies between."""
HALO = 7.0
"""How far what is painted reaches beyond the rim."""
ROUND = 10.0
_VERSIONS = count(1)
_Flag, _Change = QGraphicsItem.GraphicsItemFlag, QGraphicsItem.GraphicsItemChange
_MOVED, _RAISED = _Change.ItemPositionHasChanged, _Change.ItemZValueHasChanged


class Tile(Drawn):
    """A rectangle around its position; the scene's wires follow it. ``key`` is as in `Shown`."""

    is_lifted = False
    worn = ""
    """The device that it looks as if it were on, before the document knows it; empty for that of the document."""
    version = 0
    """Another number whenever something changes that is drawn; no two tiles share one."""

    def __init__(self, key: str, width: float, height: float) -> None:
        super().__init__(LEVEL, _Flag.ItemIsMovable | _Flag.ItemSendsGeometryChanges)
        self.key = key
        self.body = QRectF()
        self.edges: Box = (0.0, 0.0, 0.0, 0.0)
        """Its rim in the scene."""
        self.resize(width, height)

    def resize(self, width: float, height: float, below: float = HALO) -> None:
        """Take another size; ``below`` is how far it is painted beyond its lower and its right side."""
        self.body = QRectF(-width / 2, -height / 2, width, height)
        self.cover(self.body.adjusted(-HALO, -HALO, below, below))
        self.version = next(_VERSIONS)

    def find_reach(self) -> None:
        """Where in the scene it may paint now, and where its rim is."""
        super().find_reach()
        half, high, x, y = self.body.width() / 2, self.body.height() / 2, self.x(), self.y()
        self.edges = (x - half, y - high, x + half, y + high)

    def redraw(self) -> None:
        """What is drawn has changed."""
        self.version = next(_VERSIONS)
        self.touch()

    def wear(self, device: str) -> None:
        """Look as if on a device; as the document has it with ""."""
        if device != self.worn:
            self.worn = device
            self.redraw()

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

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: Any) -> Any:
        """Let the wires follow a card that is dragged."""
        if change == _MOVED:
            self.touch()
            self.find_reach()
            self.touch()
            if self.scene() is not None:
                self.scene().tile_moved(self.key)  # type: ignore[attr-defined]
        elif change == _RAISED and self.is_lifted != (self.zValue() > LEVEL):
            self.is_lifted = not self.is_lifted
            self.setFlag(UNPAINTED, not self.is_lifted)
            self.touch()
        return super().itemChange(change, value)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it alone, where it is lifted above the others."""
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        if self.is_marked:
            paint_halo(painter, self, 0.0, 0.0)
        if zoom < FAR:
            painter.fillRect(self.body, QColor(self.far_colour))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, zoom, 0.0, 0.0)

    @property
    def far_colour(self) -> str:
        """The colour of the block that it is from afar."""
        return theme().muted

    def draw(self, painter: QPainter, zoom: float, x: float, y: float) -> None:
        """Draw as much around a point as can be read at a zoom of at least `FAR`; the halo is already there."""
        raise NotImplementedError


def paint_halo(painter: QPainter, tile: Tile, x: float, y: float) -> None:
    """The glow around what is selected."""
    halo = QColor(theme().accent)
    halo.setAlphaF(0.28)
    painter.setPen(NO_PEN)
    painter.setBrush(halo)
    painter.drawRoundedRect(tile.body.translated(x, y).adjusted(-6, -6, 6, 6), 14, 14)


def paint_body(painter: QPainter, box: QRectF, back: str, rim: str, width: float) -> None:
    """A rounded box with a solid rim; one box in another is quicker than a pen that goes round."""
    half = width / 2
    painter.setPen(NO_PEN)
    painter.setBrush(brush(rim))
    painter.drawRoundedRect(box.adjusted(-half, -half, half, half), ROUND + half, ROUND + half)
    painter.setBrush(brush(back))
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), ROUND - half, ROUND - half)


def paint_badge(painter: QPainter, box: QRectF, device: str) -> None:
    """The device's number on its colour, so that colour is never the only sign."""
    painter.setPen(NO_PEN)
    painter.setBrush(brush(device_colour(device)))
    painter.drawRoundedRect(box, 5, 5)
    paint_centred(painter, box.center(), 11, "#10151f", device[3:])


def paint_rule(painter: QPainter, left: float, right: float, y: float) -> None:
    """The line between what a layer is and what it gives."""
    painter.setPen(pen(theme().border))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
