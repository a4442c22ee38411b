"""What gestures do to wires and cards, each as one undo step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from alexstudio.graph import Edge, LayerGraph
from alexstudio.graph.node import HOST
from alexstudio.graph.shown import BLOCK
from alexstudio.ui.session import Session
from alexstudio.ui.words import layers, translate

Place = tuple[float, float]


def move_tiles(session: Session, before: Mapping[str, Place], places: Mapping[str, Place], label: str = "") -> None:
    """Put cards of nodes and of folded blocks somewhere, by key; bends of wires whose both ends move go along."""
    gone = {key: (x - before[key][0], y - before[key][1]) for key, (x, y) in places.items()}

    def change(draft: LayerGraph) -> None:
        outline = draft.outline
        for key, place in places.items():
            if key.startswith(BLOCK):
                outline = outline.with_block(replace(outline.blocks[key.removeprefix(BLOCK)], at=place))
            else:
                draft.replace(replace(draft[key], position=place))
        for (target, slot), points in outline.bends.items():
            source = next((edge.source for edge in draft.inputs(target) if edge.slot == slot), "")
            if target in gone and gone.get(source) == gone[target]:
                x, y = gone[target]
                outline = outline.with_bends(target, slot, tuple((px + x, py + y) for px, py in points))
        if outline is not draft.outline:
            draft.set_outline(outline)

    if any(by != (0, 0) for by in gone.values()):
        session.edit(
            label or translate("Undo", "Move {what}").format(what=names(session.document.graph, places)), change
        )


def cut(session: Session, edges: Collection[Edge], label: str = "") -> None:
    """Delete wires."""
    if edges:
        session.edit(
            label or translate("Undo", "Delete {what}").format(what=wires(edges)), lambda graph: _cut(graph, edges)
        )


def move_input(session: Session, edge: Edge, target: str, slot: int) -> None:
    """Let a wire lead to another input; a wire that is there goes."""
    graph = session.document.graph
    if (target, slot) == (edge.target, edge.slot):
        return

    def change(draft: LayerGraph) -> None:
        draft.disconnect(edge)
        place, kind = slot, draft[target].kind
        if target == edge.target and kind is not None and kind.is_variadic and slot > edge.slot:
            place -= 1  # the later inputs have moved up
        taken = next((wire for wire in draft.inputs(target) if wire.slot == place), None)
        if taken is None:
            draft.connect(Edge(edge.source, edge.output, target, place))
        else:
            draft.reroute(taken, edge.source, edge.output)

    label = translate("Undo", "Move wire from {source} to {target}")
    session.edit(label.format(source=graph[edge.target].name, target=graph[target].name), change)


def move_outputs(session: Session, edges: Collection[Edge], source: str, output: int) -> None:
    """Let wires come from another output."""
    moved = [edge for edge in edges if (edge.source, edge.output) != (source, output)]
    if not moved:
        return

    def change(draft: LayerGraph) -> None:
        for edge in moved:
            draft.reroute(edge, source, output)

    graph = session.document.graph
    label = translate("Undo", "Move {what} from {source} to {target}")
    places = {"source": graph[moved[0].source].name, "target": graph[source].name}
    session.edit(label.format(what=wires(moved), **places), change)


def insert_new(session: Session, kind: str, edge: Edge, place: Place) -> str | None:
    """Put a new layer on a wire; returns its id, None when it was refused."""
    graph, new = session.document.graph, [""]

    def change(draft: LayerGraph) -> None:
        before = draft[edge.source]
        device = before.device if before.device != HOST else draft[edge.target].device
        node = draft.add_type(kind, position=place, device=device, stage=before.stage, block=before.block)
        draft.connect(Edge(edge.source, edge.output, node.id, 0))
        draft.reroute(edge, node.id)
        new[0] = node.id

    label = translate("Undo", "Insert {what} between {source} and {target}")
    session.edit(label.format(what=kind, source=graph[edge.source].name, target=graph[edge.target].name), change)
    return new[0] if new[0] in session.document.graph else None


def feed_new(session: Session, kind: str, target: str, slot: int, place: Place) -> str | None:
    """Add a layer that feeds an input, instead of what fed it; returns its id, None when it was refused."""
    new = [""]

    def change(draft: LayerGraph) -> None:
        after = draft[target]
        device = HOST if kind == "Input" else after.device
        node = draft.add_type(kind, position=place, device=device, stage=after.stage, block=after.block)
        taken = next((wire for wire in draft.inputs(target) if wire.slot == slot), None)
        if taken is None:
            draft.connect(Edge(node.id, 0, target, slot))
        else:
            draft.reroute(taken, node.id)
        new[0] = node.id

    label = translate("Undo", "Add {what} before {target}")
    session.edit(label.format(what=kind, target=session.document.graph[target].name), change)
    return new[0] if new[0] in session.document.graph else None


def set_bends(session: Session, label: str, target: str, slot: int, points: Iterable[Place]) -> None:
    """Let the wire into an input run through other points."""
    bends = tuple((round(x, 1), round(y, 1)) for x, y in points)
    session.edit(label, lambda graph: graph.set_outline(graph.outline.with_bends(target, slot, bends)))


def wires(edges: Collection[Edge]) -> str:
    """ "wire", "3 wires"."""
    return translate("Undo", "%n wires", "", len(edges)) if len(edges) > 1 else translate("Undo", "wire")


def names(graph: LayerGraph, keys: Collection[str]) -> str:
    """The name of the only card, or how many there are."""
    if len(keys) > 1:
        return layers(len(keys))
    key = next(iter(keys))
    return graph.outline.blocks[key.removeprefix(BLOCK)].name if key.startswith(BLOCK) else graph[key].name


def _cut(graph: LayerGraph, edges: Iterable[Edge]) -> None:
    for edge in sorted(edges, key=lambda wire: -wire.slot):  # the inputs after one of many move up
        graph.disconnect(edge)
