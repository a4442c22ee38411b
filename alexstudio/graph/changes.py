"""Changes of a graph as data: what a fix button will do, before it does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from alexstudio.graph.arrange import GAP, WIDTH, card_height
from alexstudio.graph.bypass import stand_in
from alexstudio.graph.document import Document
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import HOST, Edge, GraphError, Node
from alexstudio.layers import Value
from alexstudio.layers.params import pair_text


class Set(NamedTuple):
    """Give a parameter of a node another value."""

    node: str
    name: str
    value: Value

    def apply(self, graph: LayerGraph) -> None:
        """Do it."""
        graph.set_param(self.node, self.name, self.value)


class Place(NamedTuple):
    """Put nodes on a logical device."""

    nodes: tuple[str, ...]
    device: str

    def apply(self, graph: LayerGraph) -> None:
        """Do it."""
        graph.set_device(list(self.nodes), self.device)


class Insert(NamedTuple):
    """Put a new layer on a wire; the cards below make room for it."""

    edge: Edge
    type: str
    params: Mapping[str, Value] = {}

    def apply(self, graph: LayerGraph) -> None:
        """Do it."""
        end, edge = graph[self.edge.target], _present(graph, self.edge)
        device = end.device if end.device != HOST else "gpu0"
        node = graph.add_type(self.type, params=self.params, device=device, stage=end.stage, block=end.block)
        graph.connect(Edge(edge.source, edge.output, node.id, 0))
        graph.reroute(edge, node.id)
        if end.position is not None:
            x, top = end.position[0], end.position[1] - card_height(end) / 2
            make_room(graph, end.stage, top, card_height(node) + GAP[1])
            graph.replace(replace(node, position=(x, top + card_height(node) / 2)))


class TakeOut(NamedTuple):
    """Take a node of one input out of the network and join what was around it."""

    node: str

    def apply(self, graph: LayerGraph) -> None:
        """Do it."""
        wires = graph.inputs(self.node)
        if len(wires) != 1:
            raise GraphError(f"{graph[self.node].name} has {len(wires)} inputs, so nothing can take its place.")
        for reader in graph.consumers(self.node):
            graph.reroute(reader, wires[0].source, wires[0].output)
        graph.remove([self.node])


class Remove(NamedTuple):
    """Delete nodes and their wires."""

    nodes: tuple[str, ...]

    def apply(self, graph: LayerGraph) -> None:
        """Do it."""
        graph.remove(list(self.nodes))


class Connect(NamedTuple):
    """Add a wire; one from bypassed layers that pass nothing on makes room for it."""

    edge: Edge

    def apply(self, graph: LayerGraph) -> None:
        """Do it."""
        _connect(graph, self.edge)


class Reroute(NamedTuple):
    """Let another node feed an input."""

    edge: Edge
    source: str
    output: int = 0

    def apply(self, graph: LayerGraph) -> None:
        """Do it."""
        graph.reroute(_present(graph, self.edge), self.source, self.output)


class AddInput(NamedTuple):
    """Add the Input layer and let it feed some nodes."""

    readers: tuple[Edge, ...]
    """Wires whose source is still to be filled in."""

    def apply(self, graph: LayerGraph) -> None:
        """Do it."""
        first = next((graph[wire.target] for wire in self.readers), None)
        place = (first.position[0] - WIDTH - GAP[0], first.position[1]) if first and first.position else None
        node = graph.add_type("Input", device=HOST, position=place)
        for wire in self.readers:
            _connect(graph, wire._replace(source=node.id))


Change = Set | Place | Insert | TakeOut | Remove | Connect | Reroute | AddInput


@dataclass(frozen=True)
class Fix:
    """Something that helps, ready to be done as one undo step."""

    label: str
    """What the button says: "Insert Flatten before FC6"."""
    changes: tuple[Change, ...] = ()
    recipe: Mapping[str, object] = field(default_factory=dict)
    """Fields of the recipe that change."""

    @classmethod
    def set_param(cls, node: Node, name: str, value: Value) -> Fix:
        """Give a parameter of a node another value."""
        param = node.kind.param(name) if node.kind else None
        title = param.title if param else name
        if isinstance(value, bool):
            label = f"Turn {title} of {node.name} {'on' if value else 'off'}"
        else:
            label = f"Set {title} of {node.name} to {_value_text(value)}"
        return cls(label, (Set(node.id, name, value),))

    @classmethod
    def take_out(cls, node: Node) -> Fix:
        """Remove a layer and join what was around it."""
        return cls(f"Remove {node.name}", (TakeOut(node.id),))

    def apply(self, graph: LayerGraph) -> None:
        """Make the changes of the graph; `GraphError` when one cannot be made."""
        for change in self.changes:
            change.apply(graph)

    def applied(self, document: Document) -> Document:
        """A document with all changes made."""
        graph = document.graph.copy()
        self.apply(graph)
        document = replace(document, graph=graph.freeze())
        return document.with_recipe(**self.recipe) if self.recipe else document


def _present(graph: LayerGraph, edge: Edge) -> Edge:
    """The wire into the input of ``edge``: it comes from a bypassed node where ``edge`` is of the graph that runs."""
    return next((wire for wire in graph.inputs(edge.target) if wire.slot == edge.slot), edge)


def _connect(graph: LayerGraph, edge: Edge) -> None:
    taken = _present(graph, edge)
    if taken in graph.inputs(edge.target) and stand_in(graph, taken.source) is None:
        graph.reroute(taken, edge.source, edge.output)
    else:
        graph.connect(edge)


def make_room(graph: LayerGraph, stage: str, top: float, height: float) -> None:
    """Move the cards of a stage whose centres lie below ``top`` down by ``height``, in pixels at 100 %."""
    for node in graph.nodes:
        if node.stage == stage and node.position is not None and node.position[1] > top:
            graph.replace(replace(node, position=(node.position[0], node.position[1] + height)))


def _value_text(value: Value) -> str:
    if isinstance(value, tuple):
        return f"{value[0]:,}" if value[0] == value[1] else pair_text(value)
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"
