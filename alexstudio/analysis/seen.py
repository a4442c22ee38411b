"""`Seen`: which pixels of the network's input each output position of one layer reads, to be drawn or told."""

from __future__ import annotations

from typing import NamedTuple

from alexstudio.analysis.receptive import Field, Interval, Row, field_of, rows
from alexstudio.analysis.report import Report
from alexstudio.graph import LayerGraph
from alexstudio.layers import Shape


class Seen(NamedTuple):
    """What a layer's output positions read: a row down and one across, positions of each, and the input."""

    rows: tuple[Row, Row]
    counts: tuple[int, int]
    picture: Shape
    """Channels, height, width."""

    @property
    def field(self) -> Field:
        """The receptive field."""
        return field_of(self.rows)

    @property
    def is_larger(self) -> bool:
        """Whether a window is larger than the picture."""
        return self.size(0) > self.picture[1] or self.size(1) > self.picture[2]

    def size(self, axis: int) -> int:
        """Pixels from the first to the last that a position reads, the most of all."""
        return max((last - first + 1 for first, last in filter(None, self.rows[axis].intervals)), default=0)

    def at(self, place: tuple[int, int]) -> tuple[Interval | None, Interval | None]:
        """First and last pixel down and across of what a position reads; pixels outside the picture count on."""
        return self.rows[0].at(place[0]), self.rows[1].at(place[1])

    def outside(self, place: tuple[int, int]) -> float:
        """Which part of a position's window lies outside the picture."""
        inside = 1.0
        for read, size in zip(self.at(place), self.picture[1:], strict=True):
            if read is None:
                return 0.0
            kept = min(read[1], size - 1) - max(read[0], 0) + 1
            inside *= max(kept, 0) / (read[1] - read[0] + 1)
        return 1 - inside

    def nearest(self, axis: int, pixel: float) -> int:
        """The position whose centre is the nearest to a pixel."""

        def far(position: int) -> float:
            read = self.rows[axis].at(position)
            return abs((read[0] + read[1]) / 2 - pixel) if read else float("inf")

        return min(range(self.counts[axis]), key=far)


def seen_by(graph: LayerGraph, report: Report, node_id: str) -> Seen | None:
    """What a node's output positions read of the picture; None where that is not known."""
    shapes = report.nodes[node_id].shapes
    if not shapes:
        return None
    before = graph.upstream(node_id) | {node_id}
    found = rows(graph, report, before).get(node_id)
    picture = next((report.nodes[start].shapes for start in graph.starts if start in before), ())
    if found is None or not picture or len(picture[0]) != 3:
        return None
    return Seen(found, (shapes[0][1], shapes[0][2]) if len(shapes[0]) == 3 else (1, 1), picture[0])
