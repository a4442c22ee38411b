"""Layers that torch does not have, against their formulas, and as part of a saved network."""

from __future__ import annotations

import io
import subprocess
import sys
from importlib import import_module
from math import prod
from pathlib import Path

import pytest
import torch
from torch import fx, nn
from torchvision.models.convnext import LayerNorm2d as TorchvisionLayerNorm2d
from torchvision.models.googlenet import GoogLeNet
from torchvision.ops import StochasticDepth as TorchvisionStochasticDepth

from alexstudio.engine.compiler import compile_document
from alexstudio.engine.modules.channel_affine import ChannelAffine
from alexstudio.engine.modules.layer_norm import LayerNorm2d
from alexstudio.engine.modules.layer_scale import LayerScale
from alexstudio.engine.modules.linear_neuron import LinearNeuron
from alexstudio.engine.modules.locally_connected import LocallyConnected2d
from alexstudio.engine.modules.same_map_norm import SameMapNorm
from alexstudio.engine.modules.scaled_tanh import ScaledTanh
from alexstudio.engine.modules.stochastic_depth import StochasticDepth
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.layers import layer_types

OURS = [kind for kind in layer_types().values() if kind.target.startswith("alexstudio.")]
SHAPE = (3, 5, 6)
IDS = {"ids": lambda kind: kind.name}


@pytest.fixture(autouse=True)
def seeded() -> None:
    torch.manual_seed(2012)


def made(kind) -> nn.Module:  # type: ignore[no-untyped-def]
    module, _, name = kind.target.partition(":")
    layer = getattr(import_module(module), name)(**kind.arguments(kind.defaults, (SHAPE,)))
    assert isinstance(layer, nn.Module)
    return layer


def test_local_response_normalisation_has_the_original_numbers() -> None:
    """x = 100 ... 500 over five maps, n = 5, beta = 0.75: the original code, the formula as printed, and Caffe."""
    x = torch.tensor([100.0, 200, 300, 400, 500]).view(1, 5, 1, 1)
    kind = layer_types()["LocalResponseNorm"]
    for changes, expected in (
        ({}, (30.836782, 42.044823, 43.819130, 59.108849, 77.550407)),
        ({"alpha": 5e-4}, (12.5, 14.865088, 14.461558, 19.539747, 25.820669)),
        ({"k": 1.0}, (36.741959, 46.473618, 46.530243, 62.827312, 82.780014)),
    ):
        layer = nn.LocalResponseNorm(**kind.arguments({**kind.defaults, **changes}, ((5, 1, 1),)))
        torch.testing.assert_close(layer(x).flatten(), torch.tensor(expected), rtol=1e-6, atol=0)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7])
def test_same_map_norm_follows_the_formula(size: int) -> None:
    x = torch.randn(2, 3, 6, 5, dtype=torch.float64) * 10
    alpha, beta, k = 0.3, 0.6, 1.5
    expected = torch.empty_like(x)
    for row in range(6):
        for column in range(5):
            top, left = row - size // 2, column - size // 2
            window = x[:, :, max(top, 0) : top + size, max(left, 0) : left + size]
            total = window.square().sum((2, 3))
            expected[:, :, row, column] = x[:, :, row, column] / (k + alpha / size**2 * total) ** beta
    torch.testing.assert_close(SameMapNorm(size, alpha, beta, k)(x), expected)


@pytest.mark.parametrize("bias", [True, False])
def test_locally_connected_layer_follows_an_explicit_loop(bias: bool) -> None:
    x = torch.randn(2, 3, 7, 6, dtype=torch.float64)
    layer = LocallyConnected2d(3, (7, 6), 4, (3, 2), stride=(2, 1), padding=(1, 1), bias=bias).double()
    y = layer(x)
    padded = nn.functional.pad(x, (1, 1, 1, 1))
    assert y.shape == (2, 4, 4, 7) and prod(layer.out_size) == layer.weight.shape[0]
    for row in range(4):
        for column in range(7):
            place = row * 7 + column
            patch = padded[:, :, 2 * row : 2 * row + 3, column : column + 2].flatten(1)
            expected = patch @ layer.weight[place]
            if layer.bias is not None:
                expected = expected + layer.bias[:, place]
            torch.testing.assert_close(y[:, :, row, column], expected)


def test_locally_connected_layer_with_equal_weights_is_a_convolution() -> None:
    conv = nn.Conv2d(3, 4, 3, padding=1)
    layer = LocallyConnected2d(3, (5, 6), 4, (3, 3), padding=(1, 1))
    with torch.no_grad():
        layer.weight.copy_(conv.weight.flatten(1).T.expand(30, -1, -1))
        assert conv.bias is not None and layer.bias is not None
        layer.bias.copy_(conv.bias[:, None].expand(-1, 30))
    x = torch.randn(2, *SHAPE)
    torch.testing.assert_close(layer(x), conv(x))


def test_layer_norm_is_torchvisions() -> None:
    x = torch.randn(2, *SHAPE)
    ours, theirs = LayerNorm2d(3), TorchvisionLayerNorm2d(3, eps=1e-6)
    theirs.load_state_dict(ours.state_dict())
    assert torch.equal(ours(x), theirs(x))
    assert not LayerNorm2d(3, affine=False).state_dict()


