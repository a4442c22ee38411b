"""A device of the document: its colour and number, what lies on it, what it runs on, and how full that gets."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from alexstudio.analysis.memory import PARTS, mebibytes
from alexstudio.analysis.memory.budgets import Load
from alexstudio.ui.canvas.tile import paint_badge
from alexstudio.ui.device_box import DeviceBox
from alexstudio.ui.memory_bars import part_colour
from alexstudio.ui.sentences import said
from alexstudio.ui.theme import theme
from alexstudio.ui.words import layers, params_text, spoken

BAR, MARK = 14.0, 3.0
"""Height of the bar, and how far the line for the budget reaches beyond it, in pixels."""
_ROOM = 1.15
"""Bars end a little beyond the larger one of what is needed and what there is."""
_LARGEST = 4.0
"""A budget that is so many times the largest need is not drawn."""


def common_scale(loads: Iterable[Load]) -> float:
    """Bytes that every bar stands for, so that they can be compared: the largest need, or budget that is near one."""
    found = list(loads)
    most = max((load.together for load in found), default=1)
    near = [load.card.memory for load in found if load.card.memory <= _LARGEST * most]
    return max([most, *near]) * _ROOM


class DeviceRow(QWidget):
    """Two lines and a bar."""

    def __init__(self, device: str, box: DeviceBox) -> None:
        super().__init__()
        self.device, self.box = device, box
        self.setObjectName(f"row_{device}")
        self.badge = Badge(device)
        name = QLabel(device)
        name.setProperty("role", "heading")
        self.holds, self.needs = QLabel(), QLabel()
        self.holds.setProperty("role", "muted")
        for label in (self.holds, self.needs):
            label.setTextFormat(Qt.TextFormat.PlainText)
        on = QLabel(self.tr("runs on"))
        on.setProperty("role", "muted")
        on.setBuddy(box)
        self.bar = LoadBar()
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.badge, name, self.holds):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(on)
        head.addWidget(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.needs)

    def show_load(self, load: Load, whole: float) -> None:
        """Show what is on it; the bar stands for ``whole`` bytes."""
        self.holds.setText(f"{layers(load.layers)}, {params_text(load.params)}")
        self.needs.setText(self._sentence(load))
        role = "fault" if load.over else "muted"
        if self.needs.property("role") != role:
            self.needs.setProperty("role", role)
            self.needs.style().polish(self.needs)
        self.bar.show_load(load, whole)
        parts = [f"{spoken(part)}: {mebibytes(load.memory.parts[part])}" for part in PARTS if load.memory.parts[part]]
        self.setToolTip("\n".join([said(load.memory.moment), *parts]))

    def _sentence(self, load: Load) -> str:
        words = {
            "needed": mebibytes(load.together),
            "there": mebibytes(load.card.memory),
            "card": said(load.card.name),
            "over": mebibytes(load.over),
            "others": ", ".join(load.sharers),
        }
        if load.sharers:
            if load.over:
                return self.tr("With {others} {needed}: {over} more than {card} has").format(**words)
            return self.tr("With {others} {needed} of {there}, {card}").format(**words)
        if load.over:
            return self.tr("{needed}: {over} more than {card} has").format(**words)
        return self.tr("{needed} of {there}, {card}").format(**words)


class Badge(QToolButton):
    """The number of a device on its colour, as on the cards."""

    picked = Signal(str)

    def __init__(self, device: str, size: int = 20) -> None:
        super().__init__()
        self.device = device
        self.setFixedSize(size, size)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        tip = self.tr("Select the layers on {device}").format(device=device)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.clicked.connect(lambda: self.picked.emit(self.device))

    def paintEvent(self, event: QPaintEvent) -> None:
        """As on a card, with a rim while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self.device)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme().text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)


class LoadBar(QWidget):
    """What lies in memory at the worst moment, by kind, and a line where the memory ends."""

    def __init__(self) -> None:
        super().__init__()
        self._load: Load | None = None
        self._whole = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_load(self, load: Load, whole: float) -> None:
        """Draw this at a scale of ``whole`` bytes."""
        self._load, self._whole = load, whole
        self.setAccessibleName(f"{load.device}: {mebibytes(load.memory.peak)}")
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the bar and its mark."""
        return QSize(320, round(BAR + 2 * MARK))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts over the track."""
        load, colours = self._load, theme()
        if load is None:
            return
        painter = QPainter(self)
        track = QRectF(0, MARK, self.width(), BAR)
        budget, peak = load.card.memory, load.memory.peak
        whole = self._whole
        painter.fillRect(track, QColor(colours.frame))
        left = 0.0
        for part in PARTS:
            width = track.width() * load.memory.parts[part] / whole
            if width > 0:
                place = QRectF(left, track.top(), width, BAR)
                painter.fillRect(place.adjusted(0, 0, -1 if width > 3 else 0, 0), part_colour(part))
                left += width
        others = track.width() * (load.together - peak) / whole
        if others > 0:  # the devices that run on the same one
            painter.fillRect(QRectF(left, track.top(), others - 1, BAR), QColor(colours.border))
        if budget <= whole:
            x = track.width() * budget / whole
            painter.setPen(QPen(QColor(colours.bad if load.over else colours.good), 2))
            painter.drawLine(QPointF(x, 0), QPointF(x, BAR + 2 * MARK))
        if load.over:
            painter.setPen(QPen(QColor(colours.bad), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(track.adjusted(1, 0, -1, 0))
