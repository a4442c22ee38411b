from __future__ import annotations

from dataclasses import replace

import pytest

from alexstudio.analysis import analyse
from alexstudio.graph import Document, Edge, GraphError, LayerGraph
from alexstudio.graph.blocks import group, group_stages, members, ports, repeat, ungroup
from alexstudio.graph.clipboard import copied, paste
from alexstudio.graph.fileformat import DocumentError, dumps, loads
from alexstudio.graph.outline import Block, Frame
from alexstudio.graph.places import open_box, set_folded
from alexstudio.graph.presets import load_preset as preset


@pytest.fixture
def residual() -> LayerGraph:
    """Input, a residual block (conv, norm, add), then ReLU."""
    graph = LayerGraph()
    graph.add_type("Input", id="x")
    for node_id, kind, params in (
        ("conv", "Conv2d", {"out_channels": 3, "kernel_size": 3, "padding": 1}),
        ("norm", "BatchNorm2d", {}),
        ("add", "Add", {}),
        ("relu", "ReLU", {}),
    ):
        graph.add_type(kind, id=node_id, params=params)
    for number, node_id in enumerate(graph.by_id):
        graph.replace(replace(graph[node_id], position=(number * 200.0, 0.0)))
    for edge in (("x", 0, "conv", 0), ("conv", 0, "norm", 0), ("x", 0, "add", 0), ("norm", 0, "add", 1)):
        graph.connect(Edge(*edge))
    graph.connect(Edge("add", 0, "relu", 0))
    return graph


def places(graph: LayerGraph) -> dict[str, object]:
    return {node.id: node.position for node in graph.nodes}


def test_a_block_has_the_ports_that_cross_its_border(residual: LayerGraph) -> None:
    block = group(residual, ["conv", "norm", "add"], (), "Residual")
    assert ports(residual, block) == ((("x", 0),), (("add", 0),))
    assert [node.id for node in members(residual, block)] == ["conv", "norm", "add"]
    inner = group(residual, ["conv", "norm"], (), "Residual")
    assert inner != block
    assert residual.outline.blocks[inner].parent == block
    assert [node.id for node in members(residual, block)] == ["conv", "norm", "add"]
    assert ungroup(residual, block) == ["add"]
    assert residual.outline.blocks[inner].parent == ""
    assert residual["add"].block == ""


def test_what_lies_in_different_blocks_is_not_grouped(residual: LayerGraph) -> None:
    group(residual, ["conv"], (), "Inner")
    with pytest.raises(GraphError, match="different blocks"):
        group(residual, ["conv", "add"], (), "Both")
    with pytest.raises(GraphError, match="Select the layers"):
        group(residual, [], (), "None")


def test_an_emptied_block_goes_away(residual: LayerGraph) -> None:
    outer = group(residual, ["conv", "norm"], (), "Outer")
    inner = group(residual, ["conv", "norm"], (), "Inner")
    residual.remove(["conv"])
    assert set(residual.outline.blocks) == {outer, inner}
    residual.remove(["norm"])
    assert not residual.outline.blocks


def test_repeating_chains_the_copies_and_keeps_the_order_of_inputs(residual: LayerGraph) -> None:
    block = group(residual, ["conv", "norm", "add"], (), "Residual")
    new = repeat(residual, block, 3)
    assert len(new) == 3
    assert [residual.outline.blocks[one].name for one in (block, *new)] == [
        "Residual",
        "Residual 2",
        "Residual 3",
        "Residual 4",
    ]
    assert ports(residual, new[2])[0] == (ports(residual, new[1])[1][0],)
    last = ports(residual, new[2])[1][0][0]
    assert [wire.source for wire in residual.inputs("relu")] == [last]
    order = [
        [residual[wire.source].type for wire in residual.inputs(node.id)]
        for node in residual.nodes
        if node.type == "Add"
    ]
    assert order == [["Input", "BatchNorm2d"], *[["Add", "BatchNorm2d"]] * 3]
    report = analyse(Document("Residual", residual.freeze()))
    assert report.is_runnable
    assert report.total.params == 4 * (3 * 3 * 3 * 3 + 3 + 6)


def test_only_a_block_of_one_input_and_one_output_repeats(residual: LayerGraph) -> None:
    block = group(residual, ["add"], (), "Join")
    with pytest.raises(GraphError, match="Join reads 2 and gives 1 tensors"):
        repeat(residual, block, 2)
    with pytest.raises(GraphError, match="1 to 200 times"):
        repeat(residual, block, 0)


def test_folding_and_opening_puts_every_card_back(residual: LayerGraph) -> None:
    block = group(residual, ["conv", "norm", "add"], (), "Residual")
    before = places(residual)
    set_folded(residual, block, True)
    after = places(residual)
    assert after["relu"][0] < before["relu"][0]
    assert after["x"] == before["x"]
    set_folded(residual, block, False)
    assert places(residual) == before


def test_folding_an_inner_block_moves_what_lies_beside_the_outer_one(residual: LayerGraph) -> None:
    group(residual, ["conv", "norm", "add"], (), "Outer")
    inner = group(residual, ["conv", "norm"], (), "Inner")
    before = places(residual)
    set_folded(residual, inner, True)
    after = places(residual)
    assert after["add"][0] < before["add"][0]
    assert after["relu"][0] < before["relu"][0]
    set_folded(residual, inner, False)
    assert places(residual) == before


