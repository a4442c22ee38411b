"""A learned factor for each map."""

from __future__ import annotations

import torch
from torch import nn


class LayerScale(nn.Module):
    """Multiplies each map by its own learned factor: (n, c, h, w) -> the same shape. ``weight`` is (c, 1, 1)."""

    def __init__(self, channels: int, init_value: float = 1e-6, device: torch.device | None = None) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.full((channels, 1, 1), init_value, device=device))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The weighed maps."""
        return x * self.weight

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"{self.weight.shape[0]}"
