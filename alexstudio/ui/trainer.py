"""`Trainer`: what runs, as the views see it: state, curves, progress; and the verbs train, stop, export."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Literal, Protocol

import platformdirs
from pydantic import BaseModel
from PySide6.QtCore import QObject, Signal, SignalInstance

from alexstudio.graph import Document
from alexstudio.graph.fileformat import dumps
from alexstudio.graph.placement import used_map
from alexstudio.runs import evaluation as judge
from alexstudio.runs import messages as say
from alexstudio.runs import steering as steer
from alexstudio.runs.folder import LAST, RunFolder, RunProblem, new_run_path
from alexstudio.runs.model_forms import BY_KIND, Kind
from alexstudio.ui.numbers import decimal_size, percent
from alexstudio.ui.run_view import RunView
from alexstudio.ui.sentences import said
from alexstudio.ui.words import translate


class Engine(Protocol):
    """What the trainer needs of an engine; `EngineLink` is the real one."""

    heard: SignalInstance
    died: SignalInstance

    def start(self) -> None:
        """Start it unless it runs."""

    def send(self, command: BaseModel) -> None:
        """Give it a command of `alexstudio.runs.messages`."""

    def kill(self) -> None:
        """End it at once."""

    def close(self) -> None:
        """End it as it should."""


class State(Enum):
    """Where a training stands."""

    IDLE = "idle"
    STARTING = "starting"
    RUNNING = "running"
    STOPPING = "stopping"


class Trainer(QObject):
    """One training at a time, in the engine's process."""

    changed = Signal()
    """State, progress or curves changed; many a second while training."""
    told = Signal(str, str)
    """A sentence for the user, and its kind: note, good or problem."""
    broke = Signal(object)
    """A training ended as it should not, after that was told: a `messages.Failed`, or None where its process died."""
    proved = Signal(object)
    """A `alexstudio.runs.proof.Proof`."""
    exported = Signal(object)
    """A `messages.Exported`."""
    evaluated = Signal(object)
    """A `alexstudio.runs.evaluation.Evaluation`."""
    classified = Signal(object)
    """A `alexstudio.runs.evaluation.Classification`."""
    working = Signal(str, float)
    """A command that takes long, and how much of it is done, from 0 to 1."""
    data_seen = Signal(object)
    """A `messages.DataSeen`."""

    def __init__(self, engine: Engine, runs: Path | None = None) -> None:
        super().__init__()
        self.engine = engine
        self.runs = runs or platformdirs.user_data_path("alexstudio", appauthor=False) / "runs"
        self.state = State.IDLE
        self.front = ""
        """Key of the sheet in front."""
        self._latest: RunView | None = None
        self._runs: dict[str, RunView] = {}
        self._before: RunView | None = None
        self._is_fresh = False
        """Whether the run at hand has a new folder; then ``_before`` is the last run of its sheet before."""
        self.devices: tuple[str, ...] = ()
        """Physical devices of this machine, empty until the engine has told."""
        self.device_memory: dict[str, int] = {}
        """Bytes of those that have a memory of their own."""
        self.is_warm = False
        self.is_exporting = self.is_proving = self.is_evaluating = False
        self._asks_to_warm = True
        self._awaits_checkpoint = False
        engine.heard.connect(self._hear)
        engine.died.connect(self._engine_died)

    @property
    def is_busy(self) -> bool:
        """Whether a training runs or starts or stops."""
        return self.state is not State.IDLE

    @property
    def run(self) -> RunView | None:
        """The run to show: the one that goes on, else the last one of the document in front."""
        return self._latest if self.is_busy else self.run_of(self.front)

    def run_of(self, sheet: str) -> RunView | None:
        """The last run of the sheet of a key."""
        return self._runs.get(sheet)

    def adopt(self, run: RunView) -> None:
        """Take an earlier run as the last one of its sheet, to be shown, judged, exported or continued."""
        self._runs[run.of] = run
        self.changed.emit()

    def look_at(self, sheet: str) -> None:
        """Show the runs of the sheet of a key, which came to the front."""
        if sheet != self.front:
            self.front = sheet
            self.changed.emit()

    def wake(self) -> None:
        """Start the engine early, so that Train starts at once."""
        self.engine.start()

    def train(self, document: Document, *, devices: dict[str, str] | None = None, minutes: float | None = None) -> bool:
        """Start a training of ``document`` with its recipe; False, and a sentence, when it cannot be started.

        It runs on the devices of the recipe unless others are given.
        """
        if self.is_busy:
            return False
        path = new_run_path(self.runs, document.title)
        try:
            wished = document.recipe.devices if devices is None else devices
            used = used_map(wished, (node.device for node in document.graph.nodes))
            RunFolder.create(path, document, devices=used, minutes=minutes)
        except RunProblem as problem:
            self.told.emit(str(problem), "problem")
            return False
        self._before, self._is_fresh = self._runs.get(self.front), True
        self._latest = self._runs[self.front] = RunView(path, document.title, self.front)
        self._enter(State.STARTING)
        self.engine.send(say.Train(run=str(path)))
        return True

    @property
    def can_resume(self) -> bool:
        """Whether the run that is shown ended before its last step and can go on."""
        run = self.run
        if self.is_busy or run is None or run.is_watched or run.started is None or run.step is None:
            return False
        return run.step.step < run.started.steps

    def resume(self) -> None:
        """Go on with the run that is shown, from its last checkpoint."""
        run = self.run
        if run is None or not self.can_resume:
            return
        self._latest, run.finished, run.is_paused, self._is_fresh = run, None, False, False
        self._enter(State.STARTING)
        self.engine.send(say.Train(run=str(run.path), resume=True))

    def stop(self) -> None:
        """End the training after the step at hand; checkpoint and result are written."""
        if self.state in (State.STARTING, State.RUNNING):
            self._enter(State.STOPPING)
            self.engine.send(say.Stop())

    @property
    def is_steerable(self) -> bool:
        """Whether a training runs that can be held, and told another rate."""
        return self.state is State.RUNNING

    def pause(self) -> None:
        """Hold the training after the step at hand."""
        self._steer(steer.Pause())

    def go(self) -> None:
        """Let the training that is held go on."""
        self._steer(steer.Go())

    def set_rate(self, rate: float | None = None, factor: float = 1) -> None:
        """Learn at ``rate`` from the next step on, or at the rate of now, times ``factor``."""
        self._steer(steer.SetRate(rate=rate, factor=factor))

    def validate_now(self) -> None:
        """Look how well it does, out of turn."""
        self._steer(steer.ValidateNow())

    def checkpoint_now(self) -> None:
        """Write the checkpoints after the step at hand."""
        self._awaits_checkpoint = self.is_steerable
        self._steer(steer.CheckpointNow())

    def _steer(self, command: BaseModel) -> None:
        if self.is_steerable:
            self.engine.send(command)

    def export(
        self,
        document: Document,
        out: Path,
        kind: Kind,
        run: Path | None,
        weights: str = "best",
        *,
        devices: bool = False,
    ) -> None:
        """Write a model file: with the weights of ``run``, or fresh ones of ``document``."""
        self.is_exporting = True
        self.changed.emit()
        self.engine.send(
            say.Export(
                out=str(out),
                kind=kind,
                document="" if run else dumps(document),
                run=str(run) if run else "",
                weights="best" if weights == "best" else "last",
                devices=devices,
            )
        )

    def prove(self, document: Document) -> None:
        """Ask the engine to compute a document in several ways, and to compare them."""
        self.is_proving = True
        self.changed.emit()
        self.engine.send(say.Prove(document=dumps(document), batch=2))

    def evaluate(self, weights: Literal["best", "last"], split: judge.Split, views: judge.Views) -> None:
        """Judge the last run of the document in front."""
        if self.run is not None and not self.is_busy and not self.is_evaluating:
            self.is_evaluating = True
            self.changed.emit()
            self.engine.send(judge.Evaluate(run=str(self.run.path), weights=weights, split=split, views=views))

    def stop_evaluating(self) -> None:
        """End an evaluation that goes on."""
        self.engine.send(say.Stop())

    def classify(self, path: str, weights: Literal["best", "last"]) -> None:
        """Ask what the network of the last run sees in a picture."""
        if self.run is not None:
            self.engine.send(judge.Classify(run=str(self.run.path), path=path, weights=weights))

    def look_at_data(self, where: str, *, skip_broken: bool = False) -> None:
        """Ask the engine what a data set holds."""
        self.engine.send(say.LookAtData(data=where, skip_broken=skip_broken))

    def _enter(self, state: State) -> None:
        self.state = state
        self.changed.emit()

    def _hear(self, event: object) -> None:
        match event:
            case say.Ready():
                self.devices, self.device_memory = event.devices, event.memory
                if self._asks_to_warm and not self.is_busy:
                    self.engine.send(say.Warm())
            case say.Warmed():
                self.is_warm = True
            case say.Note():
                if self._latest is not None and self.is_busy:
                    self._latest.take(event)
                self.told.emit(event.text, "note")
            case say.DataSeen():
                self.data_seen.emit(event)
            case say.Proved():
                self.is_proving = False
                self.proved.emit(event.proof)
            case judge.Evaluated():
                self.is_evaluating = False
                self.evaluated.emit(event.evaluation)
            case judge.Classified():
                self.classified.emit(event.classification)
            case say.Working():
                self.working.emit(event.command, event.part)
            case say.Exported():
                self.is_exporting = False
                self.exported.emit(event)
            case say.Failed():
                self._failed(event)
            case _ if self._latest is not None:
                self._hear_run(self._latest, event)
        self.changed.emit()

    def _hear_run(self, run: RunView, event: object) -> None:
        run.take(event)
        match event:
            case say.Started() if self.state is State.STARTING:
                self.state = State.RUNNING
            case steer.RateSet():
                text = translate("Training", "From step {step} on the learning rate is {rate}.")
                self.told.emit(text.format(step=f"{event.step + 1:,}", rate=f"{event.rate:.4g}"), "note")
            case say.Checkpointed() if self._awaits_checkpoint and Path(event.path).name == LAST:
                self._awaits_checkpoint = False
                text = translate("Training", "The checkpoint of step {step} is written.")
                self.told.emit(text.format(step=f"{event.step:,}"), "good")
            case say.Finished():
                self.state = State.IDLE
                self.told.emit(_end_sentence(run, event, is_front=run.of == self.front), "good")

    def _failed(self, event: say.Failed) -> None:
        if event.command == "train":
            self.state = State.IDLE
            if self._latest is not None:
                self._latest.is_paused = False
            self._take_back()
        if event.command == "export":
            self.is_exporting = False
        if event.command == "prove":
            self.is_proving = False
        if event.command == "evaluate":
            self.is_evaluating = False
        if event.command not in ("import_model", "preview"):  # its dialog or its page tells
            self.told.emit(event.why, "problem")
        if event.command == "train":
            self.broke.emit(event)

    def _take_back(self) -> None:
        """Forget a run that never started, and its folder: there is nothing in it."""
        run = self._latest
        if not self._is_fresh or run is None or run.started is not None:
            return
        self._is_fresh = False
        RunFolder(run.path).discard()
        self._latest = self._before
        if self._runs.get(run.of) is run:
            del self._runs[run.of]
            if self._before is not None:
                self._runs[run.of] = self._before

    def renew(self) -> None:
        """End the engine and start another one, with all its memory to itself."""
        self.engine.close()
        self.is_warm, self._asks_to_warm = False, False
        self.engine.start()

    def _engine_died(self, why: str) -> None:
        was_training, was_busy = self.is_busy, self.is_busy or self.is_exporting
        self.state, self.is_warm = State.IDLE, False
        self.is_exporting = self.is_proving = self.is_evaluating = False
        if was_training:
            self._take_back()
            if self._latest is not None:
                self._latest.is_paused = False
        self.told.emit(why, "problem")
        if was_training:
            self.broke.emit(None)
        self._asks_to_warm = was_busy  # an engine that dies while idle is started again only when it is needed
        self.changed.emit()


