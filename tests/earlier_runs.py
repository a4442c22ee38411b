"""Run folders as trainings leave them, without training."""

from __future__ import annotations

import os
from pathlib import Path

from alexstudio.graph.presets import load_preset
from alexstudio.runs.folder import METRICS, RunFolder
from alexstudio.runs.messages import Started, Step, Validated, to_line


def earlier_run(
    parent: Path, name: str, *, preset: str = "lenet5", steps: int = 32, reason: str = "done", age: int = 0
) -> Path:
    """A run of some steps with a validation at every 8th; ``age`` in seconds. Without a reason it did not end."""
    path = parent / name
    run = RunFolder.create(path, load_preset(preset), devices={}, minutes=None)
    started = Started(
        run=str(path),
        classes=tuple("abcdefgh"),
        steps=64,
        steps_per_epoch=16,
        precision="float32",
        devices={"gpu0": "cpu"},
        chance_top1=0.875,
        chance_top5=0.375,
    )
    lines = [to_line(started)]
    for step in range(1, steps + 1):
        error = 0.5 / step
        common = {"step": step, "epoch": 1, "loss": 3 * error, "top1": error, "top5": error / 2}
        lines.append(to_line(Step(**common, rate=0.01, images_per_second=50.0, seconds_left=None)))
        if step % 8 == 0:
            lines.append(to_line(Validated(**common, is_best=True)))
    (path / METRICS).write_bytes(b"".join(lines))
    if reason:
        result = {"reason": reason, "step": steps, "top1": 0.5 / steps, "best_top5": 0.25 / steps, "seconds": 61.5}
        run.write_result(result if reason != "failed" else {"reason": "failed", "why": "The disk is full."})
    when = run.job_path.stat().st_mtime - age
    for file in (run.job_path, path):
        os.utime(file, (when, when))
    return path
