"""`TimingLink`: how fast this machine is, and what real steps took on it, as the engine measures both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from pydantic import BaseModel
from PySide6.QtCore import QObject, Signal

from alexstudio.analysis.timing import Precision, Rates
from alexstudio.graph import Document
from alexstudio.graph.fileformat import dumps
from alexstudio.graph.placement import used_map
from alexstudio.runs import messages as say
from alexstudio.runs.timing import MachineRates, Measurement, latest_rates, load_rates
from alexstudio.ui.trainer import Trainer
from alexstudio.ui.words import translate

KEPT = 32
"""Measurements that are remembered, the latest ones."""
MEASURED: tuple[Precision, ...] = ("float32", "bfloat16")
"""What the engine trains in."""

Doing = Literal["", "calibrate", "measure"]


class Arithmetic(NamedTuple):
    """What a step computes and where: two documents with the same take equally long."""

    nodes: tuple[tuple[str, str, str, str, bool], ...]
    edges: frozenset[object]
    devices: tuple[tuple[str, str], ...]
    optimizer: str

    @classmethod
    def of(cls, document: Document) -> Arithmetic:
        """That of a document with the device map of its recipe."""
        graph, recipe = document.graph, document.recipe
        used = used_map(recipe.devices, (node.device for node in graph.nodes))
        nodes = (
            (node.id, node.type, repr(sorted(node.params.items())), node.device, node.bypassed) for node in graph.nodes
        )
        return cls(tuple(sorted(nodes)), frozenset(graph.edges), tuple(sorted(used.items())), recipe.optimizer)


class Asked(NamedTuple):
    """What a measurement is of."""

    arithmetic: Arithmetic
    batch: int
    precision: Precision


class TimingLink(QObject):
    """One calibration or measurement at a time, in the engine's process. A refusal is a sentence in the window."""

    changed = Signal()
    """What goes on, or how much of it is done."""
    learned = Signal()
    """There are other rates, or there is another measurement."""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self.trainer = trainer
        self.doing: Doing = ""
        self.part = 0.0
        """How much of it is done, from 0 to 1."""
        self._asked: Asked | None = None
        self._found: dict[Asked, Measurement] = {}
        self._machines: tuple[MachineRates, ...] | None = None
        self._here: tuple[str, int] | None = None
        """Version of torch and number of threads of the engine, once it has told."""
        self._was_busy = trainer.is_busy
        trainer.engine.heard.connect(self._hear)
        trainer.engine.died.connect(self._end)
        trainer.changed.connect(self._training_changed)

    @property
    def why_not(self) -> str:
        """Why nothing can be measured now, in a sentence; empty when it can."""
        if self.trainer.is_busy:
            return translate("Timing", "A training runs. Stop it first, or wait for its end.")
        return ""

    @property
    def machines(self) -> tuple[MachineRates, ...]:
        """The rates that were measured with the torch and the threads that the engine has."""
        if self._machines is None:
            self._machines = load_rates()
        if self._here is None:
            return self._machines
        return tuple(one for one in self._machines if (one.torch, one.threads) == self._here)

    @property
    def rates(self) -> Mapping[str, Rates]:
        """Physical device -> its rates; empty before a calibration."""
        return latest_rates(self.machines)

    def found(self, document: Document, batch: int, precision: Precision) -> Measurement | None:
        """What was measured of the arithmetic of a document in this session."""
        return self._found.get(Asked(Arithmetic.of(document), batch, precision)) if self._found else None

    def calibrate(self) -> None:
        """Measure how fast each device of this machine is; about ten seconds for each."""
        self._ask("calibrate", say.Calibrate())

    def measure(self, document: Document, batch: int, precision: Precision) -> None:
        """Train a document some steps on random pictures, with a clock at each layer."""
        asked = Asked(Arithmetic.of(document), batch, precision)
        self._ask(
            "measure",
            say.Measure(
                document=dumps(document),
                batch=batch,
                precision="bfloat16" if precision == "bfloat16" else "float32",
                devices=dict(asked.arithmetic.devices),
            ),
            asked,
        )

    def stop(self) -> None:
        """End it with what is known by then."""
        if self.doing:
            self.trainer.engine.send(say.Stop())

    def _ask(self, doing: Doing, command: BaseModel, asked: Asked | None = None) -> None:
        if self.doing:
            return
        if why := self.why_not:
            self.trainer.told.emit(why, "problem")
            return
        self.doing, self.part, self._asked = doing, 0.0, asked
        self.changed.emit()
        self.trainer.engine.send(command)

    def _hear(self, event: object) -> None:
        match event:
            case say.Ready():
                if self._here != (event.torch, event.threads):
                    self._here = event.torch, event.threads
                    self.learned.emit()
            case say.Working() if event.command == self.doing:
                self.part = event.part
                self.changed.emit()
            case say.Calibrated():
                new = {one.key for one in event.machines}
                kept = [one for one in self._machines or load_rates() if one.key not in new]
                self._machines = (*kept, *event.machines)
                if event.why_not:
                    self.trainer.told.emit(event.why_not, "problem")
                self._end()
                self.learned.emit()
            case say.Measured() if self._asked is not None:
                self._found.pop(self._asked, None)
                self._found[self._asked] = event.measurement
                while len(self._found) > KEPT:
                    del self._found[next(iter(self._found))]
                self._end()
                self.learned.emit()
            case say.Failed() if event.command == self.doing:
                self._end()

    def _end(self, *_: object) -> None:
        if self.doing:
            self.doing, self._asked = "", None
            self.changed.emit()

    def _training_changed(self) -> None:
        if self.trainer.is_busy != self._was_busy:
            self._was_busy = self.trainer.is_busy
            self.changed.emit()
