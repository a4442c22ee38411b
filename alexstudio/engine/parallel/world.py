"""`World`: all processes that train one network, seen from one of them.

A `World` of one process gives everything back as it is. `Team` is one process among several: gradients are averaged by
DistributedDataParallel, numbers are added up, and every decision (stop, time limit, rate) is taken by all at the same
step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

import torch
from torch import nn

from alexstudio.engine.explain import failed
from alexstudio.engine.metrics import Sums
from alexstudio.engine.parallel.ranks import Ranks
from alexstudio.engine.parallel.sharing import Share
from alexstudio.engine.runlog import Emit, RunLog
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Failed

T = TypeVar("T")


class World:
    """One process that trains alone."""

    def __init__(self, ranks: Ranks | None = None) -> None:
        self.ranks = ranks or Ranks()

    @property
    def size(self) -> int:
        """Number of processes."""
        return self.ranks.size

    @property
    def leads(self) -> bool:
        """Whether this is the first process: it alone writes the run folder and speaks."""
        return self.ranks.rank == 0

    @property
    def share(self) -> Share:
        """The pictures of each batch that this process takes."""
        return Share(self.ranks.rank, self.ranks.size)

    @property
    def facts(self) -> dict[str, int]:
        """What the bits of a training depend on, beside those of one process."""
        return {"processes": self.size} if self.size > 1 else {}

    @property
    def note(self) -> str:
        """What the user should know, or nothing."""
        return ""

    def log(self, run: RunFolder, send: Emit) -> AbstractContextManager[Emit]:
        """Where the events of a run go."""
        return RunLog(run, send)

    def settle(self, devices: Mapping[str, torch.device]) -> dict[str, torch.device]:
        """The devices of this process's copy of the network."""
        return dict(devices)

    def wrap(self, module: nn.Module) -> nn.Module:
        """A module that averages its gradients over the processes."""
        return module

    def of_first(self, value: T) -> T:
        """What the first process has: numbers and texts, in lists."""
        return value

    def hand_out(self, content: bytes) -> bytes:
        """The bytes that the first process has."""
        return content

    def any(self, flag: bool) -> bool:
        """Whether it is so in one of the processes."""
        return flag

    def total(self, sums: Sums) -> Sums:
        """Sums over all pictures of all processes."""
        return sums

    def mean(self, images: int, means: Sequence[float]) -> tuple[int, list[float]]:
        """Number of pictures of all processes, and the means over them."""
        return images, list(means)

    def same_state(self, module: nn.Module) -> None:
        """Take the buffers, such as running statistics, of the first process."""

    def stream_at(self, seed: int, step: int) -> None:
        """Draw the random numbers of a step from a stream of this process's own."""

    def explain(self, error: Exception) -> Failed:
        """The message that says why a training could not go on."""
        return failed("train", error)

    def is_over(self, error: Exception) -> bool:
        """Whether the run folder shall say that the training failed: nobody will try again."""
        return True

    def leave(self, is_well: bool) -> None:
        """Part from the others, which ends a process among several."""


ALONE = World()
