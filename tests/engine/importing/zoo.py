"""torchvision's convolutional classifiers, built without waiting for their weights."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import torch
from torch import nn
from torchvision import models
from torchvision.models.regnet import BlockParams

DEEP = os.environ.get("ALEXSTUDIO_DEEP", "") == "1"

TRANSFORMERS = ("vit_", "swin_", "maxvit")
EVERY = tuple(name for name in models.list_models(module=models) if not name.startswith(TRANSFORMERS))
"""All of them, in all sizes."""
SOME = tuple(
    "alexnet convnext_tiny densenet121 efficientnet_b0 efficientnet_v2_s googlenet inception_v3 mnasnet0_5 "
    "mobilenet_v2 mobilenet_v3_large mobilenet_v3_small regnet_x_400mf regnet_y_800mf resnet18 resnet50 resnet152 "
    "resnext50_32x4d shufflenet_v2_x0_5 shufflenet_v2_x2_0 squeezenet1_0 squeezenet1_1 vgg11 vgg16_bn "
    "wide_resnet50_2".split()
)
"""One or two of every architecture: what the others have, these have."""


def side(name: str) -> int:
    """Height and width of the pictures that a network was made for."""
    return 299 if name == "inception_v3" else 224


def on_meta(name: str, **options: Any) -> nn.Module:
    """A network whose weights have shapes and no values."""
    if name in ("googlenet", "inception_v3"):
        options = {"init_weights": False, "transform_input": True, **options}
    with _widths_on_the_cpu(), torch.device("meta"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        network: nn.Module = models.get_model(name, **options)
    return network


def on_cpu(name: str, **options: Any) -> nn.Module:
    """A network with random weights of a sensible size, sooner than torchvision draws them; in evaluation mode."""
    return filled(on_meta(name, **options).to_empty(device="cpu")).eval()


@torch.no_grad()
def filled(network: nn.Module) -> nn.Module:
    """The network with random weights, biases and running means, the same every time."""
    random = torch.Generator().manual_seed(2012)
    for name, value in network.state_dict().items():
        if name.endswith("num_batches_tracked"):
            value.zero_()
        elif name.endswith("running_var"):
            value.uniform_(0.5, 1.5, generator=random)
        elif value.dim() > 1:
            value.normal_(0, (2 / max(1, value[0].numel())) ** 0.5, generator=random)
        else:
            value.normal_(float(name.endswith("weight")), 0.2, generator=random)
    return network


@contextmanager
def _widths_on_the_cpu() -> Iterator[None]:
    """RegNet works its widths out with tensors, which must have values."""
    plain = BlockParams.from_init_params.__func__  # type: ignore[attr-defined]

    def with_values(kind: type[BlockParams], *args: Any, **kwargs: Any) -> Any:
        with torch.device("cpu"):
            return plain(kind, *args, **kwargs)

    with mock.patch.object(BlockParams, "from_init_params", classmethod(with_values)):
        yield
