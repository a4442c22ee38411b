"""`CommentDrag`: the title of a comment moves it with what lies in it, its corner changes its size."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alexstudio.graph import LayerGraph
from alexstudio.graph.places import move_block, move_by
from alexstudio.ui.canvas.block_card import BlockItem
from alexstudio.ui.canvas.comment import CommentItem
from alexstudio.ui.canvas.gestures.gesture import ALT, Gesture, Hand
from alexstudio.ui.canvas.marks import COMMENT, chosen
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


class CommentDrag(Gesture):
    """A click selects the comment. With Alt it moves alone."""

    def __init__(self, view: CanvasView, hand: Hand, comment: CommentItem) -> None:
        self._view, self._begin, self._comment = view, hand, comment
        self._resizes = comment.is_corner(hand.point)
        self._before, self._is_under_way = view.marked, False
        self._start = comment.pos()
        self._size = comment.body.size()
        self._tiles = (
            {}
            if self._resizes or hand.keys & ALT
            else {tile.key: tile.pos() for tile in view.canvas.tiles if comment.rim.contains(tile.rim)}
        )
        view.mark(chosen(self._before, f"{COMMENT}{comment.frame.id}", hand.keys))

    @classmethod
    def begin(cls, view: CanvasView, hand: Hand) -> CommentDrag | None:
        """With the left button on the title, the rim or the corner of a comment."""
        thing = view.thing_at(hand.point) if hand.is_left else None
        return cls(view, hand, thing) if isinstance(thing, CommentItem) else None

    def move(self, hand: Hand) -> None:
        """Move or stretch what is seen."""
        self._is_under_way |= hand.is_far(self._begin)
        if not self._is_under_way:
            return
        by = hand.point - self._begin.point
        if self._resizes:
            self._comment.resize_to(round(self._size.width() + by.x()), round(self._size.height() + by.y()))
            return
        self._comment.setPos(round(self._start.x() + by.x()), round(self._start.y() + by.y()))
        by = self._comment.pos() - self._start
        self._view.canvas.put({key: (spot.x() + by.x(), spot.y() + by.y()) for key, spot in self._tiles.items()})

    def drop(self, hand: Hand) -> None:
        """Keep it there: one undo step."""
        if not self._is_under_way:
            return
        view, frame = self._view, self._comment.frame
        spot, body = self._comment.pos(), self._comment.body
        new = replace(frame, box=(spot.x(), spot.y(), body.width(), body.height()))
        by = (spot.x() - self._start.x(), spot.y() - self._start.y())
        blocks = [item.block for item in view.canvas.tiles if isinstance(item, BlockItem) and item.key in self._tiles]
        nodes = [key for key in self._tiles if key in view.session.document.graph]

        def change(graph: LayerGraph) -> None:
            graph.set_outline(graph.outline.with_frame(new))
            move_by(graph, nodes, by)
            for block in blocks:
                move_block(graph, block, by)

        label = translate("Undo", "Resize comment") if self._resizes else translate("Undo", "Move comment")
        view.session.edit(label, change)

    def give_up(self) -> None:
        """Everything lies where it lay."""
        self._comment.show_frame(self._comment.frame)
        self._view.canvas.put({key: (spot.x(), spot.y()) for key, spot in self._tiles.items()})
        self._view.mark(self._before)
