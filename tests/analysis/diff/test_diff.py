from __future__ import annotations

import random
from dataclasses import replace

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.diff import Change, compare, diff_text, match
from alexstudio.cli import main
from alexstudio.graph import Document, Edge, LayerGraph
from alexstudio.graph.changes import Insert, TakeOut
from alexstudio.graph.presets import load_preset, presets


def edited(document: Document, *changes: object) -> Document:
    graph = document.graph.copy()
    for change in changes:
        change(graph)  # type: ignore[operator]
    return replace(document, graph=graph.freeze())


def renamed(document: Document, seed: int = 0) -> Document:
    """The same network with other ids and names, its nodes added in another order."""
    ids = list(document.graph.by_id)
    random.Random(seed).shuffle(ids)
    new = {node_id: f"n{number}" for number, node_id in enumerate(ids)}
    graph = LayerGraph()
    for node_id in ids:
        graph.add(replace(document.graph[node_id], id=new[node_id], name=new[node_id].upper(), block=""))
    graph.connect_all(edge._replace(source=new[edge.source], target=new[edge.target]) for edge in document.graph.edges)
    return replace(document, graph=graph.freeze())


@pytest.mark.parametrize("name", [preset.name for preset in presets()])
def test_a_network_with_other_names_is_the_same(name: str) -> None:
    document = load_preset(name)
    other = renamed(document)
    found = compare(document, other)
    assert found.is_same and not found.added and not found.removed
    assert len(found.pairs) == len(document.graph)
    assert all({change.what for change in pair.changes} == {"name"} for pair in found.pairs)
    for source, output, target, slot in document.graph.edges:
        partner = match(document.graph, other.graph)
        assert Edge(partner[source], output, partner[target], slot) in other.graph.edges
        break


def test_a_document_and_itself() -> None:
    document = load_preset("alexnet")
    found = compare(document, document)
    assert found.is_same and not found.changed and not found.recipe
    assert "They compute the same." in diff_text(found)


def test_a_changed_parameter_and_what_follows() -> None:
    document = load_preset("alexnet")
    found = compare(document, edited(document, lambda graph: graph.set_param("conv1", "out_channels", 64)))
    assert [pair.after.id for pair in found.changed] == ["conv1"]
    assert found.changed[0].changes == (Change("out channels", "96", "64"),)
    follows = {pair.after.id: pair.follows for pair in found.pairs if pair.follows}
    assert follows["relu1"] == (Change("output", "55×55×96", "55×55×64"),)
    assert follows["conv2"][0].what == "parameters"
    assert "relu2" not in follows
    assert found.totals[1].params - found.totals[0].params == -(32 * (3 * 121 + 1)) - 256 * 16 * 25


def test_a_layer_put_in_and_one_taken_out_change_no_other() -> None:
    document = load_preset("vgg16")
    wire = document.graph.inputs("relu2_1")[0]
    more = edited(document, Insert(wire, "BatchNorm2d").apply, TakeOut("relu3_2").apply)
    found = compare(document, more)
    assert [node.type for node in found.added] == ["BatchNorm2d"]
    assert [node.id for node in found.removed] == ["relu3_2"]
    assert not found.changed
    back = compare(more, document)
    assert [node.type for node in back.removed] == ["BatchNorm2d"] and [node.id for node in back.added] == ["relu3_2"]


def test_other_wires_device_type_and_bypass() -> None:
    document = load_preset("resnet18")
    graph = document.graph.copy()
    add = next(node.id for node in graph.order() if node.type == "Add")
    first = graph.inputs(add)
    graph.reroute(first[0], first[1].source)
    found = compare(document, replace(document, graph=graph.freeze()))
    assert [pair.after.id for pair in found.changed] == [add]
    assert found.changed[0].changes[0].what == "inputs" and not found.is_same
    placed = edited(document, lambda graph: graph.set_device(["conv1"], "gpu1"))
    found = compare(document, placed)
    assert found.changed[0].changes == (Change("device", "gpu0", "gpu1"),) and found.is_same
    skipped = edited(document, lambda graph: graph.replace(replace(graph["pool1"], bypassed=True)))
    assert [node.id for node in compare(document, skipped).removed] == ["pool1"]

    def swap(graph: LayerGraph) -> None:
        wires = graph.inputs("pool1"), graph.consumers("pool1")
        graph.remove(["pool1"])
        new = graph.add_type("AvgPool2d", id="average", params={"kernel_size": 3, "stride": 2, "padding": 1})
        graph.connect(wires[0][0]._replace(target=new.id))
        for wire in wires[1]:
            graph.connect(wire._replace(source=new.id))

    found = compare(document, edited(document, swap))
    assert [change for pair in found.changed for change in pair.changes if change.what == "type"] == [
        Change("type", "MaxPool2d", "AvgPool2d")
    ]


def test_what_a_recipe_had_not_is_none() -> None:
    document = load_preset("lenet5")
    found = compare(document, document.with_recipe(weights="a.safetensors", weights_sha256="0" * 64))
    assert found.recipe == (Change("weights", "none", "a.safetensors"),)
    known = document.with_recipe(weights="a.safetensors", weights_sha256="0" * 64)
    assert [change.what for change in compare(known, known.with_recipe(weights_sha256="1" * 64)).recipe] == [
        "weights sha256"
    ]


def test_how_vgg_grew_and_which_alexnet_it_is() -> None:
    found = compare(load_preset("alexnet"), load_preset("alexnet_torchvision"))
    assert [node.id for node in found.removed if node.type == "LocalResponseNorm"] == ["norm1", "norm2"]
    groups = [change for pair in found.changed for change in pair.changes if change.what == "groups"]
    assert groups == [Change("groups", "2", "1")] * 3
    deeper = compare(load_preset("resnet50"), load_preset("resnet152"))
    assert not deeper.removed and len(deeper.added) == 340
    assert deeper.totals == (analyse(load_preset("resnet50")).total, analyse(load_preset("resnet152")).total)


def test_empty_and_broken_documents() -> None:
    empty = Document("Nothing", LayerGraph().freeze())
    found = compare(empty, load_preset("lenet5"))
    assert not found.pairs and len(found.added) == len(load_preset("lenet5").graph)
    assert compare(empty, empty).is_same
    broken = edited(load_preset("lenet5"), lambda graph: graph.disconnect(graph.edges[2]))
    assert not compare(load_preset("lenet5"), broken).is_same
    assert diff_text(compare(broken, broken))


def test_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "alexnet", "alexnet"]) == 0
    assert main(["diff", "alexnet", "alexnet_caffe"]) == 1
    out = capsys.readouterr().out
    assert "~ Norm1: k 2.0 → 1.0" in out and "60,965,224 →" in out
    assert main(["diff", "alexnet", "nowhere.json"]) == 2
    assert "nowhere.json" in capsys.readouterr().err
