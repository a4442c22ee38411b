"""Random networks of 5 to 30 layers with branches, joins and splits, and mutations that break many of them."""

from __future__ import annotations

import random
from math import prod
from typing import Any

from random_cases import draw_value

from alexstudio.graph import Edge, GraphError, LayerGraph, Node
from alexstudio.layers import LayerType, Shape, ShapeError, layer_types

LARGEST = 20_000
"""Values of one tensor or parameters of one layer at most, so that a graph runs in milliseconds."""

_ENDS = {"Softmax", "LogSoftmax", "AuxiliaryLoss"}
_CHAIN = [kind for kind in layer_types().values() if kind.target and len(kind.slots) == 1 and not kind.is_variadic]
_KINDS = [kind for kind in _CHAIN if kind.name not in _ENDS]
_LIKELY = ["Conv2d", "Conv2d", "ReLU", "BatchNorm2d", "MaxPool2d", "Split", "Chunk", "Concat", "Concat", "Add"]
_LIKELY += ["Multiply", "Maximum"]

Tensor = tuple[str, int, Shape]


class GraphMaker:
    """Builds one graph; every layer fits what it reads."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.graph = LayerGraph()
        size = (draw.randint(4, 12), draw.randint(4, 12))
        self.graph.add(Node("input", "Input", "Input", {"channels": draw.randint(1, 4), "size": size}))
        self.tensors: list[Tensor] = [("input", 0, (self.graph["input"].params["channels"], *size))]

    def grow(self, count: int) -> LayerGraph:
        """A graph with about ``count`` nodes and one end."""
        for _ in range(20 * count):
            if len(self.graph) >= count:
                break
            name = self.draw.choice(_LIKELY) if self.draw.random() < 0.5 else self.draw.choice(_KINDS).name
            kind = layer_types()[name]
            self._try(kind, self._choose(kind))
        self._close()
        return self.graph

    def _choose(self, kind: LayerType) -> list[Tensor]:
        first = self._tensor()
        if kind.is_variadic:
            fitting = [one for one in self.tensors if one[2][1:] == first[2][1:]]
            return [first, *self.draw.sample(fitting, min(len(fitting), self.draw.randint(0, 2)))]
        if len(kind.slots) == 2:
            same = [one for one in self.tensors if one[2] == first[2]]
            gates = [one for one in self.tensors if one[2] == (first[2][0], 1, 1)] if kind.name == "Multiply" else []
            return [first, self.draw.choice(same + gates)]
        return [first]

    def _tensor(self) -> Tensor:
        """Mostly what nobody reads yet, so that the graph does not fray."""
        unread = [one for one in self.tensors if not self.graph.consumers(one[0])]
        return self.draw.choice(unread if unread and self.draw.random() < 0.7 else self.tensors)

    def _try(self, kind: LayerType, inputs: list[Tensor]) -> bool:
        shapes = tuple(shape for _, _, shape in inputs)
        for _ in range(6):
            values = {param.name: draw_value(param, self.draw) for param in kind.params}
            try:
                outputs = kind.output_shapes(values, shapes)
            except ShapeError:
                continue
            if max(*map(prod, outputs), sum(kind.costs(values, shapes, outputs)[:2])) > LARGEST // 8:
                continue
            self._add(kind, values, inputs, outputs)
            return True
        return False

    def _add(self, kind: LayerType, values: dict[str, Any], inputs: list[Tensor], outputs: tuple[Shape, ...]) -> None:
        node = self.graph.add_type(kind.name, params=values)
        for slot, (source, output, _) in enumerate(inputs):
            self.graph.connect(Edge(source, output, node.id, slot))
        self.tensors += [(node.id, port, shape) for port, shape in enumerate(outputs)]

    def _close(self) -> None:
        """Join every end into one vector of scores."""
        ends = [node.id for node in self.graph.nodes if not self.graph.consumers(node.id)]
        loose = [next(one for one in self.tensors if one[0] == end) for end in ends]
        vectors = []
        for tensor in loose:
            if len(tensor[2]) == 3:
                self._try(layer_types()[self.draw.choice(("Flatten", "GlobalAvgPool"))], [tensor])
                vectors.append(self.tensors[-1])
            else:
                vectors.append(tensor)
        if len(vectors) > 1:
            self._try(layer_types()["Concat"], vectors)


def draw_graph(draw: random.Random) -> LayerGraph:
    """A graph of 5 to 30 nodes that runs."""
    while True:
        graph = GraphMaker(draw).grow(draw.randint(5, 22))
        ends = [node for node in graph.nodes if not graph.consumers(node.id)]
        if 5 <= len(graph) <= 30 and len(ends) == 1:
            return graph


def mutate(graph: LayerGraph, draw: random.Random) -> LayerGraph:
    """A copy with one parameter changed, or one wire moved or cut."""
    while True:
        changed = graph.copy()
        try:
            _mutate(changed, draw)
        except GraphError:
            continue
        if changed != graph:
            return changed


def _mutate(graph: LayerGraph, draw: random.Random) -> None:
    chance = draw.random()
    if chance < 0.55:
        node = draw.choice([node for node in graph.nodes if node.params])
        assert node.kind
        param = draw.choice(node.kind.params)
        if param.name not in ("parts", "chunks"):
            graph.set_param(node.id, param.name, draw_value(param, draw))
        return
    edge = draw.choice(graph.edges)
    if chance < 0.9:
        source = draw.choice(graph.nodes)
        ports = len(source.kind.output_names(source.params)) if source.kind else 1
        graph.reroute(edge, source.id, draw.randrange(ports))
    else:
        graph.disconnect(edge)
