"""Events of a run: each to whoever listens, and to the run's log."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from types import TracebackType

from pydantic import BaseModel

from alexstudio.files import reason
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Note, to_line

Emit = Callable[[BaseModel], None]

RETRY = 5.0
"""Seconds between two attempts to write to a log that could not be written."""
LIMIT = 16 << 20
"""Bytes of events that wait for that: some 80,000 steps."""


class RunLog:
    """``with RunLog(run, send) as emit``: ``emit(event)`` sends an event and appends it to ``metrics.jsonl``.

    A log that cannot be written does not stop a training: it is said once, and the events wait in memory until it can.
    """

    def __init__(self, run: RunFolder, send: Emit, clock: Callable[[], float] = monotonic) -> None:
        self._path, self._send, self._clock = run.metrics_path, send, clock
        self._file = -1
        self._waiting = bytearray()
        self._due = 0.0
        self._is_in_trouble = self._is_given_up = False

    def __enter__(self) -> Emit:
        self._append(b"")
        return self.emit

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._flush()
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def emit(self, event: BaseModel) -> None:
        """Log an event, then send it."""
        self._append(to_line(event))
        self._send(event)

    def _append(self, line: bytes) -> None:
        if self._is_given_up:
            return
        self._waiting += line
        if self._is_in_trouble and self._clock() < self._due:
            if len(self._waiting) > LIMIT:
                self._give_up()
            return
        try:
            self._flush()
        except OSError as error:
            self._due = self._clock() + RETRY
            if not self._is_in_trouble:
                self._is_in_trouble = True
                what = "the training goes on without a log, which is written when that can be done again"
                self._send(Note(text=f"{self._path} cannot be written ({reason(error)}); {what}."))
        else:
            if self._is_in_trouble:
                self._is_in_trouble = False
                self._send(Note(text=f"{self._path} is written again, and nothing is missing in it."))

    def _flush(self) -> None:
        """Write what waits; a part of a line that went through is not written twice."""
        if self._file < 0:
            self._file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o666)
        while self._waiting:
            del self._waiting[: os.write(self._file, self._waiting)]

    def _give_up(self) -> None:
        self._is_given_up = True
        self._waiting.clear()
        self._send(Note(text=f"{self._path} could not be written for too long: it ends here. The training goes on."))
