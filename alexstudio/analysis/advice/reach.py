"""Rules about which pixels are seen."""

from __future__ import annotations

from collections.abc import Iterator

from alexstudio.analysis.receptive import receptive_field, windows
from alexstudio.analysis.report import Report, Trouble
from alexstudio.graph import Document, LayerGraph, Node
from alexstudio.graph.changes import Fix
from alexstudio.layers import Shape, Window

_AVERAGING = frozenset({"GlobalAvgPool", "AdaptiveAvgPool2d"})


def skipped_pixels(document: Document, report: Report) -> Iterator[Trouble]:
    """A stride larger than the window: pixels between the windows are never read.

    1x1 windows are left out, because projection shortcuts skip on purpose (arXiv:1512.03385, section 3.3).
    """
    for node, both, _ in _windowed(document.graph, report):
        for window in both:
            if 1 < window.span < window.stride and window.spread == 1:
                sentence = (
                    f"{node.name} skips pixels: its windows of {window.span} lie {window.stride} apart. "
                    f"Use a stride of at most {window.span}."
                )
                fix = Fix.set_param(node, "stride", (both[0].span, both[1].span))
                yield Trouble(node.id, sentence, "warning", "skipped-pixels", fixes=(fix,))
                break


def beyond_the_picture(document: Document, report: Report) -> Iterator[Trouble]:
    """Convolutions on maps so small that parts of the filters meet nothing but padding."""
    graph = document.graph
    for node, both, shapes in _windowed(graph, report):
        if node.type != "Conv2d" or min(*shapes[0][1:]) >= max(both[0].span, both[1].span):
            continue
        given, made = shapes
        useless = [_useless(both[axis], given[1 + axis], made[1 + axis]) for axis in (0, 1)]
        taps = [len(range(0, window.span, window.gap)) for window in both]
        used = (taps[0] - useless[0]) * (taps[1] - useless[1])
        if any(useless):
            sentence = (
                f"{node.name} has outgrown its maps of {given[1]}×{given[2]}: {taps[0] * taps[1] - used} of the "
                f"{taps[0] * taps[1]} weights of each filter never meet a pixel. Use a smaller kernel, larger pictures "
                "or less pooling."
            )
            size = tuple(tap - bad for tap, bad in zip(taps, useless, strict=True))
            fixes = _larger_pictures(graph) if min(size) < 1 else (*_larger_pictures(graph), *_smaller(node, size))
            yield Trouble(node.id, sentence, "warning", "beyond-the-picture", fixes=fixes)


def short_sighted(document: Document, report: Report) -> Iterator[Trouble]:
    """Averaged maps that see only a part of the picture each: the whole is never judged as a whole."""
    graph = document.graph
    averaging = [node for kind in _AVERAGING for node in report.by_type.get(kind, ()) if _ends_in_scores(graph, node)]
    if not averaging:
        return
    picture = next((report.nodes[node.id].shapes for node in graph.nodes if node.type == "Input"), ())
    for node in averaging:
        wires = graph.inputs(node.id)
        field = receptive_field(graph, report, wires[0].source) if wires else None
        if field is None or not picture:
            continue
        sees, (_, height, width) = (field.down.size, field.across.size), picture[0]
        if 0 < sees[0] < height / 2 or 0 < sees[1] < width / 2:
            sentence = (
                f"{node.name} averages positions that see {sees[0]}×{sees[1]} of {height}×{width} pixels each: no "
                "layer sees a whole object. Add layers, pooling or strides before it."
            )
            yield Trouble(node.id, sentence, "warning", "short-sighted")


def _ends_in_scores(graph: LayerGraph, node: Node) -> bool:
    """Whether nothing but layers without windows follows: no gate as in squeeze-and-excitation."""
    later = graph.downstream(node.id)
    return not any(graph[one].type in ("Conv2d", "Multiply") for one in later)


def _windowed(graph: LayerGraph, report: Report) -> Iterator[tuple[Node, tuple[Window, Window], tuple[Shape, Shape]]]:
    """Layers that slide over maps, with their windows and the shapes before and after."""
    for node in graph.order():
        if node.kind is None or "kernel_size" not in node.params or not report.nodes[node.id].shapes:
            continue
        wire = graph.inputs(node.id)[0]
        shapes = report.nodes[wire.source].shapes[wire.output], report.nodes[node.id].shapes[0]
        yield node, windows(node), shapes


def _useless(window: Window, size: int, count: int) -> int:
    """Taps of a window that lie outside the maps at every position."""
    last = window.stride * (count - 1)
    bad = 0
    for tap in range(0, window.span, window.gap):
        first = tap - window.before
        # Positions are first, first + stride, ...: is one of them a pixel?
        inside = first if first >= 0 else first + -(first // window.stride) * window.stride
        bad += not (inside < size and inside <= first + last)
    return bad


def _larger_pictures(graph: LayerGraph) -> tuple[Fix, ...]:
    pictures = [node for node in graph.nodes if node.type == "Input" and max(node.params["size"]) < 224]
    return tuple(
        Fix.set_param(picture, "size", (side, side))
        for picture in pictures
        for side in (64, 96, 128, 224)
        if side > max(picture.params["size"])
    )


def _smaller(node: Node, size: tuple[int, ...]) -> tuple[Fix, ...]:
    return (Fix.set_param(node, "kernel_size", (size[0], size[1])),)
