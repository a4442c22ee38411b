"""`WiresMove`: Ctrl and drag takes all wires off an output and moves them to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alexstudio.graph import Edge
from alexstudio.ui.canvas import rewire
from alexstudio.ui.canvas.gestures.gesture import CTRL, Hand
from alexstudio.ui.canvas.gestures.wire_pull import WirePull
from alexstudio.ui.canvas.ports import Port, port_at, tip, wires_of
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


class WiresMove(WirePull):
    """Dropped in empty space the wires are gone."""

    seeks_output = True

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> WiresMove | None:
        """With Ctrl and the left button on an output that feeds something."""
        if not hand.is_left or not hand.holds(CTRL):
            return None
        graph = view.session.document.graph
        port = port_at(view.canvas, graph, hand.point)
        if port is None or not port.is_output:
            return None
        edges = wires_of(port, graph)
        if not edges:
            return None
        ends = [tip(view.canvas.wires[edge]) for edge in edges if view.canvas.wires[edge].isVisible()]
        targets = {edge.target for edge in edges}
        blocked = targets.union(*(graph.downstream(node_id) for node_id in targets))
        return cls(view, hand, port, ends, blocked)

    def _held(self) -> list[Edge]:
        return wires_of(self._port, self.graph)

    def _edges(self, port: Port) -> list[Edge]:
        moved = [Edge(port.node, port.number, edge.target, edge.slot) for edge in self._held()]
        return moved if port.node in self._blocked else moved[:1]  # only a cycle can speak against some of them

    def _take(self, port: Port) -> None:
        rewire.move_outputs(self._view.session, wires_of(self._port, self.graph), port.node, port.number)

    def _release(self, hand: Hand) -> None:
        edges = wires_of(self._port, self.graph)
        label = translate("Undo", "Disconnect what {what} feeds").format(what=self.graph[self._port.node].name)
        rewire.cut(self._view.session, edges, label)
