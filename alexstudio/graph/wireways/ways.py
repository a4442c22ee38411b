"""The path of a wire: lines and cubic curves that leave one card and arrive at another at right angles."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Side = Literal["left", "right", "top", "bottom"]
OUT: dict[Side, Point] = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}
"""Where a wire points that leaves a card on this side."""
RADIUS = 10.0
"""Of the corners of a wire that goes around cards."""
_BOW = 0.5523
"""How far the handles of a cubic reach for a quarter of a circle, in radii."""


class Way(NamedTuple):
    """Where a wire runs. Each step is a line to one point, or a cubic curve of two handles and an end."""

    start: Point
    steps: tuple[tuple[Point, ...], ...]
    leave: Side
    arrive: Side

    @property
    def end(self) -> Point:
        """Where the wire arrives."""
        return self.steps[-1][-1]

    @property
    def tip(self) -> Point:
        """Where the arrow at the end points, as a unit vector."""
        out = OUT[self.arrive]
        return -out[0], -out[1]

    def points(self) -> Iterator[Point]:
        """Points and handles from the start to the end; the wire never leaves their hull."""
        yield self.start
        for step in self.steps:
            yield from step

    def flat(self, pieces: int = 12) -> list[Point]:
        """Corners of a polyline beside which the way cannot be told, with so many pieces for a curve."""
        found = [self.start]
        for step in self.steps:
            if len(step) == 1:
                found.append(step[0])
            else:
                begin, (first, second, end) = found[-1], step
                found += [cubic(begin, first, second, end, number / pieces) for number in range(1, pieces + 1)]
        return found

    def at(self, part: float) -> Point:
        """The point after this part of the length."""
        corners = self.flat()
        lengths = [math.dist(one, other) for one, other in pairwise(corners)]
        left = part * sum(lengths)
        for (one, other), length in zip(pairwise(corners), lengths, strict=True):
            if left <= length and length:
                share = left / length
                return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])
            left -= length
        return corners[-1]


def cubic(begin: Point, first: Point, second: Point, end: Point, part: float) -> Point:
    """A point of a cubic curve."""
    rest = 1 - part
    a, b, c, d = rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3
    return (
        a * begin[0] + b * first[0] + c * second[0] + d * end[0],
        a * begin[1] + b * first[1] + c * second[1] + d * end[1],
    )


def facing(begin: Box, end: Box) -> tuple[Side, Side]:
    """On which sides a wire between two cards leaves and arrives when nothing is in the way."""
    across, down = (end[0] + end[2] - begin[0] - begin[2]) / 2, (end[1] + end[3] - begin[1] - begin[3]) / 2
    wide, high = (begin[2] - begin[0] + end[2] - end[0]) / 2, (begin[3] - begin[1] + end[3] - end[1]) / 2
    if across > wide * 0.9:
        return "right", "left"
    if down > high * 0.5 or -across > wide * 0.9:
        return "bottom", "top"
    return "top", "bottom"


def port(card: Box, side: Side, share: float = 0.0) -> Point:
    """A point on the rim of a card; a share of 0 is the middle of the side, 0.5 and -0.5 are its ends."""
    left, top, right, bottom = card
    if side in ("left", "right"):
        return right if side == "right" else left, (top + bottom) / 2 + share * (bottom - top)
    return (left + right) / 2 + share * (right - left), bottom if side == "bottom" else top


def curve(begin: Point, leave: Side, end: Point, arrive: Side) -> Way:
    """One smooth curve."""
    across, down = end[0] - begin[0], end[1] - begin[1]
    reach = min(max(max(abs(across), abs(down)) * 0.45, 14.0), 90.0)
    if {leave, arrive} == {"left", "right"} and across > 0:
        reach = max(across * 0.62, 18.0)
    out, back = OUT[leave], OUT[arrive]
    first = (begin[0] + out[0] * reach, begin[1] + out[1] * reach)
    second = (end[0] + back[0] * reach, end[1] + back[1] * reach)
    return Way(begin, ((first, second, end),), leave, arrive)


def through(begin: Point, leave: Side, bends: Sequence[Point], end: Point, arrive: Side) -> Way:
    """A smooth curve through points that the user has placed.

    At each of them it runs in the direction of its neighbours: Catmull and Rom, "A class of local interpolating
    splines", 1974.
    """
    corners = [begin, *bends, end]
    out, back = OUT[leave], OUT[arrive]
    ways = [(out[0] * 40, out[1] * 40)]
    ways += [
        ((after[0] - one[0]) / 2, (after[1] - one[1]) / 2) for one, after in zip(corners, corners[2:], strict=False)
    ]
    ways.append((-back[0] * 40, -back[1] * 40))
    steps = []
    for (one, other), (to, fro) in zip(pairwise(corners), pairwise(ways), strict=True):
        first, second = (one[0] + to[0] / 3, one[1] + to[1] / 3), (other[0] - fro[0] / 3, other[1] - fro[1] / 3)
        steps.append((first, second, other))
    return Way(begin, tuple(steps), leave, arrive)


def rounded(corners: Sequence[Point], leave: Side, arrive: Side) -> Way:
    """Level and upright lines with rounded corners."""
    kept = [corners[0]]
    for here, after in zip(corners[1:], [*corners[2:], None], strict=True):
        before = kept[-1]
        if here == before and after is not None:
            continue
        is_straight = after is not None and (
            (abs(before[0] - here[0]) < 0.01 and abs(here[0] - after[0]) < 0.01)
            or (abs(before[1] - here[1]) < 0.01 and abs(here[1] - after[1]) < 0.01)
        )
        if not is_straight:
            kept.append(here)
    steps: list[tuple[Point, ...]] = []
    for before, here, after in zip(kept, kept[1:], kept[2:], strict=False):
        first, second = math.dist(before, here), math.dist(here, after)
        # the first and the last line have one corner, the others share their length between two
        radius = min(RADIUS, first if before is kept[0] else first / 2, second if after is kept[-1] else second / 2)
        if radius < 0.5:
            steps.append((here,))
            continue
        start, stop = _towards(here, before, radius), _towards(here, after, radius)
        bow = 1 - _BOW
        steps += [(start,), (_towards(here, before, radius * bow), _towards(here, after, radius * bow), stop)]
    steps.append((kept[-1],))
    return Way(kept[0], tuple(steps), leave, arrive)


def _towards(point: Point, other: Point, far: float) -> Point:
    share = far / (math.dist(point, other) or 1.0)
    return point[0] + share * (other[0] - point[0]), point[1] + share * (other[1] - point[1])
