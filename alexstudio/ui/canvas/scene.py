"""`CanvasScene`: cards, wires and stage frames of a snapshot; `refresh` changes only what differs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsScene, QStyleOptionGraphicsItem

from alexstudio.analysis import Transfer
from alexstudio.graph import Edge
from alexstudio.graph.arrange import HEAD
from alexstudio.history import Snapshot
from alexstudio.layers import shape_text
from alexstudio.ui.canvas.card import FAR, CardItem
from alexstudio.ui.canvas.heat import Heat, Measure
from alexstudio.ui.canvas.wire import Side, WireItem, anchor, facing
from alexstudio.ui.numbers import decimal_size, short_count
from alexstudio.ui.theme import theme, ui_font

GRID = 24


class CanvasScene(QGraphicsScene):
    """The picture of a document. It reads snapshots and never writes on one."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, CardItem] = {}
        self.wires: dict[Edge, WireItem] = {}
        self._snapshot: Snapshot | None = None
        self._boxes: dict[str, QRectF] = {}
        self._stages: dict[str, tuple[QRectF, str]] = {}
        self._pills: list[tuple[QPointF, str]] = []
        self._is_refreshing = False
        self._tinted_by: Measure | None = None
        self.heat: Heat | None = None
        """What the cards are tinted by, None without a heat map."""
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)

    def refresh(self, snapshot: Snapshot) -> None:
        """Show a snapshot. Selection stays on cards that are still there."""
        before, self._snapshot = self._snapshot, snapshot
        graph, report = snapshot.document.graph, snapshot.report
        self._is_refreshing = True
        changed, touched, is_regrouped = self._refresh_cards(before)
        if before is None or before.document.graph.flow is not graph.flow:
            touched |= self._refresh_wires(set(graph.edges))
            changed |= {edge.target for edge in self.wires}
        crossing = {(move.source, move.output, move.destination): move for move in report.transfers}
        for edge, wire in self.wires.items():
            if edge.source in changed or edge.target in changed:
                self._describe(wire, crossing)
        self._is_refreshing = False
        if touched or is_regrouped:
            self.route(touched & self.cards.keys())
        elif changed:
            self._frame_stages()
        if not touched and before is not None and before.report.transfers != report.transfers:
            self._place_pills()
        if self._tinted_by is not None:
            self.show_heat(self._tinted_by)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        self.show_heat(self._tinted_by)

    def show_heat(self, measure: Measure | None) -> None:
        """Tint the cards by a number of their layers, or no longer."""
        assert self._snapshot is not None
        self._tinted_by = measure
        self.heat = Heat(measure, self._snapshot) if measure else None
        for node_id, card in self.cards.items():
            card.show_heat(self.heat.colour(node_id) if self.heat else None, self.heat is not None)

    def _refresh_cards(self, before: Snapshot | None) -> tuple[set[str], set[str], bool]:
        """Show the nodes; returns the ids of those that changed or moved, and whether a stage or device changed."""
        assert self._snapshot is not None
        reports = self._snapshot.report.nodes
        faults = {problem.node for problem in self._snapshot.report.problems}
        nodes = {node.id: node for node in self._snapshot.document.graph.nodes}
        changed: set[str] = set()
        touched: set[str] = set()
        gone = self.cards.keys() - nodes.keys()
        is_regrouped = bool(gone)
        for node_id in gone:
            self.removeItem(self.cards.pop(node_id))
        for node_id, node in nodes.items():
            card, fault = self.cards.get(node_id), node_id in faults
            if card is None:
                card = self.cards[node_id] = CardItem(node, reports[node_id], fault)
                self.addItem(card)
                touched.add(node_id)
            elif card.node is not node or card.report is not reports[node_id] or card.fault != fault:
                changed.add(node_id)
                is_regrouped |= (card.node.stage, card.node.device) != (node.stage, node.device)
                card.show_node(node, reports[node_id], fault)
            x, y = node.position or (0.0, 0.0)
            if (card.x(), card.y()) != (x, y):
                card.setPos(x, y)
                touched.add(node_id)
        return changed | touched, touched, is_regrouped

    def _refresh_wires(self, edges: set[Edge]) -> set[str]:
        """Add and remove wires; returns the ids of the nodes whose wires changed."""
        touched: set[str] = set()
        for edge in self.wires.keys() - edges:
            self.removeItem(self.wires.pop(edge))
            touched.add(edge.target)
        for edge in edges - self.wires.keys():
            self.wires[edge] = WireItem(edge)
            self.addItem(self.wires[edge])
            touched.add(edge.target)
        return touched

    def _describe(self, wire: WireItem, crossing: Mapping[tuple[str, int, str], Transfer]) -> None:
        assert self._snapshot is not None
        graph, report = self._snapshot.document.graph, self._snapshot.report
        source, output, target, _ = wire.edge
        shapes = report.nodes[source].shapes
        move = crossing.get((source, output, graph[target].device))
        tensor = shape_text(shapes[output]) if shapes else ""
        wire.describe(tensor, move is not None)

    def card_moved(self, node_id: str) -> None:
        """Let wires and frames follow a card during a drag."""
        if not self._is_refreshing:
            self.route({node_id})

    def route(self, only: set[str]) -> None:
        """Run the wires of some cards, and of those that they feed, from rim to rim."""
        ins: dict[str, list[Edge]] = {}
        outs: dict[str, list[Edge]] = {}
        for edge in self.wires:
            outs.setdefault(edge.source, []).append(edge)
            ins.setdefault(edge.target, []).append(edge)
        near = only | {edge.target for node_id in only for edge in outs.get(node_id, [])}
        for edge in {edge for node_id in near for edge in (*ins.get(node_id, []), *outs.get(node_id, []))}:
            begin, end = self.cards[edge.source], self.cards[edge.target]
            leave, arrive = facing(begin.pos(), end.pos())
            place, of = self._place(edge, ins.get(edge.target, []), arrive)
            self.wires[edge].join(anchor(begin.rim, leave), anchor(end.rim, arrive, place, of))
        self._measure()
        self._frame_stages()
        self._place_pills()

    def _place(self, edge: Edge, siblings: list[Edge], side: Side) -> tuple[int, int]:
        """Which of the wires that arrive on the same side this one is, in the order in which they come from."""
        target = self.cards[edge.target].pos()
        same = [one for one in siblings if facing(self.cards[one.source].pos(), target)[1] == side]
        across = (
            (lambda one: self.cards[one.source].y())
            if side in ("left", "right")
            else (lambda one: self.cards[one.source].x())
        )
        return sorted(same, key=across).index(edge), len(same)

    # -- frames and background -----------------------------------------------------------------------------------------

    def _frame_stages(self) -> None:
        """Frames around the stages, with what they learn."""
        assert self._snapshot is not None
        sums = self._snapshot.report.stages
        stages = {}
        for stage, box in self._boxes.items():
            params = sums[stage].params if stage in sums else 0
            stages[stage] = (box, short_count(params) if params else "")
        for stage in stages.keys() | self._stages.keys():
            old, new = self._stages.get(stage), stages.get(stage)
            if old != new:
                for box, _ in filter(None, (old, new)):
                    self.update(box)
        self._stages = stages

    def _measure(self) -> None:
        """Where the stages are and how large the picture is."""
        rims = [(card.node.stage, card.rim) for card in self.cards.values()]
        boxes: dict[str, QRectF] = {}
        bounds = QRectF()
        for stage, rim in rims:
            bounds |= rim
            if stage:
                boxes[stage] = boxes[stage] | rim if stage in boxes else rim
        self._boxes = {stage: box.adjusted(-11, -HEAD, 11, 11) for stage, box in boxes.items()}
        for box in self._boxes.values():
            bounds |= box
        self.setSceneRect(bounds.adjusted(-400, -400, 400, 400))
        self.content = bounds

    content = QRectF()
    """The part of the scene that holds something."""

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        """Canvas, dots and stage frames."""
        assert isinstance(rect, QRectF)
        colours = theme()
        painter.fillRect(rect, QColor(colours.canvas))
        zoom = QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform())
        if zoom > 0.5:
            painter.setPen(QPen(QColor(colours.dots), 1.6))
            left, top = int(rect.left()) // GRID * GRID, int(rect.top()) // GRID * GRID
            points = [
                QPointF(x, y)
                for x in range(left, int(rect.right()) + 1, GRID)
                for y in range(top, int(rect.bottom()) + 1, GRID)
            ]
            painter.drawPoints(points)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stage, (box, params) in self._stages.items():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.frame))
            painter.drawRoundedRect(box, 14, 14)
            if zoom < FAR:
                continue
            size = min(max(13.0, 11.5 / zoom), 24.0)
            head = QRectF(box.left() + 13, box.top() + 3, box.width() - 26, 33)
            font = ui_font(size, bold=True)
            painter.setFont(font)
            painter.setPen(QColor(colours.text))
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, stage)
            taken = QFontMetricsF(font).horizontalAdvance(stage + " ")
            font = ui_font(size * 0.8)
            if taken + QFontMetricsF(font).horizontalAdvance(params) > head.width():
                continue
            painter.setFont(font)
            painter.setPen(QColor(colours.muted))
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, params)

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:
        """Pills with the bytes that cross between devices, above every card."""
        zoom = QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform())
        if zoom < FAR:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme()
        font = ui_font(min(max(10.5, 10.5 / zoom), 22.0), bold=True)
        metrics = QFontMetricsF(font)
        for spot, text in self._pills:
            box = QRectF(0, 0, metrics.horizontalAdvance(text) + metrics.height(), metrics.height() * 1.4)
            box.moveCenter(spot)
            painter.setPen(QPen(QColor(colours.crossing), max(1.0, 0.9 / zoom)))
            painter.setBrush(QColor(colours.canvas))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.setFont(font)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _place_pills(self) -> None:
        """One pill for all wires that cross into a stage: what they carry together for one picture."""
        assert self._snapshot is not None
        graph, report = self._snapshot.document.graph, self._snapshot.report
        readers: dict[str, list[WireItem]] = {}
        for wire in self.wires.values():
            if wire.crosses:
                target = graph[wire.edge.target]
                readers.setdefault(target.stage or target.id, []).append(wire)
        cards = [card.rim for card in self.cards.values()]
        pills = []
        for wires in readers.values():
            moves = {(wire.edge.source, wire.edge.output, graph[wire.edge.target].device) for wire in wires}
            size = sum(
                move.bytes_per_image
                for move in report.transfers
                if (move.source, move.output, move.destination) in moves
            )
            spots = [wire.path().pointAtPercent(step / 20) for wire in wires for step in range(3, 18)]
            pills.append((max(spots, key=lambda spot: _room(spot, cards)), decimal_size(size)))
        if pills != self._pills:
            self._pills = pills
            self.update()


def _room(spot: QPointF, cards: list[QRectF]) -> float:
    """How much room a pill of some 70 x 26 has around a point, in scene units; negative when it hides a card."""
    return min(
        max(
            max(box.left() - spot.x(), spot.x() - box.right()) - 35,
            max(box.top() - spot.y(), spot.y() - box.bottom()) - 13,
        )
        for box in cards
    )
