"""The last layer's size follows the number of classes in the data."""

from __future__ import annotations

from dataclasses import replace

from alexstudio.graph.bypass import active_graph
from alexstudio.graph.document import Document
from alexstudio.graph.ends import score_node
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import GraphError, Node


def class_layer(graph: LayerGraph) -> Node | None:
    """The layer whose outputs are the class scores: the last Linear on the way to the end, or None.

    Layers that keep the shape (ReLU, Dropout) may follow it. A convolution counts as well when each of its maps becomes
    one number, as SqueezeNet ends.
    """
    try:
        node = score_node(graph)
    except GraphError:
        return None
    is_flat = is_pooled = False
    while True:
        if node.type == "Linear":
            return None if is_flat or is_pooled else node
        if node.type == "Conv2d":
            return node if is_pooled else None
        is_flat |= node.type == "Flatten"
        is_pooled |= _averages(node)
        passes = node.type == "Flatten" or _averages(node) or (node.kind is not None and node.kind.passes_shape)
        wires = graph.inputs(node.id)
        if not passes or len(wires) != 1:
            return None
        node = graph[wires[0].source]


def _averages(node: Node) -> bool:
    """Whether a layer makes one number of each map."""
    is_whole = node.type in ("AdaptiveAvgPool2d", "AdaptiveMaxPool2d") and node.params["output_size"] == (1, 1)
    return is_whole or node.type == "GlobalAvgPool"


def fit_classes(document: Document, classes: int) -> tuple[Document, str]:
    """The document with as many class scores as the data has classes, and a sentence that says what changed.

    The sentence is empty when nothing had to change. `GraphError` when no layer can be told to be the class scores.
    """
    node = class_layer(active_graph(document.graph))
    if node is None:
        raise GraphError(
            "The network must end in one Linear layer (a Softmax may follow): its outputs are the classes."
        )
    size = "out_features" if node.type == "Linear" else "out_channels"
    outputs = node.params[size]
    if outputs == classes:
        return document, ""
    graph = document.graph.copy()
    graph.set_param(node.id, size, classes)
    sentence = (
        f"{node.name} has {classes:,} outputs in this run, one for each class in the data (document: {outputs:,})."
    )
    return replace(document, graph=graph.freeze()), sentence
