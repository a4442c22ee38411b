from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from alexstudio.graph import Document, Edge, LayerGraph, Node


def _small() -> LayerGraph:
    graph = LayerGraph()
    nodes = (
        Node("input", "Input", "Input", {"size": 8}, device="host"),
        Node("conv", "Conv2d", "Conv", {"out_channels": 4, "kernel_size": 3, "bias": False}, stage="One"),
        Node("norm", "BatchNorm2d", "Norm", stage="One"),
        Node("relu", "ReLU", "ReLU", stage="One"),
        Node("flat", "Flatten", "Flatten"),
        Node("fc", "Linear", "FC", {"out_features": 10}, device="gpu1", stage="Two"),
    )
    for node in nodes:
        graph.add(node)
    for before, after in pairwise(nodes):
        graph.connect(Edge(before.id, 0, after.id, 0))
    return graph


@pytest.fixture
def small() -> Document:
    """A few layers on two devices, with buffers, and layers that belong to no stage."""
    return Document("Small", _small().freeze(), notes="One line.\nAnother.", source="A paper, 2012")


@pytest.fixture
def hostile() -> Document:
    """A document with a problem, whose texts try what a terminal, a browser or a spreadsheet would obey."""
    graph = _small()
    graph.set_param("conv", "groups", 2)
    for node_id, name, stage in (
        ("input", "<script>alert(1)</script>", ""),
        ("conv", "=cmd()", "+<b>One|</b>"),
        ("norm", 'a|b"><img src=//x>', "<!--"),
        ("flat", "'onload='x' ]]>&amp;", "畳み込み" * 20),
        ("fc", "\u05d0\u05d1 `x` \\ " + "W" * 180, "@"),
    ):
        graph.replace(replace(graph[node_id], name=name, stage=stage))
    title = "\x1b]0;owned\x07</title><script>alert(2)</script>\r\n\u202etitle\u2028x"
    notes = "first\u2028</p><style>*{}</style>\x1b[2J\n=second"
    return Document(title, graph.freeze(), notes=notes, source="http://x.example/<a href='//y'>")
