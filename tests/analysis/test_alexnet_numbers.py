"""Every number of AlexNet, layer by layer, against values worked out outside this program.

``alexnet.json`` holds [node, device, output shape, weights, biases, multiply-adds, bytes of the output] of the 2012
paper's two towers and of Caffe's bvlc_alexnet, which is the same network in one column.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from alexstudio.analysis import Report, analyse
from alexstudio.graph import Document
from alexstudio.graph.presets import load_preset

EXPECTED: dict[str, Any] = json.loads(Path(__file__).with_name("alexnet.json").read_text())
VARIANTS = {"two_towers": "alexnet_two_gpu", "one_column": "alexnet"}


@pytest.fixture(params=VARIANTS)
def variant(request: pytest.FixtureRequest) -> tuple[Document, Report, dict[str, Any]]:
    document = load_preset(VARIANTS[request.param])
    return document, analyse(document), EXPECTED[request.param]


Variant = tuple[Document, Report, dict[str, Any]]


def test_every_layer(variant: Variant) -> None:
    document, report, expected = variant
    assert report.problems == ()
    compared = set()
    for name, device, shape, weights, biases, multiply_adds, size in expected["layers"]:
        found = report.nodes[name]
        assert (document.graph[name].device, found.shapes) == (device, (tuple(shape),)), name
        numbers = (found.weights, found.biases, found.multiply_adds, found.activation_bytes)
        assert numbers == (weights, biases, multiply_adds, size), name
        compared.add(name)
    rest = {"input", "concat6a", "concat6b"}  # the paper's own table flattens each tower before it joins them
    assert set(report.nodes) - compared <= rest
    for name in rest & set(report.nodes):
        shape = (3, 224, 224) if name == "input" else (256, 6, 6)
        assert report.nodes[name].shapes == (shape,) and report.nodes[name].params == 0


def test_totals(variant: Variant) -> None:
    document, report, expected = variant
    total, wanted = report.total, expected["total"]
    assert (total.weights, total.biases, total.params) == (60_954_656, 10_568, 60_965_224)
    assert (total.weights, total.biases, total.params, total.multiply_adds) == tuple(
        wanted[key] for key in ("weights", "biases", "params", "multiply_adds")
    )
    assert total.multiply_adds == 724_406_816
    assert total.known == total.layers == len(document.graph)
    of = {node.id: node.type for node in document.graph.nodes}
    convs = [numbers for node_id, numbers in report.nodes.items() if of[node_id] == "Conv2d"]
    dense = [numbers for node_id, numbers in report.nodes.items() if of[node_id] == "Linear"]
    assert sum(numbers.params for numbers in convs) == wanted["conv_params"] == 2_334_080
    assert sum(numbers.multiply_adds for numbers in convs) == wanted["conv_multiply_adds"]
    assert sum(numbers.params for numbers in dense) == wanted["fc_params"] == 58_631_144


def test_stages(variant: Variant) -> None:
    _, report, expected = variant
    assert list(report.stages) == ["Conv1", "Conv2", "Conv3", "Conv4", "Conv5", "FC6", "FC7", "FC8"]
    assert report.stages["FC6"].params == expected["total"]["fc6_params"] == 37_752_832
    params = [sums.params for sums in report.stages.values()]
    assert params == [34_944, 307_456, 885_120, 663_936, 442_624, 37_752_832, 16_781_312, 4_097_000]
    multiply_adds = [sums.multiply_adds for sums in report.stages.values()]
    assert multiply_adds[:3] == [105_415_200, 223_948_800, 149_520_384]
    assert sum(params) == report.total.params and sum(multiply_adds) == report.total.multiply_adds


def test_neurons(variant: Variant) -> None:
    """The paper speaks of 650,000 neurons; its figure 2 prints 253,440 for the first layer, which is 290,400."""
    document, report, _ = variant
    neurons = dict.fromkeys(report.stages, 0)
    for node in document.graph.nodes:
        if node.type in ("Conv2d", "Linear"):
            neurons[node.stage] += report.nodes[node.id].activation_bytes // 4
    assert list(neurons.values()) == EXPECTED["neurons"] and sum(neurons.values()) == 659_272


def test_one_column_stays_on_one_device() -> None:
    report = analyse(load_preset("alexnet"))
    assert report.transfers == () and report.transfer_bytes == 0
    assert set(report.devices) == {"host", "gpu0"}
    assert [(feed.source, feed.destination, feed.bytes_per_image) for feed in report.feeds] == [
        ("input", "gpu0", 602_112)
    ]


def test_two_gpus() -> None:
    report = analyse(load_preset("alexnet_two_gpu"))
    gpu0, gpu1 = report.devices["gpu0"], report.devices["gpu1"]
    assert (gpu0.params, gpu1.params) == (32_531_112, 28_434_112)
    assert (gpu0.multiply_adds, gpu1.multiply_adds) == (364_251_408, 360_155_408)
    assert (report.devices["host"].params, report.devices["host"].activation_bytes) == (0, 0)
    assert sum(sums.params for sums in report.devices.values()) == report.total.params


def test_what_crosses_between_the_gpus() -> None:
    report = analyse(load_preset("alexnet_two_gpu"))
    moved = {(move.source, move.origin, move.destination): move.bytes_per_image for move in report.transfers}
    assert moved == {
        ("pool2a", "gpu0", "gpu1"): 86_528,
        ("pool2b", "gpu1", "gpu0"): 86_528,
        ("pool5a", "gpu0", "gpu1"): 18_432,
        ("pool5b", "gpu1", "gpu0"): 18_432,
        ("drop6a", "gpu0", "gpu1"): 8_192,
        ("drop6b", "gpu1", "gpu0"): 8_192,
        ("drop7b", "gpu1", "gpu0"): 8_192,
    }
    assert len(report.transfers) == len(moved), "once per tensor and device"
    assert report.transfer_bytes == 234_496
    there = sum(size for (_, origin, _), size in moved.items() if origin == "gpu0")
    assert (there, report.transfer_bytes - there) == (113_152, 121_344)
    assert report.transfer_bytes * 2 * 128 == 60_030_976, "both directions of a step of 128 pictures"
    assert sorted((feed.destination, feed.bytes_per_image) for feed in report.feeds) == [
        ("gpu0", 602_112),
        ("gpu1", 602_112),
    ]


@pytest.mark.parametrize(
    ("changes", "sizes"),
    [
        ({"size": 227, "padding": 0}, (55, 27, 13, 6, 9216)),  # Caffe
        ({"size": 224, "padding": 0}, (54, 26, 12, 5, 6400)),  # TF-slim
        ({"size": 224, "padding": 1}, (54, 26, 12, 5, 6400)),  # d2l.ai
        ({"size": 224, "padding": 0, "ceil_mode": True}, (54, 27, 13, 6, 9216)),
        ({"size": 63, "padding": 2}, (15, 7, 3, 1, 256)),
        ({"size": 64, "padding": 2}, (15, 7, 3, 1, 256)),
    ],
)
def test_rules_of_rounding(changes: dict[str, Any], sizes: tuple[int, ...]) -> None:
    """What other implementations of the network get from their input size and rounding."""
    document = load_preset("alexnet")
    graph = document.graph.copy()
    graph.set_param("input", "size", changes["size"])
    graph.set_param("conv1", "padding", changes["padding"])
    for pool in ("pool1", "pool2", "pool5"):
        graph.set_param(pool, "ceil_mode", changes.get("ceil_mode", False))
    report = analyse(Document("x", graph))
    found = tuple(report.nodes[name].shapes[0][-1] for name in ("conv1", "pool1", "pool2", "pool5", "flatten6"))
    assert found == sizes and report.is_runnable


def test_one_pixel_too_few() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_param("input", "size", 62)
    report = analyse(Document("x", graph))
    assert [trouble.node for trouble in report.problems] == ["pool5"]


def test_without_groups() -> None:
    graph = load_preset("alexnet").graph.copy()
    for name in ("conv2", "conv4", "conv5"):
        graph.set_param(name, "groups", 1)
    total = analyse(Document("x", graph)).total
    assert (total.params, total.multiply_adds) == (62_378_344, 1_135_256_096)
