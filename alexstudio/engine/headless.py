"""A job without a studio: events on standard output, a signal stops it cleanly.

Under torchrun, or whatever else sets RANK and WORLD_SIZE, it is one process of a training by several.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from alexstudio.engine.parallel.problem import MeetingProblem
from alexstudio.engine.parallel.ranks import Ranks, read_ranks
from alexstudio.engine.wire import Wire
from alexstudio.runs.folder import RunFolder, RunProblem
from alexstudio.runs.messages import Failed


def run_job(wire: Wire, folder: Path, *, resume: bool = False) -> int:
    """Train the job of a run folder, or go on with it; returns 0 done or stopped, 1 failed, 2 not a run folder."""
    run = RunFolder(folder)
    try:
        ranks = read_ranks(os.environ)
        if ranks.rank == 0:
            run.job()
    except (RunProblem, MeetingProblem) as problem:
        return _refuse(wire, str(problem), 2)
    try:
        return _train_together(wire, run, ranks, resume) if ranks.size > 1 else _train(wire, run, ranks, resume)
    except MeetingProblem as problem:
        return _refuse(wire, str(problem), 1, ranks)


def _train(wire: Wire, run: RunFolder, ranks: Ranks, resume: bool) -> int:
    stop = _stop_on_signal()
    from alexstudio.engine.loop import train

    if ranks.restarts:
        from alexstudio.engine.parallel.beginning import clear_failed_start

        clear_failed_start(run)
    is_well = train(run, wire.send, stop.is_set, resume=resume or ranks.restarts > 0)
    wire.flush()
    return 0 if is_well else 1


def _train_together(wire: Wire, run: RunFolder, ranks: Ranks, resume: bool) -> int:
    from alexstudio.engine.loop import train
    from alexstudio.engine.parallel.beginning import clear_failed_start
    from alexstudio.engine.parallel.meeting import join
    from alexstudio.engine.parallel.team import spoken

    world = join(ranks)
    # Not before: nothing is to be saved yet, and Python would not run a handler while torch waits for the others
    stop = _stop_on_signal()
    if ranks.restarts and world.leads:
        clear_failed_start(run)
    send = spoken(world, wire.send)
    is_well = train(run, send, stop.is_set, resume=resume or ranks.restarts > 0, world=world)
    wire.flush()
    world.leave(is_well)
    return 0 if is_well else 1


def _stop_on_signal() -> threading.Event:
    """Set by the first SIGTERM or SIGINT; the second one ends the process."""
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    return stop


def _refuse(wire: Wire, why: str, code: int, ranks: Ranks | None = None) -> int:
    if ranks is None or ranks.rank == 0:
        wire.send(Failed(command="train", why=why))
        wire.flush()
    else:
        sys.stderr.write(f"alexstudio: {why}\n")
    return code
