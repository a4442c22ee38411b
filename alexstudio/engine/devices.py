"""Which devices this machine has, and which one each logical device of a document becomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import permutations

import torch

from alexstudio.graph.node import HOST

CPU, MPS = "cpu", "mps"
COPY_BYTES = 1 << 20

_PHYSICAL = re.compile(r"cpu|mps|cuda:(0|[1-9][0-9]{0,2})")


class DeviceProblem(Exception):
    """A device that this machine does not have, or cannot trust; the text is one sentence."""


def inventory() -> tuple[str, ...]:
    """The physical devices of this machine, best first; the CPU is always the last."""
    names = [f"cuda:{index}" for index in range(torch.cuda.device_count())] if torch.cuda.is_available() else []
    if torch.backends.mps.is_available():
        names.append(MPS)
    return (*names, CPU)


def own_memory(names: Iterable[str]) -> dict[str, int]:
    """Bytes of each GPU among ``names``."""
    return {
        name: int(torch.cuda.get_device_properties(torch.device(name)).total_memory)
        for name in names
        if name.startswith("cuda:")
    }


def check_physical(name: str, there: Iterable[str] | None = None) -> torch.device:
    """The torch device called ``name``, which must be one of ``there`` (this machine's), else `DeviceProblem`."""
    found = tuple(inventory() if there is None else there)
    # torch.device wraps the index: "cuda:256" is cuda:0 without a word, so nothing unchecked may get there
    if not _PHYSICAL.fullmatch(name) or name not in found:
        raise DeviceProblem(_sentence([_shown(name)], found))
    return torch.device(name)


def device_map(
    logical: Iterable[str], wish: Mapping[str, str] | None = None, there: Iterable[str] | None = None
) -> dict[str, torch.device]:
    """Logical device -> torch device: as wished, else gpuN is cuda:N, cuda:0, mps or the CPU, what there is first.

    The host is the CPU. `DeviceProblem` names every wish that this machine cannot fulfil, also for devices that the
    document does not use.
    """
    found = tuple(inventory() if there is None else there)
    wished = dict(wish or {})
    bad = [
        f"{_shown(name)} for {_shown(device)}"
        for device, name in wished.items()
        if not _PHYSICAL.fullmatch(name) or name not in found
    ]
    if bad:
        raise DeviceProblem(_sentence(bad, found))
    if wished.get(HOST, CPU) != CPU:
        raise DeviceProblem(f"The host is always the cpu; it cannot be {_shown(wished[HOST])}.")
    return {device: torch.device(wished.get(device) or _choice(device, found)) for device in logical}


def check_copies(devices: Iterable[torch.device]) -> None:
    """Copy random bits between every two different devices and compare; `DeviceProblem` names a pair that differs.

    Some machines copy zeros between two GPUs without an error (IOMMU or access-control settings of the bus).
    """
    distinct = list(dict.fromkeys(devices))
    if len(distinct) < 2:
        return
    original = torch.randint(0, 256, (COPY_BYTES,), dtype=torch.uint8, generator=torch.Generator().manual_seed(2012))
    for origin, destination in permutations(distinct, 2):
        there = _copy(original.to(origin), destination)
        if not torch.equal(there.cpu(), original):
            raise DeviceProblem(
                f"Copying from {origin} to {destination} changes the data on this machine, so nothing computed across "
                "them can be trusted. Map both logical devices to one of them."
            )


def nowhere() -> torch.device:
    """The device on which modules can be made without memory or values, as a context manager."""
    return torch.device("meta")


def _copy(tensor: torch.Tensor, destination: torch.device) -> torch.Tensor:
    return tensor.to(destination)


def _choice(device: str, there: tuple[str, ...]) -> str:
    if device == HOST:
        return CPU
    for name in (f"cuda:{device.removeprefix('gpu')}", "cuda:0", MPS):
        if name in there:
            return name
    return CPU


def _sentence(bad: list[str], there: tuple[str, ...]) -> str:
    shown = ", ".join(bad[:8]) + (f" and {len(bad) - 8} more" if len(bad) > 8 else "")
    return f"This machine has no device {shown}. It has: {', '.join(there)}."


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")
