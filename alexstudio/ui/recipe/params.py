"""The fields of the recipe form: what each means, in which section it stands, and when it matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from alexstudio.graph import Recipe
from alexstudio.graph.recipe import BUILTIN_SHAPES
from alexstudio.layers import Param

BASICS = (
    Param("epochs", "int", 6, "passes over the training pictures", low=1, high=100_000),
    Param("batch_size", "int", 32, "pictures per step", label="batch size", low=1, high=65536),
    Param("learning_rate", "float", 0.01, "step size of the optimizer", label="learning rate", low=1e-9, high=1000),
)
"""Always in sight."""

EPOCHS = "epochs"
"""Unit of what counts passes over the data."""


class Field(NamedTuple):
    """A field of a section, and whether a recipe makes it matter."""

    param: Param
    matters: Callable[[Recipe], bool] = lambda recipe: True


def _sgd(recipe: Recipe) -> bool:
    return recipe.optimizer == "sgd"


def _moves(recipe: Recipe) -> bool:
    return _sgd(recipe) and recipe.momentum > 0


def _adam(recipe: Recipe) -> bool:
    return recipe.optimizer != "sgd"


def _course(*kinds: str) -> Callable[[Recipe], bool]:
    return lambda recipe: recipe.schedule in kinds


def _builtin(recipe: Recipe) -> bool:
    return recipe.data == BUILTIN_SHAPES


DATA = (
    Field(Param("input_scale", "choice", "unit", "what the network sees of a picture", label="input",
                choices=("unit", "0-255"))),
    Field(Param("crop_margin", "int", 16, "how far the random crop can move", label="crop moves by", unit="pixels",
                high=4096)),
    Field(Param("flip", "bool", True, "mirror half of the training pictures", label="mirror")),
    Field(Param("train_images", "int", 1024, "generated training pictures per epoch", label="training", unit="pictures",
                low=2, high=10_000_000), _builtin),
    Field(Param("validation_images", "int", 320, "generated validation pictures", label="validation", unit="pictures",
                low=1, high=1_000_000), _builtin),
)  # fmt: skip
OPTIMIZER = (
    Field(Param("optimizer", "choice", "sgd", "rule by which the gradient changes the weights",
                choices=("sgd", "adam", "adamw"))),
    Field(Param("momentum", "float", 0.9, "part of the velocity that stays from step to step", high=0.999999), _sgd),
    Field(Param("momentum_style", "choice", "paper", "whether the rate is inside the velocity, as in the paper and in "
                "Caffe, or outside, as in torch; they differ when the rate changes", label="velocity",
                choices=("paper", "torch")), _moves),
    Field(Param("nesterov", "bool", False, "look ahead by the velocity before the step"), _moves),
    Field(Param("beta1", "float", 0.9, "memory of the mean gradient", label="beta 1", high=0.999999), _adam),
    Field(Param("beta2", "float", 0.999, "memory of the mean squared gradient", label="beta 2", high=0.9999999), _adam),
    Field(Param("epsilon", "float", 1e-8, "added to the root of the mean square", low=1e-30, high=1), _adam),
    Field(Param("weight_decay", "float", 0.0005, "pull of all weights towards 0", label="weight decay", high=100)),
    Field(Param("clip_norm", "float", 0.0, "largest length of the whole gradient; 0 leaves it as it is",
                label="clip at", high=1e9)),
    Field(Param("label_smoothing", "float", 0.0, "share of the target that all classes get, in training only",
                label="label smoothing", high=0.999)),
)  # fmt: skip
SCHEDULE = (
    Field(Param("schedule", "choice", "constant", "how the learning rate goes over the epochs",
                choices=("constant", "steps", "plateau", "exponential", "dexp", "cosine", "polynomial"))),
    Field(Param("drops", "float", 0.0, "epochs after which the rate drops, such as 30, 60", label="drops after",
                unit=EPOCHS), _course("steps")),
    Field(Param("divide_by", "float", 10.0, "what the rate is divided by at a drop", label="divide by", low=1.000001,
                high=1e6), _course("steps", "plateau")),
    Field(Param("patience", "int", 5, "validations without progress before the rate drops, three times at most",
                unit="validations", low=1, high=1000), _course("plateau")),
    Field(Param("fall", "float", 250.0, "first rate divided by the last one", label="falls by", low=1.000001,
                high=1e12), _course("exponential", "dexp")),
    Field(Param("segments", "int", 4, "equal parts of the run, each with its rate", label="parts", low=2, high=1000),
          _course("dexp")),
    Field(Param("power", "float", 1.0, "1 falls in a straight line to 0, more falls early", low=0.01, high=100),
          _course("polynomial")),
    Field(Param("warmup_epochs", "float", 0.0, "epochs in which the rate rises to its value", label="warm-up",
                unit=EPOCHS, high=100_000)),
)  # fmt: skip
RUN = (
    Field(Param("precision", "choice", "auto", "numbers that the network computes with; auto times both and takes the "
                "faster one", choices=("auto", "float32", "bfloat16"))),
    Field(Param("validate_every", "int", 16, "steps from one validation to the next", label="validate every",
                unit="steps", low=1, high=10_000_000)),
    Field(Param("checkpoint_every", "int", 0, "steps from one checkpoint to the next; 0 writes one every five minutes",
                label="checkpoint every", unit="steps", high=10_000_000)),
    Field(Param("early_stop", "int", 0, "validations without progress after which it ends; 0 goes on to the end",
                label="stop early after", unit="validations", high=100_000)),
    Field(Param("tensorboard", "bool", False, "write event files for TensorBoard into the run's folder, too",
                label="for TensorBoard")),
    Field(Param("seed", "int", 2012, "where all random numbers come from", high=2**31 - 1)),
)  # fmt: skip

LABELS = {
    "unit": "mean 0, spread 1",
    "0-255": "0 to 255, minus mean",
    "sgd": "SGD",
    "adam": "Adam",
    "adamw": "AdamW",
    "paper": "as in the paper",
    "torch": "as in torch",
    "constant": "constant",
    "steps": "in steps",
    "plateau": "when it stalls",
    "exponential": "exponential",
    "dexp": "dexp, equal parts",
    "cosine": "cosine to 0",
    "polynomial": "polynomial to 0",
    "auto": "auto",
    "float32": "float32",
    "bfloat16": "bfloat16",
    "kaiming": "kaiming",
    "xavier": "xavier",
    "normal": "normal",
    "uniform": "uniform",
    "all": "everything",
    "weights": "weights",
    "biases": "biases",
    "norms": "norms",
}
"""What people read for a value of a choice."""

RULE_PARAMS = (
    Param("rate", "float", 1.0, "times the learning rate of the recipe", label="rate ×", low=1e-6, high=1e6),
    Param("decay", "float", 1.0, "times the weight decay of the recipe", label="decay ×", high=1e6),
    Param("own_drops", "float", 0.0, "epochs after which their rate drops, instead of the recipe's schedule",
          label="own drops", unit=EPOCHS),
    Param("frozen_from", "float", 0.0, "epochs after which they no longer change; 0 is from the start, empty is never",
          label="frozen after", unit=EPOCHS),
)  # fmt: skip
INIT_PARAMS = (
    Param("std", "float", 0.01, "standard deviation of the first weights", label="spread", high=100),
    Param("bias", "float", 0.0, "what the biases start from", label="biases", low=-1000, high=1000),
)

RECIPE_PARAMS = (
    *BASICS,
    *(field.param for section in (DATA, OPTIMIZER, SCHEDULE, RUN) for field in section),
    *RULE_PARAMS,
    *INIT_PARAMS,
)
"""All of them, for the translation."""
