"""The verbs of structure: blocks that fold, comments, bypassed layers, templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from alexstudio.graph import GraphError, LayerGraph
from alexstudio.graph.blocks import group, group_stages, repeat, ungroup
from alexstudio.graph.outline import Frame, free_block_id
from alexstudio.graph.places import set_folded
from alexstudio.graph.templates import Template, add_template, save_template
from alexstudio.ui.canvas.naming import edit_comment
from alexstudio.ui.sentences import said
from alexstudio.ui.words import layers, translate

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow

MARGIN, HEAD = 24, 80
"""Around the cards in a new comment, and above them for the title of their stage and its own, in pixels at 100 %."""


class StructureVerbs(QObject):
    """The structure verbs of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        return {
            "bypass": self.bypass,
            "group": self.group,
            "ungroup": self.ungroup,
            "fold": self.fold,
            "fold_all": partial(self.fold_all, folded=True),
            "unfold_all": partial(self.fold_all, folded=False),
            "enter_block": self.enter_selected,
            "leave_block": self.leave,
            "repeat_block": self.ask_repeat,
            "save_template": self.save_template,
            "comment": self.comment,
        }

    @property
    def _graph(self) -> LayerGraph:
        return self._window.session.document.graph

    # -- bypass --------------------------------------------------------------------------------------------------------

    def bypass(self) -> None:
        """Skip the selected layers, or no longer; tells when the network no longer fits together."""
        window = self._window
        nodes = [self._graph[node_id] for node_id in window.canvas.selected]
        if not nodes:
            return
        for node in nodes:
            if node.kind is not None and not node.kind.slots:
                window.banner.tell(
                    self.tr("{layer} is where the pictures come in; it cannot be bypassed.").format(layer=node.name)
                )
                return
        wanted = not all(node.bypassed for node in nodes)
        names = nodes[0].name if len(nodes) == 1 else layers(len(nodes))

        def change(graph: LayerGraph) -> None:
            for node in nodes:
                graph.replace(replace(node, bypassed=wanted))

        could_run = window.session.snapshot.report.is_runnable
        label = translate("Undo", "Bypass {what}") if wanted else translate("Undo", "Use {what} again")
        window.session.edit(label.format(what=names), change)
        report = window.session.snapshot.report
        if could_run and not report.is_runnable:
            text = self.tr("Without {what} the network does not fit together: {problem}")
            window.banner.tell(text.format(what=names, problem=said(report.problems[0].message)), "problem")

    # -- blocks --------------------------------------------------------------------------------------------------------

    def group(self) -> None:
        """Make a block of what is selected."""
        canvas = self._window.canvas
        blocks = list(canvas.selected_blocks)
        inside = {node_id for block in blocks for node_id in canvas.canvas.blocks[block].face.members}
        nodes = [node_id for node_id in canvas.selected if node_id not in inside]
        stages = {self._graph[node_id].stage for node_id in nodes}
        taken = {block.name for block in self._graph.outline.blocks.values()}
        name = _free_name(stages.pop() if len(stages) == 1 and "" not in stages else self.tr("Block"), taken)
        label = translate("Undo", "Group {what}").format(what=name)
        self._window.session.edit(label, lambda graph: group(graph, nodes, blocks, name))

    def ungroup(self) -> None:
        """Take the selected blocks apart, or those that the selected layers lie in."""
        blocks = self._chosen_blocks()
        if not blocks:
            self._window.banner.tell(self.tr("Select a block, or a layer in one."))
            return

        def change(graph: LayerGraph) -> None:
            for block in blocks:
                set_folded(graph, block, False)
                ungroup(graph, block)

        names = ", ".join(self._graph.outline.blocks[block].name for block in blocks[:3])
        self._window.session.edit(translate("Undo", "Ungroup {what}").format(what=names), change)

    def fold(self) -> None:
        """Fold the blocks of what is selected, or open selected blocks; a stage without a block becomes one."""
        canvas = self._window.canvas
        if canvas.selected_blocks:
            self.set_folded(list(canvas.selected_blocks), folded=False)
            return
        blocks = self._chosen_blocks()
        if blocks:
            self.set_folded(blocks, folded=True)
            return
        stages = {self._graph[node_id].stage for node_id in canvas.selected} - {""}

        def change(graph: LayerGraph) -> None:
            for stage in sorted(stages):
                nodes = [node.id for node in graph.order() if node.stage == stage and not node.block]
                set_folded(graph, group(graph, nodes, (), stage), True)

        if stages:
            names = ", ".join(sorted(stages)[:3])
            self._window.session.edit(translate("Undo", "Fold {what}").format(what=names), change)
        else:
            self._window.banner.tell(self.tr("Select layers of a stage or a block; these lie in none."))

    def set_folded(self, blocks: list[str], *, folded: bool) -> None:
        """Fold or open blocks."""

        def change(graph: LayerGraph) -> None:
            for block in blocks:
                set_folded(graph, block, folded)

        names = ", ".join(self._graph.outline.blocks[block].name for block in blocks[:3])
        self._window.session.edit(f"{'Fold' if folded else 'Open'} {names}", change)

    def fold_all(self, *, folded: bool) -> None:
        """Fold every outermost block, first making blocks of the stages; or open everything."""

        def change(graph: LayerGraph) -> None:
            if folded:
                group_stages(graph, folded=False)
            outline = graph.outline
            blocks = [block.id for block in outline.blocks.values() if not (folded and block.parent)]
            for block in sorted(blocks, key=lambda one: len(list(outline.above(one)))):
                set_folded(graph, block, folded)

        label = translate("Undo", "Fold all stages") if folded else translate("Undo", "Open all blocks")
        self._window.session.edit(label, change)
        self._window.canvas.fit()

    def enter_selected(self) -> None:
        """Show the inside of the selected block."""
        blocks = self._window.canvas.selected_blocks or self._chosen_blocks()
        if blocks:
            self._window.canvas.enter(blocks[0])

    def leave(self) -> None:
        """Show what is around the block whose inside is shown."""
        canvas = self._window.canvas
        if canvas.canvas.scope:
            canvas.enter(self._graph.outline.blocks[canvas.canvas.scope].parent)

    def ask_repeat(self) -> None:
        """Ask how often a block shall be repeated."""
        blocks = self._chosen_blocks()
        if len(blocks) != 1:
            self._window.banner.tell(self.tr("Select one block, or a layer in it."))
            return
        name = self._graph.outline.blocks[blocks[0]].name
        text = self.tr("How many more copies of {what}, one after the other?").format(what=name)
        times, is_wanted = QInputDialog.getInt(self._window, self.tr("Repeat a block"), text, 1, 1, 200)
        if is_wanted:
            label = translate("Undo", "Repeat {what} {times}×").format(what=name, times=times)
            self._window.session.edit(label, lambda graph: repeat(graph, blocks[0], times))

    def _chosen_blocks(self) -> list[str]:
        """The selected blocks, else those that the selected layers lie in, inside the scope."""
        canvas, outline = self._window.canvas, self._graph.outline
        found = dict.fromkeys(canvas.selected_blocks)
        for node_id in canvas.selected if not found else ():
            block = self._graph[node_id].block
            if block and block != canvas.canvas.scope and outline.is_within(block, canvas.canvas.scope):
                found[block] = None
        return list(found)

    # -- templates -----------------------------------------------------------------------------------------------------

    def save_template(self) -> None:
        """Keep a block for other documents."""
        blocks = self._chosen_blocks()
        if len(blocks) != 1:
            self._window.banner.tell(self.tr("Select one block, or a layer in it."))
            return
        try:
            path = save_template(self._graph, blocks[0])
        except GraphError as error:
            self._window.banner.tell(str(error), "problem")
            return
        self._window.palette_panel.repaint_families()
        self._window.banner.tell(self.tr("“{what}” is now in the palette, under Templates.").format(what=path.stem))

    def add_template(self, template: Template) -> None:
        """Put a template after the selected layer, or into the middle of the view."""
        canvas = self._window.canvas
        after = canvas.selected[0] if len(canvas.selected) == 1 else ""
        middle = canvas.mapToScene(canvas.viewport().rect().center())
        at = round(middle.x()), round(middle.y())
        new: list[str] = []

        def change(graph: LayerGraph) -> None:
            new.extend(add_template(graph, template.read(), after=after, at=at, into=canvas.canvas.scope))

        self._window.session.edit(translate("Undo", "Add {what}").format(what=template.name), change)
        canvas.select([node_id for node_id in new if node_id in self._graph])

    # -- comments ------------------------------------------------------------------------------------------------------

    def comment(self) -> None:
        """A comment around what is selected, or in the middle of the view; its title is then written in place."""
        canvas = self._window.canvas
        box = canvas.selection_box()
        if box.isEmpty():
            middle = canvas.mapToScene(canvas.viewport().rect().center())
            size = (middle.x() - 160, middle.y() - 110, 320.0, 220.0)
        else:
            box = box.adjusted(-MARGIN, -HEAD, MARGIN, MARGIN)
            size = (box.x(), box.y(), box.width(), box.height())
        key = free_block_id(self._graph.outline.frames, "comment")
        frame = Frame(key, self.tr("Comment"), (round(size[0]), round(size[1]), round(size[2]), round(size[3])))
        label = translate("Undo", "Add a comment")
        self._window.session.edit(label, lambda graph: graph.set_outline(graph.outline.with_frame(frame)))
        edit_comment(canvas, key)


def _free_name(wish: str, taken: set[str]) -> str:
    number, name = 1, wish
    while name in taken:
        number += 1
        name = f"{wish} {number}"
    return name