def test_an_open_block_has_a_border_around_its_cards(residual: LayerGraph) -> None:
    block = group(residual, ["conv", "norm"], (), "Two")
    left, top, right, bottom = open_box(residual, block)
    assert (left, right) == (200 - 65 - 11, 400 + 65 + 11)
    assert top < -46 - 30
    assert bottom == 46 + 11


def test_folding_never_changes_the_analysis() -> None:
    document = preset("resnet18")
    before = analyse(document)
    graph = document.graph.copy()
    for block in group_stages(graph, folded=False):
        set_folded(graph, block, True)
    after = analyse(replace(document, graph=graph.freeze()))
    assert after.nodes == before.nodes
    assert after.total == before.total


def test_blocks_frames_bends_and_views_are_saved(residual: LayerGraph) -> None:
    outer = group(residual, ["conv", "norm", "add"], (), "Outer", folded=True)
    group(residual, ["conv", "norm"], (), "Inner")
    outline = residual.outline.with_frame(Frame("note", "Look here", (0, 0, 300, 200), 2)).with_bends(
        "add", 0, ((5, 6),)
    )
    residual.set_outline(replace(outline, views={3: (1.0, 2.0, 0.5)}))
    residual.replace(replace(residual["norm"], bypassed=True))
    text = dumps(Document("Residual", residual.freeze()))
    again = loads(text)
    assert again.graph == residual
    assert again.graph.outline == residual.outline
    assert again.graph["norm"].bypassed
    assert again.graph.bypassed == {"norm"}
    assert again.graph["conv"].block != outer
    assert dumps(again) == text


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ('"blocks": [{"id": "a", "name": "A", "parent": "b"}]', "lies in a block that is not there"),
        ('"blocks": [{"id": "a", "name": "A"}, {"id": "a", "name": "A"}]', "two blocks 'a'"),
        ('"blocks": [{"id": "a", "name": "A", "parent": "a"}]', "lies in itself"),
        ('"bends": [["x", 0, [[1, 2]]]]', "a wire into 'x' that is not there"),
        ('"frames": [{"id": "f", "box": [0, 0, 1, 1], "tone": 9}]', "no colour 9"),
        ('"nodes": [{"id": "x", "type": "Input", "name": "x", "block": "q"}]', "the block 'q', which is not there"),
        ('"views": {"0": [0, 0, 1]}', "views"),
    ],
)
def test_a_bad_outline_is_refused_with_a_sentence(part: str, sentence: str) -> None:
    nodes = "" if '"nodes"' in part else '"nodes": [],'
    with pytest.raises(DocumentError, match=sentence):
        loads(f'{{"format": "alexstudio/1", {nodes} "edges": [], {part}}}')


def test_a_block_comes_along_when_all_of_it_is_copied(residual: LayerGraph) -> None:
    outer = group(residual, ["conv", "norm", "add"], (), "Outer")
    inner = group(residual, ["conv", "norm"], (), "Inner")
    text = copied(residual, ["conv", "norm", "relu"])
    new = paste(residual, text, (10, 10))
    blocks = {residual[node_id].block for node_id in new}
    assert len(blocks) == 2
    assert "" in blocks
    fresh = (blocks - {""}).pop()
    assert fresh not in (outer, inner)
    assert residual.outline.blocks[fresh].name == "Inner"
    assert residual.outline.blocks[fresh].parent == ""
    inside = paste(residual, copied(residual, ["relu"]), (0, 0), into=outer)
    assert residual[inside[0]].block == outer


def test_bends_follow_their_wire_and_go_with_it(residual: LayerGraph) -> None:
    residual.add_type("Concat", id="join")
    for slot, source in enumerate(("x", "conv", "norm")):
        residual.connect(Edge(source, 0, "join", slot))
    outline = residual.outline
    for slot in range(3):
        outline = outline.with_bends("join", slot, ((slot, slot),))
    residual.set_outline(outline.with_bends("add", 1, ((9, 9),)))
    residual.disconnect(Edge("x", 0, "join", 0))
    assert dict(residual.outline.bends) == {("join", 0): ((1, 1),), ("join", 1): ((2, 2),), ("add", 1): ((9, 9),)}
    residual.reroute(residual.inputs("join")[1], "relu")
    residual.remove(["add"])
    assert dict(residual.outline.bends) == {("join", 0): ((1, 1),)}


def test_a_copy_and_its_original_do_not_share_later_changes(residual: LayerGraph) -> None:
    other = residual.copy()
    group(other, ["conv"], (), "One")
    assert not residual.outline.blocks
    assert residual != other
    with pytest.raises(GraphError, match="not there"):
        residual.replace(replace(residual["conv"], block="one"))
    residual.freeze()
    with pytest.raises(GraphError, match="frozen"):
        residual.set_outline(other.outline)


def test_a_node_cannot_lose_its_block(residual: LayerGraph) -> None:
    block = group(residual, ["conv"], (), "One")
    with pytest.raises(GraphError, match="lies in a block that is not there"):
        residual.set_outline(replace(residual.outline, blocks={"b": Block("b", "B")}))
    assert block in residual.outline.blocks
