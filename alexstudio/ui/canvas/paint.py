"""How the paint of a device looks: in the box of paints, and at the cursor."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPainterPath, QPen, QPixmap

from alexstudio.graph.node import HOST
from alexstudio.ui.canvas.brushes import device_colour
from alexstudio.ui.canvas.lettering import paint_centred
from alexstudio.ui.theme import theme


def paint_paint(painter: QPainter, box: QRectF, device: str) -> None:
    """A device as on a card; the host, which has no number there, with an H."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(device_colour(device)))
    painter.drawRoundedRect(box, 5, 5)
    is_host = device == HOST
    paint_centred(painter, box.center(), 11, theme().card if is_host else "#10151f", "H" if is_host else device[3:])


def brush_cursor(device: str, ratio: float) -> QCursor:
    """An arrow with the device at its side."""
    picture = QPixmap(round(36 * ratio), round(34 * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    arrow = QPainterPath(QPointF(1, 1))
    for x, y in ((1.0, 15.0), (4.8, 11.6), (11.0, 11.0)):
        arrow.lineTo(x, y)
    arrow.closeSubpath()
    painter.setPen(QPen(QColor("#ffffff"), 1.4))
    painter.setBrush(QColor("#10151f"))
    painter.drawPath(arrow)
    paint_paint(painter, QRectF(12, 12, 22, 20), device)
    painter.end()
    return QCursor(picture, 1, 1)
