"""`Setup`: what each logical device of a document is, and how tensors get from one to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from alexstudio.analysis.report import Report
from alexstudio.analysis.timing.rates import Link, Precision, Rates, RatesProblem
from alexstudio.analysis.timing.shelf import ANY_HOST
from alexstudio.graph.node import HOST

CPU = "cpu"


class Physical(NamedTuple):
    """A device of a machine; two logical devices with the same ``name`` share it, and its time."""

    name: str
    rates: Rates


@dataclass(frozen=True)
class Setup:
    """Logical device -> physical device, the host included."""

    devices: Mapping[str, Physical]

    @classmethod
    def of_cards(cls, report: Report, card: Rates, host: Rates = ANY_HOST) -> Setup:
        """A card of this kind for each logical device, and a processor for the host."""
        placed = {device: Physical(f"{card.name}, {device}", card) for device in logical_devices(report)}
        return cls({**placed, HOST: Physical(CPU, host)})

    @classmethod
    def of_machine(cls, report: Report, there: Mapping[str, Rates], wish: Mapping[str, str] | None = None) -> Setup:
        """The devices of a machine as the engine would choose them; ``there`` is physical name -> rates.

        gpuN is what ``wish`` says, else cuda:N, cuda:0, mps or the CPU, what there is first. `RatesProblem` when
        nothing is known of a device.
        """
        wished, placed = dict(wish or {}), {}
        for device in (*logical_devices(report), HOST):
            choice = CPU if device == HOST else wished.get(device) or _choice(device, there)
            if choice not in there:
                raise RatesProblem(f"{choice} for {device} has no measured rates. There are: {', '.join(there)}.")
            placed[device] = Physical(choice, there[choice])
        return cls(placed)

    def of(self, device: str) -> Physical:
        """What a logical device is."""
        return self.devices[device]

    def is_shared(self, one: str, other: str) -> bool:
        """Whether two logical devices are one physical one, so that nothing moves between them."""
        return self.devices[one].name == self.devices[other].name

    def link(self, origin: str, destination: str) -> Link:
        """The way between two logical devices, which is the slower one of what the two can do."""
        ends = [self.devices[device] for device in (origin, destination)]
        cards = [end for end in ends if end.name != CPU]
        ways = [end.rates.peer if len(cards) == len(ends) else end.rates.host for end in cards or ends]
        return Link(bandwidth=min(way.bandwidth for way in ways), latency=max(way.latency for way in ways))

    def check(self, precision: Precision) -> None:
        """Raise `RatesProblem` when a device that computes cannot do it in this precision."""
        for device, physical in self.devices.items():
            if device != HOST or len(self.devices) == 1:
                physical.rates.peak(precision)


def logical_devices(report: Report) -> tuple[str, ...]:
    """The logical devices of a document but the host, gpu0 first."""
    found = {node.device for node in report.document.graph.nodes} - {HOST}
    return tuple(sorted(found, key=lambda device: int(device.removeprefix("gpu"))))


def _choice(device: str, there: Iterable[str]) -> str:
    wanted = (f"cuda:{device.removeprefix('gpu')}", "cuda:0", "mps", CPU)
    names = tuple(there)
    return next((name for name in wanted if name in names), CPU)
