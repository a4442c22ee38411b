from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import prod
from typing import Any

import pytest

from alexstudio.analysis import Report, analyse
from alexstudio.graph import Document, Edge, GraphError, LayerGraph, Node
from alexstudio.graph.blocks import group_stages
from alexstudio.graph.outline import Frame
from alexstudio.graph.places import node_box
from alexstudio.graph.presets import load_preset
from alexstudio.graph.towers import WeightMap, are_towers, merge, split
from alexstudio.graph.towers.carried import border
from alexstudio.graph.towers.spans import Spans, covers, halves, is_aligned, joined, runs, scaled, spans_text
from alexstudio.history import History

BOTH = 2 * 128 * 234_496
"""Bytes that cross in one step of 128 pictures, forward and backward."""


def shape_of(graph: LayerGraph, *, devices: bool = True) -> Counter[int]:
    """A graph but for ids, names and positions: what each layer does with what it reads."""
    known: dict[str, int] = {}
    for node in graph.order():
        reads = tuple((known[wire.source], wire.output) for wire in graph.inputs(node.id))
        place = node.device if devices else ""
        known[node.id] = hash((node.type, tuple(node.params.items()), place, node.stage, node.bypassed, reads))
    return Counter(known.values())


def names(graph: LayerGraph) -> list[str]:
    return [node.name for node in graph.nodes]


def column(*layers: tuple[str, dict[str, Any]], channels: int = 3, size: int = 16) -> LayerGraph:
    """Layers in a row, called by their types: an Input before them, Flatten and FC after them."""
    graph = LayerGraph()
    before = graph.add_type("Input", id="x", params={"channels": channels, "size": size}, device="host").id
    for kind, params in (*layers, ("Flatten", {}), ("Linear", {"out_features": 10})):
        node = graph.add_type(kind, params=params)
        graph.connect(Edge(before, 0, node.id, 0))
        before = node.id
    return graph


def conv(filters: int, **params: Any) -> tuple[str, dict[str, Any]]:
    return "Conv2d", {"out_channels": filters, "kernel_size": 3, "padding": 1, **params}


def report_of(graph: LayerGraph) -> Report:
    report = analyse(Document("", graph))
    assert report.is_runnable, report.problems
    return report


def carried(weights: WeightMap, graph: LayerGraph, before: LayerGraph) -> None:
    """Every parameter of every layer is made of pieces that fill it exactly, from one layer of the graph before."""
    report, old = report_of(graph), report_of(before)
    filled: dict[str, int] = {}
    read: Counter[str] = Counter()
    for target, at, source, of in weights.pieces:
        if target[1] not in ("weight", "bias"):
            continue
        assert [stop - start for start, stop in at] == [stop - start for start, stop in of]
        values = old.nodes[source[0]].weights if target[1] == "weight" else 0
        node, kind = graph[target[0]], before[source[0]]
        if node.type in ("Conv2d", "Linear") and target[1] == "weight":
            rows, columns = (*(stop - start for start, stop in at), None, None)[:2]
            makes = old.nodes[kind.id].shapes[0][0]
            each = values // makes if columns is None else values // makes // _inputs(old, before, kind)
            size = prod(part for part in (rows, columns, each) if part is not None)
        else:
            size = at[0][1] - at[0][0]
        filled[node.id] = filled.get(node.id, 0) + size
        read[kind.id] += size
    wanted = {node_id: entry.params for node_id, entry in report.nodes.items() if entry.params}
    assert filled == wanted
    assert read == {node_id: entry.params for node_id, entry in old.nodes.items() if entry.params}


def _inputs(report: Report, graph: LayerGraph, node: Node) -> int:
    return report.nodes[graph.inputs(node.id)[0].source].shapes[0][0]


# -- AlexNet -----------------------------------------------------------------------------------------------------------


