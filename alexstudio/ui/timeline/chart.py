"""`TimelineChart`: one training step as bars in time, a lane for each device and each link."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from alexstudio.analysis.timing import Span
from alexstudio.analysis.timing.explain import duration
from alexstudio.ui.canvas.hover_card import HoverCard
from alexstudio.ui.timeline.brush import AXIS, Brush, label_width
from alexstudio.ui.timeline.forecast import Outlook
from alexstudio.ui.timeline.lanes import Lane, Row, View, lanes_of
from alexstudio.ui.timeline.telling import span_name, tell_span

MARGIN, GAP = 10.0, 5.0
DEVICE, MINOR = (20.0, 64.0), (12.0, 18.0)
"""Least and most pixels of a lane; one of a device has more beside a measurement."""
WIDEST = 230.0
"""Pixels that the names of the lanes may take."""
LIFT = 6
"""Pixels between the bars and what is told about one."""
ZOOM = 1.25
PAN = 0.1
"""Part of the view that an arrow key moves it by."""


class Strip(NamedTuple):
    """Bars that are drawn in a row: what was predicted, or what was measured."""

    row: Row
    place: QRectF
    end: float
    """When the step is over."""
    is_measured: bool


class TimelineChart(QWidget):
    """Wheel: zoom. Drag: move. Double-click: the whole step. A click on a bar goes to its layer."""

    activated = Signal(str)
    """Id of the layer whose bar was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("timeline_chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.outlook: Outlook | None = None
        self.lanes: tuple[Lane, ...] = ()
        self.selected: frozenset[str] = frozenset()
        self.hovered: Span | None = None
        self.whole = 1.0
        """Seconds of the step, of the longer one where there is a measured one too."""
        self._begin, self._end = 0.0, 1.0
        self._gutter = 0.0
        self._pressed: QPointF | None = None
        self._is_dragged = False
        self._card: HoverCard | None = None

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_outlook(self, outlook: Outlook) -> None:
        """Draw a step; the part that was in view stays in view where there is such a part."""
        self._leave()
        self.outlook = outlook
        timeline, measurement = outlook.timeline, outlook.measurement
        self.lanes = lanes_of(timeline, outlook.measured) if timeline else ()
        was_whole, before = self.is_whole, self.whole
        steps = [timeline.step_seconds if timeline else 0.0, measurement.step if measurement else 0.0]
        if outlook.measured:
            steps.append(outlook.measured.step_seconds)
        self.whole = max(*steps) or 1.0
        if was_whole:
            self._begin, self._end = 0.0, self.whole
        else:
            self._begin, self._end = (time * self.whole / before for time in (self._begin, self._end))
        self._gutter = self._widest_label()
        self.setMinimumHeight(round(self._needed(0)))
        words = [f"{lane.name} {lane.about}".strip() for lane in self.lanes]
        text = self.tr("One step, {time}: {lanes}").format(time=duration(steps[0]), lanes=", ".join(words))
        self.setAccessibleName(text)
        self.update()

    def select(self, node_ids: Collection[str]) -> None:
        """Mark the bars of some layers."""
        if self.selected != frozenset(node_ids):
            self.selected = frozenset(node_ids)
            self.update()

    def show_all(self) -> None:
        """Bring the whole step into view."""
        self._show(View(0.0, self.whole, self.view.width))

    @property
    def is_whole(self) -> bool:
        """Whether the whole step is in view."""
        return self._begin <= 0 and self._end >= self.whole

    @property
    def view(self) -> View:
        """The part of the step in view; pixels count from the left end of the bars."""
        return View(self._begin, self._end, max(1.0, self.width() - self._gutter - MARGIN))

    def strips(self) -> Iterable[tuple[Lane, QRectF, list[Strip]]]:
        """Each lane with its place and its one or two rows of bars."""
        room = self.height() - self._needed(0)
        more = max(0.0, self._needed(1) - self._needed(0))
        part = min(1.0, room / more) if more else 0.0
        top = AXIS
        outlook = self.outlook
        assert outlook is not None and outlook.timeline is not None
        for lane in self.lanes:
            least, most = self._sizes(lane)
            place = QRectF(self._gutter, top, self.view.width, least + part * (most - least))
            found = [Strip(lane.predicted, place, outlook.timeline.step_seconds, False)]
            if lane.measured is not None and outlook.measurement is not None and not lane.is_minor:
                half = place.height() / 2
                upper = place.adjusted(0, 0, 0, -half - 0.5)
                found = [
                    found[0]._replace(place=upper),
                    Strip(lane.measured, place.adjusted(0, half + 0.5, 0, 0), outlook.measurement.step, True),
                ]
            yield lane, place, found
            top = place.bottom() + GAP

    def sizeHint(self) -> QSize:
        """Wide, and as high as its lanes would like."""
        return QSize(600, round(self._needed(1)))

    def _sizes(self, lane: Lane) -> tuple[float, float]:
        if lane.is_minor:
            return MINOR
        least, most = DEVICE
        return (2 * least - 6, 1.4 * most) if lane.measured is not None else (least, most)

    def _needed(self, size: int) -> float:
        """Pixels with all lanes at their least (0) or most (1) height."""
        return AXIS + sum(self._sizes(lane)[size] + GAP for lane in self.lanes)

    def _widest_label(self) -> float:
        widths = [label_width(lane) for lane in self.lanes]
        return min(max([60.0, *widths]) + 2 * MARGIN, WIDEST)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the axis, and the lanes with what of them is in view."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        brush = Brush(painter, self.view, self._gutter)
        if self.lanes and self.outlook is not None:
            brush.axis(max(place.bottom() for _, place, _ in self.strips()))
            nodes = self.outlook.report.document.graph.by_id
            for lane, place, strips in self.strips():
                brush.label(lane, place, MARGIN, has_two=len(strips) > 1)
                for strip in strips:
                    brush.track(strip.place, strip.end)
                    if not lane.is_minor:
                        brush.gaps(strip.row, strip.place, strip.end, is_measured=strip.is_measured)
                    for span in strip.row.shown(self.view):
                        node = nodes.get(span.node)
                        kind = node.kind if node else None
                        is_lit = span == self.hovered or bool(span.node and span.node in self.selected)
                        name = span_name(self.outlook.report, span)
                        brush.bar(span, strip.place, name, kind.family if kind else "", is_lit=is_lit)
        if self.hasFocus():
            brush.focus(self.rect())
        painter.end()

    # -- gestures ------------------------------------------------------------------------------------------------------

    def bar_at(self, point: QPointF) -> tuple[Span, QRect] | None:
        """The bar under a point, and its place."""
        if not self.lanes or point.x() < self._gutter:
            return None
        view = self.view
        for _, _, strips in self.strips():
            for strip in strips:
                if strip.place.top() <= point.y() <= strip.place.bottom():
                    span = strip.row.at(view, point.x() - self._gutter)
                    if span is None:
                        return None
                    left, right = (min(max(view.pixel(at), 0.0), view.width) for at in (span.begin, span.end))
                    place = QRectF(self._gutter + left, strip.place.top(), right - left, strip.place.height())
                    return span, place.toAlignedRect()
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor; sideways, or with Shift, move."""
        delta = event.angleDelta()
        if abs(delta.x()) > abs(delta.y()) or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._show(self.view.moved((delta.x() or delta.y()) / 2, self.whole))
        else:
            self.zoom(ZOOM ** (delta.y() / 120), event.position().x() - self._gutter)
        event.accept()

    def zoom(self, factor: float, pixel: float | None = None) -> None:
        """Zoom in by a factor around a pixel of the bars, or around the middle."""
        view = self.view
        at = view.width / 2 if pixel is None else min(max(pixel, 0.0), view.width)
        self._show(view.zoomed(factor, at, self.whole))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the axis."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._is_dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held; else tell what is under the mouse."""
        if self._pressed is None:
            self._hover(event.position())
            return
        by = event.position() - self._pressed
        if not self._is_dragged and by.manhattanLength() < QApplication.startDragDistance():
            return
        if not self._is_dragged:
            self._is_dragged = True
            self._leave()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._show(self.view.moved(by.x(), self.whole))
        self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go, or go to the layer of the bar that was clicked."""
        was_pressed, self._pressed = self._pressed is not None, None
        self.unsetCursor()
        if was_pressed and not self._is_dragged:
            found = self.bar_at(event.position())
            if found is not None and found[0].node:
                self.activated.emit(found[0].node)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The whole step again."""
        self.show_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, plus and minus zoom, Home shows the whole step."""
        key, by = event.key(), PAN * self.view.width
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._show(self.view.moved(by if key == Qt.Key.Key_Left else -by, self.whole))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(1 / ZOOM if key == Qt.Key.Key_Minus else ZOOM)
        elif key == Qt.Key.Key_Home:
            self.show_all()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse."""
        self._leave()
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the card along."""
        self._leave()
        super().hideEvent(event)

    def _show(self, view: View) -> None:
        if (view.begin, view.end) != (self._begin, self._end):
            self._begin, self._end = view.begin, view.end
            self._leave()
            self.update()

    def _hover(self, point: QPointF) -> None:
        found = self.bar_at(point)
        span = found[0] if found else None
        if span == self.hovered:
            return
        self._leave()
        if found is None or self.outlook is None:
            return
        self.hovered = found[0]
        self.update()
        window = self.window()
        if self._card is None or self._card.parentWidget() is not window:
            self._card = HoverCard(window)
        name, about, blocks = tell_span(self.outlook, found[0])
        self._card.show_lines(name, about, "", blocks)
        corner, place = self.mapTo(window, QPoint(0, 0)), point.toPoint()
        above = QPoint(corner.x() + place.x() + LIFT, corner.y() - self._card.height() - LIFT)
        if above.y() >= 0:  # where it hides no other bar
            above.setX(min(above.x(), window.width() - self._card.width() - LIFT))
            self._card.move(above)
            self._card.show()
            self._card.raise_()
        else:
            self._card.show_beside(found[1].translated(corner), place + corner)

    def _leave(self) -> None:
        if self._card is not None:
            self._card.hide()
        if self.hovered is not None:
            self.hovered = None
            self.update()

    @property
    def told(self) -> str:
        """What the card under the mouse says; empty without one."""
        return self._card.text if self._card is not None and self._card.isVisible() else ""
