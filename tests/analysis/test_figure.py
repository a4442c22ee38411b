"""The block figure: what is drawn, with which numbers, and that nothing lies on anything else."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from alexstudio.analysis import analyse
from alexstudio.analysis.figure import layout, svg
from alexstudio.analysis.figure_body import Body, Box, Label
from alexstudio.analysis.figure_layout import Layout
from alexstudio.analysis.figure_merge import span
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.outline import Block, Outline
from alexstudio.graph.presets import load_preset, presets

NAMES = [preset.name for preset in presets()]
SVG = "{http://www.w3.org/2000/svg}"


def made(document: Document) -> Layout:
    return layout(document, analyse(document))


def drawn(document: Document) -> ElementTree.Element:
    return ElementTree.fromstring(svg(document, analyse(document)))


def having(root: ElementTree.Element, word: str) -> list[ElementTree.Element]:
    return [part for part in root.iter() if word in part.get("class", "").split()]


def bare(document: Document) -> Document:
    """The same network without stages."""
    graph = document.graph.copy()
    for node in graph.nodes:
        graph.replace(replace(node, stage=""))
    return Document(document.title, graph.freeze())


def chain(*nodes: Node) -> Document:
    graph = LayerGraph()
    for node in nodes:
        graph.add(node)
    for before, after in pairwise(nodes):
        graph.connect(Edge(before.id, 0, after.id, 0))
    return Document("Chain", graph.freeze())


def shapes(document: Document) -> list[object]:
    return [body.volume.shape for body in made(document).bodies]


# -- AlexNet -----------------------------------------------------------------------------------------------------------


def test_alexnet_in_one_column() -> None:
    assert shapes(load_preset("alexnet")) == [
        (3, 224, 224), (96, 55, 55), (96, 27, 27), (256, 27, 27), (256, 13, 13), (384, 13, 13), (384, 13, 13),
        (256, 13, 13), (256, 6, 6), (4096,), (4096,), (1000,),
    ]  # fmt: skip
    first, pool, second = [body.volume for body in made(load_preset("alexnet")).bodies[1:4]]
    assert first.words == ("11×11", "stride of\u00a04") and first.kernel == (11, 11)
    assert pool.words == ("LRN", "max pooling", "3×3", "stride of\u00a02") and pool.name == ""
    assert second.words == ("5×5", "2\u00a0groups") and second.name == "Conv2"
    texts = [part.text for part in drawn(load_preset("alexnet")).iter(f"{SVG}text")]
    assert {"224", "55", "27", "13", "6", "96", "4096", "1000", "11×11", "dense", "softmax"} <= set(texts)


def test_two_towers_cross_where_the_paper_says() -> None:
    bodies = made(load_preset("alexnet_two_gpu")).bodies
    towers: dict[str, list[object]] = {"host": [], "gpu0": [], "gpu1": []}
    for body in bodies:
        towers[body.volume.device].append(body.volume.shape)
    tower = [
        (48, 55, 55), (48, 27, 27), (128, 27, 27), (128, 13, 13), (192, 13, 13), (192, 13, 13), (128, 13, 13),
        (128, 6, 6), (2048,), (2048,),
    ]  # fmt: skip
    assert towers == {"host": [(3, 224, 224)], "gpu0": [*tower, (1000,)], "gpu1": tower}
    readers_of_both = [body.volume.name for body in bodies if len(body.volume.sources) == 2]
    assert readers_of_both == ["Conv3", "Conv3", "FC6", "FC6", "FC7", "FC7", "FC8"]
    upper = [body for body in bodies if body.volume.device == "gpu0" and body.volume.name != "FC8"]
    lower = [body for body in bodies if body.volume.device == "gpu1"]
    assert all(up.left == down.left and up.middle < down.middle for up, down in zip(upper, lower, strict=True))


def test_what_crosses_is_drawn_apart_and_devices_are_named() -> None:
    root = drawn(load_preset("alexnet_two_gpu"))
    assert len(having(root, "crossray")) == 2 * 4 and len(having(root, "crossarrow")) == 5
    assert [badge.text for badge in having(root, "badge")] == ["gpu0", "gpu1", "gpu0"]
    assert not having(drawn(load_preset("alexnet")), "badge")


def test_both_towers_share_their_words() -> None:
    labels = [label.text for label in made(load_preset("alexnet_two_gpu")).labels]
    assert labels.count("Conv1") == labels.count("11×11") == labels.count("FC6") == 1
    assert labels.count("48") == 4 and labels.count("2048") == 4


def test_padding_is_told_and_not_drawn() -> None:
    first, second = made(load_preset("alexnet_cfg145")).bodies[:2]
    assert first.volume.shape == (3, 224, 224)
    assert second.volume.words == ("padded to 227×227", "11×11", "stride of\u00a04")


# -- other networks ----------------------------------------------------------------------------------------------------


def test_lenet() -> None:
    labels = [label.text for label in made(load_preset("lenet5")).labels]
    assert {"28", "14", "10", "1×1×120", "84", "C1", "S2", "average"} <= set(labels)


def test_convolutions_that_are_alike_share_a_volume() -> None:
    counts = [(body.volume.count, body.volume.notes) for body in made(load_preset("vgg16")).bodies]
    assert [count for count, _ in counts if count > 1] == [2, 2, 3, 3, 3]
    assert counts[5] == (3, ("3 convolutions",))
    assert all(body.volume.count == 1 for body in made(load_preset("alexnet")).bodies)  # in stages of their own


@pytest.mark.parametrize("prepare", [lambda document: document, bare], ids=["stages", "bare"])
def test_blocks_that_are_alike_share_a_volume(prepare: type) -> None:
    bodies = made(prepare(load_preset("resnet152"))).bodies
    assert [body.volume.count for body in bodies] == [1, 1, 1, 3, 8, 36, 3, 1, 1]
    assert bodies[5].volume.notes == ("36 × bottleneck", "1×1, 3×3, 1×1") and bodies[5].volume.shape == (1024, 14, 14)
    branches = [body.volume.notes for body in made(prepare(load_preset("googlenet"))).bodies if body.volume.sort]
    assert branches == [("4 branches",), ("4 branches",), ("4 branches each",), *[("4 branches",)] * 4]


def test_names_of_blocks() -> None:
    names = [body.volume.name for body in made(load_preset("mobilenet_v2")).bodies]
    assert names[:5] == ["Input", "Conv1", "Block1", "Block2–3", "Block4–6"]
    notes = [body.volume.notes for body in made(load_preset("mobilenet_v2")).bodies]
    assert notes[2:4] == [("depthwise separable", "3×3, 1×1"), ("2 × inverted bottleneck", "1×1, 3×3, 1×1")]
    assert span(["Conv4_9", "Conv4_10"]) == "Conv4_9–10" and span(["Inception 4a", "Inception 4c"]) == "Inception 4a–4c"
    assert span(["a", "b"]) == "a–b" and span(["a", "a"]) == "a" and span(["Conv10", "Conv19"]) == "Conv10–19"


def test_blocks_that_a_person_made_have_their_name() -> None:
    graph = bare(load_preset("resnet18")).graph.copy()
    members = [graph[node.id] for node in load_preset("resnet18").graph.nodes if node.stage == "Conv3_1"]
    for node in graph.nodes:
        graph.replace(replace(node, block=""))
    graph.set_outline(Outline({"b": Block("b", "First")}))
    for node in members:
        graph.replace(replace(node, block="b"))
    assert made(Document("x", graph.freeze())).bodies[4].volume.name == "First–Conv3_2.1"


def test_wires_past_volumes_go_over_them() -> None:
    graph = LayerGraph()
    for name, kind, sources, params in (
        ("in", "Input", "", {"size": 64}),
        ("e1", "Conv2d", "in", {"out_channels": 8, "padding": 1}),
        ("p1", "MaxPool2d", "e1", {"kernel_size": 2}),
        ("mid", "Conv2d", "p1", {"out_channels": 16, "padding": 1}),
        ("up", "ConvTranspose2d", "mid", {"out_channels": 8, "kernel_size": 2}),
        ("cat", "Concat", "up e1", {}),
        ("d1", "Conv2d", "cat", {"out_channels": 8, "padding": 1}),
    ):
        graph.add(Node(name, kind, name, params))
        for slot, source in enumerate(sources.split()):
            graph.connect(Edge(source, 0, name, slot))
    document = Document("U", graph.freeze())
    figure = made(document)
    assert shapes(document)[-1] == (8, 64, 64) and figure.bodies[-1].volume.sources == [4, 1]
    (height,) = figure.arcs.values()
    assert list(figure.arcs) == [(1, 5)] and 0 < height < min(body.outline[1] for body in figure.bodies)


# -- nothing lies on anything else -------------------------------------------------------------------------------------


def on_each_other(one: Box, other: Box) -> bool:
    across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.01 and down > 0.01


def on_volume(label: Label, body: Body) -> bool:
    """Whether a label lies on a volume; the triangle under the edge of its depth is free."""
    left, top, *_ = label.box
    if not on_each_other(label.box, body.outline):
        return False
    return not (left > body.right and top > body.bottom - (left - body.right) - 1)


def check(figure: Layout) -> None:
    for one, other in combinations(figure.labels, 2):
        assert not on_each_other(one.box, other.box), (one.text, other.text)
    for one, other in combinations(figure.bodies, 2):
        assert not on_each_other(one.outline, other.outline), (one.volume.name, other.volume.name)
    for label in figure.labels:
        assert not any(on_volume(label, body) for body in figure.bodies), label.text
    for left, top, right, bottom in [*(label.box for label in figure.labels), *(b.outline for b in figure.bodies)]:
        assert left >= 0 and top >= 0 and right <= figure.width and bottom <= figure.height


@pytest.mark.parametrize("name", NAMES)
def test_every_preset_can_be_read(name: str) -> None:
    document = load_preset(name)
    for one in (document, bare(document)):
        figure = made(one)
        check(figure)
        assert figure.left_out == 0 and 8 <= len(figure.bodies) <= 31
        assert not any(label.text.endswith("…") for label in figure.labels)


@pytest.mark.parametrize("name", NAMES[::4])
def test_a_network_that_is_broken_at_its_start(name: str) -> None:
    graph = load_preset(name).graph.copy()
    conv = next(node for node in graph.order() if node.type == "Conv2d")
    graph.set_param(conv.id, "groups", 7)
    figure = made(Document("x", graph.freeze()))
    check(figure)
    assert sum(body.volume.shape is None for body in figure.bodies) >= len(figure.bodies) - 2
    assert any("does not divide" in label.text for label in figure.labels)


def test_what_is_known_of_a_broken_network() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_param("conv2", "groups", 5)
    document = Document("x", graph.freeze())
    assert shapes(document) == [(3, 224, 224), (96, 55, 55), (96, 27, 27), *[None] * 9]
    texts = [part.text or "" for part in drawn(document).iter(f"{SVG}text")]
    assert texts.count("?") == 9 and "FC7" in texts
    assert any(text.startswith("Conv2 has groups = 5") for text in texts)


def test_an_empty_document_says_so() -> None:
    root = drawn(Document("Nothing", LayerGraph().freeze()))
    assert [part.text for part in root.iter(f"{SVG}text")] == [
        "The document is empty. Open a preset, or add an Input layer."
    ]


def test_hostile_texts(hostile: Document) -> None:
    text = svg(hostile, analyse(hostile))
    ElementTree.fromstring(text)
    assert "<script" not in text and "\x1b" not in text and "<img" not in text
    check(made(hostile))


def test_several_inputs_and_loose_layers() -> None:
    graph = LayerGraph()
    for number in range(3):
        graph.add(Node(f"i{number}", "Input", "Input", {"size": 8 * 8**number}))
        graph.add(Node(f"c{number}", "Conv2d", f"C{number}"))
    graph.connect(Edge("i0", 0, "c0", 0))
    graph.add(Node("x", "NobodyKnows", "W" * 100))
    check(made(Document("x", graph.freeze())))


def test_a_bypassed_layer_is_not_drawn() -> None:
    nodes = [Node("i", "Input", "In"), Node("c", "Conv2d", "C"), Node("d", "Conv2d", "D", {"out_channels": 5})]
    assert shapes(chain(*nodes))[1:] == [(64, 222, 222), (5, 220, 220)]
    off = replace(nodes[1], bypassed=True)
    bodies = made(chain(nodes[0], off, nodes[2])).bodies
    assert len(bodies) == 2 and bodies[1].volume.sources == [0]


# -- the file ----------------------------------------------------------------------------------------------------------


def test_light_and_dark_and_paper_differ_in_colour_only() -> None:
    document = load_preset("alexnet_two_gpu")
    report = analyse(document)
    looks = [svg(document, report), svg(document, report, dark=True), svg(document, report, paper=True)]
    assert len({look[look.index("</style>") :] for look in looks}) == 1 and len(set(looks)) == 3
    assert ".canvas{fill:#ffffff}" in looks[2]


def test_a_kernel_for_each_convolution_and_reader() -> None:
    root = drawn(load_preset("alexnet_two_gpu"))
    assert len(having(root, "kernel")) == 2 + 2 + 4 + 2 + 2
    assert len(having(root, "ray")) + len(having(root, "crossray")) == 4 * 12


def test_a_long_chain_takes_a_moment() -> None:
    nodes = [Node("i", "Input", "Input", {"size": 4})]
    nodes += [Node(f"n{n}", "Conv2d", f"N{n}", {"out_channels": 1 + n % 7, "padding": 1}) for n in range(800)]
    document = chain(*nodes)
    begin = time.perf_counter()
    assert len(made(document).bodies) == 801
    assert time.perf_counter() - begin < 10  # 0.1 s; comparing every label with every other would take a minute
