"""One bar for each device: what fills its memory at the worst moment, against the memory of a card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from alexstudio.analysis.memory import PARTS, DeviceMemory, Part, mebibytes
from alexstudio.ui.sentences import said
from alexstudio.ui.theme import theme, ui_font
from alexstudio.ui.words import spoken

HEAD, BAR, GAP = 20.0, 20.0, 8.0
LEGEND_ROW = 20.0
SWATCH = 10.0
MARGIN = 2.0
_WIDEST_CARD = 2.2
"""A card is drawn as a line while it has at most so many times the memory that is needed."""

# A quantity and its gradient share a hue
_COLOURS: dict[Part, tuple[str, float]] = {
    "weights": ("Convolution", 1.0),
    "gradients": ("Convolution", 0.5),
    "optimizer": ("Normalisation", 1.0),
    "activations": ("Activation", 1.0),
    "activation gradients": ("Activation", 0.5),
    "workspace": ("Pooling", 1.0),
    "input": ("Dense", 1.0),
    "CUDA estimate": ("Merge", 0.7),
}


def part_colour(part: Part) -> QColor:
    """The colour of a kind of memory in the theme that is in use."""
    family, strength = _COLOURS[part]
    full, back = theme().family(family), QColor(theme().window)
    pairs = ((full.red(), back.red()), (full.green(), back.green()), (full.blue(), back.blue()))
    return QColor(*(round(strength * one + (1 - strength) * other) for one, other in pairs))


class _Segment(NamedTuple):
    place: QRectF
    text: str


class MemoryBars(QWidget):
    """Stacked bars with their legend; a thin line marks the memory of the chosen card."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("memory_bars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._devices: Mapping[str, DeviceMemory] = {}
        self._card, self._limit = "", 0
        self._segments: list[_Segment] = []

    def show_devices(self, devices: Mapping[str, DeviceMemory]) -> None:
        """Draw these peaks."""
        self._devices = devices
        peaks = [f"{name} {mebibytes(device.peak)}" for name, device in devices.items()]
        self.setAccessibleName(self.tr("Memory at the peak: {devices}").format(devices=", ".join(peaks)))
        self._lay_out()

    def show_card(self, name: str, memory: int) -> None:
        """Compare with a card of ``memory`` bytes; none with 0."""
        self._card, self._limit = name, memory
        self._lay_out()

    def sizeHint(self) -> QSize:
        """As high as its bars and its legend at the present width."""
        rows = len(self._legend(max(200.0, float(self.width()))))
        count = len(self._devices)
        return QSize(320, round(2 * MARGIN + count * (HEAD + BAR + GAP) + rows * LEGEND_ROW))

    def resizeEvent(self, event: object) -> None:
        """The legend may need another number of rows."""
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """Say what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = [segment.text for segment in self._segments if segment.place.contains(QPointF(event.pos()))]
            QToolTip.showText(event.globalPos(), found[0] if found else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(12))
        self._segments = []
        room = self.width() - 2 * MARGIN
        peak = max((device.peak for device in self._devices.values()), default=0)
        is_near = 0 < self._limit <= _WIDEST_CARD * peak
        whole = max(peak, self._limit if is_near else 0, 1)
        top = MARGIN
        card = self._draw_card(painter, room, is_near, peak) if self._limit else 0.0
        for name, device in self._devices.items():
            self._draw_device(painter, name, device, QRectF(MARGIN, top, room, HEAD + BAR), whole, room - card)
            card = 0.0
            top += HEAD + BAR + GAP
        for row in self._legend(float(self.width())):
            for left, part in row:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(part_colour(part))
                painter.drawRoundedRect(QRectF(left, top + (LEGEND_ROW - SWATCH) / 2, SWATCH, SWATCH), 2, 2)
                painter.setPen(QColor(theme().muted))
                box = QRectF(left + SWATCH + 5, top, room, LEGEND_ROW)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, part_title(part))
            top += LEGEND_ROW
        painter.end()

    def _draw_device(
        self, painter: QPainter, name: str, device: DeviceMemory, box: QRectF, whole: int, head_room: float
    ) -> None:
        colours = theme()
        head = QRectF(box.left(), box.top(), box.width(), HEAD)
        is_over = bool(self._limit) and device.peak > self._limit
        painter.setFont(ui_font(12, bold=True))
        painter.setPen(QColor(colours.text))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, name)
        used = QFontMetricsF(painter.font()).horizontalAdvance(name) + 10
        painter.setPen(QColor(colours.bad if is_over else colours.text))
        size = mebibytes(device.peak)
        painter.drawText(head.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, size)
        used += QFontMetricsF(painter.font()).horizontalAdvance(size) + 12
        painter.setFont(ui_font(12))
        painter.setPen(QColor(colours.muted))
        room = max(0.0, head_room - used)
        moment = QFontMetricsF(painter.font()).elidedText(said(device.moment), Qt.TextElideMode.ElideRight, room)
        painter.drawText(head.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, moment)
        left = box.left()
        track = QRectF(box.left(), box.top() + HEAD, box.width(), BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.frame))
        painter.drawRect(track)
        for part in PARTS:
            width = box.width() * device.parts[part] / whole
            if width <= 0:
                continue
            place = QRectF(left, track.top(), width, BAR)
            painter.fillRect(place.adjusted(0, 0, -1 if width > 3 else 0, 0), part_colour(part))
            self._segments.append(_Segment(place, f"{name}, {spoken(part)}: {mebibytes(device.parts[part])}"))
            left += width
        if self._limit and self._limit <= whole:
            x = box.left() + box.width() * self._limit / whole
            painter.setPen(QPen(QColor(colours.bad if is_over else colours.good), 2))
            painter.drawLine(QPointF(x, track.top() - 3), QPointF(x, track.bottom() + 3))

    def _draw_card(self, painter: QPainter, room: float, is_near: bool, peak: int) -> float:
        """The name of the card at the right, after the line that stands for it; how wide that is."""
        colours = theme()
        text = f"{self._card}: {mebibytes(self._limit)}"
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        left = MARGIN + room - width
        painter.setPen(QPen(QColor(colours.bad if peak > self._limit else colours.good), 2))
        if is_near:
            painter.drawLine(QPointF(left - 8, MARGIN + 4), QPointF(left - 8, MARGIN + HEAD - 4))
        painter.drawText(QRectF(left, MARGIN, width + 2, HEAD), Qt.AlignmentFlag.AlignVCenter, text)
        return width + 24

    def _legend(self, width: float) -> list[list[tuple[float, Part]]]:
        """The kinds that occur, by row, with where they begin."""
        metrics = QFontMetricsF(ui_font(12))
        shown = [part for part in PARTS if any(device.parts[part] for device in self._devices.values())]
        rows: list[list[tuple[float, Part]]] = []
        left = width
        for part in shown:
            needed = SWATCH + 5 + metrics.horizontalAdvance(part_title(part)) + 16
            if left + needed > width + 12:
                rows.append([])
                left = MARGIN
            rows[-1].append((left, part))
            left += needed
        return rows

    def _lay_out(self) -> None:
        height = self.sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)
        self.update()


def part_title(part: Part) -> str:
    """What a kind of memory is called in a legend."""
    title = spoken(part)
    return title[0].upper() + title[1:]
