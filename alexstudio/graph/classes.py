"""The last layer's size follows the number of classes in the data."""

from __future__ import annotations

from dataclasses import replace

from alexstudio.graph.bypass import active_graph
from alexstudio.graph.document import Document
from alexstudio.graph.ends import auxiliary_ends, score_node, training_only
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import GraphError, Node


def class_layer(graph: LayerGraph, end: Node | None = None) -> Node | None:
    """The layer whose outputs are the class scores: the last Linear on the way to the end, or None.

    Layers that keep the shape (ReLU, Dropout) may follow it. A convolution counts as well when each of its maps becomes
    one number, as SqueezeNet ends. ``end`` is that of an auxiliary classifier, where its own layer is meant.
    """
    try:
        node = end or score_node(graph)
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


def outputs_name(layer: Node) -> str:
    """The parameter that says how many class scores a `class_layer` gives."""
    return "out_features" if layer.type == "Linear" else "out_channels"


def fit_classes(document: Document, classes: int) -> tuple[Document, str]:
    """The document with as many class scores as the data has classes, and a sentence that says what changed.

    Auxiliary classifiers get as many. The sentence is empty when nothing had to change. `GraphError` when no layer can
    be told to be the class scores.
    """
    running = active_graph(document.graph)
    node = class_layer(running)
    if node is None:
        raise GraphError(
            "The network must end in one Linear layer (a Softmax may follow): its outputs are the classes."
        )
    layers, heads = {node.id: node}, training_only(running)
    for end in auxiliary_ends(running):
        layer = class_layer(running, end)
        if layer is None or layer.id not in heads | {node.id}:
            raise GraphError(f"{end.name} must read one Linear layer: its outputs are the classes.")
        layers[layer.id] = layer
    others = [layer for layer in layers.values() if layer.params[outputs_name(layer)] != classes]
    if not others:
        return document, ""
    graph = document.graph.copy()
    for layer in others:
        graph.set_param(layer.id, outputs_name(layer), classes)
    return replace(document, graph=graph.freeze()), _said(others, classes)


def _said(layers: list[Node], classes: int) -> str:
    outputs = layers[0].params[outputs_name(layers[0])]
    if len(layers) == 1:
        return (
            f"{layers[0].name} has {classes:,} outputs in this run, one for each class in the data "
            f"(document: {outputs:,})."
        )
    names = f"{', '.join(layer.name for layer in layers[:-1])} and {layers[-1].name}"
    return f"{names} have {classes:,} outputs in this run, one for each class in the data (document: {outputs:,})."
