"""`Camera`: a view that zooms at the cursor, pans, and keeps the whole picture in sight until it is moved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

CLOSEST, FARTHEST = 4.0, 0.04
STEP = 1.18
"""Zoom of one notch of the wheel."""
SCROLL = 60.0
"""Pixels of one notch where the wheel scrolls."""
WORLD = QRectF(-4e6, -4e6, 8e6, 8e6)
"""Where the view can go: with the scene's own rectangle a small picture could not be moved at all."""
_PARTS = 40
"""Of more boxes to paint only the one around them is looked at."""


class Camera(QGraphicsView):
    """What part of the scene is shown; ``wheel_scrolls`` makes the wheel scroll and Ctrl+wheel zoom."""

    zoom_changed = Signal()
    """Another part of the scene is shown, or at another zoom."""

    def __init__(self, scene: QGraphicsScene) -> None:
        super().__init__()
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSceneRect(WORLD)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the scene fills it
        self.wheel_scrolls = False
        self.exposed: tuple[tuple[float, float, float, float], ...] = ()
        """While some parts of the scene are painted: left, top, right and bottom of each."""
        self._keeps_fit = True
        self._above, self._below = 68, 56

    @property
    def content(self) -> QRectF:
        """The part of the scene that `fit` shows."""
        return self.sceneRect()

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one of the scene."""
        return self.transform().m11()

    @property
    def sight(self) -> QRectF:
        """The part of the scene that is shown."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    @property
    def room(self) -> QRectF:
        """The part of the view that nothing lies on: titles above, legend and zoom buttons below; in pixels."""
        return QRectF(self.viewport().rect().adjusted(22, self._above, -22, -self._below))

    def leave_free(self, above: int, below: int) -> None:
        """Keep the edges free for what lies on the canvas when the graph is fitted into view; in pixels."""
        if (above, below) != (self._above, self._below):
            self._above, self._below = above, below
            if self._keeps_fit:
                self.fit()

    def fit(self) -> None:
        """Bring everything into view, and keep it there while the window is resized."""
        self.show_box(self.content)
        self._keeps_fit = True

    def show_box(self, box: QRectF) -> None:
        """Bring a part of the scene into view."""
        room = self.room
        if box.isEmpty() or room.width() < 20 or room.height() < 20:
            return
        scale = min(room.width() / box.width(), room.height() / box.height(), 1.25)
        self._set(scale, box.center(), room.center())

    def look_at(self, centre: QPointF, zoom: float | None = None) -> None:
        """Bring a point of the scene into the middle, at a zoom or at the present one."""
        wanted = min(max(zoom, FARTHEST), CLOSEST) if zoom is not None else self.zoom
        self._set(wanted, centre, QRectF(self.viewport().rect()).center())

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom with the point ``at`` (in pixels of the view) staying where it is; the middle when None."""
        scale = self.transform().m11()
        factor = min(max(scale * factor, FARTHEST), CLOSEST) / scale
        anchor = at or QPointF(self.viewport().rect().center())
        before = self.mapToScene(anchor.toPoint())
        self.scale(factor, factor)
        self._shift(self.mapFromScene(before) - anchor.toPoint())
        self._keeps_fit = False
        self.zoom_changed.emit()

    def pan(self, pixels: QPoint) -> None:
        """Move the part that is shown by some pixels, to the right and down."""
        self._shift(pixels)
        self._keeps_fit = False
        self.zoom_changed.emit()

    def _set(self, scale: float, point: QPointF, pixel: QPointF) -> None:
        self.resetTransform()
        self.scale(scale, scale)
        self._keeps_fit = False
        self._shift(self.mapFromScene(point) - pixel.toPoint())
        self.zoom_changed.emit()

    def _shift(self, pixels: QPoint) -> None:
        horizontal, vertical = self.horizontalScrollBar(), self.verticalScrollBar()
        horizontal.setValue(horizontal.value() + pixels.x())
        vertical.setValue(vertical.value() + pixels.y())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note which parts are painted: Qt tells the items but one box around all."""
        rects = list(event.region())  # type: ignore[call-overload]
        if 1 < len(rects) <= _PARTS:
            boxes = (self.mapToScene(rect.adjusted(-1, -1, 1, 1)).boundingRect() for rect in rects)
            self.exposed = tuple((box.left(), box.top(), box.right(), box.bottom()) for box in boxes)
        super().paintEvent(event)
        self.exposed = ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole graph in view until the user zooms or pans."""
        super().resizeEvent(event)
        if self._keeps_fit:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor, or scroll; two fingers on a trackpad, which report pixels, always scroll."""
        keys, turned, slid = event.modifiers(), event.angleDelta(), event.pixelDelta()
        zooms = bool(keys & Qt.KeyboardModifier.ControlModifier) or not (self.wheel_scrolls or _is_trackpad(event))
        if zooms:
            steps = turned.y() / 120
            if steps:
                self.zoom_by(STEP**steps, event.position())
        else:
            by = slid if not slid.isNull() else QPoint(*(round(part / 120 * SCROLL) for part in turned.toTuple()))
            if keys & Qt.KeyboardModifier.ShiftModifier and not by.x():
                by = QPoint(by.y(), 0)
            self.pan(-by)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom where two fingers pinch."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), event.position())
            return True
        return super().viewportEvent(event)


def _is_trackpad(event: QWheelEvent) -> bool:
    """Whether fingers slide: only then are there phases, and pixels; a wheel has notches."""
    return event.phase() != Qt.ScrollPhase.NoScrollPhase and not event.pixelDelta().isNull()
