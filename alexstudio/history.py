"""The heart of the editor: the present snapshot, the past, and `editing()`.

An edit works on a copy. An exception discards it; success freezes it and keeps the old snapshot, which undo puts back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from alexstudio.analysis import Report, analyse
from alexstudio.graph import Document, GraphError, LayerGraph


@dataclass(frozen=True)
class Snapshot:
    """One state of the document with everything derived from it; what the views read."""

    document: Document
    report: Report
    label: str = ""
    """What led to this state, as in "Set kernel of Conv1"."""


@dataclass
class Draft:
    """A document that is being edited: change ``graph`` in place, or replace ``document``.

    A changed ``graph`` counts more than the one in ``document``.
    """

    document: Document
    graph: LayerGraph


class History:
    """Snapshots before and after the present one. `changed` is called after every change of the present."""

    LIMIT = 1000

    def __init__(self, document: Document) -> None:
        document.graph.freeze()
        self._present = Snapshot(document, analyse(document))
        self._past: list[Snapshot] = []
        self._future: list[Snapshot] = []
        self._saved: Document | None = document
        self.changed: Callable[[Snapshot], None] = lambda snapshot: None

    @property
    def present(self) -> Snapshot:
        """The state that is shown."""
        return self._present

    @property
    def is_dirty(self) -> bool:
        """Whether the present document differs from the saved one."""
        return self._present.document is not self._saved

    @property
    def undo_label(self) -> str:
        """What undo would take back, empty when there is nothing."""
        return self._present.label if self._past else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, empty when there is nothing."""
        return self._future[-1].label if self._future else ""

    @contextmanager
    def editing(self, label: str) -> Iterator[Draft]:
        """``with history.editing("Set stride") as draft: ...``: one undo step, or none when it raises."""
        before = self._present.document
        draft = Draft(before, before.graph.copy())
        yield draft
        graph, document = draft.graph.freeze(), draft.document
        if graph != before.graph:
            document = replace(document, graph=graph)
        document.graph.freeze()
        if document == before:
            return
        document.graph.check_size()
        self._past = [*self._past[-self.LIMIT + 1 :], self._present]
        self._future.clear()
        self._show(Snapshot(document, analyse(document), label))

    def undo(self) -> None:
        """Put back the state before the last edit; nothing happens when there is none."""
        if self._past:
            self._future.append(self._present)
            self._show(self._past.pop())

    def redo(self) -> None:
        """Do the edit again that was undone last."""
        if self._future:
            self._past.append(self._present)
            self._show(self._future.pop())

    def mark_saved(self) -> None:
        """The present document is on disk."""
        self._saved = self._present.document

    def mark_unsaved(self) -> None:
        """No state of the document is on disk."""
        self._saved = None

    def convert(self, change: Callable[[Document], Document]) -> None:
        """Put what ``change`` makes of every document, also before and after the present one, in its place.

        For when the meaning of documents changes, not their content. `GraphError` for the present document changes
        nothing; a step of undo or redo that is refused is forgotten, with those beyond it.
        """
        made: dict[int, Snapshot] = {}

        def converted(snapshot: Snapshot) -> Snapshot:
            before = snapshot.document
            document = change(before)
            new = snapshot if document is before else Snapshot(document, analyse(document), snapshot.label)
            made[id(before)] = new
            return new

        def reachable(snapshots: list[Snapshot]) -> list[Snapshot]:
            found: list[Snapshot] = []
            for snapshot in reversed(snapshots):
                try:
                    found.append(converted(snapshot))
                except GraphError:
                    break
            return found[::-1]

        present = converted(self._present)
        self._past, self._future = reachable(self._past), reachable(self._future)
        if self._saved is not None and id(self._saved) in made:
            self._saved = made[id(self._saved)].document
        self._show(present)

    def _show(self, snapshot: Snapshot) -> None:
        self._present = snapshot
        self.changed(snapshot)
