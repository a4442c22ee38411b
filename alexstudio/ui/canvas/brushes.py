"""Pens and brushes by colour, kept: one frame paints thousands of things with a few of them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from alexstudio.ui.theme import theme

NO_PEN, NO_BRUSH = QPen(Qt.PenStyle.NoPen), QBrush(Qt.BrushStyle.NoBrush)
SOLID, DASHED, DOTTED = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine


@lru_cache(maxsize=1024)
def pen(colour: str, width: float = 1.0, style: Qt.PenStyle = SOLID) -> QPen:
    """A pen of a named colour."""
    return QPen(QColor(colour), width, style)


@lru_cache(maxsize=1024)
def brush(colour: str) -> QBrush:
    """A brush of a named colour."""
    return QBrush(QColor(colour))


def device_colour(device: str) -> str:
    """The name of the colour of a logical device."""
    return _device_colour(device, theme().is_dark)


@lru_cache(maxsize=256)
def _device_colour(device: str, is_dark: bool) -> str:
    return theme().device(device).name()
