"""Where cards go that are to be aligned, spread evenly or straightened: boxes in, centres out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from alexstudio.graph import LayerGraph


class Box(NamedTuple):
    """A card: its centre and its size."""

    x: float
    y: float
    width: float
    height: float


Places = dict[str, tuple[float, float]]
_Rule = Callable[[Sequence[Box]], Callable[[Box], tuple[float, float]]]


def _left(boxes: Sequence[Box]) -> Callable[[Box], tuple[float, float]]:
    edge = min(box.x - box.width / 2 for box in boxes)
    return lambda box: (edge + box.width / 2, box.y)


def _right(boxes: Sequence[Box]) -> Callable[[Box], tuple[float, float]]:
    edge = max(box.x + box.width / 2 for box in boxes)
    return lambda box: (edge - box.width / 2, box.y)


def _top(boxes: Sequence[Box]) -> Callable[[Box], tuple[float, float]]:
    edge = min(box.y - box.height / 2 for box in boxes)
    return lambda box: (box.x, edge + box.height / 2)


def _bottom(boxes: Sequence[Box]) -> Callable[[Box], tuple[float, float]]:
    edge = max(box.y + box.height / 2 for box in boxes)
    return lambda box: (box.x, edge - box.height / 2)


def _column(boxes: Sequence[Box]) -> Callable[[Box], tuple[float, float]]:
    middle = sum(box.x for box in boxes) / len(boxes)
    return lambda box: (middle, box.y)


def _row(boxes: Sequence[Box]) -> Callable[[Box], tuple[float, float]]:
    middle = sum(box.y for box in boxes) / len(boxes)
    return lambda box: (box.x, middle)


RULES: dict[str, _Rule] = {
    "left": _left,
    "right": _right,
    "top": _top,
    "bottom": _bottom,
    "column": _column,
    "row": _row,
}
"""How to align, by name: "column" puts the centres under each other, "row" beside each other."""


def aligned(boxes: Mapping[str, Box], rule: str) -> Places:
    """The centres of cards aligned by one of `RULES`."""
    put = RULES[rule](list(boxes.values()))
    return {key: put(box) for key, box in boxes.items()}


def spread(boxes: Mapping[str, Box], *, is_across: bool) -> Places:
    """The centres of cards with equal gaps between the first and the last, which stay."""
    low = {key: box.x - box.width / 2 if is_across else box.y - box.height / 2 for key, box in boxes.items()}
    size = {key: box.width if is_across else box.height for key, box in boxes.items()}
    keys = sorted(boxes, key=lambda key: (low[key] + size[key] / 2, key))
    whole = low[keys[-1]] + size[keys[-1]] - low[keys[0]]
    gap = (whole - sum(size.values())) / max(len(keys) - 1, 1)
    places, at = {}, low[keys[0]]
    for key in keys:
        middle = at + size[key] / 2
        places[key] = (middle, boxes[key].y) if is_across else (boxes[key].x, middle)
        at += size[key] + gap
    return places


def straight(boxes: Mapping[str, Box], graph: LayerGraph) -> Places:
    """Each card in line with the first of its chain; along the direction in which the chain mostly runs."""
    places = {key: (box.x, box.y) for key, box in boxes.items()}
    heads: dict[str, str] = {}
    for node_id, wires in graph.flow.items():
        if node_id in boxes:
            before = next((wire.source for wire in wires if wire.source in boxes), None)
            heads[node_id] = heads[before] if before is not None else node_id
    for head in dict.fromkeys(heads.values()):
        chain = [key for key, own in heads.items() if own == head]
        across = max(boxes[key].x for key in chain) - min(boxes[key].x for key in chain)
        down = max(boxes[key].y for key in chain) - min(boxes[key].y for key in chain)
        for key in chain:
            x, y = places[key]
            places[key] = (x, boxes[head].y) if across > down else (boxes[head].x, y)
    return places
