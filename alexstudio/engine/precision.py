"""Float32 or bfloat16: which one a training computes in, decided by a quick timing on the device at hand."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, ExitStack
from functools import cache
from time import perf_counter
from typing import Literal, NamedTuple

import torch
from torch import nn

Name = Literal["float32", "bfloat16"]
CLEARLY_FASTER = 1.1
ROUNDS = 6


class Precision(NamedTuple):
    """What a training computes in, and why, as a sentence for people."""

    name: Name
    why: str


def choose_precision(devices: Iterable[torch.device], wanted: Literal["auto", "float32", "bfloat16"]) -> Precision:
    """What was wanted; for ``auto`` bfloat16 if a step with it is at least 10 % faster on every one of the devices.

    The timing takes a fraction of a second and is done once per device in a process. bfloat16 means autocast:
    parameters, gradients and the loss stay float32.
    """
    if wanted != "auto":
        return Precision(wanted, f"Training computes in {wanted}, as the recipe says.")
    gains = {str(device): _gain(device) for device in devices}
    shown = ", ".join(f"{gain:.2f} times as fast on {device}" for device, gain in gains.items())
    name: Name = "bfloat16" if gains and all(gain >= CLEARLY_FASTER for gain in gains.values()) else "float32"
    return Precision(name, f"Training computes in {name}: in a quick timing, bfloat16 was {shown}.")


def casting(devices: Iterable[torch.device], name: Name) -> AbstractContextManager[object]:
    """The autocast contexts of a forward pass over these devices; does nothing for float32."""
    stack = ExitStack()
    if name == "bfloat16":
        for kind in sorted({device.type for device in devices}):
            stack.enter_context(torch.autocast(kind, dtype=torch.bfloat16))
    return stack


@cache
def _gain(device: torch.device) -> float:
    """How many times as fast a step in bfloat16 is as one in float32; 0 where it does not work.

    The layers are as large as AlexNet's middle ones: on small ones the casts cost more than the arithmetic gains. The
    rounds take turns and the best counts, because other programs disturb.
    """
    net = nn.Sequential(nn.Conv2d(128, 192, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(192 * 13 * 13, 256))
    net = net.to(device).to(memory_format=torch.channels_last)
    images = torch.randn(16, 128, 13, 13, device=device).contiguous(memory_format=torch.channels_last)
    names: tuple[Name, Name] = ("float32", "bfloat16")
    best = dict.fromkeys(names, float("inf"))
    try:
        for _ in range(ROUNDS):
            for name in names:
                began = perf_counter()
                with casting([device], name):
                    scores = net(images)
                scores.float().sum().backward()
                torch.zeros(1, device=device).item()  # waits for the device
                best[name] = min(best[name], perf_counter() - began)
    except RuntimeError:
        return 0.0
    return best["float32"] / best["bfloat16"]
