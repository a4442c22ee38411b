"""Events of a run: each to whoever listens, and to the run's log."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from pydantic import BaseModel

from alexstudio.files import reason
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Note, to_line

Emit = Callable[[BaseModel], None]


class RunLog:
    """``with RunLog(run, send) as emit``: ``emit(event)`` sends an event and appends it to ``metrics.jsonl``.

    A log that cannot be written does not stop a training; it is said once.
    """

    def __init__(self, run: RunFolder, send: Emit) -> None:
        self._path: Path | None = run.metrics_path
        self._send = send
        self._file = -1

    def __enter__(self) -> Emit:
        self._append(b"")
        return self.emit

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def emit(self, event: BaseModel) -> None:
        """Log an event, then send it."""
        self._append(to_line(event))
        self._send(event)

    def _append(self, line: bytes) -> None:
        if self._path is None:
            return
        try:
            if self._file < 0:
                self._file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o666)
            os.write(self._file, line)
        except OSError as error:
            text = f"{self._path} cannot be written ({reason(error)}); the training goes on without a log."
            self._send(Note(text=text))
            self._path = None
