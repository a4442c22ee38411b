"""`ReceptiveView`: what one output position of a layer reads, drawn on a picture of the size of the network's input."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from alexstudio.analysis.seen import Seen
from alexstudio.ui.sample_picture import sample_picture
from alexstudio.ui.theme import theme

SIDE, TEXT = 196, 56
"""Height of the drawing and of the words below it, in pixels."""
_BEYOND = 0.6  # of the picture that is shown outside it at most, on each side


class ReceptiveView(QWidget):
    """The window of one output position on a sample picture; the mouse and the arrow keys go to other positions."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("receptive_view")
        self.setAccessibleName(self.tr("Receptive field on the input picture"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(SIDE + TEXT)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.seen: Seen | None = None
        self._node = ""
        self._share = (0.5, 0.5)

    def show_seen(self, node_id: str, seen: Seen | None) -> None:
        """Show what a node reads; the position stays while it is the same node."""
        if node_id != self._node:
            self._node, self._share = node_id, (0.5, 0.5)
        self.seen = seen
        self.setVisible(seen is not None)
        self._tell()

    @property
    def place(self) -> tuple[int, int]:
        """The output position that is shown: row and column, from 0."""
        if self.seen is None:
            return 0, 0
        down, across = (
            min(int(share * count), count - 1) for share, count in zip(self._share, self.seen.counts, strict=True)
        )
        return down, across

    def go_to(self, down: int, across: int) -> None:
        """Show another output position; beyond the last one it is the last."""
        if self.seen is not None:
            counts = self.seen.counts
            places = (min(max(place, 0), count - 1) for place, count in zip((down, across), counts, strict=True))
            row, column = ((place + 0.5) / count for place, count in zip(places, counts, strict=True))
            self._share = row, column
            self._tell()

    def _tell(self) -> None:
        self.setAccessibleDescription(" ".join(self.words()))
        self.update()

    def sizeHint(self) -> QSize:
        """Square, with two lines of words."""
        return QSize(SIDE, SIDE + TEXT)

    # -- words ---------------------------------------------------------------------------------------------------------

    def words(self) -> tuple[str, str]:
        """What is drawn, in words: the window, and where it is."""
        seen = self.seen
        if seen is None:
            return self.tr("Not known yet."), ""
        down, across = seen.field
        window = self.tr("{height}×{width} pixels")
        if down.stride and down.stride == across.stride:
            window = self.tr("{height}×{width} pixels, stride {stride}")
        window = window.format(height=seen.size(0), width=seen.size(1), stride=down.stride)
        larger = [self.tr("Larger than the picture.")] if seen.is_larger else []
        if seen.counts == (1, 1):
            return window, " ".join([*larger, self.tr("Every output reads it.")])
        place = self.place
        outside = seen.outside(place)
        where = self.tr("Row {row}, column {column} of {rows}×{columns}")
        if outside:
            where = self.tr("Row {row}, column {column} of {rows}×{columns}: {percent} % of it is padding, hatched")
        where = where.format(
            row=place[0] + 1,
            column=place[1] + 1,
            rows=seen.counts[0],
            columns=seen.counts[1],
            percent=f"{max(1, 100 * outside):.0f}",
        )
        return window, " ".join([*larger, where])

    # -- drawing -------------------------------------------------------------------------------------------------------

    def _frame(self, seen: Seen) -> QRectF:
        """The part of the plane that is drawn, in pixels of the picture: the picture and what windows reach beyond."""
        edges = []
        for axis, size in enumerate(seen.picture[1:]):
            ends = [seen.rows[axis].at(place) for place in (0, seen.counts[axis] - 1)]
            known = [end for end in ends if end]
            low = min((first for first, _ in known), default=0)
            high = max((last + 1 for _, last in known), default=size)
            edges.append((min(0.0, max(low, -_BEYOND * size)), max(size, min(high, size + _BEYOND * size))))
        (top, bottom), (left, right) = edges
        return QRectF(left, top, right - left, bottom - top)

    def _scale(self, frame: QRectF) -> tuple[float, QPointF]:
        """Pixels of the screen for one of the picture, and where its corner is."""
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2 - TEXT)
        scale = min(room.width() / frame.width(), room.height() / frame.height())
        left = room.left() - frame.left() * scale
        return scale, QPointF(left, room.top() + (room.height() - frame.height() * scale) / 2 - frame.top() * scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, dark outside the window; the window, hatched outside the picture; the words."""
        painter = QPainter(self)
        colours = theme()
        window, where = self.words()
        text = QRectF(2, SIDE + 4, self.width() - 4, TEXT - 4)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.setPen(QColor(colours.text))
        used = painter.boundingRect(text, flags, window)
        painter.drawText(text, flags, window)
        painter.setPen(QColor(colours.muted))
        painter.drawText(text.adjusted(0, used.height() + 2, 0, 0), flags, where)
        seen = self.seen
        if seen is None:
            return
        frame = self._frame(seen)
        scale, corner = self._scale(frame)

        def on_screen(box: QRectF) -> QRectF:
            return QRectF(corner + box.topLeft() * scale, box.size() * scale)

        shown, picture = on_screen(frame), on_screen(QRectF(0, 0, seen.picture[2], seen.picture[1]))
        painter.fillRect(shown, QColor(colours.panel))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < 3)
        painter.drawImage(picture, sample_picture(seen.picture[2], seen.picture[1], seen.picture[0] == 1))
        down, across = seen.at(self.place)
        if down is not None and across is not None:
            read = QRectF(across[0], down[0], across[1] - across[0] + 1, down[1] - down[0] + 1)
            self._paint_window(painter, on_screen(read), picture, shown)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.border), 1))
        painter.drawRect(shown)

    def _paint_window(self, painter: QPainter, box: QRectF, picture: QRectF, shown: QRectF) -> None:
        colours = theme()
        painter.save()
        painter.setClipRect(shown)
        veil = QColor("#0b1120" if colours.is_dark else "#ffffff")
        veil.setAlphaF(0.62)
        inside = box.intersected(picture)
        for part in _around(picture, inside):
            painter.fillRect(part, veil)
        for part in _around(box, inside):
            painter.fillRect(part, QColor(colours.frame))
            hatched = QColor(colours.muted)
            painter.setBrushOrigin(0, 0)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(Qt.PenStyle.NoPen)
            brush = painter.brush()
            brush.setColor(hatched)
            brush.setStyle(Qt.BrushStyle.BDiagPattern)
            painter.fillRect(part, brush)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent), 2))
        least = 4.0  # of a window that is a pixel or less on the screen something must be seen
        if box.width() < least or box.height() < least:
            box = QRectF(box.center() - QPointF(least, least) / 2, box.center() + QPointF(least, least) / 2)
        painter.drawRect(box)
        painter.restore()

    # -- mouse and keyboard --------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go to the position that is the nearest to the mouse."""
        seen = self.seen
        if seen is not None and event.position().y() < SIDE:
            scale, corner = self._scale(self._frame(seen))
            point = (event.position() - corner) / scale
            self.go_to(seen.nearest(0, point.y() - 0.5), seen.nearest(1, point.x() - 0.5))

    mousePressEvent = mouseMoveEvent

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next position."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            down, across = self.place
            self.go_to(down + step[0], across + step[1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the arrow keys go here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the arrow keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()


def _around(box: QRectF, hole: QRectF) -> list[QRectF]:
    """The parts of a box that lie around a hole in it."""
    if hole.isEmpty():
        return [box]
    return [
        part
        for part in (
            QRectF(box.left(), box.top(), box.width(), hole.top() - box.top()),
            QRectF(box.left(), hole.bottom(), box.width(), box.bottom() - hole.bottom()),
            QRectF(box.left(), hole.top(), hole.left() - box.left(), hole.height()),
            QRectF(hole.right(), hole.top(), box.right() - hole.right(), hole.height()),
        )
        if part.width() > 0 and part.height() > 0
    ]
