"""A fixed line through each value."""

from __future__ import annotations

import torch
from torch import nn


class LinearNeuron(nn.Module):
    """a · x + b, value by value, with fixed numbers: cuda-convnet's ``linear[a,b]``."""

    def __init__(self, a: float = 1.0, b: float = 0.0) -> None:
        super().__init__()
        self.a, self.b = a, b

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The line."""
        return x * self.a + self.b

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"a={self.a}, b={self.b}"
