"""The dialog that places the layers of a document on some cards, with the figures before and after."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from alexstudio.analysis.memory import CARDS, mebibytes, precision_of
from alexstudio.analysis.placing import Balance, PlacingProblem, Wish, balance
from alexstudio.analysis.timing import RatesProblem, card_rates
from alexstudio.graph.node import HOST
from alexstudio.history import Snapshot
from alexstudio.ui.labels import plain_label
from alexstudio.ui.numbers import decimal_size
from alexstudio.ui.sentences import said

MOST = 16
"""Cards that can be asked for."""


class BalanceDialog(QDialog):
    """Every choice is worked out at once; ``found`` is what it gave."""

    def __init__(self, parent: QWidget, snapshot: Snapshot, selected: list[str]) -> None:
        super().__init__(parent)
        self.setObjectName("balance")
        self.setWindowTitle(self.tr("Balance over devices"))
        self._snapshot, self._selected = snapshot, frozenset(selected)
        self.found: Balance | None = None
        used = {node.device for node in snapshot.document.graph.nodes} - {HOST}
        self.count = QSpinBox()
        self.count.setObjectName("balance_count")
        self.count.setRange(1, MOST)
        self.count.lineEdit().setTextMargins(8, 0, 0, 0)  # a style sheet's padding does not reach it
        self.count.setValue(min(MOST, max(2, len(used))))
        self.card = QComboBox()
        self.card.setObjectName("balance_card")
        for card in CARDS:
            self.card.addItem(f"{card.name}, {mebibytes(card.memory)}", card.name)
        self.goal = QComboBox()
        self.goal.setObjectName("balance_goal")
        self.goal.addItem(self.tr("the shortest step"), "time")
        self.goal.addItem(self.tr("the least memory on the fullest card"), "memory")
        self.keep = QCheckBox(self.tr("keep the %n selected layers where they are", "", len(self._selected)))
        self.keep.setObjectName("balance_keep")
        self.keep.setVisible(bool(self._selected))
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        for text, field in (
            (self.tr("devices"), self.count),
            (self.tr("each a"), self.card),
            (self.tr("wanted"), self.goal),
        ):
            label = QLabel(text)
            label.setProperty("role", "muted")
            form.addRow(label, field)
        form.addRow(self.keep)
        self.word = plain_label()
        self.word.setObjectName("balance_word")
        self.apply = QPushButton(self.tr("Apply"))
        self.apply.setObjectName("balance_apply")
        self.apply.setProperty("role", "primary")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.apply, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self._figures())
        column.addWidget(self.word)
        column.addStretch(1)
        column.addWidget(buttons)
        self.count.valueChanged.connect(self._work_out)
        self.card.currentIndexChanged.connect(self._work_out)
        self.goal.currentIndexChanged.connect(self._work_out)
        self.keep.toggled.connect(self._work_out)
        self.setMinimumWidth(460)
        self._work_out()

    def _figures(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(0, 1)
        self.cells: dict[str, tuple[QLabel, QLabel]] = {}
        for place, text in enumerate((self.tr("now"), self.tr("balanced")), start=1):
            head = QLabel(text)
            head.setProperty("role", "muted")
            grid.addWidget(head, 0, place, Qt.AlignmentFlag.AlignRight)
        rows = {
            "time": self.tr("time of a step"),
            "speed": self.tr("images a second"),
            "memory": self.tr("memory on the fullest card"),
            "crossing": self.tr("crosses in a step"),
        }
        for row, (key, text) in enumerate(rows.items(), start=1):
            grid.addWidget(QLabel(text), row, 0)
            self.cells[key] = QLabel(), QLabel()
            for place, label in enumerate(self.cells[key], start=1):
                grid.addWidget(label, row, place, Qt.AlignmentFlag.AlignRight)
        return holder

    def _work_out(self) -> None:
        document, report = self._snapshot.document, self._snapshot.report
        batch, name = document.recipe.batch_size, str(self.card.currentData())
        budget = next(card.memory for card in CARDS if card.name == name)
        pinned = self._selected if self.keep.isChecked() else frozenset()
        devices = tuple(f"gpu{place}" for place in range(self.count.value()))
        wish = Wish(devices, "time" if self.goal.currentData() == "time" else "memory", budget, pinned)
        rates, wanted = card_rates(name), precision_of(document)
        try:
            precision = wanted if wanted in rates.peaks else "float32"
            self.found = balance(report, rates, wish, batch, precision)
        except (PlacingProblem, RatesProblem) as problem:
            self.found = None
            self._say(said(str(problem)), "fault")
        self._show(batch)

    def _show(self, batch: int) -> None:
        found = self.found
        sides = (found.before, found.after) if found is not None else (None, None)
        for place, side in enumerate(sides):
            texts = dict.fromkeys(self.cells, "–")
            if side is not None:
                texts = {
                    "time": f"{side.step_seconds * 1000:,.1f} ms",
                    "speed": f"{batch / side.step_seconds:,.0f}" if side.step_seconds else "–",
                    "memory": mebibytes(side.peak),
                    "crossing": decimal_size(side.step_bytes),
                }
            for key, text in texts.items():
                self.cells[key][place].setText(text)
        changes = len(found.changes) if found is not None else 0
        self.apply.setEnabled(changes > 0)
        if found is not None:
            better = self.tr("%n layers change their device. The figures are predictions.", "", changes)
            best = self.tr("Nothing better was found: the layers stay where they are.")
            self._say(better if changes else best, "muted")

    def _say(self, text: str, role: str) -> None:
        self.word.setText(text)
        self.word.setProperty("role", role)
        self.word.style().polish(self.word)
