"""Every warning appears when it should, does not when it should not, and its fixes make it go."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest

from alexstudio.analysis import Trouble, analyse
from alexstudio.analysis.fixes import fixes
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.fileformat import load
from alexstudio.graph.presets import Preset, load_preset, presets
from alexstudio.graph.recipe import InitRule, Recipe
from alexstudio.graph.recipes_named import PAPER, QUICK_START
from alexstudio.graph.schedule import RateRule


def network(text: str, size: int = 64, recipe: Recipe | None = None) -> Document:
    """A chain: "Conv2d(kernel_size=3, bias=True) BatchNorm2d ReLU"; names are type and place in the chain."""
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"size": size}, "host"))
    before = "input"
    for place, word in enumerate(text.split(), start=1):
        kind, _, rest = word.partition("(")
        pairs = [pair.split("=") for pair in rest.rstrip(")").split(",") if pair]
        params = {name: ast.literal_eval(value) for name, value in pairs}
        node = graph.add(Node(f"n{place}", kind, f"{kind}{place}", params))
        graph.connect(Edge(before, 0, node.id, 0))
        before = node.id
    return Document("Chain", graph.freeze(), recipe or Recipe())


def found(document: Document) -> list[Trouble]:
    report = analyse(document)
    assert report.is_runnable, report.problems
    return list(report.warnings)


class Case(NamedTuple):
    chain: str
    rule: str
    node: str
    fix: str = ""
    size: int = 64


CASES = [
    Case("Conv2d ReLU ReLU", "relu-twice", "n3", "Remove ReLU3"),
    Case("Conv2d ReLU MaxPool2d Dropout ReLU", "relu-twice", "n5", "Remove ReLU5"),
    Case("Conv2d Conv2d", "no-nonlinearity", "n2", "Insert ReLU before Conv2d2"),
    Case("Conv2d AvgPool2d Dropout Conv2d", "no-nonlinearity", "n4", "Insert ReLU before Conv2d4"),
    Case("Conv2d ReLU Flatten Linear Dropout Linear", "no-nonlinearity", "n6", "Insert ReLU before Linear6"),
    Case("Conv2d ReLU Dropout Conv2d(bias=False) BatchNorm2d ReLU", "dropout-before-norm", "n3", "Remove Dropout3"),
    Case("Conv2d BatchNorm2d ReLU", "bias-before-norm", "n1", "Turn bias of Conv2d1 off"),
    Case("Conv2d(kernel_size=3,stride=5) ReLU", "skipped-pixels", "n1", "Set stride of Conv2d1 to 3"),
    Case("MaxPool2d(kernel_size=2,stride=3)", "skipped-pixels", "n1", "Set stride of MaxPool2d1 to 2"),
    Case(
        "AdaptiveAvgPool2d(output_size=1) Conv2d(padding=1)", "beyond-the-picture", "n2", "Set kernel of Conv2d2 to 1"
    ),
    Case("Conv2d(padding=3,kernel_size=7)", "beyond-the-picture", "n1", "Set size of Input to 64", 2),
    Case("Conv2d ReLU GlobalAvgPool Flatten Linear", "short-sighted", "n3"),
    Case("Flatten Linear ReLU", "squashed-scores", "n3", "Remove ReLU3"),
    Case("Flatten Linear Softmax Softmax", "squashed-scores", "n3", "Remove Softmax3"),
    Case("Flatten Linear Sigmoid Softmax", "squashed-scores", "n3", "Remove Sigmoid3"),
    Case("Conv2d LocalResponseNorm Conv2d(groups=2)", "norm-across-towers", "n2"),
    Case("AdaptiveAvgPool2d(output_size=7)", "not-repeatable", "n1"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.chain}")
def test_warned_and_fixed(case: Case) -> None:
    document = network(case.chain, case.size)
    report = analyse(document)
    [trouble] = [one for one in found(document) if one.rule == case.rule]
    assert trouble.node == case.node and document.graph[case.node].name in trouble.message
    assert len(trouble.message) < 300 and trouble.message.endswith(".")
    offered = fixes(document, report, trouble)
    assert [fix.label for fix in offered][:1] == ([case.fix] if case.fix else []), [fix.label for fix in offered]
    for fix in offered:
        after = analyse(fix.applied(document))
        assert after.is_runnable and not [one for one in after.warnings if one.rule == case.rule], fix.label


QUIET = [
    "Conv2d ReLU Conv2d ReLU Flatten Linear ReLU Dropout Linear Softmax",
    "Conv2d(bias=False) BatchNorm2d ReLU MaxPool2d Conv2d(bias=False) BatchNorm2d ReLU Flatten Linear",
    "Conv2d ReLU MaxPool2d Conv2d Sigmoid ReLU",  # between 0 and 1, but of another kind: not our business
    "Conv2d Tanh ReLU",
    "Conv2d(groups=3,out_channels=6) Conv2d(kernel_size=1,out_channels=8) ReLU",  # depthwise separable
    "Conv2d(out_channels=64) ReLU Conv2d(kernel_size=1,out_channels=8) Conv2d(kernel_size=1) ReLU",  # linear bottleneck
    "Conv2d ReLU Conv2d(kernel_size=1,stride=2)",  # a projection shortcut skips on purpose
    "Conv2d(bias=False) BatchNorm2d ReLU Dropout Flatten Linear",
    "Conv2d GroupNorm ReLU",  # its mean is over several maps: a bias stays
    "Conv2d LocalResponseNorm Conv2d",
    "Conv2d(padding=1)",
    "Conv2d(kernel_size=33) ReLU AdaptiveAvgPool2d(output_size=1)",
    "MaxPool2d(kernel_size=3,stride=2)",
]


@pytest.mark.parametrize("chain", QUIET)
def test_quiet(chain: str) -> None:
    assert found(network(chain)) == [], chain


WITH_IDLE_BIASES = {"vgg11_bn": 8, "vgg16_bn": 13, "vgg19_bn": 16}
"""torchvision's VGG with batch norm has convolutions with biases, as their notes say."""


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.name)
def test_presets_have_no_warnings(preset: Preset) -> None:
    document = load(preset.path)
    warnings = [one.message for one in analyse(document).warnings if one.severity == "warning"]
    if preset.name in WITH_IDLE_BIASES:
        [message] = warnings
        others = WITH_IDLE_BIASES[preset.name] - 1
        assert message.startswith(f"Conv1_1 and {others} more layers have a bias") and "biases" in document.notes
    else:
        assert warnings == []


