"""`BoxSelect`: dragging on empty canvas selects what lies in a box."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRubberBand

from alexstudio.graph import Edge
from alexstudio.ui.canvas.gestures.gesture import CTRL, SHIFT, Gesture, Hand
from alexstudio.ui.canvas.marks import Marks
from alexstudio.ui.theme import theme

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


class BoxSelect(Gesture):
    """A plain box replaces the selection, with Shift it adds, with Ctrl it toggles. Wires only where no card is."""

    def __init__(self, view: CanvasView, hand: Hand) -> None:
        self._view, self._begin = view, hand
        self._before = view.marked
        self._band = _Band(QRubberBand.Shape.Rectangle, view.viewport())

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> BoxSelect | None:
        """With the left button where nothing lies."""
        return cls(view, hand) if hand.is_left and view.thing_at(hand.point) is None else None

    def move(self, hand: Hand) -> None:
        """Show the box, and what it would select."""
        if hand.is_far(self._begin):
            self._band.setGeometry(QRect(self._view.mapFromScene(self._begin.point), hand.pixel).normalized())
            self._band.show()
            self._view.mark(self._cards(hand), told=False)

    def drop(self, hand: Hand) -> None:
        """Select; a click without a box selects nothing."""
        self._close()
        keeps = bool(self._begin.keys & (SHIFT | CTRL))
        if not hand.is_far(self._begin):
            self._view.mark(self._before if keeps else frozenset())
            return
        box = QRectF(self._begin.point, hand.point).normalized()
        cards = self._cards(hand)
        if any(tile.rim.intersects(box) for tile in self._view.canvas.tiles):
            self._view.mark(cards)
        else:
            wires = [wire for wire in self._view.canvas.wires.values() if wire.isVisible()]
            self._view.mark(self._joined(wire.edge for wire in wires if wire.shape().intersects(box)))

    def give_up(self) -> None:
        """What was selected is selected."""
        self._close()
        self._view.mark(self._before)

    def _cards(self, hand: Hand) -> Marks:
        box = QRectF(self._begin.point, hand.point).normalized()
        return self._joined(tile.key for tile in self._view.canvas.tiles if tile.rim.intersects(box))

    def _joined(self, marks: Iterable[str | Edge]) -> Marks:
        found = frozenset(marks)
        if self._begin.keys & CTRL:
            return self._before ^ found
        return self._before | found if self._begin.keys & SHIFT else found

    def _close(self) -> None:
        self._band.hide()
        self._band.deleteLater()


class _Band(QRubberBand):
    """Light enough to read what lies in it, also on dark colours."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """A thin rim around a tint."""
        accent = QColor(theme().accent)
        painter = QPainter(self)
        painter.setPen(QPen(accent, 1))
        accent.setAlphaF(0.10)
        painter.setBrush(accent)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
