"""`Report`: what the analysis of a document gives. Sums and transfers are worked out when someone asks for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Literal, NamedTuple

from alexstudio.graph import Document, Node
from alexstudio.graph.changes import Fix
from alexstudio.graph.node import HOST
from alexstudio.layers import Shape
from alexstudio.layers.remedy import Remedy

FLOAT_BYTES = 4

Severity = Literal["error", "warning", "note"]
"""An error keeps the network from running; with a warning it runs, but hardly as meant; a note is good to know."""


class NodeReport(NamedTuple):
    """The numbers of one node for one picture. ``shapes`` is empty when the node could not be worked out."""

    shapes: tuple[Shape, ...] = ()
    weights: int = 0
    biases: int = 0
    multiply_adds: int = 0
    buffers: int = 0
    activation_bytes: int = 0
    """float32 bytes of the outputs."""

    @property
    def params(self) -> int:
        """Weights + biases."""
        return self.weights + self.biases


class Sums(NamedTuple):
    """Totals over some nodes. ``known`` of ``layers`` could be worked out."""

    weights: int
    biases: int
    multiply_adds: int
    activation_bytes: int
    known: int
    layers: int
    buffers: int = 0

    @property
    def params(self) -> int:
        """Weights + biases."""
        return self.weights + self.biases


class Transfer(NamedTuple):
    """A tensor that moves from one device to another, once, however many layers read it there."""

    source: str
    output: int
    origin: str
    destination: str
    bytes_per_image: int


@dataclass(frozen=True)
class Trouble:
    """Something wrong: ``node`` is an id or empty for the whole document."""

    node: str
    message: str
    severity: Severity = "error"
    rule: str = ""
    """Short name of what is broken, the same for all such troubles: "shape", "missing-input", "bias-before-norm"."""
    remedies: tuple[Remedy, ...] = field(default=(), repr=False)
    """What the layer type says would help; `alexstudio.analysis.fixes` has all that does."""
    fixes: tuple[Fix, ...] = field(default=(), repr=False)
    """What would help as far as it is known already."""


@dataclass(frozen=True)
class Report:
    """The result of analysing a document."""

    document: Document = field(repr=False)
    """The document that runs: without the nodes that are bypassed."""
    nodes: Mapping[str, NodeReport]
    """The numbers of each node, also of bypassed ones."""
    problems: tuple[Trouble, ...]
    """What keeps the network from running: only errors."""

    @property
    def is_runnable(self) -> bool:
        """Whether the document can be compiled and trained."""
        return not self.problems

    @cached_property
    def total(self) -> Sums:
        """Everything together."""
        graph = self.document.graph
        pictures = [node_id for node_id in graph.starts if graph[node_id].type == "Input"]
        reports: Collection[NodeReport] = self.nodes.values()
        if len(reports) != len(graph):  # some nodes are bypassed
            reports = [self.nodes[node_id] for node_id in graph.by_id]
        return _sum(reports, sum(self.nodes[node_id].activation_bytes for node_id in pictures))

    def sums(self, nodes: Iterable[str]) -> Sums:
        """Some nodes together, by id."""
        return self._sum(self.document.graph[node_id] for node_id in nodes)

    @cached_property
    def stages(self) -> Mapping[str, Sums]:
        """By stage, in the order of the data flow."""
        return self._sums_by({node.id: node.stage for node in self.document.graph.order() if node.stage})

    @cached_property
    def devices(self) -> Mapping[str, Sums]:
        """By logical device."""
        return self._sums_by({node.id: node.device for node in self.document.graph.nodes})

    @cached_property
    def transfers(self) -> tuple[Transfer, ...]:
        """What moves between devices."""
        return tuple(transfer for transfer in self._moves if transfer.origin != HOST)

    @cached_property
    def feeds(self) -> tuple[Transfer, ...]:
        """Pictures that go from the host to each device: input, not traffic between GPUs."""
        return tuple(transfer for transfer in self._moves if transfer.origin == HOST)

    @property
    def transfer_bytes(self) -> int:
        """Bytes between devices for one picture, forward; backward moves as many."""
        return sum(transfer.bytes_per_image for transfer in self.transfers)

    @cached_property
    def warnings(self) -> tuple[Trouble, ...]:
        """What runs, but hardly as meant, and notes."""
        from alexstudio.analysis.advice import warnings  # reads reports

        return tuple(warnings(self.document, self))

    @cached_property
    def by_type(self) -> Mapping[str, list[Node]]:
        """The nodes of each layer type, in the order of the data flow."""
        found: dict[str, list[Node]] = {}
        for node in self.document.graph.order():
            found.setdefault(node.type, []).append(node)
        return found

    @cached_property
    def _moves(self) -> tuple[Transfer, ...]:
        """Each output once to each other device that reads it, as the 2012 code copied."""
        devices = {node.id: node.device for node in self.document.graph.nodes}
        if len(set(devices.values())) < 2:
            return ()
        moved: dict[tuple[str, int, str], Transfer] = {}
        for source, output, target, _ in self.document.graph.edges:
            origin, destination = devices[source], devices[target]
            shapes = self.nodes[source].shapes
            if origin != destination and shapes:
                size = prod(shapes[output]) * FLOAT_BYTES
                moved.setdefault((source, output, destination), Transfer(source, output, origin, destination, size))
        return tuple(moved.values())

    def _sum(self, nodes: Iterable[Node]) -> Sums:
        nodes = list(nodes)
        pictures = sum(self.nodes[node.id].activation_bytes for node in nodes if node.type == "Input")
        return _sum([self.nodes[node.id] for node in nodes], pictures)

    def _sums_by(self, groups: Mapping[str, str]) -> dict[str, Sums]:
        members: dict[str, list[Node]] = {}
        for node_id, group in groups.items():
            members.setdefault(group, []).append(self.document.graph[node_id])
        return {group: self._sum(nodes) for group, nodes in members.items()}


def _sum(reports: Collection[NodeReport], pictures: int) -> Sums:
    """Reports added up; ``pictures`` bytes are no activation of the network."""
    if not reports:
        return Sums(0, 0, 0, 0, 0, 0)
    shapes, weights, biases, multiply_adds, buffers, activations = zip(*reports, strict=True)
    count = len(reports)
    return Sums(
        sum(weights),
        sum(biases),
        sum(multiply_adds),
        sum(activations) - pictures,
        count - shapes.count(()),
        count,
        sum(buffers),
    )
