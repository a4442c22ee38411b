"""Convolution with weights that are not shared between positions."""

from __future__ import annotations

from math import sqrt

import torch
from torch import nn


class LocallyConnected2d(nn.Module):
    """Like ``nn.Conv2d``, but each output position has its own filters and biases: cuda-convnet's ``local`` layer.

    (n, in_channels, *in_size) -> (n, out_channels, height, width). ``weight`` is (height · width,
    in_channels · kernel height · kernel width, out_channels), cuda-convnet's matrix of (positions · channels · rows ·
    columns) x filters cut by positions; ``bias`` is (out_channels, height · width).
    """

    def __init__(
        self,
        in_channels: int,
        in_size: tuple[int, int],
        out_channels: int,
        kernel_size: tuple[int, int],
        stride: tuple[int, int] = (1, 1),
        padding: tuple[int, int] = (0, 0),
        bias: bool = True,
        device: torch.device | None = None,
    ) -> None:
        super().__init__()
        self.in_channels, self.in_size, self.out_channels = in_channels, in_size, out_channels
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding
        rows, columns = ((in_size[axis] + 2 * padding[axis] - kernel_size[axis]) // stride[axis] + 1 for axis in (0, 1))
        self.out_size = (rows, columns)
        fan_in = in_channels * kernel_size[0] * kernel_size[1]
        self.weight = nn.Parameter(torch.empty(rows * columns, fan_in, out_channels, device=device))
        self.bias = nn.Parameter(torch.empty(out_channels, rows * columns, device=device)) if bias else None
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Uniform weights and biases, bounded by 1/sqrt(fan_in), as torch's convolutions have them."""
        bound = 1 / sqrt(self.weight.shape[1])
        for parameter in self.parameters():
            nn.init.uniform_(parameter, -bound, bound)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The maps that come out."""
        patches = nn.functional.unfold(x, self.kernel_size, padding=self.padding, stride=self.stride)
        y = torch.matmul(patches.permute(2, 0, 1), self.weight).permute(1, 2, 0)
        if self.bias is not None:
            y = y + self.bias.to(y.dtype)  # a matrix product may be in a narrower type, and so stays what follows
        return torch.unflatten(y, 2, self.out_size)

    def extra_repr(self) -> str:
        """The settings, for printing."""
        return (
            f"{self.in_channels}, {self.out_channels}, in_size={self.in_size}, kernel_size={self.kernel_size}, "
            f"stride={self.stride}, padding={self.padding}, bias={self.bias is not None}"
        )
