"""Where the bars of a timeline are: lanes, what of them is in view, and the ticks of the time axis."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, log10
from typing import NamedTuple

from alexstudio.analysis.timing import Span, Timeline

TICK_ROOM = 88
"""Pixels that a tick of the axis needs at least."""
CLOSEST = 1e-7
"""Seconds that are in view at the highest zoom."""


class Row:
    """The bars of one lane in the order of time. They never overlap: a device does one thing at a time."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = sorted((span for span in spans if span.seconds > 0), key=lambda span: span.begin)
        self._begins = [span.begin for span in self.spans]
        self._ends = [span.end for span in self.spans]

    def shown(self, view: View) -> Iterator[Span]:
        """The bars in view, but of those that share a pixel only the first, so that a paint costs the same for all."""
        place = bisect_right(self._ends, view.begin)
        while place < len(self.spans) and self._begins[place] < view.end:
            span = self.spans[place]
            yield span
            pixel = floor(view.pixel(span.begin)) + 1
            place = max(place + 1, bisect_right(self._ends, view.time(pixel), lo=place))

    def at(self, view: View, x: float, reach: float = 2.0) -> Span | None:
        """The bar at a pixel, or else the nearest one in reach."""
        time = view.time(x)
        place = bisect_left(self._ends, time)
        near = [self.spans[one] for one in (place - 1, place) if 0 <= one < len(self.spans)]
        best = min(near, key=lambda span: max(span.begin - time, time - span.end, 0.0), default=None)
        if best is None or max(best.begin - time, time - best.end, 0.0) * view.scale > reach:
            return None
        return best

    def gaps(self, end: float) -> Iterator[tuple[float, float]]:
        """From and to when nothing happens between 0 and ``end``."""
        before = 0.0
        for span in self.spans:
            if span.begin > before:
                yield before, span.begin
            before = max(before, span.end)
        if end > before:
            yield before, end


@dataclass(frozen=True, eq=False)
class Lane:
    """A device or a link: what was predicted for it, and what was measured."""

    name: str
    about: str
    """What the device is; empty for a link."""
    predicted: Row
    measured: Row | None

    @cached_property
    def is_minor(self) -> bool:
        """Whether it computes no layer: a link, or the host that only puts pictures into order."""
        return all(span.phase not in ("forward", "backward") for span in self.predicted.spans)

    @property
    def title(self) -> str:
        """Its name; of a host also what it is."""
        return f"{self.name}, {self.about}" if self.about and self.is_minor else self.name


def lanes_of(predicted: Timeline, measured: Timeline | None) -> tuple[Lane, ...]:
    """Devices, then the links that are used."""
    both = (predicted, *([measured] if measured else []))
    names = dict.fromkeys(name for one in both for name in (*one.devices, *one.links))
    found = sorted(names, key=lambda name: name not in predicted.devices)  # stable: links last
    rows = [_rows(one) for one in both]
    return tuple(
        Lane(
            name,
            predicted.devices.get(name, "").removesuffix(f", {name}"),
            Row(rows[0].get(name, [])),
            Row(rows[1].get(name, [])) if measured else None,
        )
        for name in found
    )


def _rows(timeline: Timeline) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for span in timeline.spans:
        found.setdefault(span.device, []).append(span)
    return found


class View(NamedTuple):
    """The part of the time axis that is in view: from ``begin`` to ``end`` seconds, on ``width`` pixels from 0."""

    begin: float
    end: float
    width: float

    @property
    def scale(self) -> float:
        """Pixels a second."""
        return self.width / (self.end - self.begin)

    def pixel(self, time: float) -> float:
        """Where a time is."""
        return (time - self.begin) * self.scale

    def time(self, pixel: float) -> float:
        """What time is at a pixel."""
        return self.begin + pixel / self.scale

    def zoomed(self, factor: float, pixel: float, whole: float) -> View:
        """Zoomed in by a factor around a pixel, and never out of a step of ``whole`` seconds."""
        length = min(max((self.end - self.begin) / factor, min(CLOSEST, whole)), whole)
        begin = self.time(pixel) - length * pixel / self.width
        return self._replace(begin=begin, end=begin + length).inside(whole)

    def moved(self, pixels: float, whole: float) -> View:
        """What comes into view when the axis is drawn to the right by some pixels."""
        by = pixels / self.scale
        return self._replace(begin=self.begin - by, end=self.end - by).inside(whole)

    def inside(self, whole: float) -> View:
        """The same length inside a step."""
        length = min(self.end - self.begin, whole)
        begin = min(max(self.begin, 0.0), whole - length)
        return self._replace(begin=begin, end=begin + length)


class Tick(NamedTuple):
    """A mark of the time axis."""

    time: float
    text: str


def ticks(view: View) -> list[Tick]:
    """Marks at round times, with at least `TICK_ROOM` pixels between them, all in one unit."""
    least = TICK_ROOM / view.scale
    power = 10.0 ** floor(log10(least))
    step = next(much * power for much in (1, 2, 5, 10) if much * power >= least * (1 - 1e-9))
    unit, per = next((name, size) for name, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9))
                     if view.end >= size or name == "ns")  # fmt: skip
    digits = max(0, -floor(log10(step / per) + 1e-9))
    first, last = ceil(view.begin / step - 1e-9), floor(view.end / step + 1e-9)
    return [Tick(number * step, f"{number * step / per:,.{digits}f} {unit}") for number in range(first, last + 1)]
