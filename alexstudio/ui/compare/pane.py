"""`Pane`: a document as the canvas shows it, to look at, with the signs of its differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy

from alexstudio.analysis import analyse
from alexstudio.graph import Document
from alexstudio.graph.places import set_folded
from alexstudio.history import Snapshot
from alexstudio.ui.canvas.brushes import pen
from alexstudio.ui.canvas.camera import Camera
from alexstudio.ui.canvas.scene import CanvasScene
from alexstudio.ui.compare.signs import Sign
from alexstudio.ui.theme import theme, ui_font

BADGE = 20.0
"""Diameter of a sign in pixels."""
_STILL = 4


class Pane(Camera):
    """Drag to pan, wheel to zoom, click a card to find its partner."""

    clicked = Signal(str)
    """Id of the layer that was clicked."""

    def __init__(self, name: str) -> None:
        self.picture = CanvasScene()
        super().__init__(self.picture)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setViewportUpdateMode(Camera.ViewportUpdateMode.FullViewportUpdate)  # signs keep their size at any zoom
        self._signs: Mapping[str, Sign] = {}
        self._chosen = ""
        self._pressed: QPoint | None = None
        self._last = QPoint()

    @property
    def content(self) -> QRectF:
        """Everything that is drawn."""
        return self.picture.content

    @property
    def room(self) -> QRectF:
        """Nothing lies on it."""
        return QRectF(self.viewport().rect().adjusted(18, 18, -18, -18))

    def show_document(self, document: Document, signs: Mapping[str, Sign]) -> None:
        """Show a document with every block open in which something differs."""
        document = _opened(document, signs)
        self._signs, self._chosen = signs, ""
        self.picture.refresh(Snapshot(document, analyse(document)))
        self.restyle()
        self.fit()

    def restyle(self) -> None:
        """Take the colours of the theme."""
        for key, card in self.picture.cards.items():
            sign = self._signs.get(key)
            card.show_heat(sign.tint if sign else None, True)
        self.viewport().update()

    def choose(self, node_id: str) -> None:
        """Mark a layer, and bring it into view; nothing is marked for ""."""
        self._chosen = node_id
        card = self.picture.cards.get(node_id)
        if card is not None and not self.sight.contains(card.rim):
            self.look_at(card.rim.center(), max(self.zoom, 0.6))
        self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The signs, at the upper left corner of their cards, and a rim around the chosen one."""
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = min(BADGE, max(11.0, 44 * self.zoom))
        painter.setFont(ui_font(size * 0.75, bold=True))
        for key, card in self.picture.cards.items():
            if not card.isVisible():
                continue
            corner = QPointF(self.mapFromScene(card.rim.topLeft()))
            if key == self._chosen:
                box = QRectF(corner, QPointF(self.mapFromScene(card.rim.bottomRight()))).adjusted(-3, -3, 3, 3)
                painter.setPen(pen(theme().accent, 2.4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 8, 8)
            sign = self._signs.get(key)
            if sign is None or sign is Sign.FOLLOWS:
                continue
            disk = QRectF(corner.x() - size / 2, corner.y() - size / 2, size, size)
            painter.setPen(pen(theme().canvas, 1.5))
            painter.setBrush(sign.colour)
            painter.drawEllipse(disk)
            painter.setPen(QColor(theme().card))
            painter.drawText(disk, Qt.AlignmentFlag.AlignCenter, sign.value)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pan, or a click."""
        self._pressed = self._last = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan."""
        if self._pressed is None:
            return
        place = event.position().toPoint()
        if (place - self._pressed).manhattanLength() > _STILL or self._last != self._pressed:
            self.pan(self._last - place)
            self._last = place

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses the layer there."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._last != pressed:
            return
        spot = self.mapToScene(pressed)
        for key, card in self.picture.cards.items():
            if card.isVisible() and card.rim.contains(spot):
                self.clicked.emit(key)
                return


def _opened(document: Document, signs: Mapping[str, Sign]) -> Document:
    graph = document.graph.copy()
    blocks = graph.outline.blocks
    wanted = {graph[key].block for key, sign in signs.items() if sign is not Sign.FOLLOWS} - {""}
    for block in tuple(wanted):
        while block := blocks[block].parent:
            wanted.add(block)
    for block in blocks:  # parents come before what is in them
        if block in wanted and graph.outline.blocks[block].folded:
            set_folded(graph, block, False)
    return replace(document, graph=graph.freeze())
