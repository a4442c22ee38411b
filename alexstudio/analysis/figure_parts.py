"""The parts of a network that a block figure draws apart: stages, the towers in them, and runs between their necks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from alexstudio.analysis.figure_words import is_filter, is_learner
from alexstudio.analysis.report import Report
from alexstudio.graph import LayerGraph, Node


class Part(NamedTuple):
    """Layers of one stage that wires join: one of two towers, or the whole stage."""

    name: str
    runs: tuple[tuple[Node, ...], ...]
    """The layers in the order of the data flow, cut after every neck: a layer through which all data goes."""


_MANY = 12
"""Filters in the largest block that is told without a stage: Inception v3's have ten."""


def parts(graph: LayerGraph, report: Report) -> list[Part]:
    """All parts, each after what feeds it.

    A stage is a part, or several where no wire joins its layers; so is a block that a person made. Without both,
    branches that meet again are a part when they are few and halve the size of their maps at most. Other layers belong
    to what feeds them; one that learns begins a part, together with those that come after as many layers that learn.
    """
    blocks = _blocks(graph, report)
    groups: dict[int, list[Node]] = {}
    of: dict[str, int] = {}
    latest: dict[str, int] = {}
    depth: dict[str, int] = {}
    keys: dict[int, str] = {}
    for node in graph.order():
        feeding = [wire.source for wire in graph.inputs(node.id)]
        floor = max((of[source] for source in feeding), default=-1)
        learns = is_learner(node)
        depth[node.id] = max((depth[source] for source in feeding), default=0) + learns
        if node.kind is not None and not node.kind.slots:
            key = f"\0{node.id}"
        elif node.stage or node.block or node.id in blocks:
            key = node.stage or (f"\0block {node.block}" if node.block else blocks[node.id])
        elif learns or not feeding or sum(of[source] == floor for source in feeding) > 1:
            # Towers that meet stay apart: what joins them belongs to what comes next
            key = f"\0\0{depth[node.id] + (not learns)}"
        else:
            key = keys[floor]
        index = latest.get(key, -1)
        if index < floor or index < 0:  # a stage that data comes back to is drawn again
            index = latest[key] = len(groups)
            groups[index], keys[index] = [], key
        groups[index].append(node)
        of[node.id] = index
    return [part for members in groups.values() for part in _split(graph, members)]


def _blocks(graph: LayerGraph, report: Report) -> dict[str, str]:
    """Id of a layer without a stage -> a key for the block that it is in."""
    found: dict[str, str] = {}
    for number, run in enumerate(_runs(graph, graph.order())):
        filters = sum(map(is_filter, run))
        if len(run) < 2 or not 1 < filters <= _MANY or any(node.stage for node in run):
            continue
        shapes = [shape for node in run for shape in report.nodes[node.id].shapes]
        heights = [shape[1] for shape in shapes if len(shape) == 3 and shape[1:] != (1, 1)]
        if heights and heights[-1] == min(heights) and max(heights) <= 2 * min(heights) + 1:
            found |= {node.id: f"\0\0\0{number}" for node in run}
    return found


def _split(graph: LayerGraph, members: Sequence[Node]) -> list[Part]:
    """A group as its weakly connected parts, in the order of their first layers."""
    leader = {node.id: node.id for node in members}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for node in members:
        for wire in graph.inputs(node.id):
            if wire.source in leader:
                leader[find(node.id)] = find(wire.source)
    found: dict[str, list[Node]] = {}
    for node in members:
        found.setdefault(find(node.id), []).append(node)
    return [Part(_name(graph, nodes), _runs(graph, nodes)) for nodes in found.values()]


def _name(graph: LayerGraph, nodes: Sequence[Node]) -> str:
    """The stage, else the block that a person made of the layers, else the first layer that learns."""
    stage = next((node.stage for node in nodes if node.stage), "")
    block = graph.outline.blocks.get(nodes[0].block)
    if not stage and block and all(node.block == block.id for node in nodes):
        return block.name
    return stage or next((node.name for node in nodes if is_learner(node)), nodes[0].name)


def _runs(graph: LayerGraph, nodes: Sequence[Node]) -> tuple[tuple[Node, ...], ...]:
    place = {node.id: number for number, node in enumerate(nodes)}
    last: dict[str, int] = {}
    for node in nodes:
        for wire in graph.inputs(node.id):
            last[wire.source] = place[node.id]
    first_use = [0] * len(nodes)
    for source, end in last.items():
        begin = place.get(source, -1)
        for between in (begin + 1, end):
            if begin + 1 < end and between < len(first_use):
                first_use[between] += 1 if between == begin + 1 else -1
    runs: list[tuple[Node, ...]] = []
    run: list[Node] = []
    open_tensors = 0
    for number, node in enumerate(nodes):
        open_tensors += first_use[number]
        run.append(node)
        if not open_tensors:
            runs.append(tuple(run))
            run = []
    return tuple(runs)
