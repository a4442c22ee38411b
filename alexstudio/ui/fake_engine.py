"""`FakeEngine`: an engine without torch that answers at once, for tests and demonstrations of the window."""

from __future__ import annotations

import math
from pathlib import Path

from pydantic import BaseModel
from PySide6.QtCore import QObject, QTimer, Signal

from alexstudio.runs import data_page as page
from alexstudio.runs import evaluation as judge
from alexstudio.runs import messages as say
from alexstudio.runs import steering as steer
from alexstudio.runs.model_forms import snippet
from alexstudio.runs.proof import Comparison, Difference, Proof
from alexstudio.ui.fake_data import invented_preview, invented_survey
from alexstudio.ui.fake_findings import invented_classification, invented_evaluation
from alexstudio.ui.fake_timing import invented_machines, invented_measurement


class FakeEngine(QObject):
    """Invents a training whose error falls; ``commands`` records what it was told.

    ``autoplay`` steps by itself on a timer; without it call `play`.
    """

    heard = Signal(object)
    died = Signal(str)

    def __init__(self, *, autoplay: bool = False, steps: int = 60) -> None:
        super().__init__()
        self.commands: list[BaseModel] = []
        self.is_running = False
        self.takes_long = False
        """Whether measuring lasts until it is stopped, instead of being over at once."""
        self._timed: say.Calibrate | say.Measure | None = None
        self._steps, self._step, self._run = steps, 0, ""
        self._is_paused, self._rate = False, 0.01
        self._timer = QTimer(self)
        self._timer.setInterval(20)
        self._timer.timeout.connect(self.play)
        self._autoplay = autoplay

    def start(self) -> None:
        """Come up at once."""
        if not self.is_running:
            self.is_running = True
            self.heard.emit(say.Ready(torch="none", devices=("cpu",), threads=1))

    def send(self, command: BaseModel) -> None:
        """Note the command and answer it."""
        self.start()
        self.commands.append(command)
        match command:
            case say.Warm():
                self.heard.emit(say.Warmed(seconds=0.0))
            case say.Train():
                self._begin(command.run, self._step if command.resume else 0)
            case say.Stop() if self._run:
                self._end("stopped")
            case say.Stop() if self._timed:
                self._tell_time(self._timed)
            case say.Calibrate() | say.Measure():
                self.heard.emit(say.Working(command=command.do, part=0.4))
                self._timed = command
                if not self.takes_long:
                    self._tell_time(command)
            case steer.Pause() | steer.Go() | steer.SetRate() | steer.ValidateNow() | steer.CheckpointNow() if (
                self._run
            ):
                self._steer(command)
            case say.LookAtData():
                classes = tuple(f"class {number}" for number in range(32))
                self.heard.emit(say.DataSeen(data=command.data, classes=classes, train=1024, validation=320))
            case page.Survey():
                self.heard.emit(page.Surveyed(survey=invented_survey(command)))
            case page.KeepPictures():
                self.heard.emit(page.KeepingPictures(done=400, total=1020))
                if not self.takes_long:
                    self.heard.emit(page.PicturesKept(done=1020, total=1020, side=256, bytes=1020 * 3 * 256**2))
            case page.Preview():
                self.heard.emit(invented_preview(command))
            case say.Prove():
                self.heard.emit(say.Proved(proof=_proof()))
            case say.Export():
                self.heard.emit(_exported(command, self._step))
            case judge.Evaluate():
                self.heard.emit(say.Working(command=command.do, part=0.5))
                self.heard.emit(judge.Evaluated(evaluation=invented_evaluation(command, self._step)))
            case judge.Classify():
                self.heard.emit(judge.Classified(classification=invented_classification(command, self._step)))

    def _tell_time(self, command: say.Calibrate | say.Measure) -> None:
        self._timed = None
        if isinstance(command, say.Calibrate):
            self.heard.emit(say.Calibrated(machines=invented_machines()))
        else:
            self.heard.emit(say.Measured(measurement=invented_measurement(command)))

    def play(self, steps: int = 1) -> None:
        """Take some steps of the training that runs."""
        for _ in range(steps):
            if not self._run or self._is_paused:
                return
            self._step += 1
            fall = math.exp(-self._step / 30)
            wave = 0.06 * math.sin(self._step * 1.7)
            self.heard.emit(
                say.Step(
                    step=self._step,
                    epoch=1 + (self._step - 1) // 16,
                    loss=0.4 + 3.1 * fall + wave,
                    top1=min(1.0, 0.2 + 0.77 * fall + wave),
                    top5=max(0.0, min(1.0, 0.84 * fall + wave)),
                    rate=self._rate,
                    images_per_second=84.0,
                    seconds_left=(self._steps - self._step) * 0.4,
                )
            )
            if self._step % 16 == 0:
                self.heard.emit(
                    say.Validated(
                        step=self._step,
                        epoch=1,
                        loss=0.4 + 3 * fall,
                        top1=0.2 + 0.75 * fall,
                        top5=0.8 * fall,
                        is_best=True,
                    )
                )
            if self._step >= self._steps:
                self._end("done")

    def kill(self) -> None:
        """Die."""
        self._timer.stop()
        self.is_running, self._run = False, ""
        self.died.emit("The training process was ended by signal 9. The document is untouched.")

    def close(self) -> None:
        """End."""
        self._timer.stop()
        self.is_running, self._run = False, ""

    def fail(self, command: str, why: str, *, can_go_on: bool = False, smaller_batch: int = 0) -> None:
        """Answer a command with a failure."""
        self._timer.stop()
        self._run = ""
        self.heard.emit(say.Failed(command=command, why=why, can_go_on=can_go_on, smaller_batch=smaller_batch))

    def _begin(self, run: str, step: int) -> None:
        self._run, self._step, self._is_paused, self._rate = run, step, False, 0.01
        classes = tuple(f"class {number}" for number in range(32))
        self.heard.emit(
            say.Started(
                run=run,
                classes=classes,
                steps=self._steps,
                steps_per_epoch=16,
                precision="float32",
                devices={"gpu0": "cpu"},
                chance_top1=31 / 32,
                chance_top5=27 / 32,
                resumed_at=step,
            )
        )
        if self._autoplay:
            self._timer.start()

    def _steer(self, command: BaseModel) -> None:
        match command:
            case steer.Pause():
                self._is_paused = True
                self.heard.emit(steer.Paused(step=self._step))
            case steer.Go():
                self._is_paused = False
                self.heard.emit(steer.WentOn(step=self._step))
            case steer.SetRate():
                self._rate = (command.rate or self._rate) * command.factor
                self.heard.emit(steer.RateSet(step=self._step, rate=self._rate))
            case steer.ValidateNow():
                seen = say.Validated(step=self._step, epoch=1, loss=1.0, top1=0.5, top5=0.25, is_best=False, asked=True)
                self.heard.emit(seen)
            case steer.CheckpointNow():
                self.heard.emit(say.Checkpointed(step=self._step, path=f"{self._run}/last.pt"))

    def _end(self, reason: str) -> None:
        self._timer.stop()
        run, self._run = self._run, ""
        self.heard.emit(
            say.Finished(
                run=run,
                reason="done" if reason == "done" else "stopped",
                step=self._step,
                top1=0.3,
                top5=0.1,
                best_top5=0.1,
                seconds=12.5,
            )
        )


def _proof() -> Proof:
    """A proof in which everything is equal."""
    same = Difference(is_equal=True, largest=0.0, relative=0.0)
    ways = "one device", "gpu0 and gpu1"
    found = Comparison(
        name="placement",
        ways=ways,
        precision="float32",
        gradients_of=17,
        scores=same,
        gradients=same,
        holds=True,
        why="Placement moves tensors and never changes them.",
    )
    return Proof(title="Invented", batch=2, seed=2012, comparisons=(found,))


def _exported(command: say.Export, steps: int) -> say.Exported:
    out = Path(command.out)
    source = out.with_name("model.py") if command.kind in ("state", "safetensors") else None
    return say.Exported(
        path=command.out,
        source=str(source or ""),
        trained_steps=steps,
        bytes=243_860_896,
        kind=command.kind,
        snippet=snippet(command.kind, out, source),
        verified="Opened in a fresh process without alexstudio: its scores are equal to the bit.",
    )
