"""`Session`: the open documents, and the verbs that gestures turn into."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from alexstudio.graph import Edge, GraphError, LayerGraph, Recipe
from alexstudio.graph.arrange import GAP, Direction, card_height
from alexstudio.graph.changes import Fix, TakeOut, make_room
from alexstudio.graph.clipboard import paste
from alexstudio.graph.tidy import tidy, tidy_only
from alexstudio.ui.sentences import said
from alexstudio.ui.sheets import Sheets
from alexstudio.ui.words import layers, spoken, translate


class Session(Sheets):
    """The open documents for the views: what gestures do to the one in front. A refusal is told and changes nothing."""

    # -- verbs ---------------------------------------------------------------------------------------------------------

    def set_param(self, node_id: str, name: str, value: object) -> str:
        """Change a parameter; returns the sentence of a refusal, empty when it was done."""
        node = self.document.graph[node_id]
        param = node.kind.param(name) if node.kind else None
        title = param.title if param else name
        try:
            with self._history.editing(
                translate("Undo", "Set {param} of {what}").format(param=spoken(title), what=node.name)
            ) as draft:
                draft.graph.set_param(node_id, name, value)
        except GraphError as error:
            return str(error)
        return ""

    def rename(self, node_id: str, name: str) -> str:
        """Change the display name of a node; returns the sentence of a refusal, empty when it was done."""
        node = self.document.graph[node_id]
        try:
            with self._history.editing(translate("Undo", "Rename {what}").format(what=node.name)) as draft:
                draft.graph.replace(replace(node, name=name))
        except GraphError as error:
            return str(error)
        return ""

    def set_device(self, node_ids: Iterable[str], device: str) -> None:
        """Put nodes on a logical device; of several, those that bring pictures in stay where they are."""
        nodes = list(node_ids)
        graph = self.document.graph
        nodes = [node_id for node_id in nodes if graph[node_id].type != "Input"] or nodes
        label = translate("Undo", "Put {what} on {device}").format(what=self._names(nodes), device=device)
        self.edit(label, lambda draft: draft.set_device(nodes, device))

    def move(self, positions: Mapping[str, tuple[float, float]]) -> None:
        """Put cards where they were dropped."""

        def place(graph: LayerGraph) -> None:
            for node_id, position in positions.items():
                graph.replace(replace(graph[node_id], position=position))

        self.edit(translate("Undo", "Move {what}").format(what=self._names(list(positions))), place)

    def tidy(self, scope: str = "", nodes: Collection[str] = (), direction: Direction = "right") -> None:
        """Lay out what is visible in a block afresh, or just some nodes around where they are."""
        if len(nodes) > 1:
            label = translate("Undo", "Tidy {what}").format(what=self._names(list(nodes)))
            self.edit(label, lambda graph: tidy_only(graph, nodes, direction=direction))
        else:
            self.edit(translate("Undo", "Tidy up"), lambda graph: tidy(graph, scope, direction=direction))

    def remove(self, node_ids: Iterable[str]) -> None:
        """Delete nodes and their wires."""
        nodes = list(node_ids)
        if nodes:
            label = translate("Undo", "Delete {what}").format(what=self._names(nodes))
            self.edit(label, lambda graph: graph.remove(nodes))

    def remove_wire(self, edge: Edge) -> None:
        """Delete a wire."""
        self.edit(translate("Undo", "Delete wire"), lambda graph: graph.disconnect(edge))

    def wire(self, edge: Edge) -> None:
        """Wire two nodes; an occupied input gets the new wire instead of the old one."""

        def change(graph: LayerGraph) -> None:
            taken = next((old for old in graph.inputs(edge.target) if old.slot == edge.slot), None)
            if taken is None:
                graph.connect(edge)
            else:
                graph.reroute(taken, edge.source, edge.output)

        names = self.document.graph[edge.source].name, self.document.graph[edge.target].name
        self.edit(translate("Undo", "Connect {source} to {target}").format(source=names[0], target=names[1]), change)

    def why_not_wire(self, edge: Edge) -> str | None:
        """Why a wire cannot be drawn, in one sentence; an occupied input can be taken over."""
        graph = self.document.graph
        taken = next((wire for wire in graph.inputs(edge.target) if wire.slot == edge.slot), None)
        if taken is None:
            return graph.why_not(edge)
        try:
            graph.copy().reroute(taken, edge.source, edge.output)
        except GraphError as error:
            return str(error)
        return None

    def add_layer(
        self, type_name: str, after: str | None, at: tuple[float, float] | None, into: str = ""
    ) -> str | None:
        """Add a layer; ``after`` a node it is put into that node's outgoing wires. Returns the new id.

        It lies in the block of that node, else in the block ``into``.
        """
        graph = self.document.graph
        new_id: list[str] = []

        def add(draft: LayerGraph) -> None:
            if after is None:
                device = "host" if type_name == "Input" else "gpu0"
                new_id.append(draft.add_type(type_name, position=at or (0.0, 0.0), device=device, block=into).id)
                return
            before = draft[after]
            device = before.device if before.device != "host" else "gpu0"
            node = draft.add_type(type_name, position=at, device=device, stage=before.stage, block=before.block)
            new_id.append(node.id)
            if at is None:
                x, y = before.position or (0.0, 0.0)
                top = y + card_height(before) / 2
                make_room(draft, node.stage, top, card_height(node) + GAP[1])
                draft.replace(replace(node, position=(x, top + GAP[1] + card_height(node) / 2)))
            if node.kind is not None and node.kind.slots:
                wires = draft.consumers(after)
                draft.connect(Edge(after, 0, node.id, 0))
                for wire in wires:
                    draft.reroute(wire, node.id)

        self.edit(_adding(type_name, graph[after].name if after else ""), add)
        return new_id[0] if new_id and new_id[0] in self.document.graph else None

    def add_at(
        self, type_name: str, place: tuple[float, float], source: str = "", output: int = 0, into: str = ""
    ) -> str | None:
        """Add a layer at a place, fed by a node if one is named; what that node feeds already stays. Returns the id."""
        new: list[str] = []

        def add(draft: LayerGraph) -> None:
            begin = draft[source] if source else None
            device = "host" if type_name == "Input" else begin.device if begin and begin.device != "host" else "gpu0"
            stage, block = (begin.stage, begin.block) if begin else ("", into)
            node = draft.add_type(type_name, position=place, device=device, stage=stage, block=block)
            new.append(node.id)
            if begin is not None and node.kind is not None and node.kind.slots:
                draft.connect(Edge(begin.id, output, node.id, 0))

        self.edit(_adding(type_name, self.document.graph[source].name if source else ""), add)
        return new[0] if new and new[0] in self.document.graph else None

    def paste(
        self, text: str, by: tuple[float, float], *, keep_inputs: bool = False, label: str = "", into: str = ""
    ) -> list[str]:
        """Add copied nodes, moved by some pixels; returns the new ids, none when the text cannot be pasted."""
        new: list[str] = []
        label = label or translate("Undo", "Paste")
        self.edit(label, lambda graph: new.extend(paste(graph, text, by, keep_inputs=keep_inputs, into=into)))
        return [node_id for node_id in new if node_id in self.document.graph]

    def take_out(self, node_ids: Iterable[str]) -> None:
        """Delete nodes and join what was around each of them."""
        nodes = list(node_ids)

        def change(graph: LayerGraph) -> None:
            for node_id in nodes:
                if len(graph.inputs(node_id)) == 1:
                    TakeOut(node_id).apply(graph)
                else:
                    graph.remove([node_id])

        if nodes:
            self.edit(translate("Undo", "Delete {what} and reconnect").format(what=self._names(nodes)), change)

    def insert(self, node_id: str, edge: Edge, place: tuple[float, float]) -> None:
        """Put a node that has no wires on a wire."""

        def change(graph: LayerGraph) -> None:
            graph.replace(replace(graph[node_id], position=place))
            graph.connect(Edge(edge.source, edge.output, node_id, 0))
            graph.reroute(edge, node_id)

        what, source, target = (self.document.graph[one].name for one in (node_id, edge.source, edge.target))
        label = translate("Undo", "Insert {what} between {source} and {target}")
        self.edit(label.format(what=what, source=source, target=target), change)

    def chain(self, node_ids: Iterable[str]) -> None:
        """Connect nodes one after the other, in the order of their places from left to right, top to bottom."""
        graph = self.document.graph
        nodes = sorted((graph[node_id] for node_id in node_ids), key=lambda node: node.position or (0.0, 0.0))

        def change(draft: LayerGraph) -> None:
            for before, after in pairwise(nodes):
                taken = {wire.slot for wire in draft.inputs(after.id)}
                if all(wire.source != before.id for wire in draft.inputs(after.id)):
                    slot = next(slot for slot in range(len(taken) + 1) if slot not in taken)
                    draft.connect(Edge(before.id, 0, after.id, slot))

        if len(nodes) > 1:
            self.edit(translate("Undo", "Connect {what}").format(what=layers(len(nodes))), change)

    def fix(self, fix: Fix) -> None:
        """Do what helps against a problem."""
        try:
            with self._history.editing(said(fix.label)) as draft:
                fix.apply(draft.graph)
                if fix.recipe:
                    draft.document = draft.document.with_recipe(**fix.recipe)
        except GraphError as error:
            self.refused.emit(str(error))

    def set_recipe(self, recipe: Recipe, label: str) -> None:
        """Train with another recipe from now on."""
        with self._history.editing(label) as draft:
            draft.document = replace(draft.document, recipe=recipe)

    def edit(
        self, label: str, change: Callable[[LayerGraph], object], notes: Callable[[str], str] | None = None
    ) -> None:
        """One undo step of any change of the graph; a refusal is told by `refused` and changes nothing.

        ``notes`` gives the notes that the document has afterwards.
        """
        try:
            with self._history.editing(label) as draft:
                change(draft.graph)
                if notes is not None:
                    draft.document = replace(draft.document, notes=notes(draft.document.notes))
        except GraphError as error:
            self.refused.emit(str(error))

    def _names(self, node_ids: list[str]) -> str:
        return self.document.graph[node_ids[0]].name if len(node_ids) == 1 else layers(len(node_ids))


def _adding(kind: str, after: str) -> str:
    text = translate("Undo", "Add {what} after {source}") if after else translate("Undo", "Add {what}")
    return text.format(what=kind, source=after)
