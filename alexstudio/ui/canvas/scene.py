"""`CanvasScene`: cards, wires and frames of a snapshot; `refresh` changes only what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem

from alexstudio.analysis import Transfer
from alexstudio.graph import Edge
from alexstudio.graph.shown import Shown, what_is_shown
from alexstudio.graph.wireways import Link, Router
from alexstudio.history import Snapshot
from alexstudio.layers import shape_text
from alexstudio.ui.canvas.backdrop import Panel, paint_dots, paint_panels, title_box
from alexstudio.ui.canvas.block_card import BlockItem, block_faces
from alexstudio.ui.canvas.card import CardItem, outlet
from alexstudio.ui.canvas.comment import CommentItem
from alexstudio.ui.canvas.drawing import CardDrawing, WireDrawing
from alexstudio.ui.canvas.drawn import Drawn
from alexstudio.ui.canvas.heat import Heat, Measure
from alexstudio.ui.canvas.outside import SourceItem, outside_items
from alexstudio.ui.canvas.panels import Group, groups_of, panels_of, union
from alexstudio.ui.canvas.pills import Pill, carried_along, crossing_pills, paint_pills
from alexstudio.ui.canvas.sorts import Sorting, Sorts
from alexstudio.ui.canvas.tile import Tile
from alexstudio.ui.canvas.wire import WireItem

DRAGGED = 6
"""Wires that are led around cards in one frame of a drag; the others follow when the gesture has ended."""


class CanvasScene(QGraphicsScene):
    """The picture of a document. It reads snapshots and never writes on one."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, CardItem] = {}
        """The card of every node; what lies in a folded block or outside the scope is hidden."""
        self.blocks: dict[str, BlockItem] = {}
        """The cards of the folded blocks that are shown."""
        self.wires: dict[Edge, WireItem] = {}
        """The wire of every edge; hidden where both ends are the same item, or where one looks like another."""
        self.comments: dict[str, CommentItem] = {}
        self.scope = ""
        """Id of the block whose inside is shown, empty for the whole document."""
        self._sources: dict[str, SourceItem] = {}
        self._shown = Shown((), {}, (), {}, {}, {})
        self._snapshot: Snapshot | None = None
        self._panels: dict[str, Panel] = {}
        self._groups: dict[str, Group] = {}
        self._pills: dict[str, Pill] = {}
        self._is_refreshing = False
        self._tinted_by: Measure | Sorting | None = None
        self.heat: Heat | Sorts | None = None
        """What the cards are tinted by, None without a heat map."""
        self._router: Router[Edge] = Router()
        self._card_drawing, self._wire_drawing = CardDrawing(), WireDrawing()
        self._all: dict[str, Tile] = {}
        """Every item that wires run to, by key, also those that are hidden."""
        self.addItem(self._card_drawing)
        self.addItem(self._wire_drawing)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)

    # -- refresh -------------------------------------------------------------------------------------------------------

    def refresh(self, snapshot: Snapshot) -> None:
        """Show a snapshot. Selection stays on cards that are still there."""
        before, self._snapshot = self._snapshot, snapshot
        graph, report = snapshot.document.graph, snapshot.report
        if self.scope not in graph.outline.blocks:
            self.scope = ""
        self._is_refreshing = True
        changed, touched, is_regrouped = self._refresh_cards(before)
        is_rewired = before is None or before.document.graph.flow is not graph.flow
        if is_rewired:
            touched |= self._refresh_wires(graph.edges)
            changed |= {edge.target for edge in self.wires}
        is_outlined = before is not None and before.document.graph.outline is not graph.outline
        if is_rewired or is_outlined or is_regrouped or graph.outline.blocks or self._shown.folded:
            touched |= self._refresh_shown()
        if is_outlined or before is None:
            touched |= self._refresh_bends(before)
            self._refresh_comments()
        self._describe_wires(changed)
        self._is_refreshing = False
        self._note_tiles()
        if touched or is_regrouped or is_outlined:
            self._aim()
        elif changed:
            self._frame()
        if not touched and before is not None and before.report.transfers != report.transfers:
            self._place_pills()
        if self._tinted_by is not None:
            self.show_heat(self._tinted_by)

    def enter(self, block: str) -> None:
        """Show the inside of a block, or the whole document for ""."""
        self.scope = block
        if self._snapshot is not None:
            self.clearSelection()
            self._refresh_shown()
            self._note_tiles()
            self._describe_wires(set(self.cards))
            self._aim()

    def touch(self, item: Drawn) -> None:
        """Paint anew where an item is."""
        if isinstance(item, WireItem):
            self._wire_drawing.touch(item)
        elif not (isinstance(item, Tile) and item.is_lifted):
            self._card_drawing.is_stale = True
        left, top, right, bottom = item.reach
        self.update(QRectF(left, top, right - left, bottom - top))

    def addItem(self, item: QGraphicsItem) -> None:
        """Take an item in."""
        super().addItem(item)
        if isinstance(item, Drawn):
            self.touch(item)

    def removeItem(self, item: QGraphicsItem) -> None:
        """Let an item go."""
        if isinstance(item, Drawn):
            self.touch(item)
        super().removeItem(item)

    def restyle(self) -> None:
        """Take the colours of the theme."""
        self.show_heat(self._tinted_by)

    def show_heat(self, measure: Measure | Sorting | None) -> None:
        """Tint the cards by a number of their layers, or by what they are, or no longer."""
        assert self._snapshot is not None
        self._tinted_by = measure
        made = Sorts if isinstance(measure, Sorting) else Heat
        self.heat = made(measure, self._snapshot) if measure else None  # type: ignore[arg-type]  # as just chosen
        for node_id, card in self.cards.items():
            card.show_heat(self.heat.colour(node_id) if self.heat else None, self.heat is not None)

    def _refresh_cards(self, before: Snapshot | None) -> tuple[set[str], set[str], bool]:
        """Show the nodes; returns the ids of those that changed or moved, and whether a frame or device changed."""
        assert self._snapshot is not None
        reports = self._snapshot.report.nodes
        faults = {problem.node for problem in self._snapshot.report.problems}
        nodes = self._snapshot.document.graph.by_id
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
                old = card.node
                is_regrouped |= (old.stage, old.device, old.block) != (node.stage, node.device, node.block)
                card.show_node(node, reports[node_id], fault)
            x, y = node.position or (0.0, 0.0)
            if (card.x(), card.y()) != (x, y):
                card.setPos(x, y)
                touched.add(node_id)
        return changed | touched, touched, is_regrouped

    def _refresh_wires(self, edges: list[Edge]) -> set[str]:
        """Add and remove wires, so that they are in this order; returns the ids of the nodes whose wires changed."""
        touched: set[str] = set()
        old, self.wires = self.wires, {}
        for edge in edges:
            wire = old.pop(edge, None)
            if wire is None:
                wire = WireItem(edge)
                self.addItem(wire)
                touched.add(edge.target)
            self.wires[edge] = wire
        for edge, wire in old.items():
            self.removeItem(wire)
            touched.add(edge.target)
        return touched

    def _refresh_shown(self) -> set[str]:
        """Show and hide by blocks and scope; returns the keys of the items that came, moved or changed their wires."""
        assert self._snapshot is not None
        graph = self._snapshot.document.graph
        before, self._shown = self._shown, what_is_shown(graph, self.scope)
        shown = self._shown
        touched: set[str] = set()
        visible = set(shown.nodes)
        for node_id, card in self.cards.items():
            if card.isVisible() != (node_id in visible):
                card.setVisible(node_id in visible)
                touched.add(node_id)
        touched |= self._refresh_blocks() | self._refresh_sources()
        for edge, wire in self.wires.items():
            ends = shown.wires.get(edge)
            wire.setVisible(ends is not None)
            if ends != before.wires.get(edge):
                touched |= set(ends or ())
        return touched

    def _refresh_blocks(self) -> set[str]:
        assert self._snapshot is not None
        touched: set[str] = set()
        for block_id in self.blocks.keys() - self._shown.folded.keys():
            self.removeItem(self.blocks.pop(block_id))
        for block_id, face in block_faces(self._snapshot, self._shown).items():
            item = self.blocks.get(block_id)
            if item is None:
                item = self.blocks[block_id] = BlockItem(block_id, face)
                self.addItem(item)
                touched.add(item.key)
            item.show_face(face)
            if item.put_back():
                touched.add(item.key)
        return touched

    def _refresh_sources(self) -> set[str]:
        """Pills left and right of what is in the opened block, for what it reads and what reads it."""
        assert self._snapshot is not None
        for item in self._sources.values():
            self.removeItem(item)
        self._sources = outside_items(self._snapshot, self._shown, [tile.rim for tile in self.tiles])
        for item in self._sources.values():
            self.addItem(item)
        return set(self._sources)

    def _refresh_bends(self, before: Snapshot | None) -> set[str]:
        """The ids of the nodes whose wires run through other points than before."""
        assert self._snapshot is not None
        old = before.document.graph.outline.bends if before else {}
        new = self._snapshot.document.graph.outline.bends
        return {
            target for target, slot in old.keys() | new.keys() if old.get((target, slot)) != new.get((target, slot))
        }

    def _refresh_comments(self) -> None:
        assert self._snapshot is not None
        frames = self._snapshot.document.graph.outline.frames
        for key in self.comments.keys() - frames.keys():
            self.removeItem(self.comments.pop(key))
        for key, frame in frames.items():
            if key not in self.comments:
                self.comments[key] = CommentItem(frame)
                self.addItem(self.comments[key])
            self.comments[key].show_frame(frame)
            self.comments[key].setVisible(not self.scope)

    def _describe_wires(self, changed: set[str]) -> None:
        assert self._snapshot is not None
        graph, report = self._snapshot.document.graph, self._snapshot.report
        crossing: Mapping[tuple[str, int, str], Transfer] = {
            (move.source, move.output, move.destination): move for move in report.transfers
        }
        for edge, wire in self.wires.items():
            if edge.source in changed or edge.target in changed:
                shapes = report.nodes[edge.source].shapes
                move = crossing.get((edge.source, edge.output, graph[edge.target].device))
                wire.describe(shape_text(shapes[edge.output]) if shapes else "", move is not None)

    # -- wires ---------------------------------------------------------------------------------------------------------

    def _note_tiles(self) -> None:
        assert self._snapshot is not None
        self._all = {**self.cards, **{item.key: item for item in self.blocks.values()}, **self._sources}
        self._groups = groups_of(self._snapshot, self.scope, self._shown, self.tiles)

    @property
    def all_tiles(self) -> Iterable[Tile]:
        """Everything that wires run to, also what is hidden."""
        return self._all.values()

    @property
    def tiles(self) -> list[Tile]:
        """What is shown and can be selected and moved: cards of nodes and of folded blocks."""
        return [*(self.cards[node_id] for node_id in self._shown.nodes), *self.blocks.values()]

    def ends_of(self, node_id: str) -> list[str]:
        """Key of the card that stands for a node: its own, or that of the folded block around it; none outside."""
        if self.cards[node_id].isVisible():
            return [node_id]
        return [item.key for item in self.blocks.values() if node_id in item.face.members]

    def put(self, places: Mapping[str, tuple[float, float]]) -> None:
        """Show tiles at other places, with their wires, before the document knows it."""
        self._is_refreshing = True
        for key, place in places.items():
            self._all[key].setPos(*place)
        self._is_refreshing = False
        self.route(places.keys())

    def tile_moved(self, key: str) -> None:
        """Let wires and frames follow a card during a drag."""
        if not self._is_refreshing:
            self.route({key})

    def route(self, only: Collection[str]) -> None:
        """Let the wires of some items follow, as in a frame of a drag; all wires are looked at when it rests."""
        moved = [self._all[key] for key in only if key in self._all and self._all[key].is_shown]
        for tile in moved:
            self._router.move(tile.key, tile.edges)
        self._frame([tile.key for tile in moved])
        self._run_wires(DRAGGED)

    def _aim(self) -> None:
        """Tell the router everything that is shown, and run every wire anew that this affects."""
        assert self._snapshot is not None
        bends = self._snapshot.document.graph.outline.bends
        tiles = {tile.key: tile for tile in (*self.tiles, *self._sources.values())}
        self._router.place({key: tile.edges for key, tile in tiles.items()})
        self._router.join(
            Link(edge, begin, end, bends.get((edge.target, edge.slot), ()), outlet(tiles[begin], edge.output))
            for edge, (begin, end) in self._shown.wires.items()
        )
        self._frame()
        self._run_wires()

    def _run_wires(self, most: int | None = None) -> None:
        ways = self._router.settle(most)
        for edge, way in ways.items():
            self.wires[edge].follow(way)
        if most is None:
            self._place_pills()
        elif ways:
            is_new = {self.wires[edge] for edge in ways}
            self._show_pills(
                {place: carried_along(pill) if pill.wire in is_new else pill for place, pill in self._pills.items()}
            )

    def rest(self) -> None:
        """Look at all wires again when a gesture has ended: during it only those of the moved items follow."""
        if self._router.is_waiting:
            self._run_wires()

    # -- frames and background -----------------------------------------------------------------------------------------

    content = QRectF()
    """The part of the scene that holds something."""

    def _frame(self, moved: Collection[str] | None = None) -> None:
        """Frames around stages and open blocks, and how large the picture is; ``moved`` when only these have moved."""
        panels = panels_of(self._groups, self._panels, moved)
        changed = False
        for key in panels.keys() | self._panels.keys():
            old, new = self._panels.get(key), panels.get(key)
            if old is not new and old != new:
                changed = True
                for shown in filter(None, (old, new)):
                    self.update(shown.box.adjusted(-2, -2, 2, 2))
        self._panels = panels
        if changed:
            self._router.title({key: title_box(panel) for key, panel in panels.items()})
        bounds = union([tile.edges for tile in self._all.values() if tile.is_shown])
        for box in (
            *(panel.box for panel in panels.values()),
            *(comment.rim for comment in self.comments.values() if comment.isVisible()),
        ):
            bounds |= box
        if bounds != self.content:
            self.setSceneRect(bounds.adjusted(-400, -400, 400, 400))
            self.content = bounds

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        """Canvas, dots and frames."""
        assert isinstance(rect, QRectF)
        zoom = QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform())
        paint_dots(painter, rect, zoom)
        paint_panels(painter, self._panels, rect, zoom)

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:
        """Pills with the bytes that cross between devices, above every card."""
        paint_pills(painter, self._pills.values())

    def _place_pills(self) -> None:
        assert self._snapshot is not None
        wires = [wire for wire in self.wires.values() if wire.crosses and wire.is_shown]
        self._show_pills(crossing_pills(self._snapshot, wires, self._router.near))

    def _show_pills(self, pills: dict[str, Pill]) -> None:
        for place in pills.keys() | self._pills.keys():
            old, new = self._pills.get(place), pills.get(place)
            if old != new:
                for pill in filter(None, (old, new)):
                    self.update(pill.box)
        self._pills = pills
