"""`WirePull`: what the drags of the loose end of a wire have in common; the kinds of them are in files of their own."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from alexstudio.graph import Edge, LayerGraph
from alexstudio.ui.canvas.card import CardItem
from alexstudio.ui.canvas.gestures.gesture import Gesture, Hand
from alexstudio.ui.canvas.marks import chosen
from alexstudio.ui.canvas.port_dots import PortDots
from alexstudio.ui.canvas.ports import Port, cards_near, inputs, outputs, port_at, usual_slot
from alexstudio.ui.canvas.tile import Tile
from alexstudio.ui.canvas.wire import Anchor, Side, WireItem, wire_path
from alexstudio.ui.theme import theme
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView

FAINT = 0.32
"""How much is left to see of a card that cannot take the wire, and of a wire that is being moved."""


class WirePull(Gesture):
    """The loose end looks for a port: cards that cannot take it are faint, the ports of the others are shown."""

    seeks_output = False
    """Whether the loose end looks for an output, and not for an input."""

    def __init__(self, view: CanvasView, hand: Hand, port: Port, fixed: list[Port], blocked: set[str]) -> None:
        """``port`` was taken hold of, ``fixed`` are the ends that stay, ``blocked`` the ids that close a cycle."""
        self._view, self._begin, self._port, self._fixed, self._blocked = view, hand, port, fixed, blocked
        self._why: dict[tuple[str, int], str | None] = {}
        self._pale: list[WireItem] = []
        self._faint: list[tuple[Tile, float]] = []
        self._line = QGraphicsPathItem()
        self._line.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._line.setZValue(30)
        self._dots = PortDots()
        self._is_drawn = False

    # -- what a kind of pull says --------------------------------------------------------------------------------------

    @abstractmethod
    def _edges(self, port: Port) -> list[Edge]:
        """The wires that there would be after a drop on a port."""

    @abstractmethod
    def _take(self, port: Port) -> None:
        """The loose end was dropped on a port, and nothing speaks against it."""

    @abstractmethod
    def _release(self, hand: Hand) -> None:
        """The loose end was dropped where nothing is."""

    def _held(self) -> list[Edge]:
        """The wires that are being moved."""
        return []

    # -- the gesture ---------------------------------------------------------------------------------------------------

    @property
    def graph(self) -> LayerGraph:
        """The graph as it is."""
        return self._view.session.document.graph

    def move(self, hand: Hand) -> None:
        """Follow the mouse; say why where a drop would be refused."""
        if not self._is_drawn:
            if not hand.is_far(self._begin):
                return
            self._draw()
        card, port = self._aim(hand.point)
        reason = self._reason(card, port)
        loose = port.spot if port and not reason else hand.point
        path = QPainterPath()
        for end in self._fixed:
            path.addPath(_between(end, loose, port.side if port and not reason else None, self.seeks_output))
        self._line.setPath(path)
        self._line.setPen(QPen(QColor(theme().bad if reason else theme().accent), 2.2, Qt.PenStyle.DashLine))
        self._dots.set_hot(None if reason else port)
        self._view.note.say(reason or "", hand.pixel)

    def drop(self, hand: Hand) -> None:
        """Connect, or tell why not."""
        self.give_up()
        if not hand.is_far(self._begin):
            for key in self._view.canvas.ends_of(self._port.node):
                self._view.mark(chosen(self._view.marked, key, self._begin.keys))
            return
        card, port = self._aim(hand.point)
        reason = self._reason(card, port)
        if reason:
            self._view.session.refused.emit(reason)
        elif port is not None:
            self._take(port)
        elif not card:
            self._release(hand)

    def give_up(self) -> None:
        """Leave no trace."""
        self._view.note.say("", self._begin.pixel)
        if self._is_drawn:
            self._is_drawn = False
            for item in (self._line, self._dots):
                self._view.canvas.removeItem(item)
            for card, opacity in self._faint:
                card.setOpacity(opacity)
            for wire in self._pale:  # not those that are held now: the document may be another one already
                wire.setOpacity(1)

    def _draw(self) -> None:
        """Light the ports that can take the loose end; cycles were looked for once, not for each card."""
        self._is_drawn = True
        scene, graph, find = self._view.canvas, self.graph, outputs if self.seeks_output else inputs
        own = {key for port in self._fixed for key in scene.ends_of(port.node)}
        lit: list[Port] = []
        for card in scene.tiles:
            takers = [port for port in find(scene, graph, card) if port.node not in self._blocked]
            lit.extend(takers)
            if not takers and card.key not in own:
                self._faint.append((card, card.opacity()))
                card.setOpacity(FAINT)
        self._pale = [scene.wires[edge] for edge in self._held()]
        for wire in self._pale:
            wire.setOpacity(FAINT)
        for item in (self._line, self._dots):
            scene.addItem(item)
        self._dots.show_ports(lit)

    def _aim(self, point: QPointF) -> tuple[str, Port | None]:
        """The card under the mouse, and its port that would take the wire: the nearest one, or the usual one."""
        scene, graph = self._view.canvas, self.graph
        port = port_at(scene, graph, point, is_output=self.seeks_output, within=True)
        if port is not None:
            return port.node, port
        card = next(cards_near(scene, point, 0), None)
        if card is None or card.key in {key for end in self._fixed for key in scene.ends_of(end.node)}:
            return "", None
        found = list(outputs(scene, graph, card) if self.seeks_output else inputs(scene, graph, card))
        if not self.seeks_output and isinstance(card, CardItem):
            slot = usual_slot(card.key, graph)
            found = [one for one in found if one.number == slot]
        return card.key, min(found, key=lambda one: QLineF(one.spot, point).length(), default=None)

    def _reason(self, card: str, port: Port | None) -> str | None:
        """Why the loose end cannot go there; worked out once for each port."""
        if not card:
            return None
        if port is None:
            if card in self.graph:
                return translate("Canvas", "{layer} takes no input.").format(layer=self.graph[card].name)
            return translate("Canvas", "No layer in this block has a free input. Enter the block to connect inside.")
        key = port.node, port.number
        if key not in self._why:
            reasons = (self._view.session.why_not_wire(edge) for edge in self._edges(port))
            self._why[key] = next((reason for reason in reasons if reason), None)
        return self._why[key]


def _between(fixed: Port, loose: QPointF, side: Side | None, is_backwards: bool) -> QPainterPath:
    """The wire as it would run; in the air the loose end turns towards the fixed one."""
    if side is None:
        gap = fixed.spot - loose
        if abs(gap.x()) > abs(gap.y()):
            side = "right" if gap.x() > 0 else "left"
        else:
            side = "bottom" if gap.y() > 0 else "top"
    ends = Anchor(fixed.spot, fixed.side), Anchor(loose, side)
    return wire_path(*reversed(ends)) if is_backwards else wire_path(*ends)
