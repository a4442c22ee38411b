"""Where the wires of a picture run: from rim to rim, as on the canvas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from alexstudio.graph import Edge, LayerGraph
from alexstudio.graph.arrange import TALL, WIDTH, Position, card_height

Side = Literal["left", "right", "top", "bottom"]
_WAY = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}


class Wire(NamedTuple):
    """A cubic curve: where it leaves, its two handles, where it arrives; ``way`` is where it points at its end."""

    edge: Edge
    points: tuple[Position, Position, Position, Position]
    way: tuple[int, int]

    def at(self, part: float) -> Position:
        """The point after this part of the curve."""
        rest = 1 - part
        shares = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
        return (
            sum(share * point[0] for share, point in zip(shares, self.points, strict=True)),
            sum(share * point[1] for share, point in zip(shares, self.points, strict=True)),
        )


def wires(graph: LayerGraph, places: Mapping[str, Position]) -> list[Wire]:
    """Every wire of a graph whose cards have their centres at ``places``."""
    heights = {node.id: card_height(node) for node in graph.nodes}
    found = []
    for node in graph.nodes:
        edges = graph.inputs(node.id)
        sides = [_facing(places[edge.source], places[node.id]) for edge in edges]
        for edge, (leave, arrive) in zip(edges, sides, strict=True):
            same = [one for one, (_, side) in zip(edges, sides, strict=True) if side == arrive]
            axis = 1 if arrive in ("left", "right") else 0
            same.sort(key=lambda one: places[one.source][axis])
            begin = _anchor(places[edge.source], heights[edge.source], leave, 0.0)
            share = ((same.index(edge) + 1) / (len(same) + 1) - 0.5) * 0.8
            end = _anchor(places[node.id], heights[node.id], arrive, share)
            found.append(_run(edge, begin, leave, end, arrive))
    return found


def _facing(begin: Position, end: Position) -> tuple[Side, Side]:
    across, down = end[0] - begin[0], end[1] - begin[1]
    if across > WIDTH * 0.9:
        return "right", "left"
    if down > TALL * 0.5 or -across > WIDTH * 0.9:
        return "bottom", "top"
    return "top", "bottom"


def _anchor(centre: Position, height: float, side: Side, share: float) -> Position:
    x, y = centre
    if side in ("left", "right"):
        return x + (WIDTH if side == "right" else -WIDTH) / 2, y + share * height
    return x + share * WIDTH, y + (height if side == "bottom" else -height) / 2


def _run(edge: Edge, begin: Position, leave: Side, end: Position, arrive: Side) -> Wire:
    across, down = end[0] - begin[0], end[1] - begin[1]
    reach = min(max(max(abs(across), abs(down)) * 0.45, 14.0), 90.0)
    if {leave, arrive} == {"left", "right"} and across > 0:
        reach = max(across * 0.62, 18.0)
    out, back = _WAY[leave], _WAY[arrive]
    first = (begin[0] + out[0] * reach, begin[1] + out[1] * reach)
    second = (end[0] + back[0] * reach, end[1] + back[1] * reach)
    return Wire(edge, (begin, first, second, end), (-back[0], -back[1]))
