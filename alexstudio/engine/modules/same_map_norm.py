"""Response normalisation within each map, as cuda-convnet's ``rnorm`` layer."""

from __future__ import annotations

import torch
from torch import nn


class SameMapNorm(nn.Module):
    """y = x · (k + alpha/size² · Σ x²)^-beta, the sum over size x size pixels around each pixel of the same map.

    (n, c, h, w) -> the same shape. Windows are clipped at the border, and the sum is divided by size² there too. A
    window of even size reaches one pixel further to the left and up, as in cuda-convnet.
    """

    def __init__(self, size: int, alpha: float = 1e-3, beta: float = 0.75, k: float = 1.0) -> None:
        super().__init__()
        self.size, self.alpha, self.beta, self.k = size, alpha, beta, k

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The normalised maps."""
        inside = slice(0, None if self.size % 2 else -1)  # padding on both sides gives a window of even size one more
        means = nn.functional.avg_pool2d(x.square(), self.size, 1, self.size // 2)[:, :, inside, inside]
        return x * (means * self.alpha + self.k).pow(-self.beta)

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return f"{self.size}, alpha={self.alpha}, beta={self.beta}, k={self.k}"
