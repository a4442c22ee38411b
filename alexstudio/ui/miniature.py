"""A small picture of a network, as the canvas would show it from far away."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from alexstudio.history import Snapshot
from alexstudio.ui.canvas.scene import CanvasScene
from alexstudio.ui.theme import theme


def paint_document(snapshot: Snapshot, size: QSize, ratio: float = 1.0, margin: float = 24) -> QPixmap:
    """A picture of a graph, the whole of it in the middle. ``margin`` is in pixels of the canvas at 100 %."""
    scene = CanvasScene()
    scene.refresh(snapshot)
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(theme().canvas))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = scene.content.adjusted(-margin, -margin, margin, margin)
    target = QRectF(QPointF(0, 0), box.size().scaled(QSizeF(size), Qt.AspectRatioMode.KeepAspectRatio))
    target.moveCenter(QPointF(size.width() / 2, size.height() / 2))
    scene.render(painter, target, box)
    painter.end()
    scene.clear()
    return pixmap
