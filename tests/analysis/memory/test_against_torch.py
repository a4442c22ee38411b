"""The modern accounting against what torch allocates in one step of the engine's own learner, on the CPU."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, Literal

import pytest
import torch
from torch.profiler import ProfilerActivity, profile

from alexstudio.analysis import analyse
from alexstudio.analysis.memory import Precision, course, predict
from alexstudio.engine import compiler
from alexstudio.engine.data.loader import Batch
from alexstudio.engine.devices import device_map
from alexstudio.engine.learner import Learner
from alexstudio.graph import Document, Edge, LayerGraph, Node, Recipe
from alexstudio.graph.node import HOST
from alexstudio.graph.presets import load_preset
from alexstudio.layers import layer_types
from alexstudio.layers.footprint import Footprint

PRECISIONS: tuple[Precision, ...] = ("float32", "bfloat16")
WITHIN = 0.1


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Iterator[None]:
    """One thread, because kernels take buffers for each, and nothing old for the garbage collector to look at."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    gc.collect()
    gc.freeze()
    yield
    torch.set_num_threads(threads)


def make_learner(document: Document, precision: Precision) -> Learner:
    devices = device_map({HOST, *(node.device for node in document.graph.nodes)}, there=("cpu",))
    return Learner(document, devices, precision, classes(document))


def classes(document: Document) -> int:
    report = analyse(document)
    assert report.is_runnable, report.problems
    return report.nodes[document.graph.order()[-1].id].shapes[0][0]


def make_batch(document: Document, size: int) -> Batch:
    shape = analyse(document).nodes["input"].shapes[0]
    return torch.rand(size, *shape), torch.randint(classes(document), (size,))


def measured_peak(learner: Learner, batch: Batch) -> int:
    """Everything that torch holds at the worst moment of a step that is not the first one."""
    learner.learn(learner.look(batch))
    momentum = [value for state in learner.optimizer.state.values() for value in state.values()]
    lasting = [*learner.module.parameters(), *learner.module.buffers(), *momentum, batch[0]]
    gc.collect()
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiled:
        learner.learn(learner.look(batch))
    events: Any = profiled.profiler.kineto_results.events()  # type: ignore[union-attr]
    changes = sorted((event.start_ns(), event.nbytes()) for event in events if event.name() == "[memory]")
    assert len(changes) > 20, "the profiler saw no memory"
    passing = max(accumulate(size for _, size in changes))
    return passing + sum(one.nbytes for one in lasting if isinstance(one, torch.Tensor))


def measured_kept(learner: Learner, batch: Batch) -> int:
    """Bytes of what autograd saves for the backward pass, each memory once, parameters left out."""
    own = {parameter.untyped_storage().data_ptr() for parameter in learner.module.parameters()}
    saved: dict[int, torch.UntypedStorage] = {}

    def pack(tensor: torch.Tensor) -> torch.Tensor:
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in own:
            saved[storage.data_ptr()] = storage
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        outcome = learner.look(batch)
    assert outcome.error.requires_grad
    return sum(storage.nbytes() for storage in saved.values())


def predicted_kept(document: Document, precision: Precision, batch: int) -> int:
    report = analyse(document)
    one = course(document, report, precision=precision, place="cpu").devices["cpu"]
    parts = one.look(one.moments.index("backward pass of the loss"), batch).parts
    weights = 4 * (report.total.params + report.total.buffers)
    loaded = batch * report.nodes["input"].activation_bytes
    return parts["activations"] + parts["weights"] - weights + parts["input"] - loaded


def compare(document: Document, precision: Precision, *sizes: int) -> None:
    learner, report = make_learner(document, precision), analyse(document)
    for size in sizes:
        batch = make_batch(document, size)
        found = predict(document, report, batch=size, precision=precision, place="cpu").peak
        real = measured_peak(learner, batch)
        assert abs(found / real - 1) <= WITHIN, f"batch {size}: {found:,} predicted, {real:,} measured"


@pytest.mark.parametrize(
    ("name", "precision", "size"),
    [("alexnet", "float32", 6), ("alexnet_two_gpu", "bfloat16", 4), ("alexnet_cfg145", "float32", 2)],
)
def test_alexnet(name: str, precision: Precision, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiler, "initialise_module", lambda module, document: None)  # a second, and no memory
    document = load_preset(name)
    learner, batch = make_learner(document, precision), make_batch(document, size)
    kept = measured_kept(learner, batch)
    assert abs(predicted_kept(document, precision, size) / kept - 1) <= 0.01
    found = predict(document, analyse(document), batch=size, precision=precision, place="cpu").peak
    assert abs(found / measured_peak(learner, batch) - 1) <= 0.03


# -- small networks ----------------------------------------------------------------------------------------------------

CONV = ("Conv2d", {"out_channels": 16, "kernel_size": (3, 3), "padding": (1, 1)})
Layer = tuple[str, dict[str, Any]]
_TAILS: dict[str, list[Layer]] = {
    "mean": [CONV, ("ReLU", {}), ("GlobalAvgPool", {}), ("Linear", {"out_features": 10})],
    "dense": [("Flatten", {}), ("Linear", {"out_features": 32}), ("Dropout", {}), ("Linear", {"out_features": 10})],
}


class Maker:
    """Builds a graph layer by layer; ``last`` is what the next one reads."""

    def __init__(self, channels: int = 3) -> None:
        self.graph = LayerGraph()
        self.graph.add(Node("input", "Input", "Input", {"channels": channels, "size": (24, 24)}, device=HOST))
        self.last = "input"

    def put(self, kind: str, params: dict[str, Any] | None = None, *others: str) -> str:
        """Add a layer that reads the last one, and these."""
        node = self.graph.add_type(kind, params=params or {})
        for slot, source in enumerate((self.last, *others)):
            self.graph.connect(Edge(source, 0, node.id, slot))
        self.last = node.id
        return node.id

    def done(self, tail: Literal["mean", "dense"]) -> Document:
        """The document, with a classifier."""
        for kind, params in _TAILS[tail]:
            self.put(kind, params)
        return Document("small", self.graph.freeze(), Recipe())


