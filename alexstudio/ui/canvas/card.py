"""`CardItem`: one layer on the canvas; its rim shows the device, its colour bar the family."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from alexstudio.analysis import NodeReport
from alexstudio.graph import Node
from alexstudio.graph.arrange import SLIM, WIDTH, card_height
from alexstudio.layers import shape_text
from alexstudio.ui.canvas.brushes import DASHED, DOTTED, NO_PEN, SOLID, brush, pen
from alexstudio.ui.canvas.lettering import paint_line, paint_scaled
from alexstudio.ui.canvas.tile import NEAR, ROUND, Tile, paint_badge, paint_body, paint_rule
from alexstudio.ui.numbers import count, short_count
from alexstudio.ui.sentences import said
from alexstudio.ui.theme import Theme, theme
from alexstudio.ui.words import mark, translate

UNKNOWN = mark("Canvas", "unknown type")
"""What the card of a placeholder shows instead of a shape."""
READABLE = 8.8
"""The least size of a text on the screen, in pixels."""
BYPASSED = mark("Canvas", "bypassed")
"""What the card of a node says that is skipped; its rim is dotted, its text grey."""


class Look(NamedTuple):
    """The colours of a card by name, and what takes long to find."""

    theme: Theme
    rim: str
    back: str
    family: str
    style: Qt.PenStyle
    title: str
    shape: str
    muted: str
    params: str


class CardItem(Tile):
    """A card; its position is the centre."""

    def __init__(self, node: Node, report: NodeReport, fault: bool) -> None:
        super().__init__(node.id, WIDTH, card_height(node))
        self.node, self.report, self.fault = node, report, fault
        self.tint: QColor | None = None
        self._is_heated = False
        self._kept: Look | None = None
        self._describe()

    def show_node(self, node: Node, report: NodeReport, fault: bool) -> None:
        """Show another state of the node; repaints only when something changed."""
        is_live = node.kind is not None
        if (node, report, fault, is_live) != (self.node, self.report, self.fault, not self.is_inert):
            self.node, self.report, self.fault = node, report, fault
            self._describe()
            self.redraw()

    def show_heat(self, tint: QColor | None, is_on: bool) -> None:
        """Take the colour of the heat map, None without a value; ``is_on`` says whether there is a heat map."""
        if (tint, is_on) != (self.tint, self._is_heated):
            self.tint, self._is_heated, self._kept = tint, is_on, None
            self.redraw()

    def wear(self, device: str) -> None:
        """Look as if on a device; as the document has it with ""."""
        self._kept = None
        super().wear(device)

    @property
    def place(self) -> tuple[float, float]:
        """Where the document has the node."""
        return self.node.position or (0.0, 0.0)

    def _describe(self) -> None:
        kind = self.node.kind
        self._kept = None
        height = card_height(self.node)
        if height != self.body.height():
            self.resize(WIDTH, height)
        self.is_inert = kind is None
        self.family = kind.family if kind else ""
        self.caption = said(kind.caption(self.node.params)) if kind else self.node.type
        self.shape_text = (
            shape_text(self.report.shapes[0]) if self.report.shapes else "–" if kind else translate("Canvas", UNKNOWN)
        )
        self.params_text = count(self.report.params) if self.report.params else ""
        if self.node.bypassed:
            self.caption = self.params_text = translate("Canvas", BYPASSED)

    @property
    def far_colour(self) -> str:
        """The colour of the block that it is from afar."""
        look = self._look
        if self.fault:
            return look.rim
        return look.back if self._is_heated else look.family

    @property
    def _look(self) -> Look:
        """Kept until the card or the theme changes."""
        colours = theme()
        if self._kept is not None and self._kept.theme is colours:
            return self._kept
        node, report = self.node, self.report
        is_off = self.is_inert or node.bypassed
        muted = colours.muted if self.tint is None else colours.muted_on_tint
        rim = colours.warn if self.fault and not self.is_inert else colours.muted
        self._kept = Look(
            theme=colours,
            rim=rim if self.fault else colours.device(self.worn or node.device).name(),
            back=self.tint.name() if self.tint is not None else colours.frame if is_off else colours.card,
            family=colours.family(self.family).name(),
            style=DASHED if self.fault else DOTTED if node.bypassed else SOLID,
            title=muted if node.bypassed else colours.text,
            shape=colours.text if report.shapes and not node.bypassed else muted,
            muted=muted,
            params=short_count(report.params) if report.params else "",
        )
        return self._kept

    def draw(self, painter: QPainter, zoom: float, x: float, y: float) -> None:
        """Draw as much around a point as can be read at this zoom."""
        look, box = self._look, self.body.translated(x, y)
        width = max(1.6, 1.3 / zoom)
        if look.style != SOLID or self.fade < 1:
            painter.setPen(pen(look.rim, width + (1.2 if self.fault else 0), look.style))
            painter.setBrush(brush(look.back))
            painter.drawRoundedRect(box, ROUND, ROUND)
            painter.setPen(NO_PEN)
        else:
            paint_body(painter, box, look.back, look.rim, width)
        painter.setBrush(brush(look.family))
        if zoom < NEAR:
            self._draw_brief(painter, look, zoom, x, y)
        else:
            self._draw_full(painter, look, x, y)

    def _draw_full(self, painter: QPainter, look: Look, x: float, y: float) -> None:
        edge, left, inner = x - WIDTH / 2, x - WIDTH / 2 + 20, WIDTH - 30
        top = y + self.body.top()
        painter.drawRoundedRect(QRectF(edge + 10, top + 10, 4, 15), 2, 2)
        room = inner
        device = self.worn or self.node.device
        if device.startswith("gpu"):
            room -= 22
            paint_badge(painter, QRectF(edge + WIDTH - 27, top + 8, 19, 18), device)
        paint_line(painter, left, top + 8, room, 19, 14, look.title, self.node.name, bold=True)
        if self.body.height() == SLIM:
            second = self.params_text if self.node.bypassed else self.shape_text
            paint_line(painter, left, top + 29, inner, 17, 12, look.shape, second)
            return
        paint_line(painter, left, top + 28, inner, 16, 11.5, look.muted, self.caption)
        paint_rule(painter, left, edge + WIDTH - 12, y + 3.5)
        paint_line(painter, left, y + 8, inner, 18, 14, look.shape, self.shape_text, bold=True)
        paint_line(painter, left, y + 25, inner, 16, 11.5, look.muted, self.params_text)

    def _draw_brief(self, painter: QPainter, look: Look, zoom: float, x: float, y: float) -> None:
        height = self.body.height()
        painter.drawRoundedRect(QRectF(x - WIDTH / 2 + 7, y - height / 2 + 9, 5, height - 18), 2.5, 2.5)
        size, second, rows = brief_sizes(zoom, height, is_numbered=bool(look.params))
        left, inner = x - WIDTH / 2 + 17, WIDTH - 22
        row = size * (1.18 if height == SLIM else 1.28)
        top = y - row * rows / 2
        base = painter.worldTransform()
        paint_scaled(painter, base, left, top, inner, row, size, look.title, self.node.name, True)
        if rows > 1:
            paint_scaled(painter, base, left, top + row, inner, row, second, look.shape, self.shape_text, False)
        if rows > 2:
            paint_scaled(painter, base, left, top + 2 * row, inner, row, second, look.muted, look.params, False)
        painter.setWorldTransform(base)


def brief_sizes(zoom: float, height: float, *, is_numbered: bool) -> tuple[float, float, int]:
    """Of a card from further away: the sizes of its name and of the other lines in scene units, and how many lines.

    What would be smaller than `READABLE` on the screen is left out, so that there is more room for the name.
    """
    size = min(11.5 / zoom, 26.0, height / 2.6)
    second = size * (0.92 if height == SLIM else 0.86)
    if second * zoom < READABLE:
        return min(11.5 / zoom, 26.0, height / 1.3), second, 1
    return size, second, 3 if is_numbered and size * 1.28 * 3 < height - 6 else 2


def outlet(tile: Tile, output: int) -> float:
    """Where on its side a wire leaves a card, by which of its outputs it carries; others have one place for all."""
    kind = tile.node.kind if isinstance(tile, CardItem) else None
    of = len(kind.output_names(tile.node.params)) if isinstance(tile, CardItem) and kind else 1
    return ((output + 1) / (of + 1) - 0.5) * 0.8
