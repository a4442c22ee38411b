"""Where a network ends: the class scores that the loss, the export and the errors work on, and auxiliary ones."""

from __future__ import annotations

from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import GraphError, Node

AUXILIARY = "AuxiliaryLoss"
"""The layer type that ends an auxiliary classifier: an end, but not the network's result."""


def score_node(graph: LayerGraph) -> Node:
    """The node whose output is the class scores (logits): the end of the graph, or what a final Softmax reads.

    Cross-entropy takes scores, so a Softmax at the end is a part of the loss and is left out of the compiled forward
    pass. Ends of auxiliary classifiers do not count. `GraphError` when the graph does not have exactly one end.
    """
    ends = [node for node in graph.nodes if node.type != AUXILIARY and not graph.consumers(node.id)]
    if len(ends) != 1:
        raise GraphError(f"The network must have one end, the class scores; it has {len(ends)}.")
    if ends[0].type != "Softmax":
        return ends[0]
    wires = graph.inputs(ends[0].id)
    if not wires:
        raise GraphError(f"{ends[0].name} is not connected.")
    if wires[0].output:
        raise GraphError(
            f"{ends[0].name} must read the first output of {graph[wires[0].source].name}: the class scores."
        )
    return graph[wires[0].source]


def auxiliary_ends(graph: LayerGraph) -> tuple[Node, ...]:
    """The ends of auxiliary classifiers, in the order of the data flow; what they give are class scores too."""
    found = [node_id for node_id in graph.ends if graph[node_id].type == AUXILIARY]
    if len(found) > 1:
        place = {node_id: number for number, node_id in enumerate(graph.flow)}
        found.sort(key=place.__getitem__)
    return tuple(graph[node_id] for node_id in found)


def training_only(graph: LayerGraph) -> frozenset[str]:
    """Ids of what only auxiliary classifiers need: not computed outside of training. `GraphError` as `score_node`."""
    heads = {node.id for node in auxiliary_ends(graph)}
    if not heads:
        return frozenset()
    scores = score_node(graph).id
    return frozenset(heads.union(*(graph.upstream(head) for head in heads)) - graph.upstream(scores) - {scores})
