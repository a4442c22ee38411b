"""Layers of a piece under each other: every branch a straight strand, the main path straightest."""

from __future__ import annotations

import math
from itertools import pairwise

from alexstudio.graph.layout.items import BESIDE, GAP, Item, Net, Placed
from alexstudio.graph.layout.rows import Rows, main_path, rows_of

FANNED = 34.0
"""Between two rows whose wires spread or gather: room for their curves."""
LANE = 12.0
CELL = 16.0
PASSES = 8


def placed(net: Net) -> Placed:
    """The items of one piece in rows from top to bottom."""
    items = list(net.items.values())
    if all(len(ends) <= 1 for ends in net.after.values()) and all(len(ends) <= 1 for ends in net.before.values()):
        return _chain(net)
    found = rows_of(net)
    centres = _across(found, [item.width for item in items])
    left = min(x - item.width / 2 for x, item in zip(centres, items, strict=False))
    right = max(x + item.width / 2 for x, item in zip(centres, items, strict=False))
    down, bottom = _down(found, items, centres)
    last = [cell for cell in found.rows[-1] if cell < len(items)]
    spine = centres[last[0]] - left if len(last) == 1 else (right - left) / 2
    places = {item.id: (centres[cell] - left, down[cell]) for cell, item in enumerate(items)}
    return Placed(places, right - left, bottom, spine)


def _chain(net: Net) -> Placed:
    """Items one below the other."""
    width = max((item.width for item in net.items.values()), default=0.0)
    places, y = {}, 0.0
    for item in net.items.values():
        places[item.id] = (width / 2, y + item.height / 2)
        y += item.height + GAP[1]
    return Placed(places, width, max(y - GAP[1], 0.0), width / 2)


def _down(found: Rows, items: list[Item], centres: list[float]) -> tuple[dict[int, float], float]:
    """The centre of every item from top to bottom, and the bottom of all: each as high as what is above it allows."""
    centre: dict[int, float] = {}
    ends: dict[int, float] = {}
    sky: dict[int, float] = {}
    for row in found.rows:
        for cell in row:
            before = found.above[cell]
            if cell >= len(items):
                ends[cell] = ends[before[0]]
                continue
            gap = FANNED if any(_is_fanned(found, one, cell, centres) for one in before) else GAP[1]
            half = items[cell].width / 2 + 1
            under = range(int((centres[cell] - half) // CELL), int((centres[cell] + half) // CELL) + 1)
            top = max((ends[one] + gap for one in before), default=0.0)
            top = max(top, *(sky.get(spot, -GAP[1]) + GAP[1] for spot in under))
            centre[cell] = top + items[cell].height / 2
            ends[cell] = top + items[cell].height
            sky.update((spot, ends[cell]) for spot in under)
    return centre, max(ends.values())


def _is_fanned(found: Rows, begin: int, end: int, centres: list[float]) -> bool:
    """Whether the wire between two cells runs slanted, and another leaves or arrives with it."""
    is_shared = len(found.below[begin]) > 1 or len(found.above[end]) > 1
    return is_shared and abs(centres[begin] - centres[end]) > 1


def _across(found: Rows, widths: list[float]) -> list[float]:
    """The centre of every cell from left to right: strands straight, what joins them between them."""
    rows, above, below = found
    strand = _strands(found, len(widths))
    count = max(strand) + 1
    wide = [widths[cell] if cell < len(widths) else 0.0 for cell in range(len(above))]
    after: list[dict[int, float]] = [{} for _ in range(count)]
    before: list[dict[int, float]] = [{} for _ in range(count)]
    for row in rows:
        for one, other in pairwise(row):
            both = one < len(widths) and other < len(widths)
            apart = (wide[one] + wide[other]) / 2 + (BESIDE if both else LANE + (4.0 if wide[one] + wide[other] else 0))
            begin, end = strand[one], strand[other]
            after[begin][end] = before[end][begin] = max(apart, after[begin].get(end, 0.0))
    order = _from_left(after, before)
    place = [0.0] * count
    for number in order:
        place[number] = max((place[one] + apart for one, apart in before[number].items()), default=0.0)
    joined: list[list[int]] = [[] for _ in range(count)]
    for cell, ends in enumerate(below):
        for end in ends:
            if strand[cell] != strand[end]:
                joined[strand[cell]].append(strand[end])
                joined[strand[end]].append(strand[cell])
    for turn in range(PASSES):
        for number in reversed(order) if turn % 2 == 0 else order:
            if not joined[number]:
                continue
            near = sorted(place[one] for one in joined[number])
            wish = (near[(len(near) - 1) // 2] + near[len(near) // 2]) / 2
            low = max((place[one] + apart for one, apart in before[number].items()), default=-math.inf)
            high = min((place[one] - apart for one, apart in after[number].items()), default=math.inf)
            place[number] = max(low, min(wish, high))
    return [place[number] for number in strand]


def _from_left(after: list[dict[int, float]], before: list[dict[int, float]]) -> list[int]:
    """Strands in an order in which none comes before one to its left."""
    waiting = [len(some) for some in before]
    order = [number for number, some in enumerate(before) if not some]
    for number in order:
        for end in after[number]:
            waiting[end] -= 1
            if not waiting[end]:
                order.append(end)
    return order


def _strands(found: Rows, real: int) -> list[int]:
    """The strand of every cell: cells that lie straight under each other, chosen so that no two strands cross."""
    rows, above, below = found
    lengths = main_path(found, real)
    strand = list(range(len(above)))
    for upper, lower in pairwise(rows):
        start = {cell: number for number, cell in enumerate(upper)}
        stop = {cell: number for number, cell in enumerate(lower)}
        pairs = [(cell, end) for cell in upper for end in below[cell] if len(below[cell]) < 3 and len(above[end]) < 3]
        pairs.sort(key=lambda pair: (-lengths[pair[0]][0] - lengths[pair[1]][1], start[pair[0]]))
        taken: list[tuple[int, int]] = []
        for cell, end in pairs:
            begin, finish = start[cell], stop[end]
            if all((begin < one and finish < other) or (begin > one and finish > other) for one, other in taken):
                taken.append((begin, finish))
                strand[end] = strand[cell]
    names = {name: number for number, name in enumerate(dict.fromkeys(strand))}
    return [names[name] for name in strand]
