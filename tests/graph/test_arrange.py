from __future__ import annotations

import random
import time
from dataclasses import replace
from itertools import combinations

import pytest

from alexstudio.graph import Edge, LayerGraph, Node
from alexstudio.graph.arrange import WIDTH, Position, arrange, card_height, missing_positions
from alexstudio.graph.presets import load_preset


def overlapping(graph: LayerGraph, positions: dict[str, Position]) -> list[tuple[str, str]]:
    found = []
    for one, other in combinations(graph.nodes, 2):
        (x1, y1), (x2, y2) = positions[one.id], positions[other.id]
        if abs(x1 - x2) < WIDTH and abs(y1 - y2) < (card_height(one) + card_height(other)) / 2:
            found.append((one.id, other.id))
    return found


@pytest.mark.parametrize("name", ["alexnet", "alexnet_two_gpu"])
def test_presets_are_laid_out_as_saved(name: str) -> None:
    graph = load_preset(name).graph
    positions = arrange(graph)
    assert set(positions) == {node.id for node in graph.nodes}
    assert overlapping(graph, positions) == []
    assert overlapping(graph, {node.id: node.position or (0, 0) for node in graph.nodes}) == []
    for node in graph.nodes:
        for wire in graph.consumers(node.id):
            assert positions[wire.target][0] >= positions[node.id][0], "data flows to the right, or down"
    assert positions["input"][0] == min(x for x, _ in positions.values())


def test_towers_are_lanes() -> None:
    positions = arrange(load_preset("alexnet_two_gpu").graph)
    upper = max(y for node, (_, y) in positions.items() if node.endswith("a"))
    lower = min(y for node, (_, y) in positions.items() if node.endswith("b") and node != "prob")
    assert upper < lower


@pytest.mark.parametrize("seed", range(30))
def test_no_cards_overlap_in_any_graph(seed: int) -> None:
    draw = random.Random(seed)
    graph = LayerGraph()
    for number in range(draw.randint(1, 30)):
        kind = draw.choice(("Input", "ReLU", "Conv2d", "Concat"))
        graph.add(Node(f"n{number}", kind, "x", stage=draw.choice(("", "A", "B", "C"))))
        for _ in range(draw.randint(0, 3)):
            edge = Edge(f"n{draw.randrange(number + 1)}", 0, f"n{number}", len(graph.inputs(f"n{number}")))
            if graph.why_not(edge) is None:
                graph.connect(edge)
    assert overlapping(graph, arrange(graph)) == []


def test_only_what_lacks_a_position_gets_one() -> None:
    graph = load_preset("alexnet").graph.copy()
    assert missing_positions(graph) == {}
    graph.replace(replace(graph["fc6"], position=None))
    graph.add(Node("new", "ReLU", "New"))
    found = dict(missing_positions(graph))
    assert set(found) == {"fc6", "new"}
    everything = {node.id: found.get(node.id) or node.position or (0, 0) for node in graph.nodes}
    assert overlapping(graph, everything) == []
    for node in graph.nodes:
        graph.replace(replace(node, position=None))
    assert missing_positions(graph) == arrange(graph)
    assert arrange(LayerGraph()) == {} and missing_positions(LayerGraph()) == {}


def test_the_largest_document_is_laid_out_in_a_moment() -> None:
    """Ten thousand stages once took more than a minute."""
    graph = LayerGraph()
    for number in range(4000):
        graph.add(Node(f"n{number}", "ReLU" if number else "Input", "x", stage=f"stage {number}"))
    graph.connect_all(Edge(f"n{number - 1}", 0, f"n{number}", 0) for number in range(1, 4000))
    began = time.process_time()
    arrange(graph)
    assert time.process_time() - began < 3
