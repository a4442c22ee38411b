"""`Faces`: pictures of cards, so that a frame in which only the place of what is in view changes copies them."""

from __future__ import annotations

from math import floor
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from alexstudio.ui.canvas.tile import NEAR, Tile
from alexstudio.ui.theme import Theme, theme

MOST = 32 * 2**20
"""Bytes that all pictures may take."""


def pixels_of(painter: QPainter) -> float:
    """Pixels of the device for one of the screen; not asked of the device, whose owner may let it go at any time."""
    return painter.deviceTransform().m11() / (painter.worldTransform().m11() or 1.0)


class _Face(NamedTuple):
    look: tuple[Theme, int, float]
    """What it was painted for: the theme, which state of the tile, and pixels of the device for one of the scene."""
    shift: tuple[float, float]
    """The part of a pixel by which it is moved."""
    picture: QPixmap | None
    """None after the first time: a picture that is shown once is not worth its making."""


class Faces:
    """Exact to the part of a pixel; only for cards that are small, for large ones are few."""

    def __init__(self) -> None:
        self._known: dict[str, _Face] = {}
        self._bytes = 0
        self.ratio = 1.0
        self._zoom, self._base = 1.0, QTransform()

    def begin(self, painter: QPainter, zoom: float) -> bool:
        """Whether pictures can be used for what is painted now: when nothing is turned, and cards are small."""
        self._base, self._zoom = painter.worldTransform(), zoom
        self.ratio = pixels_of(painter)
        return zoom < NEAR and not self._base.isRotating()

    def find(self, tile: Tile) -> tuple[QPoint, QPixmap] | None:
        """Where on the device a tile is painted, and its picture; None when it must be painted."""
        zoom, ratio, base = self._zoom, self.ratio, self._base
        x, y = (base.dx() + zoom * tile.reach[0]) * ratio, (base.dy() + zoom * tile.reach[1]) * ratio
        left, top = floor(x), floor(y)
        look, shift = (theme(), tile.version, zoom * ratio), (x - left, y - top)
        known = self._known.get(tile.key)
        if (
            known is None
            or known.look != look
            or abs(known.shift[0] - shift[0]) > 0.002
            or abs(known.shift[1] - shift[1]) > 0.002
        ):
            self._known[tile.key] = _Face(look, shift, None)
            return None
        picture = known.picture
        if picture is None:
            picture = self._painted(tile, shift)
            self._known[tile.key] = known._replace(picture=picture)
        return QPoint(left, top), picture

    def _painted(self, tile: Tile, shift: tuple[float, float]) -> QPixmap:
        whole = self._zoom * self.ratio
        left, top, right, bottom = tile.reach
        picture = QPixmap(floor((right - left) * whole) + 2, floor((bottom - top) * whole) + 2)
        picture.fill(Qt.GlobalColor.transparent)
        self._bytes += 4 * picture.width() * picture.height()
        if self._bytes > MOST:
            self._known.clear()
            self._bytes = 0
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setWorldTransform(QTransform(whole, 0, 0, whole, shift[0] - left * whole, shift[1] - top * whole))
        tile.draw(painter, self._zoom, tile.x(), tile.y())
        painter.end()
        picture.setDevicePixelRatio(self.ratio)
        return picture
