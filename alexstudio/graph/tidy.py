"""Laying out a document with its blocks: folded ones as one card, open ones as frames around what is in them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from alexstudio.graph.arrange import TALL, WIDTH, arrange, card_height, missing_positions
from alexstudio.graph.layergraph import LayerGraph
from alexstudio.graph.layout import Direction, Item, Position, lay_out
from alexstudio.graph.places import BORDER, HEADROOM, Box, block_card, move_block, node_box, united

_BLOCK = "#"


def tidy(graph: LayerGraph, scope: str = "", *, direction: Direction = "right") -> None:
    """Lay out what is visible in the block ``scope``, or in the whole document, afresh.

    What is inside folded blocks keeps its places, and wires lose their bends, which were made for the old places.
    """
    _Tidy(graph, direction).inside(scope)
    if graph.outline.bends:
        graph.set_outline(replace(graph.outline, bends={}))


def tidy_only(graph: LayerGraph, nodes: Collection[str], *, direction: Direction = "right") -> None:
    """Lay out some nodes around the middle of where they are now; the others stay."""
    for node_id, place in arrange(graph, only=nodes, direction=direction).items():
        graph.replace(replace(graph[node_id], position=place))


def place_missing(graph: LayerGraph) -> None:
    """Give places to all cards when none has one, else to those that lack one; folded blocks get theirs likewise."""
    if graph.nodes and all(node.position is None for node in graph.nodes):
        _Tidy(graph, "right", with_folded=True).inside("")
        return
    for node_id, place in missing_positions(graph).items():
        graph.replace(replace(graph[node_id], position=place))
    for block in [block for block in graph.outline.blocks.values() if block.folded and block.at is None]:
        inside = [node for node in graph.nodes if graph.outline.is_within(node.block, block.id)]
        left, top, _, _ = united(node_box(graph, node.id) for node in inside)
        at = round(left + WIDTH / 2, 2), round(top + TALL / 2, 2)
        graph.set_outline(graph.outline.with_block(replace(block, at=at)))


class _Tidy:
    def __init__(self, graph: LayerGraph, direction: Direction, *, with_folded: bool = False) -> None:
        self._graph, self._direction, self._with_folded = graph, direction, with_folded

    def inside(self, scope: str) -> Box:
        """Lay out what lies directly in a block, after what lies in its open blocks; returns the box around it."""
        graph = self._graph
        sizes: dict[str, Box] = {}
        for block in graph.outline.children(scope):
            if not block.folded or self._with_folded:
                box = self.inside(block.id)
                sizes[block.id] = box[0] - BORDER, box[1] - HEADROOM, box[2] + BORDER, box[3] + BORDER
            if block.folded:
                sizes[block.id] = block_card((0.0, 0.0))
        items, edges = self._items(scope, sizes)
        boxes = []
        is_part = bool(scope) and not graph.outline.children(scope)
        for item_id, place in lay_out(items, edges, self._direction, is_part=is_part).items():
            if not item_id.startswith(_BLOCK):
                graph.replace(replace(graph[item_id], position=place))
                boxes.append(node_box(graph, item_id))
            else:
                boxes.append(self._put(item_id.removeprefix(_BLOCK), place, sizes))
        return united(boxes)

    def _items(self, scope: str, sizes: dict[str, Box]) -> tuple[list[Item], list[tuple[str, str]]]:
        """What lies directly in a block, and the wires between these, in the order of the data flow."""
        graph, outline = self._graph, self._graph.outline
        key: dict[str, str] = {}
        items: dict[str, Item] = {}
        for node in graph.order():
            if not outline.is_within(node.block, scope):
                continue
            if node.block == scope:
                key[node.id] = node.id
                items[node.id] = Item(node.id, WIDTH, card_height(node), node.stage)
                continue
            block = next(one for one in outline.above(node.block) if outline.blocks[one].parent == scope)
            key[node.id] = f"{_BLOCK}{block}"
            left, top, right, bottom = sizes[block]
            items.setdefault(key[node.id], Item(key[node.id], right - left, bottom - top, self._group(block)))
        edges = [
            (key[edge.source], key[edge.target])
            for edge in graph.edges
            if edge.source in key and edge.target in key and key[edge.source] != key[edge.target]
        ]
        return list(items.values()), edges

    def _group(self, block: str) -> str:
        """Blocks directly in the document have a column of their own; those in a block follow each other."""
        return f"{_BLOCK}{block}" if not self._graph.outline.blocks[block].parent else ""

    def _put(self, block: str, place: Position, sizes: dict[str, Box]) -> Box:
        """Put a block with its middle at a place."""
        graph = self._graph
        left, top, right, bottom = sizes[block]
        if graph.outline.blocks[block].folded:
            graph.set_outline(graph.outline.with_block(replace(graph.outline.blocks[block], at=place)))
            return block_card(place)
        by = round(place[0] - (left + right) / 2, 2), round(place[1] - (top + bottom) / 2, 2)
        move_block(graph, block, by)
        return left + by[0], top + by[1], right + by[0], bottom + by[1]
