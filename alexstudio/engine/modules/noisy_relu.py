"""A rectifier with noise while training."""

from __future__ import annotations

from math import sqrt

import torch
from torch import nn

WIDEST = 1 - 1e-6
"""The noise ends at 4.9 standard deviations: beyond, single precision would soon give infinity."""


class NoisyReLU(nn.Module):
    """max(0, x + e), value by value; e is normal with mean 0 and variance 1 / (1 + exp(-x)) while training, else 0.

    The gradient is that of the rectifier: the variance counts as given. An ``nn.RReLU`` draws, because it knows
    whether it trains also after it was traced: of -1 it makes a number between -1 and 1 at random, or 0.
    """

    def __init__(self) -> None:
        super().__init__()
        self.draw = nn.RReLU(-WIDEST, WIDEST)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The activation."""
        ones = torch.full_like(x, -1.0, dtype=torch.float32, memory_format=torch.contiguous_format)
        normal = torch.erfinv(self.draw(ones)) * sqrt(2)
        return torch.relu(x + normal.type_as(x) * torch.sigmoid(x.detach()).sqrt())
