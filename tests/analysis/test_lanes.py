"""Towers, branches and groups are found in the wires, whatever the devices."""

from __future__ import annotations

from dataclasses import replace

from alexstudio.analysis.lanes import lanes
from alexstudio.graph.presets import load_preset


def test_the_towers_of_alexnet_whatever_their_devices() -> None:
    graph = load_preset("alexnet_two_gpu").graph
    found = lanes(graph)
    assert {name[-1] for name, lane in found.items() if lane == "a"} == {"a"}
    assert {name[-1] for name, lane in found.items() if lane == "b"} == {"b"}
    assert [name for name, lane in found.items() if not lane] == ["input", "concat8", "fc8", "prob"]
    moved = graph.copy()
    for node in graph.nodes:
        moved.replace(replace(node, device="gpu3"))
    assert lanes(moved) == found


def test_groups_of_a_column() -> None:
    found = lanes(load_preset("alexnet").graph)
    assert {name: lane for name, lane in found.items() if lane} == dict.fromkeys(
        ("conv2", "conv4", "conv5"), "2 groups"
    )


def test_four_branches_of_a_module() -> None:
    found = lanes(load_preset("googlenet").graph)
    assert set(found.values()) == {"", "a", "b", "c", "d"}


def test_nothing_beside_each_other() -> None:
    assert set(lanes(load_preset("vgg11").graph).values()) == {""}
    assert lanes(load_preset("vgg11").graph.__class__()) == {}
