"""`RunView`: what is shown of one training, put together from what its engine tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import hypot
from pathlib import Path

from alexstudio.runs import messages as say
from alexstudio.runs import steering as steer
from alexstudio.runs.folder import RunFolder, RunProblem
from alexstudio.runs.vitals import Norms
from alexstudio.ui.curves import Curve
from alexstudio.ui.plot_marks import Mark
from alexstudio.ui.sentences import said
from alexstudio.ui.words import translate

MARKS = 1000
"""Events that are kept of a run."""
_OF_STEP = ("loss", "top1", "top5", "rate", "images_per_second")
_OF_VALIDATION = ("loss", "top1", "top5")
_OF_VITALS = ("gradient_norm", "weight_norm", "memory", "device_memory")
LAYERS = 2000
"""Layers whose norms are kept of a run."""
LAYER_POINTS = 1 << 11
"""Buckets of the curve of one layer, about 100 kB."""
_MIB = 2**20


def _curves() -> dict[str, Curve]:
    names = [f"train_{what}" for what in (*_OF_STEP, *_OF_VITALS)] + [f"validation_{what}" for what in _OF_VALIDATION]
    return {name: Curve() for name in names}


def of_layer(name: str, layer: str) -> str:
    """Name of the curve of a layer; that of the whole network where there is none."""
    return f"{name}:{layer}" if layer else name


def of_network(name: str) -> str:
    """Name of the curve of the whole network, of which this is one of a layer."""
    return name.partition(":")[0]


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
    """By name; those of layers only when there is a point."""
    layers: list[str] = field(default_factory=list)
    """Ids of the layers with weights, in the order of the network."""

    def curve(self, name: str) -> Curve:
        """A curve; an empty one where the run has none of that name."""
        found = self.curves.get(name)
        return Curve() if found is None else found

    @cached_property
    def layer_names(self) -> dict[str, str]:
        """Names of the nodes by id, as they were when it began; none where its folder cannot be read."""
        try:
            return {node.id: node.name for node in RunFolder(self.path).document().graph.nodes}
        except RunProblem:
            return {}

    @property
    def name(self) -> str:
        """The name of its folder, which tells it from others of the same network."""
        return self.path.name

    @property
    def has_few_classes(self) -> bool:
        """Whether the top-5 error says nothing: with five classes or fewer it is always 0."""
        return self.started is not None and len(self.started.classes) <= 5

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
            case Norms():
                self._take_vitals(event)
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
                    self._mark("note", self.step.step, said(event.text))
            case say.Finished():
                self.finished, self.is_paused = event, False

    def _take_vitals(self, event: Norms) -> None:
        for what, norms in (("gradient_norm", event.gradients), ("weight_norm", event.weights)):
            name = f"train_{what}"
            known = [norm for norm in norms.values() if norm is not None]
            self.curves[name].append(event.step, hypot(*known) if known and len(known) == len(norms) else None)
            for layer, norm in norms.items():
                key = of_layer(name, layer)
                if key not in self.curves and len(self.curves) < 2 * LAYERS:
                    self.curves[key] = Curve(LAYER_POINTS)
                if key in self.curves:
                    self.curves[key].append(event.step, norm)
        if not self.layers:
            self.layers = list(event.weights)[:LAYERS]
        devices = [size for device, size in event.memory.items() if device != "cpu"]
        process = [event.memory["cpu"]] if "cpu" in event.memory else []
        for what, sizes in (("memory", process), ("device_memory", devices)):
            if sizes:
                self.curves[f"train_{what}"].append(event.step, sum(sizes) / _MIB)

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
