"""The picture on which receptive fields are drawn: a bay with a sailing boat, painted here."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPolygonF

FINEST = 320
"""More pixels than this along a side are not painted."""


@lru_cache(maxsize=8)
def sample_picture(width: int, height: int, grey: bool) -> QImage:
    """The picture in the pixels of an input of this size; a large one is painted smaller."""
    scale = min(1.0, FINEST / max(width, height))
    image = QImage(max(1, round(width * scale)), max(1, round(height * scale)), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(image.width() / 100, image.height() / 100)
    painter.setPen(Qt.PenStyle.NoPen)
    _paint(painter)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8) if grey else image


def _paint(painter: QPainter) -> None:
    sky = QLinearGradient(0, 0, 0, 62)
    sky.setColorAt(0, QColor("#6fa8dc"))
    sky.setColorAt(1, QColor("#f6dcc0"))
    painter.fillRect(QRectF(0, 0, 100, 62), sky)
    painter.setBrush(QColor("#fff3c4"))
    painter.drawEllipse(QPointF(76, 20), 8, 8)
    painter.setBrush(QColor("#f4f7fb"))
    for x, y, wide in ((18, 15, 9), (26, 17, 7), (33, 16, 5), (52, 31, 6), (58, 32, 5)):
        painter.drawEllipse(QPointF(x, y), wide, wide * 0.42)
    _shape(painter, "#7d8fb3", (0, 62), (0, 46), (14, 34), (27, 47), (40, 38), (58, 54), (76, 43), (100, 55), (100, 62))
    _shape(painter, "#5d7a6b", (0, 62), (0, 54), (20, 50), (38, 57), (56, 60), (80, 54), (100, 58), (100, 62))
    sea = QLinearGradient(0, 62, 0, 100)
    sea.setColorAt(0, QColor("#6c9fc4"))
    sea.setColorAt(1, QColor("#23507d"))
    painter.fillRect(QRectF(0, 62, 100, 38), sea)
    painter.setBrush(QColor(255, 255, 255, 70))
    for number, (x, y) in enumerate(((6, 67), (70, 69), (24, 74), (82, 78), (8, 83), (62, 88), (28, 93), (84, 95))):
        painter.drawRect(QRectF(x, y, 10 + 3 * (number % 3), 0.9))
    _shape(painter, "#8c2f2b", (30, 76), (66, 76), (60, 84), (36, 84))
    _shape(painter, "#4a3626", (46.6, 76), (47.8, 76), (47.8, 33), (46.6, 33))
    _shape(painter, "#fbfaf5", (46, 36), (46, 73), (29, 73))
    _shape(painter, "#e6863b", (48.6, 39), (48.6, 73), (63, 73))
    painter.setBrush(QColor("#2c2f36"))
    for x, y in ((84, 34), (90, 37)):  # gulls
        painter.drawPolygon(
            QPolygonF([QPointF(x - 3, y - 1.4), QPointF(x, y), QPointF(x + 3, y - 1.4), QPointF(x, y + 0.9)])
        )


def _shape(painter: QPainter, colour: str, *points: tuple[float, float]) -> None:
    painter.setBrush(QColor(colour))
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
