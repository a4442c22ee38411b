"""`WireOut`: drawing a new wire from an output to an input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alexstudio.graph import Edge
from alexstudio.ui.canvas.gestures.gesture import CTRL, SHIFT, Hand
from alexstudio.ui.canvas.gestures.wire_pull import WirePull
from alexstudio.ui.canvas.ports import Port, port_at

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


class WireOut(WirePull):
    """On an occupied input it replaces the wire there; in empty space it asks what to connect."""

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> WireOut | None:
        """With the left button on an output."""
        if not hand.is_left or hand.keys & (CTRL | SHIFT):
            return None
        graph = view.session.document.graph
        port = port_at(view.canvas, graph, hand.point)
        if port is None or not port.is_output:
            return None
        return cls(view, hand, port, [port], graph.upstream(port.node) | {port.node})

    def _edges(self, port: Port) -> list[Edge]:
        return [Edge(self._port.node, self._port.number, port.node, port.number)]

    def _take(self, port: Port) -> None:
        self._view.session.wire(self._edges(port)[0])

    def _release(self, hand: Hand) -> None:
        place = round(hand.point.x()), round(hand.point.y())
        self._view.add_wanted.emit(place, self._port.node, self._port.number)
