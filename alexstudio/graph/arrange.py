"""Where the cards go: one column per stage, towers as lanes under each other, Input at the left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import networkx as nx

from alexstudio.graph.layergraph import LayerGraph

CARD = (172.0, 76.0)
"""Width and height of a card on the canvas, in pixels at 100 %."""
GAP = (74.0, 22.0)
LANE_GAP = 96.0

Position = tuple[float, float]


class _Lane(NamedTuple):
    """A part of a stage whose nodes are joined by wires: rows of node ids from top to bottom."""

    rows: list[list[str]]

    @property
    def height(self) -> float:
        return len(self.rows) * (CARD[1] + GAP[1]) - GAP[1]

    @property
    def width(self) -> float:
        return max(len(row) for row in self.rows) * (CARD[0] + GAP[1]) - GAP[1]


def arrange(graph: LayerGraph) -> dict[str, Position]:
    """Centres of all cards. Stages follow each other from left to right; nodes without one join what feeds them."""
    columns = [_lanes(graph, members) for members in _stages(graph)]
    lanes = max((len(column) for column in columns), default=0)
    heights = [
        max((column[lane].height for column in columns if len(column) == lanes), default=CARD[1]) for lane in range(lanes)
    ]
    whole = sum(heights) + LANE_GAP * (lanes - 1)
    positions: dict[str, Position] = {}
    left = 0.0
    for column in columns:
        width = max(lane.width for lane in column)
        own = sum(lane.height for lane in column) + LANE_GAP * (len(column) - 1)
        top = 0.0 if len(column) == lanes else (whole - own) / 2
        for number, lane in enumerate(column):
            for row_number, row in enumerate(lane.rows):
                y = top + CARD[1] / 2 + row_number * (CARD[1] + GAP[1])
                span = len(row) * (CARD[0] + GAP[1]) - GAP[1]
                for place, node_id in enumerate(row):
                    x = left + (width - span) / 2 + CARD[0] / 2 + place * (CARD[0] + GAP[1])
                    positions[node_id] = (round(x, 1), round(y, 1))
            top += (heights[number] if len(column) == lanes else lane.height) + LANE_GAP
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
    step = CARD[0] + GAP[1]
    return {node.id: (number * step, bottom + CARD[1] + LANE_GAP) for number, node in enumerate(homeless)}


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
    inside = set(members)
    links = nx.DiGraph()
    links.add_nodes_from(members)
    links.add_edges_from((edge.source, edge.target) for edge in graph.edges if edge.source in inside and edge.target in inside)
    parts = sorted(nx.weakly_connected_components(links), key=lambda part: min(members.index(node) for node in part))
    lanes = []
    for part in parts:
        generations = nx.topological_generations(links.subgraph(part))
        lanes.append(_Lane([sorted(generation, key=members.index) for generation in generations]))
    return lanes
