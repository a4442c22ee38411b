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


def test_towers_are_side_by_side_on_the_way_down() -> None:
    positions = arrange(load_preset("alexnet_two_gpu").graph, direction="down")
    left = max(x for node, (x, _) in positions.items() if node in ("conv1a", "conv2a", "conv3a"))
    right = min(x for node, (x, _) in positions.items() if node in ("conv1b", "conv2b", "conv3b"))
    assert left < right and positions["conv1a"][1] < positions["conv2a"][1] < positions["conv3a"][1]


@pytest.mark.parametrize("name", ["googlenet", "inception_v3", "mobilenet_v2", "resnet50", "resnet152"])
def test_deep_networks_have_a_good_shape(name: str) -> None:
    graph = load_preset(name).graph
    positions = arrange(graph)
    assert overlapping(graph, positions) == []
    across, down = (max(part) - min(part) + WIDTH for part in zip(*positions.values(), strict=True))
    assert 1 <= across / down <= 4


def test_a_selection_is_tidied_where_it_is() -> None:
    graph = load_preset("alexnet").graph.copy()
    chosen = ["conv3", "relu3", "conv4", "relu4"]
    for place, node_id in enumerate(chosen):
        graph.replace(replace(graph[node_id], position=(700 + 90.0 * (place % 2), 2000 - 40.0 * place)))
    positions = arrange(graph, only=chosen)
    assert set(positions) == set(chosen)
    assert (
        overlapping(graph, {node.id: positions.get(node.id) or node.position or (0, 0) for node in graph.nodes}) == []
    )
    across, down = zip(*positions.values(), strict=True)
    assert ((min(across) + max(across)) / 2, (min(down) + max(down)) / 2) == pytest.approx((745, 1940), abs=0.2)
    assert positions["conv3"][1] < positions["relu3"][1]
    assert arrange(graph, only=[]) == {}


def test_cards_of_other_sizes_keep_their_room() -> None:
    graph = load_preset("alexnet").graph
    usual, large = arrange(graph), arrange(graph, sizes={"conv1": (400, 300)})
    assert large["conv2"][0] - usual["conv2"][0] == 270
    assert large["relu1"][1] - large["conv1"][1] == 150 + 14 + card_height(graph["relu1"]) / 2


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
