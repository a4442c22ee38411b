"""Subsampling by taking single pixels, as cuda-convnet's ``nailbed`` layer."""

from __future__ import annotations

import torch
from torch import nn


class Nailbed(nn.Module):
    """Every ``stride``-th pixel down and across, from ``start`` on: (n, c, h, w) -> (n, c, fewer, fewer).

    ``ceil((size - start) / stride)`` are left. They are copied, so that the large maps can be let go.
    """

    def __init__(self, stride: tuple[int, int], start: tuple[int, int] = (0, 0)) -> None:
        super().__init__()
        if min(start) < 0:
            raise ValueError("pixels are counted from the top left corner")
        self.stride, self.start = stride, start

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The pixels that are left."""
        return x[:, :, self.start[0] :: self.stride[0], self.start[1] :: self.stride[1]].clone()

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"stride={self.stride}, start={self.start}"
