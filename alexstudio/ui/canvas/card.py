"""`CardItem`: one layer on the canvas; its rim shows the device, its colour bar the family."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from alexstudio.analysis import NodeReport
from alexstudio.graph import Node
from alexstudio.graph.arrange import SLIM, WIDTH, card_height
from alexstudio.layers import shape_text
from alexstudio.ui.canvas.tile import FAR, NEAR, Tile, paint_badge, paint_text
from alexstudio.ui.numbers import count, short_count
from alexstudio.ui.theme import theme, ui_font

UNKNOWN = "unknown type"
"""What the card of a placeholder shows instead of a shape."""
BYPASSED = "bypassed"
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
            self.prepareGeometryChange()
            self.node, self.report, self.fault = node, report, fault
            self._describe()
            self.update()

    def show_heat(self, tint: QColor | None, is_on: bool) -> None:
        """Take the colour of the heat map, None without a value; ``is_on`` says whether there is a heat map."""
        if (tint, is_on) != (self.tint, self._is_heated):
            self.tint, self._is_heated = tint, is_on
            self.update()

    @property
    def place(self) -> tuple[float, float]:
        """Where the document has the node."""
        return self.node.position or (0.0, 0.0)

    def _describe(self) -> None:
        kind = self.node.kind
        height = card_height(self.node)
        self.body = QRectF(-WIDTH / 2, -height / 2, WIDTH, height)
        self.is_inert = kind is None
        self.family = kind.family if kind else ""
        self.caption = kind.caption(self.node.params) if kind else self.node.type
        self.shape_text = shape_text(self.report.shapes[0]) if self.report.shapes else "–" if kind else UNKNOWN
        self.params_text = count(self.report.params) if self.report.params else ""
        if self.node.bypassed:
            self.caption = self.params_text = BYPASSED
        self.setToolTip("")

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw as much as can be read at this zoom."""
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        colours = theme()
        family = colours.family(self.family)
        is_warned = self.fault and not self.is_inert
        rim = QColor(colours.warn if is_warned else colours.muted)
        if not self.fault:
            rim = colours.device(self.node.device)
        known = bool(self.report.shapes) and not self.node.bypassed
        back = self.tint or QColor(colours.frame if self.is_inert or self.node.bypassed else colours.card)
        if self.isSelected():
            self.paint_halo(painter)
        if zoom < FAR:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(rim if self.fault else back if self._is_heated else family)
            painter.drawRect(self.body)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(1.6, 1.3 / zoom) + (1.2 if self.fault else 0)
        style = Qt.PenStyle.DotLine if self.node.bypassed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(rim, width, Qt.PenStyle.DashLine if self.fault else style))
        painter.setBrush(back)
        painter.drawRoundedRect(self.body, 10, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(family)
        if zoom < NEAR:
            self._paint_brief(painter, zoom, family, known)
        else:
            self._paint_full(painter, family, known)

    @property
    def _muted(self) -> str:
        return theme().muted if self.tint is None else theme().muted_on_tint

    def _paint_full(self, painter: QPainter, family: QColor, known: bool) -> None:
        colours, muted = theme(), self._muted
        top, left, inner = self.body.top(), -WIDTH / 2 + 20, WIDTH - 30
        is_slim = self.body.height() == SLIM
        title = muted if self.node.bypassed else colours.text
        painter.drawRoundedRect(QRectF(-WIDTH / 2 + 10, top + 10, 4, 15), 2, 2)
        room = inner
        if self.node.device.startswith("gpu"):
            room -= 22
            paint_badge(painter, QRectF(WIDTH / 2 - 27, top + 8, 19, 18), self.node.device)
        paint_text(painter, QPointF(left, top + 8), room, 19, ui_font(14, bold=True), title, self.node.name)
        shade = colours.text if known else muted
        if is_slim:
            second = BYPASSED if self.node.bypassed else self.shape_text
            paint_text(painter, QPointF(left, top + 29), inner, 17, ui_font(12), shade, second)
            return
        paint_text(painter, QPointF(left, top + 28), inner, 16, ui_font(11.5), muted, self.caption)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(QPointF(left, 3.5), QPointF(WIDTH / 2 - 12, 3.5))
        paint_text(painter, QPointF(left, 8), inner, 18, ui_font(14, bold=True), shade, self.shape_text)
        paint_text(painter, QPointF(left, 25), inner, 16, ui_font(11.5), muted, self.params_text)

    def _paint_brief(self, painter: QPainter, zoom: float, family: QColor, known: bool) -> None:
        colours, muted = theme(), self._muted
        height = self.body.height()
        painter.drawRoundedRect(QRectF(-WIDTH / 2 + 7, -height / 2 + 9, 5, height - 18), 2.5, 2.5)
        size = min(11.5 / zoom, 26.0, height / 2.6)
        left, inner = -WIDTH / 2 + 17, WIDTH - 22
        row = size * 1.18 if height == SLIM else size * 1.28
        lines = [
            (True, self.node.name, muted if self.node.bypassed else colours.text),
            (False, self.shape_text, colours.text if known else muted),
        ]
        third = short_count(self.report.params) if self.report.params else ""
        if third and row * 3 < height - 6:
            lines.append((False, third, muted))
        top = -row * len(lines) / 2
        for number, (bold, text, colour) in enumerate(lines):
            font = ui_font(size if bold else size * 0.86, bold=bold)
            paint_text(painter, QPointF(left, top + number * row), inner, row, font, colour, text)
