"""`Replaying`: a run's log read into a `RunView`, a little at a time between the events of the user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from alexstudio.runs.folder import RunProblem
from alexstudio.runs.history import replay
from alexstudio.ui.run_view import RunView

SLICE = 0.008
"""Seconds of one go."""


class Replaying(QObject):
    """Reads until the log is over; then ``done`` is called with a sentence, empty when all went well."""

    def __init__(self, parent: QObject, view: RunView, path: Path, done: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._view, self._done = view, done
        self._events = replay(path)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read)
        self._timer.start()

    def _read(self) -> None:
        end, why = perf_counter() + SLICE, ""
        try:
            while perf_counter() < end:
                event = next(self._events, None)
                if event is None:
                    break
                self._view.take(event)
            else:
                return
        except RunProblem as problem:
            why = str(problem)
        self._timer.stop()
        self._done(why)
        self.deleteLater()
