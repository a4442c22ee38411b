"""The engine's end of the wire: standard output belongs to the protocol, and a slow reader does not slow training."""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pydantic import BaseModel

from alexstudio.runs.messages import Step, to_line

BACKLOG = 10_000  # messages waiting for a reader that does not read; steps beyond it are only in the run's log


class Wire:
    """Sends messages, one JSON object a line, from any thread and without waiting."""

    def __init__(self, write: Callable[[bytes], Any]) -> None:
        self._write = write
        self._waiting: deque[BaseModel] = deque()
        self._change = threading.Condition()
        self._is_writing = False
        threading.Thread(target=self._run, name="wire", daemon=True).start()

    def send(self, message: BaseModel) -> None:
        """Send a message; a `Step` is dropped when nobody has read for long."""
        with self._change:
            if len(self._waiting) >= BACKLOG and isinstance(message, Step):
                return
            self._waiting.append(message)
            self._change.notify_all()

    def flush(self, seconds: float = 5.0) -> None:
        """Wait until everything sent so far was written, at most ``seconds``."""
        with self._change:
            self._change.wait_for(lambda: not self._waiting and not self._is_writing, seconds)

    def _run(self) -> None:
        while True:
            with self._change:
                self._is_writing = False
                self._change.notify_all()
                self._change.wait_for(lambda: self._waiting)
                messages = list(self._waiting)
                self._waiting.clear()
                self._is_writing = True
            with suppress(OSError):  # nobody reads any more; the end of standard input tells the engine so
                self._write(b"".join(to_line(message) for message in messages))


def take_stdout() -> Wire:
    """Keep standard output for the protocol, and let everything else that prints go to standard error.

    The first thing an engine does: a print of a library, also one in C, must not break a line of the protocol.
    """
    sys.stdout.flush()
    protocol = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return Wire(lambda content: _write_all(protocol.fileno(), content))


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
