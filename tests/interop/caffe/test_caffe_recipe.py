from __future__ import annotations

from pathlib import Path

import pytest

from alexstudio.graph import InitRule
from alexstudio.graph.recipes_named import CAFFE
from alexstudio.graph.schedule import RateRule
from alexstudio.interop.caffe import import_prototxt
from alexstudio.interop.imported import Imported, ImportProblem

DATA = Path(__file__).parent / "data"
TRAIN = (DATA / "alexnet_train_val.prototxt").read_text("utf-8")
SOLVER = (DATA / "alexnet_solver.prototxt").read_text("utf-8")


def sentences(found: Imported, severity: str, layer: str | None = None) -> str:
    return " ".join(one.sentence for one in found.remarks if one.severity == severity and layer in (None, one.layer))


def test_solver_and_data_fill_the_recipe() -> None:
    recipe = import_prototxt(TRAIN, solver=SOLVER).document.recipe
    assert (recipe.learning_rate, recipe.momentum, recipe.weight_decay) == (0.01, 0.9, 0.0005)
    assert (recipe.batch_size, recipe.epochs, recipe.validate_every) == (256, 90, 1000)
    assert (recipe.input_scale, recipe.flip, recipe.crop_margin, recipe.schedule) == ("0-255", True, 29, "steps")
    assert recipe.drops == (19.98, 39.96, 59.95, 79.93) and recipe.divide_by == 10
    assert recipe.rates == CAFFE.rates == (RateRule(kind="biases", rate=2.0, decay=0.0),)
    assert recipe.momentum_style == "paper"


def test_first_weights() -> None:
    rules = import_prototxt(TRAIN).document.recipe.initialisation
    by_stage = {stage: rule for rule in rules for stage in rule.stages}
    assert (by_stage["conv2"].std, by_stage["conv2"].bias) == (0.01, 0.1)
    assert (by_stage["fc6"].std, by_stage["fc7"].bias) == (0.005, 0.1)
    assert (by_stage["*"].std, by_stage["*"].bias) == (0.01, 0.0) and "conv1" not in by_stage


def test_a_network_without_fillers_starts_as_usual_and_says_that_there_is_no_solver() -> None:
    found = import_prototxt((DATA / "alexnet_deploy.prototxt").read_text("utf-8"))
    assert found.document.recipe.initialisation == (InitRule(),)
    assert "No solver" in sentences(found, "left out")


def filled(filler: str, outputs: int = 8) -> Imported:
    return import_prototxt(
        'input: "d" input_shape { dim: [1, 3, 8, 8] } layer { name: "c" type: "Convolution" bottom: "d" top: "c" '
        f"convolution_param {{ num_output: {outputs} kernel_size: 2 weight_filler {{ {filler} }} }} }}"
    )


@pytest.mark.parametrize(
    ("filler", "weights", "std"),
    [
        ('type: "gaussian" std: 0.25', "normal", 0.25),
        ('type: "gaussian"', "normal", 1.0),
        ('type: "msra"', "kaiming", 0.01),
        ('type: "xavier"', "uniform", 0.288675),  # 1 / √12: twelve values meet in each output
        ('type: "xavier" variance_norm: FAN_OUT', "uniform", 0.176777),  # 1 / √32
        ('type: "xavier" variance_norm: AVERAGE', "uniform", 0.213201),  # 1 / √22
        ('type: "uniform" min: -1 max: 1', "uniform", 0.57735),
        ('type: "constant"', "normal", 0.0),
        ('type: "constant" value: 3', "kaiming", 0.01),
        ('type: "bilinear"', "kaiming", 0.01),
    ],
)
def test_fillers(filler: str, weights: str, std: float) -> None:
    (rule,) = filled(filler).document.recipe.initialisation
    assert (rule.weights, rule.std, rule.stages) == (weights, std, ("*",))


def test_rates_of_single_layers_become_rules() -> None:
    text = TRAIN.replace("lr_mult: 1 decay_mult: 1", "lr_mult: 0", 1).replace(
        "lr_mult: 2 decay_mult: 0", "lr_mult: 0", 1
    )
    text = text.replace("lr_mult: 1 decay_mult: 1", "lr_mult: 10 decay_mult: 0.5", 1)
    assert import_prototxt(text).document.recipe.rates == (
        RateRule(stages=("conv1",), frozen_from=0.0),
        RateRule(stages=("conv2",), kind="biases", rate=2.0, decay=0.0),
        RateRule(stages=("conv2",), kind="weights", rate=10.0, decay=0.5),
        RateRule(kind="biases", rate=2.0, decay=0.0),
    )
    assert import_prototxt(TRAIN.replace("lr_mult: 2 decay_mult: 0", "")).document.recipe.rates == ()


