"""`CardItem`: one layer on the canvas; its rim shows the device, its colour bar the family."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from alexstudio.analysis import NodeReport
from alexstudio.graph import Node
from alexstudio.graph.arrange import SLIM, WIDTH, card_height
from alexstudio.layers import shape_text
from alexstudio.ui.numbers import count, short_count
from alexstudio.ui.theme import theme, ui_font

UNKNOWN = "unknown type"
"""What the card of a placeholder shows instead of a shape."""
NEAR, FAR = 0.72, 0.22
"""Zoom above which a card shows everything, and below which it is a coloured block."""


class CardItem(QGraphicsItem):
    """A card; its position is the centre."""

    def __init__(self, node: Node, report: NodeReport, fault: bool) -> None:
        super().__init__()
        self.node, self.report, self.fault = node, report, fault
        self.tint: QColor | None = None
        self._is_heated = False
        flag = QGraphicsItem.GraphicsItemFlag
        self.setFlag(flag.ItemIsSelectable)
        self.setFlag(flag.ItemIsMovable)
        self.setFlag(flag.ItemSendsGeometryChanges)
        self.setZValue(10)
        self.setAcceptHoverEvents(True)
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
    def rim(self) -> QRectF:
        """The card's rectangle in the scene."""
        return self._body.translated(self.pos())

    def _describe(self) -> None:
        kind = self.node.kind
        height = card_height(self.node)
        self._body = QRectF(-WIDTH / 2, -height / 2, WIDTH, height)
        self.is_inert = kind is None
        self.family = kind.family if kind else ""
        self.caption = kind.caption(self.node.params) if kind else self.node.type
        self.shape_text = shape_text(self.report.shapes[0]) if self.report.shapes else "–" if kind else UNKNOWN
        self.params_text = count(self.report.params) if self.report.params else ""
        self.setToolTip("")

    def boundingRect(self) -> QRectF:
        """The card with room for its rim and its ports."""
        return self._body.adjusted(-7, -7, 7, 7)

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: Any) -> Any:
        """Let the wires follow a card that is dragged."""
        if change == QGraphicsItem.GraphicsItemChange.ItemPositionHasChanged and self.scene() is not None:
            self.scene().card_moved(self.node.id)  # type: ignore[attr-defined]
        return super().itemChange(change, value)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw as much as can be read at this zoom."""
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        colours = theme()
        family = colours.family(self.family)
        is_warned = self.fault and not self.is_inert
        rim = QColor(colours.warn if is_warned else colours.muted)
        if not self.fault:
            rim = colours.device(self.node.device)
        known = bool(self.report.shapes)
        back = self.tint or QColor(colours.frame if self.is_inert else colours.card)
        if self.isSelected():
            halo = QColor(colours.accent)
            halo.setAlphaF(0.28)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(halo)
            painter.drawRoundedRect(self._body.adjusted(-6, -6, 6, 6), 14, 14)
        if zoom < FAR:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(rim if self.fault else back if self._is_heated else family)
            painter.drawRect(self._body)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(1.6, 1.3 / zoom) + (1.2 if self.fault else 0)
        painter.setPen(QPen(rim, width, Qt.PenStyle.DashLine if self.fault else Qt.PenStyle.SolidLine))
        painter.setBrush(back)
        painter.drawRoundedRect(self._body, 10, 10)
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
        top, left, inner = self._body.top(), -WIDTH / 2 + 20, WIDTH - 30
        is_slim = self._body.height() == SLIM
        painter.drawRoundedRect(QRectF(-WIDTH / 2 + 10, top + 10, 4, 15), 2, 2)
        room = inner
        if self.node.device.startswith("gpu"):
            room -= 22
            _badge(painter, QRectF(WIDTH / 2 - 27, top + 8, 19, 18), self.node.device)
        _text(painter, left, top + 8, room, 19, ui_font(14, bold=True), colours.text, self.node.name)
        shade = colours.text if known else muted
        if is_slim:
            _text(painter, left, top + 29, inner, 17, ui_font(12), shade, self.shape_text)
            return
        _text(painter, left, top + 28, inner, 16, ui_font(11.5), muted, self.caption)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(QPointF(left, 3.5), QPointF(WIDTH / 2 - 12, 3.5))
        _text(painter, left, 8, inner, 18, ui_font(14, bold=True), shade, self.shape_text)
        _text(painter, left, 25, inner, 16, ui_font(11.5), muted, self.params_text)

    def _paint_brief(self, painter: QPainter, zoom: float, family: QColor, known: bool) -> None:
        colours, muted = theme(), self._muted
        height = self._body.height()
        painter.drawRoundedRect(QRectF(-WIDTH / 2 + 7, -height / 2 + 9, 5, height - 18), 2.5, 2.5)
        size = min(11.5 / zoom, 26.0, height / 2.6)
        left, inner = -WIDTH / 2 + 17, WIDTH - 22
        row = size * 1.18 if height == SLIM else size * 1.28
        lines = [
            (True, self.node.name, colours.text),
            (False, self.shape_text, colours.text if known else muted),
        ]
        third = short_count(self.report.params) if self.report.params else ""
        if third and row * 3 < height - 6:
            lines.append((False, third, muted))
        top = -row * len(lines) / 2
        for number, (bold, text, colour) in enumerate(lines):
            font = ui_font(size if bold else size * 0.86, bold=bold)
            _text(painter, left, top + number * row, inner, row, font, colour, text)


def _badge(painter: QPainter, box: QRectF, device: str) -> None:
    """The device's number on its colour, so that colour is never the only sign."""
    colour = theme().device(device)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(QColor("#10151f"))
    painter.setFont(ui_font(11, bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, device[3:])


def _text(
    painter: QPainter, x: float, y: float, width: float, height: float, font: QFont, colour: str, text: str
) -> None:
    """One line, made narrower, then elided, to stay inside its box."""
    if not text:
        return
    metrics = QFontMetricsF(font)
    wide = metrics.horizontalAdvance(text)
    if wide > width:
        font.setPixelSize(max(8, int(font.pixelSize() * max(0.72, width / wide))))
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QRectF(x, y, width, height), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
