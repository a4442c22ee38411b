"""Rows of a piece of a network, with wires that cross as little as a few sweeps achieve."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from alexstudio.graph.layout.items import Net

SWEEPS = 6
MOST_LANES = 600
"""Beyond this, long wires get no lane of their own among the cards: there would be more lanes than cards."""


class Rows(NamedTuple):
    """Cells in rows. The first cells are the items in the order of the data flow; the others are lanes for wires
    that pass a row. ``above`` and ``below`` are the cells of the next rows that a cell is joined with."""

    rows: list[list[int]]
    above: list[list[int]]
    below: list[list[int]]


def rows_of(net: Net) -> Rows:
    """The rows of a net, in an order from left to right in which few wires cross."""
    ranks = net.ranks()
    number = {node: place for place, node in enumerate(net.items)}
    rows: list[list[int]] = [[] for _ in range(max(ranks.values(), default=-1) + 1)]
    for node, rank in ranks.items():
        rows[rank].append(number[node])
    above: list[list[int]] = [[] for _ in number]
    below: list[list[int]] = [[] for _ in number]
    longest = _longest(net, ranks)
    for node in net.items:
        for end in net.after[node]:
            last = number[node]
            for rank in range(ranks[node] + 1, ranks[end] if ranks[end] - ranks[node] <= longest else 0):
                cell = len(above)
                above.append([last])
                below.append([])
                below[last].append(cell)
                rows[rank].append(cell)
                last = cell
            if ranks[end] - ranks[node] <= longest:
                below[last].append(number[end])
                above[number[end]].append(last)
    found = Rows(rows, above, below)
    if any(len(row) > 1 for row in rows):
        _untangle(found)
    return found


def _longest(net: Net, ranks: dict[str, int]) -> int:
    """The most rows that a wire may span and still get a lane, so that there are not too many lanes."""
    spans = sorted(ranks[end] - ranks[node] for node in net.items for end in net.after[node])
    lanes = 0
    for span in spans:
        lanes += span - 1
        if lanes > MOST_LANES:
            return max(span - 1, 1)
    return spans[-1] if spans else 1


def _untangle(found: Rows) -> None:
    """Order the rows by where their neighbours are, up and down, and keep the best order met."""
    rows, above, below = found
    best, fewest = [list(row) for row in rows], _crossings(found)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        down = sweep % 2 == 0
        for upper, row in _neighbours(rows, down):
            place = {cell: number for number, cell in enumerate(upper)}
            row.sort(key=_centre(place, above if down else below, {cell: number for number, cell in enumerate(row)}))
        count = _crossings(found)
        if count < fewest:
            best, fewest = [list(row) for row in rows], count
    for row, order in zip(rows, best, strict=True):
        row[:] = order


def _neighbours(rows: list[list[int]], down: bool) -> list[tuple[list[int], list[int]]]:
    pairs = list(pairwise(rows))
    return pairs if down else [(lower, upper) for upper, lower in reversed(pairs)]


def _centre(place: dict[int, int], joined: list[list[int]], own: dict[int, int]) -> Callable[[int], float]:
    def centre(cell: int) -> float:
        near = joined[cell]
        return sum(place[one] for one in near) / len(near) if near else own[cell]

    return centre


def _crossings(found: Rows) -> int:
    rows, _, below = found
    total = 0
    for upper, lower in pairwise(rows):
        place = {cell: number for number, cell in enumerate(lower)}
        seen: list[int] = []
        for cell in upper:
            ends = sorted(place[one] for one in below[cell])
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


def main_path(found: Rows, real: int) -> Sequence[tuple[int, int]]:
    """How long the longest way from the top to each cell is, and from it to the bottom, in items."""
    rows, above, below = found
    heads, tails = [0] * len(above), [0] * len(above)
    for row in rows:
        for cell in row:
            heads[cell] = max((heads[one] for one in above[cell]), default=0) + (cell < real)
    for row in reversed(rows):
        for cell in row:
            tails[cell] = max((tails[one] for one in below[cell]), default=0) + (cell < real)
    return list(zip(heads, tails, strict=True))
