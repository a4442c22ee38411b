"""The training panel: recipe at the left, live plots, progress and results at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from alexstudio.ui.numbers import duration, pace, percent
from alexstudio.ui.plots import RunPlots
from alexstudio.ui.recipe_form import RecipeForm
from alexstudio.ui.run_view import RunView
from alexstudio.ui.session import Session
from alexstudio.ui.steering import Steering
from alexstudio.ui.trainer import State, Trainer

SIDE = 272
"""Width of the column with progress and results, in pixels."""


class TrainingPanel(QWidget):
    """Everything about the run at hand."""

    def __init__(self, session: Session, trainer: Trainer) -> None:
        super().__init__()
        self.trainer = trainer
        self._session = session
        self.recipe = RecipeForm(session, trainer)
        self.plots = RunPlots(trainer)
        self.train = QPushButton(self.tr("Train"))
        self.train.setObjectName("panel_train")
        self.train.setProperty("role", "primary")
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setObjectName("panel_stop")
        self.resume = QPushButton(self.tr("Continue"))
        self.resume.setObjectName("panel_resume")
        self.resume.setToolTip(self.tr("Go on from the last checkpoint, as if it had never been stopped"))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.whose = _line("muted")
        self.whose.setObjectName("whose_run")
        self.where = _line("heading")
        self.speed = _line("muted")
        self.errors = QLabel()
        self.errors.setTextFormat(Qt.TextFormat.PlainText)
        font = self.errors.font()
        font.setPixelSize(26)
        font.setBold(True)
        self.errors.setFont(font)
        self.errors.setAccessibleName(self.tr("Top-5 error"))
        self.errors_title = _line("muted")
        self.top1 = _line("muted")
        self.details = _line("muted")
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        side = QVBoxLayout()
        side.setContentsMargins(10, 12, 16, 10)
        side.setSpacing(6)
        buttons = QHBoxLayout()
        buttons.addWidget(self.train, 1)
        buttons.addWidget(self.stop, 1)
        buttons.addWidget(self.resume, 1)
        for item in (self.whose, self.where, self.progress, self.speed):
            side.addWidget(item)
        self.steering = Steering(trainer)
        side.addLayout(buttons)
        side.addWidget(self.steering)
        # Side by side, so that the panel needs no more room when `Steering` comes into sight
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addStretch(1)
        titles.addWidget(self.errors_title)
        titles.addWidget(self.top1)
        titles.addStretch(1)
        numbers = QHBoxLayout()
        numbers.setSpacing(10)
        numbers.addWidget(self.errors)
        numbers.addLayout(titles, 1)
        side.addLayout(numbers)
        side.addWidget(self.details)
        side.addStretch(1)
        column = QWidget()
        column.setLayout(side)
        column.setFixedWidth(SIDE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.recipe)
        row.addWidget(self.plots, 1)
        row.addWidget(column)
        self.stop.clicked.connect(trainer.stop)
        trainer.changed.connect(self.refresh)
        session.sheets_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show where the training stands."""
        state, run = self.trainer.state, self.trainer.run
        self._show_whose(run)
        self.train.setEnabled(not self.trainer.is_busy)
        self.stop.setEnabled(state in (State.STARTING, State.RUNNING))
        self.resume.setVisible(self.trainer.can_resume)
        self.steering.refresh()
        self.stop.setVisible(not self.trainer.can_resume)
        self.progress.setRange(
            0, 0 if state is State.STARTING else max(1, run.started.steps if run and run.started else 1)
        )
        if run is None:
            self.where.setText(self.tr("Ready to train"))
            engine = self.tr("The engine is warm.") if self.trainer.is_warm else self.tr("The engine is warming up…")
            self.speed.setText(engine if self.trainer.devices else self.tr("The engine is starting…"))
            self._show_errors(None)
            return
        self._show_progress(state, run)
        self._show_errors(run)

    def _show_whose(self, run: RunView | None) -> None:
        """Name the document of the run while another one is in front."""
        is_other = run is not None and run.of != self._session.sheet.key
        names = {sheet.key: sheet.document.title for sheet in self._session.sheets}
        if run is not None and is_other:
            name = names.get(run.of, run.title)
            line = self.tr("In training: {document}").format(document=name)
            self.whose.setText(self.whose.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, SIDE - 28))
        self.whose.setVisible(is_other)

    def _show_progress(self, state: State, run: RunView) -> None:
        step, started, finished = run.step, run.started, run.finished
        if state is State.STARTING:
            self.where.setText(self.tr("Starting…"))
            self.speed.setText(self.tr("Compiling the network and opening the data"))
            return
        if step is not None and started is not None:
            self.progress.setValue(step.step)
            epochs = max(1, -(-started.steps // max(1, started.steps_per_epoch)))
            text = self.tr("Epoch {epoch} of {epochs}, step {step} of {steps}")
            numbers = {"step": f"{step.step:,}", "steps": f"{started.steps:,}"}
            self.where.setText(text.format(epoch=step.epoch, epochs=epochs, **numbers))
        if finished is not None:
            text = self.tr("Stopped after {steps} steps")
            text = self.tr("Finished after {steps} steps") if finished.reason == "done" else text
            self.where.setText(text.format(steps=f"{finished.step:,}"))
            self.speed.setText(self.tr("{time} in all").format(time=duration(finished.seconds)))
        elif state is State.IDLE and not run.is_watched:
            self.where.setText(self.tr("Ended early"))
            self.speed.setText("")
        elif state is State.STOPPING:
            self.where.setText(self.tr("Stopping: the checkpoint is being written…"))
        elif run.is_paused:
            self.speed.setText(self.tr("Held after this step; nothing is lost"))
        elif step is not None and started is not None:
            parts = [self.tr("measuring speed"), started.precision]
            if step.images_per_second:
                parts[0] = self.tr("{number} images/s").format(number=pace(step.images_per_second))
            if step.seconds_left is not None:
                parts.insert(1, self.tr("{time} left").format(time=duration(step.seconds_left)))
            self.speed.setText(", ".join(parts))

    def _run_name(self, run: RunView) -> str:
        return self.tr("run {name}").format(name=run.path.name)

    def _show_errors(self, run: RunView | None) -> None:
        title = number = top1 = ""
        if run is not None and run.validated is not None:
            title, number = self.tr("Validation top-5 error"), percent(run.validated.top5)
            top1 = self.tr("top-1 error {error}").format(error=percent(run.validated.top1))
            if run.has_few_classes:
                title, number, top1 = self.tr("Validation top-1 error"), percent(run.validated.top1), ""
        elif run is not None and run.step is not None:
            title, number = self.tr("Top-5 error of the last batch"), percent(run.step.top5)
            if run.has_few_classes:
                title, number = self.tr("Top-1 error of the last batch"), percent(run.step.top1)
        self.errors_title.setText(title)
        self.errors.setText(number)
        self.top1.setText(top1)
        self.top1.setVisible(bool(top1))
        self.details.setText(self._run_name(run) if run is not None and number else "")
        self.details.setToolTip(str(run.path) if run is not None and number else "")


def _line(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
