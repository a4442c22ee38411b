"""The optimizer of a recipe: SGD, Adam or AdamW, with a group of weights for each rule of the recipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import torch
from torch import nn

from alexstudio.graph import Document, Recipe
from alexstudio.graph.naming import attribute_names
from alexstudio.graph.schedule import Kind, RateRule

Group = dict[str, Any]

_NORMS = (nn.modules.batchnorm._NormBase, nn.GroupNorm, nn.LayerNorm, nn.RMSNorm)


class Grouped(NamedTuple):
    """An optimizer, and the rule of each of its groups; None where the recipe's own numbers count."""

    optimizer: torch.optim.Optimizer
    rules: tuple[RateRule | None, ...]


def make_optimizer(module: nn.Module, document: Document) -> Grouped:
    """The optimizer of a compiled document, fused into one pass over the memory where torch can.

    Without rules all weights are in one group, in the order of the module.
    """
    recipe, chosen = document.recipe, _by_rule(module, document)
    groups: list[Group] = [
        {"params": weights, "weight_decay": recipe.weight_decay * (1.0 if rule is None else rule.decay)}
        for rule, weights in chosen
    ]
    return Grouped(_make(groups, recipe), tuple(rule for rule, _ in chosen))


def make_sgd(module: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    """The optimizer of a recipe for a module of no document: all weights learn alike."""
    return _make([{"params": list(module.parameters())}], recipe)


def _make(groups: list[Group], recipe: Recipe) -> torch.optim.Optimizer:
    kind: Callable[..., torch.optim.Optimizer]
    more: Group
    if recipe.optimizer == "sgd":
        kind, more = torch.optim.SGD, {"momentum": recipe.momentum, "nesterov": recipe.nesterov and recipe.momentum > 0}
    else:
        kind = torch.optim.Adam if recipe.optimizer == "adam" else torch.optim.AdamW
        more = {"betas": (recipe.beta1, recipe.beta2), "eps": recipe.epsilon}
    more |= {"lr": recipe.learning_rate, "weight_decay": recipe.weight_decay}
    try:
        return kind(groups, fused=True, **more)
    except RuntimeError:  # a device without a fused kernel
        return kind(groups, **more)


def set_rate(optimizer: torch.optim.Optimizer, group: Group, rate: float, *, keeps_velocity: bool) -> None:
    """Change the learning rate of a group; with ``keeps_velocity`` without changing what the velocity already carries.

    torch multiplies the velocity by the rate at each step; the paper, cuda-convnet and Caffe have the rate inside it.
    The two are equal while the rate is constant, and with ``keeps_velocity`` also after it changes: the velocity is
    multiplied by old rate / new rate.
    """
    before = group["lr"]
    if rate == before:
        return
    group["lr"] = rate
    if not keeps_velocity:
        return
    states = (optimizer.state.get(parameter, {}) for parameter in group["params"])
    velocities = [state["momentum_buffer"] for state in states if state.get("momentum_buffer") is not None]
    if velocities:
        torch._foreach_mul_(velocities, before / rate)


def _by_rule(module: nn.Module, document: Document) -> list[tuple[RateRule | None, list[nn.Parameter]]]:
    rules = document.recipe.rates
    found: dict[int, list[nn.Parameter]] = {}
    for stage, kinds, weight in _weights(module, document):
        number = next((n for n, rule in enumerate(rules) if rule.fits(stage, kinds)), len(rules))
        found.setdefault(number, []).append(weight)
    return [(rules[number] if number < len(rules) else None, found[number]) for number in sorted(found)]


def _weights(module: nn.Module, document: Document) -> Iterator[tuple[str, frozenset[Kind], nn.Parameter]]:
    """Each weight with its stage and what it is."""
    names = attribute_names(document.graph)
    stages = {names[node.id]: node.stage for node in document.graph.nodes}
    layers = dict(module.named_modules())
    for name, weight in module.named_parameters():
        owner, _, last = name.rpartition(".")
        kinds: set[Kind] = {"biases" if last == "bias" else "weights"}
        if isinstance(layers[owner], _NORMS):
            kinds.add("norms")
        yield stages.get(name.partition(".")[0], ""), frozenset(kinds), weight
