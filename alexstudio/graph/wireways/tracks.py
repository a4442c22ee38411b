"""Wires in one gap beside each other: every line of a way keeps its distance from the lines of other values."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from alexstudio.graph.wireways.detours import Detour, is_free
from alexstudio.graph.wireways.ground import Ground
from alexstudio.graph.wireways.ways import Point

SPACING = 6.0
"""Between the lines of two wires in one gap."""
_SHIFTS = (0.0, 6.0, -6.0, 12.0, -12.0, 18.0, -18.0, 24.0, -24.0, 30.0, -30.0, 3.0, -3.0, 9.0, -9.0)
_BAND = 64.0


class _Line(NamedTuple):
    """A level (axis 0) or upright line: where it is, from where to where, and what it carries."""

    axis: int
    spot: float
    low: float
    high: float
    value: Hashable


class Tracks:
    """The lines of all ways around cards. Wires of one value may share a line: they look like one that forks."""

    def __init__(self) -> None:
        self._bands: dict[tuple[int, int], dict[Hashable, list[_Line]]] = {}
        self._of: dict[Hashable, list[_Line]] = {}

    def forget(self, key: Hashable) -> None:
        """Take the lines of a wire away."""
        for line in self._of.pop(key, ()):
            for band in _bands(line):
                self._bands[band].pop(key, None)

    def keep(self, key: Hashable, value: Hashable, corners: Sequence[Point]) -> None:
        """Remember the lines of a wire."""
        self.forget(key)
        self._of[key] = lines = list(_lines(corners, value))
        for line in lines:
            for band in _bands(line):
                self._bands.setdefault(band, {}).setdefault(key, []).append(line)

    def apart(self, ground: Ground, found: Detour, value: Hashable) -> Detour:
        """The same way with its inner lines moved a little, so that they do not lie on those of other values."""
        corners = list(found.corners)
        for number in range(1, len(corners) - 2):
            one, other = corners[number], corners[number + 1]
            axis = 0 if abs(one[1] - other[1]) < abs(one[0] - other[0]) else 1
            for shift in _SHIFTS:
                step = (0.0, shift) if axis == 0 else (shift, 0.0)
                trial = list(corners)
                trial[number] = (one[0] + step[0], one[1] + step[1])
                trial[number + 1] = (other[0] + step[0], other[1] + step[1])
                line = next(_lines(trial[number : number + 2], value), None)
                if line is None or (
                    not self._is_taken(line) and (not shift or is_free(ground, trial, found.leave, found.arrive))
                ):
                    corners = trial
                    break
        return found._replace(corners=corners)

    def _is_taken(self, line: _Line) -> bool:
        for lines in self._bands.get((line.axis, int(line.spot // _BAND)), {}).values():
            for other in lines:
                if (
                    other.value != line.value
                    and abs(other.spot - line.spot) < SPACING - 0.5
                    and other.low < line.high + SPACING
                    and other.high > line.low - SPACING
                ):
                    return True
        return False


def _lines(corners: Sequence[Point], value: Hashable) -> Iterator[_Line]:
    for one, other in pairwise(corners):
        axis = 0 if abs(one[0] - other[0]) > abs(one[1] - other[1]) else 1
        low, high = sorted((one[axis], other[axis]))
        if high > low:
            yield _Line(axis, one[axis ^ 1], low, high, value)


def _bands(line: _Line) -> set[tuple[int, int]]:
    """The bands in which a line is looked for: its own, and a neighbour when it lies near the edge."""
    return {(line.axis, int((line.spot + step) // _BAND)) for step in (-SPACING, SPACING)}
