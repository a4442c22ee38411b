"""`WireMove`: Ctrl and drag takes the tip of a wire off an input and moves it to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alexstudio.graph import Edge
from alexstudio.ui.canvas import rewire
from alexstudio.ui.canvas.gestures.gesture import CTRL, Hand
from alexstudio.ui.canvas.gestures.wire_pull import WirePull
from alexstudio.ui.canvas.ports import Port, port_at, tail, wires_of
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


class WireMove(WirePull):
    """Dropped in empty space the wire is gone."""

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> WireMove | None:
        """With Ctrl and the left button on the tip of a wire."""
        if not hand.is_left or not hand.holds(CTRL):
            return None
        graph = view.session.document.graph
        port = port_at(view.canvas, graph, hand.point)
        if port is None or port.is_output or not wires_of(port, graph):
            return None
        edge = wires_of(port, graph)[0]
        wire = view.canvas.wires[edge]
        return cls(view, hand, port, [tail(wire)], graph.upstream(edge.source) | {edge.source})

    def _held(self) -> list[Edge]:
        return wires_of(self._port, self.graph)

    def _edges(self, port: Port) -> list[Edge]:
        held = self._held()[0]
        if (port.node, port.number) == (held.target, held.slot):
            return []
        return [Edge(held.source, held.output, port.node, port.number)]

    def _take(self, port: Port) -> None:
        rewire.move_input(self._view.session, self._held()[0], port.node, port.number)

    def _release(self, hand: Hand) -> None:
        label = translate("Undo", "Disconnect {what}").format(what=self.graph[self._port.node].name)
        rewire.cut(self._view.session, self._held(), label)
