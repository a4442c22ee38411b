from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from alexstudio.analysis import Report, analyse
from alexstudio.graph import Document, Edge, GraphError, LayerGraph, Node
from alexstudio.graph.presets import load_preset
from alexstudio.layers import layer_types


def after(change: Callable[[LayerGraph], object], preset: str = "alexnet") -> tuple[LayerGraph, Report]:
    graph = load_preset(preset).graph.copy()
    change(graph)
    return graph, analyse(Document("x", graph))


CASES: list[tuple[Callable[[LayerGraph], object], str, str]] = [
    (lambda g: g.set_param("conv2", "groups", 5), "conv2",
     "Conv2 has groups = 5, which does not divide its 96 input channels. Use groups = 4, or change the channels."),
    (lambda g: g.set_param("conv2", "out_channels", 255), "conv2",
     "Conv2 has groups = 2, which does not divide its 255 out channels. Use groups = 1, or change the channels."),
    (lambda g: g.set_param("conv5", "kernel_size", 17), "conv5",
     "Conv5 has a 17×17 kernel, larger than its padded input of 15×15. Use a smaller kernel or padding = 2."),
    (lambda g: g.set_param("pool5", "padding", 2), "pool5",
     "Pool5 has padding 2, more than half its kernel of 3. Use padding = 1."),
    (lambda g: g.set_param("pool5", "kernel_size", 99), "pool5",
     "Pool5 has a 99×99 window, larger than its input of 13×13. Use a smaller window or fewer pooling layers before "
     "it."),
    (lambda g: g.reroute(Edge("flatten6", 0, "fc6", 0), "pool5"), "fc6",
     "FC6 needs a flat vector but gets maps of 6×6×256. Insert a Flatten before it."),
    (lambda g: g.disconnect(Edge("relu3", 0, "conv4", 0)), "conv4",
     "Conv4: its input is not connected. Connect the layer that feeds it."),
    (lambda g: g.remove(["relu3"]), "conv4", "Conv4: its input is not connected. Connect the layer that feeds it."),
    (lambda g: g.set_param("conv1", "out_channels", 2**31 - 2), "conv1",
     "Conv1 would give 6,496,138,029,150 values for one picture, more than any machine holds. Make it smaller."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "node", "sentence"), CASES)
def test_sentences(change: Callable[[LayerGraph], object], node: str, sentence: str) -> None:
    graph, report = after(change)
    assert (report.problems[0].node, report.problems[0].message) == (node, sentence)
    assert not report.is_runnable
    broken = graph.downstream(node) | {node}
    for one in graph.nodes:
        assert bool(report.nodes[one.id].shapes) == (one.id not in broken), one.id
        if one.id in broken:
            assert report.nodes[one.id] == type(report.nodes[one.id])()
    whole = analyse(load_preset("alexnet"))
    for upstream in graph.upstream(node) - {"conv1", "conv2", "conv5"}:
        assert report.nodes[upstream] == whole.nodes[upstream]
    assert (report.total.known, report.total.layers) == (len(graph) - len(broken), len(graph))
    assert report.total.params == sum(numbers.params for numbers in report.nodes.values())


def test_concat_says_which_input() -> None:
    _, report = after(lambda graph: graph.set_param("pool2b", "stride", 1), "alexnet_two_gpu")
    assert [trouble.node for trouble in report.problems] == ["concat3a", "concat3b"]
    assert report.problems[0].message == (
        "Concat3a joins along the channels, so height and width must agree, but input 1 is 13×13×128 and input 2 is "
        "25×25×128. Pool, pad or crop one of them."
    )
    _, report = after(lambda graph: graph.remove(["pool2a", "pool2b"]), "alexnet_two_gpu")
    assert report.problems[0].message == "Concat3a: no input is connected. Connect at least one layer to it."


