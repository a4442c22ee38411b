"""Ways around cards with few bends: out of a card, along the free gaps between cards, and in at a right angle."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from alexstudio.graph.wireways.ground import Ground
from alexstudio.graph.wireways.ways import OUT, Box, Point, Side, port

CLEAR = 6.0
"""The least distance of a wire from cards that it goes around."""
WISHED = 20.0
"""The distance that it keeps where there is room."""
BEND = 40.0
"""A bend is worth this much of a longer way."""
NEAR, FAR = 40.0, 600.0
"""How far beyond the ends of its place a gap is measured, and how far from the direct way it is looked for first."""

NARROW, SQUEEZED = (30.0, 8.0), 300.0
"""A gap with less free room than this, for a level and an upright line, is used only where others cost that much more:
between two cards under each other there is most often a wire to cross."""

_SIDES: dict[tuple[Side, Side], tuple[tuple[Side, Side], ...]] = {
    ("bottom", "top"): (
        ("bottom", "left"), ("bottom", "right"), ("right", "top"), ("left", "top"), ("right", "right"),
        ("left", "left"), ("bottom", "top"), ("right", "left"),
    ),
    ("right", "left"): (
        ("right", "top"), ("bottom", "left"), ("right", "bottom"), ("top", "left"), ("right", "left"),
        ("bottom", "top"), ("bottom", "bottom"), ("top", "top"),
    ),
    ("top", "bottom"): (
        ("right", "bottom"), ("top", "right"), ("right", "right"), ("left", "left"), ("top", "bottom"),
    ),
}  # fmt: skip
"""Which sides to try when the wire between the natural ones is not free: first those that a single bend may join."""
_ONE_BEND = 4


class Detour(NamedTuple):
    """Corners from rim to rim, and the sides."""

    corners: list[Point]
    leave: Side
    arrive: Side
    cost: float


def detour(
    ground: Ground, begin: Box, end: Box, natural: tuple[Side, Side], leaving: float = 0.0, hasty: bool = False
) -> Detour | None:
    """The best of the simple ways around what is between two cards, or None when none is free; in haste, the first."""
    best: Detour | None = None
    for number, (leave, arrive) in enumerate(_SIDES[natural]):
        found = between(ground, port(begin, leave, leaving), leave, port(end, arrive), arrive)
        if found and (best is None or found.cost < best.cost):
            best = found
        if best and (hasty or (len(best.corners) == 3 and number + 1 >= _ONE_BEND)):
            break
    return best


def between(ground: Ground, start: Point, leave: Side, stop: Point, arrive: Side) -> Detour | None:
    """The best way with at most four bends that leaves and arrives on these sides."""
    best: Detour | None = None
    for middle, extra in _candidates(ground, start, leave, stop, arrive):
        corners = [start, *middle, stop]
        cost = price(corners) + _tightness(corners) + extra
        if (best is None or cost < best.cost) and is_free(ground, corners, leave, arrive):
            best = Detour(corners, leave, arrive, cost)
    return best


def is_free(ground: Ground, corners: Sequence[Point], leave: Side, arrive: Side) -> bool:
    """Whether a way keeps clear of all cards; at its ends it stands on the rims of two."""
    inner = [_out(corners[0], leave, CLEAR), *corners[1:-1], _out(corners[-1], arrive, CLEAR)]
    for end, after, side in ((inner[0], inner[1], leave), (inner[-1], inner[-2], arrive)):
        way = OUT[side]
        if (after[0] - end[0]) * way[0] + (after[1] - end[1]) * way[1] < -0.01:  # back into its own card
            return False
    return all(ground.is_free(one, other, CLEAR - 0.01) for one, other in pairwise(inner))


def price(corners: Sequence[Point]) -> float:
    """What a way costs: its length and its bends."""
    return _length(corners) + BEND * (len(corners) - 2)


def _length(corners: Sequence[Point]) -> float:
    return sum(abs(one[0] - other[0]) + abs(one[1] - other[1]) for one, other in pairwise(corners))


def _tightness(corners: Sequence[Point]) -> float:
    """What a way costs whose first or last line is too short for a rounded corner and an arrow."""
    first, last = math.dist(*corners[:2]), math.dist(*corners[-2:])
    return 3 * max(0.0, WISHED - last) + max(0.0, WISHED - first)


def _out(point: Point, side: Side, far: float) -> Point:
    way = OUT[side]
    return point[0] + way[0] * far, point[1] + way[1] * far


# -- candidates; axis 0 is across, axis 1 is down ------------------------------------------------------------------


def _candidates(
    ground: Ground, start: Point, leave: Side, stop: Point, arrive: Side
) -> Iterator[tuple[list[Point], float]]:
    """Corners between the ends, and what they cost beyond their length. Whether they are free is checked later."""
    out, back = _axis(leave), _axis(arrive)
    first, last = _reach(ground, start, leave), _reach(ground, stop, arrive)
    if first is None or last is None:
        return
    near, close = _beside(start, leave, first), _beside(stop, arrive, last)
    if out != back:
        yield [_at(out, stop[out], start[out ^ 1])], 0.0
        street = gap(ground, out ^ 1, start[out ^ 1], close, *first, near)
        for spot, extra in {near: (near, 0.0), **({street[0]: street} if street else {})}.values():
            low, high = _run(ground, _at(out, spot, start[out ^ 1]), out ^ 1)
            found = gap(ground, out, spot, stop[out], max(low, last[0]), min(high, last[1]), close)
            if found:
                corners = [_at(out, spot, start[out ^ 1]), _at(out, spot, found[0]), _at(out, stop[out], found[0])]
                yield corners, extra + found[1]
        return
    low, high = max(first[0], last[0]), min(first[1], last[1])
    wish = close if leave != arrive else (max if leave in ("right", "bottom") else min)(near, close)
    found = gap(ground, out ^ 1, start[out ^ 1], stop[out ^ 1], low, high, wish)
    if found:
        spot, extra = found
        yield [_at(out, spot, start[out ^ 1]), _at(out, spot, stop[out ^ 1])], extra
    one, other = _at(out, near, start[out ^ 1]), _at(out, close, stop[out ^ 1])
    above, below = _run(ground, one, out ^ 1), _run(ground, other, out ^ 1)
    low, high = max(above[0], below[0]), min(above[1], below[1])
    wish = (start[out ^ 1] + stop[out ^ 1]) / 2
    found = gap(ground, out, near, close, low, high, wish)
    if found:
        spot, extra = found
        yield [one, _at(out, near, spot), _at(out, close, spot), other], extra


def _axis(side: Side) -> int:
    return 0 if side in ("left", "right") else 1


def _at(axis: int, along: float, across: float) -> Point:
    return (along, across) if axis == 0 else (across, along)


def _reach(ground: Ground, point: Point, side: Side) -> tuple[float, float] | None:
    """From where to where a line may bend that leaves a card here; None when something touches the card."""
    way = OUT[side]
    begin = _out(point, side, CLEAR)
    axis = _axis(side)
    if not ground.is_free(begin, begin, CLEAR - 0.01):
        return None
    low, high = _run(ground, begin, axis)
    return (begin[axis], high) if way[axis] > 0 else (low, begin[axis])


def _beside(point: Point, side: Side, reach: tuple[float, float]) -> float:
    """Where a line that leaves here best bends: in the middle of a narrow gap, else at the wished distance."""
    axis = _axis(side)
    far = abs((reach[1] if OUT[side][axis] > 0 else reach[0]) - point[axis])
    return _out(point, side, max(min(WISHED, (far + CLEAR) / 2), CLEAR))[axis]


def _run(ground: Ground, point: Point, axis: int) -> tuple[float, float]:
    """How far a line through a point may go both ways along an axis."""
    here, across = point[axis], point[axis ^ 1]
    first, last = across - CLEAR + 0.01, across + CLEAR - 0.01
    most = ground.span[axis] - 4 * WISHED, ground.span[axis + 2] + 4 * WISHED
    for far in (FAR, math.inf):
        low, high = start, stop = max(most[0], here - far), min(most[1], here + far)
        for _, box in ground.near((start, first, stop, last) if axis == 0 else (first, start, last, stop)):
            if box[axis] >= here:
                high = min(high, box[axis] - CLEAR)
            elif box[axis + 2] <= here:
                low = max(low, box[axis + 2] + CLEAR)
            else:
                return here, here
        if (low > start or low == most[0]) and (high < stop or high == most[1]):
            break
    return min(low, here), max(high, here)


def gap(
    ground: Ground, axis: int, begin: float, end: float, low: float, high: float, wish: float
) -> tuple[float, float] | None:
    """Where a line along ``axis`` from ``begin`` to ``end`` is free, between ``low`` and ``high``, best near the wish.

    Returns the place and what its narrowness costs, or None when no place is free.
    """
    if low > high:
        return None
    begin, end = min(begin, end) - CLEAR + 0.01, max(begin, end) + CLEAR - 0.01
    for far in (FAR, math.inf):
        first, last = max(low, wish - far), min(high, wish + far)
        if first > last:
            continue
        box = (begin, first - NEAR, end, last + NEAR) if axis == 0 else (first - NEAR, begin, last + NEAR, end)
        taken = sorted((one[axis ^ 1] - CLEAR, one[(axis ^ 1) + 2] + CLEAR) for _, one in ground.near(box))
        best: tuple[float, float, float] | None = None
        now = first - NEAR
        for start, stop in [*taken, (last + NEAR, math.inf)]:
            if start >= now and start >= first and now <= last:
                spot = _within(max(now, first), min(start, last), wish)
                extra = SQUEEZED if start - now < NARROW[axis] else 0.0
                cost = abs(spot - wish) + extra
                if best is None or cost < best[0]:
                    best = cost, spot, extra
            now = max(now, stop)
        if best:
            return best[1:]
        if first == low and last == high:
            break
    return None


def _within(low: float, high: float, wish: float) -> float:
    """The place in a free gap nearest the wish that keeps the wished distance from both sides, or its middle."""
    room = min(WISHED - CLEAR, (high - low) / 2)
    return min(max(wish, low + room), high - room)
