"""The engine as a server: commands on standard input, events on the wire, and it ends when the studio ends.

The main thread trains; a second thread does the errands (export, looking at data, proofs), so that they need not wait
for the end of a training; a third one reads.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO

from alexstudio.engine.controls import Controls
from alexstudio.engine.wire import Wire
from alexstudio.extensions.loading import load_enabled
from alexstudio.graph.fileformat import loads
from alexstudio.runs.data_page import KeepPictures, LeaveOff, Preview, Survey, Surveyed
from alexstudio.runs.evaluation import Classified, Classify, Evaluate, Evaluated
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import (
    LINE_LIMIT,
    Calibrate,
    DataSeen,
    Export,
    Failed,
    ImportModel,
    ImportWeights,
    LookAtData,
    Measure,
    MessageError,
    Prove,
    Proved,
    Ready,
    Stop,
    Train,
    Warm,
    Warmed,
    read_command,
)
from alexstudio.runs.steering import Control

GRACE = 10.0  # seconds for the last checkpoint after the studio died
POLL = 0.5  # seconds until a signal is noticed at the latest

Errand = Export | ImportModel | ImportWeights | LookAtData | Survey | Preview | Prove | Classify
Job = Warm | Train | Calibrate | Measure | Evaluate


def serve(wire: Wire) -> int:
    """Serve until standard input ends; the exit code is 0."""
    server = Server(wire)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the studio's terminal is for the studio
    signal.signal(signal.SIGTERM, lambda number, frame: server.close())
    threading.Thread(target=server.read, args=(sys.stdin.buffer,), name="reader", daemon=True).start()
    threading.Thread(target=server.do_errands, name="errands", daemon=True).start()
    server.work()
    wire.flush()
    # No orderly end of the interpreter: a thread inside torch would crash in it
    os._exit(0)


class Server:
    """Takes commands apart and carries them out. One training at a time; `Stop` works at once."""

    def __init__(self, wire: Wire) -> None:
        self._send = wire.send
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._errands: SimpleQueue[Errand] = SimpleQueue()
        self._stop = threading.Event()
        self._controls = Controls()
        self._survey: Survey | None = None
        self._keeping: KeepPictures | None = None
        self._is_closing = False
        self._is_training = False

    # -- the reader thread ---------------------------------------------------------------------------------------------

    def read(self, stream: BinaryIO) -> None:
        """Read commands until the stream ends, which means that the studio died."""
        while line := stream.readline(LINE_LIMIT + 1):
            if len(line) > LINE_LIMIT:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(LINE_LIMIT)
                self._send(Failed(command="?", why=f"A command of more than {LINE_LIMIT:,} bytes was not read."))
            elif line.strip():
                self._take(line)
        self.close()

    def _take(self, line: bytes) -> None:
        try:
            command = read_command(line)
        except MessageError as error:
            self._send(Failed(command="?", why="The engine got a line that is no command.", detail=str(error)))
            return
        if isinstance(command, Stop):
            self._stop.set()
        elif isinstance(command, LeaveOff):
            self._survey = self._keeping = None
        elif isinstance(command, KeepPictures):
            self._keeping = command
            task = (command.do, partial(self._keep, command))
            # Hours for a large set: other errands shall not wait for it
            threading.Thread(target=self._attempt, args=task, name="keeping", daemon=True).start()
        elif isinstance(command, Control):
            self._controls.put(command)  # those for a training that has just ended are forgotten
        elif isinstance(command, (Export, ImportModel, ImportWeights, LookAtData, Survey, Preview, Prove, Classify)):
            if isinstance(command, Survey):
                self._survey = command  # one that goes on is no longer wanted
            self._errands.put(command)
        elif isinstance(command, (Train, Calibrate, Measure, Evaluate)) and self._is_training:
            self._send(Failed(command=command.do, why="A training runs. Stop it first, or wait for its end."))
        else:
            if isinstance(command, Train):
                self._is_training = True
                self._keeping = None  # the training goes on with it
                self._stop.clear()
                self._controls = Controls()
            elif isinstance(command, (Calibrate, Measure, Evaluate)):
                self._stop.clear()
            self._jobs.put(command)

    def close(self) -> None:
        """End after the step at hand, with a checkpoint; by force when that takes more than `GRACE` seconds."""
        self._is_closing = True
        self._stop.set()
        self._jobs.put(None)
        watchdog = threading.Timer(GRACE, os._exit, (1,))
        watchdog.daemon = True
        watchdog.start()

    # -- the main thread -----------------------------------------------------------------------------------------------

    def work(self) -> None:
        """Announce the engine, then train whatever comes, until `close`."""
        import torch

        from alexstudio.engine.devices import inventory, own_memory

        there = inventory()
        threads, memory = torch.get_num_threads(), own_memory(there)
        self._send(Ready(torch=str(torch.__version__), devices=there, threads=threads, memory=memory))
        while (command := self._next()) is not None and not self._is_closing:
            if isinstance(command, Train):
                self._train(command)
            elif isinstance(command, (Calibrate, Measure)):
                self._attempt(command.do, partial(self._time, command))
            elif isinstance(command, Evaluate):
                self._attempt(command.do, partial(self._evaluate, command))
            else:
                self._attempt(command.do, self._warm)

    def _next(self) -> Job | None:
        while True:
            # A signal that comes just before the wait begins, or to another thread, does not end the wait
            with contextlib.suppress(Empty):
                return self._jobs.get(timeout=POLL)

    def _train(self, command: Train) -> None:
        def train() -> None:
            from alexstudio.engine.loop import train

            run, controls = RunFolder(Path(command.run)), self._controls
            train(run, self._send, self._stop.is_set, resume=command.resume, controls=controls)

        self._attempt(command.do, train)
        self._is_training = False

    def _time(self, command: Calibrate | Measure) -> None:
        from alexstudio.engine.stopwatch import carry_out

        carry_out(command, self._send, self._stop.is_set)

    def _evaluate(self, command: Evaluate) -> None:
        from alexstudio.engine.evaluation import evaluate

        self._send(Evaluated(evaluation=evaluate(command, self._send, self._stop.is_set)))

    def _warm(self) -> None:
        from alexstudio.engine.rehearsal import rehearse

        self._send(Warmed(seconds=rehearse()))

    # -- the errands thread --------------------------------------------------------------------------------------------

    def do_errands(self) -> None:
        """Carry out what needs no training, one after the other."""
        while True:
            errand = self._errands.get()
            self._attempt(errand.do, partial(self._do, errand))

    def _do(self, errand: Errand) -> None:
        if isinstance(errand, Export):
            from alexstudio.engine.exporting import export

            export(errand, self._send)
            return
        if isinstance(errand, (ImportModel, ImportWeights)):
            from alexstudio.engine.importing.doing import do_import

            self._send(do_import(errand))
            return
        if isinstance(errand, Classify):
            from alexstudio.engine.evaluation import classify

            self._send(Classified(classification=classify(errand, self._send)))
            return
        if isinstance(errand, Survey):
            from alexstudio.engine.survey import survey

            found = survey(errand, self._send, lambda: self._survey is not errand)
            if found is not None:
                self._send(Surveyed(survey=found))
            return
        if isinstance(errand, Preview):
            from alexstudio.engine.survey import preview

            self._send(preview(errand))
            return
        if isinstance(errand, Prove):
            from alexstudio.engine.proof import prove

            proof = prove(loads(errand.document), seed=errand.seed, batch=errand.batch)
            self._send(Proved(proof=proof))
            return
        from alexstudio.engine.data import open_data

        data = open_data(errand.data, size=errand.size, seed=errand.seed, skip_broken=errand.skip_broken)
        self._send(
            DataSeen(
                data=errand.data,
                classes=data.classes,
                train=len(data.train),
                validation=len(data.validation),
                notes=data.notes,
            )
        )

    def _keep(self, command: KeepPictures) -> None:
        from alexstudio.engine.keeping import keep_pictures

        self._send(keep_pictures(command, self._send, lambda: self._keeping is not command or self._is_closing))

    def _attempt(self, command: str, action: Callable[[], None]) -> None:
        """Carry something out; whatever goes wrong becomes a message, and the engine lives on."""
        try:
            load_enabled()  # what the user enabled since the engine started; the studio has told what went wrong
            action()
        except (Exception, SystemExit) as error:
            from alexstudio.engine.explain import failed

            self._send(failed(command, error))
