"""`WireItem`: one edge of the graph, from rim to rim; dashed where it crosses devices."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from alexstudio.graph import Edge
from alexstudio.graph.arrange import TALL, WIDTH
from alexstudio.graph.wireways import Way
from alexstudio.ui.theme import theme

Side = Literal["left", "right", "top", "bottom"]
_WAY = {"left": QPointF(-1, 0), "right": QPointF(1, 0), "top": QPointF(0, -1), "bottom": QPointF(0, 1)}


class Anchor(NamedTuple):
    """Where a wire meets a card: a point on its rim and the side it is on."""

    point: QPointF
    side: Side


class WireItem(QGraphicsPathItem):
    """A wire between two cards."""

    def __init__(self, edge: Edge) -> None:
        super().__init__()
        self.edge = edge
        self.tensor = ""
        self.crosses = False
        self.glow = ""
        """Name of the colour of the theme in which it is lit, as when a layer at one of its ends is selected."""
        self._ends: tuple[Anchor, Anchor] | None = None
        self._bounds = QRectF()
        self._tip = QPointF()
        self._way = QPointF(1, 0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(5)

    def describe(self, tensor: str, crosses: bool) -> None:
        """What the wire carries, and whether it crosses devices."""
        if (tensor, crosses) != (self.tensor, self.crosses):
            self.tensor, self.crosses = tensor, crosses
            self.setZValue(6 if crosses else 5)
            self.update()

    def join(self, begin: Anchor, end: Anchor, via: Sequence[QPointF] = ()) -> None:
        """Run between two anchors, through some points."""
        self.prepareGeometryChange()
        self._ends = begin, end
        self._tip, self._way = end.point, -_WAY[end.side]
        path = bent_path(begin, via, end) if via else wire_path(begin, end)
        self._bounds = path.boundingRect().adjusted(-14, -14, 14, 14)
        self.setPath(path)

    def follow(self, way: Way) -> None:
        """Run where the router has found room."""
        self.prepareGeometryChange()
        self._ends = Anchor(QPointF(*way.start), way.leave), Anchor(QPointF(*way.end), way.arrive)
        self._tip, self._way = QPointF(*way.end), QPointF(*way.tip)
        path = QPainterPath(QPointF(*way.start))
        for step in way.steps:
            points = [QPointF(*point) for point in step]
            if len(points) == 1:
                path.lineTo(points[0])
            else:
                path.cubicTo(*points)
        self._bounds = path.boundingRect().adjusted(-14, -14, 14, 14)
        self.setPath(path)

    def bend(self, via: Sequence[QPointF]) -> None:
        """Run through other points between the same anchors."""
        if self._ends is not None:
            self.join(*self._ends, via)

    def light(self, colour: str) -> None:
        """Glow in a colour of the theme, or no longer."""
        if colour != self.glow:
            self.glow = colour
            self.update()

    def boundingRect(self) -> QRectF:
        """The path with room for the arrow head; kept, for Qt asks every wire before every paint."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """The path made broad enough to hit with the mouse."""
        stroker = QPainterPathStroker()
        stroker.setWidth(12)
        return stroker.createStroke(self.path())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Line and arrow head."""
        colours = theme()
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        colour, more = colours.crossing if self.crosses else colours.wire, 0.0
        if self.isSelected():
            colour, more = colours.accent, 1.2
        elif self.glow:
            colour, more = getattr(colours, self.glow), 0.4
        painter.setRenderHint(_ANTIALIASING, zoom > 0.15)
        painter.setPen(_pen(colour, round(max(1.6, 1.1 / zoom) + more, 2), self.crosses))
        painter.setBrush(_NO_BRUSH)
        painter.drawPath(self.path())
        if zoom < 0.2:
            return
        size = max(7.0, 4.5 / zoom)
        across = QPointF(-self._way.y(), self._way.x()) * size * 0.5
        back = self._tip - self._way * size
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPolygon(QPolygonF([self._tip, back + across, back - across]))


_ANTIALIASING, _NO_BRUSH = QPainter.RenderHint.Antialiasing, Qt.BrushStyle.NoBrush


@lru_cache(maxsize=64)
def _pen(colour: str, width: float, is_dashed: bool) -> QPen:
    """Kept, for thousands of wires of one frame are drawn with a few pens."""
    pen = QPen(QColor(colour), width)
    if is_dashed:
        pen.setDashPattern([4, 2.5])
    return pen


def facing(begin: QPointF, end: QPointF) -> tuple[Side, Side]:
    """On which sides of two cards (given by their centres) a wire between them leaves and arrives."""
    if end.x() - begin.x() > WIDTH * 0.9:
        return "right", "left"
    if end.y() - begin.y() > TALL * 0.5 or begin.x() - end.x() > WIDTH * 0.9:
        return "bottom", "top"
    return "top", "bottom"


def anchor(card: QRectF, side: Side, place: int = 0, of: int = 1) -> Anchor:
    """A point on a card's rim; several wires on one side are spread along it."""
    share = ((place + 1) / (of + 1) - 0.5) * 0.8
    centre = card.center()
    if side in ("left", "right"):
        x = card.right() if side == "right" else card.left()
        return Anchor(QPointF(x, centre.y() + share * card.height()), side)
    y = card.bottom() if side == "bottom" else card.top()
    return Anchor(QPointF(centre.x() + share * card.width(), y), side)


def bent_path(begin: Anchor, via: Sequence[QPointF], end: Anchor) -> QPainterPath:
    """A smooth curve through some points; at each it runs in the direction of its neighbours (Catmull-Rom)."""
    path = QPainterPath(begin.point)
    points = [begin.point, *via, end.point]
    ways = [_WAY[begin.side] * 40]
    ways += [(after - before) / 2 for before, after in zip(points, points[2:], strict=False)]
    ways.append(-_WAY[end.side] * 40)
    for place in range(len(points) - 1):
        first, last = points[place], points[place + 1]
        path.cubicTo(first + ways[place] / 3, last - ways[place + 1] / 3, last)
    return path


def wire_path(begin: Anchor, end: Anchor) -> QPainterPath:
    """A smooth curve that leaves and arrives at right angles to the cards."""
    path = QPainterPath(begin.point)
    gap = end.point - begin.point
    far = max(abs(gap.x()), abs(gap.y()))
    reach = min(max(far * 0.45, 14.0), 90.0)
    if {begin.side, end.side} == {"left", "right"} and gap.x() > 0:
        reach = max(gap.x() * 0.62, 18.0)
    path.cubicTo(begin.point + _WAY[begin.side] * reach, end.point + _WAY[end.side] * reach, end.point)
    return path
