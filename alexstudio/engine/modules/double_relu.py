"""A rectifier on both sides of zero."""

from __future__ import annotations

import torch
from torch import nn


class DoubleReLU(nn.Module):
    """x - a · tanh(x / a), value by value: flat around 0, of slope 1 far from it; cuda-convnet's ``drelu[a]``."""

    def __init__(self, a: float = 1.0) -> None:
        super().__init__()
        self.a = a

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The activation."""
        return x - torch.tanh(x / self.a) * self.a

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"a={self.a}"