def test_alexnet_becomes_the_towers_of_2012() -> None:
    before = load_preset("alexnet").graph
    graph, there = before.copy(), load_preset("alexnet_two_gpu").graph
    weights = split(graph)
    report = report_of(graph)
    assert {name: sums.params for name, sums in report.devices.items()} == {
        "host": 0,
        "gpu0": 32_531_112,
        "gpu1": 28_434_112,
    }
    assert (report.total.params, report.transfer_bytes, BOTH) == (60_965_224, 234_496, 60_030_976)
    assert {graph[one.source].name for one in report.transfers} == {
        f"{name}{tower}" for name in ("Pool2", "Pool5", "Dropout6", "Dropout7") for tower in "ab"
    } - {"Dropout7a"}
    assert shape_of(graph) == shape_of(there)
    assert {node.name: (node.id, node.position) for node in graph.nodes} == {
        node.name: (node.id, node.position) for node in there.nodes
    }
    assert weights.remarks == (
        "Norm1 normalises inside each tower and over all maps in one column: it differs at channels 46 to 49.",
        "Norm2 normalises inside each tower and over all maps in one column: it differs at channels 126 to 129.",
    )
    carried(weights, graph, before)
    assert merge(graph).remarks == weights.remarks
    assert shape_of(graph) == shape_of(before)
    assert [(node.id, node.name, node.position) for node in graph.nodes] == [
        (node.id, node.name, node.position) for node in before.nodes
    ]


def test_the_towers_of_2012_become_alexnet() -> None:
    before = load_preset("alexnet_two_gpu").graph
    graph = before.copy()
    weights = merge(graph)
    assert shape_of(graph) == shape_of(load_preset("alexnet").graph)
    assert names(graph) == names(load_preset("alexnet").graph)
    assert report_of(graph).total.params == 60_965_224
    assert graph["conv2"].params["groups"] == 2 and graph["conv3"].params["groups"] == 1
    carried(weights, graph, before)
    split(graph)
    assert shape_of(graph) == shape_of(before)


def test_the_halves_of_fc6_are_the_maps_of_the_towers() -> None:
    graph = load_preset("alexnet_two_gpu").graph.copy()
    pieces = [piece for piece in merge(graph).pieces if piece.source == ("fc6b", "weight")]
    assert [(piece.at, piece.of) for piece in pieces] == [(((2048, 4096), (0, 9216)), ((0, 2048), (0, 9216)))]


def test_the_order_in_which_the_original_code_reads_the_towers_is_kept() -> None:
    """layers-145 lists hs1b before hs1a for fc2048bb, so its columns are the other way round in one matrix."""
    before = load_preset("alexnet_cfg145").graph
    graph = before.copy()
    weights = merge(graph)
    pieces = {piece.of[1]: piece.at for piece in weights.pieces if piece.source == ("fc7b", "weight")}
    assert pieces == {(0, 2048): ((2048, 4096), (2048, 4096)), (2048, 4096): ((2048, 4096), (0, 2048))}
    assert [piece.at for piece in weights.pieces if piece.source == ("fc7a", "weight")] == [((0, 2048), (0, 4096))]
    assert report_of(graph).total.params == 60_965_224
    assert "Pad1" in names(graph) and "Map norm2" in names(graph)
    carried(weights, graph, before)


@pytest.mark.parametrize(
    ("changes", "crossing"), [({"conv4": 1}, 494_080), ({"conv2": 1, "conv4": 1, "conv5": 1}, 1_033_600)]
)
def test_what_crosses_when_more_layers_read_both_towers(changes: dict[str, int], crossing: int) -> None:
    graph = load_preset("alexnet").graph.copy()
    for node_id, groups in changes.items():
        graph.set_param(node_id, "groups", groups)
    split(graph)
    assert report_of(graph).transfer_bytes == crossing


# -- any network -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lenet5", "caffenet", "resnet18", "googlenet", "squeezenet1_1", "mobilenet_v2"])
def test_there_and_back(name: str) -> None:
    before = load_preset(name).graph
    graph = before.copy()
    weights = split(graph)
    report = report_of(graph)
    assert report.total.params == report_of(before).total.params
    assert report.devices["gpu1"].params > 0
    carried(weights, graph, before)
    towers = shape_of(graph)
    merge(graph)
    assert shape_of(graph) == shape_of(before)
    assert [(node.id, node.name, node.block) for node in graph.nodes] == [
        (node.id, node.name, node.block) for node in before.nodes
    ]
    assert graph.outline.blocks.keys() == before.outline.blocks.keys()
    split(graph)
    assert shape_of(graph) == towers


