"""`BlockItem`: a folded block on the canvas."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from alexstudio.graph.arrange import TALL, WIDTH
from alexstudio.graph.shown import BLOCK, Shown
from alexstudio.history import Snapshot
from alexstudio.layers import shape_text
from alexstudio.ui.canvas.brushes import DASHED, SOLID, brush, device_colour, pen
from alexstudio.ui.canvas.lettering import paint_line, paint_scaled
from alexstudio.ui.canvas.tile import HALO, NEAR, ROUND, Tile, paint_badge, paint_rule
from alexstudio.ui.numbers import count, short_count
from alexstudio.ui.theme import theme
from alexstudio.ui.words import translate


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
        self.resize(WIDTH, TALL, below=HALO + 3)  # with the cards below it

    def show_face(self, face: BlockFace) -> None:
        """Show another state; repaints only when something changed."""
        if face != self.face:
            self.face = face
            self.redraw()

    @property
    def place(self) -> tuple[float, float]:
        """Where the document has the card."""
        return self.face.place

    @property
    def far_colour(self) -> str:
        """The colour of the block that it is from afar, and of its rim."""
        face, colours = self.face, theme()
        if face.fault:
            return colours.warn
        device = self.worn or (face.devices[0] if face.devices else "")
        return device_colour(device) if device else colours.muted

    def draw(self, painter: QPainter, zoom: float, x: float, y: float) -> None:
        """Draw as much around a point as can be read at this zoom."""
        colours, box = theme(), self.body.translated(x, y)
        painter.setPen(pen(self.far_colour, max(1.6, 1.3 / zoom), DASHED if self.face.fault else SOLID))
        painter.setBrush(brush(colours.frame))
        for shift in (7, 3.5, 0):
            if not shift:
                painter.setBrush(brush(colours.card))
            painter.drawRoundedRect(box.translated(shift, shift), ROUND, ROUND)
        if zoom < NEAR:
            self._draw_brief(painter, zoom, x, y)
        else:
            self._draw_full(painter, x, y)

    def _draw_full(self, painter: QPainter, x: float, y: float) -> None:
        colours, face, top = theme(), self.face, y + self.body.top()
        edge, left, inner = x - WIDTH / 2, x - WIDTH / 2 + 13, WIDTH - 24
        badges = [device for device in ((self.worn,) if self.worn else face.devices) if device.startswith("gpu")][:3]
        for place, device in enumerate(badges):
            paint_badge(painter, QRectF(edge + WIDTH - 27 - 21 * place, top + 8, 19, 18), device)
        room = inner - (21 * len(badges) if badges else 0)
        paint_line(painter, left, top + 8, room, 19, 14, colours.text, face.name, bold=True)
        layers = translate("Canvas", "%n layers", "", len(face.members))
        if face.blocks > 1:
            layers = translate("Canvas", "%n blocks", "", face.blocks)
        paint_line(painter, left, top + 28, inner, 16, 11.5, colours.muted, layers)
        paint_rule(painter, left, edge + WIDTH - 12, y + 3.5)
        paint_line(painter, left, y + 8, inner, 18, 14, colours.text, face.shape, bold=True)
        params = count(face.params) if face.params else ""
        paint_line(painter, left, y + 25, inner, 16, 11.5, colours.muted, params)

    def _draw_brief(self, painter: QPainter, zoom: float, x: float, y: float) -> None:
        face, colours = self.face, theme()
        size = min(11.5 / zoom, 26.0, TALL / 2.6)
        row = size * 1.28
        lines = [(True, face.name), (False, face.shape), (False, short_count(face.params) if face.params else "")]
        lines = [line for line in lines if line[1]][: max(1, int((TALL - 6) / row))]
        top = y - row * len(lines) / 2
        base = painter.worldTransform()
        for number, (bold, text) in enumerate(lines):
            left, down, pixels = x - WIDTH / 2 + 12, top + number * row, size if bold else size * 0.86
            colour = colours.text if number < 2 else colours.muted
            paint_scaled(painter, base, left, down, WIDTH - 18, row, pixels, colour, text, bold)
        painter.setWorldTransform(base)


def block_faces(snapshot: Snapshot, shown: Shown) -> dict[str, BlockFace]:
    """What the cards of the folded blocks show, by the id of the block."""
    graph, reports = snapshot.document.graph, snapshot.report.nodes
    gives: dict[str, str] = {}
    for edge, (begin, _) in shown.wires.items():
        shapes = reports[edge.source].shapes
        if begin.startswith(BLOCK) and begin not in gives and shapes:
            gives[begin] = shape_text(shapes[edge.output])
    faults = {problem.node for problem in snapshot.report.problems}
    faces = {}
    for block_id, inside in shown.folded.items():
        block, last = graph.outline.blocks[block_id], reports[inside[-1]].shapes
        faces[block_id] = BlockFace(
            name=block.name,
            members=inside,
            shape=gives.get(f"{BLOCK}{block_id}") or (shape_text(last[0]) if last else "–"),
            params=sum(reports[node_id].params for node_id in inside),
            devices=tuple(sorted({graph[node_id].device for node_id in inside})),
            place=block.at or (0.0, 0.0),
            fault=not faults.isdisjoint(inside),
            blocks=len(graph.outline.children(block_id)),
        )
    return faces
