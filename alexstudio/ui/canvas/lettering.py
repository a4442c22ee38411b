"""Texts of the canvas: set once and kept, for shaping a line takes longer than painting it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGlyphRun, QPainter, QTextLayout, QTransform

from alexstudio.ui.canvas.brushes import pen
from alexstudio.ui.theme import ui_font

NARROWEST, SMALLEST = 0.72, 8
"""How much smaller a text may become to fit, and the least size in pixels; what does not fit then is elided."""
_SET = 24.0
"""The size in which texts are set that are shown in many sizes."""


_STEP = 0.04


class Line(NamedTuple):
    """A line of glyphs, and what it takes."""

    runs: tuple[QGlyphRun, ...]
    width: float
    height: float


def paint_line(
    painter: QPainter,
    x: float,
    top: float,
    width: float,
    height: float,
    pixels: float,
    colour: str,
    text: str,
    *,
    bold: bool = False,
) -> None:
    """One line, in the middle of the height, made smaller, then elided, to stay inside its box."""
    if text:
        line = fitted(text, round(pixels), bold, round(width, 1))
        _paint(painter, line, QPointF(x, top + (height - line.height) / 2), colour)


def paint_centred(painter: QPainter, middle: QPointF, pixels: float, colour: str, text: str) -> None:
    """One bold line around a point."""
    line = fitted(text, round(pixels), True, 1e6)
    _paint(painter, line, middle - QPointF(line.width, line.height) / 2, colour)


def paint_scaled(
    painter: QPainter,
    base: QTransform,
    x: float,
    top: float,
    width: float,
    height: float,
    size: float,
    colour: str,
    text: str,
    bold: bool,
) -> None:
    """One line in any size, such as one that follows the zoom.

    The glyphs stay the same, so that nothing is set anew while the zoom changes. ``base`` is the transform of the box;
    the painter has another one afterwards.
    """
    scale, line = _sized(text, bold, size, width)
    zoom = base.m11()
    whole, down = zoom * scale, top + (height - line.height * scale) / 2
    painter.setWorldTransform(QTransform(whole, 0, 0, whole, base.dx() + zoom * x, base.dy() + zoom * down))
    _paint(painter, line, _ORIGIN, colour)


@lru_cache(maxsize=20_000)
def _sized(text: str, bold: bool, size: float, width: float) -> tuple[float, Line]:
    """A line of size `_SET`, and how much smaller it is drawn to have a size and to be no wider."""
    line, scale = _set(text, bold), size / _SET
    if line.width * scale > width:
        # In steps: Qt keeps the glyphs of a font for ten scales only
        share = int(width / (line.width * scale) / _STEP) * _STEP
        scale = max(SMALLEST / _SET, scale * max(NARROWEST, share))
        if line.width * scale > width + 0.5:
            line = _set(_elided(text, bold, round(width / scale)), bold)
    return scale, line


@lru_cache(maxsize=20_000)
def fitted(text: str, pixels: int, bold: bool, width: float) -> Line:
    """A text in the font of the program, made smaller, then elided, to be no wider."""
    font = ui_font(pixels, bold=bold)
    metrics = QFontMetricsF(font)
    wide = metrics.horizontalAdvance(text)
    if wide > width:
        font.setPixelSize(max(SMALLEST, int(font.pixelSize() * max(NARROWEST, width / wide))))
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        wide = metrics.horizontalAdvance(text)
    return _laid(text, font, wide)


@lru_cache(maxsize=20_000)
def _set(text: str, bold: bool) -> Line:
    """A text of size `_SET`, with the exact widths of its letters."""
    font = _exact(bold)
    return _laid(text, font, QFontMetricsF(font).horizontalAdvance(text))


@lru_cache(maxsize=20_000)
def _elided(text: str, bold: bool, width: int) -> str:
    """A text cut to be no wider in size `_SET`."""
    return QFontMetricsF(_exact(bold)).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _exact(bold: bool) -> QFont:
    font = ui_font(_SET, bold=bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _laid(text: str, font: QFont, width: float) -> Line:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return Line(tuple(layout.glyphRuns()), width, line.height() if line.isValid() else 0.0)


def _paint(painter: QPainter, line: Line, corner: QPointF, colour: str) -> None:
    painter.setPen(pen(colour))
    for run in line.runs:
        painter.drawGlyphRun(corner, run)


_ORIGIN = QPointF()
