"""`Timeline`: the learning rate of every step of a recipe, and what happens to it when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from alexstudio.graph.recipe import Recipe
from alexstudio.graph.schedule import RateRule, Schedule, first_step


class Mark(NamedTuple):
    """A rate drops or layers freeze after so many epochs; ``rule`` is None for the recipe's own rate."""

    epoch: float
    what: Literal["drop", "freeze"]
    rule: RateRule | None


@dataclass(frozen=True)
class Timeline:
    """The rates of a recipe. A ``step`` is the number of steps that are done; its rate is that of the next one.

    Warm-up multiplies the rate of the first steps by 1/n, 2/n, ... 1, with n the steps of ``warmup_epochs``; what
    follows is spread over the rest of the run, while epochs count from the start.
    """

    recipe: Recipe
    steps_per_epoch: int

    @property
    def steps(self) -> int:
        """Steps of the whole run."""
        return self.recipe.epochs * self.steps_per_epoch

    @property
    def warmup(self) -> int:
        """Steps of the warm-up."""
        return first_step(self.recipe.warmup_epochs, self.steps_per_epoch)

    def rate(self, step: int, rule: RateRule | None = None, stalls: int = 0) -> float:
        """The rate after ``step`` steps, of a rule's layers if given; ``stalls`` counts a plateau's drops so far."""
        recipe, warmup = self.recipe, self.warmup
        schedule = self.schedule(rule)
        if schedule.kind in ("steps", "plateau", "constant"):
            rate = schedule.rate(recipe.learning_rate, step, self.steps, self.steps_per_epoch, stalls)
        else:
            after = max(0, step - warmup)
            rate = schedule.rate(recipe.learning_rate, after, self.steps - warmup, self.steps_per_epoch)
        if step < warmup:
            rate *= (step + 1) / warmup
        return rate if rule is None else rate * rule.rate

    def schedule(self, rule: RateRule | None = None) -> Schedule:
        """The schedule of a rule's layers, or the recipe's."""
        return rule.schedule if rule is not None and rule.schedule is not None else self._course

    @cached_property
    def _course(self) -> Schedule:
        return self.recipe.course

    def is_frozen(self, step: int, rule: RateRule | None) -> bool:
        """Whether a rule's layers do not change any more after ``step`` steps."""
        frozen = None if rule is None else rule.frozen_from
        return frozen is not None and step >= first_step(frozen, self.steps_per_epoch)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """What is known before the run, in the order of time."""
        recipe, found = self.recipe, []
        own = [rule for rule in recipe.rates if rule.schedule is not None]
        for rule in (None, *own):
            schedule, warm = self.schedule(rule), recipe.warmup_epochs if self.schedule(rule).kind == "dexp" else 0.0
            found += [Mark(warm + epoch, "drop", rule) for epoch in schedule.breaks(recipe.epochs - warm)]
        found += [
            Mark(rule.frozen_from, "freeze", rule)
            for rule in recipe.rates
            if rule.frozen_from is not None and rule.frozen_from < recipe.epochs
        ]
        return tuple(sorted(found, key=lambda mark: (mark.epoch, mark.what, mark.rule is not None)))

    def happenings(self, step: int) -> list[Mark]:
        """The marks that count from the step after ``step`` on, and did not before."""
        return [mark for mark in self.marks if first_step(mark.epoch, self.steps_per_epoch) == step]
