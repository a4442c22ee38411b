"""`WeightMap`: which slices of which parameters make up the parameters of a graph that was split or merged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from alexstudio.graph.node import Node
from alexstudio.graph.towers.kinds import PER_CHANNEL, is_dense, learns, singles, vectors
from alexstudio.graph.towers.spans import Span, Spans, joined, runs, spans_text

Key = tuple[str, str]
"""Node id and name of a parameter or buffer in torch, such as "weight"; an empty name means all that the node has."""


class Piece(NamedTuple):
    """Numbers to carry over: ``target[at] = source[of]``, one span for each dimension; those left out are whole."""

    target: Key
    at: tuple[Span, ...]
    source: Key
    of: tuple[Span, ...]


class Part(NamedTuple):
    """A layer in a tower, and the layer of the column that it is a part of.

    ``channels`` are those of the column's output that it gives, in its order.
    """

    tower: str
    column: str
    channels: Spans


class Border(NamedTuple):
    """A response normalisation that reads fewer neighbours in a tower than in one column, and so gives other values.

    ``column`` is its id in the column, ``name`` its name there, ``changed`` the maps that differ, ``parts`` the maps
    of each tower.
    """

    column: str
    name: str
    changed: Spans
    parts: tuple[Spans, ...]

    @property
    def text(self) -> str:
        """One sentence for people."""
        return (
            f"{self.name} normalises inside each tower and over all maps in one column: it differs at channels "
            f"{spans_text(self.changed)}."
        )


@dataclass(frozen=True)
class WeightMap:
    """How weights go from the graph before a split or a merge to the one after it, as data."""

    pieces: tuple[Piece, ...]
    parts: tuple[Part, ...]
    """Every layer of a tower once, also those that learn nothing; a Concat where towers exchange is in none."""
    borders: tuple[Border, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """Where the two graphs do not compute the same, one sentence each."""
        return tuple(border.text for border in self.borders)

    def reversed(self) -> WeightMap:
        """The way back."""
        return replace(self, pieces=tuple(Piece(source, of, target, at) for target, at, source, of in self.pieces))


def pieces(column: Node, tower: str, reads: Spans, makes: Spans) -> Iterator[Piece]:
    """From the parameters of a layer in one column to those of its part in a tower, whose id is ``tower``.

    The part reads the channels ``reads`` of what the column's layer reads, and gives ``makes`` of what it gives. torch
    flattens maps channel by channel, so half of the maps before a dense layer are half of its inputs, in one piece.
    """
    if column.type in ("Conv2d", "Linear"):
        dense = is_dense(column)
        for at, of in runs(makes):
            for at_in, of_in in runs(reads) if dense else [((), ())]:
                yield Piece((tower, "weight"), (at, *([at_in] if at_in else [])), (column.id, "weight"),
                            (of, *([of_in] if of_in else [])))  # fmt: skip
            if column.params["bias"]:
                yield Piece((tower, "bias"), (at,), (column.id, "bias"), (of,))
        return
    if column.type not in PER_CHANNEL | {"GroupNorm"}:
        if learns(column):
            yield Piece((tower, ""), (), (column.id, ""), ())
        return
    for name in vectors(column):
        for at, of in runs(makes):
            yield Piece((tower, name), (at,), (column.id, name), (of,))
    for name in singles(column):
        yield Piece((tower, name), (), (column.id, name), ())


def border(column: Node, name: str, parts: tuple[Spans, ...], channels: int) -> Border | None:
    """Where a response normalisation over some maps differs from the one over all; None where it does not.

    A window as wide as a tower may find the same maps after all, in another order; that is not looked for.
    """
    size = column.params["size"]
    assert isinstance(size, int)
    # torch pads size // 2 before and (size - 1) // 2 behind
    before, behind = size // 2, (size - 1) // 2
    changed: list[Span] = []
    for part in parts:
        for number, (start, stop) in enumerate(part):
            if before and not (number == 0 and start == 0):
                changed.append((start, min(stop, start + before)))
            if behind and not (number == len(part) - 1 and stop == channels):
                changed.append((max(start, stop - behind), stop))
    return Border(column.id, name, _united(changed), parts) if changed else None


def _united(spans: list[Span]) -> Spans:
    found: list[Span] = []
    for start, stop in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(stop, found[-1][1])
        else:
            found.append((start, stop))
    return joined([tuple(found)])
