"""What can be selected on the canvas: cards by node id, wires, and the bends of wires."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt

from alexstudio.graph import Edge


class Knot(NamedTuple):
    """One of the points through which the wire into an input runs."""

    target: str
    slot: int
    number: int


COMMENT = "%"
"""How the marks of comments begin; those of cards are their keys, as in `Shown`."""

Marks = frozenset[str | Edge | Knot]
"""A selection: cards and comments by key, wires and bends."""


def chosen(before: Marks, mark: str | Edge | Knot, keys: Qt.KeyboardModifier) -> Marks:
    """The selection after a click: with Shift it is added, with Ctrl toggled, else it replaces the others."""
    if keys & Qt.KeyboardModifier.ControlModifier:
        return before ^ {mark}
    return before | {mark} if keys & Qt.KeyboardModifier.ShiftModifier else frozenset({mark})