def export_sentence(event: say.Exported) -> str:
    """What was written, for the user: size, training, how it was checked, what it leaves out."""
    trained = translate("Training", "not trained: fresh weights")
    if event.starts_from:
        trained = translate("Training", "weights of {file}").format(file=event.starts_from)
    if event.trained_steps:
        trained = translate("Training", "trained for {steps} steps").format(steps=f"{event.trained_steps:,}")
    sentence = translate("Training", "Wrote {file} ({size}, {trained}).")
    if event.source:
        sentence = translate("Training", "Wrote {file} ({size}, {trained}), with {source} beside it.")
    if not BY_KIND[event.kind].has_weights:
        sentence = translate("Training", "Wrote {file} ({size}).")
    file, source, size = Path(event.path).name, Path(event.source).name, decimal_size(event.bytes)
    written = sentence.format(file=file, size=size, trained=trained, source=source)
    return " ".join([written, *map(said, (event.verified, *event.notes))]).strip()


def _end_sentence(run: RunView, event: say.Finished, *, is_front: bool) -> str:
    if is_front:
        stopped = translate("Training", "Training stopped after {steps} steps.")
        done = translate("Training", "Training finished after {steps} steps.")
    else:
        stopped = translate("Training", "The training of {document} stopped after {steps} steps.")
        done = translate("Training", "The training of {document} finished after {steps} steps.")
    text = (done if event.reason == "done" else stopped).format(document=run.title, steps=f"{event.step:,}")
    if event.best_top5 is None:
        return text
    if run.has_few_classes and event.top1 is not None:
        last = translate("Training", "Validation top-1 error {error}.").format(error=percent(event.top1))
        return f"{text} {last}"
    best = translate("Training", "Best validation top-5 error {error}.").format(error=percent(event.best_top5))
    return f"{text} {best}"
