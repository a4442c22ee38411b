"""Where the frames of stages and of open blocks are, and what they say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from alexstudio.graph.arrange import HEAD
from alexstudio.graph.shown import Shown
from alexstudio.history import Snapshot
from alexstudio.ui.canvas.backdrop import Panel
from alexstudio.ui.canvas.block_card import BlockItem
from alexstudio.ui.canvas.card import CardItem
from alexstudio.ui.canvas.tile import Tile
from alexstudio.ui.numbers import short_count

BORDER = 11.0


def panels_of(snapshot: Snapshot, scope: str, shown: Shown, tiles: Sequence[Tile]) -> dict[str, Panel]:
    """The frames around what is on the canvas, by key, the outer ones first."""
    outline, sums, nodes = snapshot.document.graph.outline, snapshot.report.stages, snapshot.report.nodes
    opened = set(shown.open)
    stages: dict[str, QRectF] = {}
    inside: dict[str, QRectF] = {}
    params: dict[str, int] = {}
    for tile in tiles:
        rim, around = tile.rim, ""
        members: tuple[str, ...] = ()
        if isinstance(tile, CardItem):
            around, members = tile.node.block, (tile.node.id,)
            if tile.node.stage and around == scope:
                stages[tile.node.stage] = stages[tile.node.stage] | rim if tile.node.stage in stages else rim
        elif isinstance(tile, BlockItem):
            around, members = outline.blocks[tile.block].parent, tile.face.members
        if opened and around:
            own = sum(nodes[node_id].params for node_id in members)
            for block in outline.above(around):
                if block in opened:
                    inside[block] = inside.get(block, QRectF()) | rim
                    params[block] = params.get(block, 0) + own
    frames: dict[str, Panel] = {}
    for block in reversed(shown.open):  # the inner ones first, so that the outer ones go around their frames
        box = _bordered(inside.get(block, QRectF()))
        parent = outline.blocks[block].parent
        if parent in opened:
            inside[parent] = inside.get(parent, QRectF()) | box
        frames[block] = Panel(box, outline.blocks[block].name, _number(params.get(block, 0)), True)
    panels = {f"block {block}": frames[block] for block in shown.open}
    for stage, box in stages.items():
        number = _number(sums[stage].params) if stage in sums else ""
        panels[f"stage {stage}"] = Panel(_bordered(box), stage, number, False)
    return panels


def _bordered(box: QRectF) -> QRectF:
    return box.adjusted(-BORDER, -HEAD, BORDER, BORDER)


def _number(params: int) -> str:
    return short_count(params) if params else ""
