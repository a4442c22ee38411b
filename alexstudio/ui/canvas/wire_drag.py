"""`WireDrag`: pulling a wire from one card to another, with the reason at the cursor where it cannot go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QToolTip

from alexstudio.ui.canvas.card import CardItem
from alexstudio.ui.canvas.wire import Side, anchor
from alexstudio.ui.theme import theme

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView

REACH = 11.0
"""How near the rim's middle the mouse must be to take hold of a port, in scene units."""


class WireDrag:
    """One gesture, one undo step; the document is not touched before the drop."""

    def __init__(self, view: CanvasView, source: str, begin: QPointF) -> None:
        self._view, self._source, self._begin = view, source, begin
        self._line = QGraphicsPathItem()
        self._line.setPen(QPen(QColor(theme().accent), 2.2, Qt.PenStyle.DashLine))
        self._line.setZValue(30)
        view.canvas.addItem(self._line)

    @classmethod
    def begin(cls, view: CanvasView, point: QPointF) -> WireDrag | None:
        """A drag when ``point`` is on the output port of a card (middle of its right or lower rim), else None."""
        for card in view.canvas.cards.values():
            sides: tuple[Side, ...] = ("right", "bottom")
            for side in sides:
                spot = anchor(card.rim, side).point
                outside = point.x() > card.rim.right() - 4 if side == "right" else point.y() > card.rim.bottom() - 4
                if outside and (point - spot).manhattanLength() <= REACH * 1.6:
                    return cls(view, card.node.id, spot)
        return None

    def move(self, point: QPointF, pixel: QPoint) -> None:
        """Follow the mouse; say why where a drop would be refused."""
        path = QPainterPath(self._begin)
        path.lineTo(point)
        self._line.setPath(path)
        target = self._target(point)
        reason = self._reason(target) if target else None
        self._line.setPen(QPen(QColor(theme().bad if reason else theme().accent), 2.2, Qt.PenStyle.DashLine))
        place = self._view.viewport().mapToGlobal(pixel + QPoint(12, 18))
        QToolTip.showText(place, reason or "", self._view)

    def drop(self, point: QPointF) -> None:
        """Connect, or tell why not."""
        self.give_up()
        target = self._target(point)
        edge = self._view.edge_to(self._source, target) if target else None
        if edge is None:
            if not target and self._is_far(point):
                self._view.add_wanted.emit((round(point.x()), round(point.y())), self._source)
            return
        reason = self._reason(edge.target)
        if reason:
            self._view.session.refused.emit(reason)
        else:
            self._view.session.wire(edge)

    def _is_far(self, point: QPointF) -> bool:
        """Whether the mouse was really drawn away from the port."""
        return (point - self._begin).manhattanLength() > 3 * REACH

    def give_up(self) -> None:
        """Leave no trace."""
        QToolTip.hideText()
        if self._line.scene() is not None:
            self._view.canvas.removeItem(self._line)

    def _target(self, point: QPointF) -> str:
        for item in self._view.canvas.items(point):
            if isinstance(item, CardItem) and item.node.id != self._source:
                return item.node.id
        return ""

    def _reason(self, target: str) -> str | None:
        edge = self._view.edge_to(self._source, target)
        if edge is None:
            return f"{self._view.session.document.graph[target].name} takes no input."
        return self._view.session.why_not_wire(edge)
