from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from alexstudio.graph import Edge, GraphError, LayerGraph, Node


def make(*nodes: tuple[str, str], wires: str = "") -> LayerGraph:
    """Nodes as (id, type); wires as "a>b c>b:1"."""
    graph = LayerGraph()
    for node_id, kind in nodes:
        graph.add(Node(node_id, kind, node_id.upper()))
    for text in wires.split():
        source, _, rest = text.partition(">")
        target, _, slot = rest.partition(":")
        graph.connect(Edge(source, 0, target, int(slot or 0)))
    return graph


@pytest.fixture
def joined() -> LayerGraph:
    """An input, three branches and their concatenation."""
    return make(
        ("in", "Input"), ("a", "ReLU"), ("b", "ReLU"), ("c", "ReLU"), ("cat", "Concat"), ("end", "Conv2d"),
        wires="in>a in>b in>c a>cat:0 b>cat:1 c>cat:2 cat>end",
    )  # fmt: skip


def state(graph: LayerGraph) -> tuple[list[Node], set[Edge]]:
    return graph.nodes, set(graph.edges)


def test_parameters_are_completed_and_put_in_order() -> None:
    graph = LayerGraph()
    node = graph.add(Node("c", "Conv2d", "C", {"stride": [2, 1], "kernel_size": 5}))
    assert dict(node.params) == {
        "out_channels": 64, "kernel_size": (5, 5), "stride": (2, 1), "padding": (0, 0), "dilation": (1, 1),
        "groups": 1, "bias": True,
    }  # fmt: skip
    assert list(node.params) == [param.name for param in node.kind.params]  # type: ignore[union-attr]
    assert graph["c"] is node and "c" in graph and len(graph) == 1
    with pytest.raises(TypeError):
        node.params["groups"] = 2  # type: ignore[index]


def test_nodes_that_compute_the_same_have_the_same_key() -> None:
    graph = make(("a", "Conv2d"), ("b", "Conv2d"), ("c", "Conv2d"))
    graph.set_param("c", "bias", False)
    assert graph["a"].key == graph["b"].key != graph["c"].key


BAD_NODES = [
    (Node("a", "ReLU", "again"), "There already is a node 'a'."),
    (Node("", "ReLU", "x"), "'' cannot be a node id"),
    (Node("1a", "ReLU", "x"), "'1a' cannot be a node id"),
    (Node("a b", "ReLU", "x"), "'a b' cannot be a node id"),
    (Node("é", "ReLU", "x"), "cannot be a node id"),
    (Node("a\n", "ReLU", "x"), "cannot be a node id"),
    (Node("a" * 65, "ReLU", "x"), "at most 64"),
    (Node("b", "ReLU", ""), "A name must have 1 to 200 printable characters."),
    (Node("b", "ReLU", "   "), "A name must have 1 to 200 printable characters."),
    (Node("b", "ReLU", "x" * 201), "A name must have 1 to 200"),
    (Node("b", "ReLU", "a\nb"), "printable"),
    (Node("b", "ReLU", "a\u202eb"), "printable"),
    (Node("b", "ReLU", "x", stage="a\x1b[2J"), "The name of a stage must have at most 200 printable"),
    (Node("b", "Odd\nType", "x"), "The name of a layer type must have"),
    (Node("b", "ReLU", "x", device="cuda:0"), "'cuda:0' is not a device of a document: use host or gpu0 to gpu63."),
    (Node("b", "ReLU", "x", device="gpu64"), "'gpu64' is not a device"),
    (Node("b", "ReLU", "x", device="gpu01"), "'gpu01' is not a device"),
    (Node("b", "ReLU", "x", device="GPU0"), "'GPU0' is not a device"),
    (Node("b", "Linear", "FC", {"out_features": 0}), "FC: out features must be at least 1, not 0."),
    (Node("b", "Linear", "FC", {"width": 3}), "FC: Linear has no parameter called 'width'."),
]


@pytest.mark.parametrize(("node", "sentence"), BAD_NODES, ids=lambda value: getattr(value, "id", None))
def test_bad_nodes_are_refused_and_change_nothing(node: Node, sentence: str) -> None:
    graph = make(("a", "ReLU"))
    before = state(graph)
    with pytest.raises(GraphError) as refusal:
        graph.add(node)
    assert sentence in str(refusal.value)
    assert state(graph) == before


