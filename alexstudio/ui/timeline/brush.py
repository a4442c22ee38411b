"""`Brush`: how the parts of a timeline are painted."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from alexstudio.analysis.timing import Span
from alexstudio.analysis.timing.explain import duration
from alexstudio.ui.theme import theme, ui_font
from alexstudio.ui.timeline.colours import phase_colour
from alexstudio.ui.timeline.lanes import Lane, Row, View, ticks
from alexstudio.ui.words import translate

AXIS = 24.0
STRIPE = 3.0
"""Pixels of the line in the colour of the layer's family."""
_TEXT, _SMALL = 11.0, 10.0
_LEAST_GAP = 8.0
"""Pixels of a bar that is set apart from the next one."""


class Brush:
    """One painter for one paint; the bars begin ``left`` pixels from the left."""

    def __init__(self, painter: QPainter, view: View, left: float) -> None:
        self._painter, self._view, self._left = painter, view, left
        self._colours = theme()
        self._font, self._bold, self._small = ui_font(_TEXT), ui_font(12, bold=True), ui_font(_SMALL)
        self._metrics, self._bold_metrics = QFontMetricsF(self._font), QFontMetricsF(self._bold)

    def axis(self, height: float) -> None:
        """The marks of the time axis and lines down from them."""
        painter, colours = self._painter, self._colours
        painter.setFont(self._font)
        right = self._left + self._view.width
        for tick in ticks(self._view):
            x = round(self._left + self._view.pixel(tick.time))
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QLineF(x, AXIS - 5, x, height))
            painter.setPen(QColor(colours.muted))
            wide = self._metrics.horizontalAdvance(tick.text)
            if x + 4 + wide <= right:
                painter.drawText(QPointF(x + 4, AXIS - 9), tick.text)

    def label(self, lane: Lane, place: QRectF, margin: float, *, has_two: bool) -> None:
        """The name of a lane left of it, and which of its rows is which where it has two."""
        painter, colours = self._painter, self._colours
        box = QRectF(margin, place.top(), self._left - 2 * margin, place.height())
        if lane.is_minor:
            painter.setFont(self._font)
            painter.setPen(QColor(colours.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, lane.title)
            return
        if has_two:
            painter.setFont(self._small)
            painter.setPen(QColor(colours.muted))
            for part, text in enumerate(_two()):
                half = QRectF(box.left(), box.top() + part * box.height() / 2, box.width(), box.height() / 2)
                painter.drawText(half, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
            box.adjust(0, 0, -_two_width(), 0)
        painter.setFont(self._bold)
        painter.setPen(QColor(colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, lane.name)
        box.adjust(self._bold_metrics.horizontalAdvance(lane.name) + 6, 0, 0, 0)
        painter.setFont(self._font)
        painter.setPen(QColor(colours.muted))
        about = self._metrics.elidedText(lane.about, Qt.TextElideMode.ElideRight, max(0.0, box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, about)

    def track(self, place: QRectF, end: float) -> None:
        """The ground of a row of bars, until the step is over: what stays of it is idle time."""
        left, right = self._cut(0.0, end)
        if right > left:
            box = QRectF(left, place.top(), right - left, place.height())
            self._painter.fillRect(box, QColor(self._colours.frame))
            hatch = QColor(self._colours.border)
            self._painter.fillRect(box, QBrush(hatch, Qt.BrushStyle.BDiagPattern))

    def gaps(self, row: Row, place: QRectF, end: float, *, is_measured: bool) -> None:
        """Say how long the device waits, where there is room for it."""
        painter = self._painter
        painter.setFont(self._font)
        if place.height() < self._metrics.height() - 2:
            return
        for begin, until in row.gaps(end):
            left, right = self._cut(begin, until)
            if right - left < 40:
                continue
            text = translate("Timing", "idle {time}").format(time=duration(until - begin))
            if is_measured and until == end:
                text = translate("Timing", "in no layer {time}").format(time=duration(until - begin))
            wide = self._metrics.horizontalAdvance(text) + 8
            if wide + 8 <= right - left:
                box = QRectF((left + right - wide) / 2, place.top() + 1, wide, place.height() - 2)
                painter.fillRect(box, QColor(self._colours.frame))
                painter.setPen(QColor(self._colours.muted))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def bar(self, span: Span, place: QRectF, name: str, family: str, *, is_lit: bool) -> None:
        """One bar: the phase, a line for the family of the layer, its name where it fits."""
        painter = self._painter
        left, right = self._cut(span.begin, span.end)
        box = QRectF(left, place.top(), max(1.0, right - left), place.height())
        if box.width() > _LEAST_GAP:
            box.adjust(0, 0, -1, 0)
        painter.fillRect(box, phase_colour(span.phase))
        if family and place.height() > 3 * STRIPE:
            painter.fillRect(QRectF(left, box.bottom() - STRIPE, box.width(), STRIPE), self._colours.family(family))
        if box.width() > 16 and place.height() >= self._metrics.height() - 2 and name:
            wide = _width(name)
            if wide + 6 <= box.width():
                painter.setFont(self._font)
                painter.setPen(QColor(self._colours.text))
                room = box.adjusted(3, 0, -3, -STRIPE if family and place.height() > 18 else 0)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)
        if is_lit:
            painter.setPen(QPen(QColor(self._colours.text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def focus(self, place: QRect) -> None:
        """A rim that shows where the keys go."""
        self._painter.setPen(QPen(QColor(self._colours.accent), 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _cut(self, begin: float, end: float) -> tuple[float, float]:
        """Left and right of a time span in the view, in pixels."""
        low, high = self._left, self._left + self._view.width
        left, right = (self._left + self._view.pixel(time) for time in (begin, end))
        return min(max(left, low), high), min(max(right, low), high)


def label_width(lane: Lane) -> float:
    """Pixels that the name of a lane takes."""
    plain = QFontMetricsF(ui_font(_TEXT))
    if lane.is_minor:
        return plain.horizontalAdvance(lane.title)
    own = QFontMetricsF(ui_font(12, bold=True)).horizontalAdvance(lane.name) + 6 + plain.horizontalAdvance(lane.about)
    return own + (_two_width() if lane.measured is not None else 0.0)


def _two() -> tuple[str, str]:
    return translate("Timing", "predicted"), translate("Timing", "measured")


def _two_width() -> float:
    return max(map(QFontMetricsF(ui_font(_SMALL)).horizontalAdvance, _two())) + 8


@lru_cache(4096)
def _width(text: str) -> float:
    return QFontMetricsF(ui_font(_TEXT)).horizontalAdvance(text)
