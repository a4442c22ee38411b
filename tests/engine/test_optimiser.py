"""Optimizers and schedules against torch's own, and against the update rules of the papers written by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import torch
from torch import nn
from torch.optim import lr_scheduler as torch_schedules

from alexstudio.engine.compiler import compile_document
from alexstudio.engine.course import Course
from alexstudio.engine.learner import Learner
from alexstudio.engine.optimiser import Grouped, make_optimizer, make_sgd
from alexstudio.graph import Node, Recipe
from alexstudio.graph.schedule import RateRule, Schedule
from alexstudio.graph.timeline import Timeline
from tests.engine.conftest import chain

Make = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("one_thread")

STEPS = {"epochs": 4, "schedule": "steps", "drops": (1.0, 2.5), "learning_rate": 0.1, "weight_decay": 0.01}
SPE = 8


def gradient(w: torch.Tensor) -> torch.Tensor:
    return torch.sin(w) + 0.1 * (w - 3.0)


def walked(recipe: Recipe, rules: Sequence[RateRule | None] = (None,), start: float = 0.5) -> torch.Tensor:
    """The weight of a 1 x 1 layer after a run of its course; every step at the point where it stands."""
    layer = nn.Linear(1, 1, bias=False).double()
    nn.init.constant_(layer.weight, start)
    optimizer = make_sgd(layer, recipe)
    course = Course(recipe, Grouped(optimizer, tuple(rules)), SPE)
    for step in range(recipe.epochs * SPE):
        course.begin_step(step)
        layer.weight.grad = gradient(layer.weight.detach())
        course.drop_frozen(step)
        optimizer.step()
    return layer.weight.detach().flatten()


def torch_walk(make: Callable[[list[nn.Parameter]], torch.optim.Optimizer], rates: Sequence[float]) -> torch.Tensor:
    weight = nn.Parameter(torch.full((1, 1), 0.5, dtype=torch.float64))
    optimizer = make([weight])
    for rate in rates:
        optimizer.param_groups[0]["lr"] = rate
        weight.grad = gradient(weight.detach())
        optimizer.step()
    return weight.detach().flatten()


def rates_of(recipe: Recipe) -> list[float]:
    line = Timeline(recipe, SPE)
    return [line.rate(step) for step in range(line.steps)]


@pytest.mark.parametrize("nesterov", [False, True])
@pytest.mark.parametrize("schedule", [STEPS, {**STEPS, "schedule": "cosine"}, {**STEPS, "warmup_epochs": 0.5}])
def test_sgd_in_torchs_style_is_torchs(nesterov: bool, schedule: dict[str, Any]) -> None:
    recipe = Recipe(momentum_style="torch", nesterov=nesterov, **schedule)
    theirs = torch_walk(
        lambda w: torch.optim.SGD(w, lr=1.0, momentum=0.9, weight_decay=0.01, nesterov=nesterov, fused=True),
        rates_of(recipe),
    )
    assert torch.equal(walked(recipe), theirs)


@pytest.mark.parametrize("schedule", [STEPS, {**STEPS, "schedule": "exponential"}, {**STEPS, "warmup_epochs": 0.5}])
def test_sgd_in_the_papers_style_is_the_papers(schedule: dict[str, Any]) -> None:
    recipe = Recipe(**schedule)
    w, v = (torch.full((1,), start, dtype=torch.float64) for start in (0.5, 0.0))
    for rate in rates_of(recipe):  # section 5: v <- 0.9 v - 0.01 rate w - rate dL/dw, w <- w + v
        v = 0.9 * v - 0.01 * rate * w - rate * gradient(w)
        w = w + v
    assert float(walked(recipe)) == pytest.approx(float(w), rel=1e-12)
    other = walked(recipe.model_copy(update={"momentum_style": "torch"}))
    assert float(other) != pytest.approx(float(w), rel=1e-4), "the two differ where the rate changes"


@pytest.mark.parametrize(("name", "kind"), [("adam", torch.optim.Adam), ("adamw", torch.optim.AdamW)])
def test_adam_is_torchs(name: Any, kind: Any) -> None:
    recipe = Recipe(optimizer=name, beta1=0.8, beta2=0.95, epsilon=1e-6, **STEPS)
    theirs = torch_walk(
        lambda w: kind(w, lr=1.0, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.01, fused=True), rates_of(recipe)
    )
    assert torch.equal(walked(recipe), theirs)


SCHEDULES: list[tuple[dict[str, Any], Callable[[Any], Any]]] = [
    (
        {"schedule": "steps", "drops": (1.0, 2.5), "divide_by": 10.0},
        lambda opt: torch_schedules.MultiStepLR(opt, [8, 20], 0.1),
    ),
    ({"schedule": "exponential", "fall": 50.0}, lambda opt: torch_schedules.ExponentialLR(opt, 50 ** (-1 / 32))),
    ({"schedule": "cosine"}, lambda opt: torch_schedules.CosineAnnealingLR(opt, 32)),
    ({"schedule": "polynomial", "power": 2.0}, lambda opt: torch_schedules.PolynomialLR(opt, 32, 2.0)),
    ({"warmup_epochs": 1.0}, lambda opt: torch_schedules.LinearLR(opt, 1 / 8, 1.0, 7)),
    (
        {"schedule": "cosine", "warmup_epochs": 1.0},
        lambda opt: torch_schedules.SequentialLR(
            opt,
            [torch_schedules.LinearLR(opt, 1 / 8, 1.0, 7), torch_schedules.CosineAnnealingLR(opt, 24)],
            [8],
        ),
    ),
]


@pytest.mark.parametrize(("fields", "make"), SCHEDULES, ids=[str(sorted(fields)) for fields, _ in SCHEDULES])
@pytest.mark.filterwarnings("ignore:.*epoch parameter:UserWarning")
def test_schedules_are_torchs_where_torch_has_them(fields: dict[str, Any], make: Callable[[Any], Any]) -> None:
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.3)
    schedule, theirs = make(optimizer), []
    for _ in range(32):
        theirs.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    assert rates_of(Recipe(epochs=4, learning_rate=0.3, **fields)) == pytest.approx(theirs, rel=1e-9)


def test_a_frozen_layer_stands_still_decay_included() -> None:
    rule = RateRule(frozen_from=2.0)
    whole = Recipe(**STEPS, rates=(rule,))
    half = walked(Recipe(**{**STEPS, "epochs": 2}), (None,))
    assert torch.equal(walked(whole, (rule,)), half)
    assert not torch.equal(walked(whole, (None,)), half)


def test_groups_by_stage_and_kind(tiny: Make) -> None:
    document = tiny(
        weight_decay=0.5,
        learning_rate=0.25,
        rates=[
            {"stages": ["Conv1"], "kind": "biases", "rate": 3.0},
            {"stages": ["FC8"], "frozen_from": 0.0},
            {"kind": "biases", "rate": 2.0, "decay": 0.0},
        ],
    )
    module = compile_document(document)
    grouped = make_optimizer(module, document)
    names = {id(weight): name for name, weight in module.named_parameters()}
    found = [[names[id(weight)] for weight in group["params"]] for group in grouped.optimizer.param_groups]
    assert found == [
        ["conv1.bias"],
        ["fc8.weight", "fc8.bias"],
        ["conv2.bias", "fc6.bias"],
        ["conv1.weight", "conv2.weight", "fc6.weight"],
    ]
    assert [group["weight_decay"] for group in grouped.optimizer.param_groups] == [0.5, 0.5, 0.0, 0.5]
    Course(document.recipe, grouped, 8).begin_step(0)
    assert [group["lr"] for group in grouped.optimizer.param_groups] == [0.75, 0.25, 0.5, 0.25]
    assert [weight.requires_grad for weight in module.fc8.parameters()] == [False, False]


def test_norms_are_a_kind() -> None:
    document = chain(
        Node("input", "Input", "Input", {"channels": 3, "size": (8, 8)}, device="host"),
        Node("conv", "Conv2d", "Conv", {"out_channels": 4}, stage="A"),
        Node("norm", "BatchNorm2d", "Norm", stage="A"),
        Node("flat", "Flatten", "Flat", stage="A"),
        Node("fc", "Linear", "FC", {"out_features": 4}, stage="B"),
        recipe=Recipe(rates=(RateRule(kind="norms", decay=0.0), RateRule(stages=("B",), rate=2.0))),
    )
    module = compile_document(document)
    sizes = [len(group["params"]) for group in make_optimizer(module, document).optimizer.param_groups]
    assert sizes == [2, 2, 2]  # scale and shift of the norm; the dense layer; the convolution


def test_clipping_and_smoothing(tiny: Make) -> None:
    cpu = {name: torch.device("cpu") for name in ("host", "gpu0")}
    torch.manual_seed(0)
    batch = torch.randn(4, 3, 32, 32), torch.arange(4)
    outcomes = {}
    for name, changes in {"plain": {}, "clip": {"clip_norm": 1e-3}, "smooth": {"label_smoothing": 0.1}}.items():
        learner = Learner(tiny(dropout=0.0, momentum=0.0, weight_decay=0.0, **changes), cpu, "float32", 32)
        before = [weight.detach().clone() for weight in learner.module.parameters()]
        outcomes[name] = outcome = learner.look(batch)
        learner.learn(outcome)
        if name == "clip":
            moves = [now.detach() - then for now, then in zip(learner.module.parameters(), before, strict=True)]
            length = float(torch.cat([move.flatten() for move in moves]).norm())
            assert length == pytest.approx(0.01 * 1e-3, rel=1e-2)
        if name == "smooth":
            learner.module.eval()
            assert learner.look(batch).loss != pytest.approx(outcome.loss, rel=1e-4), "validation has hard targets"
    assert outcomes["clip"].loss == outcomes["plain"].loss != outcomes["smooth"].loss


@pytest.mark.parametrize(
    ("weights", "variances"),
    [("xavier", (2 / (36 + 144), 2 / (36 + 36))), ("uniform", (0.04, 0.04)), ("kaiming", (2 / 36, 2 / 36))],
)
def test_layers_start_from_the_seed_of_the_recipe(weights: Any, variances: tuple[float, float]) -> None:
    """Also transposed ones, of which each output reads 36 values and each value goes into 144, and local ones."""

    def made() -> nn.Module:
        return compile_document(
            chain(
                Node("input", "Input", "Input", {"channels": 4, "size": (8, 8)}, device="host"),
                Node("up", "ConvTranspose2d", "Up", {"out_channels": 4, "kernel_size": (6, 6), "stride": (2, 2)}),
                Node("own", "LocallyConnected2d", "Own", {"out_channels": 4, "kernel_size": (3, 3)}),
                recipe=Recipe.model_validate({"initialisation": [{"weights": weights, "std": 0.2, "bias": 0.5}]}),
            )
        )

    one, other = made(), made()
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), other.parameters(), strict=True))
    for layer, variance in zip((one.up, one.own), variances, strict=True):
        assert float(layer.weight.detach().var()) == pytest.approx(variance, rel=0.2)
        assert torch.equal(layer.bias, torch.full_like(layer.bias, 0.5))


def test_what_happens_is_said_once() -> None:
    rule = RateRule(stages=("Conv1",), schedule=Schedule(kind="steps", drops=(1.0, 3.0)), frozen_from=3.5)
    recipe = Recipe(**STEPS, rates=(rule,))
    course = Course(recipe, Grouped(make_sgd(nn.Linear(1, 1), recipe), (None,)), SPE)
    said = {step: found for step in range(32) if (found := course.begin_step(step))}
    assert said == {
        8: ["After 1 epoch the learning rate is now 0.01."],
        20: ["After 2.5 epochs the learning rate is now 0.001."],
        24: ["After 3 epochs the rate of Conv1 is now 0.001."],
        28: ["After 3.5 epochs Conv1 no longer change: the recipe freezes them."],
    }
