"""Going on with a training that was ended, by a stop, a time limit or a kill, as if it had never been."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from alexstudio.engine import checkpoint
from alexstudio.engine.checkpoint import CheckpointError
from alexstudio.engine.course import Course
from alexstudio.engine.explain import TrainingProblem
from alexstudio.engine.keeper import Keeper
from alexstudio.engine.learner import Learner
from alexstudio.files import FileProblem, read_bytes, write_atomically
from alexstudio.runs.folder import LAST, RESULT, RunFolder, is_whole

LOG_LIMIT = 1 << 30

_WHAT = {
    "torch": "another version of torch",
    "threads": "another number of threads",
    "precision": "another precision",
    "devices": "other devices",
    "cpu": "another kind of processor",
    "cuda": "another version of CUDA",
    "processes": "another number of processes",
}


@dataclass(frozen=True)
class Resumption:
    """A checkpoint to go on from."""

    content: checkpoint.Content

    @property
    def step(self) -> int:
        """Steps that were done."""
        return int(self.content["step"])

    @property
    def validated(self) -> int:
        """Step of the last validation on schedule."""
        return int(self.content["validated"])

    @property
    def seconds(self) -> float:
        """Seconds that they took; checkpoints of earlier versions do not say."""
        return float(self.content.get("seconds", 0.0))

    def restore(self, learner: Learner, keeper: Keeper, course: Course) -> None:
        """Put weights, velocities, schedule and random state back as they were after the last step."""
        checkpoint.restore_state(learner.module, self.content["model"], "The checkpoint")
        try:
            learner.optimizer.load_state_dict(self.content["optimizer"])
        except (KeyError, ValueError, TypeError):
            raise CheckpointError("The checkpoint holds the state of another optimizer.") from None
        keeper.go_on(self.content)
        course.restore(self.content)
        checkpoint.set_random_state(self.content["random"])

    def why_inexact(self, here: dict[str, Any]) -> str:
        """Why the bits will not be those of a training that was never ended; empty when they will."""
        there = self.content.get("environment", {})
        other = [words for name, words in _WHAT.items() if there.get(name) != here.get(name)]
        if not other:
            return ""
        return f"It goes on with {', '.join(other)}: the numbers will not be the same to the last bit."


def resumption(run: RunFolder) -> Resumption | None:
    """What a run goes on from, with its log cut to what happened until then; None when it never took a step.

    `TrainingProblem` when there is no whole checkpoint.
    """
    run.job()
    path = run.path / LAST
    if not path.exists() and not _has_steps(run):
        run.metrics_path.unlink(missing_ok=True)
        return None
    if not is_whole(path):
        what = "is damaged" if path.exists() else "was not written before it ended"
        raise TrainingProblem(f"{run.path} cannot go on: its last checkpoint {what}. The best one can be exported.")
    _check_unfinished(run)
    content = checkpoint.read_checkpoint(path)
    if any(name not in content for name in ("step", "optimizer", "random", "plateau", "validated", "best")):
        raise TrainingProblem(f"{path} lacks what is needed to go on; it was written by another version.")
    found = Resumption(content)
    _cut_log(run, found.step, int(content.get("rate_changes", 0)))
    return found


def _check_unfinished(run: RunFolder) -> None:
    """Before anything is changed: a run that has done all its steps and has said so stays as it is."""
    try:
        result = json.loads(read_bytes(run.path / RESULT, limit=1 << 20))
        with run.metrics_path.open("rb") as log:
            steps = json.loads(log.readline(1 << 20))["steps"]
        is_done = result["reason"] == "done" and result["step"] >= steps
    except (FileProblem, OSError, ValueError, KeyError, TypeError):
        return
    if is_done:
        raise TrainingProblem(f"{run.path} has done all its {steps:,} steps. Train again with more epochs.")


def _has_steps(run: RunFolder) -> bool:
    return run.metrics_path.is_file() and b'"event":"step"' in read_bytes(run.metrics_path, limit=LOG_LIMIT)


def _cut_log(run: RunFolder, step: int, rates: int) -> None:
    """Leave in the log what happened up to a step, with the first ``rates`` changes of the rate by the user: no later
    events, no end, no validation that was only for the end."""
    if not run.metrics_path.is_file():
        return
    every = run.document().recipe.validate_every
    kept: list[bytes] = []
    for line in read_bytes(run.metrics_path, limit=LOG_LIMIT).splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            break  # the kill came in the middle of this line
        name, at = event.get("event"), event.get("step", 0)
        if at > step:
            break
        is_extra = name == "validated" and at % every != 0 and not event.get("asked")
        if name == "rate_set":
            is_extra, rates = rates == 0, max(0, rates - 1)
        if name in ("finished", "failed") or is_extra:
            continue
        kept.append(line)
    write_atomically(run.metrics_path, b"".join(line + b"\n" for line in kept))
