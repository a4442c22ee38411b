"""Groups as columns, and deep networks as the columns of a page, so that the whole picture stays readable."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from alexstudio.graph.layout.cuts import Atom, atoms
from alexstudio.graph.layout.items import BESIDE, GAP, HEAD, LANE_GAP, RIM, Item, Net, Placed, Position, net_of
from alexstudio.graph.layout.strands import placed

Direction = Literal["right", "down"]

APART = 16.0
"""Between the frames of two stages under each other: a wire may run there."""
ASPECT: dict[Direction, float] = {"right": 2.0, "down": 0.75}
"""Width over height that a page of several columns comes near."""
BROAD, TALLEST, FLATTEST = 1800.0, 1400.0, 3.6
"""A column for each stage stays within these: pixels of width (or this many times the height) and of height."""
SHORTEST = 480.0
"""No column of a page is made shorter than this."""
SHARES = tuple(0.7 * 1.06**step for step in range(21))

Column = list[Atom]


def lay_out(
    items: Sequence[Item], edges: Sequence[tuple[str, str]], direction: Direction = "right", *, is_part: bool = False
) -> dict[str, Position]:
    """Centres of all items, which come in the order of the data flow.

    Inside a group layers follow each other downwards, branches beside each other. With ``right`` every group is a
    column and towers are lanes under each other, as long as that is a picture of a good shape; deep networks fill
    columns from the top like the text of a page. With ``down`` they always do, with towers side by side. A small
    ``is_part`` of a picture, such as a residual block, always has a column for each group.
    """
    net = net_of(items, edges)
    groups = _groups(net)
    lanes = {name: [placed(inner.within(part)) for part in inner.parts()] for name, inner in groups.items()}
    tallest = max((sum(part.height + LANE_GAP for part in parts) for parts in lanes.values()), default=0.0)
    if direction == "right" and (_is_well_shaped(lanes) or (is_part and tallest <= TALLEST)):
        return _rounded(_stage_columns(net, list(lanes.values())))
    whole = {name: beside(parts) for name, parts in lanes.items()}
    return _rounded(_page(net, groups, whole, _columns(groups, whole, ASPECT[direction])))


def _groups(net: Net) -> dict[str, Net]:
    """The groups in the order in which data reaches them; an item without one joins what feeds it."""
    members: dict[str, list[str]] = {}
    of: dict[str, str] = {}
    for node, item in net.items.items():
        feeding = net.before[node]
        of[node] = item.group or (of[feeding[0]] if feeding else f"\0{node}")
        members.setdefault(of[node], []).append(node)
    return {name: net.within(ids) for name, ids in members.items()}


def _rounded(centres: dict[str, Position]) -> dict[str, Position]:
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in centres.items()}


# -- a column for each group ---------------------------------------------------------------------------------------


def _is_well_shaped(lanes: dict[str, list[Placed]]) -> bool:
    across = sum(max(part.width for part in parts) + GAP[0] for parts in lanes.values())
    down = max((sum(part.height + LANE_GAP for part in parts) - LANE_GAP for parts in lanes.values()), default=0.0)
    flat = across / (down + HEAD + RIM) if lanes else 1.0
    return (across <= BROAD or flat <= FLATTEST) and (down <= SHORTEST or (down <= TALLEST and flat >= 0.5))


def _stage_columns(net: Net, columns: list[list[Placed]]) -> dict[str, Position]:
    lanes = max((len(column) for column in columns), default=0)
    full = [column for column in columns if len(column) == lanes]
    heights = [max(column[lane].height for column in full) for lane in range(lanes)]
    whole = sum(heights) + LANE_GAP * (lanes - 1)
    gaps = _gaps(net, [[node for lane in column for node in lane.centres] for column in columns])
    centres: dict[str, Position] = {}
    left = 0.0
    for column, gap in zip(columns, gaps, strict=True):
        width = max(lane.width for lane in column)
        own = sum(lane.height for lane in column) + LANE_GAP * (len(column) - 1)
        top = 0.0 if len(column) == lanes else (whole - own) / 2
        for number, lane in enumerate(column):
            _put(centres, lane, left + (width - lane.width) / 2, top)
            top += (heights[number] if len(column) == lanes else lane.height) + LANE_GAP
        left += width + gap
    return centres


def _put(centres: dict[str, Position], part: Placed, left: float, top: float) -> None:
    for node, (x, y) in part.centres.items():
        centres[node] = (left + x, top + y)


def _gaps(net: Net, columns: Sequence[Sequence[str]]) -> list[float]:
    """The gap to the right of each column: wider where more than two values cross it."""
    of = {node: number for number, column in enumerate(columns) for node in column}
    crossing = [0] * (len(columns) + 1)
    for node, ends in net.after.items():
        last = max((of[end] for end in ends), default=0)
        if last > of[node]:
            crossing[of[node]] += 1
            crossing[last] -= 1
    gaps, now = [], 0
    for number in range(len(columns)):
        now += crossing[number]
        gaps.append(GAP[0] + 6.0 * min(max(now - 2, 0), 10))
    return gaps


# -- columns of a page ---------------------------------------------------------------------------------------------


def beside(parts: Sequence[Placed]) -> Placed:
    """Parts that no wire joins, beside each other; towers keep their sides."""
    if len(parts) == 1:
        return parts[0]
    centres: dict[str, Position] = {}
    left = 0.0
    for part in parts:
        _put(centres, part, left, 0.0)
        left += part.width + LANE_GAP
    width = left - LANE_GAP
    return Placed(centres, width, max(part.height for part in parts), width / 2)


def _columns(groups: dict[str, Net], whole: dict[str, Placed], aspect: float) -> list[Column]:
    """Fill columns to the height that gives the page the best shape."""
    area = sum((part.width + GAP[0]) * (part.height + _head(name)) for name, part in whole.items())
    best: tuple[float, list[Column]] | None = None
    for share in SHARES:
        height = max(math.sqrt(area / aspect) * share, SHORTEST)
        columns = _filled(groups, whole, height)
        across = sum(max(atom.width for atom in column) + GAP[0] for column in columns)
        heights = [_height(column) for column in columns]
        down, empty = max(heights), 1 - sum(heights) / len(heights) / max(heights)
        unfit = max(abs(math.log(across / down / aspect)) - 0.5, 0.0) + empty
        if best is None or unfit < best[0]:
            best = unfit, columns
    assert best is not None
    return best[1]


def _filled(groups: dict[str, Net], whole: dict[str, Placed], height: float) -> list[Column]:
    columns: list[Column] = [[]]
    filled = 0.0
    for name, part in whole.items():
        found = atoms(name, groups[name], part, height)
        is_apart = len(found) > 1 and not name.startswith("\0")  # its frame must hold no card of another group
        if is_apart:
            height_here = part.height / math.ceil(part.height / height) + 1
            columns.append([])
        else:
            height_here = height
        if not columns[-1]:
            filled = 0.0
        for atom in found:
            step = _between(columns[-1], atom)
            if columns[-1] and filled + step + atom.height > height_here:
                columns.append([])
                filled, step = 0.0, 0.0
            filled += step + atom.height
            columns[-1].append(atom)
        if is_apart:
            columns.append([])
    return [column for column in columns if column] or [[]]


def _head(name: str) -> float:
    return GAP[1] if name.startswith("\0") else RIM + APART + HEAD


def _between(column: Column, atom: Atom) -> float:
    """The gap above an atom that follows in a column."""
    if not column:
        return 0.0
    above = column[-1]
    if above.group == atom.group:
        return GAP[1]
    if atom.group.startswith("\0"):
        return BESIDE if above.group.startswith("\0") else RIM + APART
    return APART + HEAD + (0 if above.group.startswith("\0") else RIM)


def _height(column: Column) -> float:
    gaps = (_between([above], atom) for above, atom in pairwise(column))
    return sum(atom.height for atom in column) + sum(gaps)


def _page(net: Net, groups: dict[str, Net], whole: dict[str, Placed], columns: list[Column]) -> dict[str, Position]:
    """Pieces under each other, each with its main path on the line of its column."""
    gaps = _gaps(net, [[node for atom in column for node in atom.ids] for column in columns])
    centres: dict[str, Position] = {}
    left = 0.0
    for column, gap in zip(columns, gaps, strict=True):
        pieces = list(_pieces(column, groups, whole))
        before = max((piece.spine for _, piece in pieces), default=0.0)
        behind = max((piece.width - piece.spine for _, piece in pieces), default=0.0)
        top = 0.0
        for step, piece in pieces:
            top += step
            _put(centres, piece, left + before - piece.spine, top)
            top += piece.height
        left += before + behind + gap + APART
    return centres


def _pieces(column: Column, groups: dict[str, Net], whole: dict[str, Placed]) -> Iterator[tuple[float, Placed]]:
    """The parts of groups in a column, with the gap above each."""
    number = 0
    while number < len(column):
        first, ids = number, list(column[number].ids)
        while number + 1 < len(column) and column[number + 1].group == column[first].group:
            number += 1
            ids += column[number].ids
        number += 1
        name = column[first].group
        part = whole[name] if len(ids) == len(whole[name].centres) else None
        inner = groups[name].within(ids) if part is None else groups[name]
        gap = _between(column[first - 1 : first] if first else [], column[first])
        yield gap, part or beside([placed(inner.within(some)) for some in inner.parts()])
