"""Where things are on the canvas, for a hand that looks before it reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtWidgets import QWidget
from random_hand import NONE, Hand, Keys

from alexstudio.ui.canvas.ports import Port, ports, wires_of
from alexstudio.ui.canvas.tile import Tile
from alexstudio.ui.canvas.wire import WireItem
from alexstudio.ui.main_window import MainWindow

_Thing = TypeVar("_Thing")


class Sight:
    """Each answer is something that can be hit, with its pixel of the window, drawn at random from all there are."""

    def __init__(self, window: MainWindow, hand: Hand) -> None:
        self.window, self.hand, self.draw = window, hand, hand.draw

    def pixel(self, point: QPointF) -> QPoint | None:
        """Where a point of the scene is, in pixels of the window; None when something lies on it."""
        view = self.window.canvas
        at = view.mapFromScene(point)
        if not view.viewport().rect().adjusted(6, 6, -6, -6).contains(at):
            return None
        child = view.childAt(view.viewport().mapTo(view, at))
        return self.hand.place(at) if child is None or child is view.viewport() else None

    def one_of(self, things: Iterable[_Thing], where: Callable[[_Thing], QPointF]) -> tuple[_Thing, QPoint] | None:
        """Something that can be hit, and where; if nothing can, the hand looks at everything."""
        seen = [(thing, at) for thing in things if (at := self.pixel(where(thing))) is not None]
        if not seen:
            self.hand.key(Qt.Key.Key_Home)
            return None
        seen.sort(key=lambda one: one[1].toTuple())
        return self.draw.choice(seen)

    def anywhere(self) -> QPoint:
        """Any pixel of the canvas."""
        box: QRect = self.window.canvas.viewport().rect()
        return self.hand.place(QPoint(self.draw.randrange(box.width()), self.draw.randrange(box.height())))

    def nowhere(self) -> QPoint | None:
        """A pixel of the canvas where nothing lies."""
        view = self.window.canvas
        for _ in range(40):
            at = self.anywhere()
            point = view.mapToScene(view.viewport().mapFrom(self.window, at))
            near = self.window.canvas.canvas.items(QRectF(point.x() - 16, point.y() - 16, 32, 32))
            if not near and self.pixel(point) is not None:
                return at
        return None

    def near(self, at: QPoint, far: int) -> QPoint:
        return at + QPoint(self.draw.randint(-far, far), self.draw.randint(-far, far))

    def keys(self, *some: Keys) -> Keys:
        """Mostly none."""
        return self.draw.choice(some) if self.draw.random() < 0.35 else NONE

    def tile(self) -> tuple[Tile, QPoint] | None:
        return self.one_of(self.window.canvas.canvas.tiles, lambda tile: tile.pos())

    def wire(self) -> tuple[WireItem, QPoint] | None:
        part = self.draw.uniform(0.3, 0.7)
        wires = [wire for wire in self.window.canvas.canvas.wires.values() if wire.isVisible()]
        return self.one_of(wires, lambda wire: wire.path().pointAtPercent(part))

    def port(self, *, is_output: bool, wired: bool = False) -> tuple[Port, QPoint] | None:
        scene, graph = self.window.canvas.canvas, self.window.session.document.graph
        found = [one for tile in scene.tiles for one in ports(scene, graph, tile) if one.is_output == is_output]
        return self.one_of([one for one in found if not wired or wires_of(one, graph)], lambda port: port.spot)

    def end_of_wire(self, *, is_output: bool) -> QPoint | None:
        """Where the loose end of a wire may go: a port, the middle of a card, or empty canvas."""
        chance = self.draw.random()
        if chance < 0.15:
            return self.nowhere()
        found = self.tile() if chance < 0.35 else self.port(is_output=is_output)
        return found[1] if found else None

    def seen(self, widget: QWidget) -> QPoint | None:
        """A pixel of the window at which a widget can be hit."""
        box = widget.visibleRegion().boundingRect()
        if not widget.isVisible() or not widget.isEnabled() or box.width() < 6 or box.height() < 6:
            return None
        return widget.mapTo(self.window, box.center())
