"""What might help where branches meet and do not fit: the branches are made alike, or a layer adapts one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from alexstudio.analysis.report import Report
from alexstudio.graph import Edge, LayerGraph, Node
from alexstudio.graph.changes import Fix, Insert
from alexstudio.graph.paths import chain
from alexstudio.layers import Shape, Value
from alexstudio.layers.params import pair_text


def joined(graph: LayerGraph, report: Report, node: Node) -> Iterator[Fix]:
    """Guesses for a node of several inputs; where branches are as often right as wrong, the first is right first."""
    wires = graph.inputs(node.id)
    shapes = [report.nodes[wire.source].shapes[wire.output] for wire in wires]
    only_size = node.type == "Concat"
    marks = [shape[1:] if only_size else shape for shape in shapes]
    times = Counter(marks)
    goals = sorted(set(marks), key=lambda mark: (-times[mark], marks.index(mark)))
    for goal in goals[:2]:
        right = marks.index(goal)
        odd = [place for place, mark in enumerate(marks) if mark != goal]
        if len(odd) > 1:
            yield from _together(node, [wires[place] for place in odd], shapes[right])
            continue
        wire, shape = wires[odd[0]], shapes[odd[0]]
        if len(shape) != len(shapes[right]):
            if len(shape) == 3:
                yield Fix(f"Insert Flatten before {node.name}", (Insert(wire, "Flatten"),))
            continue
        wanted = (shape[0] if only_size else shapes[right][0], *shapes[right][1:])
        is_shortcut = wire.source in graph.upstream(wires[right].source)
        adapted = list(_adapted(node, wire, shape, wanted))
        if is_shortcut:
            yield from adapted[:1]
        if graph[wire.source].type != "Input":
            yield from _alike(graph, wire, wires[right], shape, wanted)
        yield from adapted


def _alike(graph: LayerGraph, wire: Edge, model: Edge, shape: Shape, wanted: Shape) -> Iterator[Fix]:
    """Parameters of the layers on the odd branch, first those in which it differs from the other branch."""
    ours = [graph[wire.source], *chain(graph, wire.source)]
    twins = [graph[model.source], *chain(graph, model.source)]
    shared = {node.id for node in twins}
    ours = [node for node in ours if node.id not in shared]
    for one, twin in zip(ours, twins, strict=False):
        if one.type == twin.type:
            for name in ("stride", "padding", "kernel_size", "ceil_mode", "out_channels", "dilation"):
                if name in one.params and one.params[name] != twin.params[name]:
                    yield Fix.set_param(one, name, twin.params[name])
    if shape[0] != wanted[0]:
        name = "out_features" if len(shape) == 1 else "out_channels"
        maker = next((one for one in ours if name in one.params), None)
        if maker is not None:
            yield Fix.set_param(maker, name, wanted[0])
    if shape[1:] != wanted[1:]:
        for one in ours:
            yield from _other_steps(one)


def _other_steps(node: Node) -> Iterator[Fix]:
    kernel, stride, padding = (node.params.get(name) for name in ("kernel_size", "stride", "padding"))
    if not (isinstance(kernel, tuple) and isinstance(stride, tuple)):
        return
    if isinstance(padding, tuple):
        half = (kernel[0] // 2, kernel[1] // 2)
        pads = [half, *((side, side) for side in range(max(half) + 1))]
        yield from (Fix.set_param(node, "padding", pad) for pad in pads if pad != padding)
    yield from (Fix.set_param(node, "stride", (step, step)) for step in (1, 2, 3, 4) if (step, step) != stride)
    if "ceil_mode" in node.params:
        yield Fix.set_param(node, "ceil_mode", not node.params["ceil_mode"])


def _adapted(node: Node, wire: Edge, shape: Shape, wanted: Shape) -> Iterator[Fix]:
    """One more layer on the odd branch."""
    if len(shape) == 1:
        params: dict[str, Value] = {"out_features": wanted[0]}
        yield Fix(f"Insert Linear with {wanted[0]:,} outputs before {node.name}", (Insert(wire, "Linear", params),))
        return
    maps = wanted[0]
    down, across = _reach(shape[1], wanted[1]), _reach(shape[2], wanted[2])
    if down and across:
        kernel, stride = zip(down, across, strict=True)
        params = {"out_channels": maps, "kernel_size": kernel, "stride": stride, "bias": False}
        # arXiv:1512.03385, section 3.3, option B: a projection shortcut, with the stride of the branch
        yield Fix(f"Insert a {pair_text(kernel)} convolution before {node.name}", (Insert(wire, "Conv2d", params),))
    if shape[0] == maps:
        yield from _resized(node, wire, shape, wanted)


def _reach(size: int, wanted: int) -> tuple[int, int] | None:
    """Kernel and stride of a convolution without padding that makes one size of another; 1×1 where that can."""
    if size < wanted:
        return None
    stride = -(-size // wanted)
    if (size - 1) // stride + 1 == wanted:
        return 1, stride
    stride = size // wanted
    return size - (wanted - 1) * stride, stride


def _resized(node: Node, wire: Edge, shape: Shape, wanted: Shape) -> Iterator[Fix]:
    down, across = wanted[1] - shape[1], wanted[2] - shape[2]
    sides: dict[str, Value] = {
        "left": across // 2, "right": across - across // 2, "top": down // 2, "bottom": down - down // 2
    }  # fmt: skip
    word = "Crop" if down < 0 else "Pad"
    size = f"{wanted[1]}×{wanted[2]}"
    yield Fix(f"{word} to {size} before {node.name}", (Insert(wire, "ZeroPad2d", sides),))
    if down < 0:
        pooled: dict[str, Value] = {"output_size": (wanted[1], wanted[2])}
        yield Fix(f"Pool to {size} before {node.name}", (Insert(wire, "AdaptiveAvgPool2d", pooled),))


def _together(node: Node, odd: list[Edge], right: Shape) -> Iterator[Fix]:
    """All odd branches at once; the last slots first, though none moves: a layer on a wire keeps its slot."""
    if len(right) == 3:
        size = (right[1], right[2])
        changes = tuple(Insert(wire, "AdaptiveAvgPool2d", {"output_size": size}) for wire in odd)
        yield Fix(f"Pool {len(odd)} inputs of {node.name} to {right[1]}×{right[2]}", changes)
