from __future__ import annotations

import pytest

from alexstudio.graph import Document, Edge, GraphError, LayerGraph, Node
from alexstudio.graph.classes import class_layer, fit_classes
from alexstudio.graph.ends import score_node
from alexstudio.graph.presets import load_preset


def chain(*kinds: str) -> Document:
    graph = LayerGraph()
    for number, kind in enumerate(kinds):
        graph.add(Node(f"n{number}", kind, f"{kind} {number}"))
        if number:
            graph.connect(Edge(f"n{number - 1}", 0, f"n{number}", 0))
    return Document("Chain", graph.freeze())


@pytest.mark.parametrize("name", ["alexnet", "alexnet_two_gpu"])
def test_last_linear_follows_the_data(name: str) -> None:
    document = load_preset(name)
    fitted, sentence = fit_classes(document, 32)
    assert fitted.graph["fc8"].params["out_features"] == 32
    assert sentence == "FC8 has 32 outputs in this run, one for each class in the data (document: 1,000)."
    assert document.graph["fc8"].params["out_features"] == 1000
    assert fit_classes(fitted, 32) == (fitted, "")
    assert {node.id for node in fitted.graph.nodes if node != document.graph[node.id]} == {"fc8"}


def test_layers_that_keep_the_shape_may_follow() -> None:
    node = class_layer(chain("Input", "Flatten", "Linear", "Linear", "Dropout", "ReLU", "Softmax").graph)
    assert node is not None and node.id == "n3"


def test_maps_that_become_one_number_each_are_class_scores() -> None:
    """As SqueezeNet ends: a convolution, ReLU, and the average of each map."""
    document = load_preset("squeezenet1_1")
    fitted, sentence = fit_classes(document, 32)
    assert sentence.startswith("Conv10 has 32 outputs in this run")
    assert fitted.graph["conv10"].params["out_channels"] == 32
    for kinds in (("Conv2d", "GlobalAvgPool"), ("Conv2d", "ReLU", "AdaptiveMaxPool2d", "Flatten", "Softmax")):
        node = class_layer(chain("Input", *kinds).graph)
        assert node is not None and node.id == "n1"


@pytest.mark.parametrize(
    "kinds",
    [
        ("Input", "Conv2d"),
        ("Input", "Conv2d", "Flatten"),
        ("Input", "Conv2d", "MaxPool2d", "Flatten"),
        ("Input", "Linear", "Flatten"),
        ("Input",),
        (),
        ("Softmax",),
        ("ReLU", "Softmax"),
    ],
)
def test_without_a_class_layer(kinds: tuple[str, ...]) -> None:
    document = chain(*kinds)
    assert class_layer(document.graph) is None
    with pytest.raises(GraphError, match="must end in one Linear layer"):
        fit_classes(document, 10)


def test_two_ends() -> None:
    graph = chain("Input", "Flatten", "Linear").graph.copy()
    graph.add(Node("other", "Linear", "Other"))
    assert class_layer(graph) is None


def test_the_scores_are_a_first_output() -> None:
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"channels": 4, "size": 4}))
    for node in (Node("parts", "Chunk", "Parts"), Node("flat", "Flatten", "Flat"), Node("prob", "Softmax", "Prob")):
        graph.add(node)
    graph.connect_all([Edge("input", 0, "flat", 0), Edge("flat", 0, "parts", 0), Edge("parts", 1, "prob", 0)])
    with pytest.raises(GraphError, match="first output of Parts"):
        score_node(graph)
