"""How fast a training goes, and how long it will take."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

MEMORY = 0.9  # weight of the past in the running mean of the time of a picture


class Pace:
    """Running means of a training that has ``steps`` steps to do and perhaps a ``deadline``."""

    def __init__(self, steps: int, deadline: float | None, clock: Callable[[], float] = monotonic) -> None:
        self._steps, self._deadline, self._clock = steps, deadline, clock
        self._done = 0
        self._step_began = clock()
        self._first_end = 0.0
        self._mean = 0.0

    def step_begins(self) -> None:
        """A step begins; what lies between two steps (validation, checkpoints) is not part of the speed."""
        self._step_began = self._clock()

    def step_ends(self, images: int) -> None:
        """A step with so many pictures is done."""
        now = self._clock()
        taken = (now - self._step_began) / images
        self._done += 1
        if self._done == 1:
            self._first_end = now
        # the first step warms up and is no measure once there is another
        self._mean = taken if self._done <= 2 else MEMORY * self._mean + (1 - MEMORY) * taken

    def held(self, seconds: float) -> None:
        """The training was paused for so long, which neither counts as work nor uses up the time limit."""
        self._first_end += seconds
        self._deadline = self._deadline + seconds if self._deadline else None

    @property
    def images_per_second(self) -> float:
        """Pictures learned from per second of training; 0 before the first step is done."""
        return 1 / self._mean if self._mean else 0.0

    def seconds_left(self) -> float | None:
        """Seconds to the end, validations included, or None while nothing is known."""
        if self._done < 2:
            return None
        now = self._clock()
        left = (now - self._first_end) / (self._done - 1) * (self._steps - self._done)
        return min(left, max(0.0, self._deadline - now)) if self._deadline else left
