"""How memory rises and falls in one training step, and where it is highest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from alexstudio.analysis.memory.spans import PARTS, Part, Span

LARGEST = 12
"""Tensors that are listed for the peak of a device."""
BATCH_LIMIT = 65536


class TensorUse(NamedTuple):
    """A tensor that lies in memory at the peak; ``node`` is an id, or empty where no single layer owns it."""

    node: str
    what: str
    part: Part
    bytes: int


@dataclass(frozen=True)
class DeviceMemory:
    """Bytes on one device at the worst moment of a training step."""

    parts: Mapping[Part, int]
    """By kind, in the order of `PARTS`; they sum to ``peak``."""
    peak: int
    moment: str
    """When that is, as in "backward pass of FC6"."""
    largest: tuple[TensorUse, ...]
    """The tensors that make the peak, largest first."""


@dataclass(frozen=True)
class Memory:
    """What a training step needs with a batch size, by device; empty with ``why`` where it cannot be worked out."""

    batch: int
    devices: Mapping[str, DeviceMemory]
    why: str = ""

    @property
    def peak(self) -> int:
        """The fullest device."""
        return max((device.peak for device in self.devices.values()), default=0)


class DeviceCourse:
    """One device: what lies there from when to when. The batch size comes last, so that asking again is cheap."""

    def __init__(self, spans: Sequence[Span], moments: Sequence[str]) -> None:
        self._spans, self.moments = spans, moments
        fixed, each = [0] * (len(moments) + 1), [0] * (len(moments) + 1)
        for span in spans:
            fixed[span.begin] += span.fixed
            fixed[span.end] -= span.fixed
            each[span.begin] += span.each
            each[span.end] -= span.each
        self._heights = list(zip(accumulate(fixed), accumulate(each), range(len(moments)), strict=False))

    @cached_property
    def _frontier(self) -> list[tuple[int, int, int]]:
        """The moments that can be the worst: (fixed bytes, bytes for each picture, number of the moment)."""
        found: list[tuple[int, int, int]] = []
        for height in sorted(self._heights, key=lambda height: (-height[0], -height[1])):
            if not found or height[1] > found[-1][1]:
                found.append(height)
        return found

    def peak(self, batch: int) -> int:
        """Bytes at the worst moment."""
        return max(fixed + batch * each for fixed, each, _ in self._frontier)

    def at(self, batch: int) -> DeviceMemory:
        """What lies there at the worst moment."""
        return self.look(max(self._frontier, key=lambda height: height[0] + batch * height[1])[2], batch)

    def look(self, moment: int, batch: int) -> DeviceMemory:
        """What lies there at a moment, counted as in ``moments``."""
        parts: dict[Part, int] = dict.fromkeys(PARTS, 0)
        uses = []
        for span in self._spans:
            if span.begin <= moment < span.end:
                size = span.fixed + batch * span.each
                parts[span.part] += size
                if size:
                    uses.append(TensorUse(span.node, span.what, span.part, size))
        uses.sort(key=lambda use: -use.bytes)
        return DeviceMemory(parts, sum(parts.values()), self.moments[moment], tuple(uses[:LARGEST]))

    def largest_batch(self, budget: int) -> int:
        """The largest batch whose peak fits into ``budget`` bytes, at most `BATCH_LIMIT`; 0 when none does."""
        most = BATCH_LIMIT
        for fixed, each, _ in self._frontier:
            if fixed > budget:
                return 0
            if each:
                most = min(most, (budget - fixed) // each)
        return max(0, most)


@dataclass(frozen=True)
class Course:
    """A training step on every device that computes."""

    devices: Mapping[str, DeviceCourse] = field(default_factory=dict)
    why: str = ""
    """Why there is none, as a sentence for people."""

    def at(self, batch: int) -> Memory:
        """The peaks with a batch size."""
        return Memory(batch, {name: device.at(batch) for name, device in self.devices.items()}, self.why)

    def peak(self, batch: int) -> int:
        """Bytes on the fullest device."""
        return max((device.peak(batch) for device in self.devices.values()), default=0)

    def largest_batch(self, budget: int) -> int:
        """The largest batch that fits when every logical device has ``budget`` bytes; 0 when none does."""
        return min((device.largest_batch(budget) for device in self.devices.values()), default=0)


def make_course(spans: Iterable[tuple[str, Span]], moments: Sequence[str]) -> Course:
    """The course of (device, span) pairs; devices in the order of their names."""
    places: dict[str, list[Span]] = {}
    for device, span in spans:
        places.setdefault(device, []).append(span)
    return Course({device: DeviceCourse(places[device], moments) for device in sorted(places, key=_by_number)})


def _by_number(device: str) -> tuple[int, str]:
    return (int(device[3:]) if device.startswith("gpu") else -1, device)
