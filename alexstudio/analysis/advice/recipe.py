"""Rules about recipes that do not fit together, or not the network."""

from __future__ import annotations

from collections.abc import Iterator

from alexstudio.analysis.report import Report, Trouble
from alexstudio.graph import Document, InitRule
from alexstudio.graph.changes import Fix
from alexstudio.graph.recipes_named import QUICK_START

LEARNED = ("Conv2d", "ConvTranspose2d", "LocallyConnected2d", "Linear")
ADAM_RATE = 0.005
"""From here on Adam's steps, each about as long as the rate, are larger than most first weights of AlexNet."""


def large_signal(document: Document, report: Report) -> Iterator[Trouble]:
    """Pictures of 0-255 with weights that keep the size of what flows: the scores are in the hundreds.

    AlexNet so begins with a loss of 163 and overflows at the fourth step with the rate 0.01.
    """
    recipe, graph = document.recipe, document.graph
    if recipe.input_scale != "0-255" or any(
        "Norm" in node.type and "Response" not in node.type for node in graph.nodes
    ):
        return
    first = next((node for node in graph.order() if node.type in LEARNED), None)
    if first is None:
        return
    rule = next((rule for rule in recipe.initialisation if rule.fits(first.stage)), InitRule())
    if rule.weights != "kaiming":
        return
    sentence = (
        f"{first.name} starts with weights for normalised pictures (kaiming), but the recipe gives it pictures of 0 to "
        "255: the loss begins in the hundreds and soon is no number. Normalise the pictures."
    )
    yield Trouble("", sentence, "warning", "large-signal", fixes=(
        Fix("Use normalised pictures", recipe={"input_scale": "unit"}),
    ))  # fmt: skip


def adam(document: Document, report: Report) -> Iterator[Trouble]:
    """Rates and decays that suit SGD, and not Adam."""
    recipe = document.recipe
    if recipe.optimizer == "sgd":
        return
    name = {"adam": "Adam", "adamw": "AdamW"}[recipe.optimizer]
    if recipe.learning_rate >= ADAM_RATE:
        sentence = (
            f"A learning rate of {recipe.learning_rate:g} is high for {name}, which moves every weight by about the "
            "rate at each step. Use 0.001 or less."
        )
        fix = Fix("Set the learning rate to 0.001", recipe={"learning_rate": 0.001})
        yield Trouble("", sentence, "warning", "adam-rate", fixes=(fix,))
    if recipe.optimizer == "adam" and recipe.weight_decay > 0:
        sentence = (
            "Adam divides the weight decay by the size of the gradients, so that it hardly pulls where they are large. "
            "AdamW keeps the two apart."
        )
        fixes = (Fix("Use AdamW", recipe={"optimizer": "adamw"}), Fix("Use no decay", recipe={"weight_decay": 0.0}))
        yield Trouble("", sentence, "note", "adam-decay", fixes=fixes)


def schedule(document: Document, report: Report) -> Iterator[Trouble]:
    """Schedules of which nothing, or the wrong part, would be seen in the run."""
    recipe = document.recipe
    if recipe.warmup_epochs >= recipe.epochs:
        short = round(recipe.epochs / 10, 2)
        sentence = (
            f"The warm-up of {recipe.warmup_epochs:g} epochs is as long as the run of {recipe.epochs:,} or longer: the "
            "learning rate is never reached."
        )
        fix = Fix(f"Set the warm-up to {short:g} epochs", recipe={"warmup_epochs": float(short)})
        yield Trouble("", sentence, "warning", "long-warm-up", fixes=(fix,))
    if recipe.schedule != "steps":
        return
    late = [epoch for epoch in recipe.drops if epoch >= recipe.epochs]
    if not recipe.drops:
        sentence = "The schedule goes in steps, but names no epoch for them: the rate stays. Name epochs."
        yield Trouble("", sentence, "note", "no-drops", fixes=(Fix("Keep the rate", recipe={"schedule": "constant"}),))
    elif late:
        sentence = f"The rate would drop after {late[0]:g} epochs, but the run ends after {recipe.epochs:,}."
        kept = tuple(epoch for epoch in recipe.drops if epoch < recipe.epochs)
        yield Trouble("", sentence, "note", "late-drops", fixes=(
            Fix("Leave the late drops out", recipe={"drops": kept} if kept else {"drops": (), "schedule": "constant"}),
        ))  # fmt: skip


def rules(document: Document, report: Report) -> Iterator[Trouble]:
    """Rules that speak of no layer, and rules after which nothing learns."""
    recipe, graph = document.recipe, document.graph
    learned = [node for node in graph.nodes if node.type in LEARNED]
    stages = {node.stage for node in graph.nodes}
    if not learned:
        return
    known = {rule.stages for rule in QUICK_START.initialisation}
    named = [
        *(rule.stages for rule in recipe.rates),
        *(one.stages for one in recipe.initialisation if one.stages not in known),
    ]
    lost = list(dict.fromkeys(name for names in named if "*" not in names and not stages & {*names} for name in names))
    if lost:
        more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
        sentence = f"A rule of the recipe speaks of {', '.join(lost[:3])}{more}, and no layer belongs to it."
        kept = {
            "rates": tuple(rule for rule in recipe.rates if not {*rule.stages} <= {*lost}),
            "initialisation": tuple(rule for rule in recipe.initialisation if not {*rule.stages} <= {*lost}),
        }
        yield Trouble("", sentence, "note", "lost-rule", fixes=(Fix("Remove the rule", recipe=kept),))
    frozen = [
        next((rule for rule in recipe.rates if rule.fits(node.stage, frozenset(("weights",)))), None)
        for node in learned
    ]
    if all(rule is not None and rule.frozen_from == 0 for rule in frozen):
        sentence = "The recipe freezes every layer from the start: nothing would learn. Remove a rule on rates."
        yield Trouble("", sentence, "warning", "all-frozen", fixes=(Fix("Let all layers learn", recipe={"rates": ()}),))
