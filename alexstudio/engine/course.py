"""`Course`: the learning rates of a training while it runs: schedule, plateau, freezing, early stop, and the user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alexstudio.engine.optimiser import Grouped, set_rate
from alexstudio.graph import Recipe
from alexstudio.graph.schedule import SMALLEST, RateRule
from alexstudio.graph.timeline import Timeline

DROPS = 3
"""How often a plateau lowers the rate at most: the paper's three."""


@dataclass
class Plateau:
    """Lowers the rate when ``patience`` validations in a row bring nothing better, three times at most."""

    patience: int
    waited: int = 0
    drops: int = 0

    def drops_now(self, is_best: bool) -> bool:
        """Count one validation; whether the rate must drop before the next step."""
        self.waited = 0 if is_best else self.waited + 1
        if self.waited < self.patience or self.drops == DROPS:
            return False
        self.waited, self.drops = 0, self.drops + 1
        return True


class Course:
    """Sets the rates of an optimizer step by step. What it has seen goes into checkpoints by `state`."""

    def __init__(self, recipe: Recipe, grouped: Grouped, steps_per_epoch: int, *, keeps_graph: bool = False) -> None:
        """``keeps_graph``: frozen weights go on getting gradients, which are thrown away; DDP counts on them."""
        self._recipe, self._timeline = recipe, Timeline(recipe, steps_per_epoch)
        self._optimizer, self._rules = grouped
        self._keeps_velocity = recipe.optimizer == "sgd" and recipe.momentum_style == "paper"
        self._keeps_graph = keeps_graph
        self._plateau = Plateau(recipe.patience)
        self._idle = 0
        self._scale = 1.0
        self.changes = 0
        """How often the user has set the rate."""

    def rate(self, step: int, rule: RateRule | None = None) -> float:
        """The rate after ``step`` steps; that of the recipe, where no ``rule`` is given."""
        rate = self._timeline.rate(step, rule, self._plateau.drops)
        return rate if self._scale == 1.0 else max(SMALLEST, rate * self._scale)

    def begin_step(self, step: int) -> list[str]:
        """Set the rates for the step after ``step``; a sentence for each drop and each layer that freezes."""
        for group, rule in zip(self._optimizer.param_groups, self._rules, strict=True):
            is_frozen = self._timeline.is_frozen(step, rule)
            if is_frozen and not self._keeps_graph:
                for weight in group["params"]:
                    weight.requires_grad_(False)
            elif not is_frozen:
                set_rate(self._optimizer, group, self.rate(step, rule), keeps_velocity=self._keeps_velocity)
        return self._sentences(step)

    def drop_frozen(self, step: int) -> None:
        """Throw away the gradients of what is frozen, before the optimizer sees them."""
        for group, rule in zip(self._optimizer.param_groups, self._rules, strict=True):
            if self._timeline.is_frozen(step, rule):
                for weight in group["params"]:
                    weight.grad = None

    def validated(self, step: int, is_best: bool) -> str:
        """Count a validation on schedule; a sentence when the rate drops because of it."""
        self._idle = 0 if is_best else self._idle + 1
        if self._recipe.schedule != "plateau" or not self._plateau.drops_now(is_best):
            return ""
        return (
            f"Validation has not improved {self._recipe.patience} times: the learning rate is now "
            f"{self.rate(step):g} (drop {self._plateau.drops} of {DROPS})."
        )

    @property
    def why_over(self) -> str:
        """Why the training ends early, as a sentence; empty while it goes on."""
        if not self._recipe.early_stop or self._idle < self._recipe.early_stop:
            return ""
        return f"Validation has not improved {self._idle} times in a row: the training ends early, as the recipe says."

    def set_rate(self, step: int, rate: float) -> None:
        """From the step after ``step`` on the rate is ``rate``, and what the schedule does later is in proportion."""
        self._scale = 1.0
        self._scale = rate / self.rate(step)
        self.changes += 1

    def state(self) -> dict[str, Any]:
        """What a checkpoint keeps of it."""
        plateau = {"waited": self._plateau.waited, "drops": self._plateau.drops}
        return {"plateau": plateau, "idle": self._idle, "scale": self._scale, "rate_changes": self.changes}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what `state` gave; older checkpoints know only the plateau."""
        self._plateau.waited, self._plateau.drops = (int(state["plateau"][name]) for name in ("waited", "drops"))
        self._idle, self.changes = int(state.get("idle", 0)), int(state.get("rate_changes", 0))
        self._scale = float(state.get("scale", 1.0))

    def _sentences(self, step: int) -> list[str]:
        found: list[str] = []
        marks = self._timeline.happenings(step)
        if any(mark.what == "drop" and mark.rule is None for mark in marks):
            epoch = next(mark.epoch for mark in marks if mark.what == "drop" and mark.rule is None)
            found.append(f"{_after(epoch)} the learning rate is now {self.rate(step):g}.")
        else:
            for mark in marks:
                if mark.what == "drop" and mark.rule is not None:
                    rate = self.rate(step, mark.rule)
                    found.append(f"{_after(mark.epoch)} the rate of {mark.rule.title} is now {rate:g}.")
        frozen = [mark for mark in marks if mark.what == "freeze" and mark.rule is not None]
        if frozen:
            whom = ", ".join(mark.rule.title for mark in frozen if mark.rule is not None)
            found.append(f"{_after(frozen[0].epoch)} {whom} no longer change: the recipe freezes them.")
        return found


def _after(epoch: float) -> str:
    return f"After {epoch:g} epoch{'' if epoch == 1 else 's'}"
