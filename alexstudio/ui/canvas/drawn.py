"""`Drawn`: what of the scene is hit, selected and moved as an item of its own but painted together with all others.

Qt's call of ``paint`` for each of thousands of items takes longer than painting them, so `Drawing` paints them in one.
"""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem

from alexstudio.ui.canvas.brushes import NO_PEN

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in the scene."""
_Flag, _Change = QGraphicsItem.GraphicsItemFlag, QGraphicsItem.GraphicsItemChange
UNPAINTED, SELECTABLE = _Flag.ItemHasNoContents, _Flag.ItemIsSelectable
SELECTED = _Change.ItemSelectedHasChanged


class Stage(Protocol):
    """The scene, for what is drawn."""

    def touch(self, item: Drawn) -> None:
        """Paint anew where an item is."""


class Drawn(QGraphicsRectItem):
    """Its rectangle is what it may paint on; Qt keeps it and need not ask. Its scene must be a `Stage`."""

    def __init__(self, level: float, flags: QGraphicsItem.GraphicsItemFlag) -> None:
        super().__init__()
        self.reach: Box = (0.0, 0.0, 0.0, 0.0)
        """Where in the scene it may paint."""
        self.is_shown, self.is_marked, self.fade = True, False, 1.0
        self.setPen(NO_PEN)
        self.setZValue(level)
        self.setFlags(UNPAINTED | SELECTABLE | flags)

    def cover(self, box: QRectF) -> None:
        """Take this rectangle, which is relative to the item's place."""
        self.touch()
        self.setRect(box)
        self.find_reach()
        self.touch()

    def find_reach(self) -> None:
        """Where in the scene it may paint now."""
        box, x, y = self.rect(), self.x(), self.y()
        self.reach = (box.left() + x, box.top() + y, box.right() + x, box.bottom() + y)

    def touch(self) -> None:
        """Paint anew where it is."""
        scene: Stage | None = self.scene()  # type: ignore[assignment]
        if scene is not None:
            scene.touch(self)

    def setVisible(self, visible: bool) -> None:
        """Show or hide it."""
        if visible != self.is_shown:
            self.touch()
            self.is_shown = visible
            super().setVisible(visible)
            self.touch()

    def setOpacity(self, opacity: float) -> None:
        """Let it be seen more or less."""
        self.touch()
        super().setOpacity(opacity)
        self.fade = opacity
        self.touch()

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: Any) -> Any:
        """Note what Qt changes."""
        if change == SELECTED:
            self.is_marked = bool(value)
            self.touch()
        return super().itemChange(change, value)
