"""Auxiliary classifiers in the numbers: totals, problems and their fixes, and time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alexstudio.analysis import analyse, make_plan, training_plan
from alexstudio.analysis.fixes import fixes
from alexstudio.analysis.heads import only_heads, without_heads
from alexstudio.analysis.timing.setup import Setup
from alexstudio.analysis.timing.shelf import card_rates
from alexstudio.analysis.timing.timeline import simulate
from alexstudio.graph import Document, Edge, GraphError, LayerGraph
from alexstudio.graph.classes import fit_classes
from alexstudio.graph.ends import auxiliary_ends, score_node, training_only
from alexstudio.graph.presets import load_preset


def small(*, main: bool = True, classes: int = 10) -> Document:
    """Input, one convolution, class scores, and an auxiliary classifier of ``classes`` beside them."""
    graph = LayerGraph()
    graph.add_type("Input", id="x", params={"size": 8}, device="host")
    graph.add_type("Conv2d", id="conv", params={"out_channels": 4, "kernel_size": 3, "padding": 1})
    layers = [("side", "GlobalAvgPool", {}, "conv"), ("aux_fc", "Linear", {"out_features": classes}, "side")]
    layers += [("aux", "AuxiliaryLoss", {}, "aux_fc")]
    if main:
        layers += [("flat", "Flatten", {}, "conv"), ("fc", "Linear", {"out_features": 10}, "flat")]
    graph.connect(Edge("x", 0, "conv", 0))
    for id, type, params, source in layers:
        graph.add_type(type, id=id, params=params)  # type: ignore[arg-type]
        graph.connect(Edge(source, 0, id, 0))
    return Document("Small", graph.freeze())


def test_an_end_that_is_no_result() -> None:
    document = small()
    graph, report = document.graph, analyse(document)
    assert report.problems == () and score_node(graph).id == "fc"
    assert [node.id for node in auxiliary_ends(graph)] == ["aux"]
    assert training_only(graph) == {"side", "aux_fc", "aux"}
    assert make_plan(graph, "fc").results == ("fc",) and training_plan(graph).results == ("fc", "aux")
    steps = [step.node for step in training_plan(graph).steps if not hasattr(step, "tensor")]
    assert set(steps) == set(graph.by_id)
    heads, rest, total = only_heads(report), without_heads(report), report.total
    assert heads.params == 4 * 10 + 10 and heads.multiply_adds == 40
    assert rest.params == 4 * 28 + 256 * 10 + 10 and rest.params + heads.params == total.params
    assert rest.multiply_adds + heads.multiply_adds == total.multiply_adds
    notes = [trouble for trouble in report.warnings if trouble.rule == "auxiliary"]
    assert [(note.node, note.severity) for note in notes] == [("aux", "note")]
    assert f"50 of {total.params:,} parameters" in notes[0].message


def test_a_graph_without_heads_has_none() -> None:
    graph = load_preset("alexnet").graph
    assert auxiliary_ends(graph) == () and training_only(graph) == frozenset()
    assert training_plan(graph) == make_plan(graph, score_node(graph).id)
    report = analyse(load_preset("alexnet"))
    assert without_heads(report) is report.total and only_heads(report).params == 0


def test_only_auxiliary_ends() -> None:
    document = small(main=False)
    report = analyse(document)
    assert [(one.node, one.rule) for one in report.problems] == [("aux", "only-auxiliary")]
    assert report.problems[0].message.startswith("The network has no class scores: AuxiliaryLoss is auxiliary.")
    with pytest.raises(GraphError, match="it has 0"):
        score_node(document.graph)
    fix = fixes(document, report, report.problems[0])[0]
    assert fix.label == "Remove AuxiliaryLoss" and not analyse(fix.applied(document)).problems


def test_other_classes_than_the_network() -> None:
    document = small(classes=7)
    report = analyse(document)
    assert [one.message for one in report.problems] == [
        "AuxiliaryLoss gets scores for 7 classes, but the network ends in 10. Give both the same number of outputs."
    ]
    fix = fixes(document, report, report.problems[0])[0]
    assert not analyse(fix.applied(document)).problems
    fitted, said = fit_classes(document, 10)
    assert not analyse(fitted).problems and said.startswith("Linear has 10 outputs in this run")
    fitted, said = fit_classes(document, 3)
    assert not analyse(fitted).problems and " and " in said and " have 3 outputs in this run" in said
    assert fit_classes(fitted, 3) == (fitted, "")


def test_maps_are_refused_and_two_real_ends_too() -> None:
    document = small()
    graph = document.graph.copy()
    graph.remove(["aux_fc", "side"])
    graph.connect(Edge("conv", 0, "aux", 0))
    report = analyse(replace(document, graph=graph.freeze()))
    assert [one.rule for one in report.problems] == ["shape"] and "needs a flat vector" in report.problems[0].message
    graph = document.graph.copy()
    graph.remove(["aux"])
    both = replace(document, graph=graph.freeze())
    report = analyse(both)
    assert [one.rule for one in report.problems] == ["ends"]
    assert all(not analyse(fix.applied(both)).problems for fix in fixes(both, report, report.problems[0]))


def test_a_head_that_cannot_be_fitted_is_named() -> None:
    document = small()
    graph = document.graph.copy()
    graph.add_type("Sigmoid", id="odd")
    graph.remove(["aux_fc"])
    graph.connect(Edge("side", 0, "odd", 0))
    graph.connect(Edge("odd", 0, "aux", 0))
    with pytest.raises(GraphError, match=r"AuxiliaryLoss must read one Linear layer"):
        fit_classes(replace(document, graph=graph.freeze()), 3)


def test_a_softmax_before_the_loss_is_told_of() -> None:
    document = small()
    graph = document.graph.copy()
    graph.add_type("Softmax", id="soft")
    graph.reroute(graph.inputs("aux")[0], "soft")
    graph.connect(Edge("aux_fc", 0, "soft", 0))
    report = analyse(replace(document, graph=graph.freeze()))
    assert [one.node for one in report.warnings if one.rule == "squashed-scores"] == ["soft"]


def test_one_that_is_read_is_no_end() -> None:
    document = small()
    graph = document.graph.copy()
    graph.add_type("Softmax", id="prob")
    graph.connect(Edge("fc", 0, "prob", 0))
    graph.add_type("AuxiliaryLoss", id="odd", name="Odd")
    graph.connect(Edge("fc", 0, "odd", 0))
    graph.reroute(graph.inputs("prob")[0], "odd")
    document = replace(document, graph=graph.freeze())
    report = analyse(document)
    assert not report.problems and [node.id for node in auxiliary_ends(graph)] == ["aux"]
    found = [one for one in report.warnings if one.rule == "auxiliary-read"]
    assert [one.message.partition(",")[0] for one in found] == ["Odd is read by Softmax"]
    assert "odd" not in fixes(document, report, found[0])[0].applied(document).graph


def test_the_time_of_a_training_has_the_heads() -> None:
    report = analyse(small())
    line = simulate(report, Setup.of_cards(report, card_rates("GTX 580")), 8)
    assert {span.node for span in line.spans if span.phase == "backward"} >= {"conv", "fc", "aux_fc"}
    assert len([span for span in line.spans if span.phase == "loss"]) == 1


def test_googlenet_as_it_was_trained() -> None:
    document, plain = load_preset("googlenet_aux"), analyse(load_preset("googlenet")).total
    report = analyse(document)
    assert report.total.params == 13_004_888
    rest = without_heads(report)
    assert (rest.params, rest.multiply_adds) == (plain.params, plain.multiply_adds) == (6_624_904, 1_498_376_192)
    assert [node.params["weight"] for node in auxiliary_ends(document.graph)] == [0.3, 0.3]
