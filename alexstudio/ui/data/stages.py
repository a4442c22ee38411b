"""The way of one picture, step by step, as large as there is room for all of them."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from alexstudio.runs.data_page import Stage
from alexstudio.ui.labels import plain_tip
from alexstudio.ui.theme import theme, ui_font
from alexstudio.ui.words import mark, translate

GAP, CAPTION, MARGIN = 14, 20, 12
LARGEST = 256
"""Pixels a side that a step is shown with at most, which is what the engine sends."""

NAMES = {
    "stored": mark("Data", "stored"),
    "crop": mark("Data", "crop"),
    "flip": mark("Data", "mirroring"),
    "rotation": mark("Data", "rotation"),
    "light": mark("Data", "light"),
    "normalised": mark("Data", "normalised"),
    "colour noise": mark("Data", "colour noise"),
    "erased": mark("Data", "erasing"),
}


def arrange(count: int, room: QSize) -> tuple[int, int]:
    """(columns, side) with which ``count`` squares with captions are largest in a room, in as few rows as can be."""
    best = (1, 0)
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        across = (room.width() - GAP * (columns - 1)) // columns
        down = (room.height() - GAP // 2 * (rows - 1)) // rows - CAPTION
        side = min(across, down, LARGEST)
        if side >= best[1]:
            best = columns, side
    return best


class StageView(QWidget):
    """All steps of a preview."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(160, 90)
        self._stages: list[tuple[str, str, QPixmap]] = []
        self.trouble = ""
        """Why there is nothing to show; empty when all is well."""
        self.setAccessibleName(self.tr("Steps of one picture into the network"))

    def count(self) -> int:
        """Steps that are shown."""
        return len(self._stages)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show the steps of a preview in their order."""
        self.clear()
        size = (0, 0)
        for stage in stages:
            pixmap = QPixmap()
            if not pixmap.loadFromData(base64.b64decode(stage.png)):
                continue
            name = translate("Data", NAMES[stage.name]) if stage.name in NAMES else stage.name
            pixels = f"{stage.width}×{stage.height}"
            title = name if (stage.width, stage.height) == size else f"{name} {pixels}"
            size = stage.width, stage.height
            self._stages.append((title, f"{name}, {pixels}", pixmap))
        self.setAccessibleDescription(", ".join(tip for _, tip, _ in self._stages))
        self.update()

    def say(self, why: str) -> None:
        """Say why there is nothing to show."""
        self.clear()
        self.trouble = why
        self.setAccessibleDescription(why)

    def clear(self) -> None:
        """Show nothing."""
        self._stages, self.trouble = [], ""
        self.update()

    def place(self, number: int) -> QRect:
        """Where a step is drawn."""
        room = self.rect().adjusted(MARGIN, MARGIN // 2, -MARGIN, 0)
        columns, side = arrange(max(1, len(self._stages)), room.size())
        row, column = divmod(number, columns)
        # Captions may be wider than small pictures
        step = min(max(side + GAP, 108), (room.width() + GAP) // columns)
        return QRect(room.left() + column * step, room.top() + row * (side + CAPTION + GAP // 2), side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pictures, and what was done below each."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(ui_font(12))
        painter.setPen(QColor(theme().muted))
        if self.trouble:
            flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(MARGIN, MARGIN, -MARGIN, 0), flags, self.trouble)
        for number, (title, _, pixmap) in enumerate(self._stages):
            place = self.place(number)
            ratio = self.devicePixelRatioF()
            scaled = pixmap.scaled(
                place.size() * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            scaled.setDevicePixelRatio(ratio)
            painter.drawPixmap(place.topLeft(), scaled)
            right = self.place(number + 1).left() if (number + 1) < len(self._stages) else self.width()
            wide = right - place.left() - 6 if right > place.left() else self.width() - place.left() - 6
            below = QRect(place.left(), place.bottom() + 2, wide, CAPTION - 3)
            text = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def tip_at(self, place: QPoint) -> str:
        """What is said of the step at a place; empty where there is none."""
        for number, (_, tip, _) in enumerate(self._stages):
            if self.place(number).adjusted(0, 0, 0, CAPTION).contains(place):
                return tip
        return ""

    def event(self, event: QEvent) -> bool:
        """Say what a step is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self.tip_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(tip) if tip else "", self)
            return True
        return super().event(event)