@pytest.mark.parametrize(
    ("solver", "fields"),
    [
        ('lr_policy: "multistep" stepvalue: 50000 stepvalue: 80000 gamma: 0.5',
         {"schedule": "steps", "drops": (9.99, 15.99), "divide_by": 2.0}),
        ('lr_policy: "poly" power: 0.5', {"schedule": "polynomial", "power": 0.5}),
        ('lr_policy: "exp" gamma: 0.9 max_iter: 10', {"schedule": "exponential", "fall": 0.9**-10}),
        ('type: "Adam" momentum: 0.8 delta: 0.01',
         {"optimizer": "adam", "beta1": 0.8, "beta2": 0.999, "epsilon": 0.01}),
        ('solver_type: NESTEROV momentum: 0.8', {"optimizer": "sgd", "nesterov": True, "momentum": 0.8}),
        ("snapshot: 500", {"checkpoint_every": 500}),
    ],
)  # fmt: skip
def test_solvers_that_a_recipe_can_follow(solver: str, fields: dict[str, object]) -> None:
    found = import_prototxt(TRAIN, solver=f"base_lr: 0.1 {solver}")
    recipe = found.document.recipe
    assert {name: getattr(recipe, name) for name in fields} == fields
    assert "in Caffe" not in sentences(found, "approximated", "").replace("in Caffe's", "")


def test_shared_weights_are_told() -> None:
    dense = 'type: "InnerProduct" param { name: "w" } inner_product_param { num_output: 4 }'
    found = import_prototxt(
        'input: "d" input_shape { dim: [1, 1, 2, 2] }'
        f'layer {{ name: "a" bottom: "d" top: "a" {dense} }} layer {{ name: "b" bottom: "a" top: "b" {dense} }}'
    )
    assert sentences(found, "approximated", "b") == "It shares its weights with a in Caffe; here it has its own."


@pytest.mark.parametrize(
    ("solver", "said"),
    [
        ('base_lr: 0.1 lr_policy: "inv" gamma: 0.1 power: 0.5', "by the policy inv in Caffe"),
        ('base_lr: 0.1 lr_policy: "step" gamma: 0.5 stepsize: 0', "by 0.5 every 0 steps"),
        ('base_lr: 0.1 type: "AdaGrad"', "AdaGrad is read as SGD"),
        ('base_lr: 0.1 regularization_type: "L1"', "L1 kind"),
    ],
)
def test_what_a_recipe_cannot_say(solver: str, said: str) -> None:
    assert said in sentences(import_prototxt(TRAIN, solver=solver), "approximated", "")


def test_a_fixed_rate_and_what_a_solver_leaves_open() -> None:
    found = import_prototxt(
        TRAIN, solver='base_lr: 0.5 lr_policy: "fixed" iter_size: 4 clip_gradients: 5 random_seed: 7 plugin: "x"'
    )
    recipe = found.document.recipe
    assert (recipe.schedule, recipe.batch_size, recipe.seed) == ("constant", 1024, 7)
    assert (recipe.momentum, recipe.weight_decay) == (0.0, 0.0)  # Caffe's own, where the solver is silent
    assert recipe.clip_norm == 5 and "plugin" in sentences(found, "left out", "")


def test_numbers_that_a_recipe_cannot_hold() -> None:
    found = import_prototxt(TRAIN, solver="base_lr: 99999999 momentum: 2 max_iter: 99999999999999999999")
    assert found.document.recipe.learning_rate == 0.01
    left = sentences(found, "left out", "")
    assert "learning rate 99999999.0" in left and "momentum 2" in left and "epochs" in left


def test_a_solver_that_cannot_be_read() -> None:
    with pytest.raises(ImportProblem, match=r"^Line 2: base_lr must be a finite number\.$"):
        import_prototxt(TRAIN, solver='\nbase_lr: "fast"')