def test_one_column_says_that_norms_mix_the_towers() -> None:
    [note] = analyse(load_preset("alexnet")).warnings
    assert note.severity == "note" and note.message.startswith("Norm1 and Norm2 mix the maps of 2 groups")


def test_many_biases_are_one_warning_and_one_fix() -> None:
    document = network("Conv2d(padding=1) BatchNorm2d ReLU " * 5 + "Flatten Linear")
    report = analyse(document)
    [trouble] = report.warnings
    assert trouble.message.startswith("Conv2d1 and 4 more layers have a bias")
    [fix] = fixes(document, report, trouble)
    after = analyse(fix.applied(document))
    assert fix.label == "Turn the 5 biases off" and after.warnings == ()
    assert report.total.params - after.total.params == 5 * 64


def test_a_norm_across_devices_moves_into_the_towers() -> None:
    document = load_preset("alexnet_two_gpu")
    graph = document.graph.copy()
    graph.add(Node("wide", "LocalResponseNorm", "Wide"))
    graph.connect(Edge("concat3a", 0, "wide", 0))
    graph.reroute(Edge("concat3a", 0, "conv3a", 0), "wide")
    document = replace(document, graph=graph.freeze())
    report = analyse(document)
    [trouble] = report.warnings
    assert trouble.message.startswith("Wide normalises across towers: Concat3a joins maps of gpu0 and gpu1.")
    [fix] = fixes(document, report, trouble)
    after = fix.applied(document)
    assert analyse(after).warnings == () and analyse(after).is_runnable
    assert {after.graph[wire.source].type for wire in after.graph.inputs("concat3a")} == {"LocalResponseNorm"}


def test_an_output_that_nobody_reads() -> None:
    graph = network("Conv2d Chunk").graph.copy()
    graph.add(Node("end", "ReLU", "End"))
    graph.connect(Edge("n2", 1, "end", 0))
    [trouble] = [one for one in found(Document("x", graph)) if one.rule == "unread-output"]
    assert trouble.message == "Output 1 of Chunk2 is never read: it is worked out and thrown away."


