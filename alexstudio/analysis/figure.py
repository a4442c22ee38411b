"""The block figure: a network as volumes with their sizes, as papers draw AlexNet, from the same graph as all else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from alexstudio.analysis.figure_body import OBLIQUE, Body, Label, spatial
from alexstudio.analysis.figure_layout import Layout, lay_out
from alexstudio.analysis.figure_merge import merged
from alexstudio.analysis.figure_volumes import volumes
from alexstudio.analysis.ink import DARK, FONTS, LIGHT, PAPER, device_class, family_class, picture_style
from alexstudio.analysis.markup import visible
from alexstudio.analysis.report import Report
from alexstudio.graph import Document
from alexstudio.layers import shape_text

Point = tuple[float, float]

_NOTES = 3
_STRENGTHS = ((0.24, 0.12, 0.38), (0.14, 0.08, 0.22))
"""How much of the family's colour the front, upper and right faces show; less on the picture, which is large."""


def svg(document: Document, report: Report, *, dark: bool = False, paper: bool = False) -> str:
    """The figure as a file of its own; ``paper`` is light on white.

    Depth and height of a volume follow the spatial size, its thickness the channels: see `figure_body.spatial` and
    `figure_body.thickness`. A convolution is drawn as its kernel on the volume that it reads, with rays to the point
    that it gives. A document with problems is drawn as far as it is known, and says what is not.
    """
    colours = PAPER if paper else DARK if dark else LIGHT
    return _drawn(layout(document, report), visible(document.title), _style(colours.__getitem__))


def layout(document: Document, report: Report) -> Layout:
    """Where everything in the figure of a document lies."""
    found = merged(volumes(document.graph, report))
    unknown = sum(volume.shape is None for volume in found)
    notes = []
    if report.problems and (unknown or not found):
        notes = [visible(trouble.message) for trouble in report.problems[:_NOTES]]
        more = len(report.problems) - _NOTES
        notes += [f"… and {more} more problems."] if more > 0 else []
    made = lay_out(found, notes)
    if made.left_out:
        return lay_out(found, [*notes, f"{made.left_out} more connections are not drawn."])
    return made


def _style(colour: Callable[[str], str]) -> str:
    return "\n".join(
        [
            picture_style(colour),
            f".back{{fill:{colour('card')}}}",
            f".edge{{fill:none;stroke:{colour('text')};stroke-width:0.9;stroke-linejoin:round}}",
            f".slab{{fill:none;stroke:{colour('text')};stroke-width:0.5;stroke-opacity:0.55}}",
            f".unknown{{fill:none;stroke:{colour('bad')};stroke-width:1;stroke-dasharray:4 3}}",
            f".kernel{{fill:{colour('accent')};fill-opacity:0.2;stroke:{colour('accent')};stroke-width:1}}",
            f".rib{{fill:none;stroke:{colour('accent')};stroke-width:1}}",
            f".ray{{fill:none;stroke:{colour('muted')};stroke-width:0.7}}",
            f".crossray{{fill:none;stroke:{colour('crossing')};stroke-width:0.7}}",
            f".arrow{{fill:none;stroke:{colour('muted')};stroke-width:1.1}}",
            f".head{{fill:{colour('muted')}}}",
            f".crossarrow{{fill:none;stroke:{colour('crossing')};stroke-width:1.1}}",
            f".crosshead{{fill:{colour('crossing')}}}",
            f".point{{fill:{colour('text')}}}",
        ]
    )


def _drawn(made: Layout, title: str, style: str) -> str:
    wide, high = made.width, made.height
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" width="{wide:.0f}" height="{high:.0f}" '
        f'viewBox="0 0 {wide:.1f} {high:.1f}" font-family="{escape(FONTS)}">',
        f"<title>{escape(title)}</title>",
        f"<style>{style}</style>",
        f'<rect class="canvas" x="0" y="0" width="{wide:.1f}" height="{high:.1f}"/>',
    ]
    for body in made.bodies:
        lines += _volume_parts(body)
    for (source, target), level in made.arcs.items():
        lines += _arc_parts(made.bodies[source], made.bodies[target], level)
    for number, body in enumerate(made.bodies):
        for source in body.volume.sources:
            if (source, number) not in made.arcs:
                lines += _step_parts(made.bodies, source, number)
        for source in body.volume.joins:
            if (source, number) not in made.arcs:
                lines += _arrow_parts(made.bodies[source], body)
    lines += [part for label in made.labels for part in _text(label)]
    return "\n".join([*lines, "</svg>\n"])


def _text(label: Label) -> Iterator[str]:
    """A label. Behind it is a badge in the colour of a device, or what hides the rays that would cross it."""
    x, y, text, size, classes, at = label
    left, top, right, bottom = label.box
    wide, high = right - left, bottom - top
    if classes == "badge":
        place = f'x="{left - 4:.1f}" y="{top - 2:.1f}" width="{wide + 8:.1f}" height="{high + 4:.1f}" rx="4"'
        yield f'<rect class="{device_class(text)}" {place}/>'
    elif classes != "name":
        yield f'<rect class="canvas" x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}"/>'
    anchor = "" if at == "start" else f' text-anchor="{at}"'
    yield f'<text class="{classes}" x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{anchor}>{escape(text)}</text>'


