"""`compare`: the differences between two documents as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from alexstudio.analysis.diff.match import match
from alexstudio.analysis.report import Report, Sums
from alexstudio.analysis.walk import analyse
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.bypass import active
from alexstudio.layers import shape_text
from alexstudio.layers.params import pair_text


class Change(NamedTuple):
    """One thing that differs in a layer: ``what`` is a title such as "kernel", the others are texts."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Pair:
    """The same layer in both documents, and what differs in it."""

    before: Node
    after: Node
    changes: tuple[Change, ...] = ()
    """Its own: type, parameters, inputs, device, bypassed."""
    follows: tuple[Change, ...] = ()
    """What follows from changes here or elsewhere: its output, its parameters, what was put in or taken out before."""


@dataclass(frozen=True)
class Difference:
    """What differs between two documents, both without their bypassed layers."""

    before: Document
    after: Document
    removed: tuple[Node, ...]
    added: tuple[Node, ...]
    pairs: tuple[Pair, ...]
    """Every layer that is in both, in the order of the data flow after."""
    totals: tuple[Sums, Sums]
    recipe: tuple[Change, ...]

    @property
    def changed(self) -> tuple[Pair, ...]:
        """The layers that differ themselves."""
        return tuple(pair for pair in self.pairs if pair.changes)

    @property
    def is_same(self) -> bool:
        """Whether both compute the same; names, places and recipes may differ."""
        return not (
            self.removed or self.added or any(_computes(change) for pair in self.pairs for change in pair.changes)
        )


def compare(before: Document, after: Document) -> Difference:
    """What differs between two documents; layers are matched as `match` says. What is bypassed counts as not there."""
    reports = analyse(before), analyse(after)
    before, after = active(before), active(after)
    old, new = before.graph, after.graph
    partner = match(old, new)
    back = {other: one for one, other in partner.items()}
    pairs = tuple(
        _pair(old[back[node_id]], new[node_id], (old, new), reports, partner) for node_id in new.flow if node_id in back
    )
    recipe = _recipe_changes(dict(before.recipe), dict(after.recipe))
    return Difference(
        before,
        after,
        tuple(old[node_id] for node_id in old.flow if node_id not in partner),
        tuple(new[node_id] for node_id in new.flow if node_id not in back),
        pairs,
        (reports[0].total, reports[1].total),
        recipe,
    )


DEVICE, NAME = "device", "name"
_SILENT = frozenset({DEVICE, NAME})


def _computes(change: Change) -> bool:
    return change.what not in _SILENT


def _pair(
    one: Node,
    other: Node,
    graphs: tuple[LayerGraph, LayerGraph],
    reports: tuple[Report, Report],
    partner: Mapping[str, str],
) -> Pair:
    changes = []
    if one.type != other.type:
        changes.append(Change("type", one.type, other.type))
    else:
        for name in one.params.keys() | other.params.keys():
            if one.params.get(name) != other.params.get(name):
                param = other.kind.param(name) if other.kind else None
                title = param.title if param else name
                changes.append(Change(title, _shown(one.params.get(name)), _shown(other.params.get(name))))
        changes.sort()
    inputs = Change("inputs", _inputs(graphs[0], one), _inputs(graphs[1], other))
    is_moved = _sources(one, graphs, partner) != [(wire.source, wire.output) for wire in graphs[1].inputs(other.id)]
    is_new = is_moved and not _only_lengthened(one, other, graphs, partner)
    if is_new:
        changes.append(inputs)
    if one.device != other.device:
        changes.append(Change(DEVICE, one.device, other.device))
    if one.name != other.name:
        changes.append(Change(NAME, one.name, other.name))
    first, second = reports[0].nodes[one.id], reports[1].nodes[other.id]
    follows = [inputs] if is_moved and not is_new else []
    if first.shapes != second.shapes:
        follows.append(
            Change("output", ", ".join(map(shape_text, first.shapes)), ", ".join(map(shape_text, second.shapes)))
        )
    if first.params != second.params:
        follows.append(Change("parameters", f"{first.params:,}", f"{second.params:,}"))
    return Pair(one, other, tuple(changes), tuple(follows))


def _sources(node: Node, graphs: tuple[LayerGraph, LayerGraph], partner: Mapping[str, str]) -> list[tuple[str, int]]:
    """What feeds a layer, as it is called afterwards; "" for what was removed."""
    return [(partner.get(wire.source, ""), wire.output) for wire in graphs[0].inputs(node.id)]


def _only_lengthened(one: Node, other: Node, graphs: tuple[LayerGraph, LayerGraph], partner: Mapping[str, str]) -> bool:
    """Whether the inputs differ only by layers of one input that were put in or taken out on the way."""
    old, new = graphs
    back = {after: before for before, after in partner.items()}
    ours = [_beyond(old, wire, lambda node_id: node_id in partner) for wire in old.inputs(one.id)]
    theirs = [_beyond(new, wire, lambda node_id: node_id in back) for wire in new.inputs(other.id)]
    return [(partner.get(node_id, ""), output) for node_id, output in ours] == theirs and "" not in dict(theirs)


def _beyond(graph: LayerGraph, wire: Edge, is_known: Callable[[str], bool]) -> tuple[str, int]:
    """The next output on the way back that is in both documents."""
    while not is_known(wire.source):
        feeding = graph.inputs(wire.source)
        if len(feeding) != 1:
            return "", 0
        wire = feeding[0]
    return wire.source, wire.output


def _inputs(graph: LayerGraph, node: Node) -> str:
    def named(wire: Edge) -> str:
        name = graph[wire.source].name
        return f"{name} ({wire.output + 1})" if wire.output else name

    return ", ".join(map(named, graph.inputs(node.id))) or "none"


def _recipe_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    titles = {name: name.replace("_", " ") for name in after}
    return tuple(
        Change(titles[name], _told(before.get(name)), _told(value))
        for name, value in after.items()
        if before.get(name) != value and (name != "weights_sha256" or before.get("weights") == after.get("weights"))
    )


def _told(value: object) -> str:
    return "none" if value is None or value in ("", (), []) else str(value)


def _shown(value: object) -> str:
    if isinstance(value, tuple) and len(value) == 2:
        return f"{value[0]:,}" if value[0] == value[1] else pair_text(value)
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "–"}[value]
    return f"{value:,}" if isinstance(value, int) else str(value)
