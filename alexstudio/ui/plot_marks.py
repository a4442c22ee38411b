"""`Marks`: epochs and events of a run as lines across a plot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from alexstudio.ui.theme import theme

EPOCHS = 60
"""Lines of epochs that are still told apart; with more in view there are none."""


class Mark(NamedTuple):
    """Something that happened after a step, in one sentence. ``kind``: rate, checkpoint, resume, problem or note."""

    step: int
    kind: str
    text: str


class Marks(pg.UIGraphicsItem):  # type: ignore[misc]
    """Thin lines for the epochs, dashed ones for events; they cost nothing until they are in view."""

    def __init__(self) -> None:
        super().__init__()
        self.per_epoch = 0
        self.marks: Sequence[Mark] = ()
        self.setZValue(-10)

    def show_marks(self, per_epoch: int, marks: Sequence[Mark]) -> None:
        """Lines at every ``per_epoch`` steps, and at the marks."""
        if (per_epoch, len(marks)) != (self.per_epoch, len(self.marks)):
            self.per_epoch, self.marks = per_epoch, tuple(marks)
            self.update()

    def near(self, step: float, reach: float) -> Mark | None:
        """The nearest mark within ``reach`` steps."""
        found = min(self.marks, key=lambda one: abs(one.step - step), default=None)
        return found if found is not None and abs(found.step - step) <= reach else None

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw those in view."""
        view: QRectF = self.boundingRect()
        if self.per_epoch:
            first = max(1, -(-int(view.left()) // self.per_epoch))
            last = int(view.right()) // self.per_epoch
            if last - first < EPOCHS:
                painter.setPen(_line(theme().border))
                steps = (number * self.per_epoch for number in range(first, last + 1))
                painter.drawLines([QLineF(step, view.top(), step, view.bottom()) for step in steps])
        for mark in self.marks:
            if view.left() <= mark.step <= view.right():
                painter.setPen(_line(_colour(mark.kind), Qt.PenStyle.DashLine))
                painter.drawLine(QLineF(mark.step, view.top(), mark.step, view.bottom()))


def _line(colour: str | QColor, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(QColor(colour), 1, style)
    pen.setCosmetic(True)
    return pen


def _colour(kind: str) -> QColor:
    """Quiet for what happens all the time: checkpoints and notes must not stand before the curves."""
    colours = theme()
    loud = {"rate": colours.warn, "problem": colours.bad, "resume": colours.accent}
    colour = QColor(loud.get(kind, colours.muted))
    colour.setAlphaF(1.0 if kind in loud else 0.45)
    return colour
