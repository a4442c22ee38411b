"""Parts of a graph: the chain before a node, and the branch that only one end needs."""

from __future__ import annotations

from collections.abc import Iterator

from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import Node

REACH = 12


def chain(graph: LayerGraph, node_id: str, reach: int = REACH) -> Iterator[Node]:
    """The nodes before a node, upwards, as long as there is one way only; at most ``reach`` of them."""
    for _ in range(reach):
        wires = graph.inputs(node_id)
        if len(wires) != 1:
            return
        node_id = wires[0].source
        yield graph[node_id]


def branch(graph: LayerGraph, end: Node) -> tuple[str, ...]:
    """Ids of ``end`` and of every layer that nothing but ``end`` needs; never the Input."""
    gone = {end.id}
    for node in reversed(graph.order()):
        readers = graph.consumers(node.id)
        if node.type != "Input" and readers and all(wire.target in gone for wire in readers):
            gone.add(node.id)
    return tuple(node.id for node in graph.nodes if node.id in gone)
