"""What is laid out, and the gaps around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Position = tuple[float, float]
"""The centre of a card, in pixels at 100 %."""

GAP = (42.0, 14.0)
"""Between columns of cards, and between cards under each other."""
BESIDE = 30.0
"""Between branches beside each other: room for a wire and its neighbours."""
LANE_GAP = 44.0
HEAD = 38.0
"""Room above a stage for its name."""
RIM = 11.0
"""How far the frame of a stage reaches beyond its cards."""


class Item(NamedTuple):
    """A card to place: a layer or a folded block. ``group`` is the stage it belongs to, "" for none."""

    id: str
    width: float
    height: float
    group: str = ""


class Net(NamedTuple):
    """Items by id, in the order of the data flow, and what feeds and follows each of them, without repetition."""

    items: Mapping[str, Item]
    before: Mapping[str, Sequence[str]]
    after: Mapping[str, Sequence[str]]

    def within(self, ids: Sequence[str]) -> Net:
        """The part of the net that holds these items; ``ids`` are in the order of the data flow."""
        inside = set(ids)
        return Net(
            {node: self.items[node] for node in ids},
            {node: [one for one in self.before[node] if one in inside] for node in ids},
            {node: [one for one in self.after[node] if one in inside] for node in ids},
        )

    def parts(self) -> list[list[str]]:
        """The items in groups that wires join, each in the order of the data flow."""
        of: dict[str, int] = {}
        parts: list[list[str]] = []
        for start in self.items:
            if start in of:
                continue
            of[start] = len(parts)
            waiting = [start]
            for node in waiting:
                for near in (*self.before[node], *self.after[node]):
                    if near not in of:
                        of[near] = len(parts)
                        waiting.append(near)
            parts.append([])
        for node in self.items:
            parts[of[node]].append(node)
        return parts

    def ranks(self) -> dict[str, int]:
        """The row of each item: one below the lowest that feeds it."""
        ranks: dict[str, int] = {}
        for node in self.items:
            ranks[node] = max((ranks[one] + 1 for one in self.before[node]), default=0)
        return ranks


class Placed(NamedTuple):
    """Items with their centres, from (0, 0) at the top left corner of what they cover."""

    centres: Mapping[str, Position]
    width: float
    height: float
    spine: float
    """Where the main path leaves at the bottom, from the left."""


def net_of(items: Sequence[Item], edges: Sequence[tuple[str, str]]) -> Net:
    """The net of items that are given in the order of the data flow; edges to others and back are left out."""
    place = {item.id: number for number, item in enumerate(items)}
    before: dict[str, list[str]] = {item.id: [] for item in items}
    after: dict[str, list[str]] = {item.id: [] for item in items}
    for begin, end in dict.fromkeys(edges):
        if begin in place and end in place and place[begin] < place[end]:
            before[end].append(begin)
            after[begin].append(end)
    return Net({item.id: item for item in items}, before, after)
