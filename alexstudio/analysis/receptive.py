"""`receptive_fields`: which pixels of the picture an output position of each layer reads, exactly and without running.

The windows of the layers are composed from the picture on (arXiv:1603.07285 has the arithmetic of one layer). Along one
axis a field is a row of intervals, one per output position, that repeats after ``period`` positions moved by ``step``
pixels; for chains of convolutions and pooling the period is 1. Where windows are not evenly spaced (adaptive pooling,
paths of different stride that meet) the row holds every position and is clipped to the picture. Maps between the
layers count as if they went on beyond their edges; so where a layer pads maps that lost pixels before (a crop, a stride
that leaves some over), a field that reaches the edge may be a few pixels too large, never too small.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from alexstudio.analysis.report import Report
from alexstudio.graph import LayerGraph, Node
from alexstudio.graph.node import Key
from alexstudio.layers import LayerType, Shape, Window

Interval = tuple[int, int]
"""First and last pixel, the last included."""


class Extent(NamedTuple):
    """A receptive field along one axis, in pixels of the picture, as if the picture went on beyond its edges."""

    size: int
    """Pixels from the first to the last that one position reads; the most over all positions where they differ."""
    stride: Fraction
    """Pixels from one position's centre to the next (the mean where they differ); 0 where all read the same."""
    centre: Fraction
    """Where the centre of the first position's field lies; pixel 0 has its centre at 0."""


class Field(NamedTuple):
    """The receptive field of one layer's output: down and across."""

    down: Extent
    across: Extent


class Row(NamedTuple):
    """What output positions 0, 1, ... of one layer read along one axis; None where nothing is read.

    The intervals repeat, ``step`` pixels further on each time. Without a ``step`` every position is listed.
    """

    intervals: tuple[Interval | None, ...]
    step: int | None = None

    @property
    def period(self) -> int:
        """Positions after which the row repeats."""
        return len(self.intervals)

    def at(self, position: int) -> Interval | None:
        """What a position reads."""
        if self.step is None:
            return self.intervals[position] if 0 <= position < self.period else None
        turns, place = divmod(position, self.period)
        interval = self.intervals[place]
        return interval and (interval[0] + turns * self.step, interval[1] + turns * self.step)

    def over(self, positions: range) -> Interval | None:
        """What some positions read together."""
        if self.step is None:
            return _hull(self.intervals[position] for position in _within(positions, self.period))
        # A turn further on every interval lies further on: only the first and the last turn can be outermost
        return _hull(self.at(position) for position in (*positions[: self.period], *positions[-self.period :]))

    def all(self, count: int, size: int) -> Row:
        """Every position written out, clipped to the picture."""
        if self.step is None and self.period == count:
            return self
        return Row(tuple(_clip(self.at(position), size) for position in range(count)))


def receptive_fields(graph: LayerGraph, report: Report) -> dict[str, Field]:
    """Node id -> receptive field of its outputs, for every node whose shapes are known.

    After a layer whose every output reads everything (Flatten, GroupNorm) it is what of the picture was read at all.
    Batch normalisation counts as in use, where it reads one position.
    """
    return {node_id: field_of(found) for node_id, found in rows(graph, report).items()}


def receptive_field(graph: LayerGraph, report: Report, node_id: str) -> Field | None:
    """Receptive field of one node; looks only at what it depends on. None where its shape is not known."""
    found = rows(graph, report, graph.upstream(node_id) | {node_id}).get(node_id)
    return field_of(found) if found else None


def field_of(found: tuple[Row, Row]) -> Field:
    """The receptive field that two rows say, down and across."""
    return Field(_extent(found[0]), _extent(found[1]))


def rows(graph: LayerGraph, report: Report, only: Collection[str] | None = None) -> dict[str, tuple[Row, Row]]:
    """Node id -> what each position of its outputs reads, down and across, for every node whose shapes are known.

    ``only`` some nodes, which must be closed under "what feeds it".
    """
    found: dict[str, tuple[Row, Row]] = {}
    picture: Shape = ()
    for node in graph.order():
        if only is not None and node.id not in only:
            continue
        shapes = report.nodes[node.id].shapes
        if node.kind is None or not shapes:
            continue
        if node.bypassed:
            found[node.id] = found[graph.inputs(node.id)[0].source]
        elif node.kind.slots:
            wires = graph.inputs(node.id)
            feeding = [(found[wire.source], report.nodes[wire.source].shapes[wire.output]) for wire in wires]
            found[node.id] = _compose(node, node.kind, feeding, shapes[0], picture)
        else:
            picture = shapes[0]
            found[node.id] = Row(((0, 0),), 1), Row(((0, 0),), 1)
    return found


