"""The last layer's size follows the number of classes in the data."""

from __future__ import annotations

from dataclasses import replace

from alexstudio.graph.document import Document
from alexstudio.graph.ends import score_node
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import GraphError, Node


def class_layer(graph: LayerGraph) -> Node | None:
    """The layer whose outputs are the class scores: the last Linear on the way to the end, or None.

    Layers that keep the shape (ReLU, Dropout) may follow it.
    """
    try:
        node: Node | None = score_node(graph)
    except GraphError:
        return None
    while node is not None and node.type != "Linear":
        wires = graph.inputs(node.id)
        keeps = node.kind is not None and node.kind.passes_shape
        node = graph[wires[0].source] if keeps and len(wires) == 1 else None
    return node


def fit_classes(document: Document, classes: int) -> tuple[Document, str]:
    """The document with as many class scores as the data has classes, and a sentence that says what changed.

    The sentence is empty when nothing had to change. `GraphError` when no layer can be told to be the class scores.
    """
    node = class_layer(document.graph)
    if node is None:
        raise GraphError(
            "The network must end in one Linear layer (a Softmax may follow): its outputs are the classes."
        )
    outputs = node.params["out_features"]
    if outputs == classes:
        return document, ""
    graph = document.graph.copy()
    graph.set_param(node.id, "out_features", classes)
    sentence = (
        f"{node.name} has {classes:,} outputs in this run, one for each class in the data (document: {outputs:,})."
    )
    return replace(document, graph=graph.freeze()), sentence
