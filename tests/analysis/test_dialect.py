from __future__ import annotations

from dataclasses import replace

import pytest

from alexstudio.analysis.dialect import NAMES, which_alexnet
from alexstudio.graph import Document, LayerGraph
from alexstudio.graph.changes import TakeOut
from alexstudio.graph.presets import load_preset


@pytest.mark.parametrize("name", NAMES)
def test_each_dialect_is_known_by_its_structure(name: str) -> None:
    document = load_preset(name)
    graph = LayerGraph()
    for node in document.graph.nodes:
        graph.add(replace(node, id=f"x_{node.id}", name=f"Layer {node.id}", stage="", device="gpu0"))
    graph.connect_all(
        edge._replace(source=f"x_{edge.source}", target=f"x_{edge.target}") for edge in document.graph.edges
    )
    found = which_alexnet(replace(document, title="Mine", graph=graph.freeze()))
    assert found is not None and found.preset == name and found.is_exact and not found.differences
    assert found.sentence == f"This is the network of the preset {name}: {document.title}."


def test_a_changed_one_says_what_differs() -> None:
    document = load_preset("alexnet")
    graph = document.graph.copy()
    graph.set_param("conv2", "groups", 1)
    TakeOut("norm2").apply(graph)
    found = which_alexnet(replace(document, graph=graph.freeze()))
    assert found is not None and not found.is_exact and found.preset == "alexnet"
    assert found.sentence.startswith("Nearest to the preset alexnet (AlexNet), but Conv2 has groups 1 instead of 2; ")
    assert "Norm2 (LocalResponseNorm) is missing" in found.sentence


def test_one_that_is_near_to_torchvisions_is_not_the_network_of_2012() -> None:
    document = load_preset("alexnet_torchvision")
    graph = document.graph.copy()
    graph.set_param("conv1", "out_channels", 80)
    found = which_alexnet(replace(document, graph=graph.freeze()))
    assert found is not None and "Conv1 has out channels 80 instead of 64" in found.sentence
    assert found.sentence.endswith("It is not the network of 2012.")


@pytest.mark.parametrize("name", ["vgg16", "lenet5", "resnet18", "googlenet", "squeezenet1_0"])
def test_other_networks_are_none(name: str) -> None:
    assert which_alexnet(load_preset(name)) is None


def test_an_empty_document_is_none() -> None:
    assert which_alexnet(Document("Nothing", LayerGraph().freeze())) is None
