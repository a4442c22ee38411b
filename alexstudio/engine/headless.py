"""A job without a studio: events on standard output, a signal stops it cleanly."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from types import FrameType

from alexstudio.engine.wire import Wire
from alexstudio.runs.folder import RunFolder, RunProblem
from alexstudio.runs.messages import Failed


def run_job(wire: Wire, folder: Path, *, resume: bool = False) -> int:
    """Train the job of a run folder, or go on with it; returns 0 done or stopped, 1 failed, 2 not a run folder."""
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)  # the second one ends the process

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    run = RunFolder(folder)
    try:
        run.job()
    except RunProblem as problem:
        wire.send(Failed(command="train", why=str(problem)))
        wire.flush()
        return 2
    from alexstudio.engine.loop import train

    is_well = train(run, wire.send, stop.is_set, resume=resume)
    wire.flush()
    return 0 if is_well else 1
