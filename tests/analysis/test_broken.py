"""Networks in the middle of being edited: whatever is missing or bypassed, there are numbers, reports and help."""

from __future__ import annotations

from dataclasses import replace

from alexstudio.analysis import analyse, picture
from alexstudio.analysis.fixes import fixes
from alexstudio.analysis.page import report_page
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.presets import load_preset


def bypassed(document: Document, *node_ids: str) -> Document:
    graph = document.graph.copy()
    for node_id in node_ids:
        graph.replace(replace(graph[node_id], bypassed=True))
    return replace(document, graph=graph.freeze())


def test_two_learned_layers_that_nothing_feeds() -> None:
    graph = LayerGraph()
    for node_id in ("one", "two"):
        graph.add(Node(node_id, "Conv2d", node_id.title(), {"kernel_size": 1}))
    graph.connect(Edge("one", 0, "two", 0))
    report = analyse(Document("Unfed", graph.freeze()))
    assert [one.rule for one in report.warnings if one.node == "two"] == ["no-nonlinearity"]


def test_help_where_what_feeds_a_layer_is_bypassed_and_not_fed() -> None:
    document = load_preset("lenet5")
    graph = document.graph.copy()
    graph.disconnect(Edge("input", 0, "c1", 0))
    document = bypassed(replace(document, graph=graph.freeze()), "c1", "tanh1")
    report = analyse(document)
    missing = next(one for one in report.problems if one.rule == "missing-input")
    assert missing.node == "s2"
    found = fixes(document, report, missing)
    assert "Connect Input to S2" in [fix.label for fix in found]
    fixed = next(fix for fix in found if fix.label == "Connect Input to S2").applied(document)
    assert [edge.source for edge in fixed.graph.inputs("s2")] == ["input"]
    assert not any(one.rule == "missing-input" for one in analyse(fixed).problems)


def test_an_input_for_layers_that_read_bypassed_ones() -> None:
    document = load_preset("lenet5")
    graph = document.graph.copy()
    graph.remove(["input"])
    document = bypassed(replace(document, graph=graph.freeze()), "c1", "tanh1")
    report = analyse(document)
    trouble = next(one for one in report.problems if one.rule == "inputs")
    found = fixes(document, report, trouble)
    assert [fix.label for fix in found] == ["Add an Input and connect it to S2"]
    assert [edge.source for edge in found[0].applied(document).graph.inputs("s2")] == ["input"]


def test_pictures_of_a_stage_that_is_bypassed_as_a_whole() -> None:
    document = load_preset("lenet5")
    document = bypassed(document, *(node.id for node in document.graph.nodes if node.stage == "F6"))
    report = analyse(document)
    assert "F6" in picture.svg(document, report) and "F6" in report_page(document, report)
