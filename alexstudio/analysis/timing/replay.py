"""`replay`: what was measured of a step, laid out in time as the prediction lays out its own."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import NamedTuple

from alexstudio.analysis.report import Report
from alexstudio.analysis.timing.predict import Seconds
from alexstudio.analysis.timing.setup import Setup
from alexstudio.analysis.timing.timeline import Phase, Timeline, simulation


class Taken(NamedTuple):
    """Seconds that were measured: of each layer, by node id, and of all operations of the other phases together."""

    layers: Mapping[str, Seconds]
    phases: Mapping[Phase, float]


def replay(report: Report, setup: Setup, predicted: Timeline, taken: Taken) -> Generator[None, None, Timeline]:
    """A timeline whose bars are as long as was measured, in pieces as `simulation`.

    Clocks tell how long each layer took and not when it began, so that the bars follow each other as in the
    prediction. What was measured of a whole phase is spread over its bars as the prediction spreads it; a layer that no
    clock saw takes no time.
    """
    scales = {
        phase: seconds / predicted.phases[phase] for phase, seconds in taken.phases.items() if predicted.phases[phase]
    }

    def length(phase: Phase, node: str, seconds: float) -> float:
        if phase not in ("forward", "backward"):
            return seconds * scales.get(phase, 1.0)
        found = taken.layers.get(node)
        return getattr(found, phase) if found else 0.0

    return (yield from simulation(report, setup, predicted.batch, predicted.precision, length))
