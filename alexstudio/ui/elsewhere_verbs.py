"""The verbs of trainings on other machines: writing what they need, and watching them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QFileDialog

from alexstudio.runs.elsewhere import write_job
from alexstudio.runs.folder import RunProblem, new_run_path
from alexstudio.ui.elsewhere_dialog import ElsewhereDialog
from alexstudio.ui.sentences import said
from alexstudio.ui.watching import Watching

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow


class ElsewhereVerbs(QObject):
    """Run elsewhere, and watch a run."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.watching: Watching | None = None

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        return {"run_elsewhere": self.run_elsewhere, "watch_run": self.watch}

    def run_elsewhere(self) -> None:
        """Ask where, and write a run folder with all that other machines need."""
        window = self._window
        document, problems = window.session.document, window.session.snapshot.report.problems
        if problems:
            text = self.tr("The network cannot run: {problem}")
            window.banner.tell(text.format(problem=said(problems[0].message)), "problem")
            return
        folder = Path(str(QSettings().value("elsewhere_folder", str(Path.home()))))
        dialog = ElsewhereDialog(window, document, new_run_path(folder, document.title))
        if not dialog.exec():
            return
        try:
            run = write_job(dialog.out, document, dialog.plan)
        except RunProblem as problem:
            window.banner.tell(said(str(problem)), "problem")
            return
        QSettings().setValue("elsewhere_folder", str(run.path.parent))
        text = self.tr("Wrote {folder}: the job, a Slurm script and how to use them.")
        window.banner.tell(text.format(folder=run.path), "good")
        window.banner.offer(self.tr("Watch it"), lambda: self.follow(run.path))

    def watch(self) -> None:
        """Ask for a run folder, and show what another process writes there."""
        folder = str(QSettings().value("elsewhere_folder", str(self._window.trainer.runs)))
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Watch a run"), folder)
        if name:
            self.follow(Path(name))

    def follow(self, path: Path) -> None:
        """Show the run of a folder in the training panel while it is written."""
        window = self._window
        if window.trainer.is_busy:
            window.banner.tell(self.tr("A training runs here. Stop it first, then another one can be watched."))
            return
        if self.watching is not None:
            self.watching.stop()
        self.watching = Watching(window.trainer, path)
        self.watching.told.connect(window.banner.tell)
        window.show_tab(window.training)
        self.watching.begin()
