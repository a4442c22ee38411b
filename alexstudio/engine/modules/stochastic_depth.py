"""Leaving out whole branches at random."""

from __future__ import annotations

import torch
from torch import nn


class StochasticDepth(nn.Module):
    """Sets all maps of a picture (``row``) or of the batch (``batch``) to 0 with probability ``p`` while training.

    (n, c, h, w) -> the same shape. What survives is divided by 1 - p; otherwise nothing changes. An ``nn.Dropout``
    draws, because it knows whether it trains also after it was traced.
    """

    def __init__(self, p: float, mode: str = "row") -> None:
        super().__init__()
        self.mode = mode
        self.drop = nn.Dropout(p)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The maps, or zeros."""
        one = x[:, :1, :1, :1] if self.mode == "row" else x[:1, :1, :1, :1]
        kept: torch.Tensor = self.drop(torch.ones_like(one))
        return x * kept

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"mode={self.mode!r}"