_WINDOWS_LIMIT = 65536
_windows: dict[Key, tuple[Window, Window]] = {}


def windows(node: Node) -> tuple[Window, Window]:
    """What an output position of a node of a known type reads, down and across; kept from one call to the next."""
    found = _windows.get(node.key)
    if found is None:
        assert node.kind is not None
        if len(_windows) > _WINDOWS_LIMIT:
            _windows.clear()
        found = _windows[node.key] = node.kind.windows(node.params)
    return found


def _compose(
    node: Node, kind: LayerType, feeding: list[tuple[tuple[Row, Row], Shape]], shape: Shape, picture: Shape
) -> tuple[Row, Row]:
    made = []
    for axis in (0, 1):
        count, size = _count(shape, axis), picture[1 + axis]
        window = windows(node)[axis]
        parts = []
        for both, given in feeding:
            row, length = both[axis], _count(given, axis)
            if kind.sees_all:
                parts.append(_constant(row, length, size))
            elif window.stride == 0:
                reads = (kind.reads(node.params, axis, length, position) for position in range(count))
                parts.append(Row(tuple(_clip(row.over(some), size) for some in reads)))
            elif length == 1 and len(feeding) > 1:  # one value for a whole map, as in a gate
                parts.append(_constant(row, length, size))
            else:
                parts.append(_slide(row, window, count, size))
        made.append(parts[0] if len(parts) == 1 else _union(parts, count, size))
    return made[0], made[1]


def _slide(row: Row, window: Window, count: int, size: int) -> Row:
    """What a sliding window reads of the picture through what lies before it."""
    if row.period == 1 and row.step is not None and window.spread == 1 and row.intervals[0] is not None:
        # The common case, in which all windows are alike: convolutions and pooling in a chain
        low, high = row.intervals[0]
        last = window.gap * ((window.span - 1) // window.gap) - window.before
        return Row(((low - window.before * row.step, high + last * row.step),), window.stride * row.step)
    if row.step is None:
        return Row(tuple(_clip(row.over(window.reads(position)), size) for position in range(count)))
    turn = row.period * window.spread
    period = turn // gcd(turn, window.stride)
    if period > count:  # longer than the map: nothing repeats in it
        return Row(tuple(_clip(row.over(window.reads(position)), size) for position in range(count)))
    step = window.stride * period // turn * row.step
    return Row(tuple(row.over(window.reads(position)) for position in range(period)), step)


def _union(paths: list[Row], count: int, size: int) -> Row:
    """Where paths meet: what any of them reads."""
    first, *others = paths
    if not others:
        return first
    regular = all(row.step is not None for row in paths)
    if regular and len({Fraction(row.step or 0, row.period) for row in paths}) == 1:
        period = lcm(*(row.period for row in paths))
        step = period // first.period * (first.step or 0)
        return Row(tuple(_hull(row.at(position) for row in paths) for position in range(period)), step)
    written = [row.all(count, size) for row in paths]
    return Row(tuple(_hull(row.at(position) for row in written) for position in range(count)))


def _constant(row: Row, length: int, size: int) -> Row:
    return Row((_clip(row.over(range(length)), size),), 0)


def _extent(row: Row) -> Extent:
    read = [(place, interval) for place, interval in enumerate(row.intervals) if interval]
    if not read:
        return Extent(0, Fraction(0), Fraction(0))
    (first, begin), (last, end) = read[0], read[-1]
    if row.step is not None:
        stride = Fraction(row.step, row.period)
    else:
        stride = (_centre(end) - _centre(begin)) / (last - first) if last > first else Fraction(0)
    return Extent(max(high - low + 1 for _, (low, high) in read), stride, _centre(begin) - first * stride)


def _centre(interval: Interval) -> Fraction:
    return Fraction(interval[0] + interval[1], 2)


def _hull(intervals: Iterable[Interval | None]) -> Interval | None:
    known = [interval for interval in intervals if interval]
    return (min(low for low, _ in known), max(high for _, high in known)) if known else None


def _clip(interval: Interval | None, size: int) -> Interval | None:
    if interval is None or interval[1] < 0 or interval[0] >= size:
        return None
    return max(interval[0], 0), min(interval[1], size - 1)


def _within(positions: range, count: int) -> range:
    start = positions.start if positions.start >= 0 else positions.start % positions.step
    return range(start, min(positions.stop, count), positions.step)


def _count(shape: Shape, axis: int) -> int:
    """Positions along an axis of maps; a vector has one."""
    return shape[1 + axis] if len(shape) == 3 else 1
