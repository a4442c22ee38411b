"""The heat map of the canvas: which number tints the cards, and the colours for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import cos, log, radians, sin
from typing import NamedTuple

from PySide6.QtGui import QColor

from alexstudio.analysis.columns import BY_KEY, Column, Sheet
from alexstudio.history import Snapshot
from alexstudio.ui.numbers import binary_size, short_count
from alexstudio.ui.theme import Theme, theme
from alexstudio.ui.words import mark, translate


class Measure(NamedTuple):
    """A number that can tint the cards: a column of the layer table."""

    title: str
    column: Column
    show: Callable[[int], str]

    @property
    def said(self) -> str:
        """Its title in the language of the user."""
        return translate("Canvas", self.title)


MEASURES = {
    "params": Measure(mark("Canvas", "Parameters"), BY_KEY["params"], short_count),
    "multiply_adds": Measure(mark("Canvas", "Multiply-adds"), BY_KEY["multiply_adds"], short_count),
    "activation_bytes": Measure(mark("Canvas", "Activation memory"), BY_KEY["activation_bytes"], binary_size),
}
"""What there is to choose, by the key of the column."""


class Heat:
    """The values of one snapshot on a logarithmic scale from the least to the most."""

    def __init__(self, measure: Measure, snapshot: Snapshot) -> None:
        self.measure = measure
        column = measure.column
        values = {
            entry.node.id: column.value(entry)
            for entry in Sheet(snapshot.document, snapshot.report).entries
            if not (column.skips_input and entry.node.type == "Input")
        }
        self.values: dict[str, int] = {node_id: value for node_id, value in values.items() if value}
        self.least = min(self.values.values(), default=0)
        self.most = max(self.values.values(), default=0)

    def part(self, node_id: str) -> float | None:
        """Where a node stands from 0 (the least) to 1 (the most); None without a value."""
        value = self.values.get(node_id)
        if value is None:
            return None
        return log(value / self.least) / log(self.most / self.least) if self.most > self.least else 1.0

    def colour(self, node_id: str) -> QColor | None:
        """The tint of a node; None without a value."""
        part = self.part(node_id)
        return None if part is None else shade(part, theme())


class Ramp(NamedTuple):
    """A straight line in OKLCH at one hue: equal steps of the value look like equal steps of the colour."""

    lightness: tuple[float, float]
    chroma: tuple[float, float]
    hue: float


LIGHT_RAMP = Ramp((0.955, 0.735), (0.022, 0.135), 35.0)
DARK_RAMP = Ramp((0.300, 0.445), (0.030, 0.125), 35.0)
"""They begin near the card's own colour and end where its text can still be read."""


def shade(part: float, colours: Theme) -> QColor:
    """The colour at a place from 0 to 1, to one of `STEPS`."""
    return _step(round(part * STEPS), DARK_RAMP if colours.is_dark else LIGHT_RAMP)


STEPS = 100


@lru_cache(maxsize=2 * STEPS + 2)
def _step(step: int, ramp: Ramp) -> QColor:
    part = step / STEPS
    lightness, chroma = (first + part * (last - first) for first, last in (ramp.lightness, ramp.chroma))
    return _oklch(lightness, chroma, radians(ramp.hue))


def _oklch(lightness: float, chroma: float, hue: float) -> QColor:
    """OKLCH (Björn Ottosson, A perceptual color space for image processing, 2020) as sRGB."""
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return QColor.fromRgbF(*(_encoded(light) for light in (red, green, blue)))


def _encoded(light: float) -> float:
    """Linear light as a value of sRGB (IEC 61966-2-1)."""
    light = min(max(light, 0.0), 1.0)
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
