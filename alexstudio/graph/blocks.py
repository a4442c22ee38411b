"""Blocks: grouping nodes, taking groups apart, what goes in and out of one, and repeating it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from alexstudio.graph.clipboard import copied, paste
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.limits import NODE_LIMIT, check_count
from alexstudio.graph.node import Edge, GraphError, Node
from alexstudio.graph.outline import Block, free_block_id
from alexstudio.graph.places import box_of, move_by

Port = tuple[str, int]
"""An output: node id and output number."""


class Ports(NamedTuple):
    """What crosses the border of a block: each tensor once, in the order of the data flow."""

    inputs: tuple[Port, ...]
    """Outputs of nodes outside that something inside reads."""
    outputs: tuple[Port, ...]
    """Outputs of nodes inside that something outside reads, or nothing at all."""


def members(graph: LayerGraph, block: str) -> list[Node]:
    """The nodes in a block, also those in blocks within it, in the order of the data flow."""
    outline = graph.outline
    return [node for node in graph.order() if node.block and outline.is_within(node.block, block)]


def ports(graph: LayerGraph, block: str) -> Ports:
    """The inputs and outputs of a block."""
    inside = {node.id: None for node in members(graph, block)}
    incoming: dict[Port, None] = {}
    outgoing: dict[Port, None] = {}
    for node_id in inside:
        for wire in graph.inputs(node_id):
            if wire.source not in inside:
                incoming[wire.source, wire.output] = None
        readers = graph.consumers(node_id)
        if not readers:
            outgoing[node_id, 0] = None
        for wire in readers:
            if wire.target not in inside:
                outgoing[node_id, wire.output] = None
    return Ports(tuple(incoming), tuple(outgoing))


def group(graph: LayerGraph, node_ids: Iterable[str], blocks: Iterable[str], name: str, *, folded: bool = False) -> str:
    """Put nodes and blocks into a new block inside the one that they share; returns its id.

    `GraphError` when there is nothing to group, or when they do not lie in the same block.
    """
    nodes, inner = [graph[node_id] for node_id in node_ids], list(blocks)
    outline = graph.outline
    around = {node.block for node in nodes} | {outline.blocks[one].parent for one in inner}
    if not around:
        raise GraphError("Select the layers that shall form a block.")
    if len(around) > 1:
        raise GraphError("These layers lie in different blocks. Select layers of one block.")
    parent = around.pop()
    block = Block(free_block_id(outline.blocks, name), name, parent, folded)
    outline = outline.with_block(block)
    for one in inner:
        outline = outline.with_block(replace(outline.blocks[one], parent=block.id))
    graph.set_outline(outline)
    for node in nodes:
        graph.replace(replace(node, block=block.id))
    return block.id


def ungroup(graph: LayerGraph, block: str) -> list[str]:
    """Take a block apart; what lay in it lies in the block around it. Returns the ids of its own nodes."""
    outline = graph.outline
    parent = outline.blocks[block].parent
    freed = [node.id for node in graph.nodes if node.block == block]
    for node_id in freed:
        graph.replace(replace(graph[node_id], block=parent))
    graph.set_outline(graph.outline.without_blocks({block}))
    return freed


def group_stages(graph: LayerGraph, *, folded: bool) -> list[str]:
    """Make a block of each stage that has more than one node and lies in no block yet; returns the new ids."""
    stages: dict[str, list[str]] = {}
    for node in graph.order():
        if node.stage and not node.block:
            stages.setdefault(node.stage, []).append(node.id)
    return [group(graph, nodes, (), stage, folded=folded) for stage, nodes in stages.items() if len(nodes) > 1]


def repeat(graph: LayerGraph, block: str, times: int) -> list[str]:
    """Put ``times`` more copies of a block after it, each reading the one before; returns the ids of the new blocks.

    What read the block reads the last copy. `GraphError` unless the block reads one tensor and gives one.
    """
    name = graph.outline.blocks[block].name
    if not 1 <= times <= 200:
        raise GraphError(f"{name} can be repeated 1 to 200 times.")
    reads, gives = ports(graph, block)
    if len(reads) != 1 or len(gives) != 1:
        raise GraphError(
            f"{name} reads {len(reads)} and gives {len(gives)} tensors; a block that repeats reads one and gives one."
        )
    ids = [node.id for node in members(graph, block)]
    check_count(len(graph) + times * len(ids), NODE_LIMIT, "layers")  # before the work is done in vain
    text = copied(graph, ids)
    left, _, right, _ = box_of(graph, ids)
    step = right - left + 40
    behind = [wire for wire in graph.consumers(gives[0][0]) if wire.target not in ids]
    move_by(graph, [node.id for node in graph.nodes if node.position and node.position[0] > right], (step * times, 0))
    new: list[str] = []
    last = gives[0]
    for number in range(1, times + 1):
        before = set(graph.outline.blocks)
        fresh = dict(zip(ids, _paste_in_order(graph, text, ids, (step * number, 0), block), strict=True))
        made = next(one for one in graph.outline.blocks if one not in before and graph.outline.blocks[one].name == name)
        graph.set_outline(graph.outline.with_block(replace(graph.outline.blocks[made], name=_numbered(graph, name))))
        for wire in [wire for node_id in ids for wire in graph.inputs(node_id) if wire.source not in ids]:
            _connect_at(graph, wire._replace(source=last[0], output=last[1], target=fresh[wire.target]))
        last = fresh[gives[0][0]], gives[0][1]
        new.append(made)
    for wire in behind:
        graph.reroute(wire, *last)
    return new


def _paste_in_order(graph: LayerGraph, text: str, ids: list[str], by: tuple[float, float], block: str) -> list[str]:
    """The new ids in the order of ``ids``."""
    made = paste(graph, text, by, into=graph.outline.blocks[block].parent)
    listed = [node.id for node in graph.nodes if node.id in set(ids)]
    return [made[listed.index(node_id)] for node_id in ids]


def _connect_at(graph: LayerGraph, wire: Edge) -> None:
    """Add a wire; into a node with any number of inputs at its slot, and the later ones move down."""
    kind = graph[wire.target].kind
    later = [one for one in graph.inputs(wire.target) if one.slot >= wire.slot]
    if kind is None or not kind.is_variadic or not later:
        graph.connect(wire)
        return
    for one in reversed(later):
        graph.disconnect(one)
    for one in (wire, *(one._replace(slot=one.slot + 1) for one in later)):
        graph.connect(one._replace(slot=len(graph.inputs(wire.target))))


def _numbered(graph: LayerGraph, name: str) -> str:
    """A name that no block has: "Block 2" after "Block", "Conv4 2" after "Conv4"."""
    names = {block.name for block in graph.outline.blocks.values()}
    stem = re.sub(r" \d+$", "", name)
    number = 2
    while f"{stem} {number}" in names:
        number += 1
    return f"{stem} {number}"
