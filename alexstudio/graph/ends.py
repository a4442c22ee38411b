"""Where a network ends: the class scores that the loss, the export and the errors work on."""

from __future__ import annotations

from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import GraphError, Node


def score_node(graph: LayerGraph) -> Node:
    """The node whose output is the class scores (logits): the end of the graph, or what a final Softmax reads.

    Cross-entropy takes scores, so a Softmax at the end is a part of the loss and is left out of the compiled forward
    pass. `GraphError` when the graph does not have exactly one end.
    """
    ends = [node for node in graph.nodes if not graph.consumers(node.id)]
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
