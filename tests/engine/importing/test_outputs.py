"""Imported networks compute what the originals compute: equal bits for equal weights."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace

import pytest
import torch
from torch import nn
from torchvision.models.vgg import cfgs, make_layers
from zoo import DEEP, EVERY, filled, on_cpu, side

from alexstudio.engine.compiler import compile_document
from alexstudio.engine.importing import Imported, import_module
from alexstudio.graph.fileformat import dumps, loads

SIZES = {
    "alexnet": 64,
    "convnext_tiny": 64,
    "densenet121": 64,
    "efficientnet_b0": 64,
    "googlenet": 64,
    "inception_v3": 75,
    "mnasnet0_5": 64,
    "mobilenet_v2": 64,
    "mobilenet_v3_small": 64,
    "regnet_y_400mf": 64,
    "resnet18": 64,
    "resnext50_32x4d": 64,
    "shufflenet_v2_x0_5": 64,
    "squeezenet1_1": 64,
}
"""Small networks on pictures so small that their last maps have a few pixels."""
REORDERED = "convnext"
"""Dense layers on channels last are convolutions here, which sum in another order: the last bits differ."""


def scores(found: Imported, pictures: torch.Tensor) -> torch.Tensor:
    """What the compiled document makes of pictures, with the original's weights."""
    module = compile_document(found.document, initialise=False)
    module.load_state_dict(found.state)
    result: torch.Tensor = module.eval()(pictures)
    return result


@pytest.fixture(autouse=True)
def plain_kernels() -> Iterator[None]:
    """Without oneDNN, which would first compile a kernel for each of a thousand small shapes."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "TF32 acceleration")  # whatever is set, torch sets this too and warns
        with torch.backends.mkldnn.flags(enabled=False), torch.no_grad():
            yield


LARGE = ("regnet_y_128gf", "vgg13", "vgg16", "vgg19")
"""More weights than a test should hold three times; their smaller siblings are the same but for the numbers."""


@pytest.mark.parametrize("name", [name for name in EVERY if not name.startswith(LARGE)] if DEEP else SIZES)
def test_scores_are_those_of_the_original(name: str) -> None:
    network = on_cpu(name)
    size = SIZES.get(name) or (96 if side(name) == 299 else 64)
    found = import_module(network, size)
    pictures = torch.randn(2, 3, size, size, generator=torch.Generator().manual_seed(1))
    expected, given = network(pictures), scores(found, pictures)
    assert expected.std() > 1e-4, "the scores say nothing"
    if name.startswith(REORDERED):
        torch.testing.assert_close(given, expected, rtol=1e-4, atol=1e-5)
    else:
        assert torch.equal(given, expected)


def test_the_comparison_sees_a_slip() -> None:
    """One weight of eleven million, one epsilon: each shows in the scores."""
    network = on_cpu("resnet18")
    found = import_module(network, 32)
    pictures = torch.randn(1, 3, 32, 32)
    expected = network(pictures)
    assert torch.equal(scores(found, pictures), expected)
    state = {key: value.clone() for key, value in found.state.items()}
    state["layer1_0_conv1.weight"][0, 0, 1, 1] += 0.5
    assert not torch.equal(scores(found._replace(state=state), pictures), expected)
    graph = found.document.graph.copy()
    graph.set_param("layer1_0_bn1", "eps", 1e-3)
    changed = found._replace(document=replace(found.document, graph=graph.freeze()))
    assert not torch.equal(scores(changed, pictures), expected)


def test_vgg_with_a_small_end() -> None:
    """Its dense layers alone have 120 million weights, which would take as long as all others together."""
    network = nn.Sequential(make_layers(cfgs["A"], batch_norm=True), nn.AdaptiveAvgPool2d(2), nn.Flatten(1))
    network.append(nn.Linear(2048, 10))
    filled(network).eval()
    pictures = torch.randn(1, 3, 32, 32)
    assert torch.equal(scores(import_module(network, 32), pictures), network(pictures))


def test_documents_survive_the_file() -> None:
    found = import_module(on_cpu("shufflenet_v2_x0_5"), 64, title="ShuffleNet", source="torchvision")
    again = loads(dumps(found.document))
    assert again.graph == found.document.graph
    assert (again.title, again.source) == ("ShuffleNet", "torchvision")
    assert again.notes == " ".join(found.report)


def test_the_original_is_not_changed() -> None:
    network = on_cpu("mobilenet_v3_small").train()
    network.features[3].eval()  # type: ignore[index, operator]
    modes = [module.training for module in network.modules()]
    before = {key: value.clone() for key, value in network.state_dict().items()}
    import_module(network, 64)
    assert [module.training for module in network.modules()] == modes
    assert all(torch.equal(value, before[key]) for key, value in network.state_dict().items())


def test_training_drops_and_normalises_as_the_original_does() -> None:
    """In training mode too: running means move alike, and what draws random numbers is off."""
    network = on_cpu("mnasnet0_5", dropout=0.0).train()
    found = import_module(network, 32)
    module = compile_document(found.document, initialise=False)
    module.load_state_dict({key: value.clone() for key, value in found.state.items()})
    pictures = torch.randn(4, 3, 32, 32)
    assert torch.equal(module.train()(pictures), network(pictures))
    for key, value in module.state_dict().items():
        assert torch.equal(value, found.state[key]), key  # the state shares memory with the original
