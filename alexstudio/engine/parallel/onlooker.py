"""The keeper of a process that does not write: it weighs validations as the writing one does."""

from __future__ import annotations

from alexstudio.engine.keeper import Keeper


class Onlooker(Keeper):
    """Decides what is best, for the schedule, and keeps nothing."""

    def step_done(self, step: int, epoch: int) -> None:
        """Write nothing."""

    def write_now(self, step: int, epoch: int) -> None:
        """Write nothing."""

    def finish(self, step: int, epoch: int) -> None:
        """Write nothing."""

    def _copy_weights(self) -> None:
        """Keep nothing."""
