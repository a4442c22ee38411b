"""Networks that the CPU would crash on in channels_last are trained in the plain order."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from alexstudio.engine.layout import memory_format

CPU = [torch.device("cpu")]


@pytest.mark.parametrize(
    ("layer", "is_safe"),
    [
        (nn.Conv2d(8, 16, 1, stride=2), False),
        (nn.Conv2d(15, 64, 1, stride=(1, 2)), False),
        (nn.Conv2d(32, 64, 1, stride=2, groups=4), False),
        (nn.Conv2d(16, 32, 1, stride=2), True),
        (nn.Conv2d(8, 16, 1), True),
        (nn.Conv2d(8, 16, 3, stride=2), True),
    ],
)
def test_layout(layer: nn.Module, is_safe: bool) -> None:
    found = memory_format(nn.Sequential(nn.ReLU(), layer), CPU)
    assert found == (torch.channels_last if is_safe else torch.contiguous_format)
    assert memory_format(layer, [torch.device("cuda:0")]) == torch.channels_last
