"""A way around cards where no simple one is free: the cheapest of all, by A* along the rims of the cards in the way."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from itertools import pairwise

from alexstudio.graph.wireways.detours import BEND, CLEAR, Detour, price
from alexstudio.graph.wireways.ground import Ground
from alexstudio.graph.wireways.ways import OUT, Box, Point, Side, port

MOST_STEPS = 20_000
"""Beyond this many looks the search gives up."""
ASIDE = 60.0
"""How far outside all cards a way may run."""
_STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))
_SIDES: tuple[Side, ...] = ("right", "bottom", "left", "top")
_EDGE = 0.01


def search(ground: Ground, begin: Box, end: Box, leaving: float = 0.0) -> Detour | None:
    """The cheapest way from any side of a card to any side of another, or None when there is none.

    It keeps `CLEAR` of all cards. A cheapest way, if there is one, follows lines at that distance from the sides of
    cards and lines through its two ends, so that only these are looked at: first those of the cards near by.
    """
    near = tuple(pick(pair) for pick, pair in zip((min, min, max, max), zip(begin, end, strict=True), strict=True))
    for far in (300.0, None):
        region = (near[0] - far, near[1] - far, near[2] + far, near[3] + far) if far else None
        boxes = list(dict(ground.near(region)).values()) if region else [*ground.boxes.values()]
        found = _Search(ground, boxes, begin, end, leaving).run()
        if found:
            return found
        if len(boxes) == len(ground.boxes):
            break
    return None


class _Search:
    def __init__(self, ground: Ground, boxes: list[Box], begin: Box, end: Box, leaving: float) -> None:
        self.ground = ground
        self.starts = {side: port(begin, side, leaving) for side in _SIDES}
        self.stops = {side: port(end, side) for side in _SIDES}
        self.leaving = {side: _stub(point, side) for side, point in self.starts.items()}
        self.arriving = {side: _stub(point, side) for side, point in self.stops.items()}
        xs, ys = zip(*self.arriving.values(), strict=True)
        self.goal = (min(xs), min(ys), max(xs), max(ys))
        ends = [*self.leaving.values(), *self.arriving.values()]
        self.lines: list[list[float]] = []
        for axis in (0, 1):
            sides = [side for box in boxes for side in (box[axis] - CLEAR, box[axis + 2] + CLEAR)]
            sides += [point[axis] for point in ends]
            sides += [min(sides) - ASIDE, max(sides) + ASIDE]
            self.lines.append(sorted(set(sides)))
        self.known: dict[tuple[int, int, int], bool] = {}

    def run(self) -> Detour | None:
        """Look at the most promising corner until one is an end."""
        goals: dict[tuple[int, int, int], Side] = {}
        for side, point in self.arriving.items():
            if self._is_open(point):
                inwards = (_SIDES.index(side) + 2) % 4
                for turn in (0, 1, 3):  # it may turn right before the card
                    goals[(*self._cell(point), (inwards + turn) % 4)] = side
        heap: list[tuple[float, float, tuple[int, int, int], tuple[int, int, int] | None]] = []
        origin: dict[tuple[int, int, int], Side] = {}
        for side, point in self.leaving.items():
            if self._is_open(point):
                state = (*self._cell(point), _SIDES.index(side))
                origin[state] = side
                heapq.heappush(heap, (self._rest(point), 0.0, state, None))
        came: dict[tuple[int, int, int], tuple[int, int, int] | None] = {}
        while heap and len(came) < MOST_STEPS and goals:
            _, cost, state, before = heapq.heappop(heap)
            if state in came:
                continue
            came[state] = before
            if state in goals:
                return self._traced(came, state, origin, goals[state])
            here = self._point(state)
            for turn in (0, 1, 3):
                heading = (state[2] + turn) % 4
                step = _STEPS[heading]
                after = (state[0] + step[0], state[1] + step[1], heading)
                if not (0 <= after[0] < len(self.lines[0]) and 0 <= after[1] < len(self.lines[1])):
                    continue
                if after in came or not self._is_joined(state, after, heading):
                    continue
                there = self._point(after)
                total = cost + abs(there[0] - here[0]) + abs(there[1] - here[1]) + (BEND if turn else 0.0)
                heapq.heappush(heap, (total + self._rest(there), total, after, state))
        return None

    def _traced(
        self,
        came: dict[tuple[int, int, int], tuple[int, int, int] | None],
        state: tuple[int, int, int],
        origin: dict[tuple[int, int, int], Side],
        arrive: Side,
    ) -> Detour:
        corners, now, first = [self.stops[arrive]], state, state
        while True:
            corners.append(self._point(now))
            before = came[now]
            if before is None:
                first = now
                break
            now = before
        leave = origin[first]
        corners.append(self.starts[leave])
        corners.reverse()
        kept = [corners[0]]
        for here, after in pairwise(corners[1:]):
            last = kept[-1]
            level = abs(last[1] - here[1]) < _EDGE and abs(here[1] - after[1]) < _EDGE
            upright = abs(last[0] - here[0]) < _EDGE and abs(here[0] - after[0]) < _EDGE
            if not level and not upright:
                kept.append(here)
        kept.append(corners[-1])
        return Detour(kept, leave, arrive, price(kept))

    def _is_open(self, point: Point) -> bool:
        return self.ground.is_free(point, point, CLEAR - _EDGE)

    def _is_joined(self, state: tuple[int, int, int], after: tuple[int, int, int], heading: int) -> bool:
        """Whether the line from a crossing to the next one is free; remembered."""
        low = min(state[:2], after[:2])
        key = (*low, heading % 2)
        if key not in self.known:
            self.known[key] = self.ground.is_free(self._point(state), self._point(after), CLEAR - _EDGE)
        return self.known[key]

    def _cell(self, point: Point) -> tuple[int, int]:
        return bisect_left(self.lines[0], point[0]), bisect_left(self.lines[1], point[1])

    def _point(self, state: tuple[int, int, int]) -> Point:
        return self.lines[0][state[0]], self.lines[1][state[1]]

    def _rest(self, point: Point) -> float:
        """At least this much is still to go."""
        left, top, right, bottom = self.goal
        x, y = point
        across = left - x if x < left else x - right if x > right else 0.0
        return across + (top - y if y < top else y - bottom if y > bottom else 0.0)


def _stub(point: Point, side: Side) -> Point:
    return point[0] + OUT[side][0] * CLEAR, point[1] + OUT[side][1] * CLEAR
