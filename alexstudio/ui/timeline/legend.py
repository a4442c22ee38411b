"""`PhaseLegend`: which colour stands for which phase of a step."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from alexstudio.analysis.timing import PHASES, Phase, Timeline
from alexstudio.ui.theme import theme, ui_font
from alexstudio.ui.timeline.colours import phase_colour, phase_title
from alexstudio.ui.words import translate

SWATCH, SPACE = 11.0, 16.0
HEIGHT = 22


class PhaseLegend(QWidget):
    """The phases that occur, and idle time, in one row."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("phase_legend")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._phases: list[Phase] = []

    def show_timeline(self, timeline: Timeline | None) -> None:
        """Name the phases of a step."""
        self._phases = [phase for phase in PHASES if timeline and timeline.phases[phase]]
        self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as many as there is room for."""
        painter = QPainter(self)
        painter.setFont(ui_font(12))
        metrics, left = QFontMetricsF(painter.font()), 2.0
        rows = [(phase_title(phase), phase_colour(phase)) for phase in self._phases]
        for title, colour in (*rows, (translate("Timing", "Idle"), None)):
            wide = SWATCH + 6 + metrics.horizontalAdvance(title)
            if left + wide > self.width() or not rows:
                break
            box = QRectF(left, (self.height() - SWATCH) / 2, SWATCH, SWATCH)
            painter.fillRect(box, colour or QColor(theme().frame))
            if colour is None:
                painter.fillRect(box, QBrush(QColor(theme().border), Qt.BrushStyle.BDiagPattern))
                painter.setPen(QColor(theme().border))
                painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.setPen(QColor(theme().muted))
            text = QRectF(left + SWATCH + 6, 0, wide, self.height())
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, title)
            left += wide + SPACE
        painter.end()
