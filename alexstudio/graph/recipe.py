"""`Recipe`: everything about a training, as one validated value, and the named recipes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

BUILTIN_SHAPES = "builtin:shapes"

Initialisation = Literal["kaiming", "normal", "torch"]


class InitRule(BaseModel):
    """How the layers of some stages start: ``*`` stands for every stage. The first rule that fits a node counts."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    stages: Annotated[tuple[str, ...], Field(max_length=1000, strict=False)] = ("*",)
    weights: Initialisation = "kaiming"
    std: float = Field(0.01, ge=0, le=100, allow_inf_nan=False, description="standard deviation of normal weights")
    bias: float = Field(0.0, ge=-1000, le=1000, allow_inf_nan=False, description="constant of the biases")

    def fits(self, stage: str) -> bool:
        """Whether this rule speaks of a stage."""
        return "*" in self.stages or stage in self.stages


class Recipe(BaseModel):
    """One training: data, augmentation, optimizer, schedule, precision and seed.

    The optimizer is SGD with momentum, as in the paper (section 5): the learning rate is inside the velocity, so a
    change of the rate does not change what the velocity already carries.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = Field("Quick start", min_length=1, max_length=200)
    data: str = Field(BUILTIN_SHAPES, min_length=1, max_length=4096, description="builtin:shapes or a folder")
    train_images: int = Field(1024, ge=2, le=10_000_000, description="generated training pictures per epoch")
    validation_images: int = Field(320, ge=1, le=1_000_000, description="generated validation pictures")
    input_scale: Literal["unit", "0-255"] = Field(
        "unit", description="unit: per colour, mean 0 and spread 1; 0-255: grey levels minus their mean, as in 2012"
    )
    crop_margin: int = Field(16, ge=0, le=4096, description="pixels that the random crop can move")
    flip: bool = Field(True, description="mirror half of the training pictures")
    batch_size: int = Field(32, ge=1, le=65536, description="pictures per step")
    epochs: int = Field(6, ge=1, le=100_000, description="passes over the training pictures")
    learning_rate: float = Field(0.01, gt=0, le=1000, allow_inf_nan=False)
    momentum: float = Field(0.9, ge=0, lt=1, allow_inf_nan=False)
    weight_decay: float = Field(0.0005, ge=0, le=100, allow_inf_nan=False)
    schedule: Literal["constant", "plateau"] = Field(
        "constant", description="plateau: divide the rate by 10 when validation error stalls, three times at most"
    )
    patience: int = Field(5, ge=1, le=1000, description="validations without progress before the rate drops")
    initialisation: Annotated[tuple[InitRule, ...], Field(max_length=1000, strict=False)] = (InitRule(),)
    precision: Literal["auto", "float32", "bfloat16"] = Field(
        "auto", description="auto: bfloat16 where a quick timing shows that it is faster"
    )
    validate_every: int = Field(16, ge=1, le=10_000_000, description="steps from one validation to the next")
    seed: int = Field(2012, ge=0, le=2**63 - 1)


QUICK_START = Recipe(
    epochs=9,
    learning_rate=0.005,
    # With small class scores the loss starts at ln(classes), not above it, and the first steps are not lost
    initialisation=(InitRule(stages=("FC8",), weights="normal", std=0.01), InitRule()),
)

PAPER = Recipe(
    name="Paper (2012)",
    input_scale="0-255",
    crop_margin=32,
    batch_size=128,
    epochs=90,
    learning_rate=0.01,
    momentum=0.9,
    weight_decay=0.0005,
    schedule="plateau",
    # Section 5: N(0, 0.01) everywhere; biases 1 in the 2nd, 4th and 5th convolution and the hidden dense layers
    initialisation=(
        InitRule(stages=("Conv2", "Conv4", "Conv5", "FC6", "FC7"), weights="normal", std=0.01, bias=1.0),
        InitRule(weights="normal", std=0.01, bias=0.0),
    ),
    precision="float32",
    train_images=4096,
    validate_every=32,
)

NAMED = (QUICK_START, PAPER)
"""The recipes that people choose from."""
