"""Putting other layers in the place of all layers of a graph; where they are told by what they read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from alexstudio.graph.bypass import stand_in
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.node import NAME_LIMIT, NOTE_LIMIT, Edge, GraphError, Node
from alexstudio.graph.tidy import place_missing
from alexstudio.layers import Shape, ShapeError


@dataclass(eq=False)
class Layer:
    """A layer of the graph to be: what its node shall be, with an id that may be taken, and the outputs it reads."""

    node: Node
    inputs: Sequence[tuple[Layer, int]]
    of: str = ""
    """What it is made of; two layers made of the same are the parts of two towers."""
    id: str = field(init=False, default="")
    """The id that it gets by `rebuild`."""


def rebuild(graph: LayerGraph, layers: Sequence[Layer]) -> None:
    """Make a graph consist of these layers, laid out afresh; on an error nothing changes.

    Blocks, comments and bookmarks stay, except for blocks that nothing is in any more.
    """
    made = LayerGraph()
    filled = {one for layer in layers for one in graph.outline.above(layer.node.block)}
    outline = graph.outline.without_blocks(set(graph.outline.blocks) - filled)
    made.set_outline(replace(outline, bends={}))
    for layer in layers:
        node = replace(layer.node, id=made.free_id(layer.node.id), position=None)
        layer.id = made.add(node).id
    made.connect_all(
        Edge(source.id, output, layer.id, slot)
        for layer in layers
        for slot, (source, output) in enumerate(layer.inputs)
    )
    place_missing(made)
    made.check_size()
    graph.remove([node.id for node in graph.nodes])
    graph.set_outline(made.outline)
    for node in made.nodes:
        graph.add(node)
    graph.connect_all(made.edges)


def shapes_of(graph: LayerGraph) -> dict[str, tuple[Shape, ...]]:
    """The shapes that every node gives; `GraphError` for the first that cannot be worked out."""
    found: dict[str, tuple[Shape, ...]] = {}
    for node in graph.order():
        wires = graph.inputs(node.id)
        kind = node.kind
        if kind is None:
            raise GraphError(f"{node.name}: the layer type {node.type} is not known here. Enable its plugin first.")
        if len(wires) < len(kind.slots):
            raise GraphError(f"{node.name}: an input is not connected. Connect it first.")
        given = stand_in(graph, node.id) if node.bypassed else None
        try:
            inputs = tuple(found[wire.source][wire.output] for wire in wires)
            outputs = len(kind.output_names(node.params))
            found[node.id] = (
                (found[given[0]][given[1]],) * outputs if given else kind.output_shapes(node.params, inputs)
            )
        except ShapeError as error:
            raise GraphError(f"{node.name} {error}") from None
    return found


def lettered(node: Node, letter: str) -> Node:
    """A node under the name of its part in a tower: Conv1a, or Head a."""
    name, node_id = node.name[: NAME_LIMIT - 2], node.id[:54]
    apart = "" if name[-1:].isdigit() else " "
    between = "" if node_id[-1:].isdigit() else "_"
    return replace(node, name=f"{name}{apart}{letter}", id=f"{node_id}{between}{letter}")


def stem(text: str) -> str:
    """A name or an id without the letter of its tower: Conv1 for Conv1a; the text itself where there is none."""
    found = re.fullmatch(r"(.*\d)[ _-]?[abAB]|(.+)[ _-][abAB]", text)
    return (found[1] or found[2]) if found else text


def unlettered(first: Node, second: Node | None) -> Node:
    """One node in the place of two that are called alike but for the letter of their tower."""
    if second is None:
        return first
    name, node_id = stem(first.name), stem(first.id)
    notes = dict.fromkeys(note for note in (first.note, second.note) if note)
    return replace(
        first,
        name=name if name == stem(second.name) else first.name,
        id=node_id if node_id == stem(second.id) else first.id,
        note="\n".join(notes)[:NOTE_LIMIT],
    )


def join_node(reader: Node) -> Node:
    """The Concat through which a layer reads both towers: Concat3 before Conv3."""
    digits = re.search(r"\d.*$", reader.name) or re.search(r"\d.*$", reader.stage)
    name = (f"Concat{digits[0]}" if digits else f"Concat {reader.name}")[:NAME_LIMIT]
    return Node(name.lower(), "Concat", name, stage=reader.stage, block=reader.block)
