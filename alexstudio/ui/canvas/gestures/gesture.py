"""`Gesture`: one act of the mouse from press to release, which becomes one undo step or leaves no trace."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
STILL = 4
"""How far the mouse may stray, in pixels, for a press and a release to be a click."""


class Hand(NamedTuple):
    """Where the mouse is, in pixels of the view and in the scene, and which keys are held."""

    pixel: QPoint
    point: QPointF
    button: Qt.MouseButton
    keys: Qt.KeyboardModifier

    @classmethod
    def of(cls, view: CanvasView, event: QMouseEvent) -> Hand:
        """What an event says."""
        pixel = event.position().toPoint()
        return cls(pixel, view.mapToScene(pixel), event.button(), event.modifiers())

    @property
    def is_left(self) -> bool:
        """Whether the left button was pressed."""
        return self.button == Qt.MouseButton.LeftButton

    @property
    def is_right(self) -> bool:
        """Whether the right button was pressed."""
        return self.button == Qt.MouseButton.RightButton

    def holds(self, keys: Qt.KeyboardModifier) -> bool:
        """Whether exactly these of Ctrl, Shift and Alt are held."""
        return self.keys & (CTRL | SHIFT | ALT) == keys

    def is_far(self, other: Hand) -> bool:
        """Whether the mouse was drawn away, and did not just tremble."""
        return (self.pixel - other.pixel).manhattanLength() > STILL


class Gesture(ABC):
    """The document is not touched before the drop; `give_up` leaves document, selection and picture as they were."""

    @classmethod
    @abstractmethod
    def begin(cls, view: CanvasView, hand: Hand) -> Gesture | None:
        """The gesture when a press begins one, else None."""

    @abstractmethod
    def move(self, hand: Hand) -> None:
        """Follow the mouse."""

    @abstractmethod
    def drop(self, hand: Hand) -> None:
        """Do it: at most one undo step."""

    @abstractmethod
    def give_up(self) -> None:
        """Leave no trace."""