def test_an_unknown_layer_type() -> None:
    def change(graph: LayerGraph) -> None:
        graph.add(Node("odd", "Swish9", "Odd"))
        graph.connect(Edge("relu3", 0, "odd", 0))
        graph.reroute(Edge("relu3", 0, "conv4", 0), "odd")

    graph, report = after(change)
    assert report.problems[0].message == (
        "Odd: the layer type Swish9 is not known here. Enable its plugin, or remove it."
    )
    assert len(report.problems) == 1 and report.total.known == len(graph) - len(graph.downstream("odd")) - 1


def test_the_whole_graph() -> None:
    def second_input(graph: LayerGraph) -> None:
        graph.add(Node("more", "Input", "More"))

    def second_end(graph: LayerGraph) -> None:
        graph.add(Node("side", "ReLU", "Side"))
        graph.connect(Edge("conv5", 0, "side", 0))

    assert [trouble.message for trouble in analyse(Document()).problems] == [
        "The document is empty. Open a preset, or add an Input layer."
    ]
    assert [(trouble.node, trouble.message) for trouble in after(second_input)[1].problems] == [
        ("more", "The network has 2 Input layers: keep one. It is where the pictures come in.")
    ]
    assert [(trouble.node, trouble.message) for trouble in after(second_end)[1].problems] == [
        ("side", "The network has 2 ends (Softmax, Side). Connect or remove all but the class scores.")
    ]
    messages = [trouble.message for trouble in after(lambda graph: graph.remove(["input"]))[1].problems]
    assert "The network has no Input layer: add one. It is where the pictures come in." in messages
    assert "Conv1: its input is not connected. Connect the layer that feeds it." in messages


def test_placement_does_not_change_the_maths() -> None:
    plain = analyse(load_preset("alexnet"))
    draw = random.Random(2012)

    def paint(graph: LayerGraph) -> None:
        for node in graph.nodes:
            graph.set_device([node.id], draw.choice(("gpu0", "gpu1", "gpu2", "host")))

    graph, painted = after(paint)
    assert painted.nodes == plain.nodes and painted.total == plain.total and painted.problems == ()
    crossing = {(edge.source, graph[edge.source].device, graph[edge.target].device) for edge in graph.edges}
    crossing = {way for way in crossing if way[1] != way[2]}
    found = {(move.source, move.origin, move.destination) for move in (*painted.transfers, *painted.feeds)}
    assert found == crossing and len(crossing) > 5


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("preset", ["alexnet", "alexnet_two_gpu"])
def test_no_single_edit_breaks_the_analysis(preset: str, seed: int) -> None:
    """Whatever one edit does, there is a report: no exception, every node in it, sums that add up, clear sentences."""
    original = load_preset(preset).graph
    draw = random.Random(f"{preset}/{seed}")
    troubled = 0
    for _ in range(60):
        graph = original.copy()
        ids = [node.id for node in graph.nodes]
        node = graph[draw.choice(ids)]
        try:
            match draw.randrange(6):
                case 0:
                    graph.remove(draw.sample(ids, draw.randint(1, 3)))
                case 1:
                    graph.disconnect(draw.choice(graph.edges))
                case 2:
                    graph.reroute(draw.choice(graph.edges), draw.choice(ids))
                case 3:
                    graph.add_type(draw.choice(list(layer_types())))
                case 4:
                    graph.connect(Edge(node.id, 0, draw.choice(ids), draw.randrange(3)))
                case _ if node.kind and node.kind.params:
                    param = draw.choice(node.kind.params)
                    graph.set_param(node.id, param.name, draw.choice((0, 1, 2, 7, 255, 10**6, 0.3, False, (9, 1))))
        except GraphError:
            continue
        report = analyse(Document("x", graph))
        assert list(report.nodes) == [node.id for node in graph.order()]
        assert report.total.params == sum(sums.params for sums in report.devices.values())
        assert report.is_runnable == (not report.problems)
        if report.is_runnable:
            assert report.total.known == report.total.layers
        troubled += not report.is_runnable
        for trouble in report.problems:
            assert trouble.node == "" or graph[trouble.node].name in trouble.message or "network has" in trouble.message
            assert re.fullmatch(r"\S.{10,400}\.", trouble.message), trouble
    assert troubled > 5
