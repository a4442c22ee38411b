"""`predict_layers`: seconds of each layer, the loss and the optimizer, from their work and the rates of a device."""

from __future__ import annotations

from typing import NamedTuple

from alexstudio.analysis.report import FLOAT_BYTES, Report
from alexstudio.analysis.timing.rates import Kind, Precision, Rates
from alexstudio.analysis.timing.work import Work

LOSS_OPERATIONS = 12
"""Softmax, loss and the counting of the errors, with their small parts."""
UPDATE_PASSES = 3
"""The optimizer reads weight and gradient and writes the weight; each further number it keeps is read and written."""


class Seconds(NamedTuple):
    """Forward and backward."""

    forward: float
    backward: float

    @property
    def total(self) -> float:
        """Both together."""
        return self.forward + self.backward


def bound(rates: Rates, precision: Precision, multiply_adds: float, size: float) -> float:
    """The least seconds that so many multiply-adds and bytes can take: the longer of the two (roofline)."""
    return max(multiply_adds / rates.peak(precision) if multiply_adds else 0.0, size / rates.bandwidth)


def layer_seconds(work: Work, rates: Rates) -> Seconds:
    """How long a layer computes on a device.

    On a device that the program does not wait for, the overhead is the host's and is not in here: see
    `alexstudio.analysis.timing.timeline`.
    """
    reached = rates.reached(work.kind, work.precision, work.size)
    extra, extra_backward = overheads(rates)
    forward = extra + bound(rates, work.precision, work.multiply_adds, work.bytes) / reached.forward
    backward = 0.0
    if work.has_backward:
        ideal = bound(rates, work.precision, work.backward_multiply_adds, work.backward_bytes)
        backward = extra_backward + ideal / reached.backward + adding_seconds(work, rates)
    return Seconds(forward, backward)


def overheads(rates: Rates) -> Seconds:
    """What each operation costs on top of its bound: the overhead where the program waits, else nothing."""
    return Seconds(rates.overhead, rates.backward_overhead) if rates.is_synchronous else Seconds(0.0, 0.0)


def adding_seconds(work: Work, rates: Rates) -> float:
    """How long it takes to add up the gradients of an output with several readers."""
    return memory_seconds(rates, "pointwise", work.precision, work.adding_bytes)


def memory_seconds(rates: Rates, kind: Kind, precision: Precision, size: int) -> float:
    """How long an operation takes that only moves bytes."""
    return size / rates.bandwidth / rates.reached(kind, precision, (size,)).forward if size else 0.0


def loss_seconds(rates: Rates, batch: int, classes: int) -> Seconds:
    """Cross-entropy and top-1 and top-5 errors of the class scores, in float32."""
    size = FLOAT_BYTES * batch * classes
    reached, extra = rates.reached("loss", "float32", (size,)), overheads(rates)
    ideal = LOSS_OPERATIONS * size / rates.bandwidth
    return Seconds(LOSS_OPERATIONS * extra.forward + ideal / reached.forward, extra.backward + ideal / reached.backward)


def update_bytes(report: Report, device: str) -> int:
    """Bytes that the optimizer moves for the parameters on a logical device, all float32."""
    sums, recipe = report.devices.get(device), report.document.recipe
    kept = 2 if recipe.optimizer != "sgd" else int(recipe.momentum > 0)
    passes = UPDATE_PASSES + 2 * kept
    return FLOAT_BYTES * passes * sums.params if sums else 0


def update_seconds(report: Report, device: str, rates: Rates) -> float:
    """The optimizer step of a logical device: one fused pass over parameters, gradients and momentum."""
    size = update_bytes(report, device)
    return overheads(rates).forward + memory_seconds(rates, "update", "float32", size) if size else 0.0
