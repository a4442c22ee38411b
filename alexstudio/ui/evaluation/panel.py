"""`EvaluationPanel`: judge the last training of the document in front."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from alexstudio.runs.evaluation import Evaluation
from alexstudio.ui.evaluation.classes import ClassTable
from alexstudio.ui.evaluation.matrix import MOST, Matrix
from alexstudio.ui.evaluation.mistakes import Mistakes
from alexstudio.ui.evaluation.own_picture import OwnPicture
from alexstudio.ui.labels import plain_label
from alexstudio.ui.numbers import duration, percent
from alexstudio.ui.plain_table import fill, make_table
from alexstudio.ui.theme import ui_font
from alexstudio.ui.trainer import Trainer

SIDE = 250
LISTED = 200
"""Pairs of classes in the list of confusions."""


class EvaluationPanel(QWidget):
    """What to judge at the left, what was found at the right."""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self.setObjectName("evaluation_panel")
        self._trainer = trainer
        self._found: Evaluation | None = None
        self.weights = _box(
            self, self.tr("Weights"), (("best", self.tr("Best weights")), ("last", self.tr("Last weights")))
        )
        self.split = _box(
            self,
            self.tr("Pictures"),
            (("validation", self.tr("Validation pictures")), ("training", self.tr("Training pictures"))),
        )
        self.views = _box(
            self, self.tr("Views"), (("centre", self.tr("Middle of each")), ("ten", self.tr("Ten views of each")))
        )
        self.views.setToolTip(
            self.tr("Ten: the corners and the middle, and their mirror images, averaged; as in the paper, section 4.1")
        )
        self.start = QPushButton(self.tr("Evaluate"))
        self.start.setObjectName("evaluate")
        self.start.setProperty("role", "primary")
        self.start.clicked.connect(self._press)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.errors = plain_label()
        self.errors.setObjectName("evaluation_errors")
        self.errors.setFont(ui_font(22, bold=True))
        self.details = plain_label("", "muted")
        self.details.setObjectName("evaluation_details")
        self.matrix, self.mistakes, self.own = Matrix(), Mistakes(), OwnPicture()
        self.pairs = make_table((self.tr("It is"), self.tr("Taken for"), self.tr("Pictures")), stretched=1)
        self.pairs.setObjectName("confused_pairs")
        self.classes = ClassTable()
        self.empty = plain_label(self.tr("Train the network; then its errors and mistakes are shown here."), "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._build()
        self.matrix.chosen.connect(self._show_pair)
        self.pairs.itemSelectionChanged.connect(self._pair_chosen)
        self.own.wanted.connect(self._look)
        trainer.changed.connect(self.refresh)
        trainer.evaluated.connect(self.show_evaluation)
        trainer.classified.connect(self.own.show_classification)
        trainer.working.connect(self._show_part)
        self.refresh()

    def _build(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(16, 12, 12, 10)
        side.setSpacing(6)
        for widget in (self.weights, self.split, self.views, self.start, self.progress):
            side.addWidget(widget)
        side.addSpacing(4)
        side.addWidget(self.errors)
        side.addWidget(self.details)
        side.addStretch(1)
        left = QWidget()
        left.setLayout(side)
        left.setFixedWidth(SIDE)
        confusions = QWidget()
        row = QHBoxLayout(confusions)
        row.setContentsMargins(6, 4, 0, 4)
        row.addWidget(self.matrix, 2)
        row.addWidget(self.pairs, 3)
        self.tabs.addTab(confusions, self.tr("Confusions"))
        self.tabs.addTab(self.classes, self.tr("Classes"))
        self.tabs.addTab(self.mistakes, self.tr("Worst mistakes"))
        self.tabs.addTab(self.own, self.tr("Your picture"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.tabs)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(left)
        whole.addWidget(self._stack, 1)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show whether there is something to judge, and whose findings these are."""
        run = self._trainer.run
        has_weights = run is not None and run.finished is not None
        is_judging = self._trainer.is_evaluating
        self.start.setEnabled(is_judging or (has_weights and not self._trainer.is_busy))
        self.start.setText(self.tr("Stop") if is_judging else self.tr("Evaluate"))
        self.progress.setVisible(is_judging)
        self._stack.setCurrentIndex(1 if has_weights else 0)
        self.own.setEnabled(has_weights)
        if self._found is not None and (run is None or self._found.run != str(run.path)):
            self.show_evaluation(None)
            self.own.show_classification(None)

    def show_evaluation(self, found: Evaluation | None) -> None:
        """Show what was found; nothing for None."""
        self._found = found
        self.matrix.setVisible(found is None or len(found.classes) <= MOST)
        self.matrix.show_evaluation(found)
        self.mistakes.show_evaluation(found)
        self.classes.show_evaluation(found)
        self._fill_pairs(found)
        if found is None:
            self.errors.setText("")
            self.details.setText("")
            return
        top1 = self.tr("top-1 error {error}").format(error=percent(found.top1))
        title = self.tr("top-{k} error {error}").format(k=found.k, error=percent(found.top5))
        says_nothing = found.k >= len(found.classes)
        self.errors.setText(top1 if says_nothing else title)
        loss = "–" if found.loss is None else f"{found.loss:.4g}"
        lines = [
            *([] if says_nothing else [top1]),
            self.tr("loss {loss}").format(loss=loss),
            self.tr("{images} pictures in {time}, weights of step {step}").format(
                images=f"{found.images:,}", time=_time(found.seconds), step=f"{found.step:,}"
            ),
        ]
        self.details.setText("\n".join(lines))

    def _fill_pairs(self, found: Evaluation | None) -> None:
        self._listed = [one for one in found.confusion if one[0] != one[1]][:LISTED] if found else []
        rows, tips = [], []
        for label, guess, count in self._listed:
            assert found is not None
            of = found.per_class[label].images
            rows.append((found.classes[label], found.classes[guess], f"{count:,} / {of:,}"))
            tips.append(self.matrix.words(label, guess))
        self.pairs.blockSignals(True)
        self.pairs.clearSelection()
        fill(self.pairs, rows, tips)
        self.pairs.blockSignals(False)

    def _show_part(self, command: str, part: float) -> None:
        if command == "evaluate":
            self.progress.setRange(0, 1000)
            self.progress.setValue(round(1000 * part))

    def restyle(self) -> None:
        """Take the colours of the theme."""
        for widget in (self.matrix, self.own.bars):
            widget.update()

    # -- gestures ------------------------------------------------------------------------------------------------------

    def _press(self) -> None:
        if self._trainer.is_evaluating:
            self._trainer.stop_evaluating()
            return
        self.progress.setRange(0, 0)
        self._trainer.evaluate(self.weights.currentData(), self.split.currentData(), self.views.currentData())

    def _look(self, path: str) -> None:
        self._trainer.classify(path, self.weights.currentData())
        self.tabs.setCurrentWidget(self.own)

    def _show_pair(self, label: int, guess: int) -> None:
        if label == guess or self._found is None:
            return
        self.mistakes.show_evaluation(self._found, (label, guess))
        self.tabs.setCurrentWidget(self.mistakes)

    def _pair_chosen(self) -> None:
        rows = {item.row() for item in self.pairs.selectedItems()}
        if rows and self._found is not None:
            label, guess, _ = self._listed[min(rows)]
            self.mistakes.show_evaluation(self._found, (label, guess))


def _time(seconds: float) -> str:
    return duration(seconds) if seconds >= 9.95 else f"{seconds:.1f} s"


def _box(parent: QWidget, name: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
    made = QComboBox(parent)
    made.setAccessibleName(name)
    for key, title in choices:
        made.addItem(title, key)
    return made
