"""A fixed scale and shift for each channel."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn


class ChannelAffine(nn.Module):
    """scale · x + shift with one fixed number per channel: (n, c, h, w) -> the same shape. It has no state."""

    def __init__(self, scale: Sequence[float], shift: Sequence[float]) -> None:
        super().__init__()
        self.scale, self.shift = tuple(scale), tuple(shift)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The scaled maps."""
        numbers = enumerate(zip(self.scale, self.shift, strict=True))
        return torch.cat([x[:, place : place + 1] * scale + shift for place, (scale, shift) in numbers], 1)

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"scale={self.scale}, shift={self.shift}"
