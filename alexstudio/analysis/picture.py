"""The picture of a graph as SVG, drawn without a window: what is on the canvas, folded blocks as one card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from alexstudio.analysis.ink import DARK, FONTS, LIGHT, PAPER, device_class, family_class, picture_style
from alexstudio.analysis.lettering import width
from alexstudio.analysis.markup import visible
from alexstudio.analysis.numbers import count, decimal_size, short_count
from alexstudio.analysis.picture_blocks import block_parts, comment_box, comment_parts, open_parts
from alexstudio.analysis.report import NodeReport, Report
from alexstudio.analysis.strokes import rect, text
from alexstudio.analysis.wiring import Wire, wires
from alexstudio.graph import Document, Node
from alexstudio.graph.arrange import HEAD, SLIM, WIDTH, Position
from alexstudio.graph.places import block_card, node_box, open_box
from alexstudio.graph.shown import BLOCK, what_is_shown
from alexstudio.graph.tidy import place_missing
from alexstudio.layers import shape_text

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Grid = dict[tuple[int, int], list[Box]]
"""Boxes by the cell that their centre lies in."""

MARGIN, RIM = 24.0, 11.0
PILL = 20.0
CELL = 220.0
"""Cards are looked up by cells of this size, larger than a card and a pill together."""


def svg(document: Document, report: Report, *, dark: bool = False, paper: bool = False) -> str:
    """The picture as a file of its own, at 100 %: a card is 130 pixels wide; ``paper`` is light on white."""
    colours = PAPER if paper else DARK if dark else LIGHT
    return picture(document, report, picture_style(colours.__getitem__)) + "\n"


def picture(document: Document, report: Report, style: str = "") -> str:
    """The picture as an ``<svg>`` element; without a style the page around it has the rules of `picture_style`."""
    graph = document.graph.copy()
    place_missing(graph)
    outline, shown = graph.outline, what_is_shown(graph)
    nodes = [graph[node_id] for node_id in shown.nodes]
    cards = {node.id: node_box(graph, node.id) for node in nodes}
    folded = {block: block_card(outline.blocks[block].at or (0.0, 0.0)) for block in shown.folded}
    solid = {**cards, **{f"{BLOCK}{block}": box for block, box in folded.items()}}
    stages = _stages([node for node in nodes if not node.block], cards)
    joined = wires(graph, shown.wires, solid, _titles(stages), outline.bends)
    extra = [open_box(graph, block) for block in shown.open] + [comment_box(frame) for frame in outline.frames.values()]
    left, top, right, bottom = _around([*solid.values(), *stages.values(), *extra, *map(_reach, joined)])
    left, top, across, down = left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
    size = f'width="{across:.0f}" height="{down:.0f}" viewBox="{left:.1f} {top:.1f} {across:.1f} {down:.1f}"'
    faulty = {trouble.node for trouble in report.problems}
    title = visible(document.title)
    space = 'xmlns="http://www.w3.org/2000/svg" ' if style else ""  # a page in HTML needs none
    lines = [
        f'<svg {space}class="picture" role="img" {size} font-family="{escape(FONTS)}">',
        f"<title>{escape(title)}</title>",
    ]
    if style:
        lines.append(f"<style>{style}</style>")
    lines.append(rect((left, top, left + across, top + down), "canvas", 0))
    grid = _grid(solid.values())
    lines += comment_parts(outline.frames.values())
    lines += open_parts(graph, shown.open)
    lines += _stage_parts(report, stages, grid)
    crossing = {(move.source, move.output, move.destination): move.bytes_per_image for move in report.transfers}
    crossers = [wire for wire in joined if _move(document, wire) in crossing]
    apart = {wire.edge for wire in crossers}
    lines += [part for wire in joined if wire.edge not in apart for part in _wire_parts(wire, "wire", "tip")]
    lines += [part for wire in crossers for part in _wire_parts(wire, "cross", "crosstip")]
    for node in nodes:
        lines += _card_parts(node, report.nodes[node.id], cards[node.id], node.id in faulty)
    for block, inside in shown.folded.items():
        lines += block_parts(graph, report, block, inside, folded[block], faulty)
    lines += _pill_parts(document, crossers, crossing, grid)
    return "\n".join([*lines, "</svg>"])


def _around(boxes: Iterable[Box]) -> Box:
    sides = list(zip(*boxes, strict=True))
    return (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])) if sides else (0.0, 0.0, WIDTH, SLIM)


def _reach(wire: Wire) -> Box:
    """A way never leaves the hull of its points."""
    across, down = zip(*wire.way.points(), strict=True)
    return min(across), min(down), max(across), max(down)


# -- stages and cards ----------------------------------------------------------------------------------------------


def _stages(nodes: Iterable[Node], cards: Mapping[str, Box]) -> dict[str, Box]:
    members: dict[str, list[Box]] = {}
    for node in nodes:
        if node.stage:
            members.setdefault(node.stage, []).append(cards[node.id])
    boxes = {stage: _around(found) for stage, found in members.items()}
    return {name: (box[0] - RIM, box[1] - HEAD, box[2] + RIM, box[3] + RIM) for name, box in boxes.items()}


def _titles(stages: Mapping[str, Box]) -> dict[str, Box]:
    """Where the names of the stages are written; wires that go around cards stay off them."""
    return {
        stage: (left + RIM, top + 8, min(left + 13 + width(visible(stage), 13, bold=True), right), top + 30)
        for stage, (left, top, right, _) in stages.items()
    }


def _stage_parts(report: Report, stages: Mapping[str, Box], grid: Grid) -> Iterator[str]:
    """Frames first, then their heads, so that no frame hides the name of another; none where cards of others lie."""
    yield from (rect(box, "frame", 14) for box in stages.values())
    for stage, (left, top, right, _) in stages.items():
        room = right - left - 26
        if _room((left + RIM + WIDTH / 2, top + 19), WIDTH / 2, grid) < -2:
            continue
        params = report.stages[stage].params if stage in report.stages else 0  # all of it may be bypassed
        learned = short_count(params) if params else ""
        taken = width(f"{learned} ", 10.5)
        if width(visible(stage), 13, bold=True) + taken > room:
            learned, taken = "", 0.0
        yield text(left + 13, top + 24, room - taken, 13, "name", stage)
        if learned:
            yield text(right - 13, top + 24, taken, 10.5, "quiet", learned, at="end")


def _card_parts(node: Node, numbers: NodeReport, box: Box, is_faulty: bool) -> Iterator[str]:
    left, top, right, bottom = box
    kind = node.kind
    shapes = ", ".join(map(shape_text, numbers.shapes)) or "–"
    caption = "bypassed" if node.bypassed else kind.caption(node.params) if kind else node.type
    tip = f"{node.name}: {node.type}, {node.device}" + (f", {node.stage}" if node.stage else "") + f", {shapes}"
    yield f"<g><title>{escape(visible(tip))}</title>"
    yield rect(
        box,
        f"card {device_class(node.device)} face{' fault' if is_faulty else ' skipped' if node.bypassed else ''}",
        10,
    )
    yield rect((left + 10, top + 10, left + 14, top + 25), family_class(kind.family if kind else ""), 2)
    inner = WIDTH - 32
    start, room = left + 20, inner
    if node.device.startswith("gpu"):
        room -= 20
        yield rect((right - 27, top + 8, right - 8, top + 26), device_class(node.device), 5)
        yield text(right - 17.5, top + 21, 17, 11, "badge", node.device[3:], at="middle")
    yield text(start, top + 22, room, 14, "name", node.name)
    shade = "word" if numbers.shapes else "quiet"
    if bottom - top <= SLIM:
        yield text(start, top + 42, inner, 12, shade, shapes)
        spare = inner - width(shapes, 12) - 6
        if caption and width(caption, 10) <= spare:
            yield text(right - 12, top + 42, spare, 10, "quiet", caption, at="end")
    else:
        yield text(start, top + 40, inner, 11.5, "quiet", caption)
        yield rect((start, top + 49, right - 12, top + 50), "rule", 0)
        yield text(start, top + 67, inner, 13.5, "name" if numbers.shapes else "quiet", shapes)
        if numbers.params:
            yield text(start, top + 83, inner, 11.5, "quiet", count(numbers.params))
    yield "</g>"


# -- wires ---------------------------------------------------------------------------------------------------------


def _wire_parts(wire: Wire, line: str, tip: str) -> Iterator[str]:
    begin, (x, y), tip_way = wire.way.start, wire.way.end, wire.way.tip
    steps = "".join(
        ("L" if len(step) == 1 else "C") + " ".join(f"{across:.1f} {down:.1f}" for across, down in step)
        for step in wire.way.steps
    )
    yield f'<path class="{line}" d="M{begin[0]:.1f} {begin[1]:.1f}{steps}"/>'
    back = (x - 8 * tip_way[0], y - 8 * tip_way[1])
    wide = (-4 * tip_way[1], 4 * tip_way[0])
    yield (
        f'<path class="{tip}" d="M{x:.1f} {y:.1f}L{back[0] + wide[0]:.1f} {back[1] + wide[1]:.1f}'
        f'L{back[0] - wide[0]:.1f} {back[1] - wide[1]:.1f}Z"/>'
    )


def _move(document: Document, wire: Wire) -> tuple[str, int, str]:
    return wire.edge.source, wire.edge.output, document.graph[wire.edge.target].device


def _pill_parts(
    document: Document, crossers: Iterable[Wire], crossing: Mapping[tuple[str, int, str], int], grid: Grid
) -> Iterator[str]:
    """One pill for all wires that cross into a stage: the bytes that they carry together for one picture."""
    into: dict[str, list[Wire]] = {}
    for wire in crossers:
        target = document.graph[wire.edge.target]
        into.setdefault(target.stage or f"\0{target.id}", []).append(wire)
    for found in into.values():
        size = decimal_size(sum(crossing[move] for move in {_move(document, wire) for wire in found}))
        half = width(size, 10.5, bold=True) / 2 + 8
        centres = [wire.way.at(step / 20) for wire in found[:20] for step in range(3, 18)]
        spots = [(x + side * (half - 5), y) for side in (0, 1, -1) for x, y in centres]  # on the wire, then beside it
        x, y = max(spots, key=lambda spot: min(_room(spot, half, grid), 2.0))
        box = (x - half, y - PILL / 2, x + half, y + PILL / 2)
        _remember(grid, box)
        yield rect(box, "pill", PILL / 2)
        yield text(x, y + 3.8, 2 * half - 10, 10.5, "bytes", size, at="middle")


def _grid(boxes: Iterable[Box]) -> Grid:
    grid: Grid = {}
    for box in boxes:
        _remember(grid, box)
    return grid


def _remember(grid: Grid, box: Box) -> None:
    cell = (int((box[0] + box[2]) / 2 // CELL), int((box[1] + box[3]) / 2 // CELL))
    grid.setdefault(cell, []).append(box)


def _room(spot: Position, half: float, grid: Grid) -> float:
    """How much room a pill has around a point, in pixels; negative when it hides a card."""
    column, row = int(spot[0] // CELL), int(spot[1] // CELL)
    near = [box for dx in (-1, 0, 1) for dy in (-1, 0, 1) for box in grid.get((column + dx, row + dy), ())]
    gaps = [
        max(
            max(left - spot[0], spot[0] - right) - half,
            max(top - spot[1], spot[1] - bottom) - PILL / 2,
        )
        for left, top, right, bottom in near
    ]
    return min(gaps, default=CELL)
