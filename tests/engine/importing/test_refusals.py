"""What a document cannot express is refused with one sentence: where, what, what to do."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn
from torch.nn.utils import parametrizations, weight_norm
from torchvision import models

from alexstudio.engine.importing import ImportProblem, import_module


def network(forward: Callable[[Any, torch.Tensor], Any], **layers: nn.Module) -> nn.Module:
    """A module with a convolution, a dense layer and whatever a test adds."""

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv, self.fc = nn.Conv2d(3, 8, 3, padding=1), nn.Linear(8, 5)
            self.gain = nn.Parameter(torch.ones(1))
            for name, layer in layers.items():
                self.add_module(name, layer)

        def forward(self, x: torch.Tensor) -> Any:
            return forward(self, x)

    return Net()


def refused(module: nn.Module, size: int = 8) -> str:
    with pytest.raises(ImportProblem) as found:
        import_module(module, size)
    text = str(found.value)
    assert "\n" not in text and text.endswith(".") and len(text) < 300 and "Traceback" not in text
    return text


def head(net: Any, x: torch.Tensor) -> Any:
    return net.fc(x.mean((2, 3)))


CASES: dict[str, tuple[Callable[[Any, torch.Tensor], Any], str]] = {
    "function": (lambda net, x: head(net, torch.cumsum(net.conv(x), 1)), "The network computes cumsum, for which"),
    "of weights": (lambda net, x: head(net, F.conv2d(x, net.conv.weight * 2)), "computes with its weights before"),
    "values decide": (
        lambda net, x: head(net, net.conv(x)) if x.sum() > 0 else x,
        "decides by values that it computes",
    ),
    "values decide too": (lambda net, x: head(net, net.conv(x) if x > 0 else net.conv(-x)), "Take the decision out"),
    "one by one": (lambda net, x: torch.stack([head(net, one) for one in net.conv(x)]), "picture by picture"),
    "batch": (lambda net, x: head(net, net.conv(x)[0]), "picks pictures out of the batch"),
    "mixes": (lambda net, x: net.fc(net.conv(x).view(-1, 8)), "mixes pictures or does not fit"),
    "flatten all": (lambda net, x: net.fc(net.conv(x).flatten()), "treats the batch as values"),
    "order": (lambda net, x: head(net, net.conv(x).transpose(2, 3)), "reorders dimensions (0, 1, 3, 2)"),
    "rows": (lambda net, x: net.fc(net.conv(x).mean(3).mean(2)), "a mean over other dimensions"),
    "learned number": (lambda net, x: head(net, net.conv(x) * net.gain), "one learned factor for each channel"),
    "learned shift": (lambda net, x: head(net, net.conv(x) + net.gain), "adds learned numbers outside a layer"),
    "written to": (lambda net, x: head(net, _write(net.conv(x))), "writes into a tensor"),
    "joined below": (lambda net, x: head(net, torch.cat([net.conv(x)] * 2, 2)), "joins along dimension 2"),
    "weights again": (lambda net, x: head(net, net.conv(net.conv(x)[:, :3])), "conv is used again"),
    "nothing": (lambda net, x: None, "returns NoneType instead of class scores"),
    "own error": (lambda net, x: net.no_such_layer(x), "AttributeError"),
    "no pictures": (lambda net, x: net.gain, "returns its weights or constants instead"),
    "hidden in place": (lambda net, x: head(net, _rectify_a_part(net.conv(x))), "changes in place what other layers"),
    "arguments": (lambda net, x: head(net, net.conv(x).max(dim=1)[0]), "calls max with arguments"),
}


def _write(x: torch.Tensor) -> torch.Tensor:
    x[:, 0] = 0
    return x


def _rectify_a_part(x: torch.Tensor) -> torch.Tensor:
    x[:, :4].relu_()
    return x


@pytest.mark.parametrize("what", CASES)
def test_operations(what: str) -> None:
    forward, expected = CASES[what]
    assert expected in refused(network(forward))


LAYERS: dict[str, tuple[nn.Module, str]] = {
    "padding_mode": (
        nn.Conv2d(8, 8, 3, padding=1, padding_mode="reflect"),
        "more is a Conv2d with padding_mode = 'refl",
    ),
    "indices": (nn.MaxPool2d(2, return_indices=True), "more is a MaxPool2d with return_indices = True"),
    "divisor": (nn.AvgPool2d(2, divisor_override=3), "divisor_override = 3"),
    "channels": (nn.BatchNorm2d(7), "more is made for 7 channels, but gets 8"),
    "features": (nn.Linear(7, 8), "more is made for 7 values, but gets 8"),
    "kernel": (nn.Conv2d(8, 8, 11), "more has a 11×11 kernel, larger than its padded input"),
    "unknown": (nn.RReLU(), "more is a RReLU, for which there is no layer type"),
    "norm over rows": (nn.LayerNorm([8, 8, 8]), "more normalises over 8×8×8"),
    "weight norm": (parametrizations.weight_norm(nn.Conv2d(8, 8, 1)), "more is a ParametrizedConv2d"),
    "softmax of maps": (nn.Softmax(2), "more is a Softmax along dimension 2"),
}


@pytest.mark.parametrize("what", LAYERS)
def test_layers(what: str) -> None:
    more, expected = LAYERS[what]
    assert expected in refused(network(lambda net, x: head(net, net.more(net.conv(x))), more=more))


@pytest.mark.filterwarnings("ignore:.*weight_norm.*:FutureWarning")
def test_weights_that_are_worked_out() -> None:
    more = weight_norm(nn.Conv2d(8, 8, 1))
    text = refused(network(lambda net, x: head(net, net.more(net.conv(x))), more=more))
    assert "more holds 80 numbers, where a Conv2d on its input has 72" in text


def test_two_layers_with_the_same_weights() -> None:
    other = nn.Conv2d(3, 8, 3, padding=1)
    net = network(lambda net, x: head(net, net.conv(x) + net.other(x)), other=other)
    other.weight = net.conv.weight  # type: ignore[assignment, union-attr]
    assert "other uses the weights of conv again" in refused(net)


def test_more_than_pictures() -> None:
    class Two(nn.Module):
        def forward(self, x: torch.Tensor, mask: torch.Tensor, scale: float = 2.0) -> torch.Tensor:
            return x

    assert "also needs mask" in refused(Two())


def test_small_pictures_name_the_layer() -> None:
    with torch.device("meta"):
        alexnet = models.alexnet()
    assert refused(alexnet, 31).startswith("features.12 has a 3×3 window, larger than its input of")


def test_torchscript() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = torch.jit.script(nn.Linear(3, 3))
    assert "TorchScript" in refused(module)
