"""The modern accounting without torch: what is counted once, what is freed, what is copied."""

from __future__ import annotations

from itertools import pairwise

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.memory import Memory, TensorUse, course, largest_batch, predict
from alexstudio.graph import Document, Edge, LayerGraph, Node, Recipe
from alexstudio.graph.node import HOST
from alexstudio.graph.presets import load_preset

MIB = 2**20
SQUARE = 4 * 8 * 10 * 10
"""Bytes of one picture's tensor in `chain`."""


def chain(*kinds: str, devices: tuple[str, ...] = (), **recipe: object) -> Document:
    """Input, a convolution that keeps the shape, these layers, and scores."""
    conv = {"out_channels": 8, "kernel_size": (3, 3), "padding": (1, 1)}
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"channels": 8, "size": (10, 10)}, device=HOST))
    names = ["Conv2d", *kinds, "GlobalAvgPool", "Linear"]
    for number, kind in enumerate(names):
        params = conv if kind == "Conv2d" else {"out_features": 3} if kind == "Linear" else {}
        device = devices[number] if number < len(devices) else "gpu0"
        graph.add(Node(f"n{number}", kind, f"{kind} {number}", params, device=device))
    for before, after in pairwise(["input", *(f"n{number}" for number in range(len(names)))]):
        graph.connect(Edge(before, 0, after, 0))
    return Document("chain", graph.freeze(), Recipe(batch_size=16, **recipe))  # type: ignore[arg-type]


def kept(document: Document, device: str = "gpu0", batch: int = 1) -> dict[tuple[str, str], int]:
    """(node, what) -> bytes of the activations that are there when the backward pass begins."""
    one = course(document, analyse(document)).devices[device]
    memory = one.look(one.moments.index("backward pass of the loss"), batch)
    return {(use.node, use.what): use.bytes for use in memory.largest if use.part in ("activations", "input")}


def test_a_tensor_that_two_layers_keep_is_there_once() -> None:
    found = kept(chain("ReLU", "Conv2d"))
    assert found["n1", "output"] == SQUARE, "ReLU keeps its output, the convolution its input: the same tensor"
    assert ("n0", "output") not in found, "nothing needs what the first convolution gave"
    assert found["input", "pictures"] == SQUARE, "the first convolution learns from the pictures"


def test_relu_is_not_in_place() -> None:
    """As in the engine: while a ReLU runs, its input and its output are both there."""
    document = chain("ReLU")
    one = course(document, analyse(document)).devices["gpu0"]
    at = one.look(one.moments.index("forward pass of ReLU 1"), 1)
    assert {("n0", "output"), ("n1", "output")} <= {(use.node, use.what) for use in at.largest}


def test_pooling_keeps_places_and_dropout_a_byte_a_value_on_a_card() -> None:
    found = kept(chain("MaxPool2d", "Dropout"))
    pooled = 8 * 4 * 4
    assert found["n1", "kept for the backward pass"] == 8 * pooled
    assert found["n2", "kept for the backward pass"] == pooled


def test_weights_gradients_and_momentum() -> None:
    document = chain("Conv2d")
    params = 4 * analyse(document).total.params
    memory = predict(document, analyse(document)).devices["gpu0"]
    assert (memory.parts["weights"], memory.parts["optimizer"]) == (params, params)
    plain = chain("Conv2d", momentum=0.0)
    assert predict(plain, analyse(plain)).devices["gpu0"].parts["optimizer"] == 0
    adam = chain("Conv2d", optimizer="adam")
    assert predict(adam, analyse(adam)).devices["gpu0"].parts["optimizer"] == 2 * params
    one = course(document, analyse(document)).devices["gpu0"]
    assert one.look(one.moments.index("optimizer step"), 1).parts["gradients"] == params
    assert one.look(0, 1).parts["gradients"] == 0, "gradients are freed after each step"


def test_a_branch_adds_up_its_gradients() -> None:
    graph = chain("ReLU", "Add").graph.copy()
    graph.connect(Edge("n0", 0, "n2", 1))
    document = Document("residual", graph.freeze(), Recipe(batch_size=4))
    one = course(document, analyse(document)).devices["gpu0"]
    moment = one.moments.index("backward pass of ReLU 1")
    assert one.look(moment, 1).parts["activation gradients"] == 2 * SQUARE, "that of the sum, and the new one"


