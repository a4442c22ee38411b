"""How maps lie in memory while a network trains: channels_last, which is faster, where torch can be trusted with it."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import nn

WIDE = 16
"""Channels that fill a register of AVX-512."""


def memory_format(module: nn.Module, devices: Iterable[torch.device]) -> torch.memory_format:
    """channels_last, or the plain order for a network that the CPU would crash on.

    The backward pass of a 1x1 convolution with a stride and fewer than 16 input channels writes beyond its memory when
    the maps are large and in channels_last (oneDNN in torch 2.14 on AVX-512: a segmentation fault or silent damage;
    8 -> 16 channels at 56x56 is enough). The shortcuts of a narrow ResNet are such layers.
    """
    on_cpu = any(device.type == "cpu" for device in devices)
    if on_cpu and any(_is_unsafe(layer) for layer in module.modules()):
        return torch.contiguous_format
    return torch.channels_last


def _is_unsafe(layer: nn.Module) -> bool:
    return (
        isinstance(layer, nn.Conv2d)
        and set(layer.kernel_size) == {1}
        and set(layer.stride) != {1}
        and layer.in_channels // layer.groups < WIDE
    )
