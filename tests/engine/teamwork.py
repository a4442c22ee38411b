"""Processes that train together; a program for `test_parallel`.

``teamwork.py FOLDER PORT``: this process loads torch once and forks two ranks, which do the runs in FOLDER one after
the other, and then two for a run in which one is killed. Under torchrun ``teamwork.py RUN`` is the engine, but for a
checkpoint after every step and for rank 1, which kills itself at its sixth step in the first attempt.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from alexstudio.engine import keeper, loop
from alexstudio.engine.feeder import Feeder
from alexstudio.engine.headless import run_job
from alexstudio.engine.learner import Learner
from alexstudio.engine.parallel.meeting import join
from alexstudio.engine.parallel.ranks import Ranks
from alexstudio.engine.parallel.team import spoken
from alexstudio.engine.rehearsal import rehearse
from alexstudio.engine.wire import take_stdout
from alexstudio.runs.folder import RunFolder

REAL = Learner.take


def at_step(number: int, act: Callable[[], None]) -> None:
    """Do something before a step."""
    done = 0

    def take(self: Learner, batch: Any) -> Any:
        nonlocal done
        done += 1
        if done == number:
            act()
        return REAL(self, batch)

    Learner.take = take  # type: ignore[method-assign]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def broken() -> None:
    raise OSError(5, "Input/output error", "/data/picture.jpg")


def several(folder: Path, ranks: Ranks) -> None:
    """Trainings that go well, one that is stopped and goes on, and one that rank 1 cannot do."""
    world = join(ranks, meet=20)
    told: dict[str, Any] = {}

    def train(name: str, *, stop_at: int = 0, resume: bool = False) -> bool:
        heard: list[Any] = []
        wants_to_stop = False

        def want() -> None:
            nonlocal wants_to_stop
            wants_to_stop = not world.leads

        at_step(stop_at, want)
        run = RunFolder(folder / name)
        is_well = loop.train(run, spoken(world, heard.append), lambda: wants_to_stop, resume=resume, world=world)
        told[name] = [is_well, len(heard), getattr(heard[-1], "why", "") if heard else ""]
        return is_well

    for name in ("plain", "timed", "straight"):
        train(name)
    train("stopped", stop_at=5)
    train("stopped", resume=True)
    feeder = Feeder(RunFolder(folder / "plain").document(), world.share)
    told["shares"] = [len(labels) for _, labels in feeder.training(1)]
    told["pictures"] = [len(images) for images, _ in feeder.training(1)]
    train_broken = at_step if not world.leads else lambda *ignored: None
    train_broken(3, broken)
    heard: list[Any] = []
    is_well = loop.train(RunFolder(folder / "broken"), heard.append, lambda: False, world=world)
    told["broken"] = [is_well, heard[-1].why if heard else ""]
    (folder / f"rank{ranks.rank}.json").write_text(json.dumps(told))
    world.leave(is_well)


def killed(folder: Path, ranks: Ranks) -> None:
    """A training in which rank 1 is killed; how many seconds rank 0 takes to end, and what it says."""
    world = join(ranks, meet=20)
    heard: list[Any] = []
    moments = [0.0]
    at_step(3, die if ranks.rank else lambda: moments.append(time.monotonic()))
    is_well = loop.train(RunFolder(folder / "killed"), heard.append, lambda: False, world=world)
    told = {"seconds": time.monotonic() - moments[-1], "steps": len(moments) - 1, "why": heard[-1].why}
    (folder / "killed.json").write_text(json.dumps(told))
    world.leave(is_well)


def fork(work: Callable[[Path, Ranks], None], folder: Path, port: int) -> list[int]:
    """Two ranks; their exit codes."""
    children = []
    for number in range(2):
        child = os.fork()
        if not child:
            try:
                torch.set_num_threads(1)
                work(folder, Ranks(number, 2, number, 2, "127.0.0.1", port))
            finally:
                sys.stderr.flush()
                os._exit(3)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def main() -> int:
    folder = Path(sys.argv[1])
    torch.set_num_threads(1)
    if "RANK" in os.environ:
        keeper.LAST_SECONDS = 0.0
        if os.environ["RANK"] == "1" and os.environ["TORCHELASTIC_RESTART_COUNT"] == "0":
            at_step(6, die)
        return run_job(take_stdout(), folder)
    rehearse()  # what torch loads at the first step is loaded once
    print(json.dumps([fork(work, folder, int(sys.argv[2])) for work in (several, killed)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
