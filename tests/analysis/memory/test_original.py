"""The 2012 accounting against what the buffers of the original code come to."""

from __future__ import annotations

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.memory import Memory, largest_batch, predict
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.node import HOST
from alexstudio.graph.presets import load_preset

MIB = 2**20


def on_one(document: Document) -> Document:
    """The same network with all of it on gpu0."""
    graph = document.graph.copy()
    graph.set_device([node.id for node in graph.nodes if node.device != HOST], "gpu0")
    return Document(document.title, graph.freeze(), document.recipe)


def buffers(document: Document, batch: int | None = None) -> Memory:
    return predict(document, analyse(document), accounting="2012", batch=batch)


def test_original_network_on_two_cards_and_on_one() -> None:
    document = load_preset("alexnet_cfg145")
    assert document.recipe.batch_size == 128
    split, whole = buffers(document), buffers(on_one(document))
    assert {name: round(device.peak / MIB) for name, device in split.devices.items()} == {"gpu0": 1649, "gpu1": 1614}
    assert {name: round(device.peak / MIB) for name, device in whole.devices.items()} == {"gpu0": 3132}


def test_why_two_cards_were_needed() -> None:
    """3,072 MiB were in a GTX 580: the whole network did not fit, each half did."""
    document, card = load_preset("alexnet_cfg145"), 3072 * MIB
    assert buffers(on_one(document)).peak > card > buffers(document).peak
    alone = on_one(document)
    most = largest_batch(alone, analyse(alone), card, accounting="2012")
    assert most == 124
    assert buffers(alone, most).peak <= card < buffers(alone, most + 1).peak


def test_copies_are_counted_only_between_cards() -> None:
    document = load_preset("alexnet_cfg145")
    split, whole = buffers(document), buffers(on_one(document))
    copies = 2 * 128 * 234_496  # with the gradients that go back
    more_input = 128 * 602_112  # both cards read the pictures
    total = sum(device.peak for device in split.devices.values())
    assert total - whole.peak == copies + more_input
    parts = split.devices["gpu1"].parts, split.devices["gpu0"].parts
    assert [part["input"] for part in parts] == [more_input, more_input]


def small(*nodes: Node, wires: tuple[Edge, ...] = ()) -> Document:
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"channels": 4, "size": (6, 6)}, device=HOST))
    for node in nodes:
        graph.add(node)
    before = "input"
    for node in nodes if not wires else ():
        graph.connect(Edge(before, 0, node.id, 0))
        before = node.id
    for wire in wires:
        graph.connect(wire)
    return Document("small", graph.freeze())


def parts_of(document: Document, batch: int = 10) -> dict[str, int]:
    memory = buffers(document, batch)
    assert not memory.why
    (device,) = memory.devices.values()
    assert sum(device.parts.values()) == device.peak
    return {part: size for part, size in device.parts.items() if size}


def test_a_convolution_has_three_copies_of_its_weights_and_partial_sums() -> None:
    conv = Node("conv", "Conv2d", "conv", {"out_channels": 8, "kernel_size": (3, 3), "padding": (1, 1)})
    weights, biases, output = 4 * 8 * 4 * 9, 4 * 8, 4 * 8 * 36
    assert parts_of(small(conv)) == {
        "weights": weights + biases,
        "gradients": weights + biases,
        "optimizer": weights + biases,
        "activations": 10 * output,
        "activation gradients": 10 * output,
        "workspace": weights * (36 // 2),  # one sum for every two of the 36 positions
        "input": 10 * 4 * 4 * 36,
    }


def test_a_dense_layer_has_two_copies_of_its_matrix() -> None:
    dense = Node("fc", "Linear", "fc", {"out_features": 5})
    found = parts_of(small(Node("flat", "Flatten", "flat"), dense))
    weights, biases = 4 * 5 * 144, 4 * 5
    assert (found["weights"], found["gradients"], found["optimizer"]) == (weights + biases, biases, weights + biases)
    assert found["activations"] == 10 * 4 * 5, "Flatten has no buffer of its own"


@pytest.mark.parametrize(
    ("kind", "copies"), [("ReLU", 1), ("LocalResponseNorm", 2), ("SameMapNorm", 2), ("Dropout", 2)]
)
def test_denominators_and_masks(kind: str, copies: int) -> None:
    found = parts_of(small(Node("one", kind, "one")))
    output = 10 * 4 * 4 * 36
    assert (found["activations"], found["activation gradients"]) == (copies * output, output)


def test_a_convolution_that_reads_two_towers_sums_one_of_them_at_a_time() -> None:
    towers = (Node("a", "ReLU", "a"), Node("b", "ReLU", "b"), Node("cat", "Concat", "cat"))
    conv = Node("conv", "Conv2d", "conv", {"out_channels": 8, "kernel_size": (3, 3), "padding": (1, 1)})
    wires = (
        *(Edge("input", 0, name, 0) for name in "ab"),
        *(Edge(name, 0, "cat", slot) for slot, name in enumerate("ab")),
        Edge("cat", 0, "conv", 0),
    )
    assert parts_of(small(*towers, conv, wires=wires))["workspace"] == 4 * 8 * 8 * 9 * 18 // 2
