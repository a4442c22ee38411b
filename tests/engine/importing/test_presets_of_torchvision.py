"""Presets that torchvision can build: the same layers, wires, numbers and outputs as its modules, under other names."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode
from zoo import filled, on_meta, side

from alexstudio.analysis import analyse
from alexstudio.engine.compiler import compile_document
from alexstudio.engine.importing import Imported, import_module
from alexstudio.graph import Document, LayerGraph
from alexstudio.graph.naming import attribute_names
from alexstudio.graph.presets import SHELVES, load_preset

ALEXNET = "alexnet_torchvision"
BUILT = (ALEXNET, *(name for name in SHELVES["After AlexNet"] if name not in ("zfnet", "googlenet_aux")))
AUXILIARY = {"googlenet": ("aux1", "aux2"), "inception_v3": ("AuxLogits",)}
SMALL = ("googlenet", "resnet18", "squeezenet1_0", "mobilenet_v2")
"""Those whose outputs are compared."""


def original(preset: str) -> nn.Module:
    name = "alexnet" if preset == ALEXNET else preset
    return on_meta(name, **({"transform_input": False} if name in AUXILIARY else {}))


@cache
def imported(preset: str) -> Imported:
    return import_module(original(preset), side(preset))


def structure(graph: LayerGraph) -> list[Any]:
    """Types, parameters and wires; nodes by their place instead of their ids."""
    place = {node.id: number for number, node in enumerate(graph.nodes)}
    return [
        (node.type, dict(node.params), [(place[wire.source], wire.output) for wire in graph.inputs(node.id)])
        for node in graph.nodes
    ]


@pytest.mark.parametrize("name", BUILT)
def test_layers_and_wires(name: str) -> None:
    assert structure(load_preset(name).graph) == structure(imported(name).document.graph)


@pytest.mark.parametrize("name", BUILT)
def test_parameters_and_multiply_adds(name: str) -> None:
    network, total = original(name), analyse(load_preset(name)).total
    left_out = AUXILIARY.get(name, ())
    assert total.params == sum(
        value.numel() for key, value in network.named_parameters() if key.partition(".")[0] not in left_out
    )
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        network.eval()(torch.empty(1, 3, side(name), side(name), device="meta"))
    assert 2 * total.multiply_adds == counter.get_total_flops()


@pytest.fixture
def plain_kernels() -> Iterator[None]:
    """Without oneDNN, which would first compile a kernel for each small shape."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "TF32 acceleration")  # whatever is set, torch sets this too and warns
        with torch.backends.mkldnn.flags(enabled=False), torch.no_grad():
            yield


def smaller(document: Document, size: int) -> Document:
    graph = document.graph.copy()
    graph.set_param("input", "size", size)
    return replace(document, graph=graph.freeze())


@pytest.mark.usefixtures("plain_kernels")
@pytest.mark.parametrize("name", SMALL)
def test_outputs_are_equal(name: str) -> None:
    size = 64
    network = filled(original(name).to_empty(device="cpu")).eval()
    theirs = import_module(network, size)
    document = smaller(load_preset(name), size)
    old, new = attribute_names(theirs.document.graph), attribute_names(document.graph)
    renamed = {
        old[before.id]: new[after.id]
        for before, after in zip(theirs.document.graph.nodes, document.graph.nodes, strict=True)
    }
    state = {}
    for key, value in theirs.state.items():
        layer, _, rest = key.partition(".")
        state[f"{renamed[layer]}.{rest}"] = value
    module = compile_document(document, initialise=False)
    module.load_state_dict(state)
    pictures = torch.randn(2, 3, size, size, generator=torch.Generator().manual_seed(1))
    assert torch.equal(module.eval()(pictures), network(pictures))


@pytest.mark.usefixtures("plain_kernels")
def test_auxiliary_classifiers_are_torchvisions() -> None:
    """GoogLeNet with its heads, half-way through a training: the same scores from the end and from both heads."""
    network = filled(on_meta("googlenet", transform_input=False, dropout=0.0, dropout_aux=0.0).to_empty(device="cpu"))
    graph = smaller(load_preset("googlenet_aux"), 64).graph.copy()
    for node in graph.nodes:
        if node.type == "Dropout":
            graph.set_param(node.id, "p", 0.0)
    module = compile_document(Document(graph=graph.freeze()), initialise=False, auxiliary=True)
    state, theirs = module.state_dict(), network.state_dict()
    ours = [name for node in graph.nodes for name in state if name.startswith(f"{node.id}.")]
    ours.sort(key=lambda name: name.startswith("aux"))
    given = sorted(theirs, key=lambda name: name.startswith("aux"))
    assert sum(value.numel() for value in network.parameters()) == 13_004_888
    module.load_state_dict({name: theirs[other] for name, other in zip(ours, given, strict=True)})
    pictures = torch.randn(2, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    scores, second, first = network.train()(pictures)
    found = module(pictures)
    assert [torch.equal(one, other) for one, other in zip(found, (scores, first, second), strict=True)] == [True] * 3
