"""One volume of a block figure in pixels: its box, and the labels around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

from alexstudio.analysis.figure_volumes import Volume, Words
from alexstudio.analysis.figure_words import wrapped
from alexstudio.analysis.lettering import width
from alexstudio.layers import Shape, shape_text

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

OBLIQUE = 0.32
"""Pixels to the right and up for one pixel of depth."""
EDGE, SIZE, SMALL = 10.5, 12.0, 10.5
"""Font sizes of the numbers at edges, of the number under a volume, and of everything else."""
LINE = 1.22
_CAPTION, _NAME, _NOTE = 48.0, 66.0, 100.0
_UNKNOWN = (30.0, 60.0)
_FLOOR = 17.0
"""Words about a step begin this far under the line on which data flows, under the number of the next height."""


def spatial(pixels: int) -> float:
    """Pixels in the figure for the height or width of maps: 9·√n, so that 224 is 135 and 6 still 22; at most 180."""
    return min(9 * sqrt(pixels), 180.0)


def thickness(channels: int) -> float:
    """Pixels in the figure for a number of maps: 2·√n, so that 96 is 20 and 512 is 45; from 5 to 100."""
    return min(max(2 * sqrt(channels), 5.0), 100.0)


def tallness(features: int) -> float:
    """Pixels in the figure for the length of a vector: 2·√n, so that 84 is 18 and 4096 is 128; from 14 to 150."""
    return min(max(2 * sqrt(features), 14.0), 150.0)


class Label(NamedTuple):
    """One line of text: ``x`` is its start, middle or end as ``at`` says, ``y`` its base."""

    x: float
    y: float
    text: str
    size: float
    classes: str
    at: str = "start"

    @property
    def box(self) -> Box:
        """Where it may be, on the wide side."""
        wide = width(self.text, self.size, bold=self.classes in ("name", "badge"))
        left = self.x - {"middle": wide / 2, "end": wide}.get(self.at, 0.0)
        return left, self.y - 0.8 * self.size, left + wide, self.y + 0.25 * self.size


@dataclass
class Body:
    """A volume where it is drawn. ``left``, ``top`` belong to the front face."""

    volume: Volume
    column: int
    lane: float
    wide: float
    high: float
    deep: float
    """Pixels that the back is further right and further up."""
    left: float = 0.0
    top: float = 0.0
    labels: list[Label] = field(default_factory=list)

    @property
    def right(self) -> float:
        """Right side of the front face."""
        return self.left + self.wide

    @property
    def bottom(self) -> float:
        """Lower side of the front face."""
        return self.top + self.high

    @property
    def middle(self) -> float:
        """Half the height of the front face: the line on which data flows."""
        return self.top + self.high / 2

    @property
    def outline(self) -> Box:
        """The box around all that is drawn of it."""
        return self.left, self.top - self.deep, self.right + self.deep, self.bottom


def extent(shape: Shape | None) -> tuple[float, float, float]:
    """Width and height of the front face, and depth; maps of one pixel and vectors are bars."""
    if shape is None:
        return *_UNKNOWN, 12.0
    if len(shape) == 3 and shape[1:] != (1, 1):
        return thickness(shape[0]), spatial(shape[1]), OBLIQUE * spatial(shape[2])
    return 9.0, tallness(shape[0]), 5.0


class Texts:
    """The labels of one volume, before it has a place."""

    def __init__(self, body: Body, bodies: Sequence[Body], column: Sequence[Body], shows_devices: bool) -> None:
        self.body = body
        volume, shape = body.volume, body.volume.shape
        others = [other.volume for other in column]
        is_lowest = body.lane == max(other.lane for other in column)

        def told(own: Words, all_words: Sequence[Words]) -> Words:
            """What all towers have in common is said once, in the lowest."""
            return own if is_lowest or any(words != own for words in all_words) else ()

        self.caption = wrapped(told(volume.words, [other.words for other in others]), _CAPTION, SMALL)
        names = wrapped(told((volume.name,), [(other.name,) for other in others]), _NAME, SMALL)
        notes = wrapped(told(volume.notes, [other.notes for other in others]), _NOTE, SMALL)
        self.below: list[tuple[str, str, float]] = []
        self.high_text = self.deep_text = ""
        if shape is None:
            self.below.append(("?", "name", SIZE))
        elif len(shape) == 3 and shape[1:] != (1, 1):
            self.high_text, self.deep_text = str(shape[1]), str(shape[2])
            self.below.append((str(shape[0]), "name", SIZE))
        else:
            self.below.append((shape_text(shape), "name", SIZE))
        self.below += [(line, "word", SMALL) for line in names] + [(line, "quiet", SMALL) for line in notes]
        self.low: list[float] = []
        """Middles of the volumes that it reads; the words go under the lowest."""
        self.lanes = [bodies[source].lane for source in volume.sources]
        read = {bodies[source].volume.device for source in volume.sources if bodies[source].lane == body.lane}
        self.device = volume.device if shows_devices and volume.device != "host" and volume.device not in read else ""

    @property
    def gap(self) -> float:
        """Room that the step to this volume needs before it."""
        if not self.caption and not self.lanes:
            return width(self.high_text, EDGE) + 4
        caption = max((width(line, SMALL) for line in self.caption), default=0.0)
        return max(caption + 8, width(self.high_text, EDGE) + 16, 28.0)

    @property
    def reach(self) -> tuple[float, float]:
        """How far it goes to the left and right of the middle of its front face, edge numbers aside."""
        half = max((width(text, size, bold=kind == "name") for text, kind, size in self.below), default=0.0) / 2
        device = width(self.device, SMALL, bold=True) + 8 - self.body.wide / 2 if self.device else 0.0
        return max(half, self.body.wide / 2), max(half, self.body.wide / 2 + self.body.deep, device)

    @property
    def protruding(self) -> float:
        """How far the number at the depth sticks out to the right."""
        if not self.deep_text:
            return 0.0
        own = self.body.wide / 2 + self.body.deep / 2 + 3 + width(self.deep_text, EDGE)
        return max(0.0, own - self.reach[1])

    @property
    def above(self) -> float:
        """Pixels from the middle line to the top of all that belongs to it."""
        return self.body.high / 2 + self.body.deep + (SMALL * 2 if self.device else 0.0)

    @property
    def under(self) -> float:
        """Pixels from the middle line to the bottom of all that belongs to it."""
        caption = _FLOOR + len(self.caption) * SMALL * LINE
        return max(self.body.high / 2 + 4 + sum(size * LINE for _, _, size in self.below), caption)

    def write(self, gap_left: float, gap_right: float) -> None:
        """Put the labels where they belong, now that the volume has its place."""
        body, add = self.body, self.body.labels.append
        y = body.bottom + 3
        for text, kind, size in self.below:
            y += size * LINE
            add(Label(body.left + body.wide / 2, y, text, size, kind, "middle"))
        if self.high_text:
            y = min(body.middle + 13, body.bottom + 5)
            add(Label(body.left - 3, y, self.high_text, EDGE, "word", "end"))
        if self.deep_text:
            x, y = body.right + body.deep / 2 + 3, body.bottom - body.deep / 2 + 6
            add(Label(x, y, self.deep_text, EDGE, "word"))
        if self.device:
            x = body.left + 4 + width(self.device, SMALL, bold=True) / 2
            add(Label(x, body.top - body.deep - 8, self.device, SMALL, "badge", "middle"))
        y = max([body.middle, *self.low]) + _FLOOR
        for line in self.caption:
            y += SMALL * LINE
            add(Label((gap_left + gap_right) / 2, y - 2, line, SMALL, "quiet", "middle"))
