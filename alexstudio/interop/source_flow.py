"""In which order generated source computes a graph, and what it calls the tensors on the way."""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Hashable
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from alexstudio.graph import LayerGraph, Node

PARAMETER = "x"

_RESERVED = frozenset({"I", "O", "l", "nn", "self", "torch"})
_TOWER = re.compile(r"\d([a-z])")


class Line(NamedTuple):
    """One line of ``forward``: the layer, the variables it reads and the one that holds what it gives.

    ``places``: the logical devices that what it reads is on.
    """

    node: Node
    stage: str
    inputs: tuple[str, ...]
    output: str
    places: tuple[str, ...]


class Flow(NamedTuple):
    """All lines of ``forward``; ``needed`` are the ids of the nodes that the result depends on."""

    steps: tuple[Line, ...]
    parameter: str
    returned: str
    result: str
    needed: frozenset[str]


def plan_flow(graph: LayerGraph, result: str, *, placed: bool = False) -> Flow:
    """How to compute ``result``: stage by stage, tower by tower, each chain in one piece.

    Functions that compute the same from the same tensors, as the two joins of a pair of towers do, become one line;
    when ``placed``, only those on one device.
    The graph must be free of problems.
    """
    needed = frozenset(graph.upstream(result) | {result})
    stages = _stages(graph)
    order = [graph[node_id] for node_id in _order(graph, needed, stages)]
    twins = _twins(graph, order, placed)
    lines = [node for node in order if twins[node.id] == node.id]
    return _name(graph, lines, stages, twins, result, needed)


def _stages(graph: LayerGraph) -> dict[str, str]:
    """Node id -> stage; a node without one belongs to that of what feeds it."""
    stages: dict[str, str] = {}
    for node in graph.order():
        feeding = graph.inputs(node.id)
        stages[node.id] = node.stage or (stages[feeding[0].source] if feeding else "")
    return stages


def _order(graph: LayerGraph, needed: frozenset[str], stages: dict[str, str]) -> list[str]:
    """Each node after what feeds it; what reads the node before comes first, then earlier stages."""
    ranks: dict[str, int] = {}
    for node in graph.order():
        ranks.setdefault(stages[node.id], len(ranks))
    places = {node.id: (ranks[stages[node.id]], number) for number, node in enumerate(graph.nodes)}
    waiting = {node_id: len(graph.inputs(node_id)) for node_id in needed}
    ready = [(places[node_id], node_id) for node_id, count in waiting.items() if count == 0]
    heapify(ready)
    order: list[str] = []
    done: set[str] = set()
    following: str | None = None
    while ready or following is not None:
        node_id = following if following is not None else heappop(ready)[1]
        following = None
        if node_id in done:
            continue
        done.add(node_id)
        order.append(node_id)
        freed = []
        for wire in graph.consumers(node_id):
            if wire.target in needed:
                waiting[wire.target] -= 1
                if waiting[wire.target] == 0:
                    freed.append(wire.target)
        for target in freed:
            heappush(ready, (places[target], target))
        same = [target for target in freed if places[target][0] == places[node_id][0]]
        if same:
            following = min(same, key=lambda target: places[target])
    return order


def _twins(graph: LayerGraph, order: list[Node], placed: bool) -> dict[str, str]:
    """Node id -> id of the node whose line gives its value: itself, unless an equal function came before."""
    twins: dict[str, str] = {}
    first: dict[Hashable, str] = {}
    for node in order:
        twins[node.id] = node.id
        if node.kind is not None and node.kind.is_function:
            inputs = tuple((twins[wire.source], wire.output) for wire in graph.inputs(node.id))
            twins[node.id] = first.setdefault((node.key, inputs, node.device if placed else ""), node.id)
    return twins


def _name(
    graph: LayerGraph,
    lines: list[Node],
    stages: dict[str, str],
    twins: dict[str, str],
    result: str,
    needed: frozenset[str],
) -> Flow:
    uses = Counter(twins[wire.source] for node in lines for wire in graph.inputs(node.id))
    uses[twins[result]] += 1
    towers: dict[str, list[str]] = {}
    for node_id, line in twins.items():
        found = _TOWER.fullmatch(node_id[-2:])
        towers.setdefault(line, []).extend(found.groups() if found else ())
    held: dict[str, str] = {}
    live: set[str] = set()
    steps: list[Line] = []
    for node in lines:
        wires = graph.inputs(node.id)
        inputs = [_read(graph, held, twins[wire.source], wire.output) for wire in wires]
        for source in (twins[wire.source] for wire in wires):
            uses[source] -= 1
            if uses[source] == 0:
                live.discard(held[source])
        letters = "".join(sorted(set(towers[node.id])))
        wish = letters if 1 <= len(letters) <= 4 else PARAMETER
        held[node.id] = name = _free(wish if wires else PARAMETER, live)
        live.add(name)
        if wires:
            places = tuple(graph[twins[wire.source]].device for wire in wires)
            steps.append(Line(node, stages[node.id], tuple(inputs), name, places))
    parameter = held[next(node.id for node in lines if not graph.inputs(node.id))]
    return Flow(tuple(steps), parameter, _read(graph, held, twins[result], 0), result, needed)


def _read(graph: LayerGraph, held: dict[str, str], line: str, port: int) -> str:
    node = graph[line]
    several = node.kind is not None and len(node.kind.output_names(node.params)) > 1
    return f"{held[line]}[{port}]" if several else held[line]


def _free(wish: str, live: set[str]) -> str:
    name, number = wish, 2
    while name in live or name in _RESERVED or keyword.iskeyword(name) or keyword.issoftkeyword(name):
        name, number = f"{wish}{number}", number + 1
    return name