def test_cards_of_towers_do_not_overlap() -> None:
    graph = load_preset("alexnet").graph.copy()
    split(graph, devices=("gpu3", "gpu1"))
    boxes = [node_box(graph, node.id) for node in graph.nodes]
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert {node.device for node in graph.nodes} == {"host", "gpu3", "gpu1"}
    assert graph["fc8"].device == graph["conv1a"].device == "gpu3"


def test_channels_that_a_concat_reorders_are_found_again() -> None:
    """Two branches joined in each tower: both together lie in another order, and the next layer's columns follow."""
    graph = column(conv(8), ("ReLU", {}))
    one = graph.add_type("Conv2d", id="one", params={"out_channels": 4, "kernel_size": 1})
    two = graph.add_type("Conv2d", id="two", params={"out_channels": 6, "kernel_size": 1})
    both, last = graph.add_type("Concat", id="both"), graph.add_type("Conv2d", id="last", params={"out_channels": 2})
    (cut,) = graph.consumers("relu")
    graph.disconnect(cut)
    for edge in (("relu", 0, one.id, 0), ("relu", 0, two.id, 0), (one.id, 0, both.id, 0), (two.id, 0, both.id, 1)):
        graph.connect(Edge(*edge))
    graph.connect(Edge(both.id, 0, last.id, 0))
    graph.connect(Edge(last.id, 0, "flatten", 0))
    before = graph.copy()
    weights = split(graph)
    rows = [piece for piece in weights.pieces if piece.target == ("last_a", "weight")]
    assert [(piece.at[1], piece.of[1]) for piece in rows] == [
        ((0, 2), (0, 2)),
        ((2, 5), (4, 7)),
        ((5, 7), (2, 4)),
        ((7, 10), (7, 10)),
    ]
    assert {part.tower: part.channels for part in weights.parts}["both_b"] == ((2, 4), (7, 10))
    carried(weights, graph, before)
    carried(merge(graph), graph, _towers_of(before))
    assert shape_of(graph) == shape_of(before)
    graph.set_param("last", "groups", 2)
    with pytest.raises(GraphError, match=r"Conv2d X has groups = 2.*changes the order of the maps"):
        graph.replace(replace(graph["last"], name="Conv2d X"))
        split(graph)


def _towers_of(graph: LayerGraph) -> LayerGraph:
    other = graph.copy()
    split(other)
    return other


def test_a_layer_that_both_read_whole_is_done_once_or_by_each() -> None:
    graph = column(
        ("ZeroPad2d", {"left": 1, "right": 1, "top": 1, "bottom": 1}), ("BatchNorm2d", {}), ("ReLU", {}), conv(4)
    )
    split(graph)
    assert names(graph)[:7] == ["Input", "ZeroPad2d", "BatchNorm2d", "ReLU a", "ReLU b", "Conv2d a", "Conv2d b"]
    assert {wire.source for name in ("relu_a", "relu_b") for wire in graph.inputs(name)} == {"batchnorm2d"}
    assert graph["batchnorm2d"].device == "gpu0" and graph["relu_b"].device == "gpu1"


def test_a_group_norm_and_a_depthwise_convolution_follow_their_channels() -> None:
    graph = column(conv(8), conv(16, groups=8), ("GroupNorm", {"num_groups": 4}), conv(4, groups=2))
    before = graph.copy()
    carried(split(graph), graph, before)
    nodes = {node.name: node.params for node in graph.nodes}
    assert (nodes["Conv2d 2a"]["groups"], nodes["Conv2d 2a"]["out_channels"]) == (4, 8)
    assert nodes["GroupNorm a"]["num_groups"] == 2 and nodes["Conv2d 3b"]["groups"] == 1
    merge(graph)
    assert shape_of(graph) == shape_of(before)


def test_the_layer_that_stays_whole_can_be_chosen() -> None:
    graph = load_preset("alexnet").graph.copy()
    split(graph, end="fc7")
    assert {"fc6a", "fc6b", "fc7", "relu7", "drop7", "fc8"} <= set(graph.by_id)
    assert report_of(graph).devices["gpu1"].params == 28_434_112 - 8_390_656


