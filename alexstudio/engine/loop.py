"""The training loop: one run folder in, events out, checkpoints and a result in the folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import isfinite
from time import monotonic
from typing import Any

import torch

from alexstudio.engine import checkpoint, vitals
from alexstudio.engine.class_checks import check_labels, check_same_classes
from alexstudio.engine.compiler import STARTED, check_document, logical_devices
from alexstudio.engine.controls import Controls, RateLog, read_rates
from alexstudio.engine.course import Course
from alexstudio.engine.data.loader import Batch
from alexstudio.engine.data.pictures import DataError
from alexstudio.engine.data.streams import stream
from alexstudio.engine.devices import check_copies, device_map
from alexstudio.engine.event_files import EventFile
from alexstudio.engine.explain import TrainingProblem
from alexstudio.engine.feeder import Feeder
from alexstudio.engine.keeper import Keeper
from alexstudio.engine.learner import Learner
from alexstudio.engine.pace import Pace
from alexstudio.engine.parallel.beginning import check_same_data, handed_out
from alexstudio.engine.parallel.onlooker import Onlooker
from alexstudio.engine.parallel.world import ALONE, World
from alexstudio.engine.precision import Precision, choose_precision
from alexstudio.engine.resumption import Resumption, resumption
from alexstudio.engine.room import Room
from alexstudio.engine.runlog import Emit
from alexstudio.engine.setbacks import stays_possible, told_with_data
from alexstudio.engine.shortage import is_shortage, short_of_memory
from alexstudio.extensions.loading import why_missing
from alexstudio.files import FileProblem
from alexstudio.graph.classes import fit_classes
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Finished, Note, Started, Step, Validated
from alexstudio.runs.steering import CheckpointNow, Go, Pause, Paused, RateSet, SetRate, ValidateNow, WentOn

ShouldStop = Callable[[], bool]


def train(
    run: RunFolder,
    send: Emit,
    should_stop: ShouldStop,
    *,
    resume: bool = False,
    world: World = ALONE,
    controls: Controls | None = None,
) -> bool:
    """Run the job of a run folder to its end, its time limit or a stop; whether it ended as it should.

    Every event goes to ``send`` and to the run's log, also the `Failed` that says why a training could not go on. With
    ``resume`` it goes on from the last checkpoint; the log then reads as if it had never been ended. Several processes
    do this together in a ``world``, the first of which writes and tells; ``controls`` bring what its user does.
    """
    began = monotonic()
    try:
        start = handed_out(world, lambda: _start(run, resume=resume))
    except Exception as error:
        send(world.explain(error))
        return False
    with world.log(run, send) as emit:
        try:
            training = Training(run, emit, should_stop, began, start, send, world, controls)
            finished = training.run()
        except Exception as error:
            message = world.explain(error)
            if message.why and is_shortage(error):
                message = short_of_memory(message, error, run, world.size)
            if stays_possible(error, run):
                message = message.model_copy(update={"can_go_on": True})
            if world.is_over(error):
                _note_result(run, {"reason": "failed", "why": message.why})
            emit(message)  # last: whoever hears it may take the folder away
            return False
        if world.leads:
            _note_result(run, finished.model_dump(mode="json", exclude={"event", "run"}))
        emit(finished)
        return True


class Training:
    """One run while it runs."""

    def __init__(
        self,
        run: RunFolder,
        emit: Emit,
        should_stop: ShouldStop,
        began: float,
        start: Resumption | None = None,
        tell: Emit | None = None,
        world: World = ALONE,
        controls: Controls | None = None,
    ) -> None:
        """``emit`` logs and tells; ``tell`` only tells that it goes on, of which the log shall know nothing."""
        job, document = run.job(), run.document()
        recipe = document.recipe
        missing = why_missing(job.plugins)
        if missing:
            raise TrainingProblem(missing)
        check_document(document)
        devices = world.settle(device_map(logical_devices(document), job.devices))
        check_copies(devices.values())
        self._feeder = Feeder(document, world.share)
        data = self._feeder.data
        check_same_data(world, data)
        check_labels(data)
        check_same_classes(data, start.content.get("classes", ()) if start else ())
        document, changed = fit_classes(document, len(data.classes))
        precision = Precision(*world.of_first(choose_precision(devices.values(), recipe.precision)))
        self._world, self._controls = world, controls or Controls()
        self._events: EventFile | None = None
        if recipe.tensorboard and world.leads:
            names = {node.id: node.name for node in document.graph.nodes}
            self._events = EventFile(run.path, emit, names, start.step if start else 0)
            emit = self._events.emit
        self._run, self._emit, self._recipe, self._began = run, emit, recipe, began
        self._steps = recipe.epochs * self._feeder.steps_per_epoch
        self._deadline = began + 60 * job.minutes if job.minutes else None
        self._stopped_by_user = should_stop
        self._top: tuple[float, float] | None = None
        self._validated_step = 0
        self._first = start.step if start else 0
        self._before = start.seconds if start else 0.0
        self._scheduled_step = start.validated if start else 0
        (tell if start and tell else emit)(
            Started(
                run=str(run.path),
                classes=data.classes,
                steps=self._steps,
                steps_per_epoch=self._feeder.steps_per_epoch,
                precision=precision.name,
                devices={logical: str(device) for logical, device in devices.items()},
                chance_top1=1 - 1 / len(data.classes),
                chance_top5=1 - min(5, len(data.classes)) / len(data.classes),
                resumed_at=self._first,
            )
        )
        here = checkpoint.environment(devices, precision.name) | world.facts
        for text in (changed, precision.why, *data.notes, world.note) if start is None else (start.why_inexact(here),):
            if text:
                emit(Note(text=text))
        torch.manual_seed(stream(recipe.seed, "dropout"))
        if start is not None:  # its weights come from the checkpoint
            document = document.with_recipe(weights="", weights_sha256="")
        self._devices = tuple(devices.values())
        self._learner = Learner(document, devices, precision.name, len(data.classes), world)
        if start is None and (lacking := self._learner.module.meta.get(STARTED)):
            emit(Note(text=lacking))
        self._course = Course(recipe, self._learner.grouped, self._feeder.steps_per_epoch, keeps_graph=world.size > 1)
        facts = {
            "classes": list(data.classes),
            "normalisation": self._feeder.normalisation,
            "environment": here,
        }
        keeps = Keeper if world.leads else Onlooker
        self._pace = Pace(self._steps, self._deadline)
        # Others would give up waiting for a process that waits for its disk
        room = Room(emit, self._controls, should_stop, self._held).write if world.size == 1 else None
        every = recipe.checkpoint_every
        self._keeper = keeps(run, self._learner, facts, emit, progress=self._progress, every=every, write=room)
        if start:
            start.restore(self._learner, self._keeper, self._course)
        self._rates = RateLog(run.path, world.of_first(read_rates(run.path)), self._course.changes)

    def run(self) -> Finished:
        """Train to the end and tell how it ended; `DataError` when the data fails meanwhile, with all that is kept."""
        try:
            return self._finish(self._run_epochs())
        except DataError as error:
            # A batch that cannot be had comes between two steps: going on from there is exact
            if self._keeper.kept_step != self._done[0]:
                self._keeper.write_now(*self._done)
            raise told_with_data(error, self._recipe.data, self._keeper.kept_step) from error
        finally:
            if self._events is not None:
                self._events.close()
            self._feeder.close()  # what was kept of a folder is made safe, and others may fill it

    def _run_epochs(self) -> int:
        """Train until the last epoch, the time limit or a stop; the number of steps done."""
        learner, step = self._learner, self._first
        pace = self._pace = Pace(self._steps, self._deadline)
        begun, skipped = divmod(step, self._feeder.steps_per_epoch)
        self._done = step, begun + 1
        if step % self._recipe.validate_every == 0 and step > self._scheduled_step:  # a stop came in its middle
            self._validate(step, max(1, -(-step // self._feeder.steps_per_epoch)))
        self._obey(step, begun + 1)
        for epoch in range(begun + 1, self._recipe.epochs + 1):
            for batch in self._feeder.training(epoch, start=skipped if epoch == begun + 1 else 0):
                if self._should_stop():
                    return step
                self._world.stream_at(self._recipe.seed, step)
                changes = self._course.begin_step(step)
                outcome, images = learner.take(batch)
                step += 1
                # Before the step itself: the first point of a run is on screen a third of a step earlier
                self._report(step, epoch, outcome.loss, outcome.top1, outcome.top5, pace)
                if not isfinite(outcome.loss):
                    self._give_up(step, epoch, batch)
                for text in changes:
                    self._emit(Note(text=text))
                learner.learn(outcome, partial(self._course.drop_frozen, step - 1), partial(self._tell_norms, step))
                self._done = step, epoch
                pace.step_ends(images)
                if step % self._recipe.validate_every == 0:
                    self._validate(step, epoch)
                self._keeper.step_done(step, epoch)
                self._obey(step, epoch)
                pace.step_begins()
        return step

    def _finish(self, step: int) -> Finished:
        """Validate once more if there is time, write the checkpoints, and tell how it ended."""
        epoch = min(self._recipe.epochs, step // self._feeder.steps_per_epoch + 1)
        if not self._learner.is_finite():
            self._give_up(step, epoch, None)
        if step > self._validated_step:
            self._validate(step, epoch, counts=False)
        self._keeper.finish(step, epoch)
        top1, top5 = self._top or (None, None)
        return Finished(
            run=str(self._run.path),
            reason="stopped" if self._world.any(self._stopped_by_user()) else "done",
            step=step,
            top1=top1,
            top5=top5,
            best_top5=self._keeper.best_top5,
            seconds=self._seconds,
        )

    @property
    def _seconds(self) -> float:
        """Seconds of training, with those before the checkpoint that it went on from."""
        return self._before + monotonic() - self._began

    def _report(self, step: int, epoch: int, loss: float, top1: float, top5: float, pace: Pace) -> None:
        rate = self._course.rate(step - 1)
        self._emit(
            Step(
                step=step,
                epoch=epoch,
                loss=loss if isfinite(loss) else None,
                top1=top1,
                top5=top5,
                rate=rate,
                images_per_second=pace.images_per_second,
                seconds_left=pace.seconds_left(),
            )
        )

    def _give_up(self, step: int, epoch: int, batch: Batch | None) -> None:
        """End a training whose numbers are none, after the step if there is no ``batch``; what is finite is kept."""
        rate = self._course.rate(max(0, step - 1))
        self._keeper.finish(step - 1 if batch else step, epoch)
        what = f"At step {step:,} the loss is" if batch else f"After step {step:,} the weights are"
        kept = self._keeper.kept_step
        raise TrainingProblem(
            f"{what} no longer a number; the learning rate is {rate:g}. {self._learner.blame(batch)} "
            f"Try {rate / 10:g}, or another initialisation. "
            + (f"The checkpoint of step {kept:,} is kept." if kept else "There was no checkpoint yet.")
        )

    def _tell_norms(self, step: int) -> None:
        if self._world.leads and vitals.is_due(step, self._recipe.validate_every):
            self._emit(vitals.look(self._learner.module, step, self._devices))

    def _progress(self) -> dict[str, Any]:
        return {**self._course.state(), "validated": self._scheduled_step, "seconds": self._seconds}

    def _obey(self, step: int, epoch: int) -> None:
        """Do what the user has asked for; what he did in a part that is learned again is done again."""
        for rate in self._rates.due(step):
            self._set_rate(step, rate)
        held = 0.0
        for command in self._controls.take(self._stopped_by_user):
            match command:
                case SetRate():
                    rate = (command.rate or self._course.rate(step)) * command.factor
                    self._rates.add(step, rate)
                    self._set_rate(step, rate)
                case ValidateNow():
                    self._look(step, epoch)
                case CheckpointNow() if held:  # a wait for room on the disk counts by itself, and ends with `WentOn`
                    self._held(monotonic() - held)
                    self._keeper.write_now(step, epoch)
                    held = monotonic()
                    self._emit(Paused(step=step))
                case CheckpointNow():
                    self._keeper.write_now(step, epoch)
                case Pause():
                    held = monotonic()
                    self._emit(Paused(step=step))
                case Go():
                    self._held(monotonic() - held)
                    held = 0.0
                    self._emit(WentOn(step=step))
        if held:  # stopped during the pause
            self._held(monotonic() - held)

    def _held(self, seconds: float) -> None:
        self._pace.held(seconds)
        if self._deadline is not None:
            self._deadline += seconds

    def _set_rate(self, step: int, rate: float) -> None:
        self._course.set_rate(step, rate)
        self._emit(RateSet(step=step, rate=rate))

    def _look(self, step: int, epoch: int) -> None:
        """Validate out of turn; a look that counted as the best would change when a plateau ends."""
        found = self._learner.validate(self._feeder.validation(), self._stopped_by_user)
        if found is not None:
            loss, top1, top5 = found
            shown = loss if isfinite(loss) else None
            values = {"step": step, "epoch": epoch, "loss": shown, "top1": top1, "top5": top5}
            self._emit(Validated(**values, is_best=False, asked=True))

    def _validate(self, step: int, epoch: int, *, counts: bool = True) -> None:
        """Validate; one that does not ``count`` for the schedule happens only because the training ends here."""
        found = self._learner.validate(self._feeder.validation(), self._stopped_by_user)
        if found is None:
            return
        loss, top1, top5 = found
        is_best = self._keeper.weigh(step, epoch, loss, top1, top5, counts=counts)
        self._top, self._validated_step = (top1, top5), step
        if counts:
            self._scheduled_step = step
        shown = loss if isfinite(loss) else None
        self._emit(Validated(step=step, epoch=epoch, loss=shown, top1=top1, top5=top5, is_best=is_best))
        if counts:
            for text in (self._course.validated(step, is_best), self._course.why_over):
                if text:
                    self._emit(Note(text=text))

    def _should_stop(self) -> bool:
        # However short the time is, one step is done: there is a checkpoint then
        is_late = self._deadline is not None and self._done[0] > self._first and monotonic() >= self._deadline
        return self._world.any(self._stopped_by_user() or is_late or bool(self._course.why_over))


def _start(run: RunFolder, *, resume: bool) -> Resumption | None:
    start = resumption(run) if resume else None
    if start is None:
        _check_folder(run)
    return start


def _check_folder(run: RunFolder) -> None:
    run.job()
    if run.metrics_path.is_file() and run.metrics_path.stat().st_size:
        raise TrainingProblem(f"{run.path} already holds a training. Start another one, or go on with this one.")


def _note_result(run: RunFolder, result: dict[str, Any]) -> None:
    """Write ``result.json``; the events have said it already, so that a full disk is not said twice."""
    try:
        run.write_result(result)
    except FileProblem:
        return
