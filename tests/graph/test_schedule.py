"""Schedules against torch's own are in tests/engine/test_optimiser.py; here are the formulas by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alexstudio.graph import Recipe
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.graph.presets import load_preset
from alexstudio.graph.recipes_named import CAFFE, NAMED, ORIGINAL_CODE, SHORT_NAMES, TORCHVISION
from alexstudio.graph.schedule import RateRule, Schedule, first_step
from alexstudio.graph.timeline import Timeline


def rates(steps_per_epoch: int = 10, rule: RateRule | None = None, **recipe: object) -> list[float]:
    line = Timeline(Recipe.model_validate({"epochs": 8, "learning_rate": 1.0, **recipe}), steps_per_epoch)
    return [line.rate(step, rule) for step in range(line.steps)]


def test_steps_drop_after_whole_epochs_and_between_them() -> None:
    found = rates(schedule="steps", drops=(2.0, 2.55, 6.0), divide_by=10.0)
    assert found[:20] == [1.0] * 20 and found[20:26] == [0.1] * 6
    assert found[26:60] == pytest.approx([0.01] * 34) and found[60:] == pytest.approx([0.001] * 20)
    assert Recipe(drops=(9.0, 3.0, 9.0)).course.drops == (3.0, 9.0)


def test_the_discrete_exponential_of_cuda_convnet() -> None:
    """dexp[base=0.01;tgtFactor=250;numSteps=4], as its later presets have it."""
    found = rates(schedule="dexp", learning_rate=0.01, fall=250.0, segments=4)
    assert [found[step] for step in (0, 20, 40, 60)] == pytest.approx([0.01, 0.0015874, 0.00025198, 0.00004], rel=1e-4)
    assert [len(set(found[at : at + 20])) for at in (0, 20, 40, 60)] == [1, 1, 1, 1]


def test_smooth_falls() -> None:
    assert rates(schedule="exponential", fall=100.0)[40] == pytest.approx(0.1)
    assert rates(schedule="cosine")[40] == pytest.approx(0.5)
    assert rates(schedule="polynomial", power=2.0)[40] == pytest.approx(0.25)
    assert min(rates(schedule="cosine")) > 0 and min(rates(schedule="polynomial", power=100.0)) > 0


def test_warm_up_comes_before_everything() -> None:
    assert rates(warmup_epochs=0.5)[:6] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0, 1.0])
    found = rates(schedule="cosine", warmup_epochs=2.0)
    assert found[20] == 1.0 and found[50] == pytest.approx(0.5)
    assert max(rates(warmup_epochs=20.0)) == pytest.approx(0.4), "longer than the run: the rate is never reached"


def test_rules_multiply_override_and_freeze() -> None:
    own = RateRule(rate=2.0, schedule=Schedule(kind="steps", drops=(4.0,)))
    assert rates(rule=own, schedule="cosine")[39:41] == pytest.approx([2.0, 0.2])
    rule = RateRule(stages=("A",), kind="biases", frozen_from=3.0)
    assert rule.fits("A", frozenset(("biases",))) and not rule.fits("A", frozenset(("weights",)))
    assert not rule.fits("B", frozenset(("biases",)))
    assert RateRule(kind="norms").fits("B", frozenset(("biases", "norms")))
    line = Timeline(Recipe(epochs=8, rates=(rule,)), 10)
    assert [line.is_frozen(step, rule) for step in (29, 30)] == [False, True]
    assert [(mark.epoch, mark.what) for mark in line.marks] == [(3.0, "freeze")]
    assert line.happenings(30) and not line.happenings(31)


def test_first_step_of_an_epoch() -> None:
    assert [first_step(epoch, 7) for epoch in (0, 1, 1.5, 2)] == [0, 7, 11, 14]
    assert first_step(0.1 + 0.2, 10) == 3  # 0.30000000000000004


def test_the_original_code() -> None:
    """Rates of layers-145's parameter file and log: conv1 differs from the rest after epoch 68."""
    line = Timeline(ORIGINAL_CODE, 100)
    conv1 = next(rule for rule in ORIGINAL_CODE.rates if rule.fits("Conv1", frozenset(("weights",))))
    biases = next(rule for rule in ORIGINAL_CODE.rates if rule.fits("FC8", frozenset(("biases",))))
    at = [2299, 2300, 5099, 5100, 6799, 6800, 7799, 7800, 9299]
    rest = [1e-2, 1e-3, 1e-3, 1e-4, 1e-4, 1e-4, 1e-4, 1e-5, 1e-5]
    assert [line.rate(step) for step in at] == pytest.approx(rest)
    assert [line.rate(step, biases) for step in at] == pytest.approx([2 * rate for rate in rest])
    assert biases.decay == 0 and line.steps == 9300
    assert [line.rate(step, conv1) for step in (6799, 6800)] == pytest.approx([1e-4, 1e-5])
    assert [line.is_frozen(step, conv1) for step in (7199, 7200)] == [False, True]


def test_named_recipes() -> None:
    assert [CAFFE.batch_size * 100_000 / 1_281_167 * n for n in (1, 2, 3, 4)] == pytest.approx(CAFFE.drops, abs=0.1)
    assert (TORCHVISION.momentum_style, TORCHVISION.drops, TORCHVISION.weight_decay) == ("torch", (30.0, 60.0), 1e-4)
    assert len({recipe.name for recipe in NAMED}) == len(NAMED) == len(SHORT_NAMES)
    document = load_preset("alexnet")
    for recipe in NAMED:
        assert loads(dumps(replace(document, recipe=recipe))).recipe == recipe
        assert Recipe.model_validate(dict(recipe)) == recipe


def test_the_command_line_knows_the_same_names() -> None:
    from alexstudio.cli import RECIPES

    assert tuple(SHORT_NAMES) == RECIPES
