"""What the inspector and the card under the mouse say, on networks whose numbers are known."""

from __future__ import annotations

from dataclasses import replace

from alexstudio.analysis import analyse
from alexstudio.analysis.reading import formulas, numbers, what_it_does, wire_lines
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.presets import load_preset


def lines(found: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"{title}: {text}" for title, text in found]


def read(document: Document, node_id: str) -> list[str]:
    return lines(formulas(document, analyse(document), node_id))


def test_a_convolution_has_its_own_numbers_in_the_formula() -> None:
    assert read(load_preset("alexnet"), "conv1") == [
        "value: y = Σ w·x + b, over the channels and the window",
        "size: ⌊(in + 2·padding − kernel) / stride⌋ + 1",
        ": = ⌊(224 + 2·2 − 11) / 4⌋ + 1 = 55",
        "parameters: 96 × 3·11·11 + 96 = 34,944",
    ]


def test_the_features_of_fc6_are_the_maps_that_were_flattened() -> None:
    alexnet = load_preset("alexnet")
    assert read(alexnet, "fc6")[-1] == "parameters: 256·6·6 × 4,096 + 4,096 = 37,752,832"
    # through a dropout between Flatten and Linear too
    assert read(load_preset("alexnet_torchvision"), "fc6")[-1] == "parameters: 256·6·6 × 4,096 + 4,096 = 37,752,832"
    assert read(alexnet, "fc7")[-1] == "parameters: 4,096 × 4,096 + 4,096 = 16,781,312"


def test_axes_that_follow_differently_have_a_line_each() -> None:
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"size": (32, 20)}))
    graph.add(Node("pool", "MaxPool2d", "Pool", {"kernel_size": (3, 2), "stride": 2}))
    graph.connect(Edge("input", 0, "pool", 0))
    found = read(Document("Odd", graph.freeze()), "pool")
    assert found[2:] == ["down: ⌊(32 + 2·0 − 3) / 2⌋ + 1 = 15", "across: ⌊(20 + 2·0 − 2) / 2⌋ + 1 = 10"]


def test_what_is_not_known_has_the_general_formula_only() -> None:
    graph = LayerGraph()
    graph.add(Node("conv", "Conv2d", "Conv"))
    graph.add(Node("odd", "Odd", "Odd"))
    document = Document("Loose", graph.freeze())
    report = analyse(document)
    assert read(document, "conv")[1:] == ["size: ⌊(in + 2·padding − kernel) / stride⌋ + 1"]
    assert lines(numbers(document, report, "conv", None)) == ["output: not known yet"]
    assert read(document, "odd") == []
    assert "not known" in what_it_does(document.graph["odd"])


def test_a_bypassed_node_says_so_and_has_no_numbers_of_its_own() -> None:
    alexnet = load_preset("alexnet")
    graph = alexnet.graph.copy()
    graph.replace(replace(graph["conv4"], bypassed=True))
    document = replace(alexnet, graph=graph.freeze())
    assert what_it_does(document.graph["conv4"]).startswith("Bypassed")
    assert not any("parameters" in line for line in read(document, "conv4"))
    wire = document.graph.inputs("conv4")[0]
    assert lines(wire_lines(document, analyse(document), wire))[-1] == "device: gpu0"


def test_a_wire_says_what_it_carries() -> None:
    alexnet = load_preset("alexnet").with_recipe(batch_size=128)
    report = analyse(alexnet)
    (wire,) = alexnet.graph.inputs("relu1")
    assert lines(wire_lines(alexnet, report, wire)) == [
        "tensor: 55×55×96 float32",
        "per picture: 1.1 MiB",
        "a batch of 128: 141.8 MiB",
        "device: gpu0",
    ]
    (wire,) = alexnet.graph.inputs("conv1")
    assert lines(wire_lines(alexnet, report, wire))[-1] == "goes to: gpu0, from the host"


def test_a_wire_that_crosses_says_from_where_to_where() -> None:
    two = load_preset("alexnet_two_gpu")
    wire = next(one for one in two.graph.edges if (one.source, one.target) == ("pool2a", "concat3b"))
    found = lines(wire_lines(two, analyse(two), wire))
    assert found[0] == "input: 1 of Concat3b"
    assert found[-1] == "crosses: gpu0 → gpu1, and back in training"
