"""`Mistakes`: the pictures that a network got wrong, the worst first."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from alexstudio.runs.evaluation import Evaluation, Mistake
from alexstudio.ui.labels import plain_tip
from alexstudio.ui.numbers import percent

THUMB = 72
_CELL = QSize(132, THUMB + 46)


def pixmap(png: str) -> QPixmap:
    """A picture that came over the wire."""
    found = QPixmap()
    found.loadFromData(base64.b64decode(png), "PNG")
    return found


class Mistakes(QListWidget):
    """Pictures with what they are and what they were taken for; narrowed to one cell of the matrix on request."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mistakes")
        self.setAccessibleName(self.tr("Worst mistakes"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(THUMB, THUMB))
        self.setGridSize(_CELL)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def show_evaluation(self, found: Evaluation | None, only: tuple[int, int] | None = None) -> None:
        """Show the mistakes of an evaluation, or those of one pair of classes."""
        self.clear()
        if found is None:
            return
        for one in found.mistakes:
            if only is None or only == (one.label, one.guesses[0].label):
                self._add(found.classes, one)

    def _add(self, classes: Sequence[str], one: Mistake) -> None:
        names = self.tr("{right}\ntaken for {wrong}").format(
            right=classes[one.label], wrong=classes[one.guesses[0].label]
        )
        item = QListWidgetItem(QIcon(pixmap(one.png)), names)
        item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        lines = [f"{classes[guess.label]}  {percent(guess.probability)}" for guess in one.guesses]
        right = self.tr("It is {name}, which got {part}.").format(name=classes[one.label], part=percent(one.right))
        item.setToolTip(plain_tip("\n".join([*lines, right])))
        item.setSizeHint(_CELL)
        self.addItem(item)
