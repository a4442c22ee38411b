from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.picture import svg
from alexstudio.analysis.wiring import wires
from alexstudio.graph import Edge
from alexstudio.graph.arrange import WIDTH, card_height
from alexstudio.graph.presets import load_preset
from alexstudio.graph.shown import what_is_shown
from alexstudio.graph.wireways import Box, enters

SVG = "{http://www.w3.org/2000/svg}"


def cards(name: str) -> dict[str, Box]:
    boxes = {}
    for node in load_preset(name).graph.nodes:
        (x, y), half = node.position or (0.0, 0.0), card_height(node) / 2
        boxes[node.id] = (x - WIDTH / 2, y - half, x + WIDTH / 2, y + half)
    return boxes


def test_every_edge_has_a_way_from_rim_to_rim() -> None:
    graph, boxes = load_preset("squeezenet1_0").graph, cards("squeezenet1_0")
    found = wires(graph, what_is_shown(graph).wires, boxes)
    assert sorted(wire.edge for wire in found) == sorted(graph.edges)
    for edge, way in found:
        for (x, y), (left, top, right, bottom) in ((way.start, boxes[edge.source]), (way.end, boxes[edge.target])):
            assert left <= x <= right and top <= y <= bottom and (x in (left, right) or y in (top, bottom))


def test_bends_of_the_user_are_kept() -> None:
    graph, boxes = load_preset("alexnet").graph, cards("alexnet")
    edge = Edge("conv1", 0, "relu1", 0)
    (way,) = [
        wire.way
        for wire in wires(graph, what_is_shown(graph).wires, boxes, bends={("relu1", 0): ((-50.0, 80.0),)})
        if wire.edge == edge
    ]
    assert [step[-1] for step in way.steps] == [(-50.0, 80.0), way.end]


@pytest.mark.parametrize("name", ["alexnet_two_gpu", "googlenet", "resnet34"])
def test_no_wire_of_the_picture_runs_through_a_card(name: str) -> None:
    document = load_preset(name)
    root = ElementTree.fromstring(svg(document, analyse(document)))
    boxes = list(cards(name).values())
    for path in root.iter(f"{SVG}path"):
        if path.get("class") not in ("wire", "cross"):
            continue
        numbers = [float(text) for text in re.findall(r"-?\d+\.?\d*", path.get("d", ""))]
        middle = list(zip(numbers[::2], numbers[1::2], strict=True))[1:-1]  # points and handles between the ends
        if len(middle) > 2:  # it goes around: its handles lie near its lines
            assert sum(enters(middle, box, -6) for box in boxes) == 0, path.get("d")
