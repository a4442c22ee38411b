"""How a network does while it learns: norms of gradients and weights layer by layer, and memory."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from math import hypot, isfinite
from pathlib import Path

import torch
from torch import fx

from alexstudio.runs.vitals import Norms

EVERY = 100
"""Steps from one look to the next, beside those with a validation. A look reads each weight and gradient once, of
which a step does ten times as much: 0.1 % of the time."""


def is_due(step: int, validate_every: int) -> bool:
    """Whether a step is looked at: the first, every hundredth, and those before a validation."""
    return step == 1 or step % EVERY == 0 or step % validate_every == 0


@torch.no_grad()
def look(module: fx.GraphModule, step: int, devices: Iterable[torch.device]) -> Norms:
    """Norms between the backward pass and the update; reads only, and draws nothing at random."""
    owners = {str(node.target): node.meta["node"] for node in module.graph.nodes if node.op == "call_module"}
    weights: list[tuple[str, torch.Tensor]] = []
    gradients: list[tuple[str, torch.Tensor]] = []
    for name, weight in module.named_parameters():
        owner = owners.get(name.partition(".")[0], "")
        weights.append((owner, weight))
        if weight.grad is not None:
            gradients.append((owner, weight.grad))
    return Norms(step=step, gradients=_norms(gradients), weights=_norms(weights), memory=_memory(devices))


def _norms(tensors: list[tuple[str, torch.Tensor]]) -> dict[str, float | None]:
    found: dict[str, float] = {}
    for device in {tensor.device for _, tensor in tensors}:
        there = [(owner, tensor) for owner, tensor in tensors if tensor.device == device]
        norms = torch.stack(_each([tensor for _, tensor in there])).tolist()
        for (owner, _), norm in zip(there, norms, strict=True):
            found[owner] = hypot(found.get(owner, 0.0), norm)
    order = dict.fromkeys(owner for owner, _ in tensors)
    return {owner: float(f"{found[owner]:.6g}") if isfinite(found[owner]) else None for owner in order}


def _each(tensors: list[torch.Tensor]) -> list[torch.Tensor]:
    try:
        return list(torch._foreach_norm(tensors))
    except RuntimeError:  # a device without that kernel
        return [torch.linalg.vector_norm(tensor) for tensor in tensors]


def _memory(devices: Iterable[torch.device]) -> dict[str, int]:
    found: dict[str, int] = {}
    with suppress(OSError, ValueError, IndexError, AttributeError):  # only Linux tells in this way
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        found["cpu"] = pages * os.sysconf("SC_PAGE_SIZE")
    for device in sorted({str(device) for device in devices if device.type == "cuda"}):
        found[device] = torch.cuda.max_memory_allocated(device)
    return found