def test_what_crosses_is_copied_and_its_gradient_comes_back() -> None:
    document = chain("ReLU", "ReLU", devices=("gpu0", "gpu0", "gpu1", "gpu1", "gpu1"))
    assert kept(document, "gpu1")["n2", "output"] == SQUARE
    devices = course(document, analyse(document)).devices
    there = devices["gpu1"].look(devices["gpu1"].moments.index("forward pass of the copy of ReLU 1"), 1)
    copy = TensorUse("n1", "copy from gpu0", "activations", SQUARE)
    assert copy in there.largest
    back = devices["gpu0"].look(devices["gpu0"].moments.index("backward pass of the copy of ReLU 1"), 1)
    assert back.parts["activation gradients"] == SQUARE
    together = chain("ReLU", "ReLU")
    assert all("copy" not in use.what for use in predict(together, analyse(together)).devices["gpu0"].largest)


def test_bfloat16_halves_activations_and_copies_weights() -> None:
    document = chain("ReLU", "Conv2d", "ReLU")
    report = analyse(document)
    params, moment = 4 * report.total.params, "forward pass of GlobalAvgPool 4"
    devices = [course(document, report, precision=name).devices["gpu0"] for name in ("float32", "bfloat16")]
    wide, narrow = (device.look(device.moments.index(moment), 64).parts for device in devices)
    assert narrow["activations"] * 2 == wide["activations"] + 64 * SQUARE, "and the pictures in bfloat16"
    assert wide["weights"] == params
    assert params < narrow["weights"] <= params * 3 // 2
    last = [device.look(device.moments.index("optimizer step"), 64).parts for device in devices]
    assert last[0] == last[1], "what is learned stays float32"


def test_alexnet_on_a_card_and_on_this_machine() -> None:
    """Copies, masks, CUDA and the composed normalisation differ; weights do not."""
    document = load_preset("alexnet_two_gpu")
    report = analyse(document)
    cards, machine = predict(document, report, batch=128), predict(document, report, batch=128, place="cpu")
    assert list(cards.devices) == ["gpu0", "gpu1"] and list(machine.devices) == ["cpu"]
    weights = [device.parts["weights"] for device in cards.devices.values()]
    assert weights == [4 * 32_531_112, 4 * 28_434_112]
    assert machine.devices["cpu"].parts["weights"] == sum(weights)
    assert machine.devices["cpu"].parts["CUDA estimate"] == 0
    assert all(device.parts["CUDA estimate"] == 512 * MIB for device in cards.devices.values())


def test_the_largest_batch_is_the_last_that_fits() -> None:
    document = load_preset("alexnet")
    report = analyse(document)
    for budget in (3072 * MIB, 8192 * MIB):
        most = largest_batch(document, report, budget)
        assert predict(document, report, batch=most).peak <= budget
        assert predict(document, report, batch=most + 1).peak > budget
    assert largest_batch(document, report, 600 * MIB) == 0


def why(document: Document) -> str:
    memory = predict(document, analyse(document))
    assert isinstance(memory, Memory) and not memory.devices and memory.peak == 0
    return memory.why


def test_without_a_prediction_a_sentence_says_why() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_param("conv2", "groups", 5)
    assert "Conv2" in why(Document("x", graph.freeze()))
    assert "empty" in why(Document("x", LayerGraph()))
    graph = load_preset("alexnet").graph.copy()
    graph.set_device([node.id for node in graph.nodes], HOST)
    assert "no layer is on a GPU" in why(Document("x", graph.freeze()))
    alone = LayerGraph()
    alone.add(Node("input", "Input", "Input", device=HOST))
    assert why(Document("x", alone.freeze()))


@pytest.mark.parametrize("accounting", ["modern", "2012"])
def test_the_work_grows_with_the_graph_and_not_with_its_square(accounting: str) -> None:
    """Counted in spans, which everything else is linear in."""
    sizes = []
    for length in (50, 100):
        document = chain(*["ReLU", "Conv2d"] * length)
        found = course(document, analyse(document), accounting=accounting)  # type: ignore[arg-type]
        sizes.append(len(found.devices["gpu0"]._spans))
    assert 1.9 < sizes[1] / sizes[0] < 2.1
