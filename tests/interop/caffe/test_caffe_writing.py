from __future__ import annotations

from dataclasses import replace

import pytest

from alexstudio.analysis import analyse
from alexstudio.graph import Document, Edge, GraphError, LayerGraph
from alexstudio.graph.presets import load_preset
from alexstudio.interop.caffe import import_prototxt
from alexstudio.interop.caffe.writing import prototxt

NAMES = ("alexnet_caffe", "caffenet", "resnet18", "googlenet", "squeezenet1_1", "resnet50", "alexnet_tutorial")


def rows(document: Document) -> list[tuple[object, ...]]:
    report = analyse(document)
    return sorted(
        (node.type, tuple(sorted(node.params.items())), numbers.shapes, numbers.params, numbers.multiply_adds)
        for node in report.document.graph.nodes
        if (numbers := report.nodes[node.id])
    )  # type: ignore[type-var]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read_back(name: str) -> None:
    document = load_preset(name)
    found = import_prototxt(prototxt(document))
    assert [repr(row) for row in rows(found.document)] == [repr(row) for row in rows(document)]
    assert found.document.title == document.title


def test_what_caffe_has_not_is_named() -> None:
    with pytest.raises(GraphError, match=r"^Caffe has no layers like Pad1a, Pad1b\. "):
        prototxt(load_preset("alexnet_cfg145"))
    with pytest.raises(GraphError, match="ReLU"):
        prototxt(load_preset("mobilenet_v2"))


def test_a_document_with_problems_is_refused() -> None:
    graph = LayerGraph()
    graph.add_type("ReLU")
    with pytest.raises(GraphError):
        prototxt(Document(graph=graph.freeze()))


def test_several_outputs_and_hostile_titles() -> None:
    graph = LayerGraph()
    for kind, fields in (
        ("Input", {"channels": 6, "size": 8}), ("Chunk", {"chunks": 3}), ("Maximum", {}), ("Add", {}),
        ("GlobalAvgPool", {}), ("Linear", {"out_features": 2}),
    ):  # fmt: skip
        graph.add_type(kind, params=fields)
    wires = [("input", 0, "chunk", 0), ("chunk", 2, "maximum", 0), ("chunk", 0, "maximum", 1), ("maximum", 0, "add", 0),
             ("chunk", 1, "add", 1), ("add", 0, "globalavgpool", 0), ("globalavgpool", 0, "linear", 0)]  # fmt: skip
    for wire in wires:
        graph.connect(Edge(*wire))
    document = Document('x" layer { } \\', graph.freeze())
    found = import_prototxt(prototxt(document)).document
    assert found.title == "x layer { }"
    ends = {edge.slot: edge.output for edge in found.graph.inputs("maximum")}
    assert ends == {0: 2, 1: 0} and analyse(found).total.params == analyse(document).total.params == 6


def test_bypassed_layers_are_not_written() -> None:
    document = load_preset("caffenet")
    graph = document.graph.copy()
    graph.replace(replace(graph["norm1"], bypassed=True))
    text = prototxt(replace(document, graph=graph.freeze()))
    assert '"norm1"' not in text and '"norm2"' in text
