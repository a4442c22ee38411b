"""`Follower`: the events of a run that another process or machine writes, read from its log as it grows."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel

from alexstudio.runs.folder import METRICS, RESULT
from alexstudio.runs.messages import LINE_LIMIT, Failed, Finished, MessageError, Started, read_event

CHUNK = 1 << 18
"""Bytes that one look reads at most: some thousand events, a few milliseconds to understand."""

QUIET_SECONDS = 120.0


class Restarted(BaseModel):
    """The log was written anew: what was read before no longer holds."""


class Follower:
    """Reads a run folder that may not be there yet. Nothing is written, nothing raised, and a look takes bounded time.

    A line counts when it is whole. When the log is another file, or shorter than before, as after a resumption, it is
    read from its beginning, and a `Restarted` comes first.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.path = path
        self._log, self._result = path / METRICS, path / RESULT
        self._clock = clock
        self._file: tuple[int, int] | None = None
        self._place = 0
        self._rest = b""
        self._heard = clock()
        self._has_end = False
        self.is_over = False
        """Whether the run has ended and everything was read."""
        self.is_behind = False
        """Whether there is more to read at once."""

    @property
    def quiet_seconds(self) -> float:
        """How long nothing was written."""
        return self._clock() - self._heard

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was written for so long that the other side may be gone."""
        return not self.is_over and self.quiet_seconds > QUIET_SECONDS

    def look(self) -> list[BaseModel]:
        """What was written since the last look, at most `CHUNK` bytes of it."""
        events: list[BaseModel] = []
        has_result = self._result.exists()
        try:
            with self._log.open("rb") as log:
                status = os.fstat(log.fileno())
                identity = (status.st_dev, status.st_ino)
                if self._file is not None and (identity != self._file or status.st_size < self._place):
                    self._begin_again()
                    events.append(Restarted())
                self._file = identity
                log.seek(self._place)
                content = log.read(CHUNK)
        except OSError:  # not there yet, or between a removal and the next file
            self.is_behind = False
            return events
        self._place += len(content)
        if content:
            self._heard = self._clock()
        *lines, self._rest = (self._rest + content).split(b"\n")
        if len(self._rest) > LINE_LIMIT:
            self._rest = b""
        for line in lines:
            try:
                event = read_event(line)
            except MessageError:
                continue
            if isinstance(event, Started):
                self._has_end = False
            self._has_end |= isinstance(event, (Finished, Failed))
            events.append(event)
        self.is_behind = len(content) == CHUNK
        self.is_over = not self.is_behind and not content and has_result and self._has_end
        return events

    def _begin_again(self) -> None:
        self._place, self._rest, self._has_end, self.is_over = 0, b"", False, False
