"""Stages, names and identifiers of imported layers: what the table and the canvas group by, and what people read."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise

import pytest
from torch import nn
from zoo import SOME, on_meta, side

from alexstudio.engine.importing import import_module
from alexstudio.graph import Document
from alexstudio.graph.arrange import arrange
from alexstudio.graph.naming import attribute_names


def document(name: str) -> Document:
    return import_module(on_meta(name), side(name)).document


def stages(found: Document) -> list[tuple[str, int]]:
    runs = groupby(node.stage for node in found.graph.nodes if node.type != "Input")
    return [(stage, len(list(run))) for stage, run in runs]


@pytest.mark.parametrize("name", SOME)
def test_stages_are_rows_of_a_good_length(name: str) -> None:
    found = document(name)
    runs = stages(found)
    assert all(stage for stage, _ in runs)
    assert len({stage for stage, _ in runs}) == len(runs), "a stage comes back later"
    assert max(length for _, length in runs) <= 40
    assert len(runs) >= 2 and sum(length for _, length in runs) / len(runs) >= 3
    # one column for each stage and one for the input: flow goes from left to right
    places = arrange(found.graph)
    nodes = found.graph.nodes
    across = {stage: [places[node.id][0] for node in nodes if node.stage == stage] for stage, _ in runs}
    assert all(max(after) >= min(before) for before, after in pairwise(across.values()))


def test_stages_of_known_networks() -> None:
    assert [stage for stage, _ in stages(document("resnet18"))] == [
        "conv1",
        "layer1",
        "layer2",
        "layer3",
        "layer4",
        "fc",
    ]
    assert stages(document("alexnet")) == [("features", 15), ("classifier", 7)]
    vgg = [stage for stage, _ in stages(document("vgg11"))]
    assert vgg == [*(f"features.{number}" for number in (0, 3, 6, 11, 16)), "classifier"]
    assert [stage for stage, _ in stages(document("inception_v3"))][5:8] == ["Mixed_5b", "Mixed_5c", "Mixed_5d"]
    assert [stage for stage, _ in stages(document("resnet50"))][:4] == ["conv1", "layer1.0", "layer1.1", "layer1.2"]
    dense = [stage for stage, _ in stages(document("densenet121"))]
    assert dense[:3] == ["conv0", "denseblock1.denselayer1", "denseblock1.denselayer2"] and dense[-1] == "classifier"


def test_names_and_identifiers() -> None:
    nodes = {node.id: node for node in document("resnet18").graph.nodes}
    assert list(nodes)[:6] == ["input", "conv1", "bn1", "relu", "maxpool", "layer1_0_conv1"]
    assert nodes["layer1_0_conv1"].name == "layer1.0.conv1"
    assert nodes["layer1_0_relu2"].name == "layer1.0.relu2", "the second use of one module"
    assert nodes["input"].name == "Input" and nodes["input"].device == "host" and nodes["conv1"].device == "gpu0"
    google = document("googlenet").graph
    assert google["inception3a_branch2_1_conv"].name == "branch2.1.conv", "the stage says the rest"
    assert google["inception3a_concat"].type == "Concat" and google["transform_input"].type == "ChannelAffine"
    next_ = document("convnext_tiny").graph
    assert next_["features_0_1"].type == "LayerNorm2d", "a module with one layer in it gives it its name"


@pytest.mark.parametrize("name", ["densenet121", "regnet_y_800mf", "shufflenet_v2_x0_5"])
def test_names_say_which_layer_it_is(name: str) -> None:
    found = document(name)
    twice = Counter((node.stage, node.name) for node in found.graph.nodes)
    assert max(twice.values()) == 1
    assert all(len(node.id) <= 64 for node in found.graph.nodes)


def test_awkward_module_names() -> None:
    """Keywords, digits, and names that torch's modules have themselves."""

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.lambda_ = nn.Sequential(nn.Conv2d(3, 2, 3), nn.ReLU())
            self.add_module("class", nn.Conv2d(2, 2, 3))
            self.add_module("3-d", nn.Conv2d(2, 2, 3))
            self.add_module("größe", nn.Flatten())
            self.weight = nn.Linear(2 * 4 * 4, 2)
            self.a_b, self.a = nn.ReLU(), nn.Sequential()
            self.a.add_module("b", nn.ReLU())
            self.a.add_module("c", nn.ReLU())

        def forward(self, x: object) -> object:
            for name in ("lambda_", "class", "3-d", "größe", "weight", "a_b", "a"):
                x = getattr(self, name)(x)
            return x

    found = import_module(Net(), 10)
    ids = [node.id for node in found.document.graph.nodes]
    assert ids == ["input", "lambda_0", "lambda_1", "class", "n3_d", "gr_e", "weight", "a_b", "a_b2", "a_c"]
    names = attribute_names(found.document.graph)
    learned = {names[one] for one in ("lambda_0", "class", "n3_d", "weight")}
    assert {key.partition(".")[0] for key in found.state} == learned
