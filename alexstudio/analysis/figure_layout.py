"""Where everything in a block figure goes: columns and lanes, and boxes and labels that never lie on each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from alexstudio.analysis.figure_body import SIZE, Body, Label, Texts, extent
from alexstudio.analysis.figure_volumes import Volume
from alexstudio.analysis.lettering import fit, width


class Layout(NamedTuple):
    """A figure in pixels, from (0, 0)."""

    bodies: tuple[Body, ...]
    labels: tuple[Label, ...]
    """All labels, those of the bodies too."""
    arcs: Mapping[tuple[int, int], float]
    """Wires that must go over others, by the numbers of both volumes -> the height at which they run."""
    left_out: int
    """Wires for which there was no room."""
    width: float
    height: float


MARGIN = 12.0
_ARC, _ARCS = 12.0, 8


def lay_out(volumes: Sequence[Volume], notes: Sequence[str] = ()) -> Layout:
    """Places for all volumes; ``notes`` are sentences under the figure."""
    column = _columns(volumes)
    lane = _lanes(volumes, column)
    bodies = [Body(volume, column[n], lane[n], *extent(volume.shape)) for n, volume in enumerate(volumes)]
    columns: list[list[Body]] = [[] for _ in range(max(column, default=-1) + 1)]
    for body in bodies:
        columns[body.column].append(body)
    shows_devices = len({body.volume.device for body in bodies if body.volume.device.startswith("gpu")}) > 1
    texts = [Texts(body, bodies, columns[body.column], shows_devices) for body in bodies]
    by_body = {id(body): text for body, text in zip(bodies, texts, strict=True)}
    pitch = _pitch(columns, by_body)
    x, protruding = MARGIN, 0.0
    for members in columns:
        x = _place_column([by_body[id(body)] for body in members], x + protruding, pitch)
        protruding = max(by_body[id(body)].protruding for body in members)
    labels = [label for body in bodies for label in body.labels]
    edges = [*(body.outline for body in bodies), *(label.box for label in labels)]
    arcs, left_out = _arcs(bodies)
    top = min((box[1] for box in edges), default=0.0) - MARGIN
    top -= _ARC * (max(arcs.values(), default=-1) + 1)
    bottom = max((box[3] for box in edges), default=0.0)
    across = max([x + protruding, *(box[2] for box in edges), 300.0])
    across = max(across, min(720.0, max((width(note, SIZE) for note in notes), default=0.0) + 2 * MARGIN))
    ceiling = min((body.outline[1] for body in bodies), default=0.0)
    ceiling = min([ceiling, *(label.box[1] for label in labels)])
    for note in notes:
        bottom += SIZE * 1.6
        text, size = fit(note, across - MARGIN, SIZE)
        labels.append(Label(MARGIN, bottom, text, size, "quiet"))
    for body in bodies:
        body.top -= top
    labels = [label._replace(y=label.y - top) for label in labels]
    heights = {pair: ceiling - top - _ARC * (level + 1) for pair, level in arcs.items()}
    return Layout(tuple(bodies), tuple(labels), heights, left_out, across + MARGIN, bottom - top + MARGIN)


# -- columns and lanes ---------------------------------------------------------------------------------------------


def _columns(volumes: Sequence[Volume]) -> list[int]:
    """The column of each volume: one more than the last of those that it reads."""
    found: list[int] = []
    for volume in volumes:
        found.append(max((found[source] + 1 for source in (*volume.sources, *volume.joins)), default=0))
    return found


def _lanes(volumes: Sequence[Volume], column: Sequence[int]) -> list[float]:
    """The lane of each volume, downwards, 0 in the middle: at least one apart in a column, near what it reads."""
    ahead = [0] * len(volumes)
    for number in reversed(range(len(volumes))):
        for source in (*volumes[number].sources, *volumes[number].joins):
            ahead[source] = max(ahead[source], ahead[number] + 1)
    lanes = [0.0] * len(volumes)
    for place in range(max(column, default=-1) + 1):
        members = [number for number in range(len(volumes)) if column[number] == place]
        wish = {
            number: sum(lanes[source] for source in volumes[number].sources) / max(len(volumes[number].sources), 1)
            for number in members
        }
        members.sort(key=lambda number: (wish[number], -ahead[number], number))
        lowest = float("-inf")
        for value in sorted(set(wish.values())):
            alike = [number for number in members if wish[number] == value]
            is_trunk = len(alike) > 1 and ahead[alike[0]] > ahead[alike[1]]
            first = value if is_trunk else value - (len(alike) - 1) / 2
            for step, number in enumerate(alike):
                lanes[number] = lowest = max(first + step, lowest + 1)
    return lanes


def _pitch(columns: Iterable[Sequence[Body]], texts: Mapping[int, Texts]) -> float:
    """Pixels from one lane to the next."""
    found = 0.0
    for members in columns:
        stacked = sorted(members, key=lambda body: body.lane)
        for upper, lower in pairwise(stacked):
            need = texts[id(upper)].under + texts[id(lower)].above + 14
            found = max(found, need / (lower.lane - upper.lane))
    return found


def _place_column(texts: Sequence[Texts], x: float, pitch: float) -> float:
    """Place the volumes of a column and their labels; ``x`` is where the last column ends. Returns where this ends."""
    gap = max(text.gap for text in texts)
    left = max(text.reach[0] for text in texts)
    right = max(text.reach[1] for text in texts)
    middle = x + gap + left
    for text in texts:
        body = text.body
        body.left = middle - body.wide / 2
        body.top = body.lane * pitch - body.high / 2
        if len(texts) == 1:
            text.low = [lane * pitch for lane in text.lanes]
        text.write(x, x + gap)
    return middle + right


# -- wires over others ---------------------------------------------------------------------------------------------


def _arcs(bodies: Sequence[Body]) -> tuple[dict[tuple[int, int], float], int]:
    """Wires that would cross a volume on their straight way -> their level above all volumes, 0 the lowest."""
    high = [
        (source, number)
        for number, body in enumerate(bodies)
        for source in (*body.volume.sources, *body.volume.joins)
        if is_blocked(bodies, source, number)
    ]
    high.sort(key=lambda pair: bodies[pair[1]].left - bodies[pair[0]].left)
    levels: list[list[tuple[float, float]]] = []
    found: dict[tuple[int, int], float] = {}
    for pair in high:
        span = bodies[pair[0]].left, bodies[pair[1]].right
        free = (n for n, taken in enumerate(levels) if all(span[1] < a or span[0] > b for a, b in taken))
        level = next(free, len(levels))
        if level >= _ARCS:
            continue
        if level == len(levels):
            levels.append([])
        levels[level].append(span)
        found[pair] = float(level)
    return found, len(high) - len(found)


def is_blocked(bodies: Sequence[Body], source: int, target: int) -> bool:
    """Whether a volume lies on the straight way from one to another."""
    begin, end = bodies[source], bodies[target]
    (x0, y0), (x1, y1) = (begin.right, begin.middle), (end.left, end.middle)
    for body in bodies:
        if begin.column < body.column < end.column:
            left, top, right, bottom = body.outline
            ys = [y0 + (y1 - y0) * (x - x0) / (x1 - x0) for x in (left, right)]
            if max(ys) >= top - 2 and min(ys) <= bottom + 2:
                return True
    return False