def test_unknown_node() -> None:
    graph = make(("a", "ReLU"))
    for action in (
        lambda: graph["x"],
        lambda: graph.replace(Node("x", "ReLU", "X")),
        lambda: graph.set_param("x", "p", 1),
        lambda: graph.set_device(["a", "x"], "gpu1"),
        lambda: graph.remove(["a", "x"]),
    ):
        with pytest.raises(GraphError, match="There is no node 'x'"):
            action()
    assert graph["a"].device == "gpu0" and len(graph) == 1


WHY_NOT = [
    (Edge("in", 0, "x", 0), "There is no node 'x'."),
    (Edge("x", 0, "a", 0), "There is no node 'x'."),
    (Edge("a", 0, "a", 1), "A cannot feed itself."),
    (Edge("in", 1, "end", 1), "IN has no output 2."),
    (Edge("in", -1, "end", 1), "IN has no output 0."),
    (Edge("a", 0, "in", 0), "IN takes no input."),
    (Edge("b", 0, "a", 0), "Input 1 of A already has a wire from IN."),
    (Edge("b", 0, "cat", 1), "Input 2 of CAT already has a wire from B."),
    (Edge("b", 0, "cat", 4), "CAT has 3 inputs; the next free one is 4."),
    (Edge("b", 0, "end", 1), "END has no input 2."),
    (Edge("b", 0, "end", -1), "END has no input 0."),
    (Edge("end", 0, "cat", 3), "END already depends on CAT; this wire would close a cycle."),
]


@pytest.mark.parametrize(("edge", "sentence"), WHY_NOT, ids=lambda value: str(value)[:20])
def test_why_not(joined: LayerGraph, edge: Edge, sentence: str) -> None:
    before = state(joined)
    assert joined.why_not(edge) == sentence
    with pytest.raises(GraphError) as refusal:
        joined.connect(edge)
    assert str(refusal.value) == sentence
    assert state(joined) == before


def test_a_wire_that_fits(joined: LayerGraph) -> None:
    edge = Edge("a", 0, "cat", 3)  # a second time: a tensor may be joined to itself
    assert joined.why_not(edge) is None
    joined.connect(edge)
    assert [wire.source for wire in joined.inputs("cat")] == ["a", "b", "c", "a"]
    assert len(joined.consumers("a")) == 2


@pytest.mark.parametrize(("cut", "left"), [(0, "b c"), (1, "a c"), (2, "a b")])
def test_later_wires_of_many_move_up(joined: LayerGraph, cut: int, left: str) -> None:
    joined.disconnect(joined.inputs("cat")[cut])
    assert [(wire.source, wire.slot) for wire in joined.inputs("cat")] == list(zip(left.split(), (0, 1), strict=True))
    joined.connect(Edge("a", 0, "cat", 2))
    with pytest.raises(GraphError, match="There is no such wire"):
        joined.disconnect(Edge("b", 0, "end", 0))


def test_removing_moves_up_too(joined: LayerGraph) -> None:
    joined.remove(["a", "b", "a"])
    assert [(wire.source, wire.slot) for wire in joined.inputs("cat")] == [("c", 0)]
    assert [node.id for node in joined.nodes] == ["in", "c", "cat", "end"]
    joined.remove(["cat"])
    assert joined.inputs("end") == () and joined.edges == [Edge("in", 0, "c", 0)]


def test_removing_what_feeds_one_node_several_times(joined: LayerGraph) -> None:
    joined.connect(Edge("a", 0, "cat", 3))
    joined.connect(Edge("b", 0, "cat", 4))
    joined.connect(Edge("a", 0, "cat", 5))
    joined.remove(["a"])
    assert [(wire.source, wire.slot) for wire in joined.inputs("cat")] == [("b", 0), ("c", 1), ("b", 2)]


