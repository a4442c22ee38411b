"""`CanvasView`: the window on the scene: zoom at the cursor, pan, box selection, drags that become verbs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView
from shiboken6 import isValid

from alexstudio.graph import Edge
from alexstudio.history import Snapshot
from alexstudio.ui.canvas.card import CardItem
from alexstudio.ui.canvas.heat import Measure
from alexstudio.ui.canvas.scene import CanvasScene
from alexstudio.ui.canvas.wire import WireItem
from alexstudio.ui.canvas.wire_drag import WireDrag
from alexstudio.ui.session import Session

CLOSEST, FARTHEST = 4.0, 0.04
NUDGE = 12.0


class CanvasView(QGraphicsView):
    """Shows the scene of a session. Gestures call the session's verbs; one gesture is one undo step."""

    add_wanted = Signal(object, str)
    """Where on the scene a layer is to be added, and the id of the node that shall feed it (or nothing)."""
    selection_changed = Signal(object)
    """List of the ids of the selected nodes."""
    zoom_changed = Signal()
    heat_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.session = session
        self.canvas = CanvasScene()
        self.setScene(self.canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragMode(QGraphicsView.DragMode.RubberBandDrag)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Canvas with the layer graph"))
        self.canvas.selectionChanged.connect(self._tell_selection)
        self._pan_from: QPoint | None = None
        self._space = False
        self._keeps_fit = True
        self._below = 56
        self._drag: WireDrag | None = None
        session.changed.connect(self.refresh)
        self.refresh(session.snapshot)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def refresh(self, snapshot: Snapshot) -> None:
        """Show a snapshot."""
        self.canvas.refresh(snapshot)

    def show_heat(self, measure: Measure | None) -> None:
        """Tint the cards by a number of their layers, or no longer."""
        self.canvas.show_heat(measure)
        self.heat_changed.emit()

    def leave_below(self, pixels: int) -> None:
        """Keep the lower edge free for what lies on the canvas when the graph is fitted into view."""
        if pixels != self._below:
            self._below = pixels
            if self._keeps_fit:
                self.fit()

    @property
    def selected(self) -> list[str]:
        """Ids of the selected nodes."""
        return [item.node.id for item in self.canvas.selectedItems() if isinstance(item, CardItem)]

    def select(self, node_ids: list[str], *, centre: bool = False) -> None:
        """Select exactly these nodes; ``centre`` brings the first into view."""
        wanted = set(node_ids)
        self.canvas.blockSignals(True)
        for wire in self.canvas.wires.values():
            wire.setSelected(False)
        for node_id, card in self.canvas.cards.items():
            card.setSelected(node_id in wanted)
        self.canvas.blockSignals(False)
        self.canvas.update()
        self._tell_selection()
        if centre and node_ids and node_ids[0] in self.canvas.cards:
            self._keeps_fit = False
            self.centerOn(self.canvas.cards[node_ids[0]])

    def fit(self) -> None:
        """Bring the whole graph into view, and keep it there while the window is resized."""
        self._show(self.canvas.content)
        self._keeps_fit = True

    def fit_selection(self) -> None:
        """Bring the selected nodes into view, or everything when none is."""
        box = QRectF()
        for node_id in self.selected:
            box = box.united(self.canvas.cards[node_id].rim)
        if box.isEmpty():
            self.fit()
        else:
            self._show(box.adjusted(-80, -80, 80, 80))

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

    def _show(self, box: QRectF) -> None:
        if box.isEmpty():
            return
        room = self.viewport().rect().adjusted(22, 60, -22, -self._below)  # titles above, legend and zoom below
        if room.width() < 20 or room.height() < 20:
            return
        scale = min(room.width() / box.width(), room.height() / box.height(), 1.25)
        self.resetTransform()
        self.scale(scale, scale)
        self._keeps_fit = False
        corner = self.mapFromScene(box.center())
        self._shift(corner - room.center())
        self.zoom_changed.emit()

    def _shift(self, pixels: QPoint) -> None:
        horizontal, vertical = self.horizontalScrollBar(), self.verticalScrollBar()
        horizontal.setValue(horizontal.value() + pixels.x())
        vertical.setValue(vertical.value() + pixels.y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole graph in view until the user zooms or pans."""
        super().resizeEvent(event)
        if self._keeps_fit:
            self.fit()

    # -- gestures ------------------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor."""
        steps = event.angleDelta().y() / 120
        if steps:
            self.zoom_by(1.18**steps, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Middle button or space: pan. Left on a port: draw a wire. Left elsewhere: select, move, box."""
        if event.button() == Qt.MouseButton.MiddleButton or (
            self._space and event.button() == Qt.MouseButton.LeftButton
        ):
            self._pan_from = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = WireDrag.begin(self, self.mapToScene(event.position().toPoint()))
            if self._drag is not None:
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On empty canvas: add a layer there."""
        if event.button() == Qt.MouseButton.LeftButton and self.itemAt(event.position().toPoint()) is None:
            place = self.mapToScene(event.position().toPoint())
            self.add_wanted.emit((round(place.x()), round(place.y())), "")
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture."""
        point = event.position().toPoint()
        if self._pan_from is not None:
            self._shift(self._pan_from - point)
            self._pan_from = point
            self._keeps_fit = False
            self.zoom_changed.emit()
        elif self._drag is not None:
            self._drag.move(self.mapToScene(point), point)
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture: one undo step."""
        if self._pan_from is not None:
            self._pan_from = None
            self.viewport().unsetCursor()
        elif self._drag is not None:
            drag, self._drag = self._drag, None
            drag.drop(self.mapToScene(event.position().toPoint()))
        else:
            super().mouseReleaseEvent(event)
            self._commit_moves()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space pans, Esc gives up a gesture or the selection, arrows nudge."""
        key = event.key()
        nudges = {
            Qt.Key.Key_Left: (-NUDGE, 0.0),
            Qt.Key.Key_Right: (NUDGE, 0.0),
            Qt.Key.Key_Up: (0.0, -NUDGE),
            Qt.Key.Key_Down: (0.0, NUDGE),
        }
        if key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif key == Qt.Key.Key_Escape:
            if self._drag is not None:
                self._drag.give_up()
                self._drag = None
            elif not self._take_back_moves():
                self.select([])
        elif key in nudges and self.selected:
            across, down = nudges[Qt.Key(key)]
            cards = [self.canvas.cards[node_id] for node_id in self.selected]
            self.session.move({card.node.id: (card.x() + across, card.y() + down) for card in cards})
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End of panning with the space bar."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.viewport().unsetCursor()
        super().keyReleaseEvent(event)

    def delete_selection(self) -> None:
        """Delete the selected nodes, or else the selected wires."""
        if self.selected:
            self.session.remove(self.selected)
            return
        wires = [item.edge for item in self.canvas.selectedItems() if isinstance(item, WireItem)]
        for edge in sorted(wires, key=lambda wire: -wire.slot):
            self.session.remove_wire(edge)

    def _moved(self) -> dict[str, tuple[float, float]]:
        return {
            card.node.id: (card.x(), card.y())
            for card in self.canvas.cards.values()
            if (card.x(), card.y()) != card.node.position
        }

    def _commit_moves(self) -> None:
        moved = self._moved()
        if len(moved) == 1:
            node_id, (x, y) = next(iter(moved.items()))
            edge = self._wire_under(node_id)
            if edge is not None:
                self.session.insert(node_id, edge, (round(x), round(y)))
                return
        if moved:
            self.session.move({node_id: (round(x), round(y)) for node_id, (x, y) in moved.items()})

    def _wire_under(self, node_id: str) -> Edge | None:
        """The wire on which the card of an unconnected node lies, when the node fits in there."""
        graph = self.session.document.graph
        kind = graph[node_id].kind
        if kind is None or len(kind.slots) != 1 or graph.inputs(node_id) or graph.consumers(node_id):
            return None
        area = self.canvas.cards[node_id].rim.adjusted(20, 12, -20, -12)
        wires = [item for item in self.canvas.items(area) if isinstance(item, WireItem)]
        return wires[0].edge if wires else None

    def _take_back_moves(self) -> bool:
        moved = self._moved()
        for node_id in moved:
            position = self.canvas.cards[node_id].node.position
            if position is not None:
                self.canvas.cards[node_id].setPos(*position)
        return bool(moved)

    def _tell_selection(self) -> None:
        if isValid(self.canvas):  # the scene tells once more while Qt takes it apart
            self.selection_changed.emit(self.selected)

    def free_slot(self, target: str, wish: int | None = None) -> int | None:
        """The input of a node that a new wire would take, or None when it has no inputs."""
        graph = self.session.document.graph
        kind = graph[target].kind
        if kind is None or not kind.slots:
            return None
        taken = {edge.slot for edge in graph.inputs(target)}
        if kind.is_variadic:
            return len(taken)
        free = [slot for slot in range(len(kind.slots)) if slot not in taken]
        return wish if wish is not None else free[0] if free else 0

    def edge_to(self, source: str, target: str) -> Edge | None:
        """The wire that a drop of ``source``'s output on ``target`` would make."""
        slot = self.free_slot(target)
        return None if slot is None else Edge(source, 0, target, slot)
