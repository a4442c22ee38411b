"""Nodes as text, to be pasted: within a document, between documents, or into an e-mail."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from alexstudio.graph.fileformat import EDGE_LIMIT, NODE_LIMIT, DocumentError, NodeFile, node_fields, parse_json
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import NAME_LIMIT, Edge, GraphError, Node

FORMAT = "alexstudio-nodes/1"

_Wire = Annotated[tuple[str, int, str, int], Field(strict=False)]


class Clip(BaseModel):
    """What was copied. ``wires`` run between the nodes, ``inputs`` come from outside."""

    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal["alexstudio-nodes/1"]
    nodes: list[NodeFile] = Field(min_length=1, max_length=NODE_LIMIT)
    wires: list[_Wire] = Field(default_factory=list, max_length=EDGE_LIMIT)
    inputs: list[_Wire] = Field(default_factory=list, max_length=EDGE_LIMIT)


def copied(graph: LayerGraph, node_ids: Iterable[str]) -> str:
    """The text of some nodes, of the wires between them and of those that come into them."""
    wanted = set(node_ids)
    nodes = [node_fields(node) for node in graph.nodes if node.id in wanted]
    wires = [edge for node in graph.nodes if node.id in wanted for edge in graph.inputs(node.id)]
    inner = [list(edge) for edge in wires if edge.source in wanted]
    outer = [list(edge) for edge in wires if edge.source not in wanted]
    return json.dumps({"format": FORMAT, "nodes": nodes, "wires": inner, "inputs": outer}, ensure_ascii=False, indent=1)


def is_copied(text: str) -> bool:
    """Whether a text looks like copied nodes."""
    return FORMAT in text[:80]


def paste(graph: LayerGraph, text: str, by: tuple[float, float], *, keep_inputs: bool = False) -> list[str]:
    """Add copied nodes under fresh ids and names, moved by some pixels; returns the new ids.

    ``keep_inputs`` also connects what came from outside, where it is still there. `GraphError` with a sentence when
    the text is none or does not fit.
    """
    clip = _read(text)
    names = {node.name for node in graph.nodes}
    ids: dict[str, str] = {}
    for one in clip.nodes:
        if one.id in ids:
            raise GraphError(f"The copied text holds the node {one.id!r} twice.")
        ids[one.id] = graph.free_id(one.id)
        name = _free_name(one.name, names)
        names.add(name)
        place = (one.at[0] + by[0], one.at[1] + by[1]) if one.at else None
        graph.add(Node(ids[one.id], one.type, name, one.params, one.device, one.stage, one.note, place))
    wires = [Edge(*wire) for wire in clip.wires]
    if any(wire.source not in ids or wire.target not in ids for wire in wires):
        raise GraphError("The copied text has a wire to a layer that is not in it.")
    for wire in sorted(wires, key=lambda wire: (wire.target, wire.slot)):
        _connect(graph, wire._replace(source=ids[wire.source], target=ids[wire.target]))
    if keep_inputs:
        for wire in sorted((Edge(*wire) for wire in clip.inputs), key=lambda wire: (wire.target, wire.slot)):
            if wire.source in graph and wire.target in ids:
                _connect(graph, wire._replace(target=ids[wire.target]))
    return list(ids.values())


def _read(text: str) -> Clip:
    try:
        raw = parse_json(text)
    except DocumentError as error:
        raise GraphError(f"What was copied cannot be pasted: {error}") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise GraphError("What was copied elsewhere is no layers, so it cannot be pasted here.")
    try:
        return Clip.model_validate(raw)
    except ValidationError as error:
        where = "/".join(map(str, error.errors(include_input=False)[0]["loc"]))
        raise GraphError(f"The copied layers cannot be read: something is wrong at {where[:120]}.") from None


def _connect(graph: LayerGraph, wire: Edge) -> None:
    """Add a wire; where earlier inputs of any number were not copied, the later ones move up."""
    kind = graph[wire.target].kind
    slot = len(graph.inputs(wire.target)) if kind is not None and kind.is_variadic else wire.slot
    graph.connect(wire._replace(slot=slot))


def _free_name(wish: str, taken: set[str]) -> str:
    if wish not in taken:
        return wish
    number = 2
    while f"{wish} ({number})" in taken:
        number += 1
    return f"{wish} ({number})"[-NAME_LIMIT:]
