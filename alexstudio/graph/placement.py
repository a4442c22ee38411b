"""Names of the devices of a machine, and which of them each logical device of a document becomes there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from alexstudio.graph.node import DEVICE_LIMIT, HOST, GraphError, check_device

CPU, MPS = "cpu", "mps"
INDEX_LIMIT = 128
"""torch counts GPUs in one signed byte: cuda:256 would be cuda:0 without a word."""

DeviceMap = dict[str, str]
"""Logical device -> physical device: "gpu1" -> "cuda:0"."""

LAST = f"cuda:{INDEX_LIMIT - 1}"

_PHYSICAL = re.compile(r"cpu|mps|cuda:(0|[1-9][0-9]{0,2})")


def is_physical(text: str) -> bool:
    """Whether ``text`` can be a device of a machine, whether or not this one has it."""
    return bool(_PHYSICAL.fullmatch(text)) and int(text.partition(":")[2] or 0) < INDEX_LIMIT


def check_map(devices: Mapping[str, str]) -> DeviceMap:
    """A device map whose names can be, gpu0 first; `GraphError` has every bad name in one sentence."""
    faults = []
    unknown = [_shown(name) for name in devices if not _is_logical(name)]
    if unknown:
        faults.append(f"{_some(unknown)} is no device of a document, which are host and gpu0 to gpu{DEVICE_LIMIT - 1}")
    absent = [f"{_shown(name)} for {_shown(device)}" for device, name in devices.items() if not is_physical(name)]
    if absent:
        faults.append(f"{_some(absent)} is no device of a machine, which are cpu, mps and cuda:0 to {LAST}")
    elif devices.get(HOST, CPU) != CPU:
        faults.append(f"the host is always the cpu, it cannot be {devices[HOST]}")
    if faults:
        raise GraphError(f"{'; '.join(faults)}.")
    return {name: devices[name] for name in sorted(devices, key=number)}


def number(device: str) -> int:
    """The place of a logical device in a list: the host first, then gpu0, gpu1 and so on."""
    return int(device[3:]) if device.startswith("gpu") and device[3:].isdigit() else -1


def choice(device: str, there: Collection[str]) -> str:
    """What a logical device becomes where nothing is said: gpuN is cuda:N, else cuda:0, mps or the CPU."""
    if device == HOST:
        return CPU
    wanted = (f"cuda:{device.removeprefix('gpu')}", "cuda:0", MPS)
    return next((name for name in wanted if name in there), CPU)


def used_map(devices: Mapping[str, str], used: Iterable[str]) -> DeviceMap:
    """The part of a device map that a document with these devices needs."""
    wanted = set(used)
    return {logical: physical for logical, physical in devices.items() if logical in wanted}


def missing(devices: Mapping[str, str], there: Collection[str]) -> DeviceMap:
    """What of a device map a machine lacks."""
    return {logical: physical for logical, physical in devices.items() if physical not in there}


def remapped(devices: Mapping[str, str], there: Collection[str]) -> DeviceMap:
    """The map with every device that a machine lacks replaced by what it would choose."""
    lacking = missing(devices, there)
    return {logical: choice(logical, there) if logical in lacking else name for logical, name in devices.items()}


def _is_logical(text: str) -> bool:
    try:
        return bool(check_device(text))
    except GraphError:
        return False


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:37]}...")


def _some(names: list[str]) -> str:
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
