"""`CardItem`: one layer on the canvas; its rim shows the device, its colour bar the family."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from alexstudio.analysis import NodeReport
from alexstudio.graph import Node
from alexstudio.graph.arrange import SLIM, WIDTH, card_height
from alexstudio.layers import shape_text
from alexstudio.ui.canvas.brushes import DASHED, DOTTED, NO_PEN, SOLID, brush, device_colour, family_colour, pen
from alexstudio.ui.canvas.lettering import paint_line, paint_scaled
from alexstudio.ui.canvas.tile import NEAR, ROUND, Tile, paint_badge, paint_body, paint_rule
from alexstudio.ui.numbers import count, short_count
from alexstudio.ui.theme import theme
from alexstudio.ui.words import mark, translate

UNKNOWN = mark("Canvas", "unknown type")
"""What the card of a placeholder shows instead of a shape."""
BYPASSED = mark("Canvas", "bypassed")
"""What the card of a node says that is skipped; its rim is dotted, its text grey."""


class CardItem(Tile):
    """A card; its position is the centre."""

    def __init__(self, node: Node, report: NodeReport, fault: bool) -> None:
        super().__init__(node.id, WIDTH, card_height(node))
        self.node, self.report, self.fault = node, report, fault
        self.tint: QColor | None = None
        self._is_heated = False
        self._describe()

    def show_node(self, node: Node, report: NodeReport, fault: bool) -> None:
        """Show another state of the node; repaints only when something changed."""
        is_live = node.kind is not None
        if (node, report, fault, is_live) != (self.node, self.report, self.fault, not self.is_inert):
            self.node, self.report, self.fault = node, report, fault
            self._describe()
            self.touch()

    def show_heat(self, tint: QColor | None, is_on: bool) -> None:
        """Take the colour of the heat map, None without a value; ``is_on`` says whether there is a heat map."""
        if (tint, is_on) != (self.tint, self._is_heated):
            self.tint, self._is_heated = tint, is_on
            self.touch()

    @property
    def place(self) -> tuple[float, float]:
        """Where the document has the node."""
        return self.node.position or (0.0, 0.0)

    def _describe(self) -> None:
        kind = self.node.kind
        height = card_height(self.node)
        if height != self.body.height():
            self.resize(WIDTH, height)
        self.is_inert = kind is None
        self.family = kind.family if kind else ""
        self.caption = kind.caption(self.node.params) if kind else self.node.type
        self.shape_text = (
            shape_text(self.report.shapes[0]) if self.report.shapes else "–" if kind else translate("Canvas", UNKNOWN)
        )
        self.params_text = count(self.report.params) if self.report.params else ""
        if self.node.bypassed:
            self.caption = self.params_text = translate("Canvas", BYPASSED)

    @property
    def far_colour(self) -> str:
        """The colour of the block that it is from afar."""
        if self.fault:
            return self._rim
        if self._is_heated:
            return self._back
        return family_colour(self.family)

    @property
    def _rim(self) -> str:
        colours = theme()
        if self.fault:
            return colours.muted if self.is_inert else colours.warn
        return device_colour(self.node.device)

    @property
    def _back(self) -> str:
        if self.tint is not None:
            return self.tint.name()
        return theme().frame if self.is_inert or self.node.bypassed else theme().card

    @property
    def _muted(self) -> str:
        return theme().muted if self.tint is None else theme().muted_on_tint

    def draw(self, painter: QPainter, zoom: float, x: float, y: float) -> None:
        """Draw as much around a point as can be read at this zoom."""
        box = self.body.translated(x, y)
        width = max(1.6, 1.3 / zoom)
        back, family = brush(self._back), brush(family_colour(self.family))
        if self.fault or self.node.bypassed or self.fade < 1:
            style = DASHED if self.fault else DOTTED if self.node.bypassed else SOLID
            painter.setPen(pen(self._rim, width + (1.2 if self.fault else 0), style))
            painter.setBrush(back)
            painter.drawRoundedRect(box, ROUND, ROUND)
            painter.setPen(NO_PEN)
        else:
            paint_body(painter, box, back, self._rim, width)
        painter.setBrush(family)
        known = bool(self.report.shapes) and not self.node.bypassed
        if zoom < NEAR:
            self._draw_brief(painter, zoom, x, y, known)
        else:
            self._draw_full(painter, x, y, known)

    def _draw_full(self, painter: QPainter, x: float, y: float, known: bool) -> None:
        colours, muted = theme(), self._muted
        edge, left, inner = x - WIDTH / 2, x - WIDTH / 2 + 20, WIDTH - 30
        top = y + self.body.top()
        title = muted if self.node.bypassed else colours.text
        painter.drawRoundedRect(QRectF(edge + 10, top + 10, 4, 15), 2, 2)
        room = inner
        if self.node.device.startswith("gpu"):
            room -= 22
            paint_badge(painter, QRectF(edge + WIDTH - 27, top + 8, 19, 18), self.node.device)
        paint_line(painter, left, top + 8, room, 19, 14, title, self.node.name, bold=True)
        shade = colours.text if known else muted
        if self.body.height() == SLIM:
            second = self.params_text if self.node.bypassed else self.shape_text
            paint_line(painter, left, top + 29, inner, 17, 12, shade, second)
            return
        paint_line(painter, left, top + 28, inner, 16, 11.5, muted, self.caption)
        paint_rule(painter, left, edge + WIDTH - 12, y + 3.5)
        paint_line(painter, left, y + 8, inner, 18, 14, shade, self.shape_text, bold=True)
        paint_line(painter, left, y + 25, inner, 16, 11.5, muted, self.params_text)

    def _draw_brief(self, painter: QPainter, zoom: float, x: float, y: float, known: bool) -> None:
        colours, muted = theme(), self._muted
        height = self.body.height()
        painter.drawRoundedRect(QRectF(x - WIDTH / 2 + 7, y - height / 2 + 9, 5, height - 18), 2.5, 2.5)
        size = min(11.5 / zoom, 26.0, height / 2.6)
        left, inner = x - WIDTH / 2 + 17, WIDTH - 22
        row = size * 1.18 if height == SLIM else size * 1.28
        third = short_count(self.report.params) if self.report.params else ""
        has_third = bool(third) and row * 3 < height - 6
        top = y - row * (3 if has_third else 2) / 2
        title = muted if self.node.bypassed else colours.text
        shade = colours.text if known else muted
        base = painter.worldTransform()
        paint_scaled(painter, base, (left, top, inner, row), size, title, self.node.name, bold=True)
        paint_scaled(painter, base, (left, top + row, inner, row), size * 0.86, shade, self.shape_text, bold=False)
        if has_third:
            paint_scaled(painter, base, (left, top + 2 * row, inner, row), size * 0.86, muted, third, bold=False)
        painter.setWorldTransform(base)
