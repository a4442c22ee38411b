"""What people write in ``forward``: each way of writing gives the layers that compute the same, bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn
from zoo import filled

from alexstudio.analysis import analyse
from alexstudio.engine.compiler import compile_document
from alexstudio.engine.importing import Imported, import_module

Forward = Callable[[Any, torch.Tensor], Any]


class Net(nn.Module):
    """Some layers to use, and a ``forward`` of the test's own."""

    def __init__(self, forward: Forward) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, padding=1)
        self.two = nn.Conv2d(8, 8, 3, padding=1)
        self.bn = nn.BatchNorm2d(8)
        self.relu = nn.ReLU(inplace=True)
        self.soft = nn.ReLU()
        self.same = nn.Identity()
        self.drop = nn.Dropout(0.3)
        self.squeeze, self.excite = nn.Linear(8, 4), nn.Linear(4, 8)
        self.wide = nn.Linear(8 * 36, 5)
        self.fc = nn.Linear(8, 5)
        self.gamma = nn.Parameter(torch.ones(8))
        self.register_buffer("mean", torch.tensor([0.5, 0.25, 0.125]).view(1, 3, 1, 1))
        self.register_buffer("std", torch.tensor([0.5, 0.25, 2.0]).view(1, 3, 1, 1))
        type(self)._forwards[self] = forward

    _forwards: dict[nn.Module, Forward] = {}  # noqa: RUF012

    def forward(self, x: torch.Tensor) -> Any:
        return Net._forwards[self](self, x)


@torch.no_grad()
def check(network: nn.Module, side: int = 6, channels: int = 3, *, exact: bool = True) -> Imported:
    """Import a network, and compare scores, parameters and shapes with its own."""
    std = getattr(network, "std", None)
    filled(network).eval()
    if std is not None:
        std.copy_(torch.tensor([0.5, 0.25, 2.0]).view(1, 3, 1, 1))
    found = import_module(network, side)
    module = compile_document(found.document, initialise=False)
    module.load_state_dict(found.state)
    pictures = torch.randn(2, channels, side, side, generator=torch.Generator().manual_seed(3))
    expected, given = network(pictures.clone()), module.eval()(pictures)
    expected = expected[0] if isinstance(expected, tuple) else expected
    if exact:
        assert torch.equal(expected, given)
    else:
        torch.testing.assert_close(expected, given)
    assert analyse(found.document).total.params == sum(
        value.numel() for key, value in found.state.items() if not key.endswith(("_mean", "_var", "_tracked"))
    )
    return found


def types(found: Imported) -> list[str]:
    return [node.type for node in found.document.graph.nodes if node.type not in ("Input", "Conv2d")]


def head(net: Any, x: torch.Tensor) -> torch.Tensor:
    result: torch.Tensor = net.fc(x.mean((2, 3)))
    return result


def _inplace_before_the_shortcut(net: Any, x: torch.Tensor) -> Any:
    x = net.conv(x)
    y = net.two(net.relu(x))  # x itself is rectified, and so is the shortcut
    return head(net, x + y)


def _iadd(net: Any, x: torch.Tensor) -> Any:
    x = net.conv(x)
    y = net.two(x)
    z = y
    y += x
    return head(net, z * y)


def _parts_in_place(net: Any, x: torch.Tensor) -> Any:
    parts = net.conv(x).chunk(2, 1)
    parts[1].relu_()
    return head(net, torch.cat((parts[1], parts[0]), 1))


def _squeeze_and_excitation(net: Any, x: torch.Tensor) -> Any:
    x = net.conv(x)
    n, c, _, _ = x.size()
    y = F.adaptive_avg_pool2d(x, 1).view(n, c)
    y = torch.sigmoid(net.excite(F.relu(net.squeeze(y)))).view(n, c, 1, 1)
    return head(net, x * y.expand_as(x))


