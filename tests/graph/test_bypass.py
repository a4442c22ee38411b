from __future__ import annotations

from dataclasses import replace

from alexstudio.analysis import analyse
from alexstudio.analysis.fixes import fixes
from alexstudio.analysis.receptive import receptive_fields
from alexstudio.graph import Document
from alexstudio.graph.bypass import active, stand_in
from alexstudio.graph.changes import TakeOut
from alexstudio.graph.presets import load_preset as preset


def bypassed(document: Document, *node_ids: str) -> Document:
    graph = document.graph.copy()
    for node_id in node_ids:
        graph.replace(replace(graph[node_id], bypassed=True))
    return replace(document, graph=graph.freeze())


def test_without_bypassed_nodes_nothing_is_copied() -> None:
    document = preset("alexnet")
    assert active(document) is document
    assert analyse(document).document is document


def test_a_bypassed_node_is_as_good_as_taken_out() -> None:
    document = preset("alexnet")
    node = next(node for node in document.graph.nodes if node.type == "CrossMapLRN" or "norm" in node.id)
    report = analyse(bypassed(document, node.id))
    graph = document.graph.copy()
    TakeOut(node.id).apply(graph)
    expected = analyse(replace(document, graph=graph.freeze()))
    assert report.is_runnable
    assert report.total == expected.total
    assert report.devices == expected.devices
    assert report.transfers == expected.transfers
    assert active(bypassed(document, node.id)).graph == graph
    assert report.nodes[node.id].shapes == report.nodes[document.graph.inputs(node.id)[0].source].shapes
    assert report.nodes[node.id].params == 0


def test_a_chain_of_bypassed_nodes_passes_on_what_comes_before_it() -> None:
    document = preset("vgg16")
    order = [node.id for node in document.graph.order()]
    two = bypassed(document, *order[2:4])
    assert stand_in(two.graph, order[3]) == (order[1], 0)
    assert [wire.source for wire in active(two).graph.inputs(order[4])] == [order[1]]
    assert order[2] in receptive_fields(two.graph, analyse(two))


def test_what_no_longer_fits_is_told_at_the_layer_behind() -> None:
    document = preset("vgg16")
    flat = next(node for node in document.graph.nodes if node.type == "Flatten")
    cut = bypassed(document, flat.id)
    report = analyse(cut)
    assert not report.is_runnable
    fix = fixes(cut, report, report.problems[0])[0]
    assert analyse(fix.applied(cut)).is_runnable


def test_a_bypassed_input_leaves_its_readers_without_one() -> None:
    document = preset("vgg16")
    start = document.graph.starts[0]
    report = analyse(bypassed(document, start))
    assert {problem.rule for problem in report.problems} >= {"missing-input"}
    assert stand_in(bypassed(document, start).graph, start) is None
