"""`WireIn`: drawing a wire backwards, from an input to the output that shall feed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alexstudio.graph import Edge
from alexstudio.ui.canvas.gestures.gesture import CTRL, SHIFT, Hand
from alexstudio.ui.canvas.gestures.wire_pull import WirePull
from alexstudio.ui.canvas.ports import Port, port_at

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


class WireIn(WirePull):
    """What fed the input before no longer does; in empty space it asks for a layer that shall feed it."""

    seeks_output = True

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> WireIn | None:
        """With the left button on an input, free or with the tip of a wire."""
        if not hand.is_left or hand.keys & (CTRL | SHIFT):
            return None
        graph = view.session.document.graph
        port = port_at(view.canvas, graph, hand.point)
        if port is None or port.is_output:
            return None
        return cls(view, hand, port, [port], graph.downstream(port.node) | {port.node})

    def _edges(self, port: Port) -> list[Edge]:
        return [Edge(port.node, port.number, self._port.node, self._port.number)]

    def _take(self, port: Port) -> None:
        edge = self._edges(port)[0]
        if edge not in self.graph.inputs(edge.target):
            self._view.session.wire(edge)

    def _release(self, hand: Hand) -> None:
        place = round(hand.point.x()), round(hand.point.y())
        self._view.feed_wanted.emit(place, self._port.node, self._port.number)
