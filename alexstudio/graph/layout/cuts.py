"""Where a tall group may be cut: where one value leads from what is above to what is below."""

from __future__ import annotations

from typing import NamedTuple

from alexstudio.graph.layout.items import GAP, Net, Placed

SPARE = 1.25
"""A group this many times as high as its column may be is cut."""


class Atom(NamedTuple):
    """Items that stay together in one column, with about what they cover."""

    group: str
    ids: list[str]
    width: float
    height: float


def atoms(name: str, net: Net, whole: Placed, height: float) -> list[Atom]:
    """A group in pieces that need not share a column of this height: itself when it fits."""
    if whole.height <= height * SPARE:
        return [Atom(name, list(net.items), whole.width, whole.height)]
    ranks = net.ranks()
    rows: list[list[str]] = [[] for _ in range(max(ranks.values()) + 1)]
    for node, rank in ranks.items():
        rows[rank].append(node)
    crossing = _crossing(net, ranks, len(rows))
    heights = [max(net.items[node].height for node in row) + GAP[1] for row in rows]
    found = []
    for begin, end in _spans(crossing, heights, height * SPARE):
        ids = [node for row in rows[begin:end] for node in row]
        width = max(sum(net.items[node].width + GAP[1] for node in row) for row in rows[begin:end]) - GAP[1]
        found.append(Atom(name, ids, width, sum(heights[begin:end]) - GAP[1]))
    return found


def _crossing(net: Net, ranks: dict[str, int], count: int) -> list[int]:
    """How many values pass from above each row (or from it) to below it."""
    change = [0] * (count + 1)
    for node, ends in net.after.items():
        last = max((ranks[end] for end in ends), default=ranks[node])
        change[ranks[node]] += 1
        change[last] -= 1
    found, now = [], 0
    for step in change[:count]:
        now += step
        found.append(now)
    return found


def _spans(crossing: list[int], heights: list[float], most: float) -> list[tuple[int, int]]:
    """Rows from - to, cut after every row that one value leaves, and where a piece would still be too high."""
    ends = [row + 1 for row in range(len(heights) - 1) if crossing[row] <= 1]
    waiting = list(zip([0, *ends], [*ends, len(heights)], strict=True))[::-1]
    spans = []
    while waiting:
        begin, end = waiting.pop()
        total = sum(heights[begin:end])
        if total <= most or end - begin < 4:
            spans.append((begin, end))
            continue
        middle = (begin + end) // 2
        quarter = (end - begin) // 4
        cut = min(range(begin + quarter, end - quarter), key=lambda row: (crossing[row], abs(row - middle))) + 1
        waiting += [(cut, end), (begin, cut)]
    return spans
