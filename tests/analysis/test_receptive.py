"""Receptive fields against the gradient of single outputs of real torch layers, all weights positive."""

from __future__ import annotations

import os
import random
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
import torch
from torch import fx, nn

from alexstudio.analysis import analyse, receptive
from alexstudio.analysis.receptive import Extent, Row, receptive_fields, rows
from alexstudio.engine.compiler import compile_document
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.presets import load_preset
from alexstudio.layers import ShapeError, Window, layer_types

SEED = os.environ.get("ALEXSTUDIO_SEED", "2012")
GRAPHS = 1500 if os.environ.get("ALEXSTUDIO_DEEP") == "1" else 80
SIZE = (72, 64)

ALEXNET = {"conv1": (11, 4), "pool1": (19, 8), "conv2": (51, 8), "pool2": (67, 16), "conv3": (99, 16)}
ALEXNET |= {"conv4": (131, 16), "conv5": (163, 16), "pool5": (195, 32)}


class MeanPool(nn.Module):
    """In the place of a max pooling, whose gradient goes to one pixel only: the same windows, the mean of them."""

    def __init__(self, pool: nn.MaxPool2d) -> None:
        super().__init__()
        assert pool.dilation in (1, (1, 1))
        self.pool = nn.AvgPool2d(pool.kernel_size, pool.stride, pool.padding, pool.ceil_mode)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.pool(x)


class Outputs(fx.Interpreter):
    """Runs a compiled network and keeps the first output of every layer."""

    def run_node(self, n: fx.Node) -> Any:
        result = super().run_node(n)
        if n.op in ("call_module", "call_function", "placeholder") and isinstance(result, torch.Tensor):
            self.seen.setdefault(n.meta["node"], result)
        return result


def gradients(document: Document, size: tuple[int, int], channels: int) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
    """A picture, and the output of every layer with positive weights in double precision."""
    module = compile_document(document).double().eval()
    for name, layer in list(module.named_children()):
        if isinstance(layer, nn.MaxPool2d):
            setattr(module, name, MeanPool(layer))
        elif isinstance(layer, (nn.ReLU, nn.LocalResponseNorm)):
            setattr(module, name, nn.Identity())
    for parameter in module.parameters():
        nn.init.constant_(parameter, 1 / max(1, parameter[0].numel()))
    picture = torch.ones(1, channels, *size, dtype=torch.double, requires_grad=True)
    run = Outputs(module)
    run.seen = {}  # type: ignore[attr-defined]
    run.run(picture)
    return picture, run.seen  # type: ignore[attr-defined]


def read_by(picture: torch.Tensor, output: torch.Tensor, position: tuple[int, int]) -> list[tuple[int, int] | None]:
    """First and last row and column of the picture that an output position depends on."""
    place = output[0, :, position[0], position[1]] if output.dim() == 4 else output[0]
    (gradient,) = torch.autograd.grad(place.sum(), picture, retain_graph=True, allow_unused=True)
    seen = torch.zeros_like(picture)[0, 0] if gradient is None else gradient[0].abs().sum(0)
    found: list[tuple[int, int] | None] = []
    for axis in (1, 0):
        where = seen.sum(axis).nonzero().flatten().tolist()
        found.append((where[0], where[-1]) if where else None)
    return found


def test_alexnet_has_the_known_fields() -> None:
    document = load_preset("alexnet")
    fields = receptive_fields(document.graph, analyse(document))
    assert {name: (fields[name].down.size, fields[name].down.stride) for name in ALEXNET} == ALEXNET
    assert fields["conv1"].down == Extent(11, Fraction(4), Fraction(3))  # padding 2: from -2 to 8
    assert fields["fc6"].across == Extent(224, Fraction(0), Fraction(223, 2))
    assert fields["input"].down == Extent(1, Fraction(1), Fraction(0))


