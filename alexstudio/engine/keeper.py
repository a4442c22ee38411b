"""Which weights are kept: the last ones with everything needed to go on, and the best ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf, isfinite
from pathlib import Path
from time import monotonic
from typing import Any

import torch

from alexstudio.engine import checkpoint
from alexstudio.engine.learner import Learner
from alexstudio.engine.room import Abandoned
from alexstudio.engine.runlog import Emit
from alexstudio.files import FileProblem
from alexstudio.runs.folder import BEST, LAST, RunFolder, write_checkpoint
from alexstudio.runs.messages import Checkpointed, Note

# AlexNet's best.pt is 230 MB and its last.pt 460 MB; writing, reading back and hashing both takes some 3 s
BEST_SECONDS = 60.0
LAST_SECONDS = 300.0

Write = Callable[[int, Path, int, Callable[[], None]], None]
"""Writes after a step so many bytes to a file by the last argument: `Room.write`."""


class Keeper:
    """Keeps a copy of the best weights in memory and writes checkpoints when it is time, and at the end."""

    def __init__(
        self,
        run: RunFolder,
        learner: Learner,
        facts: dict[str, Any],
        emit: Emit,
        clock: Callable[[], float] = monotonic,
        progress: Callable[[], dict[str, Any]] = dict,
        every: int = 0,
        write: Write | None = None,
    ) -> None:
        """``facts`` go into both files: class names, normalisation, environment; ``progress`` only into the last one:
        what else the loop needs to go on. ``every`` counts the steps from one last checkpoint to the next; without it
        there is one every five minutes. ``write`` may wait for room on the disk; without it nothing waits."""
        self._run, self._learner, self._facts, self._emit, self._clock = run, learner, facts, emit, clock
        self._progress, self._every, self._write_when_room = progress, every, write or _write_now
        self.kept_step = 0
        """Step of the last checkpoint with everything needed to go on; 0 when there is none."""
        self._best: dict[str, Any] = {}
        self._best_key = (inf, inf)
        self._scheduled: dict[str, Any] = {}
        self._is_best_written = True
        self._best_due = clock()
        self._last_due = clock() + LAST_SECONDS

    @property
    def best_top5(self) -> float | None:
        """The best validation top-5 error so far."""
        return self._best.get("top5")

    def go_on(self, content: Mapping[str, Any]) -> None:
        """Take over from the checkpoint that a training goes on from."""
        self._scheduled = dict(content["best"])
        self.kept_step = int(content.get("step", 0))
        if self._scheduled:
            self._best |= self._scheduled
            self._best_key = (self._scheduled["top5"], self._scheduled["loss"])

    def weigh(self, step: int, epoch: int, loss: float, top1: float, top5: float, *, counts: bool = True) -> bool:
        """Note a validation; whether it is the best so far: lowest top-5 error, then lowest loss.

        One that does not ``count`` took place only because the training ends here: going on must not know of it.
        """
        key = (top5, loss)
        if not isfinite(loss) or key >= self._best_key:
            return False
        self._best_key = key
        facts = {"step": step, "epoch": epoch, "loss": loss, "top1": top1, "top5": top5}
        self._best |= facts
        if counts:
            self._scheduled = facts
        self._copy_weights()
        self._is_best_written = False
        return True

    def step_done(self, step: int, epoch: int) -> None:
        """Write what is due. A checkpoint that cannot be written is said, and the training goes on."""
        now = self._clock()
        if not self._is_best_written and now >= self._best_due:
            self._attempt(self._write_best)
            self._best_due = self._clock() + BEST_SECONDS
        is_due = step % self._every == 0 if self._every else now >= self._last_due
        if is_due:
            self.write_now(step, epoch)

    def write_now(self, step: int, epoch: int) -> None:
        """Write both checkpoints, due or not."""
        if self._learner.is_finite():
            if not self._is_best_written:  # the last one names the best: it must be there first
                self._attempt(self._write_best)
            self._attempt(lambda: self._write_last(step, epoch))
            self._last_due = self._clock() + LAST_SECONDS

    def finish(self, step: int, epoch: int) -> None:
        """Write both; `FileProblem` when one cannot be written. Weights that are not finite are not written."""
        if not self._is_best_written:
            self._write_best()
        if step and self._learner.is_finite():
            self._write_last(step, epoch)

    def _copy_weights(self) -> None:
        weights = self._best.setdefault("model", {})
        for name, value in self._learner.module.state_dict().items():
            if name not in weights:
                weights[name] = torch.empty(value.shape, dtype=value.dtype)
            weights[name].copy_(value)

    def _write_best(self) -> None:
        content = {"format": checkpoint.FORMAT, **self._best, **self._facts}
        self._write(BEST, content, self._best["step"])
        self._is_best_written = True

    def _write_last(self, step: int, epoch: int) -> None:
        content = {
            "format": checkpoint.FORMAT,
            "step": step,
            "epoch": epoch,
            "model": checkpoint.plain_state(self._learner.module),
            "optimizer": self._learner.optimizer.state_dict(),
            "random": checkpoint.random_state(),
            "best": dict(self._scheduled),
            **self._progress(),
            **self._facts,
        }
        self._write(LAST, content, step)
        self.kept_step = step

    def _write(self, name: str, content: dict[str, Any], step: int) -> None:
        path = self._run.path / name
        whole = checkpoint.to_bytes(content)
        self._write_when_room(step, path, len(whole), lambda: write_checkpoint(path, whole))
        self._emit(Checkpointed(step=step, path=str(path)))

    def _attempt(self, write: Callable[[], None]) -> None:
        try:
            write()
        except Abandoned:
            return  # the training ends here, tries once more, and tells
        except FileProblem as problem:
            self._emit(Note(text=f"{problem} The training goes on; its earlier checkpoints are as they were."))


def _write_now(step: int, path: Path, size: int, attempt: Callable[[], None]) -> None:
    attempt()
