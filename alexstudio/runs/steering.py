"""What a user asks of a training that runs, and what the engine answers; a part of `alexstudio.runs.messages`.

`Control` is all that can be asked, `Steered` all that is answered.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from alexstudio.runs.message import Message


class Pause(Message):
    """Hold the training that runs after the step at hand, until `Go`. Answered by `Paused`."""

    do: Literal["pause"] = "pause"


class Go(Message):
    """Let the training that is held go on. Answered by `WentOn`."""

    do: Literal["go"] = "go"


class SetRate(Message):
    """From the next step on learn at ``rate``, or at the rate of now, times ``factor``; what the schedule does later is
    in proportion. Answered by `RateSet`."""

    do: Literal["set_rate"] = "set_rate"
    rate: float | None = Field(None, gt=0, le=1e6, allow_inf_nan=False)
    factor: float = Field(1, gt=0, le=1e6, allow_inf_nan=False)


class ValidateNow(Message):
    """Validate after the step at hand; it only looks, and counts neither for the schedule nor for the best weights."""

    do: Literal["validate_now"] = "validate_now"


class CheckpointNow(Message):
    """Write the checkpoints after the step at hand. Answered by `Checkpointed`."""

    do: Literal["checkpoint_now"] = "checkpoint_now"


class RateSet(Message):
    """The user has set the learning rate: it is ``rate`` from the step after ``step`` on."""

    event: Literal["rate_set"] = "rate_set"
    step: int
    rate: float


class Paused(Message):
    """The training is held after ``step`` steps."""

    event: Literal["paused"] = "paused"
    step: int


class WentOn(Message):
    """The training goes on after it was held."""

    event: Literal["went_on"] = "went_on"
    step: int


Control = Pause | Go | SetRate | ValidateNow | CheckpointNow
Steered = RateSet | Paused | WentOn
