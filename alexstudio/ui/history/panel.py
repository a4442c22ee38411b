"""`HistoryPanel`: every run that is on this machine."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QFile, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from alexstudio.runs.folder import RunFolder, RunProblem
from alexstudio.runs.history import RunRecord, read_run, run_folders
from alexstudio.ui.history.replaying import Replaying
from alexstudio.ui.history.rows import RunRows
from alexstudio.ui.labels import plain_label
from alexstudio.ui.run_view import RunView
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session
from alexstudio.ui.trainer import State, Trainer

LISTED = 500
"""Runs that are listed, the newest."""


class HistoryPanel(QWidget):
    """The list is read while someone looks, one run at a time."""

    compare_wanted = Signal(object)
    """`RunView`s to be drawn beneath the present run."""
    opened = Signal()
    """A run was opened: its curves are worth a look."""

    def __init__(self, session: Session, trainer: Trainer) -> None:
        super().__init__()
        self.setObjectName("history_panel")
        self._session, self._trainer = session, trainer
        self._waiting: list[Path] = []
        self._known: dict[Path, tuple[float, RunRecord]] = {}
        self._views: dict[Path, RunView] = {}
        self._state = trainer.state
        self.rows = RunRows()
        self.empty = plain_label(self.tr("No training yet. Every training is kept and listed here."), "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.open = self._button(self.tr("Open"), "history_open", self._open)
        self.open.setToolTip(self.tr("The network with the curves and weights of this run: evaluate it, export it"))
        self.resume = self._button(self.tr("Continue"), "history_continue", self._continue)
        self.resume.setToolTip(self.tr("Go on from the last checkpoint, as if it had never been stopped"))
        self.fork = self._button(self.tr("New from it"), "history_fork", self._fork)
        self.fork.setToolTip(self.tr("Network and recipe as a new document, not trained"))
        self.folder = self._button(self.tr("Show folder"), "history_folder", self._show_folder)
        self.delete = self._button(self.tr("Delete…"), "history_delete", self._delete)
        self.why = plain_label("", "fault")
        buttons = QVBoxLayout()
        buttons.setContentsMargins(8, 10, 16, 10)
        for button in (self.open, self.resume, self.fork, self.folder, self.delete):
            buttons.addWidget(button)
        buttons.addWidget(self.why)
        buttons.addStretch(1)
        right = QWidget()
        right.setLayout(buttons)
        right.setFixedWidth(190)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.empty, 1)
        left.addWidget(self.rows, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(right)
        self._work = QTimer(self)
        self._work.setInterval(0)
        self._work.timeout.connect(self._read_next)
        self.rows.currentItemChanged.connect(lambda *_: self._show_current())
        self.rows.itemActivated.connect(lambda *_: self._open())
        self.rows.compared.connect(self._compare)
        trainer.changed.connect(self._trainer_changed)
        self._show_current()

    def _button(self, text: str, name: str, act: object) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.clicked.connect(act)
        return made

    # -- the list ------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Look what is there."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the runs again that have changed."""
        self._waiting = run_folders(self._trainer.runs)[:LISTED]
        here = set(self._waiting)
        self._known = {path: kept for path, kept in self._known.items() if path in here}
        self._work.start()

    def restyle(self) -> None:
        """Take the colours of the theme."""
        self.rows.show_runs(self._records())

    def _read_next(self) -> None:
        while self._waiting:
            path = self._waiting.pop(0)
            stamp = _stamp(path)
            if path not in self._known or self._known[path][0] != stamp:
                self._known[path] = stamp, read_run(path)
                return
        self._work.stop()
        self.rows.show_runs(self._records())
        self._show_current()

    def _records(self) -> list[RunRecord]:
        records = [record for _, record in self._known.values()]
        return sorted(records, key=lambda record: (-record.began, record.path.name))

    def _trainer_changed(self) -> None:
        if self._trainer.state is not self._state:
            self._state = self._trainer.state
            if self.isVisible():
                self.refresh()
            self._show_current()

    def _show_current(self) -> None:
        record = self.rows.current
        self.empty.setVisible(not self._known)
        self.rows.setVisible(bool(self._known))
        is_whole = record is not None and record.state != "damaged"
        is_busy = self._trainer.state is not State.IDLE
        for button in (self.open, self.fork):
            button.setEnabled(is_whole)
        self.resume.setEnabled(
            is_whole and not is_busy and record is not None and record.state in ("stopped", "failed", "unfinished")
        )
        self.folder.setEnabled(record is not None)
        is_running = (
            record is not None and is_busy and self._trainer.run is not None and self._trainer.run.path == record.path
        )
        self.delete.setEnabled(record is not None and not is_running)
        self.why.setText(said(record.why) if record is not None else "")

    # -- what is done with a run ---------------------------------------------------------------------------------------

    def _open(self, then_continue: bool = False) -> None:
        record = self.rows.current
        if record is None or record.state == "damaged":
            return
        try:
            document = RunFolder(record.path).document()
        except RunProblem as problem:
            self._trainer.told.emit(str(problem), "problem")
            return
        self._session.open(document, None)
        view = RunView(record.path, document.title, self._session.sheet.key)
        Replaying(self, view, record.path, partial(self._adopt, view, then_continue is True))

    def _adopt(self, view: RunView, then_continue: bool, why: str) -> None:
        if why:
            self._trainer.told.emit(why, "problem")
        self._trainer.adopt(view)
        self.opened.emit()
        if then_continue:
            if self._trainer.can_resume:
                self._trainer.resume()
            else:
                self._trainer.told.emit(self.tr("This run has come to its end; there is nothing to continue."), "note")

    def _continue(self) -> None:
        self._open(then_continue=True)

    def _fork(self) -> None:
        record = self.rows.current
        if record is None:
            return
        try:
            self._session.open(RunFolder(record.path).document(), None)
        except RunProblem as problem:
            self._trainer.told.emit(str(problem), "problem")

    def _show_folder(self) -> None:
        record = self.rows.current
        if record is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(record.path)))

    def _delete(self) -> None:
        record = self.rows.current
        if record is None:
            return
        box = QMessageBox(self)
        box.setObjectName("delete_run")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Move this run with its weights to the trash?"))
        box.setInformativeText(record.path.name)
        go = box.addButton(self.tr("Move to the trash"), QMessageBox.ButtonRole.DestructiveRole)
        go.setObjectName("delete_run_go")
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is not go:
            return
        if not QFile.moveToTrash(str(record.path)):
            text = self.tr("{folder} could not be moved to the trash. Remove it yourself.")
            self._trainer.told.emit(text.format(folder=record.path), "problem")
        self.refresh()

    def _compare(self, records: list[RunRecord]) -> None:
        wanted = {record.path: record for record in records}
        self._views = {path: view for path, view in self._views.items() if path in wanted}
        for path, record in wanted.items():
            if path not in self._views:
                self._views[path] = RunView(path, record.title)
                Replaying(self, self._views[path], path, lambda why: self._tell_compared())
        self._tell_compared()

    def _tell_compared(self) -> None:
        self.compare_wanted.emit(list(self._views.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks, as the button does."""
        if event.key() == Qt.Key.Key_Delete and self.delete.isEnabled():
            self._delete()
            return
        super().keyPressEvent(event)


def _stamp(path: Path) -> float:
    """When anything in a run was written last."""
    try:
        return max(child.stat().st_mtime for child in path.iterdir())
    except (OSError, ValueError):
        return 0.0
