"""A section that folds: its title, and what it says in a few words while it is closed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from alexstudio.ui.theme import theme, ui_font

HEIGHT = 28
CHEVRON = 14


class SectionHead(QAbstractButton):
    """The line that opens and closes a section."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.summary = ""

    def say(self, summary: str) -> None:
        """What the section says while it is closed."""
        if summary != self.summary:
            self.summary = summary
            self.setToolTip(summary)
            self.setAccessibleDescription(summary)
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as it is given."""
        return QSize(100, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A chevron, the title, and the summary as far as there is room."""
        colours = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.border), 1))
        painter.drawLine(box.topLeft(), box.topRight())
        middle = box.center().y()
        points = [(2, -3), (6, 1), (10, -3)] if self.isChecked() else [(4, -4), (8, 0), (4, 4)]
        pen = QPen(QColor(colours.text if self.underMouse() else colours.muted), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(x, middle + y) for x, y in points]))
        painter.setFont(ui_font(13, bold=True))
        painter.setPen(QColor(colours.accent if self.hasFocus() else colours.text))
        start = float(CHEVRON + 2)
        wide = painter.fontMetrics().horizontalAdvance(self.text())
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(start, 0, wide + 2, box.height()), flags, self.text())
        if self.summary and not self.isChecked():
            painter.setFont(ui_font(12))
            painter.setPen(QColor(colours.muted))
            left = start + wide + 12
            room = box.width() - left
            text = painter.fontMetrics().elidedText(self.summary, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(left, 0, room, box.height()), flags | Qt.AlignmentFlag.AlignRight, text)
        painter.end()


class Section(QWidget):
    """A head, and a body that is there while it is open."""

    def __init__(self, name: str, title: str, body: QWidget) -> None:
        super().__init__()
        self.setObjectName(f"section_{name}")
        self.head, self.body = SectionHead(title), body
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(body)
        body.setVisible(False)
        self.head.toggled.connect(body.setVisible)