def _path(classes: str, points: Sequence[Point], more: str = "", *, closed: bool = True) -> str:
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path class="{classes}" d="M{way}{"Z" if closed else ""}"{more}/>'


def _faces(left: float, top: float, wide: float, high: float, deep: float) -> tuple[list[Point], ...]:
    """Front, upper and right face of a box whose front face has this corner."""
    right, bottom = left + wide, top + high
    front = [(left, top), (right, top), (right, bottom), (left, bottom)]
    upper = [(left, top), (left + deep, top - deep), (right + deep, top - deep), (right, top)]
    side = [(right, top), (right + deep, top - deep), (right + deep, bottom - deep), (right, bottom)]
    return front, upper, side


# -- volumes -------------------------------------------------------------------------------------------------------


def _volume_parts(body: Body) -> Iterator[str]:
    volume = body.volume
    left, top, wide, deep = body.left, body.top, body.wide, body.deep
    front, upper, side = _faces(left, top, wide, body.high, deep)
    size = shape_text(volume.shape) if volume.shape else "size not known"
    told = ", ".join(part for part in (" ".join(filter(None, volume.names[:1])), size, volume.device) if part)
    yield f"<g><title>{escape(visible(told))}</title>"
    outline = [front[0], upper[1], upper[2], side[2], front[2], front[3]]
    if volume.shape is None:
        yield _path("unknown", outline)
        yield _path("unknown", [front[0], front[1], front[2]], closed=False)
        yield _path("unknown", [front[1], upper[2]], closed=False)
    else:
        colour = family_class(volume.family)
        yield _path("back", outline)
        for face, strength in zip((front, upper, side), _STRENGTHS[volume.family == "Input and output"], strict=True):
            yield _path(colour, face, f' fill-opacity="{strength}"')
        for step in range(1, min(volume.count, 8)):
            x = left + wide * step / min(volume.count, 8)
            yield _path("slab", [(x, body.bottom), (x, top), (x + deep, top - deep)], closed=False)
        yield _path("edge", outline)
        yield _path("edge", [front[0], front[1], front[2]], closed=False)
        yield _path("edge", [front[1], upper[2]], closed=False)
    yield "</g>"


# -- steps ---------------------------------------------------------------------------------------------------------


def _step_parts(bodies: Sequence[Body], number: int, reader: int) -> Iterator[str]:
    """A kernel with its rays where the step is a convolution of maps that are known, else an arrow."""
    source, target = bodies[number], bodies[reader]
    kernel, shape = target.volume.kernel, source.volume.shape
    if kernel is None or shape is None or len(shape) != 3 or shape[1:] == (1, 1) or target.volume.shape is None:
        yield from _arrow_parts(source, target)
        return
    high = source.high if kernel[0] >= shape[1] else min(spatial(kernel[0]), 0.7 * source.high)
    deep = source.deep if kernel[1] >= shape[2] else min(OBLIQUE * spatial(kernel[1]), 0.7 * source.deep)
    # The kernels of several readers lie above each other as the readers do
    lanes = sorted({body.lane for body in bodies if number in body.volume.sources and body.volume.kernel})
    away = 2 * lanes.index(target.lane) / (len(lanes) - 1) - 1 if len(lanes) > 1 else -0.3
    room = (source.high - high) / 2
    top = source.top + room + away * room * 0.8
    inset = (source.deep - deep) / 2
    front, upper, side = _faces(source.left + inset, top - inset, source.wide, high, deep)
    outline = [front[0], upper[1], upper[2], side[2], front[2], front[3]]
    yield _path("kernel", outline)
    yield _path("rib", [front[0], front[1], front[2]], closed=False)
    yield _path("rib", [front[1], upper[2]], closed=False)
    point = target.left + min(5.0, target.wide / 2), target.middle - min(10.0, 0.15 * target.high)
    ray = "ray" if source.volume.device in (target.volume.device, "host") else "crossray"
    for corner in side:
        yield _path(ray, [corner, point], closed=False)
    yield f'<circle class="point" cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="1.6"/>'


def _arrow_parts(source: Body, target: Body) -> Iterator[str]:
    begin = source.right + source.deep + 2, source.middle
    end = target.left - 1.5, target.middle
    crosses = source.volume.device not in (target.volume.device, "host")
    yield from _arrow([begin, end], crosses)


def _arc_parts(source: Body, target: Body, height: float) -> Iterator[str]:
    x0 = (source.left + source.right) / 2 + source.deep + 3
    x1 = (target.left + target.right) / 2 + target.deep - 3
    crosses = source.volume.device not in (target.volume.device, "host")
    points = [(x0, source.top - source.deep), (x0, height), (x1, height), (x1, target.top - target.deep - 1)]
    yield from _arrow(points, crosses)


def _arrow(points: Sequence[Point], crosses: bool) -> Iterator[str]:
    (x0, y0), (x1, y1) = points[-2:]
    long = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1e-6)
    way = (x1 - x0) / long, (y1 - y0) / long
    neck = x1 - 6 * way[0], y1 - 6 * way[1]
    line, tip = ("crossarrow", "crosshead") if crosses else ("arrow", "head")
    yield _path(line, [*points[:-1], neck], closed=False)
    across = -3 * way[1], 3 * way[0]
    yield _path(tip, [(x1, y1), (neck[0] + across[0], neck[1] + across[1]), (neck[0] - across[0], neck[1] - across[1])])
