"""Gaussian smoothing of each map, as cuda-convnet's ``blur`` layer."""

from __future__ import annotations

from math import exp

import torch
from torch import nn


class GaussianBlur(nn.Module):
    """A fixed Gaussian filter of ``size`` x ``size`` pixels on each map: (n, c, h, w) -> the same shape.

    It is taken across and then down, with weights exp(-d² / (2 · deviation²)) at distance d that sum to 1; beyond the
    border there are zeros. ``size`` is odd. The sum is written out, so that it has no weights and keeps its precision
    where convolutions are computed in a narrower one.
    """

    def __init__(self, size: int, deviation: float) -> None:
        super().__init__()
        if size % 2 != 1:
            raise ValueError("the filter has a pixel in its middle, so its size is odd")
        self.size, self.deviation = size, deviation
        weights = [exp(-((place - size // 2) ** 2) / (2 * deviation**2)) for place in range(size)]
        self.weights = tuple(weight / sum(weights) for weight in weights)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The smoothed maps."""
        reach, last = self.size // 2, self.size - 1
        wide = nn.functional.pad(x, (reach, reach, 0, 0))
        x = wide[:, :, :, last:] * self.weights[last]
        for place in range(last):
            x = x + wide[:, :, :, place : place - last] * self.weights[place]
        tall = nn.functional.pad(x, (0, 0, reach, reach))
        x = tall[:, :, last:] * self.weights[last]
        for place in range(last):
            x = x + tall[:, :, place : place - last] * self.weights[place]
        return x

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"{self.size}, deviation={self.deviation}"
