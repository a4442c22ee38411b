"""`PortDots`: the circles that show where wires can be taken hold of or dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from alexstudio.ui.canvas.ports import Port
from alexstudio.ui.theme import theme

RADIUS, HOT = 4.5, 6.5
"""Of a port, and of the one under the mouse, in scene units."""
_FAINTEST = 0.3
"""Zoom below which they could not be told apart."""


class PortDots(QGraphicsItem):
    """Some ports; ``hot`` is the one under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.ports: tuple[Port, ...] = ()
        self.hot: Port | None = None
        self._bounds = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(20)

    def show_ports(self, ports: Sequence[Port], hot: Port | None = None) -> None:
        """Show other ports; only what differs is painted."""
        if tuple(ports) != self.ports:
            self.prepareGeometryChange()
            self.ports, self._bounds = tuple(ports), QRectF()
            if ports:
                across, down = [port.spot.x() for port in ports], [port.spot.y() for port in ports]
                box = QRectF(min(across), min(down), max(across) - min(across), max(down) - min(down))
                self._bounds = box.adjusted(-HOT - 2, -HOT - 2, HOT + 2, HOT + 2)
            self.update()
        self.set_hot(hot)

    def set_hot(self, hot: Port | None) -> None:
        """Which port is under the mouse."""
        if hot != self.hot:
            for port in (self.hot, hot):
                if port is not None:
                    self.update(_around(port))
            self.hot = hot

    def boundingRect(self) -> QRectF:
        """All ports."""
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Outputs are filled, inputs are rings."""
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        if zoom < _FAINTEST:
            return
        colours = theme()
        accent, back = QColor(colours.accent), QColor(colours.card)
        exposed = option.exposedRect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, max(1.6, 1.2 / zoom)))
        for port in self.ports:
            if exposed.intersects(_around(port)):
                painter.setBrush(accent if port.is_output or port == self.hot else back)
                size = HOT if port == self.hot else RADIUS
                painter.drawEllipse(port.spot, size, size)


def _around(port: Port) -> QRectF:
    reach = HOT + 2
    return QRectF(port.spot.x() - reach, port.spot.y() - reach, 2 * reach, 2 * reach)