def test_layer_scale_and_simple_neurons() -> None:
    x = torch.randn(2, *SHAPE)
    scale = LayerScale(3, 0.5)
    scale.weight.data[1] = 2
    assert torch.equal(scale(x)[:, 1], x[:, 1] * 2) and torch.equal(scale(x)[:, 2], x[:, 2] * 0.5)
    assert torch.equal(LinearNeuron(3.0, -1.0)(x), x * 3 - 1)
    torch.testing.assert_close(ScaledTanh(1.7159, 2 / 3)(x), 1.7159 * torch.tanh(2 / 3 * x))


def test_channel_affine_is_googlenets_transform() -> None:
    x = torch.rand(2, 3, 4, 4)
    kind = layer_types()["ChannelAffine"]
    layer = ChannelAffine(**kind.arguments(kind.defaults, ((3, 4, 4),)))
    assert torch.equal(layer(x), GoogLeNet._transform_input(_Transforms(), x))  # type: ignore[arg-type]
    assert not layer.state_dict()


class _Transforms:
    transform_input = True


@pytest.mark.parametrize("mode", ["row", "batch"])
def test_stochastic_depth_is_distributed_as_torchvisions(mode: str) -> None:
    x = torch.rand(400, 2, 3, 3) + 0.5
    ours, theirs = StochasticDepth(0.3, mode), TorchvisionStochasticDepth(0.3, mode)
    assert torch.equal(ours.eval()(x), theirs.eval()(x))
    ours.train()
    theirs.train()
    kept = []
    for layer in (ours, theirs):
        ratios = torch.stack([layer(x) / x for _ in range(40 if mode == "row" else 400)])
        assert all(value == 0 or abs(value - 1 / 0.7) < 1e-5 for value in ratios.unique().tolist())
        first = ratios[:, :, :1, :1, :1]
        torch.testing.assert_close(ratios, first.expand_as(ratios), rtol=1e-5, atol=0)  # one draw for all maps
        if mode == "batch":
            torch.testing.assert_close(first, first[:, :1].expand_as(first), rtol=1e-5, atol=0)
        else:
            assert (first[0] == 0).any() and (first[0] > 0).any()
        kept.append(float((first > 0).float().mean()))
    assert kept == pytest.approx([0.7, 0.7], abs=0.02 if mode == "row" else 0.08)
    for p, ratio in ((0.0, 1), (1.0, 0)):
        assert torch.equal(StochasticDepth(p, mode)(x), x * ratio)


@pytest.mark.parametrize("kind", OURS, **IDS)
def test_traced_layers_keep_their_keys_and_follow_training_mode(kind) -> None:  # type: ignore[no-untyped-def]
    layer = made(kind)
    traced = fx.symbolic_trace(layer)
    assert list(traced.state_dict()) == list(layer.state_dict())
    assert repr(layer)
    x = torch.rand(4, *SHAPE)
    for training in (True, False):
        layer.train(training)
        traced.train(training)
        torch.manual_seed(1)
        expected = layer(x)
        torch.manual_seed(1)
        assert torch.equal(traced(x), expected)


@pytest.mark.parametrize("kind", OURS, **IDS)
def test_files_of_layers_need_torch_alone(kind) -> None:  # type: ignore[no-untyped-def]
    file = import_module(kind.target.partition(":")[0]).__file__
    assert file is not None
    imports = [line for line in Path(file).read_text("utf-8").splitlines() if line.startswith(("import ", "from "))]
    allowed = ("from __future__", "import torch", "from torch import nn", "from math", "from collections.abc")
    assert all(line.startswith(allowed) for line in imports), imports


def network_of_ours() -> Document:
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"channels": 3, "size": (8, 8)}, device="host"))
    before = "input"
    for kind in OURS:
        node = graph.add_type(
            kind.name, id=f"our_{kind.name.lower()}", params={"out_channels": 3} if kind.param("out_channels") else {}
        )
        graph.connect(Edge(before, 0, node.id, 0))
        before = node.id
        if kind.name == "LocallyConnected2d":
            assert graph[node.id].params["out_channels"] == 3
    for name in ("Chunk", "Flatten"):
        node = graph.add_type(name)
        graph.connect(Edge(before, 0, node.id, 0))
        before = node.id
    return Document("Ours", graph.freeze())


READER = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "alexstudio":
            raise ImportError("alexstudio is not here")
sys.meta_path.insert(0, Block())
import torch
module, x, expected, keys = torch.load(sys.argv[1], weights_only=False)
assert list(module.state_dict()) == keys
assert torch.equal(module.eval()(x), expected)
module.train()
assert not torch.equal(module(x), expected)
assert not any(name.startswith("alexstudio") for name in sys.modules)
print("opened")
"""


def test_a_saved_network_opens_without_this_program(tmp_path: Path) -> None:
    module = compile_document(network_of_ours()).eval()
    assert {type(layer).__module__.partition(".")[0] for layer in module.modules()} <= {"torch"}
    assert [key for key in module.state_dict() if "layerscale" in key] == ["our_layerscale.weight"]
    x = torch.rand(2, 3, 8, 8)
    buffer = io.BytesIO()
    torch.save((module, x, module(x), list(module.state_dict())), buffer)
    assert b"alexstudio" not in buffer.getvalue()
    path = tmp_path / "network.pt"
    path.write_bytes(buffer.getvalue())
    run = subprocess.run([sys.executable, "-I", "-c", READER, path], capture_output=True, text=True, timeout=120)
    assert run.stdout.strip() == "opened", run.stderr
