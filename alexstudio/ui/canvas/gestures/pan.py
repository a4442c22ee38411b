"""`Pan`: the middle button, or the left one while Space is held, moves the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from alexstudio.ui.canvas.gestures.gesture import Gesture, Hand

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


class Pan(Gesture):
    """Changes what is seen, never the document."""

    def __init__(self, view: CanvasView, hand: Hand) -> None:
        self._view, self._start, self._last = view, hand.pixel, hand.pixel
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> Pan | None:
        """With the middle button anywhere, with the left one where Space is held."""
        is_meant = hand.button == Qt.MouseButton.MiddleButton or (hand.is_left and view.is_space_held)
        return cls(view, hand) if is_meant else None

    def move(self, hand: Hand) -> None:
        """The point under the mouse stays there."""
        self._to(hand.pixel)

    def drop(self, hand: Hand) -> None:
        """It stays as it is."""
        self._view.show_cursor()

    def give_up(self) -> None:
        """Back to where it was."""
        self._to(self._start)
        self._view.show_cursor()

    def _to(self, pixel: QPoint) -> None:
        self._view.pan(self._last - pixel)
        self._last = pixel
