"""`CardDrag`: a click selects a card, a drag moves the selected ones; dropped on a wire a card is inserted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from alexstudio.graph import Edge
from alexstudio.ui.canvas import rewire
from alexstudio.ui.canvas.backdrop import GRID
from alexstudio.ui.canvas.gestures.gesture import ALT, CTRL, SHIFT, Gesture, Hand
from alexstudio.ui.canvas.guides import PIXELS, Guides
from alexstudio.ui.canvas.marks import chosen
from alexstudio.ui.canvas.outside import SourceItem
from alexstudio.ui.canvas.tile import Tile
from alexstudio.ui.canvas.wire import WireItem

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView

LIFT = 5
"""How far cards are lifted above the others while they are dragged."""


class CardDrag(Gesture):
    """Cards snap to what is near; Ctrl or Alt held switches that off."""

    def __init__(self, view: CanvasView, hand: Hand, key: str) -> None:
        self._view, self._begin, self._key = view, hand, key
        self._before = view.marked
        self._guides: Guides | None = None
        self._start: dict[str, tuple[float, float]] = {}
        self._box = QRectF()
        self._onto: Edge | None = None
        if key not in self._before and not hand.keys & (SHIFT | CTRL):
            view.mark(frozenset({key}))

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> CardDrag | None:
        """With the left button on a card."""
        thing = view.thing_at(hand.point) if hand.is_left else None
        return cls(view, hand, thing.key) if isinstance(thing, Tile) and not isinstance(thing, SourceItem) else None

    def move(self, hand: Hand) -> None:
        """Move the cards, show what they are aligned with and which wire would take the card."""
        if self._guides is None:
            if not hand.is_far(self._begin):
                return
            self._guides = self._lift()
        by = hand.point - self._begin.point
        across: float | None = None
        down: float | None = None
        if hand.keys & (CTRL | ALT):
            self._guides.show_lines([])
        else:
            grid = float(GRID) if self._view.snaps_to_grid else 0.0
            across, down = self._guides.snap(self._box.translated(by), PIXELS / self._view.zoom, grid)
        x, y = self._start[self._key]
        by = QPointF(
            by.x() + across if across is not None else round(x + by.x()) - x,
            by.y() + down if down is not None else round(y + by.y()) - y,
        )
        self._view.canvas.put(
            {key: (round(x + by.x(), 2), round(y + by.y(), 2)) for key, (x, y) in self._start.items()}
        )
        self._aim()

    def drop(self, hand: Hand) -> None:
        """Put the cards there, or the card on the wire; a click selects."""
        if self._guides is None:
            self._view.mark(chosen(self._before, self._key, self._begin.keys))
            return
        self._let_go()
        places = {tile.key: (tile.x(), tile.y()) for tile in self._view.canvas.tiles if tile.key in self._start}
        if self._onto is not None:
            self._view.session.insert(self._key, self._onto, places[self._key])
        else:
            rewire.move_tiles(self._view.session, self._start, places)

    def give_up(self) -> None:
        """The cards lie where they lay, and what was selected is selected."""
        if self._guides is not None:
            self._let_go()
            self._view.canvas.put(self._start)
        self._view.mark(self._before)

    def _lift(self) -> Guides:
        view = self._view
        if self._key not in view.marked:
            view.mark(view.marked | {self._key})
        marked, sight, others = view.marked, view.sight, []
        for tile in view.canvas.tiles:
            if tile.key in marked:
                tile.setZValue(tile.zValue() + LIFT)
                self._start[tile.key] = (tile.x(), tile.y())
                self._box |= tile.rim
            elif tile.rim.intersects(sight):
                others.append(tile.rim)
        return Guides(view.canvas, others)

    def _let_go(self) -> None:
        assert self._guides is not None
        self._view.canvas.removeItem(self._guides)
        for tile in self._view.canvas.tiles:
            if tile.key in self._start:
                tile.setZValue(tile.zValue() - LIFT)
        self._view.light_wires({})

    def _aim(self) -> None:
        """Find the wire under the card, when the node has no wires and fits in there."""
        graph = self._view.session.document.graph
        kind = graph[self._key].kind if self._key in graph and len(self._start) == 1 else None
        if kind is None or len(kind.slots) != 1 or graph.inputs(self._key) or graph.consumers(self._key):
            return
        area = self._view.canvas.cards[self._key].rim.adjusted(20, 12, -20, -12)
        onto = next((item.edge for item in self._view.canvas.items(area) if isinstance(item, WireItem)), None)
        if onto != self._onto:
            self._onto = onto
            self._view.light_wires({onto: "accent"} if onto is not None else {})
