"""What a user does to a training that runs: pause, another rate, a validation or a checkpoint out of turn."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic

from alexstudio.files import FileProblem, read_bytes, write_atomically
from alexstudio.runs.steering import Control, Go, Pause

RATES = "rates.jsonl"
POLL = 0.1  # seconds until a stop is noticed during a pause
LIMIT = 16 << 20


class Controls:
    """Takes commands from the reader thread and gives them to the loop between two steps."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Control] = SimpleQueue()

    def put(self, command: Control) -> None:
        """Have a command carried out after the step at hand."""
        self._waiting.put(command)

    def take(self, is_stopped: Callable[[], bool]) -> Iterator[Control]:
        """The commands that have come; after `Pause` it waits for more until `Go` comes or the training is stopped."""
        is_paused = False
        while True:
            try:
                command = self._waiting.get(timeout=POLL) if is_paused else self._waiting.get_nowait()
            except Empty:
                if is_paused and not is_stopped():
                    continue
                return
            if isinstance(command, (Pause, Go)):
                if is_paused == isinstance(command, Pause):
                    continue
                is_paused = not is_paused
            yield command

    def wait(self, seconds: float, is_stopped: Callable[[], bool]) -> None:
        """Wait so long, but no longer than until `Go` comes or the training is stopped; other commands wait too."""
        end, others = monotonic() + seconds, []
        while not is_stopped() and (left := end - monotonic()) > 0:
            try:
                command = self._waiting.get(timeout=min(POLL, left))
            except Empty:
                continue
            if isinstance(command, Go):
                break
            others.append(command)
        for command in others:
            self._waiting.put(command)


class RateLog:
    """``rates.jsonl`` of a run: the rates that its user has set, by step.

    A training that goes on from a checkpoint sets again what was set after it, at the same steps, so that it ends with
    the same bits. A rate that is set meanwhile takes the place of what was set later.
    """

    def __init__(self, folder: Path, rates: list[list[float]], done: int) -> None:
        """``rates`` is what `read_rates` found, ``done`` how many the checkpoint that it goes on from knows."""
        self._path, self._all, self._done = folder / RATES, rates, done

    def due(self, step: int) -> list[float]:
        """The rates that were set after ``step`` steps and are not yet set again."""
        found: list[float] = []
        while self._done < len(self._all) and self._all[self._done][0] <= step:
            found.append(self._all[self._done][1])
            self._done += 1
        return found

    def add(self, step: int, rate: float) -> None:
        """Note that a rate is set now; a file that cannot be written makes going on inexact, and nothing else."""
        is_later = self._done < len(self._all)
        self._all = [*self._all[: self._done], [step, rate]]
        self._done = len(self._all)
        lines = [json.dumps({"step": step, "rate": rate}).encode() + b"\n" for step, rate in self._all]
        try:
            if is_later:
                write_atomically(self._path, b"".join(lines))
                return
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o666)
            try:
                os.write(file, lines[-1])
            finally:
                os.close(file)
        except (OSError, FileProblem):
            return


def read_rates(folder: Path) -> list[list[float]]:
    """[step, rate] of each time that the user of a run has set the rate."""
    found: list[list[float]] = []
    path = folder / RATES
    try:
        lines = read_bytes(path, limit=LIMIT).splitlines() if path.is_file() else []
        for line in lines:
            one = json.loads(line)
            found.append([int(one["step"]), float(one["rate"])])
    except (FileProblem, ValueError, KeyError, TypeError):
        return found  # the kill came in the middle of a line
    return found
