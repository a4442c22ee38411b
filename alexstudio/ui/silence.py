"""`Silence`: notices within seconds that a training says nothing any more, and what can be done about it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from alexstudio.runs import messages as say
from alexstudio.ui.banner import Banner
from alexstudio.ui.trainer import State, Trainer

LOOK_MS = 1000
SHORTEST = 15.0
"""Seconds of silence that are never worth a word."""
LONGEST = {State.STARTING: 90.0, State.STOPPING: 20.0}
"""Seconds that opening the data and compiling, and the last checkpoint, may take."""
TIMES = 8
"""How many of its usual steps a training may be silent."""


class Silence(QObject):
    """Watches the engine of a trainer while it is busy."""

    def __init__(self, trainer: Trainer, banner: Banner, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(banner)
        self._trainer, self._banner, self._clock = trainer, banner, clock
        self._last = self._last_step = clock()
        self._usual = 0.0
        self._told = ""
        trainer.engine.heard.connect(self._heard)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Tell once when the silence is too long."""
        run = self._trainer.run
        if not self._trainer.is_busy or (run is not None and run.is_paused):
            self._last, self._told = self._clock(), ""
            return
        silent = self._clock() - self._last
        if self._told or silent < self._patience():
            return
        number = int(getattr(self._trainer.engine, "process_id", 0))
        if number and _is_stopped(number):
            text = self.tr("The training process ({number}) was stopped from outside.").format(number=number)
            self._tell(text, self.tr("Let it go on"), lambda: _let_go_on(number))
            return
        text = self.tr(
            "The training has said nothing for {seconds} seconds; it may hang. "
            "Wait, or end its process: the last checkpoint is kept."
        )
        self._tell(text.format(seconds=f"{silent:.0f}"), self.tr("End it"), self._end)

    def _patience(self) -> float:
        return max(SHORTEST, LONGEST.get(self._trainer.state, TIMES * self._usual))

    def _tell(self, text: str, button: str, act: Callable[[], object]) -> None:
        self._told = text
        self._banner.tell(text, "problem")
        self._banner.offer(button, act)

    def _end(self) -> None:
        kill = getattr(self._trainer.engine, "kill", None)
        if kill is not None:
            kill()

    def _heard(self, event: object) -> None:
        now = self._clock()
        if isinstance(event, say.Started):
            self._usual = 0.0
        elif isinstance(event, say.Step):
            # A slow step, as with a validation before it, is remembered for a while
            self._usual = max(0.8 * self._usual, now - self._last_step)
            self._last_step = now
        if isinstance(event, (say.Started, say.Validated)):
            self._last_step = now
        self._last = now
        if self._told:
            if self._banner.text == self._told:
                self._banner.hide()
            self._told = ""


def _is_stopped(number: int) -> bool:
    """Whether a process is held by SIGSTOP; only Linux says."""
    try:
        return Path(f"/proc/{number}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[0] == "T"
    except (OSError, IndexError):
        return False


def _let_go_on(number: int) -> None:
    try:
        os.kill(number, signal.SIGCONT)
    except (OSError, AttributeError):
        return
