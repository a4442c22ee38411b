"""`WireItem`: one edge of the graph, from rim to rim; dashed where it crosses devices."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker
from PySide6.QtWidgets import QGraphicsItem

from alexstudio.graph import Edge
from alexstudio.graph.arrange import TALL, WIDTH
from alexstudio.graph.wireways import Way
from alexstudio.ui.canvas.drawn import SELECTED, Drawn

Side = Literal["left", "right", "top", "bottom"]
_WAY = {"left": QPointF(-1, 0), "right": QPointF(1, 0), "top": QPointF(0, -1), "bottom": QPointF(0, 1)}


class Anchor(NamedTuple):
    """Where a wire meets a card: a point on its rim and the side it is on."""

    point: QPointF
    side: Side


class Stroke(NamedTuple):
    """How a wire is drawn. They sort as they are painted: the later ones lie above."""

    is_lit: bool
    crosses: bool
    colour: str
    """Name of a colour of the theme."""
    more: float
    """Beyond the usual width."""


class WireItem(Drawn):
    """A wire between two cards."""

    def __init__(self, edge: Edge) -> None:
        super().__init__(5, QGraphicsItem.GraphicsItemFlag(0))
        self.edge = edge
        self.tensor = ""
        self.crosses = False
        self.glow = ""
        """Name of the colour of the theme in which it is lit, as when a layer at one of its ends is selected."""
        self.stroke = Stroke(False, False, "wire", 0.0)
        self.tip, self.way = QPointF(), QPointF(1, 0)
        """Where it ends and in which direction, for the arrow."""
        self._path = QPainterPath()
        self._ends: tuple[Anchor, Anchor] | None = None

    def describe(self, tensor: str, crosses: bool) -> None:
        """What the wire carries, and whether it crosses devices."""
        if (tensor, crosses) != (self.tensor, self.crosses):
            self.tensor, self.crosses = tensor, crosses
            self.setZValue(6 if crosses else 5)
            self._choose()

    def join(self, begin: Anchor, end: Anchor, via: Sequence[QPointF] = ()) -> None:
        """Run between two anchors, through some points."""
        self._ends = begin, end
        self.tip, self.way = end.point, -_WAY[end.side]
        self._run(bent_path(begin, via, end) if via else wire_path(begin, end))

    def follow(self, way: Way) -> None:
        """Run where the router has found room."""
        self._ends = Anchor(QPointF(*way.start), way.leave), Anchor(QPointF(*way.end), way.arrive)
        self.tip, self.way = QPointF(*way.end), QPointF(*way.tip)
        path = QPainterPath(QPointF(*way.start))
        for step in way.steps:
            points = [QPointF(*point) for point in step]
            if len(points) == 1:
                path.lineTo(points[0])
            else:
                path.cubicTo(*points)
        self._run(path)

    def bend(self, via: Sequence[QPointF]) -> None:
        """Run through other points between the same anchors."""
        if self._ends is not None:
            self.join(*self._ends, via)

    def light(self, colour: str) -> None:
        """Glow in a colour of the theme, or no longer."""
        if colour != self.glow:
            self.glow = colour
            self._choose()

    def path(self) -> QPainterPath:
        """Where it runs."""
        return self._path

    def along(self, parts: Sequence[float]) -> list[tuple[float, float]]:
        """Points after these parts of its length, which ascend."""
        points = [(point.x(), point.y()) for polygon in self._path.toSubpathPolygons() for point in polygon.toList()]
        if len(points) < 2:  # both ends in one place
            return [self._path.currentPosition().toTuple()] * len(parts)
        lengths = [math.dist(one, other) for one, other in pairwise(points)]
        whole, gone, number = sum(lengths), 0.0, 0
        found = []
        for part in parts:
            while number < len(lengths) - 1 and gone + lengths[number] < part * whole:
                gone += lengths[number]
                number += 1
            share = (part * whole - gone) / (lengths[number] or 1.0)
            (x, y), (u, v) = points[number : number + 2]
            found.append((x + share * (u - x), y + share * (v - y)))
        return found

    def shape(self) -> QPainterPath:
        """The path made broad enough to hit with the mouse."""
        stroker = QPainterPathStroker()
        stroker.setWidth(12)
        return stroker.createStroke(self._path)

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: Any) -> Any:
        """Look selected."""
        found = super().itemChange(change, value)
        if change == SELECTED:
            self._choose()
        return found

    def _run(self, path: QPainterPath) -> None:
        self._path = path
        self.cover(path.boundingRect().adjusted(-14, -14, 14, 14))  # with room for the arrow head

    def _choose(self) -> None:
        self.touch()
        if self.is_marked:
            self.stroke = Stroke(True, self.crosses, "accent", 1.2)
        elif self.glow:
            self.stroke = Stroke(True, self.crosses, self.glow, 0.4)
        else:
            self.stroke = Stroke(False, self.crosses, "crossing" if self.crosses else "wire", 0.0)
        self.touch()


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
