"""`RunView`: what is shown of one training, put together from what its engine tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from alexstudio.runs import messages as say
from alexstudio.runs import steering as steer
from alexstudio.ui.curves import Curve
from alexstudio.ui.plot_marks import Mark
from alexstudio.ui.words import translate

MARKS = 1000
"""Events that are kept of a run."""
_OF_STEP = ("loss", "top1", "top5", "rate", "images_per_second")
_OF_VALIDATION = ("loss", "top1", "top5")


def _curves() -> dict[str, Curve]:
    names = [f"train_{what}" for what in _OF_STEP] + [f"validation_{what}" for what in _OF_VALIDATION]
    return {name: Curve() for name in names}


@dataclass
class RunView:
    """One training. Errors are fractions; curves are over optimizer steps."""

    path: Path
    title: str
    of: str = ""
    """Key of the sheet that is trained."""
    started: say.Started | None = None
    step: say.Step | None = None
    validated: say.Validated | None = None
    finished: say.Finished | None = None
    is_paused: bool = False
    is_watched: bool = False
    """Whether another process trains it, as long as that goes on."""
    notes: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    """What happened, in the order of the steps."""
    curves: dict[str, Curve] = field(default_factory=_curves)

    def take(self, event: object) -> None:
        """Remember what an event tells; of others nothing."""
        match event:
            case say.Started():
                self._start(event)
            case say.Step():
                self.step = event
                for what in _OF_STEP:
                    self.curves[f"train_{what}"].append(event.step, getattr(event, what))
                if event.loss is None:
                    self._mark("problem", event.step, translate("Plots", "The loss is no longer a number."))
            case say.Validated():
                self.validated = event
                for what in _OF_VALIDATION:
                    self.curves[f"validation_{what}"].append(event.step, getattr(event, what))
            case steer.Paused() | steer.WentOn():
                self.is_paused = isinstance(event, steer.Paused)
            case steer.RateSet():
                text = translate("Plots", "The learning rate is {rate} from here on.")
                self._mark("rate", event.step, text.format(rate=f"{event.rate:.4g}"))
            case say.Checkpointed():
                self._mark("checkpoint", event.step, translate("Plots", "A checkpoint was written."))
            case say.Note():
                self.notes.append(event.text)
                if self.step is not None:
                    self._mark("note", self.step.step, event.text)
            case say.Finished():
                self.finished, self.is_paused = event, False

    def _start(self, event: say.Started) -> None:
        self.started = event
        if event.resumed_at:  # what was learned after the checkpoint is learned again
            for curve in self.curves.values():
                curve.cut(event.resumed_at)
            self.marks = [mark for mark in self.marks if mark.step <= event.resumed_at]
            self._mark("resume", event.resumed_at, translate("Plots", "It went on from here."))

    def _mark(self, kind: str, step: int, text: str) -> None:
        self.marks.append(Mark(step, kind, text))
        del self.marks[:-MARKS]
