"""Colours and names of the phases of a step."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor

from alexstudio.analysis.timing import Phase
from alexstudio.ui.theme import theme
from alexstudio.ui.words import mark, translate


class _Look(NamedTuple):
    title: str
    colour: str
    """A colour of the theme, or a family of layer types."""
    strength: float


_LOOKS: dict[Phase, _Look] = {
    "input": _Look(mark("Timing", "Input"), "Input and output", 0.45),
    "forward": _Look(mark("Timing", "Forward"), "accent", 0.38),
    "backward": _Look(mark("Timing", "Backward"), "Normalisation", 0.45),
    "loss": _Look(mark("Timing", "Loss"), "warn", 0.55),
    "transfer": _Look(mark("Timing", "Transfer"), "crossing", 0.55),
    "gradient transfer": _Look(mark("Timing", "Gradient transfer"), "crossing", 0.9),
    "update": _Look(mark("Timing", "Optimizer"), "good", 0.5),
}


def phase_colour(phase: Phase) -> QColor:
    """The colour of a phase in the theme that is in use; text can be read on it."""
    look, colours = _LOOKS[phase], theme()
    own: str = getattr(colours, look.colour, "")
    full, back = QColor(own) if own else colours.family(look.colour), QColor(colours.window)
    pairs = ((full.red(), back.red()), (full.green(), back.green()), (full.blue(), back.blue()))
    return QColor(*(round(look.strength * one + (1 - look.strength) * other) for one, other in pairs))


def phase_title(phase: Phase) -> str:
    """What a phase is called, in the language of the user."""
    return translate("Timing", _LOOKS[phase].title)
