"""A disk that is full while a checkpoint is written: the training waits for room, and loses nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from alexstudio.analysis.numbers import decimal_size
from alexstudio.engine.controls import Controls
from alexstudio.engine.runlog import Emit
from alexstudio.files import FileProblem
from alexstudio.runs.messages import Note
from alexstudio.runs.steering import Paused, WentOn

RETRY = 5.0
"""Seconds between two attempts."""


class Abandoned(FileProblem):
    """The training was stopped while it waited for room."""


class Room:
    """Writes, and where the disk is full waits and tries again; "go on" tries at once, a stop ends the wait."""

    def __init__(
        self, emit: Emit, controls: Controls, is_stopped: Callable[[], bool], held: Callable[[float], None]
    ) -> None:
        """``held`` is told for how many seconds it waited."""
        self._emit, self._controls, self._is_stopped, self._held = emit, controls, is_stopped, held

    def write(self, step: int, path: Path, size: int, attempt: Callable[[], None]) -> None:
        """Write ``size`` bytes to ``path`` by ``attempt``, whose `FileProblem` comes through unless the disk is full.

        Raises `Abandoned` after a stop.
        """
        since = 0.0
        while True:
            try:
                attempt()
                break
            except FileProblem as problem:
                if not problem.is_full:
                    raise
                if self._is_stopped():
                    raise Abandoned(f"{_full(path, size)} The training was stopped before there was room.") from None
            if not since:
                since = monotonic()
                text = "The training waits and goes on by itself when there is room; earlier checkpoints are as they"
                self._emit(Note(text=f"{_full(path, size)} {text} were."))
                self._emit(Paused(step=step))
            self._controls.wait(RETRY, self._is_stopped)
        if since:
            self._held(monotonic() - since)
            self._emit(WentOn(step=step))
            self._emit(Note(text=f"There is room on the disk again: {path.name} is written, and nothing was lost."))


def _full(path: Path, size: int) -> str:
    try:
        free = f", and {decimal_size(shutil.disk_usage(path.parent).free)} are free"
    except OSError:
        free = ""
    return f"The disk is full: {path} needs {decimal_size(size)}{free}."
