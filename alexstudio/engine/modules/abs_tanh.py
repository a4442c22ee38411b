"""The absolute value of the hyperbolic tangent."""

from __future__ import annotations

import torch
from torch import nn


class AbsTanh(nn.Module):
    """a · |tanh(b · x)|, value by value: cuda-convnet's ``abstanh[a,b]``."""

    def __init__(self, a: float = 1.0, b: float = 1.0) -> None:
        super().__init__()
        self.a, self.b = a, b

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The activation."""
        return torch.tanh(x * self.b).abs() * self.a

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"a={self.a}, b={self.b}"