def test_alexnet_by_brute_force() -> None:
    """The same network with one map a layer: what the middle of each layer depends on, by gradient."""
    document = load_preset("alexnet")
    graph = document.graph.copy()
    for node in graph.nodes:
        if node.type == "Conv2d":
            graph.set_param(node.id, "groups", 1)
            graph.set_param(node.id, "out_channels", 1)
        if node.type == "Linear":
            graph.set_param(node.id, "out_features", 2)
    small = Document("Small", graph.freeze())
    picture, outputs = gradients(small, (224, 224), 3)
    fields = receptive_fields(graph, analyse(small))
    for name in ALEXNET:
        down = fields[name].down
        height = outputs[name].shape[2]
        for position in {height // 2, height // 2 - 1}:
            first = down.centre + down.stride * position - Fraction(down.size - 1, 2)
            expected = max(0, int(first)), min(223, int(first) + down.size - 1)
            assert read_by(picture, outputs[name], (position, position)) == [expected, expected], name
    assert read_by(picture, outputs["fc6"], (0, 0)) == [(0, 223), (0, 223)]


POOL: dict[str, dict[str, list[Any]]] = {
    "Conv2d": {"kernel_size": [1, 2, 3, 5], "stride": [1, 1, 2], "padding": [0, 1], "dilation": [1, 1, 2]},
    "MaxPool2d": {"kernel_size": [2, 3], "stride": [1, 2, 3], "padding": [0, 1], "ceil_mode": [True, False]},
    "AvgPool2d": {"kernel_size": [2, 3], "stride": [1, 2], "padding": [0, 1], "ceil_mode": [True, False]},
    "ZeroPad2d": {"left": [-2, 0, 3], "right": [-1, 0, 2], "top": [-1, 0, 1], "bottom": [0, 4]},
    "ConvTranspose2d": {"kernel_size": [1, 2, 3, 4], "stride": [1, 2, 3], "padding": [0, 1], "dilation": [1, 2]},
    "Upsample": {"scale_factor": [1, 2, 3], "mode": ["nearest", "bilinear"]},
    "ReLU": {},
    "Add": {},
    "Concat": {},
    "Multiply": {},
}
LAST: dict[str, dict[str, list[Any]]] = {
    "AdaptiveAvgPool2d": {"output_size": [1, 2, 3, 5]},
    "GlobalAvgPool": {},
    "Flatten": {},
    "LocallyConnected2d": {"kernel_size": [3], "padding": [0, 1]},
}


def draw_document(draw: random.Random) -> Document:
    """A chain of up to eight layers with a branch here and there, small enough to see its middle."""
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"channels": 1, "size": SIZE}))
    ends = [("input", (1, *SIZE))]
    pool = POOL
    for number in range(draw.randint(3, 8)):
        name = draw.choice(list(pool))
        kind = layer_types()[name]
        sources = [ends[-1]]
        if len(kind.slots) == 2 or kind.is_variadic:
            others = [end for end in ends[:-1] if end[1][1:] == ends[-1][1][1:]]
            if not others:
                continue
            sources.append(draw.choice(others))
        values: dict[str, Any] = {**kind.defaults}
        for param, choices in pool[name].items():
            one, other = draw.choice(choices), draw.choice(choices)
            values[param] = (one, other) if isinstance(kind.defaults[param], tuple) else one
        if kind.param("out_channels"):
            values["out_channels"] = 1
        try:
            shape = kind.output_shapes(values, tuple(shape for _, shape in sources))[0]
        except ShapeError:
            continue
        if (min(shape[1:], default=9) < 5 and pool is POOL) or max(shape) > 160:
            continue
        node = graph.add_type(name, params=values)
        for slot, (source, _) in enumerate(sources):
            graph.connect(Edge(source, 0, node.id, slot))
        ends.append((node.id, shape))
        if number > 3 and draw.random() < 0.4:
            pool = LAST
    unread = [end for end in ends if not graph.consumers(end[0])]
    graph.add(Node("end", "Concat", "End"))
    for slot, (name, shape) in enumerate(unread):
        if len(shape) == 3:
            flat = graph.add_type("Flatten").id
            graph.connect(Edge(name, 0, flat, 0))
            name = flat
        graph.connect(Edge(name, 0, "end", slot))
    return Document("Random", graph.freeze())


