"""`Watching`: a run that another process or machine writes, shown as it goes, and never touched."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from alexstudio.runs.folder import RunFolder, RunProblem
from alexstudio.runs.follower import Follower, Restarted
from alexstudio.runs.messages import Failed
from alexstudio.ui.run_view import RunView
from alexstudio.ui.trainer import Trainer

POLL_MS = 500
BEHIND_MS = 30
"""Time between two looks while there is a backlog to read: the window stays free in between."""


class Watching(QObject):
    """Follows one run folder until its run ends, another run takes its place in the panel, or `stop`."""

    told = Signal(str, str)
    """A sentence for the user, and its kind."""

    def __init__(self, trainer: Trainer, path: Path) -> None:
        super().__init__(trainer)
        self._trainer, self._follower = trainer, Follower(path)
        self.run = RunView(path, _title(path), trainer.front, is_watched=True)
        self._was_quiet = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Show the run, and look after it from now on."""
        self._trainer.adopt(self.run)
        if not (self.run.path / "metrics.jsonl").exists():
            text = self.tr("Nothing is written in {folder} yet. It is shown as soon as there is something.")
            self.told.emit(text.format(folder=self.run.path), "note")
        self._timer.start(0)

    @property
    def is_on(self) -> bool:
        """Whether it looks."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Look no more; what was seen stays."""
        self._timer.stop()
        self.run.is_watched = False
        self._trainer.changed.emit()

    def look(self) -> None:
        """Show what was written since the last time."""
        if self._trainer.run_of(self.run.of) is not self.run:
            self._timer.stop()
            return
        events = self._follower.look()
        self._timer.setInterval(BEHIND_MS if self._follower.is_behind else POLL_MS)
        failed = ""
        for event in events:
            if isinstance(event, Restarted):
                self.run = RunView(self.run.path, _title(self.run.path), self.run.of, is_watched=True)
                self._trainer.adopt(self.run)
                continue
            failed = event.why if isinstance(event, Failed) else ""
            self.run.take(event)
        if events:
            self._trainer.changed.emit()
        if failed:
            self.told.emit(failed, "problem")
        if self._follower.is_quiet and not self._was_quiet:
            text = self.tr("Nothing was written in {folder} for {minutes} minutes. Does that training still run?")
            minutes = round(self._follower.quiet_seconds / 60)
            self.told.emit(text.format(folder=self.run.path.name, minutes=minutes), "problem")
        self._was_quiet = self._follower.is_quiet
        if self._follower.is_over:
            self.stop()
            if not failed and self.run.finished is not None:
                text = self.tr("The training in {folder} has ended after {steps} steps.")
                steps = f"{self.run.finished.step:,}"
                self.told.emit(text.format(folder=self.run.path.name, steps=steps), "good")


def _title(path: Path) -> str:
    try:
        return RunFolder(path).document().title
    except RunProblem:
        return path.name
