"""What of a graph is on the canvas: cards of nodes, cards of folded blocks, and what goes in and out of the scope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from alexstudio.graph import Edge, LayerGraph

BLOCK, SOURCE, SINK = "#", "<", ">"
"""How the keys of folded blocks and of what lies outside begin; the key of a node is its id."""


class Shown(NamedTuple):
    """The items of the canvas by key, seen from inside a block or from the top."""

    nodes: tuple[str, ...]
    """Ids of the nodes that have a card."""
    folded: Mapping[str, tuple[str, ...]]
    """Id of each folded block -> the ids of the nodes in it."""
    open: tuple[str, ...]
    """Ids of the blocks that are drawn as frames, the outer ones first."""
    sources: Mapping[tuple[str, int], str]
    """Output of a node outside the scope that something inside reads -> key of the pill that stands for it."""
    sinks: Mapping[tuple[str, int], str]
    """Output of a node inside that something outside reads -> key of the pill that stands for its readers."""
    wires: Mapping[Edge, tuple[str, str]]
    """Edge -> keys of the items at its ends. Of edges that look the same, only the first."""


def what_is_shown(graph: LayerGraph, scope: str = "") -> Shown:
    """The items of the canvas, seen from inside the block ``scope``, or from the top for ""."""
    outline = graph.outline
    if not outline.blocks:
        return Shown(tuple(graph.by_id), {}, (), {}, {}, {edge: (edge.source, edge.target) for edge in graph.edges})
    hidden_by = {block: outline.folded_at(block, scope) for block in outline.blocks}
    within = {block for block in outline.blocks if outline.is_within(block, scope)} | ({""} if not scope else set())
    key: dict[str, str] = {}
    folded: dict[str, list[str]] = {}
    for node in graph.nodes:
        if node.block in within:
            block = hidden_by[node.block] if node.block else ""
            key[node.id] = f"{BLOCK}{block}" if block else node.id
            if block:
                folded.setdefault(block, []).append(node.id)
    sources: dict[tuple[str, int], str] = {}
    sinks: dict[tuple[str, int], str] = {}
    wires: dict[Edge, tuple[str, str]] = {}
    seen: set[tuple[str, int, str]] = set()
    for edge in graph.edges:
        begin, end = key.get(edge.source), key.get(edge.target)
        if begin is None and end is None:
            continue
        port = edge.source, edge.output
        if begin is None:
            begin = sources.setdefault(port, f"{SOURCE}{edge.source}.{edge.output}")
        if end is None:
            end = sinks.setdefault(port, f"{SINK}{edge.source}.{edge.output}")
        look = (*port, end)
        if begin != end and not (end.startswith((BLOCK, SINK)) and look in seen):
            seen.add(look)
            wires[edge] = begin, end
    opened = [block for block in outline.blocks if block in within and block != scope and not hidden_by[block]]
    opened.sort(key=lambda block: len(list(outline.above(block))))
    nodes = tuple(node_id for node_id, own in key.items() if own == node_id)
    return Shown(nodes, {block: tuple(ids) for block, ids in folded.items()}, tuple(opened), sources, sinks, wires)


def scope_of(graph: LayerGraph, node_id: str, scope: str) -> str:
    """The scope from which a node has a card: the present one if it does, else the innermost block around it."""
    outline = graph.outline
    block = graph[node_id].block
    if outline.is_within(block, scope) and not outline.folded_at(block, scope):
        return scope
    folded = [one for one in outline.above(block) if outline.blocks[one].folded]
    return folded[0] if folded else ""
