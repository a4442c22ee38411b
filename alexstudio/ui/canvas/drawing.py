"""`CardDrawing` and `WireDrawing`: the items that paint all cards and all wires of the scene, each in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from alexstudio.graph import Edge
from alexstudio.ui.canvas.brushes import NO_BRUSH, NO_PEN, brush, pen
from alexstudio.ui.canvas.camera import WORLD, Camera
from alexstudio.ui.canvas.drawn import Box, Drawn
from alexstudio.ui.canvas.faces import Faces, pixels_of
from alexstudio.ui.canvas.tile import FAR, LEVEL, Tile, paint_halo
from alexstudio.ui.canvas.wire import Stroke, WireItem
from alexstudio.ui.theme import Theme, theme

HAIR = 0.9995
"""Pixels of the width of a wire from afar: Qt paints lines up to one pixel many times faster than others."""
_FLAT = QTransform()
_ANTIALIASING = QPainter.RenderHint.Antialiasing
Thing = TypeVar("Thing", bound=Drawn)


class Scene(Protocol):
    """What is painted."""

    wires: dict[Edge, WireItem]

    @property
    def all_tiles(self) -> Iterable[Tile]:
        """The tiles, also those that are hidden."""


class Drawing(QGraphicsRectItem):
    """Cannot be hit. ``is_stale`` says that what it keeps about its items is no longer true.

    It asks its scene each time: with a reference of its own the two would wait for the garbage collector.
    """

    def __init__(self, level: float) -> None:
        super().__init__(WORLD)
        self.is_stale = True
        self.setPen(NO_PEN)
        self.setZValue(level)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def shape(self) -> QPainterPath:
        """Nothing."""
        return QPainterPath()


class CardDrawing(Drawing):
    """All tiles that are not lifted, the later ones above."""

    def __init__(self) -> None:
        super().__init__(LEVEL)
        self._faces = Faces()
        self._blocks: dict[tuple[str, float], list[QRectF]] = {}
        self._marked: list[Tile] = []
        self._theme: Theme | None = None

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """As much of each as can be read."""
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        if zoom < FAR:
            painter.setRenderHint(_ANTIALIASING, zoom > 0.15)
            self._paint_far(painter)
            return
        painter.setRenderHint(_ANTIALIASING)
        has_faces = self._faces.begin(painter, zoom)
        base, ratio = painter.worldTransform(), self._faces.ratio
        is_flat = False
        for tile in within(self._tiles, parts(painter, option, widget)):
            if tile.is_lifted:
                continue
            face = self._faces.find(tile) if has_faces and tile.fade == 1 and not tile.is_marked else None
            if is_flat != (face is not None):
                is_flat = not is_flat
                painter.setWorldTransform(_FLAT if is_flat else base)
            if face is not None:
                corner, picture = face
                painter.drawPixmap(QPointF(corner) / ratio, picture)
                continue
            x, y = tile.x(), tile.y()
            if tile.is_marked:
                paint_halo(painter, tile, x, y)
            painter.setOpacity(tile.fade)
            tile.draw(painter, zoom, x, y)
            painter.setOpacity(1)
        painter.setWorldTransform(base)

    @property
    def _tiles(self) -> Iterable[Tile]:
        scene: Scene = self.scene()  # type: ignore[assignment]
        return scene.all_tiles

    def _paint_far(self, painter: QPainter) -> None:
        if self.is_stale or self._theme is not theme():
            self.is_stale, self._theme = False, theme()
            self._blocks, self._marked = {}, []
            for tile in self._tiles:
                if tile.is_shown and not tile.is_lifted:
                    self._blocks.setdefault((tile.far_colour, tile.fade), []).append(tile.rim)
                    if tile.is_marked:
                        self._marked.append(tile)
        for tile in self._marked:
            paint_halo(painter, tile, tile.x(), tile.y())
        painter.setPen(NO_PEN)
        for (colour, fade), boxes in self._blocks.items():
            painter.setOpacity(fade)
            painter.setBrush(brush(colour))
            painter.drawRects(boxes)
        painter.setOpacity(1)


class WireDrawing(Drawing):
    """All wires that are shown, those that are lit above the others."""

    def __init__(self) -> None:
        super().__init__(5)
        self._whole: dict[tuple[Stroke, float], QPainterPath] = {}

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Lines, and arrow heads where they can be seen."""
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(_ANTIALIASING, zoom > 0.15)
        if zoom < FAR:
            self._paint_far(painter, zoom)
            return
        found: dict[tuple[Stroke, float], list[WireItem]] = {}
        for wire in within(self._wires, parts(painter, option, widget)):
            found.setdefault((wire.stroke, wire.fade), []).append(wire)
        width, size = max(1.6, HAIR / zoom), max(7.0, 4.5 / zoom)
        for stroke, fade in sorted(found):
            some = found[stroke, fade]
            painter.setOpacity(fade)
            painter.setBrush(NO_BRUSH)
            shift = stroke.more / 2 if width * zoom < 1.0 else 0.0
            painter.setPen(_pen(stroke._replace(more=0.0) if shift else stroke, width))
            for step in (-shift, 2 * shift) if shift else (0.0,):  # two hairs side by side are quick, too
                painter.translate(step, step)
                for wire in some:
                    painter.drawPath(wire.path())
            painter.translate(-shift, -shift)
            painter.setPen(NO_PEN)
            painter.setBrush(brush(getattr(theme(), stroke.colour)))
            for wire in some:
                painter.drawConvexPolygon(_arrow(wire, size))
        painter.setOpacity(1)

    @property
    def _wires(self) -> Iterable[WireItem]:
        scene: Scene = self.scene()  # type: ignore[assignment]
        return scene.wires.values()

    def touch(self, wire: WireItem) -> None:
        """A wire looks or runs otherwise, or will: those that look the same are put together again."""
        self._whole.pop((wire.stroke, wire.fade), None)
        self.is_stale = True

    def _paint_far(self, painter: QPainter, zoom: float) -> None:
        if self.is_stale:
            self.is_stale, known = False, frozenset(self._whole)
            for wire in self._wires:
                if wire.is_shown and (key := (wire.stroke, wire.fade)) not in known:
                    self._whole.setdefault(key, QPainterPath()).addPath(wire.path())
        hair = HAIR / zoom / pixels_of(painter)
        painter.setBrush(NO_BRUSH)
        for (stroke, fade), path in sorted(self._whole.items(), key=lambda one: one[0]):
            painter.setOpacity(fade)
            painter.setPen(_pen(stroke._replace(more=0.0), hair))
            painter.drawPath(path)
        painter.setOpacity(1)


