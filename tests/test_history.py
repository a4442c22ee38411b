from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from alexstudio.analysis import analyse
from alexstudio.graph import Document, Edge, GraphError, LayerGraph, Node
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.graph.presets import load_preset
from alexstudio.graph.recipes_named import PAPER
from alexstudio.history import History, Snapshot


@pytest.fixture
def history() -> History:
    return History(load_preset("alexnet"))


def text(history: History) -> str:
    return dumps(history.present.document)


def test_undo_and_redo_give_the_exact_bytes(history: History) -> None:
    texts = [text(history)]
    for size in (3, 5, 7):
        with history.editing(f"Set kernel {size}") as draft:
            draft.graph.set_param("conv3", "kernel_size", size if size != 3 else 9)
        texts.append(text(history))
    assert len(set(texts)) == 4
    assert history.undo_label == "Set kernel 7" and history.redo_label == ""
    for expected in reversed(texts[:-1]):
        history.undo()
        assert text(history) == expected
    assert history.undo_label == "" and history.redo_label == "Set kernel 3"
    history.undo()
    assert text(history) == texts[0]
    for expected in texts[1:]:
        history.redo()
        assert text(history) == expected
    history.redo()
    assert text(history) == texts[-1]


def test_a_new_edit_ends_what_could_be_redone(history: History) -> None:
    for label in ("one", "two"):
        with history.editing(label) as draft:
            draft.graph.add_type("ReLU")
    history.undo()
    with history.editing("three") as draft:
        draft.graph.set_device(["conv1"], "gpu1")
    assert (history.undo_label, history.redo_label) == ("three", "")
    history.undo()
    assert history.undo_label == "one"


def test_an_exception_discards_everything(history: History) -> None:
    before, seen = history.present, []
    history.changed = seen.append
    with pytest.raises(GraphError), history.editing("Half") as draft:
        draft.graph.set_param("conv1", "stride", 2)
        draft.graph.remove(["conv2"])
        draft.document = draft.document.with_recipe(epochs=3)
        draft.graph.set_param("conv1", "stride", 0)
    with pytest.raises(KeyboardInterrupt), history.editing("Interrupted") as draft:
        draft.graph.remove(["conv2"])
        raise KeyboardInterrupt
    assert history.present is before and seen == [] and history.undo_label == ""


def test_what_changes_nothing_is_no_step(history: History) -> None:
    before, seen = history.present, []
    history.changed = seen.append
    with history.editing("Nothing"):
        pass
    with history.editing("The same again") as draft:
        draft.graph.set_param("conv1", "stride", 4)
        draft.document = draft.document.with_recipe(epochs=draft.document.recipe.epochs)
    with history.editing("There and back") as draft:
        edge = Edge("conv1", 0, "relu1", 0)
        draft.graph.disconnect(edge)
        draft.graph.connect(edge)
    assert history.present is before and seen == [] and history.undo_label == ""


def test_every_change_is_told_once_with_its_report(history: History) -> None:
    seen: list[Snapshot] = []
    history.changed = seen.append
    with history.editing("Widen") as draft:
        draft.graph.set_param("fc8", "out_features", 10)
    history.undo()
    history.redo()
    assert [snapshot.label for snapshot in seen] == ["Widen", "", "Widen"]
    assert seen[0] is seen[2] is history.present
    assert history.present.report == analyse(history.present.document)
    assert history.present.report.nodes["fc8"].params == 40_970


def test_unsaved_work(history: History) -> None:
    assert not history.is_dirty
    with history.editing("Edit") as draft:
        draft.graph.set_device(["conv1"], "gpu1")
    assert history.is_dirty
    history.mark_saved()
    assert not history.is_dirty
    history.undo()
    assert history.is_dirty
    history.redo()
    assert not history.is_dirty


def test_graph_and_recipe_in_one_step(history: History) -> None:
    before = text(history)
    with history.editing("Both") as draft:
        draft.graph.set_param("fc8", "out_features", 10)
        draft.document = replace(draft.document, recipe=PAPER, title="Mine")
    document = history.present.document
    assert (document.title, document.recipe) == ("Mine", PAPER)
    assert document.graph["fc8"].params["out_features"] == 10
    history.undo()
    assert text(history) == before


def test_another_document_may_take_the_place(history: History) -> None:
    other = load_preset("alexnet_two_gpu")
    with history.editing("Replace") as draft:
        draft.document = replace(other, graph=other.graph.copy())
    assert text(history) == dumps(other)
    with pytest.raises(GraphError, match="frozen"):
        history.present.document.graph.remove(["conv1a"])


def test_a_draft_is_no_use_afterwards(history: History) -> None:
    with history.editing("Edit") as draft:
        draft.graph.set_param("conv1", "stride", 2)
    with pytest.raises(GraphError, match="frozen"):
        draft.graph.remove(["conv1"])
    assert "conv1" in history.present.document.graph