RULES: list[tuple[Callable[[Recipe], Recipe], bool]] = [
    (lambda recipe: recipe.model_copy(update={"input_scale": "unit"}), True),
    (lambda recipe: recipe, False),
    (lambda recipe: recipe.model_copy(update={"input_scale": "unit", "initialisation": (InitRule(),)}), False),
    (
        lambda recipe: recipe.model_copy(
            update={"input_scale": "unit", "initialisation": (InitRule(weights="normal", std=0.05, bias=1.0),)}
        ),
        False,
    ),
]


@pytest.mark.parametrize(("change", "warned"), RULES)
def test_the_start_that_does_not_learn(change: Callable[[Recipe], Recipe], warned: bool) -> None:
    document = replace(load_preset("alexnet"), recipe=change(PAPER))
    report = analyse(document)
    troubles = [one for one in report.warnings if one.rule == "small-signal"]
    assert bool(troubles) == warned
    for trouble in troubles:
        offered = fixes(document, report, trouble)
        assert [fix.label for fix in offered] == ["Use pictures of 0 to 255", "Start as in the quick recipe"]


ADAM = {"optimizer": "adam", "weight_decay": 0.0, "learning_rate": 0.001}
CHAIN = "Conv2d ReLU Flatten Linear"
FROZEN = {"rates": (RateRule(frozen_from=0.0),)}
NAMED_RULES = {"rates": (RateRule(stages=("Conv9",)), RateRule(stages=("*",), rate=2.0))}

RECIPES = [
    (CHAIN, {"input_scale": "0-255"}, "large-signal"),
    (CHAIN, {"input_scale": "0-255", "initialisation": (InitRule(weights="normal"),)}, ""),
    ("Conv2d BatchNorm2d ReLU Flatten Linear", {"input_scale": "0-255"}, ""),
    (CHAIN, ADAM, ""),
    (CHAIN, {**ADAM, "learning_rate": 0.01}, "adam-rate"),
    (CHAIN, {**ADAM, "optimizer": "adamw", "learning_rate": 0.01, "weight_decay": 0.1}, "adam-rate"),
    (CHAIN, {**ADAM, "weight_decay": 0.1}, "adam-decay"),
    (CHAIN, {"warmup_epochs": 6.0, "epochs": 6}, "long-warm-up"),
    (CHAIN, {"warmup_epochs": 1.0, "epochs": 6}, ""),
    (CHAIN, {"schedule": "steps"}, "no-drops"),
    (CHAIN, {"schedule": "steps", "drops": (2.0, 6.0), "epochs": 6}, "late-drops"),
    (CHAIN, {"schedule": "steps", "drops": (9.0,), "epochs": 6}, "late-drops"),
    (CHAIN, {"schedule": "steps", "drops": (2.0, 5.0), "epochs": 6}, ""),
    (CHAIN, {"drops": (9.0,), "epochs": 6}, ""),
    (CHAIN, NAMED_RULES, "lost-rule"),
    (CHAIN, {"initialisation": PAPER.initialisation}, "lost-rule"),
    (CHAIN, {"initialisation": QUICK_START.initialisation}, ""),
    (CHAIN, FROZEN, "all-frozen"),
    (CHAIN, {"rates": (RateRule(kind="biases", frozen_from=0.0),)}, ""),
]


@pytest.mark.parametrize(
    ("chain", "fields", "rule"), RECIPES, ids=[f"{n} {rule}" for n, (*_, rule) in enumerate(RECIPES)]
)
def test_recipes_that_do_not_fit(chain: str, fields: dict[str, object], rule: str) -> None:
    names = {name for _, _, name in RECIPES if name}
    document = network(chain, recipe=Recipe.model_validate(fields))
    troubles = [one for one in found(document) if one.rule in names]
    assert [one.rule for one in troubles] == ([rule] if rule else [])
    for trouble in troubles:
        assert len(trouble.message) < 300 and trouble.message.endswith(".")
        assert trouble.fixes
        for fix in trouble.fixes:
            fixed = document.with_recipe(**fix.recipe)
            assert rule not in {one.rule for one in found(fixed)}, fix.label
