"""`split`: one column becomes two towers on two devices, as the network of 2012 was laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, NoReturn

from alexstudio.graph.classes import class_layer
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import HOST, Edge, GraphError, Node, check_device
from alexstudio.graph.towers import kinds
from alexstudio.graph.towers.carried import Border, Part, Piece, WeightMap, border, pieces
from alexstudio.graph.towers.merging import are_towers
from alexstudio.graph.towers.rebuilt import Layer, join_node, lettered, rebuild, shapes_of
from alexstudio.graph.towers.spans import Spans, count, halves, is_aligned, joined, scaled, shifted, whole
from alexstudio.layers import Shape

Devices = tuple[str, str]


def split(graph: LayerGraph, *, devices: Devices = ("gpu0", "gpu1"), end: str = "") -> WeightMap:
    """Turn one column into two towers on two logical devices; returns where the weights go.

    Convolutions with an even number of groups become two that read their own tower; layers that read all channels
    give half of their outputs in each tower, and read both through a Concat; what treats each channel on its own is
    done in each tower. The layer ``end`` (the class scores, if it is empty) and what follows it stay whole on the
    first device. A response normalisation stays inside its tower, as in 2012; `WeightMap.remarks` say where that
    differs. `GraphError` names the layer that two towers cannot share; then nothing was changed.
    """
    for device in devices:
        check_device(device)
    if devices[0] == devices[1] or HOST in devices:
        raise GraphError("Two towers need two devices, such as gpu0 and gpu1.")
    if not end:
        last = class_layer(graph)
        if last is None:
            raise GraphError("The network must end in one Linear layer, the class scores, which stays whole.")
        end = last.id
    if are_towers(graph):
        raise GraphError("The network is two towers already. Merge them first.")
    splitting = _Splitting(graph, devices, end)
    rebuild(graph, splitting.made())
    return splitting.map()


class _Held(NamedTuple):
    """A tensor of the column in the towers: ``layers`` are where each of the two has it, with which channels.

    Where ``is_shared`` is false each tower has its half; else each reads all channels, perhaps of the same layer, and
    empty spans say that they lie as in the column.
    """

    layers: tuple[Layer, Layer]
    spans: tuple[Spans, Spans]
    is_shared: bool


class _Splitting:
    def __init__(self, graph: LayerGraph, devices: Devices, end: str) -> None:
        self._graph, self._devices = graph, devices
        self._shapes = shapes_of(graph)
        self._kept = graph.downstream(graph[end].id) | {end}
        self._end = graph[end]
        self._held: dict[str, _Held] = {}
        self._layers: list[Layer] = []
        self._joins: dict[tuple[str, int], tuple[Layer, Spans]] = {}
        self._reader: dict[str, str] = {}
        self._spare: set[Layer] = set()
        self._parts: list[tuple[Node, Layer, Spans, Spans]] = []
        self._borders: list[Border] = []

    def made(self) -> list[Layer]:
        """The layers of the towers, in the order of the document; nothing is changed yet."""
        for node in self._graph.order():
            self._held[node.id] = self._place(node)
        if all(held.is_shared for held in self._held.values()):
            raise GraphError(f"No layer before {self._end.name} can be shared by two towers.")
        self._drop_unread()
        order = {node_id: place for place, node_id in enumerate(self._graph.by_id)}
        self._layers.sort(key=lambda layer: order[self._reader.get(layer.of, layer.of)])
        copies: dict[str, list[Layer]] = {}
        for layer in self._layers:
            copies.setdefault(layer.of, []).append(layer)
        for twins in copies.values():
            if len(twins) == 2:
                for layer, letter in zip(twins, "ab", strict=True):
                    layer.node = lettered(layer.node, letter)
        return self._layers

    def map(self) -> WeightMap:
        """Where the weights go, once the layers have their ids."""
        there = set(self._layers)
        parts = [part for part in self._parts if part[1] in there]
        found: list[Piece] = []
        for node, layer, reads, makes in parts:
            if not node.bypassed:
                found += pieces(node, layer.id, reads, makes)
        named = tuple(Part(layer.id, node.id, makes) for node, layer, _, makes in parts)
        return WeightMap(tuple(found), named, tuple(self._borders))

    # -- one layer -----------------------------------------------------------------------------------------------------

    def _place(self, node: Node) -> _Held:
        wires = self._graph.inputs(node.id)
        inputs = [self._held[wire.source] for wire in wires]
        if node.bypassed and not kinds.is_passed(node, len(wires)):
            self._refuse(node, "is bypassed. Remove it, or put it back, before the split")
        if node.id in self._kept or all(held.is_shared for held in inputs):
            return self._place_shared(node, wires)
        if any(held.is_shared for held in inputs):
            self._refuse(node, "joins halves of the towers with something that both read whole")
        if node.bypassed:
            return self._tower_by_tower(node, wires, [held.spans for held in inputs])
        match node.type:
            case "Conv2d" | "Linear" if kinds.is_dense(node):
                return self._divide(node, wires)
            case "Conv2d" | "GroupNorm":
                return self._place_grouped(node, wires, inputs[0])
            case "Concat":
                return self._place_concat(node, wires, inputs)
            case "Flatten" if all(self._reads_all(edge.target) for edge in self._graph.consumers(node.id)):
                return self._do_twice(node, wires)
            case kinds.NORM:
                self._note_border(node, inputs[0].spans)
        if node.type in kinds.PAIRED:
            if inputs[0].spans != inputs[1].spans:
                self._refuse(node, "joins channels that the towers hold in different orders")
        elif node.type not in kinds.PER_CHANNEL | {kinds.NORM, "Flatten"}:
            self._refuse(node, f"is a {node.type}, which two towers cannot share: it looks at all channels at once")
        return self._tower_by_tower(node, wires, [held.spans for held in inputs])

    def _place_shared(self, node: Node, wires: Sequence[Edge]) -> _Held:
        """A layer of which every input is read whole."""
        if node.id not in self._kept and node.device != HOST and not node.bypassed:
            if node.type in ("Conv2d", "Linear"):
                if not kinds.is_dense(node):
                    self._refuse(node, "has groups but reads what both towers have whole. Use groups = 1")
                return self._divide(node, wires)
            if node.type in kinds.SHARED and wires:
                return self._do_twice(node, wires)
        inputs = [self._full(wire, 0, node) for wire in wires]
        spans = [spans for _, spans in inputs]
        is_mixed = any(one != whole(self._shape(wire)[0]) for one, wire in zip(spans, wires, strict=True))
        makes: Spans = ()
        if is_mixed and not node.bypassed and not kinds.is_dense(node):
            if node.type not in kinds.PER_CHANNEL | {"Flatten"}:
                self._refuse(node, "would read the channels in another order than in one column")
            makes = kinds.through(node, spans[0], self._shape(wires[0]))
        elif is_mixed and node.bypassed:
            makes = spans[0]
        device = node.device if node.device == HOST else self._devices[0]
        read = [(layer, wire.output) for (layer, _), wire in zip(inputs, wires, strict=True)]
        layer = self._add(replace(node, device=device), read)
        self._parts.append((node, layer, spans[0] if spans else (), makes or whole(self._shapes[node.id][0][0])))
        return _Held((layer, layer), (makes, makes), True)

    def _divide(self, node: Node, wires: Sequence[Edge]) -> _Held:
        """A layer that reads all channels: each tower makes half of its outputs."""
        total = kinds.outputs(node)
        if total % 2:
            what = "filters" if node.type == "Conv2d" else "outputs"
            self._refuse(node, f"has {total:,} {what}, which two towers cannot share. Use an even number")
        made = []
        for tower, makes in enumerate(halves(total)):
            source, reads = self._full(wires[0], tower, node)
            part = kinds.with_outputs(node, total // 2)
            made.append(self._add(replace(part, device=self._devices[tower]), [(source, wires[0].output)]))
            self._parts.append((node, made[tower], reads, makes))
        return _Held((made[0], made[1]), halves(total), False)

    def _place_grouped(self, node: Node, wires: Sequence[Edge], held: _Held) -> _Held:
        """A layer that treats groups of channels apart: each tower has the groups that it has the channels of."""
        name = kinds.groups_name(node)
        groups, channels = kinds.number(node, name), self._channels(node)
        size = channels // groups
        if not all(is_aligned(spans, size) for spans in held.spans):
            hint = "Use an even number of groups" if groups % 2 else "A Concat before it changes the order of the maps"
            self._refuse(node, f"has {name.replace('_', ' ')} = {groups}, which two towers cannot share. {hint}")
        total = kinds.outputs(node) if node.type == "Conv2d" else channels
        makes = [scaled(spans, size, total // groups) for spans in held.spans]
        nodes = []
        for reads, gives in zip(held.spans, makes, strict=True):
            part = node.with_params(**{name: count(reads) // size})
            nodes.append(kinds.with_outputs(part, count(gives)) if node.type == "Conv2d" else part)
        return self._tower_by_tower(node, wires, makes=(makes[0], makes[1]), nodes=nodes)

    def _place_concat(self, node: Node, wires: Sequence[Edge], inputs: Sequence[_Held]) -> _Held:
        """Each tower joins its halves, so the channels of both towers lie in another order than in one column."""
        shift, moved = 0, []
        for wire, held in zip(wires, inputs, strict=True):
            moved.append((shifted(held.spans[0], shift), shifted(held.spans[1], shift)))
            shift += self._shape(wire)[0]
        makes = joined(first for first, _ in moved), joined(second for _, second in moved)
        return self._tower_by_tower(node, wires, makes=makes)

    def _tower_by_tower(
        self,
        node: Node,
        wires: Sequence[Edge],
        spans: Sequence[tuple[Spans, Spans]] = (),
        *,
        makes: tuple[Spans, Spans] | None = None,
        nodes: Sequence[Node] = (),
    ) -> _Held:
        """A layer in each tower that reads its own tower, with as many channels as it finds there."""
        made = []
        if makes is None:
            shape = self._shape(wires[0])
            first, second = (one if node.bypassed else kinds.through(node, one, shape) for one in spans[0])
            makes = first, second
        for tower, device in enumerate(self._devices):
            read = [(self._held[wire.source].layers[tower], wire.output) for wire in wires]
            layer = self._add(replace(nodes[tower] if nodes else node, device=device), read)
            self._parts.append((node, layer, self._held[wires[0].source].spans[tower], makes[tower]))
            made.append(layer)
        return _Held((made[0], made[1]), makes, False)

    def _do_twice(self, node: Node, wires: Sequence[Edge]) -> _Held:
        """A layer that learns nothing, done by each tower for itself with all channels."""
        made, makes = [], []
        for tower, device in enumerate(self._devices):
            source, reads = self._full(wires[0], tower, node)
            gives = kinds.through(node, reads, self._shape(wires[0]))
            layer = self._add(replace(node, device=device), [(source, wires[0].output)])
            if self._graph.consumers(node.id):
                self._spare.add(layer)
            self._parts.append((node, layer, reads, gives))
            made.append(layer)
            makes.append(gives)
        if node.type == kinds.NORM:
            self._note_border(node, (makes[0],))
        return _Held((made[0], made[1]), (makes[0], makes[1]), True)

    # -- what layers read ----------------------------------------------------------------------------------------------

    def _full(self, wire: Edge, tower: int, reader: Node) -> tuple[Layer, Spans]:
        """Where a tower reads all channels of a tensor, and their order: through a Concat if each tower has half."""
        held = self._held[wire.source]
        if held.is_shared:
            return held.layers[tower], held.spans[tower] or whole(self._shape(wire)[0])
        if (wire.source, tower) not in self._joins:
            join = replace(join_node(reader), device=self._devices[tower])
            layer = self._add(join, [(held.layers[0], 0), (held.layers[1], 0)], of=f"{wire.source} joined")
            self._reader[layer.of] = reader.id
            self._spare.add(layer)
            self._joins[wire.source, tower] = layer, joined(held.spans)
        return self._joins[wire.source, tower]

    def _reads_all(self, node_id: str) -> bool:
        return node_id in self._kept or kinds.is_dense(self._graph[node_id])

    def _shape(self, wire: Edge) -> Shape:
        return self._shapes[wire.source][wire.output]

    def _channels(self, node: Node) -> int:
        return self._shape(self._graph.inputs(node.id)[0])[0]

    def _add(self, node: Node, inputs: Sequence[tuple[Layer, int]], of: str = "") -> Layer:
        layer = Layer(node, inputs, of or node.id)
        self._layers.append(layer)
        return layer

    def _drop_unread(self) -> None:
        """Without what a tower would do for a reader that is only in the other one."""
        read = {source for layer in self._layers for source, _ in layer.inputs}
        while spare := [layer for layer in self._layers if layer in self._spare and layer not in read]:
            self._layers = [layer for layer in self._layers if layer not in set(spare)]
            read = {source for layer in self._layers for source, _ in layer.inputs}

    def _note_border(self, node: Node, parts: tuple[Spans, ...]) -> None:
        found = border(node, node.name, parts, self._channels(node))
        self._borders += [found] if found and not node.bypassed else []

    def _refuse(self, node: Node, why: str) -> NoReturn:
        raise GraphError(f"{node.name} {why}.")