SETTINGS: dict[str, dict[str, Any]] = {
    "Split": {"size": 8},
    "SelectChannels": {"length": 8},
    "LocallyConnected2d": {"out_channels": 4},
    "ConvTranspose2d": {"out_channels": 8},
    "AdaptiveMaxPool2d": {"output_size": (5, 5)},
    "Hardtanh": {"min_val": -2.0},
}
FOR_VECTORS = {"Linear", "Softmax", "LogSoftmax", "Unflatten", "AuxiliaryLoss"}
CHAINED = [
    kind.name
    for kind in layer_types().values()
    if len(kind.slots) == 1 and not kind.is_variadic and kind.name not in {"Flatten", "ChannelAffine", "GlobalAvgPool"}
]


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("kind", [name for name in CHAINED if name not in FOR_VECTORS])
def test_every_layer_type_between_convolutions(kind: str, precision: Precision) -> None:
    maker = Maker()
    maker.put(*CONV)
    maker.put(kind, SETTINGS.get(kind))
    compare(maker.done("mean"), precision, 16)


SPECIAL = [name for name in CHAINED if layer_types()[name].memory != Footprint() and name not in FOR_VECTORS]
PLAIN = ("InstanceNorm2d", {})
"""Its maps lie channel by channel, and so do the gradients that a Flatten gives."""


@pytest.mark.parametrize("kind", SPECIAL)
def test_layer_types_whose_input_and_gradient_lie_in_another_order(kind: str) -> None:
    """bfloat16 shows the most: kernels that widen what they cannot take as it comes."""
    for before in ([], [PLAIN]):
        for tail in ("dense", "mean"):
            maker = Maker()
            for name, params in (CONV, *before, (kind, SETTINGS.get(kind, {}))):
                maker.put(name, params)
            compare(maker.done(tail), "bfloat16", 24)


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize(
    ("kind", "tail"), [("BatchNorm2d", "dense"), ("InstanceNorm2d", "mean"), ("NoisyReLU", "dense")]
)
def test_small_and_large_batches(kind: str, tail: Literal["mean", "dense"], precision: Precision) -> None:
    maker = Maker()
    maker.put(*CONV)
    maker.put(kind)
    compare(maker.done(tail), precision, 2, 64)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_pictures_of_one_channel_and_a_layer_without_gradient(precision: Precision) -> None:
    """Both orders are the same for them, but torch copies all the same; before weights nothing is kept."""
    maker = Maker(channels=1)
    for name, params in (("ContrastNorm", {}), ("GaussianBlur", {"size": 9}), ("Nailbed", {}), CONV):
        maker.put(name, params)
    compare(maker.done("mean"), precision, 48)


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("kernel", [(2, 2), (5, 4)])
def test_transposed_convolutions_of_any_size(kernel: tuple[int, int], precision: Precision) -> None:
    maker = Maker()
    maker.put(*CONV)
    maker.put("ConvTranspose2d", {"out_channels": 6, "kernel_size": kernel})
    compare(maker.done("mean"), precision, 16)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_pooling_and_dense_layers(precision: Precision) -> None:
    maker = Maker()
    maker.put(*CONV)
    for kind in ("ReLU", "LocalResponseNorm", "MaxPool2d"):
        maker.put(kind)
    compare(maker.done("dense"), precision, 2, 32)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_softmax_inside_a_network(precision: Precision) -> None:
    maker = Maker()
    maker.put(*CONV)
    maker.put("AdaptiveAvgPool2d", {"output_size": (4, 4)})
    maker.put("Flatten")
    maker.put("Softmax")
    maker.put("Unflatten", {"channels": 16, "size": (4, 4)})
    compare(maker.done("mean"), precision, 32)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_residual_blocks(precision: Precision) -> None:
    maker = Maker()
    before = maker.put(*CONV)
    for _ in range(2):
        for kind, params in (CONV, ("BatchNorm2d", {}), ("ReLU", {}), CONV, ("BatchNorm2d", {})):
            maker.put(kind, params)
        maker.put("Add", {}, before)
        before = maker.put("ReLU")
    compare(maker.done("mean"), precision, 8)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_dense_blocks_and_gates(precision: Precision) -> None:
    maker = Maker()
    before = maker.put(*CONV)
    for _ in range(2):
        maker.put(*CONV)
        before = maker.put("Concat", {}, before)
    maker.put("AdaptiveAvgPool2d")
    maker.put("Conv2d", {"out_channels": 48, "kernel_size": (1, 1)})
    maker.put("Sigmoid")
    maker.put("Multiply", {}, before)
    compare(maker.done("mean"), precision, 16)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_an_auxiliary_classifier(precision: Precision) -> None:
    """Its weights, what is kept of its branch, and the parts of its own loss."""
    maker = Maker()
    trunk = maker.put(*CONV)
    for kind, params in [("MaxPool2d", {}), *_TAILS["dense"], ("AuxiliaryLoss", {})]:
        maker.put(kind, params)
    maker.last = trunk
    maker.put("ReLU")
    document = maker.done("dense")
    compare(document, precision, 16)
    kept = measured_kept(make_learner(document, precision), make_batch(document, 16))
    assert abs(predicted_kept(document, precision, 16) / kept - 1) <= 0.02
