"""`merge`: two towers on two devices become one column again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, pairwise
from typing import NamedTuple, NoReturn

from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import HOST, GraphError, Key, Node
from alexstudio.graph.towers import kinds
from alexstudio.graph.towers.carried import Border, Part, Piece, WeightMap, border, pieces
from alexstudio.graph.towers.pairs import pairs
from alexstudio.graph.towers.rebuilt import Layer, rebuild, shapes_of, unlettered
from alexstudio.graph.towers.spans import Spans, count, covers, is_aligned, joined, scaled, shifted, whole


def merge(graph: LayerGraph) -> WeightMap:
    """Turn two towers on two logical devices into one column on the first of them; returns where the weights go.

    The towers are told by their structure: pairs of layers that do the same on each device, from the pictures on.
    Layers that read their own tower become one with twice as many groups; layers that read both, through a Concat in
    whatever order, become one that reads all channels. What is there once stays. A response normalisation then reads
    across the border of the towers; `WeightMap.remarks` say where that differs. `GraphError` names the layer that has
    no place in a column; then nothing was changed.
    """
    merging = _Merging(graph)
    rebuild(graph, merging.made())
    return merging.map().reversed()


def are_towers(graph: LayerGraph) -> bool:
    """Whether `merge` can make one column of a graph."""
    try:
        _Merging(graph).made()
    except GraphError:
        return False
    return True


@dataclass(eq=False)
class _Column:
    """A layer of the column, the layers that it stands for, and which channels each of them reads and gives."""

    layer: Layer
    sizes: tuple[int, ...]
    """Channels of each output."""
    parts: list[tuple[Node, Spans, Spans]] = field(default_factory=list)


class _Held(NamedTuple):
    """What an output in the towers is in the column: an output there, and which channels of it, in which order."""

    column: _Column
    output: int
    spans: Spans

    @property
    def size(self) -> int:
        """Channels of the column's output."""
        return self.column.sizes[self.output]

    @property
    def is_all(self) -> bool:
        """Whether it has all channels of the column's output, in whatever order."""
        return covers([self.spans], self.size, once=True)


_Tensor = tuple[_Column, int]
_Task = tuple[Key, bool, tuple[_Tensor, ...]]
"""What a layer does: its type and parameters, whether it is bypassed, and what it reads in the column."""


