"""`LayerGraph`: nodes and edges on a networkx directed multigraph, with every change checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

import networkx as nx

from alexstudio.graph.limits import EDGE_LIMIT, NODE_LIMIT, check_count
from alexstudio.graph.node import (
    Edge,
    GraphError,
    Node,
    check_device,
    check_identifier,
    check_label,
    check_name,
    check_note,
    check_params,
    check_place,
)
from alexstudio.graph.outline import EMPTY, Outline
from alexstudio.layers import layer_type

__all__ = ["Edge", "GraphError", "LayerGraph", "Node"]


class LayerGraph:
    """An acyclic graph of layers.

    Edits either succeed or raise `GraphError` and change nothing. Shapes may disagree and inputs may be missing: that
    is unfinished work, which the analysis reports. A cycle or two wires in one slot is refused. A frozen graph refuses
    every edit; `copy` gives an editable one that shares the nodes, and the wires until one of the two changes them.
    """

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._outline = EMPTY
        self._bypassed: frozenset[str] = frozenset()
        self._is_shared = self._is_frozen = False
        self._flow: dict[str, tuple[Edge, ...]] | None = None
        self._readers: dict[str, tuple[Edge, ...]] | None = None
        self._starts: tuple[str, ...] | None = None
        self._ends: tuple[str, ...] | None = None

    # -- reading ---------------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, node_id: object) -> bool:
        return node_id in self._nodes

    def __getitem__(self, node_id: str) -> Node:
        try:
            return self._nodes[node_id]
        except KeyError:
            raise GraphError(f"There is no node {node_id[:60]!r}.") from None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LayerGraph):
            return NotImplemented
        if self._nodes != other._nodes or list(self._nodes) != list(other._nodes) or self._outline != other._outline:
            return False
        return self._graph is other._graph or set(self.edges) == set(other.edges)

    __hash__ = None  # type: ignore[assignment]

    @property
    def nodes(self) -> list[Node]:
        """All nodes in the order in which they were added."""
        return list(self._nodes.values())

    @property
    def by_id(self) -> Mapping[str, Node]:
        """All nodes by id."""
        return MappingProxyType(self._nodes)

    @property
    def outline(self) -> Outline:
        """Blocks, comment frames, bends of wires and bookmarks."""
        return self._outline

    @property
    def bypassed(self) -> frozenset[str]:
        """Ids of the nodes that are bypassed."""
        return self._bypassed

    @property
    def starts(self) -> tuple[str, ...]:
        """Ids of the nodes that nothing feeds, in the order of the data flow; kept like `flow`."""
        if self._starts is None:
            self._starts = tuple(node_id for node_id, wires in self.flow.items() if not wires)
        return self._starts

    @property
    def ends(self) -> tuple[str, ...]:
        """Ids of the nodes that feed no other, in the order in which they were added; kept like `flow`."""
        if self._ends is None:
            read = {wire.source for wires in self.flow.values() for wire in wires}
            self._ends = tuple(node_id for node_id in self._nodes if node_id not in read)
        return self._ends

    @property
    def edges(self) -> list[Edge]:
        """All edges, grouped by source."""
        return [Edge(source, output, target, slot) for source, target, (output, slot) in self._graph.edges(keys=True)]

    def inputs(self, node_id: str) -> tuple[Edge, ...]:
        """The edges that feed a node, in the order of its slots."""
        return self._flow[node_id] if self._flow is not None else self._look_up_inputs(node_id)

    def _look_up_inputs(self, node_id: str) -> tuple[Edge, ...]:
        found = self._graph.in_edges(node_id, keys=True)
        edges = [Edge(source, key[0], target, key[1]) for source, target, key in found]
        return tuple(sorted(edges, key=lambda edge: edge.slot) if len(edges) > 1 else edges)

    def consumers(self, node_id: str) -> tuple[Edge, ...]:
        """The edges that a node feeds."""
        if self._readers is not None:
            return self._readers.get(node_id, ())
        if self._is_frozen:
            found: dict[str, list[Edge]] = {}
            for edge in self.edges:
                found.setdefault(edge.source, []).append(edge)
            self._readers = {source: tuple(edges) for source, edges in found.items()}
            return self._readers.get(node_id, ())
        edges = self._graph.out_edges(node_id, keys=True)
        return tuple([Edge(source, key[0], target, key[1]) for source, target, key in edges])

    def order(self) -> list[Node]:
        """All nodes, each after what feeds it; ties in the order in which they were added."""
        return [self._nodes[node_id] for node_id in self.flow]

    @property
    def flow(self) -> Mapping[str, tuple[Edge, ...]]:
        """Id -> the edges that feed it, in the order of `order`; kept until a wire changes, also by copies."""
        if self._flow is None:
            self._flow = {node_id: self._look_up_inputs(node_id) for node_id in nx.topological_sort(self._graph)}
        return self._flow

    def downstream(self, node_id: str) -> set[str]:
        """Ids of every node that depends on a node, itself not included."""
        return set(nx.descendants(self._graph, node_id))

    def upstream(self, node_id: str) -> set[str]:
        """Ids of every node that a node depends on, itself not included."""
        return set(nx.ancestors(self._graph, node_id))

    def layers(self) -> Iterator[list[str]]:
        """Node ids by longest distance from the inputs, for laying out."""
        return iter(nx.topological_generations(self._graph))

    def why_not(self, edge: Edge) -> str | None:
        """Why ``edge`` cannot be added, as one sentence, or None when it can."""
        taken = {wire.slot: wire.source for wire in self.inputs(edge.target)} if edge.target in self else {}
        return self._why_unfit(edge, taken) or self._why_cyclic(edge)

    def _why_cyclic(self, edge: Edge) -> str | None:
        if nx.has_path(self._graph, edge.target, edge.source):
            begin, end = self[edge.source].name, self[edge.target].name
            return f"{begin} already depends on {end}; this wire would close a cycle."
        return None

    def _why_unfit(self, edge: Edge, taken: Mapping[int, str]) -> str | None:
        """Everything that `why_not` checks except for cycles; ``taken`` maps filled slots to what feeds them."""
        source, output, target, slot = edge
        if source not in self or target not in self:
            return f"There is no node {(source if source not in self else target)[:60]!r}."
        begin, end = self[source], self[target]
        if source == target:
            return f"{begin.name} cannot feed itself."
        if begin.kind and not 0 <= output < len(begin.kind.output_names(begin.params)):
            return f"{begin.name} has no output {output + 1}."
        if end.kind and not end.kind.slots:
            return f"{end.name} takes no input."
        if slot in taken:
            return f"Input {slot + 1} of {end.name} already has a wire from {self[taken[slot]].name}."
        if end.kind and end.kind.is_variadic and slot != len(taken):
            return f"{end.name} has {len(taken)} inputs; the next free one is {len(taken) + 1}."
        if slot < 0 or (end.kind and not end.kind.is_variadic and slot >= len(end.kind.slots)):
            return f"{end.name} has no input {slot + 1}."
        return None

    # -- editing ---------------------------------------------------------------------------------------------------

    def add(self, node: Node) -> Node:
        """Add a node whose id is free; parameters are checked and completed."""
        if node.id in self:
            raise GraphError(f"There already is a node {node.id!r}.")
        node = self._checked(node)
        self._rewire().add_node(node.id)
        self._keep(node)
        return node

    def add_type(self, type_name: str, **fields: object) -> Node:
        """Add a node of a layer type under a fresh id and name, with the defaults of its parameters."""
        kind = layer_type(type_name)
        node_id = self.free_id(str(fields.pop("id", "") or type_name.lower()))
        number = re.search(r"_(\d+)$", node_id)
        name = str(fields.pop("name", "") or (f"{type_name} {number[1]}" if number else type_name))
        return self.add(Node(node_id, kind.name, name, **fields))  # type: ignore[arg-type]

    def free_id(self, wish: str) -> str:
        """``wish`` made an identifier that is still free: ``conv2d``, ``conv2d_2``, ..."""
        stem = re.sub(r"[^A-Za-z0-9_]+", "_", wish).strip("_")[:56] or "node"
        stem = stem if stem[0].isalpha() else f"n{stem}"
        if stem not in self:
            return stem
        stem = re.sub(r"_\d+$", "", stem)
        number = 2
        while f"{stem}_{number}" in self:
            number += 1
        return f"{stem}_{number}"

    def replace(self, node: Node) -> Node:
        """Put another value in the place of the node with the same id; its wires stay, so its type must too."""
        before = self[node.id]
        self._check_editable()
        if node.type != before.type:
            raise GraphError(f"{before.name} is a {before.type} and cannot become a {node.type[:60]}; add a new layer.")
        node = self._checked(node)
        outputs = len(node.kind.output_names(node.params)) if node.kind else 0
        cut = [wire for wire in self.consumers(node.id) if node.kind and wire.output >= outputs]
        if cut:
            reader = self[cut[0].target].name
            raise GraphError(
                f"{node.name} would lose output {cut[0].output + 1}, which {reader} reads. Disconnect it first."
            )
        self._keep(node)
        return node

    def set_param(self, node_id: str, name: str, value: object) -> Node:
        """Change one parameter of a node."""
        return self.replace(self[node_id].with_params(**{name: value}))

    def set_device(self, node_ids: list[str], device: str) -> None:
        """Put nodes on a logical device."""
        check_device(device)
        for node in [self[node_id] for node_id in node_ids]:
            self.replace(replace(node, device=device))

    def remove(self, node_ids: list[str]) -> None:
        """Remove nodes and their wires."""
        node_ids = list(dict.fromkeys(node_ids))
        for node_id in node_ids:
            self[node_id]
        graph = self._rewire()
        for node_id in node_ids:
            # the last slots first: the wires after a slot of many move up
            for edge in sorted([*self.inputs(node_id), *self.consumers(node_id)], key=lambda wire: -wire.slot):
                self.disconnect(edge)
            graph.remove_node(node_id)
            del self._nodes[node_id]
        self._bypassed -= set(node_ids)
        if self._outline.blocks:
            self._drop_empty_blocks()

    def set_outline(self, outline: Outline) -> None:
        """Change what belongs to the picture; `GraphError` when it does not fit the nodes."""
        self._check_editable()
        outline.check()
        homeless = next(
            (node for node in self._nodes.values() if node.block and node.block not in outline.blocks), None
        )
        if homeless is not None:
            raise GraphError(f"{homeless.name} lies in a block that is not there.")
        self._outline = outline

    def _drop_empty_blocks(self) -> None:
        full = {one for node in self._nodes.values() for one in self._outline.above(node.block)}
        gone = set(self._outline.blocks) - full
        if gone:
            self._outline = self._outline.without_blocks(gone)

    def check_size(self) -> None:
        """Raise `GraphError` for a graph that is larger than a file can hold."""
        check_count(len(self), NODE_LIMIT, "layers")
        check_count(sum(map(len, self.flow.values())), EDGE_LIMIT, "wires")

    def connect(self, edge: Edge) -> None:
        """Add a wire, or raise `GraphError` with the sentence of `why_not`."""
        problem = self.why_not(edge)
        if problem:
            raise GraphError(problem)
        self._rewire().add_edge(edge.source, edge.target, (edge.output, edge.slot))

    def connect_all(self, edges: Iterable[Edge]) -> None:
        """Add many wires to a graph that has none, in linear time; on an error it is left half built."""
        taken: dict[str, dict[int, str]] = {}
        graph = self._rewire()
        for edge in sorted(edges, key=lambda wire: (wire.target, wire.slot)):
            slots = taken.setdefault(edge.target, {})
            problem = self._why_unfit(edge, slots)
            if problem:
                raise GraphError(problem)
            slots[edge.slot] = edge.source
            graph.add_edge(edge.source, edge.target, (edge.output, edge.slot))
        if not nx.is_directed_acyclic_graph(graph):
            loop = [self[source].name for source, *_ in nx.find_cycle(graph)]
            raise GraphError(f"The wires form a cycle: {' → '.join([*loop[:5], loop[0]])}.")

    def disconnect(self, edge: Edge) -> None:
        """Remove a wire; the later wires of a node with any number of inputs move up one slot."""
        if not self._graph.has_edge(edge.source, edge.target, (edge.output, edge.slot)):
            raise GraphError("There is no such wire.")
        graph = self._rewire()
        graph.remove_edge(edge.source, edge.target, (edge.output, edge.slot))
        kind = self[edge.target].kind
        closes_up = kind is not None and kind.is_variadic
        if self._outline.bends:
            self._outline = self._outline.without_slot(edge.target, edge.slot, closes_up=closes_up)
        if not closes_up:
            return
        for later in [wire for wire in self.inputs(edge.target) if wire.slot > edge.slot]:
            graph.remove_edge(later.source, later.target, (later.output, later.slot))
            graph.add_edge(later.source, later.target, (later.output, later.slot - 1))

    def reroute(self, edge: Edge, source: str, output: int = 0) -> None:
        """Let another node feed the slot of a wire; the other wires stay, also those of any number of inputs."""
        wire, end = Edge(source, output, edge.target, edge.slot), self[edge.target]
        if not self._graph.has_edge(edge.source, edge.target, (edge.output, edge.slot)):
            raise GraphError("There is no such wire.")
        before = dict.fromkeys(range(edge.slot), "") if end.kind and end.kind.is_variadic else {}
        graph = self._rewire()
        graph.remove_edge(edge.source, edge.target, (edge.output, edge.slot))
        problem = self._why_unfit(wire, before) or self._why_cyclic(wire)
        put = edge if problem else wire
        graph.add_edge(put.source, put.target, (put.output, put.slot))
        if problem:
            raise GraphError(problem)
        if self._outline.bends:
            self._outline = self._outline.without_slot(edge.target, edge.slot, closes_up=False)

    def copy(self) -> LayerGraph:
        """An editable graph that shares the nodes, which are frozen values."""
        other = LayerGraph()
        other._nodes = dict(self._nodes)
        other._graph, other._flow, other._readers = self._graph, self._flow, self._readers
        other._starts, other._ends = self._starts, self._ends
        other._outline, other._bypassed = self._outline, self._bypassed
        self._is_shared = other._is_shared = True
        return other

    def freeze(self) -> LayerGraph:
        """Refuse every later edit, and return this graph."""
        self._is_frozen = True
        return self

    def _rewire(self) -> nx.MultiDiGraph[str]:
        """The networkx graph for changing wires: this graph's own, and nothing derived from it is kept."""
        self._check_editable()
        if self._is_shared:
            self._graph, self._is_shared = self._graph.copy(), False
        self._flow = self._readers = self._starts = self._ends = None
        return self._graph

    def _checked(self, node: Node) -> Node:
        check_identifier(node.id)
        check_name(node.name)
        check_label(node.type, "layer type")
        check_label(node.stage, "stage")
        check_device(node.device)
        check_note(node.note)
        if node.position is not None:
            check_place(node.position, node.name)
        if node.block and node.block not in self._outline.blocks:
            raise GraphError(f"{node.name} lies in the block {node.block[:60]!r}, which is not there.")
        if node.kind is None:
            return node
        return replace(node, params=check_params(node.name, node.kind, node.params))

    def _keep(self, node: Node) -> None:
        self._nodes[node.id] = node
        if node.bypassed != (node.id in self._bypassed):
            self._bypassed = self._bypassed | {node.id} if node.bypassed else self._bypassed - {node.id}

    def _check_editable(self) -> None:
        if self._is_frozen:
            raise GraphError("A frozen graph cannot be edited; edit a copy.")
