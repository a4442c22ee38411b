"""`Draft`: the layers of a document to be, as an importer meets them in a text file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Any, NamedTuple

from alexstudio.analysis.walk import LARGEST_TENSOR
from alexstudio.graph import Edge, GraphError, InitRule, LayerGraph, Node
from alexstudio.graph.limits import EDGE_LIMIT, NODE_LIMIT
from alexstudio.graph.node import HOST, NAME_LIMIT, check_params
from alexstudio.graph.schedule import RateRule
from alexstudio.interop.imported import ImportProblem, Remark, Severity
from alexstudio.layers import Shape, ShapeError, Value, find_type, layer_type

LEARNS = frozenset({"Conv2d", "ConvTranspose2d", "LocallyConnected2d", "Linear"})
"""Layers that open a stage."""

_FITS = 10
"""Letters of a name that a card shows in full."""
_STEM = 56  # characters of an identifier, with room for a number


class Wire(NamedTuple):
    """An output of a node; ``shape`` is None where it is not known, as after a placeholder."""

    node: str
    output: int
    shape: Shape | None

    @property
    def is_maps(self) -> bool:
        """Whether it is known to be maps (channels, height, width)."""
        return self.shape is not None and len(self.shape) == 3


class Learning(NamedTuple):
    """How weights and biases of a layer learn beside the recipe's own rate; the rules name no stages and no kinds."""

    weights: RateRule = RateRule()
    biases: RateRule = RateRule()


@dataclass(frozen=True)
class Owner:
    """The layer of the file that a node was made for."""

    name: str
    line: int
    counted: str = "line"
    """What ``line`` counts."""

    @property
    def place(self) -> str:
        """Its name, and where it is in the file."""
        return f"{shown(self.name)} ({self.counted} {self.line:,})"

    def problem(self, text: str) -> ImportProblem:
        """A problem with this layer; ``text`` goes on after its name."""
        return ImportProblem(f"{self.place} {text}")


