"""Placeholders that become layers, when the layer type of some nodes has become known."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from alexstudio.graph.document import Document
from alexstudio.graph.layergraph import LayerGraph


def revive(document: Document, types: Container[str]) -> Document:
    """The document as if it were opened now: parameters of nodes of these types are checked and completed, wires too.

    A document without such nodes is returned as it is. `GraphError` says what the layer type does not allow.
    """
    if not any(node.type in types for node in document.graph.nodes):
        return document
    graph = LayerGraph()
    for node in document.graph.nodes:
        graph.add(node)
    graph.connect_all(document.graph.edges)
    return replace(document, graph=graph.freeze())
