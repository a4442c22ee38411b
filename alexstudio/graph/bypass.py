"""Bypassed nodes: kept in the document, skipped by everything that computes."""

from __future__ import annotations

from dataclasses import replace

from alexstudio.graph.document import Document
from alexstudio.graph.layergraph import LayerGraph


def active(document: Document) -> Document:
    """The document that runs: the same object, or a copy without its bypassed nodes."""
    return replace(document, graph=active_graph(document.graph)) if document.graph.bypassed else document


def active_graph(graph: LayerGraph) -> LayerGraph:
    """The graph without its bypassed nodes; what read one of them reads its first input, or nothing if it has none."""
    if not graph.bypassed:
        return graph
    running = graph.copy()
    for node_id in [node_id for node_id in graph.flow if node_id in graph.bypassed]:
        feed = next((wire for wire in running.inputs(node_id) if wire.slot == 0), None)
        for reader in sorted(running.consumers(node_id), key=lambda wire: -wire.slot):
            if feed is not None:
                running.reroute(reader, feed.source, feed.output)
        running.remove([node_id])
    return running.freeze()


def stand_in(graph: LayerGraph, node_id: str, output: int = 0) -> tuple[str, int] | None:
    """The output that stands for one of ``node_id``: its own, or what a bypassed node passes on; None for nothing."""
    while node_id in graph.bypassed:
        feed = next((wire for wire in graph.inputs(node_id) if wire.slot == 0), None)
        if feed is None:
            return None
        node_id, output = feed.source, feed.output
    return node_id, output
