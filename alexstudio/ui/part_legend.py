"""`PartLegend`: which colour stands for which kind of memory, in as many rows as there is room for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from alexstudio.analysis.memory import PARTS, DeviceMemory, Part
from alexstudio.ui.memory_bars import LEGEND_ROW, SWATCH, part_colour, part_title
from alexstudio.ui.theme import theme, ui_font

_APART, _GAP = 16.0, 5.0


class PartLegend(QWidget):
    """Shows only what occurs."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[Part] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_devices(self, devices: Iterable[DeviceMemory]) -> None:
        """Name what lies on some devices."""
        peaks = list(devices)
        self._parts = [part for part in PARTS if any(peak.parts[part] for peak in peaks)]
        self._lay_out()

    def sizeHint(self) -> QSize:
        """As high as its rows at the present width."""
        rows = max((row for _, row, _ in self._places()), default=-1) + 1
        return QSize(320, round(rows * LEGEND_ROW))

    def resizeEvent(self, event: object) -> None:
        """It may need another number of rows."""
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Swatches and words."""
        painter = QPainter(self)
        painter.setFont(ui_font(12))
        for left, row, part in self._places():
            top = row * LEGEND_ROW
            painter.fillRect(QRectF(left, top + (LEGEND_ROW - SWATCH) / 2, SWATCH, SWATCH), part_colour(part))
            painter.setPen(QColor(theme().muted))
            box = QRectF(left + SWATCH + _GAP, top, self.width(), LEGEND_ROW)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, part_title(part))

    def _places(self) -> list[tuple[float, int, Part]]:
        """Where each kind is named: from the left, in which row."""
        metrics, found = QFontMetricsF(ui_font(12)), []
        left, row = 0.0, 0
        for part in self._parts:
            width = SWATCH + _GAP + metrics.horizontalAdvance(part_title(part))
            if left and left + width > max(200, self.width()):
                left, row = 0.0, row + 1
            found.append((left, row, part))
            left += width + _APART
        return found

    def _lay_out(self) -> None:
        height = self.sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)
        self.update()
