"""`Knife`: Alt, Shift and drag cuts every wire that the line crosses."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from alexstudio.graph import Edge
from alexstudio.ui.canvas import rewire
from alexstudio.ui.canvas.gestures.gesture import ALT, SHIFT, Gesture, Hand
from alexstudio.ui.canvas.wire import WireItem
from alexstudio.ui.theme import theme
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


class Knife(Gesture):
    """The line follows the mouse freely; what it has crossed is red until it is cut."""

    def __init__(self, view: CanvasView, hand: Hand) -> None:
        self._view, self._last = view, hand.point
        self._crossed: dict[Edge, None] = {}
        self._path = QPainterPath(hand.point)
        self._line = QGraphicsPathItem(self._path)
        self._line.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        pen = QPen(QColor(theme().bad), 1.6, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        self._line.setPen(pen)
        self._line.setZValue(30)
        view.canvas.addItem(self._line)
        view.viewport().setCursor(Qt.CursorShape.CrossCursor)

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> Knife | None:
        """With Alt, Shift and the left button, anywhere."""
        return cls(view, hand) if hand.is_left and hand.holds(ALT | SHIFT) else None

    def move(self, hand: Hand) -> None:
        """Draw on, and mark what is crossed."""
        stroke, self._last = QLineF(self._last, hand.point), hand.point
        self._path.lineTo(hand.point)
        self._line.setPath(self._path)
        new = [edge for edge, wire in self._view.canvas.wires.items() if wire.isVisible() and _crosses(stroke, wire)]
        if any(edge not in self._crossed for edge in new):
            self._crossed.update(dict.fromkeys(new))
            self._view.light_wires(dict.fromkeys(self._crossed, "bad"))

    def drop(self, hand: Hand) -> None:
        """Cut."""
        self.move(hand)
        crossed = list(self._crossed)
        self.give_up()
        rewire.cut(self._view.session, crossed, translate("Undo", "Cut {what}").format(what=rewire.wires(crossed)))

    def give_up(self) -> None:
        """Leave the wires whole."""
        self._view.canvas.removeItem(self._line)
        self._view.light_wires({})
        self._view.show_cursor()


def _crosses(stroke: QLineF, wire: WireItem) -> bool:
    box = QRectF(stroke.p1(), stroke.p2()).normalized().adjusted(-0.5, -0.5, 0.5, 0.5)
    if not wire.path().controlPointRect().intersects(box.united(box)):
        return False
    points: list[QPointF] = [point for polygon in wire.path().toSubpathPolygons() for point in polygon.toList()]
    bounded = QLineF.IntersectionType.BoundedIntersection
    return any(stroke.intersects(QLineF(*ends))[0] == bounded for ends in pairwise(points))