class Draft:
    """Collects nodes, wires, remarks and first weights.

    ``owner`` is the layer of the file that is being read: its name is that of the first node made for it, and a part of
    those of the others.
    """

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.remarks: list[Remark] = []
        self.owners: dict[str, Owner] = {}
        """Node -> the layer of the file that it was made for."""
        self.starts: dict[str, InitRule] = {}
        """Node -> the weights that it starts from, for convolutions and dense layers."""
        self.learning: dict[Owner, Learning] = {}
        """How layers of the file learn, where it says so."""
        self.device = "gpu0"
        self.owner = Owner("", 1)
        self.fresh: list[str] = []
        """The nodes that were made for it."""
        self._numbers: dict[str, int] = {}

    def begin(self, owner: Owner, device: str = "gpu0") -> None:
        """What is added from now on belongs to this layer of the file."""
        self.owner, self.device, self.fresh = owner, device, []

    def say(self, severity: Severity, sentence: str, layer: str | None = None) -> None:
        """A remark on the layer that is being read, or on another; an empty name means the whole file."""
        self.remarks.append(Remark(severity, shown(self.owner.name if layer is None else layer), sentence))

    def add(self, type_name: str, params: Mapping[str, object], *inputs: Wire, part: str = "") -> tuple[Wire, ...]:
        """A node and its outputs. ``part`` says what it is of its layer, where that layer becomes several nodes.

        `ImportProblem` when a parameter is out of its bounds. Inputs that do not fit are not a problem here: the
        analysis says so later.
        """
        kind = layer_type(type_name)
        try:
            checked = check_params(self.owner.place, kind, params)
        except GraphError as error:
            raise ImportProblem(str(error)) from None
        device = HOST if type_name == "Input" else self.device
        node_id = self._keep(type_name, checked, inputs, part, device)
        shapes = _shapes(type_name, checked, inputs)
        count = len(kind.output_names(checked))
        return tuple(Wire(node_id, port, shapes[port] if shapes else None) for port in range(count))

    def one(self, type_name: str, params: Mapping[str, object], *inputs: Wire, part: str = "") -> Wire:
        """`add` for a node with one output."""
        return self.add(type_name, params, *inputs, part=part)[0]

    def placeholder(
        self,
        type_name: str,
        params: Mapping[str, Any],
        inputs: Sequence[Wire],
        outputs: int,
        origin: str,
        part: str = "",
    ) -> tuple[Wire, ...]:
        """A node of a type that is not known here, with its parameters as they are; ``origin`` names its program."""
        wish = printable(type_name) or "unnamed"
        name = wish if find_type(wish) is None else f"{origin} {wish}"[:NAME_LIMIT]
        node_id = self._keep(name, params, inputs, part, self.device)
        self.say("left out", f"The layer type {wish} is not known here: a placeholder keeps its name and parameters.")
        return tuple(Wire(node_id, port, None) for port in range(outputs))

    def flat(self, wire: Wire) -> Wire:
        """``wire`` as a vector; a Flatten is added unless it is known to be one."""
        is_vector = wire.shape is not None and len(wire.shape) == 1
        return wire if is_vector else self.one("Flatten", {}, wire, part="flat")

    def maps(self, wire: Wire) -> Wire:
        """``wire`` as maps; a vector becomes maps of one pixel."""
        if wire.shape is None or len(wire.shape) != 1:
            return wire
        return self.one("Unflatten", {"channels": wire.shape[0], "size": 1}, wire, part="maps")

    def chain(self, type_name: str, wires: Sequence[Wire]) -> Wire:
        """Layers of two inputs one after the other: what a layer of any number of inputs computes."""
        result = wires[0]
        for number, wire in enumerate(wires[1:], start=2):
            result = self.one(type_name, {}, result, wire, part="" if number == 2 else f"input{number}")
        return result

    def joined(self, wires: Sequence[Wire]) -> Wire:
        """Several inputs of a layer as one, one after the other along the channels."""
        return wires[0] if len(wires) == 1 else self.one("Concat", {}, *wires, part="join")

    def graph(self, kept: set[str], stages: Mapping[str, str]) -> LayerGraph:
        """The graph of the nodes that are kept, frozen; a long name leaves out what its stage says already."""
        graph = LayerGraph()
        try:
            for node in self.nodes.values():
                if node.id in kept:
                    stage = stages.get(node.id, "")
                    short = node.name.removeprefix(f"{stage}/") if stage and len(node.name) > _FITS else node.name
                    graph.add(replace(node, name=short.strip() or node.name, stage=stage))
            graph.connect_all(edge for edge in self.edges if edge.target in kept)
        except GraphError as error:
            raise ImportProblem(str(error)) from None
        return graph.freeze()

    def _keep(self, type_name: str, params: Mapping[str, Any], inputs: Sequence[Wire], part: str, device: str) -> str:
        if len(self.nodes) >= NODE_LIMIT or len(self.edges) + len(inputs) > EDGE_LIMIT:
            raise ImportProblem(
                f"The network is too large: a document holds {NODE_LIMIT:,} layers and {EDGE_LIMIT:,} wires at most."
            )
        owner = self.owner.name
        name = " ".join(filter(None, (printable(owner) or type_name, part)))[:NAME_LIMIT]
        node_id = self._free_id(f"{owner}_{part}" if part else owner)
        self.nodes[node_id] = Node(node_id, type_name, name, params, device)
        self.owners[node_id] = self.owner
        self.fresh.append(node_id)
        self.edges += [Edge(wire.node, wire.output, node_id, slot) for slot, wire in enumerate(inputs)]
        return node_id

    def _free_id(self, wish: str) -> str:
        stem = re.sub(r"[^A-Za-z0-9]+", "_", wish[: 4 * _STEM]).strip("_")[:_STEM].strip("_") or "layer"
        stem = stem if stem[0].isalpha() else f"n{stem}"[:_STEM]
        node_id = stem
        while node_id in self.nodes:
            self._numbers[stem] = self._numbers.get(stem, 1) + 1
            node_id = f"{stem}_{self._numbers[stem]}"
        return node_id


def _shapes(type_name: str, params: Mapping[str, Value], inputs: Sequence[Wire]) -> tuple[Shape, ...] | None:
    given = [wire.shape for wire in inputs if wire.shape is not None]
    if len(given) < len(inputs):
        return None
    try:
        found = layer_type(type_name).output_shapes(params, tuple(given))
    except ShapeError:
        return None
    return found if all(prod(shape) <= LARGEST_TENSOR for shape in found) else None


def printable(text: str) -> str:
    """``text`` on one line, without what cannot be shown, and no longer than a name may be."""
    kept = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * NAME_LIMIT])
    return " ".join(kept.split())[:NAME_LIMIT].strip()


def shown(text: str) -> str:
    """A name as remarks and problems call it: short."""
    kept = printable(text)
    return kept if len(kept) <= 80 else f"{kept[:79]}…"
