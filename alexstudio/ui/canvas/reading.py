"""`CanvasReading`: when the mouse rests on a layer or a wire, a panel says what there is to read about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsItem
from shiboken6 import isValid

from alexstudio.analysis.reading import Line, block_lines, formulas, numbers, what_it_does, wire_lines
from alexstudio.analysis.seen import seen_by
from alexstudio.ui.canvas.block_card import BlockItem
from alexstudio.ui.canvas.card import CardItem
from alexstudio.ui.canvas.hover_card import HoverCard
from alexstudio.ui.canvas.view import CanvasView
from alexstudio.ui.canvas.wire import WireItem
from alexstudio.ui.words import layers, spoken, translate

REST = 500
"""Milliseconds that the mouse must rest."""
_NEAR = 3  # pixels around the mouse in which a wire is found
_INPUTS = 5  # rows of inputs that are written out

_ENDING = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.Leave,
        QEvent.Type.Hide,
        QEvent.Type.Resize,
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
    }
)


def _nothing(nodes: Sequence[str]) -> Sequence[Line]:
    return ()


class CanvasReading(QObject):
    """Watches the mouse over a view; it takes nothing from it but Esc while the panel is there."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self.card = HoverCard(view)
        self.more: Callable[[Sequence[str]], Sequence[Line]] = _nothing
        """Further lines about some layers."""
        self._item: QGraphicsItem | None = None
        self._point = QPoint()
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(REST)
        self.rest.timeout.connect(self._rested)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)
        view.zoom_changed.connect(self.end)
        view.horizontalScrollBar().valueChanged.connect(self.end)
        view.verticalScrollBar().valueChanged.connect(self.end)
        view.session.changed.connect(self.end)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start to wait when the mouse moves, end at everything else that it does."""
        kind = event.type()
        if not isValid(self._view):  # the viewport tells once more while Qt takes the view apart
            return False
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            had_card = self.card.isVisible()
            self.end()
            return had_card and event.key() == Qt.Key.Key_Escape and watched is self._view
        if watched is not self._view.viewport():
            return False
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._moved(event)
        elif kind in _ENDING:
            self.end()
            if kind == QEvent.Type.Leave:
                self._point = QPoint(-1, -1)  # it may come back to where it was
        return False

    def end(self) -> None:
        """Take the panel away, and wait no longer."""
        self.rest.stop()
        if self.card.isVisible():
            self.card.hide()
        self._item = None

    def _moved(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.buttons() != Qt.MouseButton.NoButton:
            self.end()
        elif point != self._point:
            self._point = point
            if self._item is not None and not self._is_on(self._item):
                self.end()
            if self._item is None:
                self.rest.start()
            elif self.card.geometry().contains(self._view.viewport().mapTo(self._view, point)):
                self.end()
                self.rest.start()

    def _is_on(self, item: QGraphicsItem) -> bool:
        if not isValid(item) or item.scene() is None:
            return False
        if isinstance(item, (CardItem, BlockItem)):
            return item.rim.contains(self._view.mapToScene(self._point))
        return self._under() is item

    def _under(self) -> CardItem | BlockItem | WireItem | None:
        """The card under the mouse, or else the wire."""
        place = self._point
        around = QRect(place.x() - _NEAR, place.y() - _NEAR, 2 * _NEAR + 1, 2 * _NEAR + 1)
        scene_place = self._view.mapToScene(place)
        wires = []
        for item in self._view.items(around):
            if isinstance(item, (CardItem, BlockItem)):
                if item.rim.contains(scene_place):
                    return item
            elif isinstance(item, WireItem):
                wires.append(item)
        return wires[0] if wires else None

    def _rested(self) -> None:
        item = self._under()
        if item is None or not self._view.viewport().isVisible():
            return
        session = self._view.session
        document, report = session.snapshot.document, session.snapshot.report
        graph = document.graph
        if isinstance(item, CardItem):
            node = graph[item.node.id]
            kind = f"{node.type}  ·  {spoken(node.kind.family)}" if node.kind else node.type
            rules = formulas(document, report, node.id)
            said = {line.title for line in rules} | {"weights + biases"}
            found = numbers(document, report, node.id, seen_by(graph, report, node.id))
            given = [line for line in found if line.title.startswith("from ")]
            lines = [line for line in found if line not in given and line.title not in said]
            if len(given) > _INPUTS:
                given = [
                    *given[: _INPUTS - 1],
                    Line("", translate("Canvas", "and %n more", "", len(given) - _INPUTS + 1)),
                ]
            costs = [*given, *lines, Line("device", node.device), *self.more([node.id])]
            self.card.show_lines(node.name, kind, what_it_does(node), [rules, costs])
            about = self._view.mapFromScene(item.rim).boundingRect()
        elif isinstance(item, BlockItem):
            face = item.face
            sentence = translate("Canvas", "A double-click enters the block, H opens it here.")
            lines = [*block_lines(document, report, face.members), *self.more(list(face.members))]
            if face.shape != "–":
                lines.insert(0, Line("output", face.shape))
            self.card.show_lines(face.name, layers(len(face.members)), sentence, [lines])
            about = self._view.mapFromScene(item.rim).boundingRect()
        else:
            names = graph[item.edge.source].name, graph[item.edge.target].name
            self.card.show_lines(" → ".join(names), "", "", [wire_lines(document, report, item.edge)])
            about = QRect(self._point, self._point).adjusted(-4, -4, 4, 4)
        self._item = item
        corner = self._view.viewport().mapTo(self._view, QPoint(0, 0))
        self.card.show_beside(about.translated(corner), self._point + corner)
