"""`CommentItem`: a titled rectangle behind the cards; what lies in it moves along."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from alexstudio.analysis.ink import TONES
from alexstudio.graph.outline import Frame
from alexstudio.ui.canvas.tile import FAR
from alexstudio.ui.theme import theme, ui_font

HEAD = 34.0
"""Height of the title, which is where a comment is taken hold of."""
CORNER = 18.0
"""Size of the corner at the lower right that resizes."""
SMALLEST = (90.0, 60.0)


class CommentItem(QGraphicsItem):
    """Its position is the upper left corner."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.body = QRectF(0, 0, frame.box[2], frame.box[3])
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(-10)
        self.setPos(frame.box[0], frame.box[1])

    def show_frame(self, frame: Frame) -> None:
        """Show another state of the comment."""
        if frame.box[2:] != (self.body.width(), self.body.height()):
            self.prepareGeometryChange()
        self.frame = frame
        self.body = QRectF(0, 0, frame.box[2], frame.box[3])
        self.setPos(frame.box[0], frame.box[1])
        self.update()

    def resize_to(self, width: float, height: float) -> None:
        """Show another size, before the document knows it."""
        self.prepareGeometryChange()
        self.body = QRectF(0, 0, max(width, SMALLEST[0]), max(height, SMALLEST[1]))
        self.update()

    @property
    def rim(self) -> QRectF:
        """The rectangle in the scene."""
        return self.body.translated(self.pos())

    def is_corner(self, point: QPointF) -> bool:
        """Whether a point of the scene is on the corner that resizes."""
        corner = self.rim.bottomRight()
        return QRectF(corner.x() - CORNER, corner.y() - CORNER, CORNER + 4, CORNER + 4).contains(point)

    def boundingRect(self) -> QRectF:
        """The rectangle with room for its rim."""
        return self.body.adjusted(-5, -5, 5, 5)

    def shape(self) -> QPainterPath:
        """Only the title, the rim and the corner take hold: dragging inside selects cards as on the empty canvas."""
        whole, inner, corner = QPainterPath(), QPainterPath(), QPainterPath()
        whole.addRect(self.body.adjusted(-4, -4, 4, 4))
        inner.addRect(self.body.adjusted(6, HEAD, -6, -6))
        corner.addRect(QRectF(self.body.right() - CORNER, self.body.bottom() - CORNER, CORNER, CORNER))
        return whole.subtracted(inner).united(corner)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """A tinted rectangle with its title."""
        colours, zoom = theme(), option.levelOfDetailFromTransform(painter.worldTransform())
        tone = QColor(TONES[self.frame.tone])
        back = QColor(tone)
        back.setAlphaF(0.10)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = QColor(colours.accent) if self.isSelected() else tone
        painter.setPen(QPen(rim, max(1.6, 1.2 / zoom) * (1.6 if self.isSelected() else 1)))
        painter.setBrush(back)
        painter.drawRoundedRect(self.body, 12, 12)
        if zoom < FAR:
            return
        font = ui_font(min(max(15.0, 12 / zoom), 26.0), bold=True)
        head = self.body.adjusted(13, 0, -13, 0)
        head.setHeight(HEAD)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        text = QFontMetricsF(font).elidedText(self.frame.text, Qt.TextElideMode.ElideRight, head.width())
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setPen(QPen(tone, max(1.6, 1.2 / zoom)))
        end = self.body.bottomRight()
        for far in (6, 11):
            painter.drawLine(QPointF(end.x() - far, end.y() - 3), QPointF(end.x() - 3, end.y() - far))