def test_the_past_has_an_end(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(History, "LIMIT", 5)
    for number in range(9):
        with history.editing(f"Edit {number}") as draft:
            draft.graph.set_param("conv1", "stride", number + 5)
    undone = 0
    while history.undo_label:
        history.undo()
        undone += 1
    assert undone == 5 and history.present.document.graph["conv1"].params["stride"] == (8, 8)


class Editing(RuleBasedStateMachine):
    """Random edits against an oracle that only keeps texts: all of them, and where in them we are."""

    @initialize()
    def start(self) -> None:
        graph = LayerGraph()
        for node_id, kind in (("in", "Input"), ("conv", "Conv2d"), ("cat", "Concat"), ("fc", "Linear")):
            graph.add(Node(node_id, kind, node_id))
        graph.connect(Edge("in", 0, "conv", 0))
        self.history = History(Document("Start", graph))
        self.told = 0
        self.history.changed = self.count
        self.texts, self.place = [text(self.history)], 0

    def count(self, snapshot: Snapshot) -> None:
        assert snapshot is self.history.present
        self.told += 1

    def edit(self, change: Any) -> None:
        before, told = self.history.present, self.told
        try:
            with self.history.editing("edit") as draft:
                change(draft)
        except (GraphError, RuntimeError):
            assert self.history.present is before and self.told == told
            return
        now = text(self.history)
        if now == self.texts[self.place]:
            assert self.history.present is before and self.told == told
            return
        assert self.told == told + 1
        self.texts[self.place + 1 :] = [now]
        self.place += 1

    def pick(self, data: some.DataObject) -> str:
        return str(data.draw(some.sampled_from(sorted(node.id for node in self.history.present.document.graph.nodes))))

    @rule(kind=some.sampled_from(("Input", "Conv2d", "ReLU", "Concat", "Plugin9")))
    def add(self, kind: str) -> None:
        if kind == "Plugin9":
            self.edit(lambda draft: draft.graph.add(Node(draft.graph.free_id("odd"), kind, "Odd", {"a": [1]})))
        else:
            self.edit(lambda draft: draft.graph.add_type(kind))

    @precondition(lambda self: len(self.history.present.document.graph))
    @rule(data=some.data())
    def remove(self, data: some.DataObject) -> None:
        node_id = self.pick(data)
        self.edit(lambda draft: draft.graph.remove([node_id]))

    @precondition(lambda self: len(self.history.present.document.graph))
    @rule(data=some.data(), slot=some.integers(0, 2))
    def connect(self, data: some.DataObject, slot: int) -> None:
        edge = Edge(self.pick(data), 0, self.pick(data), slot)
        refusal = self.history.present.document.graph.why_not(edge)
        length = len(self.texts)
        self.edit(lambda draft: draft.graph.connect(edge))
        assert refusal is None or len(self.texts) == length

    @precondition(lambda self: self.history.present.document.graph.edges)
    @rule(data=some.data())
    def disconnect(self, data: some.DataObject) -> None:
        edge = data.draw(some.sampled_from(sorted(self.history.present.document.graph.edges)))
        self.edit(lambda draft: draft.graph.disconnect(edge))

    @precondition(lambda self: len(self.history.present.document.graph))
    @rule(data=some.data(), value=some.sampled_from((0, 1, 2, 3, -1, "x", (1, 2))), name=some.sampled_from(
        ("kernel_size", "out_channels", "out_features", "groups")))  # fmt: skip
    def set_param(self, data: some.DataObject, name: str, value: object) -> None:
        node_id = self.pick(data)
        self.edit(lambda draft: draft.graph.set_param(node_id, name, value))

    @precondition(lambda self: len(self.history.present.document.graph))
    @rule(data=some.data(), device=some.sampled_from(("gpu0", "gpu1", "cuda")))
    def set_device(self, data: some.DataObject, device: str) -> None:
        node_id = self.pick(data)
        self.edit(lambda draft: draft.graph.set_device([node_id], device))

    @precondition(lambda self: len(self.history.present.document.graph))
    @rule(data=some.data(), name=some.sampled_from(("A", "ß", "", "a\nb")))
    def rename(self, data: some.DataObject, name: str) -> None:
        node_id = self.pick(data)
        self.edit(lambda draft: draft.graph.replace(replace(draft.graph[node_id], name=name)))

    @rule(epochs=some.integers(1, 3))
    def set_epochs(self, epochs: int) -> None:
        def change(draft: Any) -> None:
            draft.document = draft.document.with_recipe(epochs=epochs)

        self.edit(change)

    @rule()
    def fail_half_way(self) -> None:
        def change(draft: Any) -> None:
            draft.graph.add_type("ReLU")
            raise RuntimeError

        self.edit(change)

    @rule()
    def undo(self) -> None:
        self.history.undo()
        self.place = max(0, self.place - 1)

    @rule()
    def redo(self) -> None:
        self.history.redo()
        self.place = min(len(self.texts) - 1, self.place + 1)

    @invariant()
    def is_where_the_oracle_is(self) -> None:
        now = text(self.history)
        assert now == self.texts[self.place]
        assert bool(self.history.undo_label) == (self.place > 0)
        assert bool(self.history.redo_label) == (self.place < len(self.texts) - 1)
        document = self.history.present.document
        assert loads(now) == document and json.loads(now)["format"] == "alexstudio/1"
        assert self.history.present.report == analyse(document)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=100, stateful_step_count=30, derandomize=True, deadline=None)


def test_the_oracle_sees_a_history_that_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: an undo that puts back one state too few is found."""

    def careless(self: History) -> None:
        if len(self._past) > 1:
            self._future.append(self._present)
            self._show(self._past.pop())

    monkeypatch.setattr(History, "undo", careless)
    without_shrinking = settings(TestEditing.settings, phases=[Phase.generate], report_multiple_bugs=False)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Editing, settings=without_shrinking)
