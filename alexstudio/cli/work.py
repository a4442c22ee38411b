"""The verbs that let the engine train: train and resume."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alexstudio.cli.asking import engine
from alexstudio.cli.documents import check_runnable, load_document
from alexstudio.cli.refusal import FAILED, REFUSED, WELL, Refusal

if TYPE_CHECKING:
    from alexstudio.runs.client import EngineProcess
    from alexstudio.runs.messages import Failed, Finished, Train


def train(chosen: argparse.Namespace) -> int:
    """Train a document into a run folder."""
    from alexstudio.files import user_path
    from alexstudio.runs.folder import RunFolder, RunProblem
    from alexstudio.runs.messages import Failed, Train
    from alexstudio.runs.options import OptionProblem, choose_devices, choose_recipe

    document = load_document(chosen.document)
    check_runnable(document, chosen.document)
    options = ("recipe", "data", "epochs", "minutes", "batch_size", "rate", "seed")
    try:
        document = choose_recipe(document, **{name: getattr(chosen, name) for name in options})
        devices = choose_devices(document, chosen.device)
        path = user_path(chosen.out).absolute()
        run = RunFolder.create(path, document, devices=devices, minutes=chosen.minutes)
    except (OptionProblem, RunProblem) as problem:
        raise Refusal(str(problem)) from None
    ended, has_started = _follow(Train(run=str(run.path)), chosen.minutes)
    if isinstance(ended, Failed):
        if not has_started:
            run.discard()  # only now that the engine writes no more
        raise Refusal(ended.why, FAILED if has_started else REFUSED)
    return WELL


def resume(chosen: argparse.Namespace) -> int:
    """Go on with the training of a run folder."""
    from alexstudio.files import user_path
    from alexstudio.runs.folder import RunFolder, RunProblem
    from alexstudio.runs.messages import Failed, Train

    try:
        run = RunFolder(user_path(chosen.run).absolute())
        minutes = run.job().minutes
    except (RunProblem, OSError, ValueError) as problem:
        raise Refusal(str(problem)) from None
    ended, has_started = _follow(Train(run=str(run.path), resume=True), minutes)
    if isinstance(ended, Failed):
        raise Refusal(ended.why, FAILED if has_started else REFUSED)
    return WELL


def _follow(command: Train, minutes: float | None) -> tuple[Failed | Finished | None, bool]:
    """Let an engine train and show how it goes; how it ended, and whether it had begun."""
    from alexstudio.runs.messages import Failed, Finished, Started
    from alexstudio.runs.progress import Progress

    progress = Progress(sys.stdout, sys.stderr if sys.stderr.isatty() else None, minutes)
    ended: Failed | Finished | None = None
    has_started = False
    with engine() as running, contextlib.closing(progress), _stop_on_interrupt(running):
        running.send(command)
        for event in running.events():
            if isinstance(event, (Failed, Finished)):
                ended = event
                progress.show(event)
                break
            has_started |= isinstance(event, Started)
            progress.show(event)
    return ended, has_started


@contextlib.contextmanager
def _stop_on_interrupt(engine: EngineProcess) -> Iterator[None]:
    """The first Ctrl-C asks the engine to stop, the second one ends it."""
    from alexstudio.runs.client import EngineDied
    from alexstudio.runs.messages import Stop

    presses = 0

    def on_interrupt(number: int, frame: object) -> None:
        nonlocal presses
        presses += 1
        if presses == 1:
            engine.send(Stop())
            with contextlib.suppress(OSError):  # not print: the signal may have come in the middle of one
                os.write(2, b"\nStopping after this step, with a checkpoint. Ctrl-C again ends it at once.\n")
        else:
            engine.kill()

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield
    except EngineDied:
        if presses > 1:
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, before)
