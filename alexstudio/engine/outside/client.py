"""`Outside`: asks the process beside the engine to open a file, and survives whatever that does to it."""

from __future__ import annotations

import atexit
import contextlib
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from alexstudio.files import reason
from alexstudio.runs.launch import engine_environment

SLACK = 30.0
"""Seconds beyond the time limit of a job: torch is imported first, on a machine that may be busy."""


class OutsideProblem(Exception):
    """The process could not be asked, or did not answer; the text is a clause that ends a sentence."""


class Outside:
    """Starts the process when it is first asked, and again when it has ended; jobs wait for each other."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Let it import torch while something else is done."""
        with self._lock:
            self._running()

    def ask(self, job: str, folder: Path, *, seconds: float, memory: int = 0, **fields: Any) -> dict[str, Any]:
        """The answer to a job; what else it gives lies in ``folder``. ``memory``: bytes it may take, 0: any.

        ``problem`` in the answer says what it found wrong. Raises `OutsideProblem` when there is no answer.
        """
        asked = {"job": job, "folder": str(folder), "seconds": seconds, "memory": memory, **fields}
        line = json.dumps(asked).encode() + b"\n"
        with self._lock:
            ended = self._exchange(line, seconds)
        try:
            answer: dict[str, Any] = json.loads((folder / "answer.json").read_bytes())
        except (OSError, ValueError):
            raise OutsideProblem(_how(ended, seconds)) from None
        return answer

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _exchange(self, line: bytes, seconds: float) -> dict[str, Any]:
        for attempt in (1, 2):
            process = self._running()
            assert process.stdin is not None and process.stdout is not None
            watchdog = threading.Timer(seconds + SLACK, process.kill)
            watchdog.daemon = True
            watchdog.start()
            try:
                process.stdin.write(line)
                process.stdin.flush()
                answer = process.stdout.readline()
            except OSError:
                answer = b""
            finally:
                watchdog.cancel()
            if answer:
                return dict(json.loads(answer))
            self._end()
            if attempt == 2:
                break
        return {"code": -1, "late": False}

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        try:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-P",
                    "-B",
                    "-m",
                    "alexstudio.engine.outside",
                ],  # ends with this process: see its `main`
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=engine_environment(),
            )
        except OSError as error:
            raise OutsideProblem(f"no process could be started ({reason(error)})") from None
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._process = None


OUTSIDE = Outside()
"""The one of this engine."""
atexit.register(OUTSIDE.close)


def _how(ended: dict[str, Any], seconds: float) -> str:
    if ended["late"]:
        return f"it took more than {seconds:g} seconds"
    code = int(ended["code"])
    return f"the process that opened it ended with signal {-code}" if code < 0 else "the process that opened it ended"
