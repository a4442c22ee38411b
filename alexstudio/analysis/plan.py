"""The execution plan as data: what runs where, in which order, and which tensors hop between devices."""

from __future__ import annotations

from typing import NamedTuple

from alexstudio.graph import LayerGraph

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


def make_plan(graph: LayerGraph, result: str) -> Plan:
    """The steps that compute ``result``, nothing that it does not need. The graph must be free of problems."""
    needed = graph.upstream(result) | {result}
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
    return Plan(tuple(steps), result)
