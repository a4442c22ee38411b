"""SGD as in 2012: the learning rate inside the velocity, and a rate that drops when validation stalls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from alexstudio.graph import Recipe

DROPS = 3
FACTOR = 10.0


def make_sgd(module: nn.Module, recipe: Recipe) -> torch.optim.SGD:
    """SGD with the momentum and weight decay of a recipe, fused into one pass over the memory where torch can."""
    given: dict[str, Any] = {
        "lr": recipe.learning_rate,
        "momentum": recipe.momentum,
        "weight_decay": recipe.weight_decay,
    }
    parameters = list(module.parameters())
    try:
        return torch.optim.SGD(parameters, fused=True, **given)
    except RuntimeError:  # a device without a fused kernel
        return torch.optim.SGD(parameters, **given)


def set_rate(optimizer: torch.optim.SGD, rate: float) -> None:
    """Change the learning rate without changing what the velocity already carries.

    torch multiplies the velocity by the rate at each step; the paper, cuda-convnet and Caffe have the rate inside it.
    The two are equal while the rate is constant, and here also after it changes.
    """
    for group in optimizer.param_groups:
        scale, group["lr"] = group["lr"] / rate, rate
        for parameter in group["params"]:
            velocity = optimizer.state[parameter].get("momentum_buffer") if parameter in optimizer.state else None
            if velocity is not None:
                velocity.mul_(scale)


@dataclass
class Plateau:
    """Divides the rate by 10 when ``patience`` validations in a row bring nothing better, three times at most."""

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
