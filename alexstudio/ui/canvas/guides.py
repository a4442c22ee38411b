"""Alignment while cards are dragged: where they snap to, and the lines that say what they are aligned with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from alexstudio.ui.theme import theme

PIXELS = 6.0
"""How near an alignment must be for cards to snap to it, in pixels of the screen."""


class Span(NamedTuple):
    """A box along one axis, from ``low`` to ``high``, and where it lies on the other one."""

    low: float
    high: float
    near: float
    far: float

    @property
    def middle(self) -> float:
        """The middle along the axis."""
        return (self.low + self.high) / 2


class Line(NamedTuple):
    """A guide: from where to where along the axis, and on the other one."""

    low: float
    high: float
    near: float
    far: float


class Snap(NamedTuple):
    """How far to move along an axis, and the lines that say why."""

    by: float
    lines: tuple[Line, ...]


class Ruler:
    """The edges and the middles of the cards along one axis, in order, so that each question is quick."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._middles = sorted((span.middle, span) for span in self._spans)
        self._edges = sorted((edge, span) for span in self._spans for edge in (span.low, span.high))

    def snap(self, moving: Span, reach: float) -> Snap | None:
        """The nearest alignment within reach: of the middle, of an edge, or with equal gaps to the neighbours."""
        found = [
            *self._aligned(self._middles, moving.middle, moving, reach),
            *self._aligned(self._edges, moving.low, moving, reach),
            *self._aligned(self._edges, moving.high, moving, reach),
            *self._spaced(moving, reach),
        ]
        return min(found, key=lambda snap: round(abs(snap.by), 3), default=None)

    def _aligned(
        self, places: Sequence[tuple[float, Span]], value: float, moving: Span, reach: float
    ) -> Iterable[Snap]:
        begin = bisect_left(places, value - reach, key=lambda one: one[0])
        end = bisect_right(places, value + reach, key=lambda one: one[0])
        if begin < end:
            place = min((one[0] for one in places[begin:end]), key=lambda one: abs(one - value))
            same = [span for at, span in places[begin:end] if abs(at - place) < 0.01]
            above = max((span for span in same if span.far <= moving.near), key=lambda span: span.far, default=moving)
            below = min((span for span in same if span.near >= moving.far), key=lambda span: span.near, default=moving)
            beside = [span for span in same if span.far > moving.near and span.near < moving.far]
            nearest = [moving, above, below, *beside]
            near, far = min(span.near for span in nearest), max(span.far for span in nearest)
            yield Snap(place - value, (Line(place, place, near, far),))

    def _spaced(self, moving: Span, reach: float) -> Iterable[Snap]:
        """In the row in which the cards lie: in the middle of two others, or as far away as those are apart."""
        row = [span for span in self._spans if span.near < moving.far and span.far > moving.near]
        before = sorted((span for span in row if span.high <= moving.middle), key=lambda span: span.high)[-2:]
        after = sorted(span for span in row if span.low >= moving.middle)[:2]
        size, across = moving.high - moving.low, (moving.near + moving.far) / 2
        gaps: list[tuple[float, tuple[float, float], tuple[float, float]]] = []
        if before and after:
            left, right = before[-1].high, after[0].low
            low = (left + right - size) / 2
            gaps.append((low, (left, low), (low + size, right)))
        if len(before) == 2:
            (_, first, *_), (second, end, *_) = before
            low = end + second - first
            gaps.append((low, (first, second), (end, low)))
        if len(after) == 2:
            (start, first, *_), (second, *_) = after
            low = start - (second - first) - size
            gaps.append((low, (low + size, start), (first, second)))
        for low, *pair in gaps:
            if abs(low - moving.low) <= reach and all(begin < end for begin, end in pair):
                yield Snap(low - moving.low, tuple(Line(begin, end, across, across) for begin, end in pair))


class Guides(QGraphicsItem):
    """The lines in the scene, and the two rulers behind them."""

    def __init__(self, scene: QGraphicsScene, others: Iterable[QRectF]) -> None:
        super().__init__()
        boxes = list(others)
        self._across = Ruler(Span(box.left(), box.right(), box.top(), box.bottom()) for box in boxes)
        self._down = Ruler(Span(box.top(), box.bottom(), box.left(), box.right()) for box in boxes)
        self.lines: list[QLineF] = []
        self._bounds = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(14)  # below the cards that are lifted, above the others
        scene.addItem(self)

    def snap(self, box: QRectF, reach: float, grid: float = 0.0) -> tuple[float | None, float | None]:
        """How far to move a box across and down so that it is aligned, None where nothing is near.

        ``reach`` and ``grid`` are in scene units; where there is a grid, it has the middle of the box if nothing else.
        """
        across = self._across.snap(Span(box.left(), box.right(), box.top(), box.bottom()), reach)
        down = self._down.snap(Span(box.top(), box.bottom(), box.left(), box.right()), reach)
        by_x, by_y = across.by if across else None, down.by if down else None
        middle = box.center()
        if grid and by_x is None:
            by_x = round(middle.x() / grid) * grid - middle.x()
        if grid and by_y is None:
            by_y = round(middle.y() / grid) * grid - middle.y()
        lines = []
        for line in across.lines if across else ():  # the lines were found before the box moved on the other axis
            shift = (by_y or 0.0) if line.near == line.far else 0.0
            lines.append(QLineF(line.low, line.near + shift, line.high, line.far + shift))
        for line in down.lines if down else ():
            shift = (by_x or 0.0) if line.near == line.far else 0.0
            lines.append(QLineF(line.near + shift, line.low, line.far + shift, line.high))
        self.show_lines(lines)
        return by_x, by_y

    def show_lines(self, lines: list[QLineF]) -> None:
        """Draw other lines."""
        if lines != self.lines:
            self.prepareGeometryChange()
            self.lines, self._bounds = lines, QRectF()
            for line in lines:
                self._bounds |= QRectF(line.p1(), line.p2()).normalized().adjusted(-8, -8, 8, 8)
            self.update()

    def boundingRect(self) -> QRectF:
        """All lines."""
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Lines of one pixel; the ends of gaps have ticks."""
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setPen(QPen(QColor(theme().accent), 1.2 / zoom))
        for line in self.lines:
            painter.drawLine(line)
            tick = QPointF(-line.dy(), line.dx()) / max(line.length(), 1e-9) * 4 / zoom
            for end in (line.p1(), line.p2()):
                painter.drawLine(QLineF(end - tick, end + tick))