def test_what_is_bypassed_stays_so() -> None:
    before = column(conv(4), ("LocalResponseNorm", {}), ("ReLU", {}))
    before.replace(replace(before["localresponsenorm"], bypassed=True))
    graph = before.copy()
    weights = split(graph)
    assert weights.remarks == () and len(graph.bypassed) == 2
    assert merge(graph).remarks == () and shape_of(graph) == shape_of(before)


def test_blocks_and_comments_stay_and_bends_go() -> None:
    graph = load_preset("alexnet").graph.copy()
    blocks = group_stages(graph, folded=True)
    graph.set_outline(graph.outline.with_frame(Frame("note", "Mine", (0, 0, 9, 9))).with_bends("conv2", 0, ((1, 1),)))
    split(graph)
    assert list(graph.outline.blocks) == blocks and "note" in graph.outline.frames and not graph.outline.bends
    assert graph["conv2a"].block == graph["conv2b"].block == graph["concat3a"].block.replace("3", "2") != ""


def test_a_split_is_one_step_that_can_be_undone() -> None:
    document = load_preset("alexnet")
    history = History(document)
    with history.editing("Split into two towers") as draft:
        split(draft.graph)
    assert "conv1a" in history.present.document.graph
    history.undo()
    assert history.present.document is document


def test_twins_are_told_by_what_they_do_where_names_say_nothing() -> None:
    graph = load_preset("alexnet_two_gpu").graph.copy()
    for number, node in enumerate(graph.nodes):
        graph.replace(replace(node, name=f"L{number}"))
    merge(graph)
    assert shape_of(graph) == shape_of(load_preset("alexnet").graph)


# -- refusals ----------------------------------------------------------------------------------------------------------

