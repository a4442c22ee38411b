"""Where the frames of stages and of open blocks are, and what they say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QRectF

from alexstudio.graph.arrange import HEAD
from alexstudio.graph.shown import Shown
from alexstudio.history import Snapshot
from alexstudio.ui.canvas.backdrop import Panel
from alexstudio.ui.canvas.block_card import BlockItem
from alexstudio.ui.canvas.card import CardItem
from alexstudio.ui.canvas.drawn import Box
from alexstudio.ui.canvas.tile import Tile
from alexstudio.ui.numbers import short_count

BORDER = 11.0


class Group(NamedTuple):
    """What a frame goes around."""

    title: str
    number: str
    is_block: bool
    tiles: dict[str, Tile]
    """By key, those in inner frames included."""
    inner: list[str]
    """Keys of the frames directly in it."""


def groups_of(snapshot: Snapshot, scope: str, shown: Shown, tiles: Iterable[Tile]) -> dict[str, Group]:
    """What on the canvas has a frame around it, by key, the outer ones first."""
    outline, sums, nodes = snapshot.document.graph.outline, snapshot.report.stages, snapshot.report.nodes
    opened = set(shown.open)
    stages: dict[str, dict[str, Tile]] = {}
    inside: dict[str, dict[str, Tile]] = {block: {} for block in shown.open}
    params: dict[str, int] = dict.fromkeys(shown.open, 0)
    for tile in tiles:
        around = ""
        members: tuple[str, ...] = ()
        if isinstance(tile, CardItem):
            around, members = tile.node.block, (tile.node.id,)
            if tile.node.stage and around == scope:
                stages.setdefault(tile.node.stage, {})[tile.key] = tile
        elif isinstance(tile, BlockItem):
            around, members = outline.blocks[tile.block].parent, tile.face.members
        if opened and around:
            own = sum(nodes[node_id].params for node_id in members)
            for block in outline.above(around):
                if block in opened:
                    inside[block][tile.key] = tile
                    params[block] += own
    groups: dict[str, Group] = {}
    for block in shown.open:
        inner = [f"block {one}" for one in shown.open if outline.blocks[one].parent == block]
        groups[f"block {block}"] = Group(outline.blocks[block].name, _number(params[block]), True, inside[block], inner)
    for stage, some in stages.items():
        groups[f"stage {stage}"] = Group(stage, _number(sums[stage].params) if stage in sums else "", False, some, [])
    return groups


def panels_of(groups: Mapping[str, Group], old: Mapping[str, Panel], moved: Collection[str] | None) -> dict[str, Panel]:
    """The frames, the outer ones first; with ``moved`` only around those tiles, the others are the old ones."""
    found: dict[str, Panel] = {}
    for key in reversed(list(groups)):  # the inner ones first, so that the outer ones go around their frames
        group = groups[key]
        if moved is not None and key in old and not any(one in group.tiles for one in moved):
            found[key] = old[key]
            continue
        box = union([tile.edges for tile in group.tiles.values()])
        for one in group.inner:
            box |= found[one].box
        found[key] = Panel(box.adjusted(-BORDER, -HEAD, BORDER, BORDER), group.title, group.number, group.is_block)
    return {key: found[key] for key in groups}


def union(boxes: Collection[Box]) -> QRectF:
    """What some boxes cover together."""
    if not boxes:
        return QRectF()
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left, top = min(lefts), min(tops)
    return QRectF(left, top, max(rights) - left, max(bottoms) - top)


def _number(params: int) -> str:
    return short_count(params) if params else ""
