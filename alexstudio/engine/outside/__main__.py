"""``python -m alexstudio.engine.outside``: imports torch once, then does each job in a fork of itself.

A job is a line of JSON on standard input: ``job`` (a key of `JOBS`), ``folder`` for what it gives, ``seconds``,
``memory`` (bytes above what torch itself takes; 0: no limit) and its own fields. The child leaves ``answer.json`` in
the folder; the answer here is a line with its exit ``code`` and whether it was ``late``. It ends with its standard
input, or after `IDLE` seconds without a job. Where there is no fork, a job is done here and the process ends.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

IDLE = 90.0
STEP = 0.005
JOBS = {name: f"alexstudio.engine.outside.{name}" for name in ("scores", "weights", "code", "onnx")}
CAN_FORK = sys.platform == "linux"  # macOS's own libraries do not survive a fork


def main() -> None:
    """Serve jobs."""
    answers = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(nowhere, number)
    import torch

    torch.set_num_threads(1)
    while True:
        if CAN_FORK and not select.select([0], [], [], IDLE)[0]:
            return
        line = _read_line()
        if not line:
            return
        os.write(answers, json.dumps(_serve(json.loads(line))).encode() + b"\n")
        if not CAN_FORK:
            return


def _read_line() -> bytes:
    """One line, not a byte more: what Python would read ahead, `select` cannot see."""
    line = b""
    while not line.endswith(b"\n") and (piece := os.read(0, 1)):
        line += piece
    return line


def _serve(job: dict[str, Any]) -> dict[str, Any]:
    if not CAN_FORK:
        _do(job)
        return {"code": 0, "late": False}
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            _limit(job["seconds"], job["memory"])
            _do(job)
        finally:
            os._exit(0)
    until = time.monotonic() + job["seconds"]
    late = False
    while True:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return {"code": os.waitstatus_to_exitcode(status), "late": late}
        if time.monotonic() > until:
            late, until = True, float("inf")
            os.killpg(child, signal.SIGKILL)
        time.sleep(STEP)


def _limit(seconds: float, memory: int) -> None:
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not memory:
        return
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    whole = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))


def _do(job: dict[str, Any]) -> None:
    """Do a job; ``answer.json`` appears whole or not at all."""
    folder = Path(job["folder"])
    try:
        answer = importlib.import_module(JOBS[job["job"]]).work(job, folder)
    except MemoryError:
        answer = {"problem": "memory"}
    except BaseException as error:
        answer = {"problem": "failed", "error": f"{type(error).__name__}: {error}"[:2000]}
    text = json.dumps(answer)
    (folder / "answer.part").write_text(text, "utf-8")
    (folder / "answer.part").replace(folder / "answer.json")


if __name__ == "__main__":
    main()
