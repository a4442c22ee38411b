"""What a training tells of itself now and then; a part of `alexstudio.runs.messages`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from alexstudio.runs.message import Message


class Norms(Message):
    """Euclidean norms of the gradients and weights of each layer in step ``step``, before the weights changed.

    Keys are ids of nodes; a frozen layer has no gradient. None stands for what is no finite number.
    """

    event: Literal["norms"] = "norms"
    step: int
    gradients: dict[str, float | None] = Field(default_factory=dict)
    """Before they are clipped."""
    weights: dict[str, float | None] = Field(default_factory=dict)
    memory: dict[str, int] = Field(default_factory=dict)
    """Bytes: what the process holds now for ``cpu``, the most that torch held at once for each GPU."""
