from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.ink import DARK, LIGHT
from alexstudio.analysis.lettering import fit, width
from alexstudio.analysis.picture import svg
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.arrange import WIDTH
from alexstudio.graph.outline import Frame
from alexstudio.graph.places import set_folded
from alexstudio.graph.presets import load_preset

SVG = "{http://www.w3.org/2000/svg}"


def parse(document: Document, *, dark: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(svg(document, analyse(document), dark=dark))


def having(root: ElementTree.Element, word: str) -> list[ElementTree.Element]:
    return [part for part in root.iter() if word in part.get("class", "").split()]


def texts(root: ElementTree.Element) -> list[str]:
    return [part.text or "" for part in root.iter(f"{SVG}text")]


def test_every_layer_is_a_card_and_every_edge_a_wire() -> None:
    document = load_preset("alexnet")
    root = parse(document)
    assert len(having(root, "card")) == len(document.graph)
    assert len(having(root, "wire")) == len(having(root, "tip")) == len(document.graph.edges)
    shown = texts(root)
    assert {"Conv1", "55×55×96", "34,944", "FC6", "37,752,832", "11×11/4, 96"} <= set(shown)
    assert len(having(root, "frame")) == 8 and not having(root, "cross")


def test_two_towers_and_what_crosses() -> None:
    document = load_preset("alexnet_two_gpu")
    report = analyse(document)
    root = parse(document)
    for device, word in (("gpu0", "on0"), ("gpu1", "on1"), ("host", "on-host")):
        cards = [card for card in having(root, "card") if word in card.get("class", "").split()]
        assert len(cards) == report.devices[device].layers
    crossing = {(move.source, move.destination) for move in report.transfers}
    wires = [wire for wire in document.graph.edges if (wire.source, document.graph[wire.target].device) in crossing]
    assert len(having(root, "cross")) == len(wires)
    assert [pill.text for pill in having(root, "bytes")] == ["173.1 kB", "36.86 kB", "16.38 kB", "8.192 kB"]


def test_a_problem_is_marked_and_what_follows_is_grey() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_param("conv2", "groups", 5)
    root = parse(Document("x", graph))
    (fault,) = having(root, "fault")
    card = next(part for part in root.iter(f"{SVG}g") if fault in list(part))
    assert "Conv2" in texts(card) and "–" in texts(card)


def test_light_and_dark_differ_in_colour_only() -> None:
    document = load_preset("alexnet")
    report = analyse(document)
    light, dark = svg(document, report), svg(document, report, dark=True)
    assert LIGHT["card"] in light and DARK["card"] in dark and DARK["card"] not in light
    assert light[light.index("</style>") :] == dark[dark.index("</style>") :]
    assert "var(" not in light  # small readers know no variables
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("name", ["alexnet", "alexnet_two_gpu", "hostile"])
def test_no_text_leaves_its_card_and_all_is_in_the_picture(name: str, hostile: Document) -> None:
    document = hostile if name == "hostile" else load_preset(name)
    root = parse(document)
    left, top, across, down = map(float, root.get("viewBox", "").split())
    for rect in root.iter(f"{SVG}rect"):
        x, y, wide, high = (float(rect.get(part, "0")) for part in ("x", "y", "width", "height"))
        assert left <= x + 0.1 and x + wide <= left + across + 0.1
        assert top <= y + 0.1 and y + high <= top + down + 0.1
    for group in root.iter(f"{SVG}g"):
        card = having(group, "card")[0]
        begin = float(card.get("x", ""))
        for text in group.iter(f"{SVG}text"):
            bold = text.get("class") in ("name", "badge")
            wide = width(text.text or "", float(text.get("font-size", "")), bold=bold)
            x = float(text.get("x", "")) - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor", ""), 0)
            assert begin <= x and x + wide <= begin + WIDTH, text.text


def test_pills_hide_no_name() -> None:
    root = parse(load_preset("alexnet_two_gpu"))

    def box(part: ElementTree.Element) -> tuple[float, float, float, float]:
        x, y, wide, high = (float(part.get(name, "")) for name in ("x", "y", "width", "height"))
        return x, y, x + wide, y + high

    for pill in map(box, having(root, "pill")):
        for card in map(box, having(root, "card")):
            across = min(pill[2], card[2]) - max(pill[0], card[0])
            down = min(pill[3], card[3]) - max(pill[1], card[1])
            assert across < 20 or down < 6


def test_hostile_texts(hostile: Document) -> None:
    text = svg(hostile, analyse(hostile))
    root = ElementTree.fromstring(text)
    assert "<script" not in text and "\x1b" not in text and "<img" not in text
    assert root.find(f"{SVG}title").text.endswith("title�x")  # type: ignore[union-attr]
    assert any(part.text and part.text.startswith("=cmd()") for part in root.iter(f"{SVG}title"))


def test_places_are_kept_and_missing_ones_found(small: Document) -> None:
    graph = small.graph.copy()
    for place, node in enumerate(graph.nodes):
        graph.replace(replace(node, position=(1000.0 + 200 * place, -500.0)))
    cards = having(parse(Document("x", graph)), "card")
    assert float(cards[0].get("x", "")) == 1000 - WIDTH / 2
    assert all(float(before.get("x", "")) < float(after.get("x", "")) for before, after in pairwise(cards))
    assert len(having(parse(small), "card")) == len(small.graph)


def test_no_stage_name_lies_under_a_card() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.replace(replace(graph["pool5"], stage="Hidden"))
    assert "Hidden" not in texts(parse(Document("x", graph)))


def test_an_empty_graph() -> None:
    root = parse(Document("Nothing", LayerGraph().freeze()))
    assert float(root.get("width", "")) > 0 and not having(root, "card")


def test_a_large_graph_takes_a_moment() -> None:
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input"))
    names = ["input"]
    for number in range(1500):
        node = graph.add(Node(f"n{number}", "ReLU", f"R{number}", device=f"gpu{number % 2}", stage=f"S{number // 40}"))
        names.append(node.id)
    graph.connect_all(Edge(before, 0, after, 0) for before, after in pairwise(names))
    document = Document("x", graph.freeze())
    report = analyse(document)
    begin = time.perf_counter()
    assert svg(document, report).count("<g>") == 1501
    assert time.perf_counter() - begin < 10  # 0.2 s; a search of every card for every pill would take a minute


@pytest.mark.parametrize("text", ["W" * 200, "i" * 200, "畳み込み層" * 10, "a\u0301" * 80, "😀" * 30])
def test_fit(text: str) -> None:
    shown, size = fit(text, 100, 14, bold=True)
    assert shown.endswith("…") and width(shown, size, bold=True) <= 100
    assert fit("Conv1", 100, 14) == ("Conv1", 14)
    assert fit("", 100, 14) == ("", 14)


def test_folded_blocks_are_one_card_and_open_ones_a_frame() -> None:
    document = load_preset("resnet152")
    text = svg(document, analyse(document))
    assert "Conv4_x: 36 blocks, 362 layers, 14×14×1024" in text
    assert "conv4_7_2" not in text.lower() and text.count("<g>") == 12
    graph = document.graph.copy()
    outer = next(block.id for block in graph.outline.blocks.values() if block.name == "Conv2_x")
    set_folded(graph, outer, False)
    frame = Frame("note", "Three blocks <b>", (0.0, -200.0, 300.0, 100.0), 2)
    graph.set_outline(graph.outline.with_frame(frame))
    opened = replace(document, graph=graph.freeze())
    text = svg(opened, analyse(opened))
    assert 'class="frame block"' in text and text.count("<g>") == 14
    assert "Three blocks &lt;b&gt;" in text and 'class="comment tone2"' in text


def test_bypassed_layers_are_told_apart() -> None:
    document = load_preset("alexnet")
    graph = document.graph.copy()
    graph.replace(replace(graph["norm1"], bypassed=True))
    skipped = replace(document, graph=graph.freeze())
    assert svg(skipped, analyse(skipped)).count(" skipped") == 1
