"""The verbs of two towers: splitting a column over two GPUs, merging it back, and the proof that nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from alexstudio.graph import LayerGraph
from alexstudio.graph.tidy import tidy
from alexstudio.graph.towers import merge, split
from alexstudio.runs.proof import Proof
from alexstudio.ui.labels import plain_label
from alexstudio.ui.sentences import said
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow


class TowerVerbs(QObject):
    """The tower verbs of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.trainer.proved.connect(self.show_proof)

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        return {"split_towers": self.split, "merge_towers": self.merge, "prove": self.prove}

    def split(self) -> None:
        """Turn the column into two towers on gpu0 and gpu1, as in 2012."""
        label = translate("Undo", "Split into two towers")
        self._change(label, lambda graph: split(graph).remarks, _remark(self._was_split, self._was_merged))

    def merge(self) -> None:
        """Turn two towers into one column with groups."""
        label = translate("Undo", "Merge the towers")
        self._change(label, lambda graph: merge(graph).remarks, _remark(self._was_merged, self._was_split))

    @property
    def _was_split(self) -> str:
        return self.tr("Split into two towers since this was written:")

    @property
    def _was_merged(self) -> str:
        return self.tr("Merged into one column since this was written:")

    def _change(self, label: str, change: Callable[[LayerGraph], tuple[str, ...]], notes: Callable[[str], str]) -> None:
        window = self._window
        before = window.session.document
        remarks: list[str] = []

        def apply(graph: LayerGraph) -> None:
            remarks.extend(change(graph))
            tidy(graph)

        window.session.edit(label, apply, notes)
        if window.session.document is not before:
            window.canvas.fit()
            if remarks:
                window.banner.tell(" ".join(dict.fromkeys(remarks)))

    def prove(self) -> None:
        """Let the engine show that placement, and towers instead of a column, change nothing."""
        window = self._window
        problems = window.session.snapshot.report.problems
        if problems:
            window.banner.tell(
                self.tr("The network cannot run: {problem}").format(problem=said(problems[0].message)), "problem"
            )
        elif not window.trainer.is_proving:
            window.banner.tell(self.tr("Computing the network in several ways; AlexNet takes half a minute…"))
            window.trainer.prove(window.session.document)

    def show_proof(self, proof: Proof) -> None:
        """Show what was compared, and whether it holds."""
        ProofDialog(self._window, proof).open()


def _remark(now: str, opposite: str) -> Callable[[str], str]:
    """Say in the notes what was done since they were written; doing the opposite takes it back."""

    def change(notes: str) -> str:
        if notes.startswith(f"{opposite}\n"):
            return notes.removeprefix(f"{opposite}\n")
        return f"{now}\n{notes}" if notes else notes

    return change


class ProofDialog(QDialog):
    """All comparisons, each with what was found and why."""

    def __init__(self, parent: QWidget, proof: Proof) -> None:
        super().__init__(parent)
        self.setObjectName("proof")
        self.setWindowTitle(self.tr("Proof"))
        holds = all(one.holds for one in proof.comparisons)
        head = plain_label(self.tr("It holds.") if holds else self.tr("It does not hold."), "heading")
        told = self.tr("{document}, {pictures} pictures, random weights of seed {seed}")
        inner = QVBoxLayout()
        inner.addWidget(head)
        inner.addWidget(plain_label(told.format(document=proof.title, pictures=proof.batch, seed=proof.seed), "muted"))
        for one in proof.comparisons:
            inner.addWidget(plain_label(f"{'✓' if one.holds else '✗'}  {said(one.text)}"))
        for note in proof.notes:
            inner.addWidget(plain_label(said(note), "muted"))
        inner.addStretch(1)
        body = QWidget()
        body.setLayout(inner)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(buttons)
        self.resize(640, 420)
