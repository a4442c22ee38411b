"""`Outline`: what a document says about its picture and not about its maths: blocks, comment frames, bends, views."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from types import MappingProxyType

from alexstudio.graph.limits import BEND_LIMIT, BLOCK_LIMIT, FRAME_LIMIT, check_count
from alexstudio.graph.node import (
    GraphError,
    Position,
    check_identifier,
    check_label,
    check_name,
    check_note,
    check_place,
    to_hundredths,
)

DEPTH_LIMIT = 16
"""How deep blocks can lie in blocks."""
TONES = 6
"""Number of colours of comment frames."""


@dataclass(frozen=True)
class Block:
    """A named group of nodes and of other blocks, shown as one card when it is folded.

    Membership is told by the nodes (`Node.block`) and by ``parent``, so the flow of data knows nothing of blocks.
    ``at`` is the centre of its card while it is folded, in pixels at 100 %.
    """

    id: str
    name: str
    parent: str = ""
    folded: bool = False
    note: str = ""
    at: Position | None = None

    def __post_init__(self) -> None:
        if self.at is not None:
            object.__setattr__(self, "at", to_hundredths(self.at))


@dataclass(frozen=True)
class Frame:
    """A comment: a titled rectangle behind the cards; moving it moves what lies in it. ``box``: left, top, size."""

    id: str
    text: str
    box: tuple[float, float, float, float]
    tone: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "box", tuple(round(part, 2) for part in self.box))


@dataclass(frozen=True)
class Outline:
    """Everything of the picture that is saved but never computed with. A frozen value, shared by copies of a graph."""

    blocks: Mapping[str, Block] = field(default_factory=dict)
    frames: Mapping[str, Frame] = field(default_factory=dict)
    bends: Mapping[tuple[str, int], tuple[Position, ...]] = field(default_factory=dict)
    """(node, input slot) -> points through which the wire into it runs."""
    views: Mapping[int, tuple[float, float, float]] = field(default_factory=dict)
    """Bookmark 1 to 9 -> centre of the view in scene pixels, and zoom."""

    def __post_init__(self) -> None:
        bends = {key: tuple(map(to_hundredths, points)) for key, points in self.bends.items()}
        views = {key: (*to_hundredths((x, y)), round(zoom, 4)) for key, (x, y, zoom) in self.views.items()}
        object.__setattr__(self, "blocks", MappingProxyType(dict(self.blocks)))
        object.__setattr__(self, "frames", MappingProxyType(dict(self.frames)))
        object.__setattr__(self, "bends", MappingProxyType(bends))
        object.__setattr__(self, "views", MappingProxyType(views))

    def __bool__(self) -> bool:
        return bool(self.blocks or self.frames or self.bends or self.views)

    def above(self, block: str) -> Iterator[str]:
        """A block and the blocks around it, from the inside out."""
        while block:
            yield block
            block = self.blocks[block].parent

    def is_within(self, block: str, outer: str) -> bool:
        """Whether a block is another one or lies in it; everything lies in "", the whole document."""
        return not outer or outer in self.above(block)

    def children(self, block: str) -> list[Block]:
        """The blocks directly in a block, or at the top for ""."""
        return [one for one in self.blocks.values() if one.parent == block]

    def folded_at(self, block: str, scope: str = "") -> str:
        """The outermost folded block that hides what is in ``block``, seen from inside ``scope``; "" when none does."""
        hiding = ""
        for one in self.above(block):
            if one == scope:
                break
            if self.blocks[one].folded:
                hiding = one
        return hiding

    def with_block(self, block: Block) -> Outline:
        """A copy with a block added or replaced."""
        return replace(self, blocks={**self.blocks, block.id: block})

    def without_blocks(self, gone: set[str]) -> Outline:
        """A copy without some blocks; what lay in them belongs to the blocks around."""
        kept = {}
        for block in self.blocks.values():
            if block.id not in gone:
                parent = next((one for one in self.above(block.parent) if one not in gone), "")
                kept[block.id] = block if parent == block.parent else replace(block, parent=parent)
        return replace(self, blocks=kept)

    def with_frame(self, frame: Frame) -> Outline:
        """A copy with a comment frame added or replaced."""
        return replace(self, frames={**self.frames, frame.id: frame})

    def with_bends(self, target: str, slot: int, points: tuple[Position, ...]) -> Outline:
        """A copy in which the wire into an input runs through other points, or through none."""
        bends = {key: value for key, value in self.bends.items() if key != (target, slot)}
        return replace(self, bends={**bends, (target, slot): points} if points else bends)

    def without_slot(self, target: str, slot: int, *, closes_up: bool) -> Outline:
        """A copy for a graph that lost a wire; ``closes_up`` when the later inputs of the node moved up."""
        if not any(node == target for node, _ in self.bends):
            return self
        bends = {}
        for (node, place), points in self.bends.items():
            if (node, place) != (target, slot):
                moved = node == target and closes_up and place > slot
                bends[node, place - 1 if moved else place] = points
        return replace(self, bends=bends)

    def check(self) -> None:
        """Raise `GraphError` for what cannot be: a bad name, an unknown parent, a ring of parents, too much."""
        check_count(len(self.blocks), BLOCK_LIMIT, "blocks")
        check_count(len(self.frames), FRAME_LIMIT, "comments")
        for key, block in self.blocks.items():
            check_identifier(block.id)
            check_name(block.name)
            check_note(block.note)
            check_place(block.at or (), block.name)
            if key != block.id or (block.parent and block.parent not in self.blocks):
                raise GraphError(f"The block {block.name!r} lies in a block that is not there.")
            depth, parent = 0, block.parent
            while parent and depth <= DEPTH_LIMIT:
                depth, parent = depth + 1, self.blocks[parent].parent if parent in self.blocks else ""
            if depth > DEPTH_LIMIT:
                raise GraphError(f"The block {block.name!r} lies in itself, or more than {DEPTH_LIMIT} blocks deep.")
        for frame in self.frames.values():
            check_identifier(frame.id)
            check_label(frame.text, "comment")
            check_place(frame.box, "A comment")
            if not 0 <= frame.tone < TONES:
                raise GraphError(f"A comment has no colour {frame.tone}; there are 0 to {TONES - 1}.")
        for points in self.bends.values():
            check_count(len(points), BEND_LIMIT, "bends of one wire")
            for point in points:
                check_place(point, "A bend")
        for number, view in self.views.items():
            check_place(view[:2], "A bookmark")
            if not 1 <= number <= 9:
                raise GraphError(f"There is no bookmark {number}; they are 1 to 9.")


EMPTY = Outline()


def free_block_id(taken: Collection[str], wish: str) -> str:
    """``wish`` made an identifier that no block has yet: ``block``, ``block_2``, ..."""
    stem = re.sub(r"[^A-Za-z0-9_]+", "_", wish).strip("_").lower()[:50] or "block"
    stem = re.sub(r"_\d+$", "", stem) if stem[0].isalpha() else f"b{stem}"
    free = (f"{stem}_{number}" for number in count(2))
    return stem if stem not in taken else next(one for one in free if one not in taken)
