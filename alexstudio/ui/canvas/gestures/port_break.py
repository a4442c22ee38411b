"""`PortBreak`: Alt and click on a port takes off all its wires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alexstudio.ui.canvas import rewire
from alexstudio.ui.canvas.gestures.gesture import ALT, Gesture, Hand
from alexstudio.ui.canvas.ports import Port, port_at, wires_of
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


class PortBreak(Gesture):
    """Drawn away before the button is released, it does nothing."""

    def __init__(self, view: CanvasView, hand: Hand, port: Port) -> None:
        self._view, self._begin, self._port = view, hand, port
        self._light(True)

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> PortBreak | None:
        """With Alt and the left button on a port that has wires."""
        if not hand.is_left or not hand.holds(ALT):
            return None
        graph = view.session.document.graph
        port = port_at(view.canvas, graph, hand.point)
        return cls(view, hand, port) if port is not None and wires_of(port, graph) else None

    def move(self, hand: Hand) -> None:
        """Show whether the wires would go."""
        self._light(not hand.is_far(self._begin))

    def drop(self, hand: Hand) -> None:
        """Delete the wires."""
        self.give_up()
        if not hand.is_far(self._begin):
            graph = self._view.session.document.graph
            label = translate("Undo", "Disconnect {what}").format(what=graph[self._port.node].name)
            rewire.cut(self._view.session, wires_of(self._port, graph), label)

    def give_up(self) -> None:
        """The wires stay."""
        self._light(False)

    def _light(self, is_meant: bool) -> None:
        wires = wires_of(self._port, self._view.session.document.graph) if is_meant else []
        self._view.light_wires(dict.fromkeys(wires, "bad"))
