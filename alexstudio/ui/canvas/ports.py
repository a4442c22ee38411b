"""Where the ports of the cards are, and which one a point is on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPainterPath

from alexstudio.graph import Edge, LayerGraph
from alexstudio.graph.arrange import TALL, WIDTH
from alexstudio.ui.canvas.block_card import BlockItem
from alexstudio.ui.canvas.card import CardItem
from alexstudio.ui.canvas.scene import CanvasScene
from alexstudio.ui.canvas.tile import Tile
from alexstudio.ui.canvas.wire import Side, WireItem, anchor

REACH = 12.0
"""How near a port the mouse must be to take hold of it, in scene units."""
_DEPTH = 4.0
"""How far ports reach into the card; further in, the mouse takes hold of the card."""


class Port(NamedTuple):
    """An output or an input slot of a node, at one of the places on the rim where it can be taken hold of."""

    node: str
    is_output: bool
    number: int
    spot: QPointF
    side: Side


def outputs(scene: CanvasScene, graph: LayerGraph, card: Tile) -> Iterator[Port]:
    """The outputs of a card: on its right and its lower rim, and where else a wire leaves."""
    if not isinstance(card, CardItem):
        yield from block_outputs(graph, card)
        return
    node, rim = card.node, card.rim
    of = len(node.kind.output_names(node.params)) if node.kind else 1
    sides: tuple[Side, ...] = ("right", "bottom")
    for side in sides:
        for number in range(of):
            yield Port(node.id, True, number, anchor(rim, side, number, of).point, side)
    for edge in graph.consumers(node.id):
        wire = scene.wires.get(edge)
        if wire is not None and wire.isVisible():
            start = tail(wire)
            if start.side in ("top", "left"):
                yield start


def inputs(scene: CanvasScene, graph: LayerGraph, card: Tile) -> Iterator[Port]:
    """The inputs of a card: at the tips of the wires into it, and the free ones on its left and upper rim."""
    if not isinstance(card, CardItem):
        yield from block_inputs(scene, graph, card)
        return
    node, rim = card.node, card.rim
    taken = set()
    tips: dict[Side, list[QPointF]] = {}
    for edge in graph.inputs(node.id):
        taken.add(edge.slot)
        wire = scene.wires.get(edge)
        if wire is not None and wire.isVisible():
            port = tip(wire)
            tips.setdefault(port.side, []).append(port.spot)
            yield port
    free = free_slots(node.id, graph, taken)
    sides: list[Side] = ["left", "top"]
    empty = [side for side in sides if side not in tips]
    for side in empty or sides[:1]:
        for place, slot in enumerate(free):
            spot = anchor(rim, side, place, len(free)).point
            if not empty:  # below the tips that are there
                last = max(spot.y() for spot in tips["left"])
                spot.setY(last + (rim.bottom() - 6 - last) * (place + 1) / len(free))
            yield Port(node.id, False, slot, spot, side)


def block_outputs(graph: LayerGraph, card: Tile) -> Iterator[Port]:
    """What a folded block gives: the outputs in it that something outside reads, or nothing at all."""
    if not isinstance(card, BlockItem):
        return
    inside = set(card.face.members)
    given = {
        (node_id, edge.output): None
        for node_id in card.face.members
        for edge in graph.consumers(node_id)
        if edge.target not in inside
    }
    given.update({(node_id, 0): None for node_id in card.face.members if not graph.consumers(node_id)})
    sides: tuple[Side, ...] = ("right", "bottom")
    for side in sides:
        for place, (node_id, output) in enumerate(given):
            yield Port(node_id, True, output, anchor(card.rim, side, place, len(given)).point, side)


def block_inputs(scene: CanvasScene, graph: LayerGraph, card: Tile) -> Iterator[Port]:
    """What a folded block reads: at the tips of the wires into it, and the free inputs in it on its upper rim."""
    if not isinstance(card, BlockItem):
        return
    inside = set(card.face.members)
    for node_id in card.face.members:
        for edge in graph.inputs(node_id):
            wire = scene.wires.get(edge)
            if edge.source not in inside and wire is not None and wire.isVisible():
                yield tip(wire)
    free = [
        (node_id, slot)
        for node_id in card.face.members
        for slot in free_slots(node_id, graph)
        if not (graph.inputs(node_id) and _takes_any(node_id, graph))
    ]
    for place, (node_id, slot) in enumerate(free):
        yield Port(node_id, False, slot, anchor(card.rim, "top", place, len(free)).point, "top")


def _takes_any(node_id: str, graph: LayerGraph) -> bool:
    """Whether a node takes any number of inputs, so that one is always free."""
    kind = graph[node_id].kind
    return kind is not None and kind.is_variadic


def free_slots(node_id: str, graph: LayerGraph, taken: Iterable[int] | None = None) -> list[int]:
    """The inputs of a node that no wire feeds yet; of a node with any number of them the next one."""
    kind = graph[node_id].kind
    if kind is None:
        return []
    filled = {edge.slot for edge in graph.inputs(node_id)} if taken is None else set(taken)
    if kind.is_variadic:
        return [len(filled)]
    return [slot for slot in range(len(kind.slots)) if slot not in filled]


def usual_slot(node_id: str, graph: LayerGraph) -> int | None:
    """The input that a wire takes which is dropped on the middle of a card, or None when it has no inputs."""
    kind = graph[node_id].kind
    if kind is None or not kind.slots:
        return None
    return next(iter(free_slots(node_id, graph)), 0)


def ports(scene: CanvasScene, graph: LayerGraph, card: Tile) -> list[Port]:
    """All ports of a card."""
    return [*outputs(scene, graph, card), *inputs(scene, graph, card)]


def port_at(
    scene: CanvasScene, graph: LayerGraph, point: QPointF, *, is_output: bool | None = None, within: bool = False
) -> Port | None:
    """The nearest port in reach of a point. ``within``: also from inside its card."""
    found: list[tuple[float, Port]] = []
    for card in cards_near(scene, point, REACH):
        rim = card.rim
        if not within and rim.adjusted(_DEPTH, _DEPTH, -_DEPTH, -_DEPTH).contains(point):
            continue
        for port in ports(scene, graph, card):
            far = QLineF(port.spot, point).length()
            if far <= REACH and is_output in (None, port.is_output):
                found.append((far, port))
    return min(found, key=lambda one: one[0])[1] if found else None


def cards_near(scene: CanvasScene, point: QPointF, reach: float) -> Iterator[Tile]:
    """The cards whose rims come within reach of a point; quick, for it is asked at every move of the mouse."""
    x, y = point.x(), point.y()
    across, down = WIDTH / 2 + reach, TALL / 2 + reach
    for card in (*scene.cards.values(), *scene.blocks.values()):
        is_close = abs(card.x() - x) <= across and abs(card.y() - y) <= down and card.isVisible()
        if is_close and card.rim.adjusted(-reach, -reach, reach, reach).contains(point):
            yield card


def wires_of(port: Port, graph: LayerGraph) -> list[Edge]:
    """The wires at a port."""
    if port.is_output:
        return [edge for edge in graph.consumers(port.node) if edge.output == port.number]
    return [edge for edge in graph.inputs(port.node) if edge.slot == port.number]


def tail(wire: WireItem) -> Port:
    """The output from which a wire comes, where it leaves."""
    path = wire.path()
    return Port(wire.edge.source, True, wire.edge.output, path.pointAtPercent(0), _LEAVING[_quarter(path, 0)])


def tip(wire: WireItem) -> Port:
    """The input to which a wire leads, where it arrives."""
    path = wire.path()
    return Port(wire.edge.target, False, wire.edge.slot, path.pointAtPercent(1), _ARRIVING[_quarter(path, 1)])


_LEAVING: tuple[Side, ...] = ("right", "top", "left", "bottom")
_ARRIVING: tuple[Side, ...] = ("left", "bottom", "right", "top")
"""The side of the card for a wire that runs there to the right, up, to the left, down."""


def _quarter(path: QPainterPath, part: float) -> int:
    return round(path.angleAtPercent(part) / 90) % 4
