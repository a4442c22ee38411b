"""A session beside an oracle that only keeps texts: all of them, and where in them we are; and what always holds."""

from __future__ import annotations

from collections.abc import Callable

from alexstudio.analysis import analyse
from alexstudio.analysis.walk import forget
from alexstudio.graph import Document, LayerGraph
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.graph.shown import what_is_shown
from alexstudio.history import Snapshot
from alexstudio.ui.session import Session


class Oracle:
    """Does things to a session and says when the session is not where the list of texts is."""

    def __init__(self, document: Document) -> None:
        self.session = Session(document)
        self.refusals: list[str] = []
        self.told: list[Snapshot] = []
        self.session.refused.connect(self.refusals.append)
        self.session.changed.connect(self.told.append)
        self.texts = [self.text]
        self.place = 0
        self.saved: int | None = 0

    @property
    def graph(self) -> LayerGraph:
        return self.session.document.graph

    @property
    def text(self) -> str:
        return dumps(self.session.document)

    def do(self, act: Callable[[], object]) -> object:
        """An edit: one step and one notice, or nothing at all; nothing when it is refused."""
        before, labels = self.session.snapshot, self._labels()
        self.refusals.clear()
        self.told.clear()
        answer = act()
        if self.session.snapshot is before:
            assert not self.told and self._labels() == labels
            return answer
        assert not self.refusals, f"refused, and changed all the same: {self.refusals}"
        assert self.told == [self.session.snapshot]
        now = self.text
        assert now != self.texts[self.place], f"a step that changes nothing: {self.session.history.undo_label}"
        if self.saved is not None and self.saved > self.place:
            self.saved = None
        self.texts[self.place + 1 :] = [now]
        self.place += 1
        assert self.session.history.undo_label and not self.session.history.redo_label
        return answer

    def undo(self) -> None:
        self.session.undo()
        self.place = max(0, self.place - 1)
        assert self.text == self.texts[self.place]

    def redo(self) -> None:
        self.session.redo()
        self.place = min(len(self.texts) - 1, self.place + 1)
        assert self.text == self.texts[self.place]

    def save(self) -> None:
        self.session.history.mark_saved()
        self.saved = self.place

    def there_and_back(self) -> None:
        """Undo everything, redo everything, and go back to where we were."""
        home = self.place
        while self.place:
            self.undo()
        while self.place < len(self.texts) - 1:
            self.redo()
        while self.place > home:
            self.undo()

    def _labels(self) -> tuple[str, str]:
        return self.session.history.undo_label, self.session.history.redo_label

    def check(self) -> None:
        """Everything that holds after any number of edits."""
        document, history = self.session.document, self.session.history
        assert self.text == self.texts[self.place]
        assert bool(history.undo_label) == (self.place > 0)
        assert bool(history.redo_label) == (self.place < len(self.texts) - 1)
        assert history.is_dirty == (self.saved != self.place)
        reopened = loads(self.text)
        assert reopened == document and dumps(reopened) == self.text
        check_graph(document.graph)
        forget()
        report = self.session.snapshot.report
        assert report == analyse(document)
        assert set(report.nodes) == set(document.graph.by_id)
        for trouble in (*report.problems, *report.warnings):
            assert trouble.message and (not trouble.node or trouble.node in report.document.graph)
        sums = report.total
        assert sums.params == sum(one.params for one in report.nodes.values())
        assert sums.params == sum(one.params for one in report.devices.values())


def check_graph(graph: LayerGraph) -> None:
    """A graph holds together, looked at from its plain list of wires."""
    nodes, wires, outline = graph.by_id, graph.edges, graph.outline
    assert len(set(wires)) == len(wires)
    assert len({(wire.target, wire.slot) for wire in wires}) == len(wires), "two wires in one slot"
    into: dict[str, list[int]] = {node_id: [] for node_id in nodes}
    out: dict[str, set[int]] = {node_id: set() for node_id in nodes}
    for wire in wires:
        into[wire.target].append(wire.slot)
        out[wire.source].add(wire.output)
    for node in nodes.values():
        kind, slots = node.kind, sorted(into[node.id])
        assert not node.block or node.block in outline.blocks
        assert (node.id in graph.bypassed) == node.bypassed
        assert tuple(edge.slot for edge in graph.inputs(node.id)) == tuple(slots)
        assert {edge.output for edge in graph.consumers(node.id)} == out[node.id]
        if kind is not None:
            assert slots == list(range(len(slots))) if kind.is_variadic else set(slots) <= set(range(len(kind.slots)))
            assert out[node.id] <= set(range(len(kind.output_names(node.params))))
    assert graph.bypassed <= set(nodes)
    _check_order(graph)
    _check_outline(graph)


def _check_order(graph: LayerGraph) -> None:
    seen: set[str] = set()
    for node in graph.order():
        assert all(edge.source in seen for edge in graph.inputs(node.id)), "a cycle, or an order that is stale"
        seen.add(node.id)
    assert seen == set(graph.by_id) == set(graph.flow)
    read = {edge.source for edge in graph.edges}
    assert set(graph.ends) == set(graph.by_id) - read
    assert set(graph.starts) == set(graph.by_id) - {edge.target for edge in graph.edges}


def _check_outline(graph: LayerGraph) -> None:
    outline = graph.outline
    outline.check()
    full = {one for node in graph.nodes for one in outline.above(node.block)}
    assert full == set(outline.blocks), "a block with nothing in it"
    assert set(outline.bends) <= {(wire.target, wire.slot) for wire in graph.edges}, "a bend on no wire"
    assert all(outline.bends.values())
    assert all(frame.id == key for key, frame in outline.frames.items())
    for scope in ("", *outline.blocks):
        shown = what_is_shown(graph, scope)
        keys = {*shown.nodes, *(f"#{block}" for block in shown.folded)}
        keys |= {*shown.sources.values(), *shown.sinks.values()}
        assert all(end in keys for ends in shown.wires.values() for end in ends)
        if not scope:
            inside = [node_id for ids in shown.folded.values() for node_id in ids]
            assert sorted([*shown.nodes, *inside]) == sorted(graph.by_id)