def middle(row: Row, count: int) -> list[int]:
    """Positions in the middle whose field does not touch the border of the picture or of anything between."""
    return [position for position in range(count // 2 - 2, count // 2 + 3) if 0 <= position < count]


def test_random_networks_by_brute_force() -> None:
    draw = random.Random(f"{SEED}/receptive")
    compared, repeating, at_border = 0, 0, Counter[tuple[bool, bool]]()
    for number in range(GRAPHS):
        document = draw_document(draw)
        report = analyse(document)
        picture, outputs = gradients(document, SIZE, 1)
        for node_id, both in rows(document.graph, report).items():
            shape = report.nodes[node_id].shapes[0]
            counts = shape[1:] if len(shape) == 3 else (1, 1)
            places = [middle(row, count) for row, count in zip(both, counts, strict=True)]
            for position in zip(*(draw.sample(some, 1) for some in places), strict=True):
                expected = [row.at(place) for row, place in zip(both, position, strict=True)]
                if not all(fits(interval, size) for interval, size in zip(expected, SIZE, strict=True)):
                    continue
                if None in expected:
                    expected = [None, None]
                found = read_by(picture, outputs[node_id], position)  # type: ignore[arg-type]
                if any(touches(interval, size) for interval, size in zip(expected, SIZE, strict=True)):
                    at_border[
                        holds(expected, found := read_by(picture, outputs[node_id], position)), expected == found
                    ] += 1  # type: ignore[arg-type]
                    continue
                case = f"ALEXSTUDIO_SEED={SEED}, network {number}, {node_id} {document.graph[node_id].params}"
                assert found == expected, f"{case} at {position}: {expected}, but torch reads {found}"
                compared += 1
                repeating += any(row.period > 1 for row in both)
    print(f"seed {SEED!r}: {compared} fields, {repeating} of them unlike their neighbours'")
    print(f"at the border: {dict(at_border)}")
    assert compared > 4 * GRAPHS and repeating > GRAPHS // 2
    assert {contains for contains, _ in at_border} == {True}  # never too small
    assert at_border[True, True] > at_border[True, False] and at_border[True, True] > GRAPHS // 2


def touches(interval: tuple[int, int] | None, size: int) -> bool:
    return interval is not None and (interval[0] <= 0 or interval[1] >= size - 1)


def holds(outer: list[tuple[int, int] | None], inner: list[tuple[int, int] | None]) -> bool:
    return all(
        b is None or (a is not None and a[0] <= b[0] and b[1] <= a[1]) for a, b in zip(outer, inner, strict=True)
    )


def fits(interval: tuple[int, int] | None, size: int) -> bool:
    """Away from the border, where padding between the layers cuts fields; or all of it."""
    return interval is None or interval == (0, size - 1) or (interval[0] > 4 and interval[1] < size - 5)


def test_a_wrong_window_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = type(layer_types()["MaxPool2d"])
    right = kind.windows

    def wrong(self: Any, values: Any) -> tuple[Window, Window]:
        down, across = right(self, values)
        return down, across._replace(before=across.before + (across.stride == 3))

    monkeypatch.setattr(kind, "windows", wrong)
    monkeypatch.setattr(receptive, "_windows", {})
    with pytest.raises(AssertionError, match="but torch reads"):
        test_random_networks_by_brute_force()


def test_upsampling_gives_fields_that_differ_from_pixel_to_pixel() -> None:
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"channels": 1, "size": (8, 8)}))
    graph.add(Node("conv", "Conv2d", "Conv", {"out_channels": 1, "padding": (1, 1)}))
    graph.add(Node("up", "Upsample", "Up", {"scale_factor": (2, 3), "mode": "bilinear"}))
    graph.connect(Edge("input", 0, "conv", 0))
    graph.connect(Edge("conv", 0, "up", 0))
    document = Document("Up", graph.freeze())
    field = receptive_fields(graph, analyse(document))["up"]
    assert (field.down.size, field.down.stride) == (4, Fraction(1, 2))
    assert (field.across.size, field.across.stride) == (4, Fraction(1, 3))
    across = rows(graph, analyse(document))["up"][1]
    assert [across.at(position) for position in (3, 4, 5)] == [(-1, 2), (0, 2), (0, 3)]


def test_a_gate_and_a_shortcut_see_what_their_paths_see() -> None:
    graph = LayerGraph()
    for node in (
        Node("input", "Input", "Input", {"channels": 2, "size": (9, 9)}),
        Node("conv", "Conv2d", "Conv", {"out_channels": 2, "padding": (1, 1)}),
        Node("sum", "Add", "Sum"),
        Node("pool", "AdaptiveAvgPool2d", "Squeeze"),
        Node("gate", "Multiply", "Gate"),
    ):
        graph.add(node)
    for source, target, slot in (
        ("input", "conv", 0),
        ("conv", "sum", 0),
        ("input", "sum", 1),
        ("sum", "pool", 0),
        ("sum", "gate", 0),
        ("pool", "gate", 1),
    ):
        graph.connect(Edge(source, 0, target, slot))
    fields = receptive_fields(graph, analyse(Document("Gate", graph.freeze())))
    assert fields["sum"].down == Extent(3, Fraction(1), Fraction(0))
    assert fields["pool"].down == fields["gate"].down == Extent(9, Fraction(0), Fraction(4))


def test_nodes_without_shapes_are_left_out() -> None:
    graph = LayerGraph()
    graph.add(Node("lonely", "ReLU", "Lonely"))
    document = Document("None", graph.freeze())
    assert receptive_fields(graph, analyse(document)) == {}
