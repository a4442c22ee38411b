"""What torch computes. Only the engine imports it, when a network with the layer is trained or exported."""

from __future__ import annotations

import torch
from torch import nn

_FUNCTIONS = {"relu": nn.ReLU, "silu": nn.SiLU, "sigmoid": nn.Sigmoid, "hardsigmoid": nn.Hardsigmoid}


class SqueezeExcite(nn.Module):
    """(n, c, h, w) -> the same shape, each map times its factor. Keys as in torchvision's SqueezeExcitation."""

    def __init__(self, channels: int, middle: int, activation: str = "relu", gate: str = "sigmoid") -> None:
        super().__init__()
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc1 = nn.Conv2d(channels, middle, 1)
        self.activation = _FUNCTIONS[activation]()
        self.fc2 = nn.Conv2d(middle, channels, 1)
        self.gate = _FUNCTIONS[gate]()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The weighed maps."""
        factors: torch.Tensor = self.gate(self.fc2(self.activation(self.fc1(self.avgpool(x)))))
        return factors * x