def test_reroute_keeps_the_slot(joined: LayerGraph) -> None:
    joined.add(Node("new", "ReLU", "NEW"))
    joined.connect(Edge("b", 0, "new", 0))
    joined.reroute(Edge("b", 0, "cat", 1), "new")
    assert [wire.source for wire in joined.inputs("cat")] == ["a", "new", "c"]
    before = state(joined)
    for edge, source, output, sentence in (
        (Edge("b", 0, "cat", 1), "a", 0, "There is no such wire"),
        (Edge("new", 0, "cat", 1), "end", 0, "would close a cycle"),
        (Edge("new", 0, "cat", 1), "cat", 0, "cannot feed itself"),
        (Edge("new", 0, "cat", 1), "x", 0, "There is no node 'x'"),
        (Edge("new", 0, "cat", 1), "a", 1, "A has no output 2"),
    ):
        with pytest.raises(GraphError, match=sentence):
            joined.reroute(edge, source, output)
        assert state(joined) == before
    joined.reroute(Edge("cat", 0, "end", 0), "in")
    assert joined.inputs("end") == (Edge("in", 0, "end", 0),)


def test_replacing_keeps_wires_and_type(joined: LayerGraph) -> None:
    edges = set(joined.edges)
    joined.replace(Node("end", "Conv2d", "Other", {"groups": 2}, "gpu3", "S", "note", (1.0, 2.0)))
    assert joined["end"].name == "Other" and set(joined.edges) == edges
    with pytest.raises(GraphError, match="Other is a Conv2d and cannot become a Input"):
        joined.replace(Node("end", "Input", "Other"))


def test_set_param_and_device() -> None:
    graph = make(("a", "Linear"), ("b", "ReLU"))
    graph.set_param("a", "out_features", 7)
    assert graph["a"].params["out_features"] == 7
    with pytest.raises(GraphError, match="A: out features must be a whole number"):
        graph.set_param("a", "out_features", "7")
    with pytest.raises(GraphError, match="B: ReLU has no parameter"):
        graph.set_param("b", "p", 1)
    graph.set_device(["a", "b"], "gpu5")
    assert {node.device for node in graph.nodes} == {"gpu5"}
    with pytest.raises(GraphError, match="not a device"):
        graph.set_device(["a"], "gpu100")


def test_placeholder_of_an_unknown_type_cannot_be_edited_but_moved() -> None:
    graph = make(("a", "Plugin9"), ("b", "ReLU"), wires="a>b")
    with pytest.raises(GraphError, match="A: the layer type Plugin9 is not known here"):
        graph.set_param("a", "anything", 1)
    graph.set_device(["a"], "gpu1")
    graph.connect(Edge("b", 0, "a", 7)) if graph.why_not(Edge("b", 0, "a", 7)) is None else None
    assert graph["a"].device == "gpu1" and graph["a"].kind is None


def test_copies_do_not_know_each_other(joined: LayerGraph) -> None:
    frozen = joined.freeze()
    before = state(frozen)
    copy = frozen.copy()
    assert copy == frozen and copy["a"] is frozen["a"]
    copy.remove(["a"])
    copy.set_param("end", "groups", 2)
    copy.set_device(["b"], "gpu1")
    copy.disconnect(Edge("cat", 0, "end", 0))
    assert state(frozen) == before and copy != frozen


EDITS: list[Callable[[LayerGraph], object]] = [
    lambda graph: graph.add(Node("x", "ReLU", "X")),
    lambda graph: graph.add_type("ReLU"),
    lambda graph: graph.remove(["a"]),
    lambda graph: graph.remove(["end"]),
    lambda graph: graph.replace(graph["a"]),
    lambda graph: graph.set_param("end", "groups", 2),
    lambda graph: graph.set_device(["a"], "gpu1"),
    lambda graph: graph.connect(Edge("a", 0, "cat", 3)),
    lambda graph: graph.connect_all([Edge("a", 0, "cat", 3)]),
    lambda graph: graph.disconnect(Edge("a", 0, "cat", 0)),
    lambda graph: graph.reroute(Edge("cat", 0, "end", 0), "a"),
]


@pytest.mark.parametrize("edit", EDITS)
def test_a_frozen_graph_refuses_every_edit(joined: LayerGraph, edit: Callable[[LayerGraph], object]) -> None:
    edit(joined.copy()) if edit is not EDITS[8] else None
    before = state(joined.freeze())
    with pytest.raises(GraphError, match="frozen"):
        edit(joined)
    assert state(joined) == before


