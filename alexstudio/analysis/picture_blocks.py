"""What blocks and comments look like in the SVG picture of a graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from html import escape

from alexstudio.analysis.ink import device_class
from alexstudio.analysis.markup import visible
from alexstudio.analysis.numbers import count
from alexstudio.analysis.report import Report
from alexstudio.analysis.strokes import Box, rect, text
from alexstudio.graph import LayerGraph
from alexstudio.graph.outline import Frame
from alexstudio.graph.places import open_box
from alexstudio.layers import shape_text

STACK = (7.0, 3.5)
"""How far the cards below the one of a folded block stand out."""


def comment_box(frame: Frame) -> Box:
    """Where a comment is."""
    left, top, across, down = frame.box
    return left, top, left + across, top + down


def comment_parts(frames: Iterable[Frame]) -> Iterator[str]:
    """Comments, behind everything else."""
    for frame in frames:
        box = comment_box(frame)
        yield rect(box, f"comment tone{frame.tone}", 12)
        yield text(box[0] + 13, box[1] + 24, box[2] - box[0] - 26, 15, "name", frame.text)


def open_parts(graph: LayerGraph, blocks: Sequence[str]) -> Iterator[str]:
    """The frames of open blocks, the outer ones first."""
    for block in blocks:
        left, top, right, bottom = open_box(graph, block)
        yield rect((left, top, right, bottom), "frame block", 14)
        yield text(left + 13, top + 24, right - left - 26, 13, "name", graph.outline.blocks[block].name)


def block_parts(
    graph: LayerGraph, report: Report, block: str, inside: Sequence[str], box: Box, faulty: Collection[str]
) -> Iterator[str]:
    """The card of a folded block: a stack of cards."""
    left, top, right, bottom = box
    name = graph.outline.blocks[block].name
    blocks = len(graph.outline.children(block))
    layers = f"{len(inside)} layer{'s' if len(inside) != 1 else ''}"
    held = f"{blocks} blocks, {layers}" if blocks else layers
    last = next(
        (edge for node_id in inside for edge in graph.consumers(node_id) if edge.target not in set(inside)), None
    )
    shapes = report.nodes[last.source if last else inside[-1]].shapes
    shape = shape_text(shapes[last.output if last else 0]) if shapes else "–"
    params = sum(report.nodes[node_id].params for node_id in inside)
    devices = sorted({graph[node_id].device for node_id in inside})
    fault = "" if set(inside).isdisjoint(faulty) else " fault"
    yield f"<g><title>{escape(visible(f'{name}: {held}, {shape}'))}</title>"
    for step in (*STACK, 0.0):
        yield rect(
            (left + step, top + step, right + step, bottom + step), f"card {device_class(devices[0])} face{fault}", 10
        )
    room = right - left - 26
    for place, device in enumerate([one for one in devices if one.startswith("gpu")][:3]):
        room -= 20
        begin = right - 27 - 21 * place
        yield rect((begin, top + 8, begin + 19, top + 26), device_class(device), 5)
        yield text(begin + 9.5, top + 21, 17, 11, "badge", device[3:], at="middle")
    yield text(left + 13, top + 22, room, 14, "name", name)
    yield text(left + 13, top + 40, right - left - 24, 11.5, "quiet", f"{blocks} blocks" if blocks > 1 else layers)
    yield rect((left + 13, top + 49, right - 12, top + 50), "rule", 0)
    yield text(left + 13, top + 67, right - left - 24, 13.5, "name", shape)
    if params:
        yield text(left + 13, top + 83, right - left - 24, 11.5, "quiet", count(params))
    yield "</g>"
