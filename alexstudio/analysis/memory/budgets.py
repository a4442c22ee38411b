"""`loads`: what each device of a document holds, against the memory of what it runs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from alexstudio.analysis.memory.cards import CARDS, Card, machine_memory
from alexstudio.analysis.memory.course import DeviceMemory, Memory
from alexstudio.analysis.report import Report
from alexstudio.graph.placement import CPU, choice


class Load(NamedTuple):
    """A logical device, and what it has to hold."""

    device: str
    layers: int
    params: int
    memory: DeviceMemory
    card: Card
    """What it runs on."""
    sharers: tuple[str, ...] = ()
    """Other logical devices that run on the same one."""
    together: int = 0
    """Bytes of all of them at their peaks, which need not be at the same moment."""

    @property
    def over(self) -> int:
        """Bytes that are too many; 0 when it fits."""
        return max(0, self.together - self.card.memory)


def loads(report: Report, memory: Memory, cards: Mapping[str, Card]) -> tuple[Load, ...]:
    """The devices that compute, gpu0 first; ``cards`` is what each of them is, by the name of which some may share."""
    found = []
    peaks = {device: _without_cuda(one) if cards[device].name == CPU else one for device, one in memory.devices.items()}
    for device, peak in peaks.items():
        card, sums = cards[device], report.devices[device]
        on_it = [other for other in peaks if cards[other] is card]
        together = sum(peaks[other].peak for other in on_it)
        sharers = tuple(other for other in on_it if other != device)
        found.append(Load(device, sums.layers, sums.params, peak, card, sharers, together))
    return tuple(found)


def own_cards(devices: tuple[str, ...], card: Card) -> dict[str, Card]:
    """A card of this kind for each device."""
    return {device: Card(*card) for device in devices}


def machine_cards(
    devices: tuple[str, ...], wish: Mapping[str, str], there: tuple[str, ...], memory: Mapping[str, int]
) -> dict[str, Card]:
    """What each device runs on here; where its memory is not known, a GTX 580, on which AlexNet was trained.

    ``wish`` is the device map, ``there`` the devices of the machine, none while they are not known, and ``memory``
    the bytes of those that have their own.
    """
    sizes = {**memory, **({CPU: machine_memory()} if CPU in there else {})}
    known = {name: Card(name, 0, size) for name, size in sizes.items() if size}
    found = {}
    for device in devices:
        name = wish.get(device) or (choice(device, there) if there else "")
        found[device] = known[name] if name in known else Card(*CARDS[0])
    return found


def _without_cuda(peak: DeviceMemory) -> DeviceMemory:
    """The same on a processor, where the driver of a GPU takes nothing."""
    rest = peak.peak - peak.parts["CUDA estimate"]
    return replace(peak, parts={**peak.parts, "CUDA estimate": 0}, peak=rest)
