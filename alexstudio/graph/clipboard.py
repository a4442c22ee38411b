"""Nodes as text, to be pasted: within a document, between documents, or into an e-mail."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from alexstudio.graph.fileformat import (
    BlockFile,
    DocumentError,
    NodeFile,
    block_fields,
    node_fields,
    parse_json,
    read_blocks,
    read_node,
)
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.limits import BLOCK_LIMIT, EDGE_LIMIT, NODE_LIMIT
from alexstudio.graph.node import NAME_LIMIT, Edge, GraphError
from alexstudio.graph.outline import free_block_id

FORMAT = "alexstudio-nodes/1"

_Wire = Annotated[tuple[str, int, str, int], Field(strict=False)]


class Clip(BaseModel):
    """What was copied. ``wires`` run between the nodes, ``inputs`` come from outside."""

    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal["alexstudio-nodes/1"]
    nodes: list[NodeFile] = Field(min_length=1, max_length=NODE_LIMIT)
    wires: list[_Wire] = Field(default_factory=list, max_length=EDGE_LIMIT)
    inputs: list[_Wire] = Field(default_factory=list, max_length=EDGE_LIMIT)
    blocks: list[BlockFile] = Field(default_factory=list, max_length=BLOCK_LIMIT)


def copied(graph: LayerGraph, node_ids: Iterable[str]) -> str:
    """The text of some nodes, of the wires between them and of those that come into them.

    A block comes along when everything in it does.
    """
    wanted = set(node_ids)
    partly = {one for node in graph.nodes if node.id not in wanted for one in graph.outline.above(node.block)}
    reached = {one for node in graph.nodes if node.id in wanted for one in graph.outline.above(node.block)}
    outline = graph.outline.without_blocks(set(graph.outline.blocks) - (reached - partly))
    nodes = [
        node_fields(
            replace(node, block=next((one for one in graph.outline.above(node.block) if one in outline.blocks), ""))
        )
        for node in graph.nodes
        if node.id in wanted
    ]
    wires = [edge for node in graph.nodes if node.id in wanted for edge in graph.inputs(node.id)]
    inner = [list(edge) for edge in wires if edge.source in wanted]
    outer = [list(edge) for edge in wires if edge.source not in wanted]
    clip = {"format": FORMAT, "nodes": nodes, "wires": inner, "inputs": outer}
    if outline.blocks:
        clip["blocks"] = [block_fields(block) for block in outline.blocks.values()]
    return json.dumps(clip, ensure_ascii=False, indent=1)


def is_copied(text: str) -> bool:
    """Whether a text looks like copied nodes."""
    return FORMAT in text[:80]


def paste(
    graph: LayerGraph, text: str, by: tuple[float, float], *, keep_inputs: bool = False, into: str = ""
) -> list[str]:
    """Add copied nodes under fresh ids and names, moved by some pixels; returns the new ids.

    ``keep_inputs`` also connects what came from outside, where it is still there; ``into`` is the block that they come
    to lie in. `GraphError` with a sentence when the text is none or does not fit.
    """
    clip = read_clip(text)
    names = {node.name for node in graph.nodes}
    blocks = _add_blocks(graph, clip, by, into)
    ids: dict[str, str] = {}
    for one in clip.nodes:
        if one.id in ids:
            raise GraphError(f"The copied text holds the node {one.id!r} twice.")
        ids[one.id] = graph.free_id(one.id)
        name = _free_name(one.name, names)
        names.add(name)
        node = replace(read_node(one), id=ids[one.id], name=name, block=blocks.get(one.block, into))
        graph.add(replace(node, position=_moved(node.position, by)))
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


def _add_blocks(graph: LayerGraph, clip: Clip, by: tuple[float, float], into: str) -> dict[str, str]:
    """Add the blocks of a clip under fresh ids; returns the new id of each."""
    blocks = read_blocks(clip.blocks)
    ids: dict[str, str] = {}
    taken = set(graph.outline.blocks)
    for block_id in blocks:
        ids[block_id] = free_block_id(taken, block_id)
        taken.add(ids[block_id])
    outline = graph.outline
    for block in blocks.values():
        if block.parent and block.parent not in ids:
            raise GraphError(f"The copied block {block.name!r} lies in a block that was not copied.")
        parent = ids.get(block.parent, into)
        outline = outline.with_block(replace(block, id=ids[block.id], parent=parent, at=_moved(block.at, by)))
    graph.set_outline(outline)
    return ids


def _moved(place: tuple[float, float] | None, by: tuple[float, float]) -> tuple[float, float] | None:
    return (place[0] + by[0], place[1] + by[1]) if place else None


def read_clip(text: str) -> Clip:
    """What a copied text says; `GraphError` with a sentence when it is none."""
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
