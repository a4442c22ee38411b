"""Parameters and multiply-adds of imported networks against torch, for every convolutional classifier of torchvision.

Multiply-adds are half of what torch.utils.flop_counter counts, which knows convolutions and matrix products: the types
of layer that declare multiply-adds here are the same, so totals are compared whole, and type by type. ALEXSTUDIO_DEEP=1
runs all sizes.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode
from zoo import DEEP, EVERY, SOME, on_meta, side

from alexstudio.analysis import analyse
from alexstudio.engine.importing import Imported, import_module
from alexstudio.layers import layer_types

COUNTED = {"convolution": {"Conv2d"}, "addmm": {"Linear"}}
"""Operations that torch counts, and the layers they come from."""
AUXILIARY = {"googlenet": ("aux1", "aux2"), "inception_v3": ("AuxLogits",)}
PUBLISHED = {
    "alexnet": (61_100_840, 714_188_480),
    "vgg16": (138_357_544, 15_470_264_320),
    "resnet50": (25_557_032, 4_089_184_256),
    "mobilenet_v2": (3_504_872, 300_774_272),
}
"""Parameters as torchvision's documentation prints them, and multiply-adds as fvcore and others have them."""


@cache
def imported(name: str) -> tuple[nn.Module, Imported]:
    network = on_meta(name)
    return network, import_module(network, side(name))


@pytest.mark.parametrize("name", EVERY if DEEP else SOME)
def test_totals_are_those_of_torch(name: str) -> None:
    network, (document, state, sentences) = imported(name)
    report = analyse(document)
    assert not report.problems
    used = {key: value for key, value in network.named_parameters() if not key.startswith(AUXILIARY.get(name, "?"))}
    assert report.total.params == sum(value.numel() for value in used.values())
    assert report.total.weights + report.total.biases == report.total.params
    buffers = sum(node.buffers for node in report.nodes.values())
    assert sum(value.numel() for value in state.values()) == report.total.params + buffers
    told = [sentence for sentence in sentences if sentence.startswith("Left out")]
    assert [part in told[0] for part in AUXILIARY.get(name, ())] == [True] * len(AUXILIARY.get(name, ()))
    assert len(told) == (name in AUXILIARY)

    with FlopCounterMode(display=False) as counter, torch.no_grad():
        network.eval()(torch.empty(1, 3, side(name), side(name), device="meta"))
    assert 2 * report.total.multiply_adds == counter.get_total_flops()
    by_operation = Counter(
        {str(key).split(".")[1]: count for key, count in counter.get_flop_counts()["Global"].items()}
    )
    assert set(by_operation) <= set(COUNTED)
    by_type: Counter[str] = Counter()
    for node in document.graph.nodes:
        by_type[node.type] += 2 * report.nodes[node.id].multiply_adds
    moved = by_type["Conv2d"] - by_operation["convolution"]
    # ConvNeXt's dense layers with channels last are convolutions of 1x1 here
    assert moved == by_operation["addmm"] - by_type["Linear"]
    assert moved == 0 or name.startswith("convnext")
    assert sum(by_type.values()) == by_type["Conv2d"] + by_type["Linear"]


def test_types_with_multiply_adds_are_those_that_torch_counts() -> None:
    """Normalisation, pooling and sums cost nothing here and in torch's counter, so whole totals may be compared."""
    maps, vector = (8, 6, 6), (8,)
    costly = set()
    for kind in layer_types().values():
        inputs = (vector if kind.name in ("Linear", "Softmax", "LogSoftmax", "AuxiliaryLoss") else maps,) * max(
            1, len(kind.slots)
        )
        try:
            outputs = kind.output_shapes(kind.defaults, inputs)
        except ValueError:
            continue
        if kind.costs(kind.defaults, inputs, outputs).multiply_adds:
            costly.add(kind.name)
    assert costly == {"Conv2d", "ConvTranspose2d", "LocallyConnected2d", "Linear"}


@pytest.mark.parametrize("name", PUBLISHED)
def test_totals_are_those_that_were_published(name: str) -> None:
    total = analyse(imported(name)[1].document).total
    assert (total.params, total.multiply_adds) == PUBLISHED[name]


def test_every_architecture_is_among_them() -> None:
    stems = {name.rstrip("0123456789").partition("_")[0].rstrip("0123456789") for name in EVERY}
    assert stems == {name.rstrip("0123456789").partition("_")[0].rstrip("0123456789") for name in SOME} | set()
    assert len(EVERY) > 60