def _pen(stroke: Stroke, width: float) -> QPen:
    found = pen(getattr(theme(), stroke.colour), round(width + stroke.more, 4))
    if stroke.crosses:
        found = QPen(found)
        found.setDashPattern([4, 2.5])
    return found


def _arrow(wire: WireItem, size: float) -> list[QPointF]:
    tip, x, y = wire.tip, wire.way.x() * size, wire.way.y() * size
    left, top = tip.x() - x, tip.y() - y
    return [tip, QPointF(left - y / 2, top + x / 2), QPointF(left + y / 2, top - x / 2)]


def parts(painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None) -> Sequence[Box]:
    """The parts of the scene that are to be painted."""
    view = widget.parentWidget() if widget is not None else None
    if isinstance(view, Camera) and view.exposed:
        return view.exposed
    box = option.exposedRect
    if painter.hasClipping():  # on a picture, where Qt says that all is exposed
        box = box & painter.clipBoundingRect()
    return [(box.left(), box.top(), box.right(), box.bottom())]


def within(things: Iterable[Thing], boxes: Sequence[Box]) -> list[Thing]:
    """Those that are shown and reach into one of some boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    found = [
        thing
        for thing in things
        if (reach := thing.reach)[0] < right
        and reach[2] > left
        and reach[1] < bottom
        and reach[3] > top
        and thing.is_shown
    ]
    if len(boxes) == 1:
        return found
    return [thing for thing in found if _meets(thing.reach, boxes)]


def _meets(reach: Box, boxes: Sequence[Box]) -> bool:
    left, top, right, bottom = reach
    return any(box[0] < right and box[2] > left and box[1] < bottom and box[3] > top for box in boxes)
