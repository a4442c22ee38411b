"""Where the wires of a picture run: from rim to rim and around the cards of others, as on the canvas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from alexstudio.graph import Edge, LayerGraph
from alexstudio.graph.wireways import Box, Link, Point, Router, Way


class Wire(NamedTuple):
    """One edge of the graph and where it runs."""

    edge: Edge
    way: Way


def wires(
    graph: LayerGraph,
    ends: Mapping[Edge, tuple[str, str]],
    cards: Mapping[str, Box],
    titles: Mapping[str, Box] | None = None,
    bends: Mapping[tuple[str, int], tuple[Point, ...]] | None = None,
) -> list[Wire]:
    """The wires of the edges in ``ends``, which has the cards that each runs between, in the order of what they feed.

    ``cards`` has where the cards are. ``titles`` are the names in the picture, which wires avoid where they can;
    ``bends`` the points that the user has placed, by the node and slot that a wire feeds.
    """
    known = bends or {}
    edges = [edge for node in graph.nodes for edge in graph.inputs(node.id) if edge in ends]
    router: Router[Edge] = Router()
    router.place(cards)
    router.title(titles or {})
    router.join(Link(edge, *ends[edge], known.get((edge.target, edge.slot), ())) for edge in edges)
    ways = router.settle()
    return [Wire(edge, ways[edge]) for edge in edges]
