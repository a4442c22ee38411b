"""What torch computes. Only the engine imports it, when a network with the layer is trained or exported."""

from __future__ import annotations

import torch
from torch import nn


class Maxout(nn.Module):
    """(n, k·c, ...) -> (n, c, ...): the largest of each ``pieces`` neighbouring channels."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.pieces = pieces

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The winners."""
        return torch.max(torch.unflatten(x, 1, (-1, self.pieces)), 2).values

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"pieces={self.pieces}"
