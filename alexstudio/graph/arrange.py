"""Where the cards of a graph go. The work is done in `alexstudio.graph.layout`, which knows nothing of layers."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.layout import GAP, HEAD, LANE_GAP, Direction, Item, Position, lay_out
from alexstudio.graph.node import Node

__all__ = [
    "GAP",
    "HEAD",
    "LANE_GAP",
    "SLIM",
    "TALL",
    "WIDTH",
    "Direction",
    "Position",
    "arrange",
    "card_height",
    "missing_positions",
]

WIDTH = 130.0
"""Width of a card on the canvas, in pixels at 100 %."""
TALL, SLIM = 92.0, 54.0
"""Heights of cards: layers that learn stand out, the others are slim."""

Size = tuple[float, float]
"""Width and height of a card."""


def card_height(node: Node) -> float:
    """Height of the card of a node, in pixels at 100 %; a placeholder takes as little room as any."""
    kind = node.kind
    return SLIM if kind is None or (kind.slots and not kind.has_weights) else TALL


def arrange(
    graph: LayerGraph,
    *,
    direction: Direction = "right",
    only: Collection[str] | None = None,
    sizes: Mapping[str, Size] | None = None,
) -> dict[str, Position]:
    """Centres of cards, so that data flows to the right, or down, and no two cards overlap.

    ``only`` tidies these nodes around the middle of where they are now; the others stay and are not in the answer.
    ``sizes`` are widths and heights of cards that are not drawn in the usual size.
    """
    known = sizes or {}
    chosen = [node for node in graph.order() if only is None or node.id in only]
    items = [Item(node.id, *known.get(node.id, (WIDTH, card_height(node))), node.stage) for node in chosen]
    edges = [(edge.source, item.id) for item in items for edge in graph.inputs(item.id)]
    found = lay_out(items, edges, direction)
    now = {node.id: node.position for node in chosen if node.position is not None}
    if only is None or not now:
        return found
    across, down = _middle(list(now.values())), _middle([found[node_id] for node_id in now])
    step = (across[0] - down[0], across[1] - down[1])
    return {node_id: (round(x + step[0], 1), round(y + step[1], 1)) for node_id, (x, y) in found.items()}


def _middle(spots: list[Position]) -> Position:
    xs, ys = zip(*spots, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def missing_positions(graph: LayerGraph) -> Mapping[str, Position]:
    """Positions for a graph as it was opened: all of them when none was saved, else just those that lack one."""
    homeless = [node for node in graph.nodes if node.position is None]
    if not homeless:
        return {}
    if len(homeless) == len(graph):
        return arrange(graph)
    bottom = max(node.position[1] for node in graph.nodes if node.position is not None)
    step = WIDTH + GAP[1]
    return {node.id: (number * step, bottom + TALL + LANE_GAP) for number, node in enumerate(homeless)}
