"""`CanvasView`: the window on the scene: what is selected, and the gestures that become verbs of the session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsItem
from shiboken6 import isValid

from alexstudio.graph import Edge
from alexstudio.graph.shown import scope_of
from alexstudio.history import Snapshot
from alexstudio.ui.canvas import rewire
from alexstudio.ui.canvas.bend import BendItem, Bends
from alexstudio.ui.canvas.block_card import BlockItem
from alexstudio.ui.canvas.camera import Camera
from alexstudio.ui.canvas.comment import CommentItem
from alexstudio.ui.canvas.cursor_note import CursorNote
from alexstudio.ui.canvas.flash import Flash
from alexstudio.ui.canvas.gestures.bend_drag import add_bend, drop_bends
from alexstudio.ui.canvas.gestures.gesture import Gesture, Hand
from alexstudio.ui.canvas.gestures.hover import Hover
from alexstudio.ui.canvas.gestures.table import GESTURES
from alexstudio.ui.canvas.heat import Measure
from alexstudio.ui.canvas.marks import COMMENT, Knot, Marks
from alexstudio.ui.canvas.naming import drop_comments, edit_comment
from alexstudio.ui.canvas.paint import brush_cursor
from alexstudio.ui.canvas.scene import CanvasScene
from alexstudio.ui.canvas.sorts import Sorting
from alexstudio.ui.canvas.tile import Tile
from alexstudio.ui.canvas.wire import WireItem
from alexstudio.ui.session import Session

NUDGE = 12.0
NUDGES = {
    Qt.Key.Key_Left: (-NUDGE, 0.0),
    Qt.Key.Key_Right: (NUDGE, 0.0),
    Qt.Key.Key_Up: (0.0, -NUDGE),
    Qt.Key.Key_Down: (0.0, NUDGE),
}


class CanvasView(Camera):
    """Shows the scene of a session. Gestures call the session's verbs; one gesture is one undo step."""

    add_wanted = Signal(object, str, int)
    """Where on the scene a layer is to be added, and the id and output of the node that shall feed it (or nothing)."""
    feed_wanted = Signal(object, str, int)
    """Where a layer is to be added, and the id and input of the node that it shall feed."""
    menu_wanted = Signal(object, str)
    """Where on the screen a menu is to open, and for what: "card", "wire", "bend", "comment" or "canvas"."""
    activated = Signal(str)
    """Key of the card that was double-clicked."""
    selection_changed = Signal(object)
    """List of the ids of the selected nodes."""
    scope_changed = Signal(str)
    """Id of the block whose inside is shown now, empty for the whole document."""
    heat_changed = Signal()
    brush_changed = Signal()

    def __init__(self, session: Session) -> None:
        self.canvas = CanvasScene()
        super().__init__(self.canvas)
        self.setObjectName("canvas")
        self.session = session
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Canvas with the layer graph"))
        self.viewport().setMouseTracking(True)
        self.canvas.selectionChanged.connect(self._tell_selection)
        self.bends = Bends(self.canvas)
        self.note = CursorNote(self)
        self.flash = Flash(self)
        self.snaps_to_grid = False
        self.is_space_held = False
        self.brush = ""
        """The device that a stroke puts cards on; empty while the canvas does not paint."""
        self._hover = Hover(self)
        self._gesture: Gesture | None = None
        self._is_quiet = False
        self.walker: Tile | None = None
        """The card that the keyboard selected last."""
        session.changed.connect(self.refresh)
        self.refresh(session.snapshot)

    # -- what is shown -------------------------------------------------------------------------------------------------

    @property
    def content(self) -> QRectF:
        """The part of the scene that holds something."""
        return self.canvas.content

    def refresh(self, snapshot: Snapshot) -> None:
        """Show a snapshot; a gesture that is going on is given up, for it began in another one."""
        self._give_up()
        self.canvas.refresh(snapshot)
        self.bends.refresh(snapshot)
        self._hover.clear()
        self.light_wires({})

    def show_heat(self, measure: Measure | Sorting | None) -> None:
        """Tint the cards by a number of their layers, or by what they are, or no longer."""
        self.canvas.show_heat(measure)
        self.heat_changed.emit()

    def enter(self, block: str) -> None:
        """Show the inside of a block, or the whole document for ""."""
        self._give_up()
        left = self.canvas.scope
        self.canvas.enter(block)
        self.bends.refresh(self.session.snapshot)
        self._hover.clear()
        self.scope_changed.emit(block)
        if left in self.canvas.blocks:
            self.mark(frozenset({self.canvas.blocks[left].key}))
        self.fit()

    def paint_with(self, device: str) -> None:
        """Paint cards with a device from now on; no longer with ""."""
        self._give_up()
        self.brush = device
        self._hover.clear()
        self.show_cursor()
        self.brush_changed.emit()

    def selection_box(self) -> QRectF:
        """The part of the scene that the selected cards take, empty when none is."""
        box = QRectF()
        for tile in self.canvas.tiles:
            if tile.isSelected():
                box |= tile.rim
        return box

    def fit_selection(self) -> None:
        """Bring what is selected into view, or everything when nothing is."""
        box = self.selection_box()
        if box.isEmpty():
            self.fit()
        else:
            self.show_box(box.adjusted(-80, -80, 80, 80))

    def light_wires(self, special: Mapping[Edge, str]) -> None:
        """Light the wires of the selected layers, and some others in a colour of the theme."""
        chosen = set(self.selected)
        for edge, wire in self.canvas.wires.items():
            wire.light(special.get(edge) or ("accent" if edge.source in chosen or edge.target in chosen else ""))

    def show_cursor(self) -> None:
        """The cursor for what a press would do now."""
        if self.is_space_held:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif self.brush:
            self.viewport().setCursor(brush_cursor(self.brush, self.devicePixelRatioF()))
        else:
            self.viewport().unsetCursor()

    # -- selection -----------------------------------------------------------------------------------------------------

    @property
    def selected(self) -> list[str]:
        """Ids of the selected nodes, those in a selected folded block included."""
        found: list[str] = []
        for item in self.canvas.selectedItems():
            if isinstance(item, BlockItem):
                found.extend(item.face.members)
            elif isinstance(item, Tile):
                found.append(item.key)
        return found

    @property
    def selected_blocks(self) -> list[str]:
        """Ids of the selected folded blocks."""
        return [item.block for item in self.canvas.selectedItems() if isinstance(item, BlockItem)]

    @property
    def marked(self) -> Marks:
        """Everything that is selected: cards by key, wires, bends."""
        return frozenset(mark for mark, item in self._items() if item.isSelected())

    def mark(self, marks: Marks, *, told: bool = True) -> None:
        """Select exactly this; ``told`` tells it to the panels, which a gesture does at its end only."""
        before = self.marked
        self._is_quiet = True
        for mark, item in self._items():
            if item.isSelected() != (mark in marks):
                item.setSelected(mark in marks)
        self._is_quiet = False
        if told:
            self._tell_selection()
        elif marks != before:
            self.light_wires({})

    def select(self, node_ids: list[str], *, centre: bool = False) -> None:
        """Select exactly these nodes; ``centre`` brings the first into view, also out of a folded block."""
        graph = self.session.document.graph
        first = node_ids[0] if node_ids and node_ids[0] in graph else ""
        if centre and first:
            scope = scope_of(graph, first, self.canvas.scope)
            if scope != self.canvas.scope:
                self.enter(scope)
        wanted = set(node_ids)
        blocks = {item.key for item in self.canvas.blocks.values() if wanted.issuperset(item.face.members)}
        self.mark(frozenset(wanted | blocks))
        if centre and first:
            self.look_at(self.canvas.cards[first].pos())

    def delete_selection(self) -> None:
        """Delete the selected nodes, or else the selected wires, or else bends."""
        marks = self.marked
        if self.selected:
            self.session.remove(self.selected)
        elif wires := [mark for mark in marks if isinstance(mark, Edge)]:
            rewire.cut(self.session, wires)
        elif knots := [mark for mark in marks if isinstance(mark, Knot)]:
            drop_bends(self, knots)
        elif comments := [mark.removeprefix(COMMENT) for mark in marks if isinstance(mark, str)]:
            drop_comments(self.session, comments)

    def _items(self) -> Iterator[tuple[str | Edge | Knot, QGraphicsItem]]:
        """Everything that can be selected."""
        yield from ((tile.key, tile) for tile in self.canvas.tiles)
        yield from self.canvas.wires.items()
        yield from self.bends.items.items()
        yield from ((f"{COMMENT}{key}", comment) for key, comment in self.canvas.comments.items())

    def _tell_selection(self) -> None:
        if isValid(self.canvas) and not self._is_quiet:  # the scene tells once more while Qt takes it apart
            self.light_wires({})
            self.selection_changed.emit(self.selected)

    # -- gestures ------------------------------------------------------------------------------------------------------

    def thing_at(self, point: QPointF) -> QGraphicsItem | None:
        """What the mouse would take hold of: a card, a bend, a wire, a comment; None on empty canvas."""
        for item in self.canvas.items(point):
            is_beside = isinstance(item, Tile) and not item.rim.contains(point)  # in the glow around it
            if item.acceptedMouseButtons() != Qt.MouseButton.NoButton and not is_beside:
                return item
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin the first gesture of the table that this press is meant for; a second button gives it up."""
        if self._gesture is not None:
            self._give_up()
            return
        hand = Hand.of(self, event)
        for kind in GESTURES:
            self._gesture = kind.begin(self, hand)
            if self._gesture is not None:
                self._hover.clear()
                return
        if event.button() != Qt.MouseButton.RightButton:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture."""
        hand = Hand.of(self, event)
        if self._gesture is not None:
            self._gesture.move(hand)
        else:
            super().mouseMoveEvent(event)
            if not event.buttons() and not self.brush:
                self._hover.move(hand.point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture: at most one undo step."""
        if self._gesture is None:
            super().mouseReleaseEvent(event)
            return
        gesture, self._gesture = self._gesture, None
        gesture.drop(Hand.of(self, event))
        self.canvas.rest()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On empty canvas: add a layer there. On a wire: bend it. On a bend: take it away. On a card: enter it."""
        if self.brush:
            self.mousePressEvent(event)
            return
        hand = Hand.of(self, event)
        thing = self.thing_at(hand.point)
        if not hand.is_left or self.is_space_held:
            return
        if thing is None:
            self.add_wanted.emit((round(hand.point.x()), round(hand.point.y())), "", 0)
        elif isinstance(thing, BendItem):
            drop_bends(self, [thing.knot])
        elif isinstance(thing, WireItem):
            add_bend(self, hand)
        elif isinstance(thing, BlockItem):
            self.enter(thing.block)
        elif isinstance(thing, Tile):
            self.activated.emit(thing.key)
        elif isinstance(thing, CommentItem):
            edit_comment(self, thing.frame.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Select what is under the mouse, and ask for its menu."""
        if self._gesture is not None or self.brush:
            return
        thing = self.thing_at(self.mapToScene(event.pos())) if event.reason() == event.Reason.Mouse else None
        mark = next((mark for mark, item in self._items() if item is thing), None)
        if mark is not None and mark not in self.marked:
            self.mark(frozenset({mark}))
        kinds = {Tile: "card", WireItem: "wire", BendItem: "bend", type(None): "canvas"}
        kind = next((name for one, name in kinds.items() if isinstance(thing, one)), "comment")
        if kind == "canvas" and event.reason() != event.Reason.Mouse and self.selected:
            kind = "card"
        self.menu_wanted.emit(event.globalPos(), kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space pans, Esc gives up a gesture or the selection, arrows nudge."""
        key = event.key()
        if key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.is_space_held = True
            if self._gesture is None:
                self.show_cursor()
        elif key == Qt.Key.Key_Escape:
            if self._gesture is not None:
                self._give_up()
            elif self.brush:
                self.paint_with("")
            elif self.marked or not self.canvas.scope:
                self.mark(frozenset())
            else:
                self.enter(self.session.document.graph.outline.blocks[self.canvas.scope].parent)
        elif key in NUDGES and self.selected:
            across, down = NUDGES[Qt.Key(key)]
            before = {tile.key: (tile.x(), tile.y()) for tile in self.canvas.tiles if tile.isSelected()}
            rewire.move_tiles(self.session, before, {one: (x + across, y + down) for one, (x, y) in before.items()})
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End of panning with the space bar."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.is_space_held = False
            if self._gesture is None:
                self.show_cursor()
        super().keyReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse."""
        self._hover.clear()
        super().leaveEvent(event)

    def _give_up(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.give_up()
            self.canvas.rest()
