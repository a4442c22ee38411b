"""`WirePick`: a click on a wire selects it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alexstudio.ui.canvas.gestures.gesture import Gesture, Hand
from alexstudio.ui.canvas.marks import chosen
from alexstudio.ui.canvas.wire import WireItem

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


class WirePick(Gesture):
    """Selected at once, so that the wire lights up under the mouse."""

    def __init__(self, view: CanvasView, hand: Hand, wire: WireItem) -> None:
        self._view, self._before = view, view.marked
        view.mark(chosen(self._before, wire.edge, hand.keys))

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> WirePick | None:
        """With the left button on a wire."""
        thing = view.thing_at(hand.point) if hand.is_left else None
        return cls(view, hand, thing) if isinstance(thing, WireItem) else None

    def move(self, hand: Hand) -> None:
        """Nothing moves."""

    def drop(self, hand: Hand) -> None:
        """It stays selected."""

    def give_up(self) -> None:
        """What was selected is selected."""
        self._view.mark(self._before)
