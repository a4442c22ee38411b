"""`BendDrag`: dragging a bend of a wire, and what double clicks do to bends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alexstudio.graph import LayerGraph
from alexstudio.ui.canvas import rewire
from alexstudio.ui.canvas.bend import BendItem
from alexstudio.ui.canvas.gestures.gesture import Gesture, Hand
from alexstudio.ui.canvas.marks import Knot, chosen
from alexstudio.ui.canvas.wire import WireItem
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


class BendDrag(Gesture):
    """A click selects the bend."""

    def __init__(self, view: CanvasView, hand: Hand, bend: BendItem) -> None:
        self._view, self._begin, self._knot = view, hand, bend.knot
        self._start, self._before, self._is_under_way = bend.pos(), view.marked, False
        view.mark(chosen(self._before, bend.knot, hand.keys))

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> BendDrag | None:
        """With the left button on a bend."""
        thing = view.thing_at(hand.point) if hand.is_left else None
        return cls(view, hand, thing) if isinstance(thing, BendItem) else None

    def move(self, hand: Hand) -> None:
        """Bend the wire."""
        self._is_under_way |= hand.is_far(self._begin)
        if self._is_under_way:
            self._view.bends.preview(self._knot, self._start + hand.point - self._begin.point)

    def drop(self, hand: Hand) -> None:
        """Keep it there."""
        knot = self._knot
        points = [(point.x(), point.y()) for point in self._view.bends.points(knot)]
        if self._is_under_way:
            rewire.set_bends(self._view.session, translate("Undo", "Move bend"), knot.target, knot.slot, points)
            self._view.bends.refresh(self._view.session.snapshot)  # also where nothing has changed in the end

    def give_up(self) -> None:
        """The wire runs as it ran."""
        self._view.bends.preview(self._knot, self._start)
        self._view.mark(self._before)


def add_bend(view: CanvasView, hand: Hand) -> bool:
    """Bend the wire under the mouse there; whether there was one."""
    thing = view.thing_at(hand.point)
    if not isinstance(thing, WireItem):
        return False
    edge = thing.edge
    points = list(view.session.document.graph.outline.bends.get((edge.target, edge.slot), ()))
    path = thing.path()
    part = _nearest(thing, hand)
    before = [path.elementAt(3 * (number + 1)) for number in range(len(points))]
    lengths = [_nearest_to(thing, element.x, element.y) for element in before]
    number = sum(one < part for one in lengths)
    spot = path.pointAtPercent(part)
    points.insert(number, (spot.x(), spot.y()))
    rewire.set_bends(view.session, translate("Undo", "Bend wire"), edge.target, edge.slot, points)
    view.mark(frozenset({Knot(edge.target, edge.slot, number)}))
    return True


def drop_bends(view: CanvasView, knots: list[Knot]) -> None:
    """Take bends away."""
    gone = set(knots)

    def change(graph: LayerGraph) -> None:
        outline = graph.outline
        for target, slot in {knot[:2] for knot in gone}:
            points = outline.bends.get((target, slot), ())
            kept = tuple(point for number, point in enumerate(points) if Knot(target, slot, number) not in gone)
            outline = outline.with_bends(target, slot, kept)
        graph.set_outline(outline)

    view.session.edit(translate("Undo", "Delete %n bends", "", len(gone)), change)


def _nearest(wire: WireItem, hand: Hand) -> float:
    return _nearest_to(wire, hand.point.x(), hand.point.y())


def _nearest_to(wire: WireItem, x: float, y: float) -> float:
    """The part of a wire's length at which it comes nearest to a point."""
    path = wire.path()
    steps = [step / 200 for step in range(1, 200)]
    spots = [(path.pointAtPercent(step), step) for step in steps]
    return min(spots, key=lambda one: (one[0].x() - x) ** 2 + (one[0].y() - y) ** 2)[1]