UNSPLIT: dict[str, tuple[Callable[[], LayerGraph], str]] = {
    "odd filters": (lambda: column(conv(7)), "Conv2d has 7 filters, which two towers cannot share. Use an even number"),
    "odd units": (lambda: column(conv(4), ("Flatten", {}), ("Linear", {"out_features": 5})), "Linear has 5 outputs"),
    "odd groups": (lambda: column(conv(12), conv(6, groups=3)), "Conv2d 2 has groups = 3, .* an even number of groups"),
    "groups on the pictures": (lambda: column(conv(4, groups=2), channels=2), "Conv2d has groups but reads"),
    "all channels": (lambda: column(conv(4), ("LayerNorm2d", {})), "LayerNorm2d is a LayerNorm2d, .* all channels"),
    "shuffled": (lambda: column(conv(4), ("ChannelShuffle", {})), "ChannelShuffle is a ChannelShuffle"),
    "nothing to share": (column, "No layer before Linear can be shared"),
    "towers": (lambda: load_preset("alexnet_two_gpu").graph.copy(), "two towers already. Merge them first"),
    "wrong shapes": (lambda: column(conv(4, groups=3)), "Conv2d has groups = 3, which does not divide"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSPLIT)
def test_what_two_towers_cannot_share_is_refused(case: str) -> None:
    graph, sentence = UNSPLIT[case][0](), UNSPLIT[case][1]
    before = graph.copy()
    with pytest.raises(GraphError, match=sentence) as refused:
        split(graph)
    assert graph == before
    assert str(refused.value).endswith(".") and "\n" not in str(refused.value)


def test_what_cannot_be_split_for_other_reasons_is_refused() -> None:
    graph = column(conv(4), conv(4))
    before = graph.copy()
    for devices in (("gpu0", "gpu0"), ("host", "gpu0"), ("gpu0", "tpu")):
        with pytest.raises(GraphError, match="device"):
            split(graph, devices=devices)  # type: ignore[arg-type]
    with pytest.raises(GraphError, match="no node 'nothing'"):
        split(graph, end="nothing")
    assert graph == before
    graph.replace(replace(graph["conv2d_2"], bypassed=True))
    with pytest.raises(GraphError, match="Conv2d 2 is bypassed"):
        split(graph)
    with pytest.raises(GraphError, match="frozen"):
        split(before.copy().freeze())
    before.add(Node("what", "FromNowhere", "What"))
    with pytest.raises(GraphError, match="FromNowhere is not known here"):
        split(before, end="linear")
    shortcut = column(conv(4), conv(4), channels=4)
    add = shortcut.add_type("Add")
    (cut,) = shortcut.consumers("conv2d_2")
    shortcut.disconnect(cut)
    for edge in (("conv2d_2", 0, add.id, 0), ("x", 0, add.id, 1), (add.id, 0, "flatten", 0)):
        shortcut.connect(Edge(*edge))
    with pytest.raises(GraphError, match="Add joins halves of the towers with something that both read whole"):
        split(shortcut)


def test_what_has_no_place_in_one_column_is_refused() -> None:
    graph = load_preset("alexnet_two_gpu").graph.copy()
    for change, sentence in (
        (lambda draft: draft.set_device(list(draft.by_id), "gpu0"), "two devices, but .* on one device"),
        (lambda draft: draft.set_device(["conv4b"], "gpu2"), "two devices, but .* on 3 devices"),
        (lambda draft: draft.set_device(["conv4b"], "gpu0"), "Conv4a on gpu0 has no twin"),
        (lambda draft: draft.set_param("conv4b", "bias", False), "Conv4a on gpu0 has no twin: no layer on gpu1"),
        (lambda draft: draft.remove(["relu4b"]), "Conv5b: an input is not connected"),
        (lambda draft: draft.set_param("norm1b", "size", 3), "Norm1a on gpu0 has no twin"),
        (lambda draft: draft.reroute(draft.inputs("fc7a")[0], "drop6a"), "FC7a reads only a part of the values"),
    ):
        draft = graph.copy()
        change(draft)
        before = draft.copy()
        with pytest.raises(GraphError, match=sentence):
            merge(draft)
        assert draft == before and not are_towers(draft)
    assert are_towers(graph)


def test_a_column_whose_layers_are_on_two_devices_is_no_towers() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.set_device(["fc6", "fc7", "fc8"], "gpu1")
    with pytest.raises(GraphError, match="No layer on gpu0 has a twin on gpu1"):
        merge(graph)
    split(graph)
    assert shape_of(graph) == shape_of(load_preset("alexnet_two_gpu").graph)


# -- runs of channels --------------------------------------------------------------------------------------------------


def test_spans() -> None:
    first, second = halves(8)
    assert joined([first, second]) == ((0, 8),) and joined([second, first]) == ((4, 8), (0, 4))
    assert list(runs(((4, 8), (0, 2)))) == [((0, 4), (4, 8)), ((4, 6), (0, 2))]
    assert scaled(((4, 8),), 2, 3) == ((6, 12),) and not is_aligned(((4, 8),), 3)
    assert covers([second, first], 8, once=True) and not covers([first], 8, once=False)
    assert covers([first, ((2, 8),)], 8, once=False) and not covers([first, ((2, 8),)], 8, once=True)
    assert spans_text(((46, 50), (7, 8))) == "46 to 49, 7"


@pytest.mark.parametrize("seed", range(30))
def test_where_a_normalisation_differs_is_where_its_neighbours_do(seed: int) -> None:
    """Against the windows written out, for towers of random pieces."""
    draw = random.Random(seed)
    channels, size = draw.randrange(2, 20), draw.randrange(1, 8)
    cuts = sorted({0, channels, *(draw.randrange(channels) for _ in range(3))})
    pieces = list(pairwise(cuts))
    draw.shuffle(pieces)
    middle = draw.randrange(len(pieces) + 1)
    parts: tuple[Spans, ...] = tuple(joined([tuple(one)]) for one in (pieces[:middle], pieces[middle:]) if one)

    def window(order: list[int], place: int) -> set[int]:
        return set(order[max(0, place - size // 2) : place + (size - 1) // 2 + 1])

    differs = set()
    for part in parts:
        order = [channel for start, stop in part for channel in range(start, stop)]
        differs |= {one for place, one in enumerate(order) if window(order, place) != window([*range(channels)], one)}
    norm = Node("n", "LocalResponseNorm", "N", {"size": size, "alpha": 1e-4, "beta": 0.75, "k": 1.0})
    found = border(norm, "N", parts, channels)
    changed = {one for start, stop in (found.changed if found else ()) for one in range(start, stop)}
    assert changed >= differs
    if all(stop - start >= size for part in parts for start, stop in part):
        assert changed == differs
