"""`Rates`: how fast a device is, from a datasheet or measured on this machine; and what of it real kernels reach."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log, log2
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Precision = Literal["float32", "tf32", "float16", "bfloat16"]
"""What products are computed in. tf32: float32 in memory, 10 bits of mantissa in the tensor cores."""

Kind = Literal[
    "convolution", "depthwise", "dense", "pooling", "averaging", "normalisation", "response norm", "noise", "merge",
    "sum", "pointwise", "loss", "update",
]  # fmt: skip
"""Operations that reach about the same part of a device's peak when they are of about the same size."""

SPREAD = 0.25
"""Two operations this far apart, in squared doublings of their sizes, count as of the same size."""
FAR = 1000.0
"""An operation that is this many times faster than the bound is one that moves no memory, such as passing on."""

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Natural = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class RatesProblem(ValueError):
    """Rates that cannot be read, or a device that cannot do what was asked; the text is one sentence."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reached(NamedTuple):
    """Which part of the bound an operation reaches, forward and backward."""

    forward: float
    backward: float


class Sample(_Record):
    """The part of the bound that one operation reached, or is assumed to reach."""

    kind: Kind
    precision: Precision | None = None
    """Of the numbers it reads; None for any."""
    size: tuple[Positive, ...] = ()
    """As `alexstudio.analysis.timing.work` counts for the kind; empty where the size does not matter."""
    forward: Positive
    backward: Positive


class Link(_Record):
    """A way for tensors: ``bandwidth`` in bytes/s in one direction, ``latency`` in seconds for each copy."""

    bandwidth: Positive
    latency: Natural


class Rates(_Record):
    """How fast a device is.

    The bound of an operation is the longer one of its arithmetic at the peak and its bytes at the bandwidth of the
    memory (the roofline of Williams, Waterman and Patterson, CACM 52(4), 2009). It takes the bound divided by the part
    that kernels reach, `reached`, and never less than ``overhead``.
    """

    name: str
    peaks: dict[Precision, Positive]
    """Multiply-adds a second, half of the FLOP/s of a datasheet."""
    bandwidth: Positive
    """Bytes a second between the device and its memory."""
    overhead: Natural
    """Seconds for each operation, forward; on a GPU what the host needs to start it."""
    backward_overhead: Natural
    """The same in the backward pass."""
    host: Link
    """To and from the host."""
    peer: Link
    """To and from a second such device."""
    is_synchronous: bool = False
    """Whether the program waits for each operation, as on a CPU, where the overhead comes on top of the bound."""
    samples: tuple[Sample, ...] = ()
    source: str = ""
    """For people: where the numbers are from."""

    def peak(self, precision: Precision) -> float:
        """Multiply-adds a second; `RatesProblem` when the device does not compute in this precision."""
        found = self.peaks.get(precision)
        if found is None:
            able = " and ".join(self.peaks)
            raise RatesProblem(f"The {self.name} has no rate for {precision}; choose {able}.")
        return found

    def reached(self, kind: Kind, precision: Precision, size: tuple[float, ...]) -> Reached:
        """The part of the bound that an operation of this kind and size reaches, between the samples that are known.

        A mean of logarithms, each sample weighted by the inverse squared distance of its size in doublings. Samples in
        another precision count when there are none in this one; 1 without any.
        """
        return _mean(self._samples(kind, precision), size)

    def _samples(self, kind: Kind, precision: Precision) -> Iterable[Sample]:
        of_kind = [sample for sample in self.samples if sample.kind == kind]
        return [sample for sample in of_kind if sample.precision in (precision, None)] or of_kind

    def to_json(self) -> str:
        """As text that `read_rates` reads."""
        return self.model_dump_json(indent=1)


def read_rates(text: str | bytes) -> Rates:
    """The rates that a JSON text holds; `RatesProblem` when it holds none."""
    try:
        return Rates.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise RatesProblem(f"These are no rates: {place + ': ' if place else ''}{first['msg']}.") from None


def _mean(samples: Iterable[Sample], size: tuple[float, ...]) -> Reached:
    total = forward = backward = 0.0
    for sample in samples:
        weight = 1 / (_distance(sample.size, size) + SPREAD) ** 2
        total += weight
        forward += weight * log(sample.forward)
        backward += weight * log(sample.backward)
    return Reached(exp(forward / total), exp(backward / total)) if total else Reached(1.0, 1.0)


def _distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Squared, in doublings; a sample without a size is near to all."""
    return sum(log2(a / b) ** 2 for a, b in zip(one, other, strict=False))
