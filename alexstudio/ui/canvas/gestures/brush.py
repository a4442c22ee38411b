"""`Brush` and `BrushPick`: while the canvas paints devices, a click or a drag over cards puts them on one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF

from alexstudio.ui.canvas.block_card import BlockItem
from alexstudio.ui.canvas.card import CardItem
from alexstudio.ui.canvas.gestures.gesture import Gesture, Hand
from alexstudio.ui.canvas.tile import Tile

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView

_STEP = 12.0
"""How far apart the points of a stroke are looked at, in pixels of the screen: less than any card is high."""


class Brush(Gesture):
    """What the stroke has touched wears its new colour at once; the document learns of it when the button is up."""

    def __init__(self, view: CanvasView, hand: Hand, device: str) -> None:
        self._view, self._device, self._last = view, device, hand.point
        self._touched: dict[str, Tile] = {}
        self._touch(hand.point)

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> Brush | None:
        """With the left button anywhere, while there is paint on the brush."""
        return cls(view, hand, view.brush) if view.brush and hand.is_left else None

    def move(self, hand: Hand) -> None:
        """Colour everything on the way, however fast the mouse goes."""
        way, self._last = QLineF(self._last, hand.point), hand.point
        steps = max(1, round(way.length() * self._view.zoom / _STEP))
        for step in range(1, steps + 1):
            self._touch(way.pointAt(step / steps))

    def drop(self, hand: Hand) -> None:
        """Put what was touched on the device: one undo step, none where everything was there already."""
        self.move(hand)
        graph = self._view.session.document.graph
        touched = list(dict.fromkeys(self._nodes()))
        self.give_up()
        changed = [node_id for node_id in touched if graph[node_id].device != self._device]
        if changed:
            self._view.session.set_device(changed, self._device)

    def give_up(self) -> None:
        """Every card wears the colour of the document."""
        for tile in self._touched.values():
            tile.wear("")
        self._touched.clear()

    def _touch(self, point: QPointF) -> None:
        x, y = point.x(), point.y()
        for tile in self._view.canvas.tiles:
            left, top, right, bottom = tile.edges
            if left <= x <= right and top <= y <= bottom and tile.key not in self._touched:
                self._touched[tile.key] = tile
                tile.wear(self._device)

    def _nodes(self) -> Iterator[str]:
        for tile in self._touched.values():
            if isinstance(tile, BlockItem):
                yield from tile.face.members
            else:
                yield tile.key


class BrushPick(Gesture):
    """The right button takes the device of the card under it onto the brush."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> BrushPick | None:
        """With the right button anywhere, while the canvas paints."""
        return cls(view) if view.brush and hand.is_right else None

    def move(self, hand: Hand) -> None:
        """Where the button is released counts."""

    def drop(self, hand: Hand) -> None:
        """Take the device; nothing where there is no card, or a block on several devices."""
        tile = self._view.thing_at(hand.point)
        if isinstance(tile, CardItem):
            self._view.paint_with(tile.node.device)
        elif isinstance(tile, BlockItem) and len(tile.face.devices) == 1:
            self._view.paint_with(tile.face.devices[0])

    def give_up(self) -> None:
        """Keep what is on the brush."""
