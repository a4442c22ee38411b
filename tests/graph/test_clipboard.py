from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from alexstudio.graph import Document, Edge, GraphError, LayerGraph, Node
from alexstudio.graph.clipboard import copied, is_copied, paste
from alexstudio.graph.fileformat import dumps
from alexstudio.graph.presets import load_preset


@pytest.fixture
def graph() -> LayerGraph:
    return load_preset("alexnet").graph.copy()


def test_a_piece_arrives_under_fresh_names_with_its_wires(graph: LayerGraph) -> None:
    text = copied(graph, ["conv2", "relu2", "norm2"])
    assert is_copied(text)
    new = paste(graph, text, (50.0, 20.0))
    assert new == ["conv2_2", "relu2_2", "norm2_2"]
    assert [graph[one].name for one in new] == ["Conv2 (2)", "ReLU2 (2)", "Norm2 (2)"]
    assert graph["conv2_2"].params == graph["conv2"].params and graph["conv2_2"].stage == "Conv2"
    x, y = graph["conv2"].position or (0, 0)
    assert graph["conv2_2"].position == (x + 50, y + 20)
    assert graph.inputs("relu2_2") == (Edge("conv2_2", 0, "relu2_2", 0),) and graph.inputs("conv2_2") == ()
    assert [graph[one].name for one in paste(graph, text, (0, 0))] == ["Conv2 (3)", "ReLU2 (3)", "Norm2 (3)"]


def test_inputs_are_kept_when_asked(graph: LayerGraph) -> None:
    text = copied(graph, ["conv2"])
    [new] = paste(graph, text, (0, 0), keep_inputs=True)
    assert graph.inputs(new) == (Edge("pool1", 0, new, 0),)
    graph.remove(["pool1"])
    [new] = paste(graph, text, (0, 0), keep_inputs=True)
    assert graph.inputs(new) == ()


def test_between_documents(graph: LayerGraph) -> None:
    towers = load_preset("alexnet_two_gpu").graph
    text = copied(towers, [node.id for node in towers.nodes])
    other = LayerGraph()
    paste(other, text, (0, 0))
    assert dumps(Document("x", other)) == dumps(Document("x", towers.copy()))


def test_inputs_of_any_number_move_up() -> None:
    towers = load_preset("alexnet_two_gpu").graph.copy()
    new = paste(towers, copied(towers, ["pool2b", "concat3a"]), (0, 0))
    assert towers.inputs(new[1]) == (Edge(new[0], 0, new[1], 0),)


def test_placeholders_travel_unchanged() -> None:
    graph = LayerGraph()
    graph.add(Node("odd", "Swish9", "Odd", {"beta": [1, {"a": None}]}))
    [new] = paste(graph, copied(graph, ["odd"]), (0, 0))
    assert graph[new].params == graph["odd"].params and graph[new].type == "Swish9"


def changed(**fields: Any) -> str:
    graph = load_preset("alexnet").graph
    return json.dumps({**json.loads(copied(graph, ["conv2", "relu2"])), **fields})


BAD = [
    "", "hello", "[1, 2]", "{}", '{"format": "alexstudio/1"}', changed(format="alexstudio-nodes/2"), changed(nodes=[]),
    changed(more=1), changed(wires=[["conv2", 0, "elsewhere", 0]]), changed(wires=[["conv2", 7, "relu2", 0]]),
    changed(wires=[["conv2", 0, "relu2", 0], ["conv2", 0, "relu2", 0]]), changed(wires=[["relu2", 0, "relu2", 0]]),
    changed(wires="x"), changed(nodes=[{"id": "9", "type": "ReLU", "name": "x"}]),
    changed(nodes=[{"id": "a", "type": "ReLU", "name": "x"}] * 2), changed(nodes=[{"id": "a", "type": "ReLU"}]),
    changed(nodes=[{"id": "a", "type": "Conv2d", "name": "x", "params": {"stride": 0}}]), "[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_what_cannot_be_pasted_is_told_in_a_sentence(graph: LayerGraph, text: str) -> None:
    with pytest.raises(GraphError) as told:
        paste(graph, text, (0, 0))
    assert str(told.value).endswith(".") and "\n" not in str(told.value) and len(str(told.value)) < 300


def test_a_text_that_was_copied_is_what_was_there(graph: LayerGraph) -> None:
    before = dumps(replace(load_preset("alexnet"), graph=graph))
    copied(graph, [node.id for node in graph.nodes])
    assert dumps(replace(load_preset("alexnet"), graph=graph)) == before
