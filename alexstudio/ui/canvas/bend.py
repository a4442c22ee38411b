"""`BendItem`: a point through which a wire runs; `Bends` keeps those of the document in the scene."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from alexstudio.history import Snapshot
from alexstudio.ui.canvas.marks import Knot
from alexstudio.ui.canvas.scene import CanvasScene
from alexstudio.ui.theme import theme

RADIUS, HIT = 4.0, 10.0


class BendItem(QGraphicsItem):
    """A dot on a wire; dragging it bends the wire, Delete or a double-click takes it away."""

    def __init__(self, knot: Knot) -> None:
        super().__init__()
        self.knot = knot
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(8)

    def boundingRect(self) -> QRectF:
        """Large enough to hit."""
        return QRectF(-HIT, -HIT, 2 * HIT, 2 * HIT)

    def shape(self) -> QPainterPath:
        """A disk somewhat larger than the dot."""
        path = QPainterPath()
        path.addEllipse(self.boundingRect())
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """A dot in the colour of wires."""
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        if zoom < 0.2:
            return
        colours = theme()
        size = RADIUS if zoom > 0.5 else 2 / zoom
        ink = QColor(colours.accent if self.isSelected() else colours.wire)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, max(1.6, 1.1 / zoom)))
        painter.setBrush(ink if self.isSelected() else QColor(colours.canvas))
        painter.drawEllipse(QPointF(0, 0), size, size)


class Bends:
    """The dots of the wires that can be seen."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self.items: dict[Knot, BendItem] = {}

    def refresh(self, snapshot: Snapshot) -> None:
        """Show the bends of a snapshot."""
        bends = snapshot.document.graph.outline.bends
        if not bends and not self.items:
            return
        wanted = {
            Knot(edge.target, edge.slot, number): point
            for edge, wire in self._scene.wires.items()
            if wire.isVisible()
            for number, point in enumerate(bends.get((edge.target, edge.slot), ()))
        }
        for knot in self.items.keys() - wanted.keys():
            self._scene.removeItem(self.items.pop(knot))
        for knot, point in wanted.items():
            if knot not in self.items:
                self.items[knot] = BendItem(knot)
                self._scene.addItem(self.items[knot])
            self.items[knot].setPos(*point)

    def preview(self, knot: Knot, point: QPointF) -> None:
        """Show a bend at another place, before the document knows it."""
        self.items[knot].setPos(point)
        edge = next((edge for edge in self._scene.wires if (edge.target, edge.slot) == knot[:2]), None)
        if edge is not None:
            self._scene.wires[edge].bend(self.points(knot))

    def points(self, knot: Knot) -> list[QPointF]:
        """All bends of the wire that one is on, as they are shown, in order."""
        return [self.items[one].pos() for one in sorted(self.items) if one[:2] == knot[:2]]
