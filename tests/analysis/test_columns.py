from __future__ import annotations

from dataclasses import replace

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.columns import BY_KEY, COLUMNS, UNKNOWN, Entry, Sheet, by_stage
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.presets import load_preset

NAMES = ("alexnet", "alexnet_two_gpu", "caffenet")


def sheet(document: Document) -> Sheet:
    return Sheet(document, analyse(document))


def row(found: Sheet, node_id: str) -> Entry:
    return next(entry for entry in found.entries if entry.node.id == node_id)


@pytest.mark.parametrize("name", NAMES)
def test_sums_are_the_report(name: str) -> None:
    found = sheet(load_preset(name))
    total = found.report.total
    for key in ("weights", "biases", "params", "multiply_adds", "activation_bytes", "buffers"):
        assert BY_KEY[key].total(found.entries) == getattr(total, key), key
    assert BY_KEY["flops"].total(found.entries) == 2 * total.multiply_adds
    assert 4 * BY_KEY["activations"].total(found.entries) == total.activation_bytes
    assert BY_KEY["params_share"].total(found.entries) == pytest.approx(1)
    assert BY_KEY["multiply_adds_share"].total(found.entries) == pytest.approx(1)


@pytest.mark.parametrize("name", NAMES)
def test_stages_hold_every_layer_once(name: str) -> None:
    found = sheet(load_preset(name))
    groups = by_stage(found.entries)
    assert sorted(entry.node.id for group in groups for entry in group.entries) == sorted(
        node.id for node in found.document.graph.nodes
    )
    for group in groups:
        if group.name:
            assert BY_KEY["params"].total(group.entries) == found.report.stages[group.name].params


def test_what_the_paper_says() -> None:
    found = sheet(load_preset("alexnet"))
    conv1, pool5 = row(found, "conv1"), row(found, "pool5")
    shown = {column.key: column.show(column.value(conv1)) for column in COLUMNS}
    assert (shown["outputs"], shown["params"], shown["biases"]) == ("55×55×96", "34,944", "96")
    assert (shown["inputs"], shown["receptive_field"], shown["stride"]) == ("224×224×3", "11×11", "4×4")
    assert shown["centre"] == "(3, 3)", "a point, not a size"
    assert shown["params_share"] == "0.1 %" and shown["activation_bytes"] == "1.1 MiB"
    assert BY_KEY["outputs"].plain(BY_KEY["outputs"].value(conv1)) == "55x55x96"
    assert BY_KEY["params"].show(BY_KEY["params"].value(pool5)) == ""


def test_shares_of_a_device_add_up() -> None:
    found = sheet(load_preset("alexnet_two_gpu"))
    column = BY_KEY["device_share"]
    for device in ("gpu0", "gpu1"):
        assert sum(column.value(entry) for entry in found.entries if entry.node.device == device) == pytest.approx(1)


def test_what_is_not_known_is_a_dash_and_left_out() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.disconnect(Edge("relu3", 0, "conv4", 0))
    found = sheet(Document("x", graph.freeze()))
    conv4 = row(found, "conv4")
    for column in COLUMNS:
        if column.key != "inputs":
            assert (column.value(conv4) is None) == (not column.always), column.key
    assert BY_KEY["params"].show(None) == UNKNOWN and BY_KEY["params"].plain(None) == ""
    assert BY_KEY["params"].total(found.entries) == found.report.total.params


def test_an_empty_document() -> None:
    found = sheet(Document("x", LayerGraph().freeze()))
    assert found.entries == [] and all(column.total([]) == 0 for column in COLUMNS if column.is_summed)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_every_column_can_be_shown_sorted_and_added(column: object) -> None:
    found = sheet(load_preset("alexnet_two_gpu"))
    assert isinstance(column, type(COLUMNS[0])) and column.meaning and column.title
    values = [value for value in map(column.value, found.entries) if value is not None]
    assert values and sorted(map(column.rank, values))
    assert all(isinstance(column.show(value), str) and column.plain(value) is not None for value in values)


def test_what_can_change_while_the_node_stays() -> None:
    """A row whose node and numbers stay keeps every value that is not declared relative."""
    graph = load_preset("alexnet").graph.copy()
    before = sheet(load_preset("alexnet"))
    graph.set_param("conv2", "kernel_size", 3)
    graph.set_param("conv2", "padding", 1)
    graph.set_param("fc8", "out_features", 10)
    graph.replace(replace(graph["relu1"], name="Other"))
    after = sheet(Document("x", graph.freeze()))
    moved = set()
    for old, new in zip(before.entries, after.entries, strict=True):
        if old.node == new.node and old.numbers == new.numbers:
            moved |= {column.key for column in COLUMNS if column.value(old) != column.value(new)}
    assert moved and moved <= {column.key for column in COLUMNS if column.is_relative}


def test_a_layer_of_an_unknown_type() -> None:
    graph = LayerGraph()
    graph.add(Node("a", "NoSuchType", "A"))
    found = sheet(Document("x", graph.freeze()))
    assert [column.show(column.value(found.entries[0])) for column in COLUMNS[:3]] == ["A", "a", "NoSuchType"]