def test_order_and_reach(joined: LayerGraph) -> None:
    order = [node.id for node in joined.order()]
    assert order.index("in") == 0 and order[-2:] == ["cat", "end"]
    assert joined.downstream("a") == {"cat", "end"} and joined.upstream("cat") == {"in", "a", "b", "c"}
    assert list(joined.layers()) == [["in"], ["a", "b", "c"], ["cat"], ["end"]]


def test_connect_all_is_connect_many_times() -> None:
    graph = make(("in", "Input"), ("a", "ReLU"), ("b", "ReLU"), ("cat", "Concat"))
    wires = [Edge("b", 0, "cat", 1), Edge("a", 0, "cat", 0), Edge("in", 0, "b", 0), Edge("in", 0, "a", 0)]
    graph.connect_all(wires)
    assert set(graph.edges) == set(wires)
    for bad, sentence in (
        ([Edge("in", 0, "a", 0), Edge("b", 0, "a", 0)], "already has a wire"),
        ([Edge("a", 0, "b", 0), Edge("b", 0, "a", 0)], "The wires form a cycle: [AB] → [AB] → [AB]."),
        ([Edge("a", 0, "cat", 1)], "the next free one is 1"),
        ([Edge("a", 0, "gone", 0)], "There is no node 'gone'"),
    ):
        with pytest.raises(GraphError, match=sentence):
            make(("in", "Input"), ("a", "ReLU"), ("b", "ReLU"), ("cat", "Concat")).connect_all(bad)


def test_fresh_ids_and_names() -> None:
    graph = LayerGraph()
    made = [graph.add_type("Conv2d") for _ in range(3)]
    assert [(node.id, node.name) for node in made] == [
        ("conv2d", "Conv2d"), ("conv2d_2", "Conv2d 2"), ("conv2d_3", "Conv2d 3"),
    ]  # fmt: skip
    assert graph.add_type("ReLU", id="relu", name="Mine", device="gpu1").name == "Mine"
    for wish in ("", "9 lives", "../x", "é", "a" * 300, "__", "conv2d"):
        graph.add(Node(graph.free_id(wish), "ReLU", "x"))
    with pytest.raises(KeyError):
        graph.add_type("Conv9d")


def test_random_edits_keep_every_promise() -> None:
    """No cycle, no slot with two wires, slots of many without gaps, and a refusal changes nothing."""
    draw = random.Random(2012)
    graph = LayerGraph()
    kinds = ("Input", "ReLU", "Conv2d", "Concat", "Softmax")
    refused = 0
    for _ in range(1500):
        ids = [node.id for node in graph.nodes]
        before = state(graph)
        try:
            match draw.randrange(6) if len(ids) > 3 else 0:
                case 0:
                    graph.add_type(draw.choice(kinds))
                case 1 if draw.random() < 0.4:
                    graph.remove(draw.sample(ids, 2))
                case 2 if graph.edges:
                    graph.disconnect(draw.choice(graph.edges))
                case 3 if graph.edges:
                    graph.reroute(draw.choice(graph.edges), draw.choice(ids))
                case _:
                    graph.connect(Edge(draw.choice(ids), 0, draw.choice(ids), draw.randrange(3)))
        except GraphError:
            refused += 1
            assert state(graph) == before
        for node in graph.nodes:
            slots = [wire.slot for wire in graph.inputs(node.id)]
            assert slots == sorted(set(slots))
            assert node.type != "Concat" or slots == list(range(len(slots)))
        assert len(graph.order()) == len(graph)
    assert 200 < refused < 1300


def test_a_node_cannot_lose_an_output_that_is_read() -> None:
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"channels": 9, "size": 4}))
    graph.add(Node("parts", "Chunk", "Parts", {"chunks": 3}))
    graph.add(Node("end", "ReLU", "End"))
    graph.connect_all([Edge("input", 0, "parts", 0), Edge("parts", 2, "end", 0)])
    with pytest.raises(GraphError, match="Parts would lose output 3, which End reads"):
        graph.set_param("parts", "chunks", 2)
    assert graph["parts"].params["chunks"] == 3
