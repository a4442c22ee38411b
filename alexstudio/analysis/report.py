"""`analyse`: every number of a document in closed form, and sentences for what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import Any, NamedTuple

from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.node import HOST
from alexstudio.layers import Costs, Shape, ShapeError, layer_type

FLOAT_BYTES = 4
LARGEST_TENSOR = 2**40  # elements of one picture's tensor: 4 TiB in float32, beyond any machine


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


@dataclass(frozen=True)
class Report:
    """The result of analysing a document."""

    nodes: Mapping[str, NodeReport]
    problems: tuple[Trouble, ...]
    total: Sums
    stages: Mapping[str, Sums]
    devices: Mapping[str, Sums]
    transfers: tuple[Transfer, ...]
    feeds: tuple[Transfer, ...]
    """Pictures that go from the host to each device: input, not traffic between GPUs."""

    @property
    def is_runnable(self) -> bool:
        """Whether the document can be compiled and trained."""
        return not self.problems

    @property
    def transfer_bytes(self) -> int:
        """Bytes between devices for one picture, forward; backward moves as many."""
        return sum(transfer.bytes_per_image for transfer in self.transfers)


_UNKNOWN = NodeReport()


def analyse(document: Document) -> Report:
    """All numbers of a document. Upstream of a problem every number stands; downstream of it there are none."""
    graph = document.graph
    reports: dict[str, NodeReport] = {}
    problems: list[Trouble] = []
    for node in graph.order():
        reports[node.id] = _analyse_node(node, graph, reports, problems)
    problems += _whole_graph_problems(graph)
    nodes = graph.nodes
    transfers = _transfers(graph, reports)
    return Report(
        reports,
        tuple(problems),
        _sum(nodes, reports),
        _sums_by({node.id: node.stage for node in nodes if node.stage}, graph, reports),
        _sums_by({node.id: node.device for node in nodes}, graph, reports),
        tuple(transfer for transfer in transfers if transfer.origin != HOST),
        tuple(transfer for transfer in transfers if transfer.origin == HOST),
    )


def _analyse_node(
    node: Node, graph: LayerGraph, reports: Mapping[str, NodeReport], problems: list[Trouble]
) -> NodeReport:
    kind = node.kind
    if kind is None:
        problems.append(
            Trouble(
                node.id, f"{node.name}: the layer type {node.type} is not known here. Enable its plugin, or remove it."
            )
        )
        return _UNKNOWN
    wires = graph.inputs(node.id)
    missing = _missing_input(node, wires)
    if missing:
        problems.append(Trouble(node.id, missing))
        return _UNKNOWN
    shapes = []
    for wire in wires:
        feeding = reports[wire.source].shapes
        if not feeding:
            return _UNKNOWN
        shapes.append(feeding[wire.output])
    result = _numbers(node.key, tuple(node.params), tuple(shapes))
    if isinstance(result, str):
        problems.append(Trouble(node.id, f"{node.name} {result}"))
        return _UNKNOWN
    return result


def _missing_input(node: Node, wires: list[Edge]) -> str:
    kind = node.kind
    assert kind is not None
    if kind.is_variadic:
        return "" if wires else f"{node.name}: no input is connected. Connect at least one layer to it."
    taken = {wire.slot for wire in wires}
    for slot, slot_name in enumerate(kind.slots):
        if slot not in taken:
            what = "its input is" if len(kind.slots) == 1 else f"its input “{slot_name}” is"
            return f"{node.name}: {what} not connected. Connect the layer that feeds it."
    return ""


@lru_cache(maxsize=65536)
def _numbers(key: tuple[Any, ...], names: tuple[str, ...], inputs: tuple[Shape, ...]) -> NodeReport | str:
    """Numbers of a layer with these parameters on these inputs, or the end of a sentence that says what is wrong."""
    kind = layer_type(key[0])
    values = dict(zip(names, key[1], strict=True))
    try:
        outputs = kind.output_shapes(values, inputs)
    except ShapeError as error:
        return str(error)
    size = sum(prod(shape) for shape in outputs)
    if size > LARGEST_TENSOR:
        return f"would give {size:,} values for one picture, more than any machine holds. Make it smaller."
    costs: Costs = kind.costs(values, inputs, outputs)
    return NodeReport(outputs, *costs, size * FLOAT_BYTES)


def _whole_graph_problems(graph: LayerGraph) -> list[Trouble]:
    if not len(graph):
        return [Trouble("", "The document is empty. Open a preset, or add an Input layer.")]
    found = []
    inputs = [node for node in graph.nodes if node.type == "Input"]
    if len(inputs) != 1:
        count = "no Input layer: add one" if not inputs else f"{len(inputs)} Input layers: keep one"
        found.append(
            Trouble(inputs[1].id if inputs else "", f"The network has {count}. It is where the pictures come in.")
        )
    ends = [node for node in graph.nodes if not graph.consumers(node.id) and node.type != "Input"]
    if len(ends) > 1:
        names = ", ".join(node.name for node in ends[:4])
        found.append(
            Trouble(
                ends[-1].id, f"The network has {len(ends)} ends ({names}). Connect or remove all but the class scores."
            )
        )
    return found


def _transfers(graph: LayerGraph, reports: Mapping[str, NodeReport]) -> list[Transfer]:
    """Each output once to each other device that reads it, as the 2012 code copied."""
    moved: dict[tuple[str, int, str], Transfer] = {}
    devices = {node.id: node.device for node in graph.nodes}
    if len(set(devices.values())) < 2:
        return []
    for source, output, target, _ in graph.edges:
        origin, destination = devices[source], devices[target]
        shapes = reports[source].shapes
        if origin != destination and shapes:
            size = prod(shapes[output]) * FLOAT_BYTES
            moved.setdefault((source, output, destination), Transfer(source, output, origin, destination, size))
    return list(moved.values())


def _sum(nodes: list[Node], reports: Mapping[str, NodeReport]) -> Sums:
    weights = biases = multiply_adds = activations = known = 0
    for node in nodes:
        report = reports[node.id]
        weights += report.weights
        biases += report.biases
        multiply_adds += report.multiply_adds
        activations += report.activation_bytes if node.type != "Input" else 0
        known += bool(report.shapes)
    return Sums(weights, biases, multiply_adds, activations, known, len(nodes))


def _sums_by(groups: dict[str, str], graph: LayerGraph, reports: Mapping[str, NodeReport]) -> dict[str, Sums]:
    members: dict[str, list[Node]] = {}
    for node_id, group in groups.items():
        members.setdefault(group, []).append(graph[node_id])
    return {group: _sum(nodes, reports) for group, nodes in members.items()}
