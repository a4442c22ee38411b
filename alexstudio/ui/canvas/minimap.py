"""`Minimap`: the whole graph in a corner, with the part that is in view; click or drag goes there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from alexstudio.ui.canvas.card import CardItem
from alexstudio.ui.canvas.drawn import Box
from alexstudio.ui.canvas.view import CanvasView
from alexstudio.ui.theme import theme

LARGEST = (188.0, 122.0)
"""Room for the picture, in pixels; it takes as much of that as its shape needs."""
MARGIN, CORNER, BELOW = 7.0, 12, 54
FEWEST = 6
"""Cards below which a map says nothing."""
MANY = 300
"""Cards above which they are too small for rounded corners."""


class Minimap(QWidget):
    """Shown while it is wanted and a part of the graph is out of view. Drawn anew only when the graph changed."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self.setObjectName("minimap")
        self.setAccessibleName(self.tr("Overview of the graph"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._view, self._is_wanted, self._is_stale = view, True, True
        self._picture = QPixmap()
        self._content = QRectF()
        self._blocks: dict[str, list[Box]] = {}
        self.drawings = 0
        """How often the picture was drawn."""
        view.zoom_changed.connect(self.follow)
        view.session.changed.connect(self.redraw)
        view.heat_changed.connect(self.redraw)
        view.installEventFilter(self)
        self.hide()

    def want(self, is_wanted: bool) -> None:
        """Show it where it helps, or never."""
        self._is_wanted = is_wanted
        self.follow()

    def redraw(self, *_: object) -> None:
        """The graph or the theme has changed."""
        self._is_stale = True
        self.follow()

    def follow(self) -> None:
        """Show the part that is in view, or nothing while all of it is."""
        view = self._view
        content, sight = view.content, view.sight
        has_room = view.height() > 2.4 * LARGEST[1] and view.width() > 2 * LARGEST[0]
        helps = len(view.canvas.cards) >= FEWEST and not sight.adjusted(-2, -2, 2, 2).contains(content)
        self.setVisible(self._is_wanted and helps and has_room)
        if not self.isVisible():
            return
        if content != self._content or self._is_stale:
            self._is_stale = False
            blocks = self._found_blocks()
            if content != self._content or blocks != self._blocks:
                self._content, self._blocks = QRectF(content), blocks
                self._draw()
        self.move(view.width() - self.width() - CORNER, view.height() - self.height() - BELOW)
        self.update()

    @property
    def scale(self) -> float:
        """Pixels of the map for one of the scene."""
        width, height = max(self._content.width(), 1.0), max(self._content.height(), 1.0)
        return min((LARGEST[0] - 2 * MARGIN) / width, (LARGEST[1] - 2 * MARGIN) / height)

    def to_map(self, box: QRectF) -> QRectF:
        """A part of the scene on the map."""
        corner = (box.topLeft() - self._content.topLeft()) * self.scale + QPointF(MARGIN, MARGIN)
        return QRectF(corner, box.size() * self.scale)

    def to_scene(self, point: QPointF) -> QPointF:
        """A point of the map in the scene."""
        return (point - QPointF(MARGIN, MARGIN)) / self.scale + self._content.topLeft()

    def _found_blocks(self) -> dict[str, list[Box]]:
        """Where cards are, by the colours in which they are drawn."""
        colours, found = theme(), dict[str, list[Box]]()
        for tile in self._view.canvas.tiles:
            colour = colours.muted
            if isinstance(tile, CardItem):
                colour = tile.tint.name() if tile.tint else colours.families.get(tile.family, colour)
            found.setdefault(colour, []).append(tile.edges)
        return found

    def _draw(self) -> None:
        self.drawings += 1
        box = self.to_map(self._content)
        self.setFixedSize(round(box.width() + 2 * MARGIN), round(box.height() + 2 * MARGIN))
        ratio = self.devicePixelRatioF()
        colours = theme()
        self._picture = QPixmap(self.size() * ratio)
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        back = QColor(colours.panel)
        back.setAlphaF(0.94)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(back)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        scale, corner = self.scale, self._content.topLeft()
        is_rounded = sum(map(len, self._blocks.values())) <= MANY
        for colour, boxes in self._blocks.items():
            painter.setBrush(QColor(colour))
            blocks = [
                QRectF(
                    (left - corner.x()) * scale + MARGIN,
                    (top - corner.y()) * scale + MARGIN,
                    max((right - left) * scale, 2.0),
                    max((bottom - top) * scale, 2.0),
                )
                for left, top, right, bottom in boxes
            ]
            if is_rounded:
                for block in blocks:
                    painter.drawRoundedRect(block, 1.5, 1.5)
            else:
                painter.drawRects(blocks)
        painter.end()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The kept picture, and the rectangle of the view on it."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(theme().accent)
        painter.setPen(QPen(accent, 1.6))
        accent.setAlphaF(0.12)
        painter.setBrush(accent)
        inner = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(self.to_map(self._view.sight).intersected(inner), 3, 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._view.look_at(self.to_scene(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on going there."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._view.look_at(self.to_scene(event.position()))

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._blocks = {}  # its own colours change, too
            self.redraw()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner while the view is resized."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.follow()
        return False
