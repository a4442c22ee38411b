"""Where the cards go: one column per stage, towers as lanes under each other, Input at the left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import networkx as nx

from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import Node

WIDTH = 130.0
"""Width of a card on the canvas, in pixels at 100 %."""
TALL, SLIM = 92.0, 54.0
"""Heights of cards: layers that learn stand out, the others are slim."""
GAP = (42.0, 14.0)
LANE_GAP = 44.0
HEAD = 38.0
"""Room above a stage for its name."""

Position = tuple[float, float]


def card_height(node: Node) -> float:
    """Height of the card of a node, in pixels at 100 %; a placeholder takes as little room as any."""
    kind = node.kind
    return SLIM if kind is None or (kind.slots and not kind.has_weights) else TALL


class _Lane(NamedTuple):
    """A part of a stage whose nodes are joined by wires: rows of nodes from top to bottom."""

    rows: list[list[Node]]

    @property
    def height(self) -> float:
        return sum(max(map(card_height, row)) + GAP[1] for row in self.rows) - GAP[1]

    @property
    def width(self) -> float:
        return max(len(row) for row in self.rows) * (WIDTH + GAP[1]) - GAP[1]


def arrange(graph: LayerGraph) -> dict[str, Position]:
    """Centres of all cards. Stages follow each other from left to right; nodes without one join what feeds them."""
    columns = [_lanes(graph, members) for members in _stages(graph)]
    lanes = max((len(column) for column in columns), default=0)
    heights = [
        max((column[lane].height for column in columns if len(column) == lanes), default=TALL) for lane in range(lanes)
    ]
    whole = sum(heights) + LANE_GAP * (lanes - 1)
    positions: dict[str, Position] = {}
    left = 0.0
    for column in columns:
        width = max(lane.width for lane in column)
        is_full = len(column) == lanes
        own = sum(lane.height for lane in column) + LANE_GAP * (len(column) - 1)
        top = 0.0 if is_full else (whole - own) / 2
        for number, lane in enumerate(column):
            y = top
            for row in lane.rows:
                height = max(map(card_height, row))
                span = len(row) * (WIDTH + GAP[1]) - GAP[1]
                for place, node in enumerate(row):
                    x = left + (width - span) / 2 + WIDTH / 2 + place * (WIDTH + GAP[1])
                    positions[node.id] = (round(x, 1), round(y + height / 2, 1))
                y += height + GAP[1]
            top += (heights[number] if is_full else lane.height) + LANE_GAP
        left += width + GAP[0]
    return positions


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


def _stages(graph: LayerGraph) -> list[list[str]]:
    """Node ids by stage, stages and nodes in the order in which data flows."""
    stages: dict[str, list[str]] = {}
    of: dict[str, str] = {}
    for node in graph.order():
        feeding = graph.inputs(node.id)
        inherited = of[feeding[0].source] if feeding else f"\0{node.id}"
        of[node.id] = node.stage or inherited
        stages.setdefault(of[node.id], []).append(node.id)
    return list(stages.values())


def _lanes(graph: LayerGraph, members: list[str]) -> list[_Lane]:
    place = {node_id: number for number, node_id in enumerate(members)}
    links: nx.DiGraph[str] = nx.DiGraph()
    links.add_nodes_from(members)
    links.add_edges_from(
        (node_id, edge.target) for node_id in members for edge in graph.consumers(node_id) if edge.target in place
    )
    parts = sorted(nx.weakly_connected_components(links), key=lambda part: min(place[node] for node in part))
    lanes = []
    for part in parts:
        generations = nx.topological_generations(links.subgraph(part))
        lanes.append(_Lane([[graph[node] for node in sorted(row, key=place.__getitem__)] for row in generations]))
    return lanes
