"""Multiply-adds and bytes of a step, against what one gets by hand."""

from __future__ import annotations

import pytest

from alexstudio.analysis import analyse, make_plan
from alexstudio.analysis.timing import Precision
from alexstudio.analysis.timing.work import StepWork, step_work
from alexstudio.graph import Document, Edge, LayerGraph
from alexstudio.graph.ends import score_node
from alexstudio.graph.presets import load_preset


def work(document: Document, batch: int, precision: Precision = "float32") -> StepWork:
    report = analyse(document)
    plan = make_plan(report.document.graph, score_node(report.document.graph).id)
    return step_work(report, plan, batch, precision)


def test_backward_is_twice_forward_but_for_the_first_layer() -> None:
    layers, _ = work(load_preset("alexnet"), 2)
    assert layers["conv1"].multiply_adds == 2 * 105_415_200
    assert layers["conv1"].backward_multiply_adds == layers["conv1"].multiply_adds  # pictures have no gradient
    for name in ("conv2", "conv3", "fc6", "fc8"):
        assert layers[name].backward_multiply_adds == 2 * layers[name].multiply_adds
    assert layers["conv2"].size == (2 * 27 * 27, 48, 128, 25, 2) and layers["fc6"].size == (2, 9216, 4096)
    assert sum(one.multiply_adds for one in layers.values()) == 2 * 724_406_816


@pytest.mark.parametrize(("precision", "width"), [("float32", 4), ("bfloat16", 2)])
def test_bytes_of_a_relu_and_of_a_dense_layer(precision: Precision, width: int, small: Document) -> None:
    layers, tensors = work(small, 3, precision)
    values = 3 * 4 * 6 * 6
    assert layers["relu"].bytes == 2 * values * width
    assert tensors["relu", 0] == values * width
    weights = (144 * 10 + 10) * (4 if width == 4 else 8)  # in half precision they are read, written narrow, read
    assert layers["fc"].bytes == (3 * 144 + 3 * 10) * width + weights
    assert tensors["input", 0] == 3 * 3 * 8 * 8 * 4  # pictures come in float32


def test_a_view_and_a_gradient_that_is_passed_on_move_nothing() -> None:
    layers, _ = work(load_preset("resnet18"), 1)
    adds = [one for one in layers.values() if one.kind == "sum"]
    assert adds and all(one.bytes > 0 and one.backward_bytes == 0 for one in adds)
    joins = [one for one in work(load_preset("googlenet"), 1).layers.values() if one.kind == "merge"]
    assert len(joins) == 9 and all(one.bytes > 0 and one.backward_bytes == 0 for one in joins)
    flat = next(one for one in layers.values() if one.node.startswith("flatten"))
    assert flat.bytes == 0  # 512 maps of one position


def test_gradients_of_an_output_with_two_readers_are_added_up() -> None:
    graph = LayerGraph()
    for node_id, kind, params in (
        ("x", "Input", {"size": 8}), ("conv", "Conv2d", {"out_channels": 4, "kernel_size": 1}), ("a", "ReLU", {}),
        ("b", "Sigmoid", {}), ("sum", "Add", {}), ("flat", "Flatten", {}), ("fc", "Linear", {"out_features": 2}),
    ):  # fmt: skip
        graph.add_type(kind, id=node_id, params=params)
    for source, target, slot in (
        ("x", "conv", 0), ("conv", "a", 0), ("conv", "b", 0), ("a", "sum", 0), ("b", "sum", 1), ("sum", "flat", 0),
        ("flat", "fc", 0),
    ):  # fmt: skip
        graph.connect(Edge(source, 0, target, slot))
    layers, _ = work(Document("Two", graph.freeze()), 5)
    assert layers["conv"].adding_bytes == 3 * 5 * 4 * 8 * 8 * 4
    assert layers["a"].adding_bytes == 0


def test_depthwise_convolutions_are_a_kind_of_their_own() -> None:
    layers, _ = work(load_preset("mobilenet_v2"), 1)
    kinds = [one.kind for one in layers.values()]
    assert kinds.count("depthwise") == 17 and kinds.count("normalisation") == 52
