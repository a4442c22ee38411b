"""`SourceItem`: pills that stand for what lies outside the block whose inside is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from alexstudio.graph.arrange import SLIM, WIDTH
from alexstudio.graph.shown import Shown
from alexstudio.history import Snapshot
from alexstudio.layers import shape_text
from alexstudio.ui.canvas.brushes import DASHED, brush, pen
from alexstudio.ui.canvas.card import brief_sizes
from alexstudio.ui.canvas.lettering import paint_line, paint_scaled
from alexstudio.ui.canvas.tile import NEAR, Tile
from alexstudio.ui.theme import theme

FAR_AWAY, APART = 80.0, 80.0
"""How far pills lie from the cards, and from one another, in scene units."""


class SourceItem(Tile):
    """Stands for a layer outside the opened block that something inside reads, or that reads something inside."""

    def __init__(self, key: str, name: str, shape: str, place: tuple[float, float]) -> None:
        super().__init__(key, WIDTH, SLIM)
        self.name, self.shape_text, self._place = name, shape, place
        self.setFlag(Tile.GraphicsItemFlag.ItemIsMovable, False)
        self.setFlag(Tile.GraphicsItemFlag.ItemIsSelectable, False)
        self.setPos(*place)

    @property
    def place(self) -> tuple[float, float]:
        """Where it was put beside what reads it."""
        return self._place

    def draw(self, painter: QPainter, zoom: float, x: float, y: float) -> None:
        """A pill with the name of the layer and what it gives."""
        colours = theme()
        painter.setPen(pen(colours.muted, 1.4, DASHED))
        painter.setBrush(brush(colours.canvas))
        painter.drawRoundedRect(self.body.translated(x, y), SLIM / 2, SLIM / 2)
        left, top = x + self.body.left() + 18, y + self.body.top()
        if zoom < NEAR:
            size, second, rows = brief_sizes(zoom, SLIM, is_numbered=False)
            row, base = size * 1.18, painter.worldTransform()
            for number, (pixels, text) in enumerate(((size, self.name), (second, self.shape_text))[:rows]):
                down = y + (number - rows / 2) * row
                paint_scaled(painter, base, left, down, WIDTH - 36, row, pixels, colours.muted, text, not number)
            painter.setWorldTransform(base)
            return
        paint_line(painter, left, top + 8, WIDTH - 36, 19, 13, colours.muted, self.name, bold=True)
        paint_line(painter, left, top + 28, WIDTH - 36, 17, 12, colours.muted, self.shape_text)


def outside_items(snapshot: Snapshot, shown: Shown, cards: Sequence[QRectF]) -> dict[str, SourceItem]:
    """The pills by key: what is read at the left of the cards, what reads at their right."""
    graph, reports = snapshot.document.graph, snapshot.report.nodes
    if not cards:
        return {}
    left, right = min(box.left() for box in cards), max(box.right() for box in cards)
    middle = (min(box.top() for box in cards) + max(box.bottom() for box in cards)) / 2
    inside = set(shown.nodes).union(*shown.folded.values())
    items: dict[str, SourceItem] = {}
    for x, pills in ((left - WIDTH / 2 - FAR_AWAY, shown.sources), (right + WIDTH / 2 + FAR_AWAY, shown.sinks)):
        for place, ((node_id, output), key) in enumerate(pills.items()):
            shapes = reports[node_id].shapes
            name = graph[node_id].name
            if pills is shown.sinks:
                readers = {edge.target for edge in graph.consumers(node_id) if edge.output == output} - inside
                first = graph[min(readers, key=list(graph.by_id).index)].name
                name = f"→ {first}" if len(readers) == 1 else f"→ {first} +{len(readers) - 1}"
            spot = x, middle + (place - (len(pills) - 1) / 2) * APART
            items[key] = SourceItem(key, name, shape_text(shapes[output]) if shapes else "", spot)
    return items
