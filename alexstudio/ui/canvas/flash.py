"""`Flash`: a ring that blinks around a card that was looked for, so that the eye finds it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem
from shiboken6 import isValid

from alexstudio.ui.canvas.tile import ROUND, Tile
from alexstudio.ui.theme import theme

BLINK, TIMES = 200, 2
"""Milliseconds that it is there, and again not there; and how often: less than three times a second, for all eyes."""
_APART = 12.0


class Flash(QObject):
    """Belongs to a view; it is no part of the picture and the mouse goes through it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.ring = QGraphicsPathItem()
        self.ring.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.ring.setZValue(40)
        self.ring.hide()
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(BLINK)
        self._timer.timeout.connect(self._blink)

    def show_around(self, tile: Tile) -> None:
        """Blink around a card; an earlier one ends."""
        pen = QPen(QColor(theme().accent), 3.0)
        pen.setCosmetic(True)
        self.ring.setPen(pen)
        path = QPainterPath()
        path.addRoundedRect(tile.rim.adjusted(-_APART, -_APART, _APART, _APART), ROUND + _APART, ROUND + _APART)
        self.ring.setPath(path)
        if self.ring.scene() is None:
            tile.scene().addItem(self.ring)
        self._left = 2 * TIMES - 1
        self.ring.show()
        self._timer.start()

    def _blink(self) -> None:
        self._left -= 1
        if isValid(self.ring):
            self.ring.setVisible(self._left % 2 == 1)
        if self._left <= 0:
            self._timer.stop()
