"""Where cards are on the canvas, and making room: arithmetic on the positions of nodes and folded blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from alexstudio.graph.arrange import TALL, WIDTH, card_height
from alexstudio.graph.layergraph import LayerGraph

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels at 100 %."""

BORDER, HEADROOM = 11.0, 38.0
"""Around the cards of an open block, and above them for its name."""


def node_box(graph: LayerGraph, node_id: str) -> Box:
    """The card of a node."""
    node = graph[node_id]
    x, y = node.position or (0.0, 0.0)
    height = card_height(node)
    return x - WIDTH / 2, y - height / 2, x + WIDTH / 2, y + height / 2


def block_card(at: tuple[float, float]) -> Box:
    """The card of a folded block."""
    return at[0] - WIDTH / 2, at[1] - TALL / 2, at[0] + WIDTH / 2, at[1] + TALL / 2


def united(boxes: Iterable[Box]) -> Box:
    """The smallest box around some; a point at the origin around none."""
    sides = list(zip(*boxes, strict=True))
    return (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])) if sides else (0.0, 0.0, 0.0, 0.0)


def box_of(graph: LayerGraph, node_ids: Iterable[str]) -> Box:
    """The smallest box around the cards of some nodes."""
    return united(node_box(graph, node_id) for node_id in node_ids)


def open_box(graph: LayerGraph, block: str) -> Box:
    """The frame of a block while it is open: what is visible in it, with a border and room for its name."""
    outline = graph.outline
    boxes = [node_box(graph, node.id) for node in graph.nodes if node.block == block]
    for one in outline.children(block):
        boxes.append(block_card(one.at) if one.folded and one.at else open_box(graph, one.id))
    return _bordered(united(boxes))


def move_by(graph: LayerGraph, node_ids: Iterable[str], by: tuple[float, float]) -> None:
    """Move the cards of some nodes."""
    if by != (0, 0):
        for node_id in node_ids:
            node = graph[node_id]
            x, y = node.position or (0.0, 0.0)
            graph.replace(replace(node, position=(round(x + by[0], 2), round(y + by[1], 2))))


def move_block(graph: LayerGraph, block: str, by: tuple[float, float]) -> None:
    """Move a block with everything in it."""
    if by == (0, 0):
        return
    outline = graph.outline
    inside = {one for one in outline.blocks if outline.is_within(one, block)}
    move_by(graph, [node.id for node in graph.nodes if node.block in inside], by)
    for one in inside:
        at = outline.blocks[one].at
        if at is not None:
            at = round(at[0] + by[0], 2), round(at[1] + by[1], 2)
            outline = outline.with_block(replace(outline.blocks[one], at=at))
    graph.set_outline(outline)


def set_folded(graph: LayerGraph, block: str, folded: bool) -> None:
    """Fold a block into one card or open it; what lies beside it closes up or makes room, so that undoing is exact.

    The card lies where the first card of the open block lies: upper left corners stay.
    """
    outline = graph.outline
    before = outline.blocks[block]
    if before.folded == folded:
        return
    if folded:
        big = open_box(graph, block)
        at = round(big[0] + BORDER + WIDTH / 2, 2), round(big[1] + HEADROOM + TALL / 2, 2)
        graph.set_outline(outline.with_block(replace(before, folded=True, at=at)))
        _make_room(graph, block, big, _bordered(block_card(at)))
        return
    small = _bordered(block_card(before.at or (0.0, 0.0)))
    graph.set_outline(outline.with_block(replace(before, folded=False)))
    big = open_box(graph, block)
    move_block(graph, block, (round(small[0] - big[0], 2), round(small[1] - big[1], 2)))
    _make_room(graph, block, small, open_box(graph, block))


def _bordered(box: Box) -> Box:
    return box[0] - BORDER, box[1] - HEADROOM, box[2] + BORDER, box[3] + BORDER


def _make_room(graph: LayerGraph, block: str, old: Box, new: Box) -> None:
    """Move what lies right of and below a box whose lower right corner moves."""
    outline = graph.outline
    wider, taller = round(new[2] - old[2], 2), round(new[3] - old[3], 2)

    def shift(box: Box) -> tuple[float, float]:
        if box[0] >= old[2] - 1:
            return wider, 0.0
        is_below = box[1] >= old[3] - 1 and box[0] < old[2] and box[2] > old[0]
        return 0.0, taller if is_below else 0.0

    around = set(outline.above(block))
    moves: dict[str, tuple[float, float]] = {}
    for one in outline.blocks.values():
        if one.id not in around and one.parent in (around - {block}) | {""}:
            box = block_card(one.at) if one.folded and one.at else open_box(graph, one.id)
            moves[one.id] = shift(box)
    for node in graph.nodes:
        if node.block in (around - {block}) | {""}:
            move_by(graph, [node.id], shift(node_box(graph, node.id)))
    for block_id, by in moves.items():
        move_block(graph, block_id, by)
