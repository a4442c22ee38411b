from __future__ import annotations

from pathlib import Path

import pytest

from alexstudio.graph import InitRule
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
    assert (recipe.input_scale, recipe.flip, recipe.crop_margin, recipe.schedule) == ("0-255", True, 29, "plateau")


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
        ('type: "xavier"', "normal", 0.288675),  # 1 / √12: twelve values meet in each output
        ('type: "xavier" variance_norm: FAN_OUT', "normal", 0.176777),  # 1 / √32
        ('type: "xavier" variance_norm: AVERAGE', "normal", 0.213201),  # 1 / √22
        ('type: "uniform" min: -1 max: 1', "normal", 0.57735),
        ('type: "constant"', "normal", 0.0),
        ('type: "constant" value: 3', "kaiming", 0.01),
        ('type: "bilinear"', "kaiming", 0.01),
    ],
)
def test_fillers(filler: str, weights: str, std: float) -> None:
    (rule,) = filled(filler).document.recipe.initialisation
    assert (rule.weights, rule.std, rule.stages) == (weights, std, ("*",))


def test_rates_of_single_layers_are_told() -> None:
    found = import_prototxt(
        TRAIN.replace("lr_mult: 1 decay_mult: 1", "lr_mult: 0", 1).replace("lr_mult: 2", "lr_mult: 0", 1)
    )
    assert "does not train it" in sentences(found, "approximated", "conv1")
    assert "rates × 1, 2 and decays × 1, 0" in sentences(found, "approximated", "conv2")


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
        ('base_lr: 0.1 lr_policy: "multistep" stepvalue: 10 stepvalue: 20', "at steps 10, 20"),
        ('base_lr: 0.1 lr_policy: "poly" power: 0.5', "to 0 with the power 0.5"),
        ('base_lr: 0.1 type: "Adam"', "Adam is read as SGD"),
        ('base_lr: 0.1 regularization_type: "L1"', "L1 kind"),
    ],
)
def test_what_a_recipe_cannot_say(solver: str, said: str) -> None:
    assert said in sentences(import_prototxt(TRAIN, solver=solver), "approximated", "")


def test_a_fixed_rate_and_what_a_solver_leaves_open() -> None:
    found = import_prototxt(
        TRAIN, solver='base_lr: 0.5 lr_policy: "fixed" iter_size: 4 clip_gradients: 5 random_seed: 7'
    )
    recipe = found.document.recipe
    assert (recipe.schedule, recipe.batch_size, recipe.seed) == ("constant", 1024, 7)
    assert (recipe.momentum, recipe.weight_decay) == (0.0, 0.0)  # Caffe's own, where the solver is silent
    assert "clip_gradients" in sentences(found, "left out", "")


def test_numbers_that_a_recipe_cannot_hold() -> None:
    found = import_prototxt(TRAIN, solver="base_lr: 99999999 momentum: 2 max_iter: 99999999999999999999")
    assert found.document.recipe.learning_rate == 0.01
    left = sentences(found, "left out", "")
    assert "learning rate 99999999.0" in left and "momentum 2" in left and "epochs" in left


def test_a_solver_that_cannot_be_read() -> None:
    with pytest.raises(ImportProblem, match=r"^Line 2: base_lr must be a finite number\.$"):
        import_prototxt(TRAIN, solver='\nbase_lr: "fast"')
