"""Earlier runs: what each was, how it ended, and its log again. A damaged one is told and harms nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from alexstudio.files import FileProblem, read_bytes, reason
from alexstudio.runs.folder import JOB, RESULT, RunFolder, RunProblem
from alexstudio.runs.messages import LINE_LIMIT, MessageError, read_event

State = Literal["done", "stopped", "failed", "unfinished", "damaged"]

TAIL = 4 << 20
"""Bytes of the end of a log that are read for the list."""
_RESULT_LIMIT = 1 << 20


@dataclass(frozen=True)
class RunRecord:
    """One run as a list shows it. Errors are fractions."""

    path: Path
    title: str
    state: State
    began: float = 0.0
    """Seconds since 1970."""
    recipe: str = ""
    steps: int = 0
    top5: float | None = None
    """The best of validation."""
    top1: float | None = None
    """The last of validation."""
    seconds: float | None = None
    points: tuple[tuple[int, float], ...] = ()
    """(step, top-5 error) of the last validations."""
    why: str = ""
    """Why it failed, or cannot be read."""


def run_folders(parent: Path) -> list[Path]:
    """The run folders below a folder, the newest first; none where there is no such folder."""
    try:
        found = [(path.stat().st_mtime, path) for path in parent.iterdir() if (path / JOB).exists()]
    except OSError:
        return []
    return [path for _, path in sorted(found, key=lambda pair: (-pair[0], pair[1]))]


def read_run(path: Path) -> RunRecord:
    """What a run was; with state ``damaged`` and the reason where it cannot be told."""
    run = RunFolder(path)
    try:
        began = run.job_path.stat().st_mtime
        document = json.loads(run.job().document)
        title, recipe = str(document.get("title") or "Untitled"), str(document.get("recipe", {}).get("name", ""))
    except (RunProblem, OSError, ValueError, AttributeError) as problem:
        why = str(problem) if isinstance(problem, RunProblem) else f"{run.job_path} is damaged."
        return RunRecord(path, path.name, "damaged", why=why)
    result = _result(path)
    points, steps, last = _tail(run.metrics_path)
    ended = result.get("reason")
    state: State = ended if ended in ("done", "stopped", "failed") else "unfinished"
    best = result.get("best_top5")
    return RunRecord(
        path,
        title,
        state,
        began,
        recipe,
        steps=int(result.get("step") or steps),
        top5=best if isinstance(best, float) else min((error for _, error in points), default=None),
        top1=result.get("top1") if isinstance(result.get("top1"), float) else last,
        seconds=result.get("seconds") if isinstance(result.get("seconds"), float) else None,
        points=points,
        why=str(result.get("why") or ""),
    )


def replay(path: Path) -> Iterator[BaseModel]:
    """The events of a run's log in order; what is no event, such as a line cut off by a crash, is left out.

    `RunProblem` when the log cannot be read.
    """
    log = RunFolder(path).metrics_path
    try:
        with log.open("rb") as stream:
            while line := stream.readline(LINE_LIMIT):
                try:
                    yield read_event(line)
                except MessageError:
                    continue
    except OSError as error:
        raise RunProblem(f"{log} cannot be read: {reason(error)}.") from None


def _result(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_bytes(path / RESULT, limit=_RESULT_LIMIT))
    except (FileProblem, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _tail(log: Path) -> tuple[tuple[tuple[int, float], ...], int, float | None]:
    """Validations and the last step in the end of a log, and the last top-1 error."""
    try:
        with log.open("rb") as stream:
            stream.seek(max(0, log.stat().st_size - TAIL))
            lines = stream.read(TAIL).splitlines()
    except OSError:
        return (), 0, None
    points: list[tuple[int, float]] = []
    steps, last = 0, None
    for line in lines:
        if b'"validated"' not in line and line is not lines[-1] and line is not lines[-2 % len(lines)]:
            continue
        try:
            event = json.loads(line)
            if event.get("event") == "validated":
                points.append((int(event["step"]), float(event["top5"])))
                last = float(event["top1"])
            steps = max(steps, int(event.get("step") or 0))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue
    return tuple(points), steps, last