class _Merging:
    def __init__(self, graph: LayerGraph) -> None:
        self._graph = graph
        self._devices = sorted({node.device for node in graph.nodes} - {HOST}, key=lambda name: int(name[3:]))
        if len(self._devices) != 2:
            there = f"{len(self._devices)} devices" if self._devices[1:] else "one device"
            raise GraphError(f"Two towers lie on two devices, but the layers of this network are on {there}.")
        self._shapes = shapes_of(graph)
        self._place = {node_id: place for place, node_id in enumerate(graph.flow)}
        self._held: dict[tuple[str, int], _Held] = {}
        self._columns: list[_Column] = []
        self._open: dict[_Task, list[_Column]] = {}
        self._waiting: dict[_Task, list[Node]] = {}
        self._missing = {node_id: len(wires) for node_id, wires in graph.flow.items()}
        self._ready = [node for node in graph.order() if not self._missing[node.id]]

    def made(self) -> list[Layer]:
        """The layers of the column, in the order of the document; nothing is changed yet."""
        while self._ready or self._waiting:
            if not self._ready:
                self._settle_waiting()
            ready, self._ready = self._ready, []
            older = len(self._columns)
            try:
                self._place_all(ready)
            except GraphError:
                self._check_twins(self._columns[:older])  # what lacks a twin is more often the cause
                raise
        self._check_twins(self._columns)
        for column in self._columns:
            self._name(column)
        if not any(len(column.parts) == 2 for column in self._columns):
            raise GraphError(f"No layer on {self._devices[0]} has a twin on {self._devices[1]}: there are no towers.")
        order = {node_id: place for place, node_id in enumerate(self._graph.by_id)}
        self._columns.sort(key=lambda column: min(order[node.id] for node, _, _ in column.parts))
        return [column.layer for column in self._columns]

    def map(self) -> WeightMap:
        """Where the weights go from the column to the towers, once the column's layers have their ids."""
        found: list[Piece] = []
        parts: list[Part] = []
        borders: list[Border] = []
        for column in self._columns:
            node = replace(column.layer.node, id=column.layer.id)
            for tower, reads, makes in column.parts:
                parts.append(Part(tower.id, node.id, makes))
                found += [] if node.bypassed else pieces(node, tower.id, reads, makes)
            if node.type == kinds.NORM and not node.bypassed:
                spans = tuple(dict.fromkeys(reads for _, reads, _ in column.parts))
                known = border(node, node.name, spans, column.sizes[0])
                borders += [known] if known else []
        return WeightMap(tuple(found), tuple(parts), tuple(borders))

    # -- layers whose inputs are known ---------------------------------------------------------------------------------

    def _place_all(self, nodes: Sequence[Node]) -> None:
        alike: dict[_Task, list[Node]] = {}
        for node in nodes:
            held = self._inputs(node)
            if node.bypassed and not kinds.is_passed(node, len(held)):
                self._refuse(node, "is bypassed. Remove it, or put it back, before the merge")
            if node.type == "Concat" and not node.bypassed:
                tensors = _tensors(held)
                if len(tensors) == 1 and len(held) > 1:
                    self._settle(node, [held[0]._replace(spans=joined(one.spans for one in held))])
                    continue
            else:
                tensors = [(one.column, one.output) for one in held]
            task = node.key, node.bypassed, tuple(tensors)
            if not node.bypassed and kinds.is_dense(node) and held[0].is_all:
                self._waiting.setdefault(task, []).append(node)
            else:
                alike.setdefault(task, []).append(node)
        for task, group in alike.items():
            for twin in chain.from_iterable(pairs(*self._by_device(group))):
                if twin is not None:
                    self._join(task, twin)

    def _settle_waiting(self) -> None:
        """Layers that learn from all channels: twins make half of the outputs each, one without a twin makes all."""
        has_settled = False
        for task, group in list(self._waiting.items()):
            for one, other in pairs(*self._by_device(group)):
                if one is not None and other is not None:
                    self._make_dense(task, [one, other])
                    has_settled = True
        if not has_settled:
            first = min(chain.from_iterable(self._waiting.values()), key=lambda node: self._place[node.id])
            task = next(task for task, group in self._waiting.items() if first in group)
            self._make_dense(task, [first])

    def _make_dense(self, task: _Task, nodes: Sequence[Node]) -> None:
        each = kinds.outputs(nodes[0])
        made = kinds.with_outputs(nodes[0], each * len(nodes))
        column = self._open_column(task, made, (each * len(nodes),))
        for number, node in enumerate(nodes):
            self._waiting[task].remove(node)
            reads, makes = self._inputs(node)[0].spans, shifted(whole(each), number * each)
            column.parts.append((node, reads, makes))
            self._settle(node, [_Held(column, 0, makes)])
        if not self._waiting[task]:
            del self._waiting[task]

    def _join(self, task: _Task, node: Node) -> None:
        """Make a layer a part of one in the column that does the same, or a new one there."""
        made, makes, sizes = self._what(node, self._inputs(node))
        reads = self._inputs(node)[0].spans if task[2] else ()
        column = next((one for one in self._open.get(task, ()) if self._fits(one, node, makes)), None)
        column = column or self._open_column(task, made, sizes)
        column.parts.append((node, reads, makes))
        ports = [_Held(column, output, makes if len(sizes) == 1 else whole(size)) for output, size in enumerate(sizes)]
        self._settle(node, ports)

    def _fits(self, column: _Column, node: Node, makes: Spans) -> bool:
        """Whether the twin of this layer is still missing there; what learns or draws must not do a channel twice."""
        if node.device in {part.device for part, _, _ in column.parts} or not (column.parts and makes):
            return False
        spans = [makes, *(gives for _, _, gives in column.parts)]
        return node.type in kinds.SHARED or not _overlap(spans)

    def _open_column(self, task: _Task, node: Node, sizes: tuple[int, ...]) -> _Column:
        device = node.device if node.device == HOST else self._devices[0]
        inputs = [(column.layer, output) for column, output in task[2]]
        column = _Column(Layer(replace(node, device=device), inputs), sizes)
        self._columns.append(column)
        self._open.setdefault(task, []).append(column)
        return column

    def _what(self, node: Node, held: Sequence[_Held]) -> tuple[Node, Spans, tuple[int, ...]]:
        """The layer of the column that does it, the channels of it that this one gives, the sizes of its outputs."""
        shapes = self._shapes[node.id]
        name = kinds.groups_name(node)
        if held and (node.bypassed or node.type in kinds.PER_CHANNEL | {kinds.NORM, "Flatten"}):
            spans, shape = held[0].spans, self._input_shape(node)
            if node.bypassed:
                return node, spans, (held[0].size,)
            return node, kinds.through(node, spans, shape), (kinds.through(node, whole(held[0].size), shape)[0][1],)
        if node.type == "Concat":
            tensors = _tensors(held)
            sizes = [column.sizes[output] for column, output in tensors]
            starts = dict(zip(tensors, accumulate([0, *sizes]), strict=False))
            places = [starts[one.column, one.output] for one in held]
            if len(tensors) == len(held):  # also where a tensor is joined with itself
                places = list(accumulate([0, *sizes]))[:-1]
            makes = joined(shifted(one.spans, place) for one, place in zip(held, places, strict=True))
            return node, makes, (sum(sizes),)
        if node.type in kinds.PAIRED:
            if held[0].spans != held[1].spans or held[0].size != held[1].size:
                self._refuse(node, "joins channels that have different places in one column")
            return node, held[0].spans, (held[0].size,)
        if name:
            return self._what_grouped(node, held[0], name)
        if any(one.spans != whole(one.size) for one in held):
            if node.type == "Linear":
                self._refuse(node, "reads only a part of the values, which a dense layer in one column cannot")
            self._refuse(node, f"is a {node.type}, which needs all channels in the order of one column")
        return node, whole(shapes[0][0]), tuple(shape[0] for shape in shapes)

    def _what_grouped(self, node: Node, held: _Held, name: str) -> tuple[Node, Spans, tuple[int, ...]]:
        """A layer that treats groups of channels apart: the column has as many more as it has more channels."""
        groups, channels = kinds.number(node, name), count(held.spans)
        size = channels // groups
        if held.size % size or not is_aligned(held.spans, size):
            self._refuse(node, f"reads {channels:,} maps that are no groups of the {held.size:,} in one column")
        made = node.with_params(**{name: held.size // size})
        gives = kinds.outputs(node) // groups if node.type == "Conv2d" else size
        total = held.size // size * gives
        made = kinds.with_outputs(made, total) if node.type == "Conv2d" else made
        return made, scaled(held.spans, size, gives), (total,)

    # -- bookkeeping ---------------------------------------------------------------------------------------------------

    def _inputs(self, node: Node) -> list[_Held]:
        return [self._held[wire.source, wire.output] for wire in self._graph.inputs(node.id)]

    def _input_shape(self, node: Node) -> tuple[int, ...]:
        wire = self._graph.inputs(node.id)[0]
        return self._shapes[wire.source][wire.output]

    def _by_device(self, nodes: Sequence[Node]) -> tuple[list[Node], list[Node]]:
        second = [node for node in nodes if node.device == self._devices[1]]
        return [node for node in nodes if node.device != self._devices[1]], second

    def _settle(self, node: Node, ports: Sequence[_Held]) -> None:
        self._held |= {(node.id, output): held for output, held in enumerate(ports)}
        for wire in self._graph.consumers(node.id):
            self._missing[wire.target] -= 1
            if not self._missing[wire.target]:
                self._ready.append(self._graph[wire.target])

    def _check_twins(self, columns: Sequence[_Column]) -> None:
        """Refuse the first layer of the column that would lack channels because no tower makes them."""
        for column in columns:
            made = [gives for _, _, gives in column.parts]
            if len(column.sizes) == 1 and not covers(made, column.sizes[0], once=False):
                node = column.parts[0][0]
                other = next(device for device in self._devices if device != node.device)
                self._refuse(node, f"on {node.device} has no twin: no layer on {other} does the same with the rest")

    def _name(self, column: _Column) -> None:
        nodes = sorted((part for part, _, _ in column.parts), key=lambda part: part.device == self._devices[1])
        named = unlettered(nodes[0], nodes[1] if len(nodes) == 2 else None)
        made = column.layer.node
        column.layer.node = replace(named, params=made.params, device=made.device)

    def _refuse(self, node: Node, why: str) -> NoReturn:
        raise GraphError(f"{node.name} {why}.")


def _tensors(held: Sequence[_Held]) -> list[_Tensor]:
    """The tensors of the column that a Concat joins: each once, unless it has the same channels twice."""
    spans: dict[_Tensor, list[Spans]] = {}
    for one in held:
        spans.setdefault((one.column, one.output), []).append(one.spans)
    if any(_overlap(parts) for parts in spans.values()):
        return [(one.column, one.output) for one in held]
    return list(spans)


def _overlap(parts: Sequence[Spans]) -> bool:
    """Whether some channel is in two parts, or twice in one."""
    spans = sorted(chain.from_iterable(parts))
    return any(stop > start for (_, stop), (start, _) in pairwise(spans))
