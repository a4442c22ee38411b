"""What a file cannot hold is refused when it is made: whatever can be edited can be saved and opened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alexstudio.graph import Document, GraphError, LayerGraph, Node
from alexstudio.graph.blocks import group, repeat
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.graph.limits import BEND_LIMIT, FRAME_LIMIT, NODE_LIMIT
from alexstudio.graph.node import NOTE_LIMIT
from alexstudio.graph.outline import Frame, Outline
from alexstudio.graph.presets import load_preset
from alexstudio.history import History


def lenet() -> LayerGraph:
    return load_preset("lenet5").graph.copy()


def test_as_many_bends_as_a_file_holds() -> None:
    graph = lenet()
    graph.set_outline(graph.outline.with_bends("c1", 0, ((1.0, 2.0),) * BEND_LIMIT))
    document = Document("Bent", graph)
    assert loads(dumps(document)) == document
    with pytest.raises(GraphError, match="33 bends of one wire; there can be 32"):
        graph.set_outline(graph.outline.with_bends("c1", 0, ((1.0, 2.0),) * (BEND_LIMIT + 1)))


def test_as_many_comments_as_a_file_holds() -> None:
    frames = {f"c{number}": Frame(f"c{number}", "", (0, 0, 9, 9)) for number in range(FRAME_LIMIT + 1)}
    with pytest.raises(GraphError, match="501 comments"):
        lenet().set_outline(Outline(frames=frames))


def test_a_step_that_makes_too_many_layers_is_none() -> None:
    history = History(load_preset("lenet5"))
    before = history.present
    with (
        pytest.raises(GraphError, match="10,013 layers; there can be 10,000 at most"),
        history.editing("Many") as draft,
    ):
        for number in range(NODE_LIMIT):
            draft.graph.add(Node(f"n{number}", "ReLU", "ReLU"))
    assert history.present is before and not history.undo_label


def test_a_block_is_not_repeated_more_often_than_there_is_room() -> None:
    graph = load_preset("resnet152").graph.copy()
    for node in graph.nodes:
        graph.replace(replace(node, block=""))
    body = group(graph, [node.id for node in graph.nodes if node.stage.startswith("Conv4")], (), "Body")
    with pytest.raises(GraphError, match="layers; there can be 10,000 at most"):
        repeat(graph, body, 200)


@pytest.mark.parametrize("place", [(2e7, 0.0), (0.0, -2e7), (float("inf"), 0.0), (0.0, float("nan"))])
def test_nothing_lies_where_a_file_cannot_put_it(place: tuple[float, float]) -> None:
    graph = lenet()
    with pytest.raises(GraphError, match="C1 would lie more than 10,000,000 pixels"):
        graph.replace(replace(graph["c1"], position=place))
    with pytest.raises(GraphError, match="A bend would lie"):
        graph.set_outline(graph.outline.with_bends("c1", 0, (place,)))
    with pytest.raises(GraphError, match="A bookmark would lie"):
        graph.set_outline(Outline(views={1: (*place, 1.0)}))
    with pytest.raises(GraphError, match="A comment would lie"):
        graph.set_outline(Outline(frames={"c": Frame("c", "", (*place, 9, 9))}))


def test_a_note_that_is_too_long() -> None:
    graph = lenet()
    graph.replace(replace(graph["c1"], note="x" * NOTE_LIMIT))
    with pytest.raises(GraphError, match="A note can have 4,000 characters; this one has 4,001"):
        graph.replace(replace(graph["c1"], note="x" * (NOTE_LIMIT + 1)))


def test_places_are_those_that_a_file_will_hold() -> None:
    graph = lenet()
    graph.replace(replace(graph["c1"], position=(1 / 3, 2 / 3)))
    graph.set_outline(
        replace(
            graph.outline.with_bends("c1", 0, ((1 / 3, 0.1 + 0.2),)),
            frames={"c": Frame("c", "", (1 / 3, 0, 9.999, 9))},
            views={4: (1 / 3, 7, 0.0432)},
        )
    )
    document = Document("Odd places", graph)
    assert loads(dumps(document)) == document
    assert graph["c1"].position == (0.33, 0.67) and graph.outline.views[4] == (0.33, 7, 0.0432)
