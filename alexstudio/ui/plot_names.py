"""`PlotNames`: which line of the plots is which earlier run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from alexstudio.ui.theme import theme, ui_font

STYLES = (Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
"""Of the first earlier run, the second, and so on; then from the start again."""
_SAMPLE, _GAP, _APART = 26.0, 6.0, 16.0


class PlotNames(QWidget):
    """A piece of line and a name for each, side by side; names give way when there is little room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plot_names")
        self.names: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_names(self, names: Sequence[str]) -> None:
        """Show these, in the order in which their lines are drawn."""
        if tuple(names) != self.names:
            self.names = tuple(names)
            self.setAccessibleName(", ".join(names))
            self.update()

    def sizeHint(self) -> QSize:
        """One line of text."""
        return QSize(60, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw lines and names."""
        if not self.names:
            return
        painter, colour = QPainter(self), QColor(theme().muted)
        painter.setFont(ui_font(11))
        metrics = painter.fontMetrics()
        most = (self.width() + _APART) / len(self.names) - _SAMPLE - _GAP - _APART
        left, middle = 0.0, self.height() / 2
        for number, name in enumerate(self.names):
            painter.setPen(QPen(colour, 1.4, STYLES[number % len(STYLES)]))
            painter.drawLine(QLineF(left, middle, left + _SAMPLE, middle))
            text = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, max(0, int(most)))
            left += _SAMPLE + _GAP
            painter.setPen(colour)
            painter.drawText(QRectF(left, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += metrics.horizontalAdvance(text) + _APART
