"""`BlockItem`: a folded block on the canvas."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from alexstudio.graph.arrange import TALL, WIDTH
from alexstudio.graph.shown import BLOCK
from alexstudio.ui.canvas.tile import FAR, NEAR, Tile, paint_badge, paint_text
from alexstudio.ui.numbers import count, short_count
from alexstudio.ui.theme import theme, ui_font


class BlockFace(NamedTuple):
    """What the card of a folded block shows."""

    name: str
    members: tuple[str, ...]
    """Ids of all nodes in it."""
    shape: str
    """The shape of what it gives."""
    params: int
    devices: tuple[str, ...]
    place: tuple[float, float]
    fault: bool
    """Whether a layer in it has a problem."""
    blocks: int = 0
    """Blocks directly in it."""


class BlockItem(Tile):
    """Looks like a stack of cards. Double-click enters it."""

    def __init__(self, block: str, face: BlockFace) -> None:
        super().__init__(f"{BLOCK}{block}", WIDTH, TALL)
        self.block, self.face = block, face

    def show_face(self, face: BlockFace) -> None:
        """Show another state; repaints only when something changed."""
        if face != self.face:
            self.face = face
            self.update()

    @property
    def place(self) -> tuple[float, float]:
        """Where the document has the card."""
        return self.face.place

    def boundingRect(self) -> QRectF:
        """The card with the ones below it."""
        return self.body.adjusted(-7, -7, 10, 10)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw as much as can be read at this zoom."""
        zoom, colours, face = option.levelOfDetailFromTransform(painter.worldTransform()), theme(), self.face
        rim = QColor(colours.warn) if face.fault else colours.device(face.devices[0]) if face.devices else None
        rim = rim or QColor(colours.muted)
        if self.isSelected():
            self.paint_halo(painter)
        if zoom < FAR:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(rim)
            painter.drawRect(self.body)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(rim, max(1.6, 1.3 / zoom), Qt.PenStyle.DashLine if face.fault else Qt.PenStyle.SolidLine))
        painter.setBrush(QColor(colours.frame))
        for shift in (7, 3.5, 0):
            if not shift:
                painter.setBrush(QColor(colours.card))
            painter.drawRoundedRect(self.body.translated(shift, shift), 10, 10)
        if zoom < NEAR:
            self._paint_brief(painter, zoom)
        else:
            self._paint_full(painter)

    def _paint_full(self, painter: QPainter) -> None:
        colours, face, top = theme(), self.face, self.body.top()
        left, inner = -WIDTH / 2 + 13, WIDTH - 24
        badges = [device for device in face.devices if device.startswith("gpu")][:3]
        for place, device in enumerate(badges):
            paint_badge(painter, QRectF(WIDTH / 2 - 27 - 21 * place, top + 8, 19, 18), device)
        room = inner - (21 * len(badges) if badges else 0)
        paint_text(painter, QPointF(left, top + 8), room, 19, ui_font(14, bold=True), colours.text, face.name)
        layers = f"{len(face.members)} layers" if len(face.members) != 1 else "1 layer"
        layers = f"{face.blocks} blocks" if face.blocks > 1 else layers
        paint_text(painter, QPointF(left, top + 28), inner, 16, ui_font(11.5), colours.muted, layers)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(QPointF(left, 3.5), QPointF(WIDTH / 2 - 12, 3.5))
        paint_text(painter, QPointF(left, 8), inner, 18, ui_font(14, bold=True), colours.text, face.shape)
        params = count(face.params) if face.params else ""
        paint_text(painter, QPointF(left, 25), inner, 16, ui_font(11.5), colours.muted, params)

    def _paint_brief(self, painter: QPainter, zoom: float) -> None:
        face, colours = self.face, theme()
        size = min(11.5 / zoom, 26.0, TALL / 2.6)
        row = size * 1.28
        lines = [(True, face.name), (False, face.shape), (False, short_count(face.params) if face.params else "")]
        lines = [line for line in lines if line[1]][: max(1, int((TALL - 6) / row))]
        top = -row * len(lines) / 2
        for number, (bold, text) in enumerate(lines):
            font = ui_font(size if bold else size * 0.86, bold=bold)
            colour = colours.text if number < 2 else colours.muted
            paint_text(painter, QPointF(-WIDTH / 2 + 12, top + number * row), WIDTH - 18, row, font, colour, text)
