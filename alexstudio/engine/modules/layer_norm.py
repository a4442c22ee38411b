"""Layer normalisation for maps."""

from __future__ import annotations

import torch
from torch import nn


class LayerNorm2d(nn.Module):
    """Normalises over the channels at each position, then scales and shifts each channel.

    (n, c, h, w) -> the same shape; what ConvNeXt in torchvision does, with its names of parameters.
    """

    def __init__(
        self, channels: int, eps: float = 1e-6, affine: bool = True, device: torch.device | None = None
    ) -> None:
        super().__init__()
        self.channels, self.eps = channels, eps
        self.weight = nn.Parameter(torch.ones(channels, device=device)) if affine else None
        self.bias = nn.Parameter(torch.zeros(channels, device=device)) if affine else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The normalised maps."""
        last = x.permute(0, 2, 3, 1)
        last = nn.functional.layer_norm(last, (self.channels,), self.weight, self.bias, self.eps)
        return last.permute(0, 3, 1, 2)

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"{self.channels}, eps={self.eps}, affine={self.weight is not None}"
