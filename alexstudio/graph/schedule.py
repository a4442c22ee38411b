"""How the learning rate goes: a `Schedule` over the epochs, and rules for the layers that learn otherwise."""

from __future__ import annotations

from math import ceil, cos, pi
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Course = Literal["constant", "steps", "plateau", "exponential", "dexp", "cosine", "polynomial"]
Kind = Literal["all", "weights", "biases", "norms"]

SMALLEST = 1e-30
"""A rate never falls below this: velocities are divided by it."""

Epochs = Annotated[tuple[Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)], ...], Field(max_length=100)]


class Schedule(BaseModel):
    """How a rate goes from the first step to the last; a drop at 30 comes after 30 epochs.

    ``constant``; ``steps``: divided by ``divide_by`` after each of the epochs ``drops``; ``plateau``: the same whenever
    the validation error stalls; ``exponential``: geometrically to 1/``fall``, base · fall^(-p) with p the part of the
    run that is over; ``dexp``: cuda-convnet's discrete exponential, ``segments`` equal parts of the run with the rates
    base · fall^(-i/(segments - 1)); ``cosine``: half a cosine to 0; ``polynomial``: base · (1 - p)^power, Caffe's poly.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    kind: Course = "constant"
    drops: Annotated[Epochs, Field(strict=False)] = ()
    divide_by: float = Field(10.0, gt=1, le=1e6, allow_inf_nan=False)
    fall: float = Field(250.0, gt=1, le=1e12, allow_inf_nan=False)
    segments: int = Field(4, ge=2, le=1000)
    power: float = Field(1.0, gt=0, le=100, allow_inf_nan=False)

    @field_validator("drops")
    @classmethod
    def _in_order(cls, drops: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(sorted(set(drops)))

    def rate(self, base: float, step: int, steps: int, steps_per_epoch: int, stalls: int = 0) -> float:
        """The rate of the step after ``step`` of ``steps``; ``stalls`` counts the drops of a plateau so far."""
        part = min(1.0, max(0.0, step / max(1, steps)))
        match self.kind:
            case "steps" | "plateau":
                rate = base
                for _ in range(self.level(step, steps, steps_per_epoch, stalls)):
                    rate /= self.divide_by
            case "exponential":
                rate = base * self.fall**-part
            case "dexp":
                rate = base * self.fall ** (-self.level(step, steps, steps_per_epoch) / (self.segments - 1))
            case "cosine":
                rate = base * (1 + cos(pi * part)) / 2
            case "polynomial":
                rate = base * (1 - part) ** self.power
            case _:
                return base
        return max(rate, SMALLEST)

    def level(self, step: int, steps: int, steps_per_epoch: int, stalls: int = 0) -> int:
        """How often the rate has dropped before the step after ``step``; 0 where it goes smoothly."""
        if self.kind == "plateau":
            return stalls
        if self.kind == "dexp":
            return min(self.segments - 1, step * self.segments // max(1, steps))
        if self.kind == "steps":
            return sum(step >= first_step(epoch, steps_per_epoch) for epoch in self.drops)
        return 0

    def breaks(self, epochs: float) -> tuple[float, ...]:
        """The epochs at which the rate drops, as far as they are known before the run."""
        if self.kind == "steps":
            return tuple(epoch for epoch in self.drops if epoch < epochs)
        if self.kind == "dexp":
            return tuple(epochs * number / self.segments for number in range(1, self.segments))
        return ()


class RateRule(BaseModel):
    """How the weights of some stages learn, ``*`` for every stage. The first rule that fits a weight counts.

    ``rate`` and ``decay`` multiply those of the recipe, as Caffe's lr_mult and decay_mult; ``schedule`` takes the place
    of the recipe's; from the epoch ``frozen_from`` on nothing changes, neither by the gradient nor by the decay.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    stages: Annotated[tuple[str, ...], Field(max_length=1000, strict=False)] = ("*",)
    kind: Kind = Field("all", description="weights, biases, or both of normalisation layers")
    rate: float = Field(1.0, gt=0, le=1e6, allow_inf_nan=False)
    decay: float = Field(1.0, ge=0, le=1e6, allow_inf_nan=False)
    frozen_from: float | None = Field(None, ge=0, le=100_000, allow_inf_nan=False)
    schedule: Schedule | None = None

    def fits(self, stage: str, kinds: frozenset[Kind]) -> bool:
        """Whether this rule speaks of a weight of a stage, which is of these ``kinds``."""
        return ("*" in self.stages or stage in self.stages) and (self.kind == "all" or self.kind in kinds)

    @property
    def title(self) -> str:
        """Whom it speaks of, for people: "Conv1 biases"."""
        whom = "all layers" if "*" in self.stages else ", ".join(self.stages)
        return whom if self.kind == "all" else f"{self.kind} of {whom}"


def first_step(epoch: float, steps_per_epoch: int) -> int:
    """Steps that are done when ``epoch`` epochs are over; a hair over a step is none."""
    return ceil(epoch * steps_per_epoch - 1e-6)
