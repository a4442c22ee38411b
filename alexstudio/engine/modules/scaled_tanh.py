"""The hyperbolic tangent with a height and a steepness."""

from __future__ import annotations

import torch
from torch import nn


class ScaledTanh(nn.Module):
    """a · tanh(b · x), value by value: cuda-convnet's ``tanh[a,b]``."""

    def __init__(self, a: float = 1.7159, b: float = 2 / 3) -> None:
        super().__init__()
        self.a, self.b = a, b

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The activation."""
        return torch.tanh(x * self.b) * self.a

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"a={self.a}, b={self.b}"
