"""`Hover`: what shows while no button is held: the ports of the card under the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF

from alexstudio.ui.canvas.port_dots import PortDots
from alexstudio.ui.canvas.ports import REACH, cards_near, ports

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


class Hover:
    """Belongs to the view, never to the document."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self.dots = PortDots()
        view.canvas.addItem(self.dots)

    def move(self, point: QPointF) -> None:
        """Show the ports of the nearest card in reach, and which of them could be taken hold of."""
        graph = self._view.session.document.graph
        scene = self._view.canvas
        under = list(cards_near(scene, point, REACH))
        if not under:
            self.clear()
            return
        found = [port for card in under for port in ports(scene, graph, card)]
        hot = min(found, key=lambda port: QLineF(port.spot, point).length(), default=None)
        if hot is not None and QLineF(hot.spot, point).length() > REACH:
            hot = None
        self.dots.show_ports(found, hot)

    def clear(self) -> None:
        """Nothing is under the mouse."""
        if self.dots.ports:
            self.dots.show_ports(())
