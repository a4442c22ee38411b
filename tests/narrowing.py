"""The presets with an eighth of their channels: the same graphs, for tests that run them."""

from __future__ import annotations

from dataclasses import replace

from alexstudio.analysis import analyse
from alexstudio.graph import Document, LayerGraph
from alexstudio.graph.ends import score_node

BY = 8
_WIDTHS = ("out_channels", "out_features")


def narrowed(document: Document, classes: int = 10) -> Document:
    """The document with an eighth of the channels and units, and ``classes`` class scores."""
    graph = document.graph.copy()
    last = score_node(graph).id
    before = analyse(document).nodes
    for node in graph.nodes:
        width = next((name for name in _WIDTHS if name in node.params), "")
        if not width:
            continue
        params, wide = dict(node.params), int(node.params[width])
        groups = int(params.get("groups", 1))
        if node.id == last or (node.type == "Linear" and wide == int(graph[last].params.get("out_features", 0))):
            params[width] = classes
        else:
            params[width] = wide // BY if wide >= BY * max(2, groups if groups < 8 else 1) else wide
        if groups > 8:  # one group a channel: as many as there are now
            params["groups"] = _channels(graph, before, node.id) // BY
        graph.replace(replace(node, params=params))
    return replace(document, graph=graph.freeze())


def _channels(graph: LayerGraph, before: object, node_id: str) -> int:
    wire = graph.inputs(node_id)[0]
    return before[wire.source].shapes[wire.output][0]  # type: ignore[index,no-any-return]
