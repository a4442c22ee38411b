from __future__ import annotations

import json

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.table import report_data, report_text
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.presets import load_preset


def lines(document: Document) -> list[list[str]]:
    return [line.split() for line in report_text(document, analyse(document)).splitlines()]


def test_one_column() -> None:
    found = lines(load_preset("alexnet"))
    assert ["Conv1", "Conv2d", "Conv1", "55×55×96", "34,848", "+", "96", "105,415,200", "1,161,600"] in found
    assert ["Pool5", "MaxPool2d", "Conv5", "6×6×256", "-", "-", "36,864"] in found
    assert ["Parameters", "60,965,224", "60,954,656", "weights", "+", "10,568", "biases"] in found
    assert not any("gpu0" in line for line in found) and not any("Problems:" in line for line in found)


def test_two_devices() -> None:
    found = lines(load_preset("alexnet_two_gpu"))
    assert ["FC6b", "Linear", "FC6", "gpu1", "2048", "18,874,368", "+", "2,048", "18,874,368", "8,192"] in found
    assert ["gpu0", "28", "32,531,112", "364,251,408", "4,136,000"] in found
    assert ["Pool2a", "gpu0", "gpu1", "86,528"] in found
    assert ["all", "gpu1", "gpu0", "121,344"] in found
    assert found[-1][:2] == ["234,496", "bytes"]


def test_problems_and_what_is_not_known() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.disconnect(Edge("relu3", 0, "conv4", 0))
    found = report_text(Document("x", graph), analyse(Document("x", graph))).splitlines()
    assert found[-2] == "  Conv4: its input is not connected. Connect the layer that feeds it."
    assert any(line.startswith("Parameters of the 11 of 25 layers that are known  ") for line in found)
    assert next(line for line in found if line.startswith("FC8")).split() == [
        "FC8",
        "Linear",
        "FC8",
        "?",
        "?",
        "?",
        "?",
    ]


def test_nothing_that_a_terminal_obeys() -> None:
    graph = LayerGraph()
    graph.add(Node("a", "Input", "x" * 200, note="\x1b[2J"))
    document = Document("\x1b]0;owned\x07\r\n\u202etitle", graph)
    text = report_text(document, analyse(document))
    assert all(letter.isprintable() or letter == "\n" for letter in text)
    assert max(map(len, text.splitlines())) < 160


@pytest.mark.parametrize("name", ["alexnet", "alexnet_two_gpu"])
def test_data_holds_every_number(name: str) -> None:
    document = load_preset(name)
    report = analyse(document)
    data = json.loads(json.dumps(report_data(document, report)))
    assert data["runnable"] is True and data["problems"] == []
    for node in data["nodes"]:
        numbers = report.nodes[node["id"]]
        assert [tuple(shape) for shape in node["shapes"]] == list(numbers.shapes)
        for field in ("weights", "biases", "params", "multiply_adds", "activation_bytes"):
            assert node[field] == getattr(numbers, field)
    assert data["total"] == {**report.total._asdict(), "params": report.total.params}
    assert data["stages"]["FC6"]["params"] == 37_752_832
    assert sum(move["bytes_per_image"] for move in data["transfers"]) == data["transfer_bytes"] == report.transfer_bytes
    assert set(data["devices"]) == set(report.devices)
