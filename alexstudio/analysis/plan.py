"""The execution plan as data: what runs where, in which order, and which tensors hop between devices."""

from __future__ import annotations

from typing import NamedTuple

from alexstudio.graph import LayerGraph
from alexstudio.graph.ends import auxiliary_ends, score_node

Tensor = tuple[str, int, str]
"""(node id, output port, device where it is)."""


class Hop(NamedTuple):
    """Copy a tensor to another device; done once per tensor and device, just before its first reader there."""

    tensor: Tensor
    device: str


class Compute(NamedTuple):
    """Run one layer on its device."""

    node: str
    device: str
    inputs: tuple[Tensor, ...]


class Plan(NamedTuple):
    """All steps in order, and the node whose output the network returns."""

    steps: tuple[Hop | Compute, ...]
    result: str
    heads: tuple[str, ...] = ()
    """The ends of auxiliary classifiers, whose outputs are returned after it."""

    @property
    def results(self) -> tuple[str, ...]:
        """All nodes whose outputs are returned, the class scores first."""
        return (self.result, *self.heads)


def training_plan(graph: LayerGraph) -> Plan:
    """The steps of a training: to the class scores, and to those of auxiliary classifiers."""
    return make_plan(graph, score_node(graph).id, tuple(node.id for node in auxiliary_ends(graph)))


def make_plan(graph: LayerGraph, result: str, heads: tuple[str, ...] = ()) -> Plan:
    """The steps that compute ``result`` and ``heads``, nothing that they do not need.

    The graph must be free of problems.
    """
    needed = {result, *heads}.union(*(graph.upstream(end) for end in (result, *heads)))
    steps: list[Hop | Compute] = []
    present: set[Tensor] = set()
    for node in graph.order():
        if node.id not in needed:
            continue
        inputs = []
        for source, output, _, _ in graph.inputs(node.id):
            here, home = (source, output, node.device), (source, output, graph[source].device)
            if here != home and here not in present:
                steps.append(Hop(home, node.device))
                present.add(here)
            inputs.append(here)
        steps.append(Compute(node.id, node.device, tuple(inputs)))
    return Plan(tuple(steps), result, heads)