def _shuffle(net: Any, x: torch.Tensor) -> Any:
    x = net.conv(x)
    b, c, h, w = x.data.size()
    return head(net, x.reshape(b, 4, c // 4, h, w).permute(0, 2, 1, 3, 4).reshape(b, -1, h, w))


def _slices(net: Any, x: torch.Tensor) -> Any:
    x = net.conv(x)
    left, right = x[:, :4], x[:, 4:]
    return head(net, torch.cat([right, left], dim=1)[:, :, 1:, :-2][..., ::2, ::2])


def _split(net: Any, x: torch.Tensor) -> Any:
    a, b, c = torch.split(net.conv(x), [2, 5, 1], dim=1)
    d, e = torch.cat((c, b, a), 1).split(4, 1)
    return head(net, torch.cat((e, d), 1))


def _normalised_inside(net: Any, x: torch.Tensor) -> Any:
    return head(net, net.conv((x - net.mean) / net.std))


def _decides_by_sizes(net: Any, x: torch.Tensor) -> Any:
    assert x.dim() == 4 and x.shape[1] == 3
    torch._assert(x.shape[-1] > 2, "too small")
    for _ in range(x.shape[2] // 3):
        x = F.max_pool2d(x, 2, 1) if x.shape[-1] > 5 else F.avg_pool2d(x, kernel_size=2, stride=1)
    x = net.conv(x)
    return net.fc(F.avg_pool2d(x, x.size()[2:]).squeeze(-1).squeeze(-1))


def _channels_last(net: Any, x: torch.Tensor) -> Any:
    x = net.conv(x).permute(0, 2, 3, 1)
    y = net.excite(F.gelu(net.squeeze(x))) * net.gamma
    return head(net, (x + y).permute(0, 3, 1, 2))


def _arithmetic(net: Any, x: torch.Tensor) -> Any:
    x = net.conv(x)
    y = x * F.relu6(x + 3) * 0.25 - net.soft(x) / 4 + (1 - x) - -x
    return head(net, sum([x, y, torch.clamp(y, -0.5, 2.0), x**2, y.abs()]))


def _in_place_on_a_copy(net: Any, x: torch.Tensor) -> Any:
    x = net.conv(x)
    y = x.clone()
    y.relu_()
    return head(net, x - y)


def _several_returned(net: Any, x: torch.Tensor) -> Any:
    x = net.conv(x)
    return head(net, x), net.two(x)


def _learned_factor(net: Any, x: torch.Tensor) -> Any:
    return head(net, net.conv(x) * net.gamma.view(1, -1, 1, 1))


def _dead_code(net: Any, x: torch.Tensor) -> Any:
    x = net.conv(x)
    torch.fft.fft(x)
    torch.linalg.norm(x)
    return head(net, x)


def _functional(net: Any, x: torch.Tensor) -> Any:
    x = F.conv2d(x, net.conv.weight, net.conv.bias, padding="same")
    x = F.batch_norm(x, net.bn.running_mean, net.bn.running_var, net.bn.weight, net.bn.bias, net.training)
    x = F.dropout(F.pad(x, (1, 0, 2, 0)), 0.2, net.training)
    return F.linear(torch.flatten(F.adaptive_max_pool2d(x, (6, None))[:, :, :, :6], start_dim=1), net.wide.weight)


WAYS: dict[Forward, list[str]] = {
    _inplace_before_the_shortcut: ["ReLU", "Add", "GlobalAvgPool", "Linear"],
    _iadd: ["Add", "Multiply", "GlobalAvgPool", "Linear"],
    _parts_in_place: ["Chunk", "ReLU", "Concat", "GlobalAvgPool", "Linear"],
    _squeeze_and_excitation: [
        *("AdaptiveAvgPool2d", "Flatten", "Linear", "ReLU", "Linear", "Sigmoid", "Unflatten", "Multiply"),
        *("GlobalAvgPool", "Linear"),
    ],
    _shuffle: ["ChannelShuffle", "GlobalAvgPool", "Linear"],
    _split: [*["SelectChannels"] * 3, "Concat", "Split", "Concat", "GlobalAvgPool", "Linear"],
    _normalised_inside: ["ChannelAffine", "ChannelAffine", "GlobalAvgPool", "Linear"],
    _decides_by_sizes: ["MaxPool2d", "AvgPool2d", "AvgPool2d", "Flatten", "Linear"],
    _learned_factor: ["LayerScale", "GlobalAvgPool", "Linear"],
    _in_place_on_a_copy: ["ReLU", "LinearNeuron", "Add", "GlobalAvgPool", "Linear"],
    _several_returned: ["GlobalAvgPool", "Linear"],
    _dead_code: ["GlobalAvgPool", "Linear"],
    _functional: [
        *("BatchNorm2d", "ZeroPad2d", "Dropout", "AdaptiveMaxPool2d", "ZeroPad2d", "Flatten", "Linear"),
    ],
}


@pytest.mark.parametrize("forward", WAYS, ids=lambda forward: forward.__name__.strip("_"))
def test_layers_compute_the_same(forward: Forward) -> None:
    assert types(check(Net(forward))) == WAYS[forward]


NEARLY: dict[Forward, list[str]] = {
    # Convolutions of 1x1 instead of dense layers, means over memory in another order, sums in another order
    _channels_last: ["GELU", "LayerScale", "Add", "GlobalAvgPool", "Linear"],
    _slices: ["SelectChannels", "SelectChannels", "Concat", "ZeroPad2d", "MaxPool2d", "GlobalAvgPool", "Linear"],
    _arithmetic: [],
}


@pytest.mark.parametrize("forward", NEARLY, ids=lambda forward: forward.__name__.strip("_"))
def test_layers_compute_nearly_the_same(forward: Forward) -> None:
    assert types(check(Net(forward), exact=False)) == NEARLY[forward] or forward is _arithmetic


@pytest.mark.filterwarnings("ignore:Using padding='same'")
def test_padding_in_words() -> None:
    class Block(nn.Sequential):
        pass

    found = check(
        nn.Sequential(
            Block(nn.Conv2d(3, 4, (2, 3), padding="same", dilation=(1, 2)), nn.Conv2d(4, 4, 3, padding="valid")),
            nn.Conv2d(4, 4, 3, padding="same"),
            nn.Flatten(),
            nn.Linear(64, 3),
        )
    )
    pads = [node for node in found.document.graph.nodes if node.type == "ZeroPad2d"]
    assert [(pad.id, dict(pad.params)) for pad in pads] == [
        ("n0_0_pad", {"left": 2, "right": 2, "top": 0, "bottom": 1})
    ]


def test_norms_of_vectors() -> None:
    ends = (nn.BatchNorm1d(6), nn.ReLU(), nn.Linear(6, 4), nn.LayerNorm(4, eps=1e-5))
    found = check(nn.Sequential(nn.Conv2d(3, 6, 6), nn.Flatten(), *ends))
    assert types(found)[:4] == ["Flatten", "Unflatten", "BatchNorm2d", "Flatten"]
    assert types(found)[-3:] == ["Unflatten", "LayerNorm2d", "Flatten"]


def test_wrappers_are_taken_off_and_grey_pictures_seen() -> None:
    network = nn.Sequential(nn.Conv2d(1, 4, 6), nn.Flatten(), nn.Linear(4, 2))
    found = check(network, channels=1)
    assert found.document.graph.nodes[0].params["channels"] == 1
    wrapped = import_module(nn.DataParallel(network), (6, 6))
    assert wrapped.document.graph == found.document.graph


def test_every_layer_of_torch_with_a_type_is_read() -> None:
    layers = [
        nn.Conv2d(3, 8, 3, groups=1, bias=False), nn.GroupNorm(4, 8), nn.LeakyReLU(0.2), nn.InstanceNorm2d(8),
        nn.ELU(0.5), nn.ConvTranspose2d(8, 8, 3, 2, 1, output_padding=1, groups=2), nn.Hardtanh(-2, 2), nn.Softplus(2),
        nn.MaxPool2d(3, 2, ceil_mode=True), nn.GELU("tanh"), nn.LocalResponseNorm(3), nn.ZeroPad2d((1, 2, 0, -1)),
        nn.ChannelShuffle(2), nn.Upsample(scale_factor=2, mode="bilinear"), nn.AvgPool2d(2, count_include_pad=False),
        nn.Dropout2d(0.1), nn.SiLU(), nn.Hardswish(), nn.Hardsigmoid(), nn.Sigmoid(), nn.Tanh(), nn.ReLU6(),
        nn.Identity(), nn.AdaptiveMaxPool2d((None, 2)), nn.AdaptiveAvgPool2d(2), nn.Flatten(),
        nn.Unflatten(1, (8, 2, 2)), nn.Flatten(1), nn.Dropout(0.25), nn.Linear(32, 3), nn.LogSoftmax(1),
    ]  # fmt: skip
    found = check(nn.Sequential(*layers), side=9)
    nodes = found.document.graph.nodes[1:]
    assert [node.type for node in nodes] == [type(layer).__name__ for layer in layers]
    assert nodes[28].params == {"p": 0.25} and nodes[8].params["ceil_mode"] is True


def test_what_only_training_does_is_mentioned() -> None:
    class DropPath(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return x * torch.bernoulli(torch.full((len(x), 1, 1, 1), 0.5)) if self.training else x

    found = check(nn.Sequential(nn.Conv2d(3, 4, 6), DropPath(), DropPath(), nn.Flatten(), nn.Linear(4, 2)))
    assert types(found) == ["Flatten", "Linear"]
    assert found.report[1].startswith("2 × DropPath, which passes its input on in evaluation mode, is left out")


def test_hooks_and_returned_parts_are_mentioned() -> None:
    network = nn.Sequential(nn.Conv2d(3, 4, 6), nn.Flatten(), nn.Linear(4, 2))
    network[0].register_forward_hook(lambda *args: None)
    assert "1 × a layer with a hook: what the hook does is left out." in check(network).report
    assert "Of the 2 things the network returns, the first is the class scores." in check(Net(_several_returned)).report
    maps = nn.Conv2d(3, 2, 6)
    several = Net(lambda net, x: {"maps": net.conv(x), "logits": torch.flatten(maps_of(net)(x), 1)})
    several.add_module("maps", maps)
    assert "Of what the network returns, logits is taken for the class scores." in import_module(several, 6).report


def maps_of(net: nn.Module) -> nn.Module:
    return net.get_submodule("maps")


def test_a_document_comes_back_from_its_module() -> None:
    """The compiled AlexNet of the presets is a torch module like any other."""
    from alexstudio.graph.presets import load_preset

    document = load_preset("alexnet")
    found = import_module(compile_document(document, initialise=False), 224)
    again = {node.id: (node.type, dict(node.params)) for node in found.document.graph.nodes}
    first = {node.id: (node.type, dict(node.params)) for node in document.graph.nodes if node.type != "Softmax"}
    assert again == first
