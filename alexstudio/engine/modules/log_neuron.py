"""The natural logarithm, with a start above zero."""

from __future__ import annotations

import torch
from torch import nn


class LogNeuron(nn.Module):
    """log(a + x), value by value: cuda-convnet's ``log[a]``. Where x is below -a, the result is not a number."""

    def __init__(self, a: float = 1.0) -> None:
        super().__init__()
        self.a = a

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The logarithm."""
        return torch.log(x + self.a)

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"a={self.a}"
