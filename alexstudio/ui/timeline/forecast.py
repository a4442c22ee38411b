"""`Forecast`: the predicted step of the document in front, and what was measured of it. Worked out for who looks."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from time import perf_counter
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from alexstudio.analysis.report import Report
from alexstudio.analysis.timing import (
    Precision,
    Rates,
    RatesProblem,
    Seconds,
    Setup,
    Taken,
    Timeline,
    card_rates,
    logical_devices,
    replay,
    simulation,
)
from alexstudio.graph import Document, GraphError
from alexstudio.history import Snapshot
from alexstudio.runs.timing import Measurement
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session
from alexstudio.ui.timing_link import TimingLink
from alexstudio.ui.words import translate

MACHINE = ""
"""Where a step is predicted: here, or on the card of that name."""
FIRST_CARD = "GTX 580"
"""Where it is predicted before this machine is calibrated: the cards of the paper."""
AT_ONCE = 120
"""A prediction for so many layers takes two milliseconds, and needs not wait for the next frame."""
PIECE = 0.006
"""Seconds after which the rest waits for the next turn of the event loop."""
CLEARLY_FASTER = 1.1

Wish = Literal["auto", "float32", "tf32", "float16", "bfloat16"]


@dataclass(frozen=True)
class Outlook:
    """What is known about a step: ``timeline`` is None where ``why`` says why not."""

    report: Report
    why: str = ""
    setup: Setup | None = None
    timeline: Timeline | None = None
    measurement: Measurement | None = None
    """Of the same arithmetic, batch and precision on this machine."""
    measured: Timeline | None = None
    """It, laid out in time."""

    @cached_property
    def predicted_layers(self) -> Mapping[str, Seconds]:
        """Node id -> predicted seconds."""
        return self.timeline.layers if self.timeline else {}

    @cached_property
    def measured_layers(self) -> Mapping[str, Seconds]:
        """Node id -> measured seconds, empty without a measurement."""
        return _layers(self.measurement) if self.measurement else {}


class Forecast(QObject):
    """One answer for all who look: panel, heat map, the card under the mouse. Nothing is worked out for nobody."""

    changed = Signal()
    """There is another `outlook`."""

    def __init__(self, session: Session, link: TimingLink) -> None:
        super().__init__()
        self._session, self.link = session, link
        self._snapshot = session.snapshot
        self._history: object = session.history
        self._where: str | None = None
        self._batch: int | None = None
        self._precision: Wish | None = None
        self._watchers: set[str] = set()
        self.was_watched = False
        """Whether anyone ever asked for times in this window."""
        self._course: Generator[None, None, Outlook] | None = None
        self._is_stale = True
        self.outlook = Outlook(session.snapshot.report)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)  # after what the edit itself must show
        self._later.timeout.connect(self._go_on)
        session.changed.connect(self.refresh)
        link.learned.connect(self._spoil)

    # -- what is asked -------------------------------------------------------------------------------------------------

    @property
    def where(self) -> str:
        """`MACHINE`, or the name of a card; before anyone chooses: this machine once its speed is known."""
        if self._where is None:
            return MACHINE if self.link.rates else FIRST_CARD
        return self._where

    @property
    def batch(self) -> int:
        """Pictures per step: the recipe's until another number is tried."""
        return self._batch or self._snapshot.document.recipe.batch_size

    @property
    def precision(self) -> Wish:
        """The recipe's until another one is tried."""
        return self._precision or self._snapshot.document.recipe.precision

    @property
    def able(self) -> tuple[Precision, ...]:
        """The precisions in which all devices can compute."""
        rates = list(self.link.rates.values()) if self.where == MACHINE else [card_rates(self.where)]
        return tuple(rates[0].peaks) if rates else ("float32", "bfloat16")

    def ask(self, *, where: str | None = None, batch: int | None = None, precision: Wish | None = None) -> None:
        """Predict for another place, batch or precision; the recipe stays as it is."""
        self._where = self._where if where is None else where
        self._batch, self._precision = batch or self._batch, precision or self._precision
        if self.precision not in ("auto", *self.able):
            self._precision = "auto"
        self._spoil()

    def refresh(self, snapshot: Snapshot) -> None:
        """Another snapshot; another document or recipe brings its own batch size and precision."""
        before, self._snapshot = self._snapshot.document.recipe, snapshot
        recipe, is_other = snapshot.document.recipe, self._session.history is not self._history
        self._history = self._session.history
        if is_other or recipe.batch_size != before.batch_size:
            self._batch = None
        if is_other or recipe.precision != before.precision:
            self._precision = None
        self._spoil()

    def watch(self, who: str, on: bool) -> None:
        """Keep the outlook up to date from now on, or no longer; someone who comes gets one soon."""
        (self._watchers.add if on else self._watchers.discard)(who)
        self.was_watched |= on
        if on and self._is_stale:
            self._begin()

    @property
    def is_fresh(self) -> bool:
        """Whether the outlook is that of the document as it is now."""
        return not self._is_stale

    @property
    def document(self) -> Document:
        """The document that is looked at, with what is bypassed."""
        return self._snapshot.document

    @property
    def report(self) -> Report:
        """What the analysis says about it."""
        return self._snapshot.report

    def look(self) -> Outlook:
        """The outlook of now, for someone who cannot wait."""
        if self._is_stale:
            self._begin()
            self._finish()
        return self.outlook

    # -- working it out ------------------------------------------------------------------------------------------------

    def _spoil(self) -> None:
        self._is_stale, self._course = True, None
        if self._watchers:
            self._later.start()

    def _begin(self) -> None:
        self._course = self._work_out()
        if len(self._snapshot.document.graph) <= AT_ONCE:
            self._finish()
        else:
            self._later.start()

    def _finish(self) -> None:
        while self._is_stale:
            self._step()

    def _go_on(self) -> None:
        if not self._is_stale or (self._course is None and not self._watchers):
            return
        if self._course is None:
            self._course = self._work_out()
        until = perf_counter() + PIECE
        self._step()
        while self._is_stale and perf_counter() < until:
            self._step()
        if self._is_stale:
            self._later.start()

    def _step(self) -> None:
        assert self._course is not None
        try:
            next(self._course)
        except StopIteration as end:
            self.outlook, self._course, self._is_stale = end.value, None, False
            self._later.stop()
            self.changed.emit()

    def _work_out(self) -> Generator[None, None, Outlook]:
        document, report = self._snapshot.document, self._snapshot.report
        if report.problems:
            problem = report.problems[0].message
            return Outlook(report, said(f"No prediction yet: {problem}"))
        where, batch = self.where, self.batch
        if where != MACHINE and not logical_devices(report):
            return Outlook(report, said("No prediction: no layer is on a GPU. Put some on gpu0."))
        try:
            setup = self._setup(report, where)
        except RatesProblem as problem:
            return Outlook(report, said(f"No prediction yet: {problem}"))
        if setup is None:
            return Outlook(report, translate("Timing", "The speed of this machine is not known yet."))
        try:
            timeline = yield from self._predict(report, setup, batch)
        except (RatesProblem, GraphError) as problem:
            return Outlook(report, said(f"No prediction yet: {problem}"))
        measurement = self.link.found(document, batch, timeline.precision) if where == MACHINE else None
        measured = None
        if measurement is not None:
            measured = yield from replay(report, setup, timeline, _taken(measurement))
        return Outlook(report, "", setup, timeline, measurement, measured)

    def _setup(self, report: Report, where: str) -> Setup | None:
        if where != MACHINE:
            return Setup.of_cards(report, card_rates(where))
        rates: Mapping[str, Rates] = self.link.rates
        return Setup.of_machine(report, rates, report.document.recipe.devices) if rates else None

    def _predict(self, report: Report, setup: Setup, batch: int) -> Generator[None, None, Timeline]:
        """In the precision that is wanted; "auto" is bfloat16 where that is at least a tenth faster."""
        wanted = self.precision
        if wanted != "auto":
            return (yield from simulation(report, setup, batch, wanted))
        plain = yield from simulation(report, setup, batch)
        with suppress(RatesProblem):
            half = yield from simulation(report, setup, batch, "bfloat16")
            return half if plain.step_seconds >= CLEARLY_FASTER * half.step_seconds else plain
        return plain


def _layers(found: Measurement) -> dict[str, Seconds]:
    return {layer.node: Seconds(layer.forward, layer.backward) for layer in found.layers}


def _taken(found: Measurement) -> Taken:
    return Taken(
        _layers(found),
        {
            "input": found.input,
            "transfer": found.transfer,
            "gradient transfer": found.gradient_transfer,
            "loss": found.loss,
            "update": found.update,
        },
    )
