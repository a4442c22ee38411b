"""Trains a run folder, killed without warning again and again, and resumed each time; a program for `test_resume`.

``killing.py RUN KILLS SEED [no-random]``: this process loads torch and rehearses with one thread; each attempt is a
fork of it, which lives for a few steps. The last argument leaves the random state out when going on: the control that
must fail.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import torch

from alexstudio.engine import checkpoint, keeper, loop
from alexstudio.engine.rehearsal import rehearse
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Finished, Started, Step


def attempt(run: RunFolder, pipe: int) -> None:
    """Train or go on, in a child that tells of each step; ends with 0 when the training is done."""
    torch.set_num_threads(1)
    ended: list[object] = []

    def hear(event: object) -> None:
        ended.append(event)
        if isinstance(event, Started):
            os.write(pipe, b"R" if event.resumed_at else b"S")
        elif isinstance(event, Step):
            os.write(pipe, b".")

    loop.train(run, hear, lambda: False, resume=True)
    os._exit(0 if isinstance(ended[-1], Finished) else 1)


def main() -> int:
    path, kills, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    if sys.argv[4:] == ["no-random"]:
        checkpoint.set_random_state = lambda state: None  # type: ignore[assignment]
    torch.set_num_threads(1)
    rehearse()  # what torch loads at the first step is loaded once, and not in every fork
    keeper.LAST_SECONDS = 0.0
    keeper.BEST_SECONDS = 0.05
    chance, done, resumed = random.Random(seed), 0, 0
    for _ in range(kills + 1):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            attempt(RunFolder(path), writing)
        os.close(writing)
        patience = chance.randint(1, 6) if done < kills else -1
        while told := os.read(reading, 1):
            resumed += told == b"R"
            patience -= told == b"."
            if patience == 0:
                time.sleep(chance.uniform(0, 0.02))  # anywhere in a step, or in the writing of a checkpoint
                os.kill(child, signal.SIGKILL)
                done += 1
                break
        os.close(reading)
        status = os.waitpid(child, 0)[1]
        if os.WIFEXITED(status):
            print(done, resumed)
            return os.WEXITSTATUS(status)
    return 4


if __name__ == "__main__":
    sys.exit(main())
