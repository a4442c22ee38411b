"""Every command that changes a document, in random order, against a list of texts. ALEXSTUDIO_DEEP=1 runs longer."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from editing_machine import Machine, number
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import rule, run_state_machine_as_test

from alexstudio.analysis.fixes import fixes
from alexstudio.graph import Edge, LayerGraph
from alexstudio.graph.arrange import WIDTH, card_height
from alexstudio.graph.blocks import group, group_stages, members, repeat, ungroup
from alexstudio.graph.clipboard import copied
from alexstudio.graph.outline import TONES, Frame, free_block_id
from alexstudio.graph.places import move_block, move_by, set_folded
from alexstudio.graph.recipes_named import NAMED
from alexstudio.graph.shown import BLOCK, what_is_shown
from alexstudio.graph.templates import add_template, templates
from alexstudio.history import History
from alexstudio.ui.canvas import rewire
from alexstudio.ui.canvas.aligning import RULES, Box, aligned, spread, straight
from alexstudio.ui.canvas.gestures.bend_drag import drop_bends
from alexstudio.ui.canvas.marks import Knot
from alexstudio.ui.canvas.naming import drop_comments
from alexstudio.ui.mixed import set_all, shared_params
from alexstudio.ui.node_form import bypass

DEEP = os.environ.get("ALEXSTUDIO_DEEP", "") == "1"
KINDS = ("Input", "Conv2d", "ReLU", "Linear", "Concat", "Add", "Split", "Chunk", "Flatten", "MaxPool2d", "Dropout")
VALUES = (0, 1, 2, 3, 7, 64, -1, 0.5, True, False, "x", "zeros", (1, 2), (0, 3), 2**40, None)
PLACES = ((0.0, 0.0), (250, -120), (12.34, 56.78), (1 / 3, 2 / 3), (-4000, 900.005))
NAMES = ("A", "Größe ×2", "", "a\nb", "Conv", "x" * 200, "x" * 201, "<b>bold</b>", "1 stage")
DEVICES = ("gpu0", "gpu1", "host", "gpu63", "cuda")


@cache
def pieces() -> tuple[str, ...]:
    return tuple(template.read() for template in templates() if not template.is_own)


class Editing(Machine):
    """The commands, as the window calls them."""

    # -- nodes ---------------------------------------------------------------------------------------------------------

    @rule(pick=number, which=number, value=some.sampled_from(VALUES))
    def set_param(self, pick: int, which: int, value: object) -> None:
        node_id = self.node(pick)
        params = list(self.graph[node_id].params) if node_id else []
        if node_id and params:
            name = params[which % len(params)]
            refusal = self.oracle.do(lambda: self.session.set_param(node_id, name, value))
            assert not refusal or str(refusal).strip()

    @rule(pick=number, count=number, which=number, value=some.sampled_from(VALUES))
    def set_of_several(self, pick: int, count: int, which: int, value: Any) -> None:
        """A parameter that several layers share, of all or of none."""
        nodes = self.several(pick, count)
        shared = shared_params([self.graph[node_id] for node_id in nodes]) if nodes else []
        if shared:
            self.oracle.do(lambda: set_all(self.session, nodes, shared[which % len(shared)], value))

    @rule(pick=number, name=some.sampled_from(NAMES))
    def rename(self, pick: int, name: str) -> None:
        node_id = self.node(pick)
        if node_id:
            self.oracle.do(lambda: self.session.rename(node_id, name))

    @rule(pick=number, note=some.sampled_from(("", "two\nlines", "\ttab", "ß" * 4000)))
    def write_note(self, pick: int, note: str) -> None:
        node_id = self.node(pick)
        if node_id:
            self.edit("Note", lambda draft: draft.replace(replace(draft[node_id], note=note)))

    @rule(pick=number, count=number, device=some.sampled_from(DEVICES))
    def put_on(self, pick: int, count: int, device: str) -> None:
        nodes = self.several(pick, count)
        if nodes:
            self.oracle.do(lambda: self.session.set_device(nodes, device))

    @rule(pick=number, count=number, on=some.booleans())
    def bypass(self, pick: int, count: int, on: bool) -> None:
        nodes = self.several(pick, count)
        self.oracle.do(lambda: bypass(self.session, nodes, on))

    @rule(pick=number, count=number)
    def remove(self, pick: int, count: int) -> None:
        nodes = self.several(pick, count % 3)
        self.oracle.do(lambda: self.session.remove(nodes))
        assert self.oracle.refusals or not any(node_id in self.graph for node_id in nodes)

    @rule(pick=number, count=number)
    def take_out(self, pick: int, count: int) -> None:
        nodes = self.several(pick, count % 4)
        self.oracle.do(lambda: self.session.take_out(nodes))

    @rule(pick=number, kind=some.sampled_from(KINDS), where=some.sampled_from((None, *PLACES)))
    def add_layer(self, pick: int, kind: str, where: tuple[float, float] | None) -> None:
        if self.may_grow:
            after, into = (None, self.scope(pick)) if pick % 3 == 0 else (self.node(pick), "")
            new = self.oracle.do(lambda: self.session.add_layer(kind, after, where, into))
            assert (new is None) == bool(self.oracle.refusals)

    @rule(pick=number, kind=some.sampled_from(KINDS), place=some.sampled_from(PLACES))
    def add_at(self, pick: int, kind: str, place: tuple[float, float]) -> None:
        if self.may_grow:
            source = self.node(pick) if pick % 2 else ""
            into = "" if source else self.scope(pick)
            self.oracle.do(lambda: self.session.add_at(kind, place, source or "", 0, into))

    # -- places --------------------------------------------------------------------------------------------------------

    def tiles(self, pick: int, count: int) -> dict[str, tuple[float, float]]:
        """Some of the cards of nodes and folded blocks at the top, and where they are."""
        graph = self.graph
        shown = what_is_shown(graph)
        keys = [*shown.nodes, *(f"{BLOCK}{block}" for block in shown.folded)]
        some_keys = dict.fromkeys(keys[(pick + one) % len(keys)] for one in range(1 + count % 6)) if keys else {}
        blocks = graph.outline.blocks
        at = {key: blocks[key.removeprefix(BLOCK)].at if key[0] == BLOCK else graph[key].position for key in some_keys}
        return {key: place or (0.0, 0.0) for key, place in at.items()}

    @rule(pick=number, count=number, by=some.sampled_from(((12.0, 0.0), (0, -12.0), (33.33, 0.01), (0, 0), (0.1, 0.2))))
    def move(self, pick: int, count: int, by: tuple[float, float]) -> None:
        before = self.tiles(pick, count)
        places = {key: (round(x + by[0], 2), round(y + by[1], 2)) for key, (x, y) in before.items()}
        self.oracle.do(lambda: rewire.move_tiles(self.session, before, places))

    @rule(pick=number, count=number, how=some.sampled_from((*RULES, "across", "down", "straight")))
    def align(self, pick: int, count: int, how: str) -> None:
        before = self.tiles(pick, count)
        if len(before) < 2:
            return
        heights = {key: 92.0 if key[0] == BLOCK else card_height(self.graph[key]) for key in before}
        boxes = {key: Box(x, y, WIDTH, heights[key]) for key, (x, y) in before.items()}
        if how == "straight":
            found = straight(boxes, self.graph)
        else:
            found = aligned(boxes, how) if how in RULES else spread(boxes, is_across=how == "across")
        places = {key: (round(x, 1), round(y, 1)) for key, (x, y) in found.items()}
        self.oracle.do(lambda: rewire.move_tiles(self.session, before, places, "Align"))

    @rule()
    def tidy(self) -> None:
        self.oracle.do(self.session.tidy)

    @rule(which=some.integers(1, 9), place=some.sampled_from(PLACES), zoom=some.sampled_from((0.04, 0.0432, 1.0, 4.0)))
    def keep_view(self, which: int, place: tuple[float, float], zoom: float) -> None:
        view = (round(place[0], 1), round(place[1], 1), zoom)
        self.edit("Keep view", lambda draft: draft.set_outline(
            replace(draft.outline, views={**draft.outline.views, which: view})))  # fmt: skip

    # -- wires ---------------------------------------------------------------------------------------------------------

    @rule(pick=number, other=number, output=some.integers(0, 2), slot=some.integers(0, 4))
    def wire(self, pick: int, other: int, output: int, slot: int) -> None:
        source, target = self.node(pick), self.node(other)
        if source and target:
            edge = Edge(source, output, target, slot)
            reason = self.session.why_not_wire(edge)
            self.oracle.do(lambda: self.session.wire(edge))
            assert bool(reason) == bool(self.oracle.refusals)

    @rule(pick=number, count=number)
    def cut(self, pick: int, count: int) -> None:
        edges = {edge for one in range(1 + count % 4) if (edge := self.edge(pick + one * count))}
        self.oracle.do(lambda: rewire.cut(self.session, edges))
        assert not edges or not self.oracle.refusals

    @rule(pick=number, other=number, slot=some.integers(0, 4))
    def move_input(self, pick: int, other: int, slot: int) -> None:
        edge, target = self.edge(pick), self.node(other)
        if edge and target:
            self.oracle.do(lambda: rewire.move_input(self.session, edge, edge.target if slot % 2 else target, slot))

    @rule(pick=number, other=number, output=some.integers(0, 2))
    def move_outputs(self, pick: int, other: int, output: int) -> None:
        edge, source = self.edge(pick), self.node(other)
        if edge and source:
            edges = [one for one in self.graph.consumers(edge.source) if one.output == edge.output]
            self.oracle.do(lambda: rewire.move_outputs(self.session, edges, source, output))

    @rule(pick=number, other=number, place=some.sampled_from(PLACES))
    def insert_on_wire(self, pick: int, other: int, place: tuple[float, float]) -> None:
        free = [node for node in self.graph.nodes if node.kind and len(node.kind.slots) == 1]
        free = [node for node in free if not self.graph.inputs(node.id) and not self.graph.consumers(node.id)]
        edge = self.edge(pick)
        if edge and free:
            node_id = free[other % len(free)].id
            self.oracle.do(lambda: self.session.insert(node_id, edge, (round(place[0], 2), round(place[1], 2))))

    @rule(pick=number, kind=some.sampled_from(KINDS), place=some.sampled_from(PLACES))
    def insert_new(self, pick: int, kind: str, place: tuple[float, float]) -> None:
        edge = self.edge(pick)
        if edge and self.may_grow:
            self.oracle.do(lambda: rewire.insert_new(self.session, kind, edge, place))

    @rule(pick=number, slot=some.integers(0, 3), kind=some.sampled_from(KINDS), place=some.sampled_from(PLACES))
    def feed_new(self, pick: int, slot: int, kind: str, place: tuple[float, float]) -> None:
        target = self.node(pick)
        if target and self.may_grow:
            self.oracle.do(lambda: rewire.feed_new(self.session, kind, target, slot, place))

    @rule(pick=number, count=number)
    def chain(self, pick: int, count: int) -> None:
        nodes = self.several(pick, count)
        self.oracle.do(lambda: self.session.chain(nodes))

    @rule(pick=number, which=number, point=some.sampled_from(PLACES))
    def bend(self, pick: int, which: int, point: tuple[float, float]) -> None:
        """Add a bend or move one."""
        edge = self.edge(pick)
        if edge:
            points = list(self.graph.outline.bends.get((edge.target, edge.slot), ()))
            at = which % (len(points) + 1)
            points[at : at + which % 2] = [point]
            self.oracle.do(lambda: rewire.set_bends(self.session, "Bend", edge.target, edge.slot, points))

    @rule(pick=number, count=number)
    def drop_bends(self, pick: int, count: int) -> None:
        bends = self.graph.outline.bends
        knots = [Knot(*key, one) for key, points in sorted(bends.items()) for one in range(len(points))]
        if knots:
            gone = [knots[(pick + one) % len(knots)] for one in range(1 + count % 3)]
            view: Any = SimpleNamespace(session=self.session)
            self.oracle.do(lambda: drop_bends(view, gone))

    # -- clipboard and pieces ------------------------------------------------------------------------------------------

    @rule(pick=number, count=number)
    def copy(self, pick: int, count: int) -> None:
        block = self.block(pick)
        inside = [node.id for node in members(self.graph, block)] if block and count % 2 else []
        self.clip = copied(self.graph, inside or self.several(pick, count))

    @rule(pick=number, keeps=some.booleans(), by=some.sampled_from(((42.0, 42.0), (0.1, 0.2), (1 / 3, 0))))
    def paste(self, pick: int, keeps: bool, by: tuple[float, float]) -> None:
        if self.clip and self.may_grow:
            into = self.scope(pick)
            new = self.oracle.do(lambda: self.session.paste(self.clip, by, keep_inputs=keeps, into=into))
            assert isinstance(new, list) and all(node_id in self.graph for node_id in new)

    @rule(pick=number, count=number)
    def duplicate(self, pick: int, count: int) -> None:
        nodes = self.several(pick, count)
        if nodes and self.may_grow:
            text = copied(self.graph, nodes)
            self.oracle.do(lambda: self.session.paste(text, (42.0, 42.0), label="Duplicate"))
            assert not self.oracle.refusals

    @rule(pick=number, which=number, place=some.sampled_from(PLACES))
    def add_template(self, pick: int, which: int, place: tuple[float, float]) -> None:
        if self.may_grow:
            text, after, into = pieces()[which % len(pieces())], (self.node(pick) or "") * (which % 2), self.scope(pick)
            at = round(place[0]), round(place[1])
            self.edit("Add a piece", lambda draft: add_template(draft, text, after=after, at=at, into=into))

    # -- blocks --------------------------------------------------------------------------------------------------------

    def fold_or_open(self, label: str, change: Any) -> None:
        """Whatever blocks are made and folded, the numbers stay."""
        before = self.session.snapshot.report
        self.edit(label, change)
        after = self.session.snapshot.report
        assert (after.nodes, after.problems) == (before.nodes, before.problems)
        assert (after.total, after.stages, after.devices) == (before.total, before.stages, before.devices)
        assert after.transfers == before.transfers

    @rule(pick=number, count=number, inner=number, name=some.sampled_from(NAMES))
    def group(self, pick: int, count: int, inner: int, name: str) -> None:
        nodes = self.several(pick, count)
        if not nodes:
            return
        around = self.graph[nodes[0]].block
        nodes = [one for one in nodes if self.graph[one].block == around or count % 5 == 0]
        blocks = [one.id for one in self.graph.outline.children(around)][: inner % 3]
        self.fold_or_open("Group", lambda draft: group(draft, nodes, blocks, name, folded=inner % 7 == 0))

    @rule(pick=number)
    def ungroup(self, pick: int) -> None:
        block = self.block(pick)

        def change(draft: LayerGraph) -> None:
            assert block
            set_folded(draft, block, False)
            ungroup(draft, block)

        if block:
            self.fold_or_open("Ungroup", change)

    @rule(pick=number, count=number, folded=some.booleans())
    def fold(self, pick: int, count: int, folded: bool) -> None:
        blocks = {block for one in range(1 + count % 3) if (block := self.block(pick + one))}

        def change(draft: LayerGraph) -> None:
            for block in sorted(blocks):
                set_folded(draft, block, folded)

        self.fold_or_open("Fold", change)

    @rule(folded=some.booleans())
    def fold_all(self, folded: bool) -> None:
        def change(draft: LayerGraph) -> None:
            if folded:
                group_stages(draft, folded=False)
            outline = draft.outline
            blocks = [block.id for block in outline.blocks.values() if not (folded and block.parent)]
            for block in sorted(blocks, key=lambda one: len(list(outline.above(one)))):
                set_folded(draft, block, folded)

        self.fold_or_open("Fold all", change)

    @rule(pick=number, times=some.sampled_from((0, 1, 1, 2, 3)))
    def repeat(self, pick: int, times: int) -> None:
        block = self.block(pick)
        if block and self.may_grow:
            self.edit("Repeat", lambda draft: repeat(draft, block, times))

    @rule(pick=number, name=some.sampled_from(NAMES))
    def rename_block(self, pick: int, name: str) -> None:
        block = self.block(pick)
        if block:
            new = replace(self.graph.outline.blocks[block], name=name)
            self.edit("Rename", lambda draft: draft.set_outline(draft.outline.with_block(new)))

    # -- comments ------------------------------------------------------------------------------------------------------

    @rule(place=some.sampled_from(PLACES), tone=some.integers(0, TONES))
    def add_comment(self, place: tuple[float, float], tone: int) -> None:
        key = free_block_id(self.graph.outline.frames, "comment")
        frame = Frame(key, "Comment", (round(place[0]), round(place[1]), 320.0, 220.0), tone)
        self.edit("Add a comment", lambda draft: draft.set_outline(draft.outline.with_frame(frame)))

    @rule(pick=number, by=some.sampled_from(((7.0, -3.0), (0.0, 0.0), (0.25, 1000.0))))
    def move_comment(self, pick: int, by: tuple[float, float]) -> None:
        """A comment with what lies in it, and of blocks those that are folded."""
        frame = self.frame(pick)
        if frame is None:
            return
        new = replace(frame, box=(frame.box[0] + by[0], frame.box[1] + by[1], *frame.box[2:]))
        tiles = self.tiles(pick, pick)

        def change(draft: LayerGraph) -> None:
            draft.set_outline(draft.outline.with_frame(new))
            move_by(draft, [key for key in tiles if key[0] != BLOCK], by)
            for key in tiles:
                if key[0] == BLOCK:
                    move_block(draft, key.removeprefix(BLOCK), by)

        self.edit("Move comment", change)

    @rule(pick=number, text=some.sampled_from(NAMES))
    def retitle(self, pick: int, text: str) -> None:
        frame = self.frame(pick)
        if frame:
            new = replace(frame, text=text)
            self.edit("Retitle", lambda draft: draft.set_outline(draft.outline.with_frame(new)))

    @rule(pick=number)
    def drop_comment(self, pick: int) -> None:
        frame = self.frame(pick)
        if frame:
            self.oracle.do(lambda: drop_comments(self.session, [frame.id]))

    # -- recipe and problems -------------------------------------------------------------------------------------------

    @rule(epochs=some.integers(1, 3), which=some.sampled_from((None, *NAMED)))
    def set_recipe(self, epochs: int, which: Any) -> None:
        recipe = (which or self.session.document.recipe).model_copy(update={"epochs": epochs})
        self.oracle.do(lambda: self.session.set_recipe(recipe, "Set epochs"))

    @rule(pick=number, which=number)
    def fix(self, pick: int, which: int) -> None:
        document, report = self.session.document, self.session.snapshot.report
        troubles = (*report.problems, *report.warnings)
        found = fixes(document, report, troubles[pick % len(troubles)]) if troubles else ()
        if found:
            self.oracle.do(lambda: self.session.fix(found[which % len(found)]))
            assert not self.oracle.refusals, self.oracle.refusals


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=2000 if DEEP else 60,
    stateful_step_count=80 if DEEP else 40,
    derandomize=not DEEP,
    phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if DEEP else [])],  # shrinking takes minutes
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_the_oracle_sees_an_undo_that_puts_back_one_state_too_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control."""

    def careless(self: History) -> None:
        if len(self._past) > 1:
            self._future.append(self._present)
            self._show(self._past.pop())

    monkeypatch.setattr(History, "undo", careless)
    quick = settings(TestEditing.settings, max_examples=20, phases=[Phase.generate], report_multiple_bugs=False)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Editing, settings=quick)
