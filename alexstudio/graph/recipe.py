"""`Recipe`: everything about a training, as one validated value."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from alexstudio.graph.augmentation import PLAIN, Augmentation
from alexstudio.graph.node import DEVICE_LIMIT, GraphError
from alexstudio.graph.placement import DeviceMap, check_map
from alexstudio.graph.schedule import Course, Epochs, RateRule, Schedule

BUILTIN_SHAPES = "builtin:shapes"

Initialisation = Literal["kaiming", "xavier", "normal", "uniform", "torch"]


def _checked_map(devices: DeviceMap) -> DeviceMap:
    try:
        return check_map(devices)
    except GraphError as error:
        raise PydanticCustomError("device_map", "{fault}", {"fault": str(error).rstrip(".")}) from None


class InitRule(BaseModel):
    """How the layers of some stages start: ``*`` stands for every stage. The first rule that fits a node counts.

    ``kaiming``: N(0, 2/fan_in); ``xavier``: uniform with the variance 2/(fan_in + fan_out); ``normal``: N(0, std²);
    ``uniform``: with that deviation, between ±√3 std; ``torch``: as torch's layers start, biases included.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    stages: Annotated[tuple[str, ...], Field(max_length=1000, strict=False)] = ("*",)
    weights: Initialisation = "kaiming"
    std: float = Field(
        0.01, ge=0, le=100, allow_inf_nan=False, description="standard deviation of normal or uniform weights"
    )
    bias: float = Field(0.0, ge=-1000, le=1000, allow_inf_nan=False, description="constant of the biases")

    def fits(self, stage: str) -> bool:
        """Whether this rule speaks of a stage."""
        return "*" in self.stages or stage in self.stages


class Recipe(BaseModel):
    """One training: data, augmentation, optimizer, schedule, precision and seed.

    The optimizer is SGD unless it is said otherwise. Its momentum is the paper's (section 5): the learning rate is
    inside the velocity, so that a change of the rate does not change what the velocity already carries; in torch's
    style it does. Epochs of ``drops`` and ``warmup_epochs`` count from 0.
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
    augmentation: Augmentation = Field(PLAIN, description="further variations of the training pictures")
    mean_image: bool = Field(
        False, description="subtract the mean picture of the training data, as in 2012, instead of its mean colour"
    )
    statistics: Literal["usual", "data"] = Field(
        "usual", description="mean and spread of the colours: the usual ones, or measured on the training pictures"
    )
    skip_broken: bool = Field(False, description="leave out pictures that cannot be read, instead of refusing them")
    cache: Literal["auto", "on", "off"] = Field(
        "auto", description="keep a folder's pictures decoded on disk; auto: where it pays"
    )
    batch_size: int = Field(32, ge=1, le=65536, description="pictures per step")
    epochs: int = Field(6, ge=1, le=100_000, description="passes over the training pictures")
    learning_rate: float = Field(0.01, gt=0, le=1000, allow_inf_nan=False)
    momentum: float = Field(0.9, ge=0, lt=1, allow_inf_nan=False)
    weight_decay: float = Field(0.0005, ge=0, le=100, allow_inf_nan=False)
    optimizer: Literal["sgd", "adam", "adamw"] = "sgd"
    momentum_style: Literal["paper", "torch"] = Field(
        "paper", description="whether the velocity holds steps (paper, Caffe) or gradients (torch); differs at drops"
    )
    nesterov: bool = Field(False, description="look ahead by the velocity before the step")
    beta1: float = Field(0.9, ge=0, lt=1, allow_inf_nan=False, description="memory of Adam's mean gradient")
    beta2: float = Field(0.999, ge=0, lt=1, allow_inf_nan=False, description="memory of Adam's mean square")
    epsilon: float = Field(1e-8, gt=0, le=1, allow_inf_nan=False, description="added to the root of Adam's mean square")
    clip_norm: float = Field(
        0, ge=0, le=1e9, allow_inf_nan=False, description="largest length of the whole gradient; 0: not clipped"
    )
    label_smoothing: float = Field(
        0, ge=0, lt=1, allow_inf_nan=False, description="share of the target that all classes get, in training only"
    )
    schedule: Course = Field("constant", description="how the rate goes; see `Schedule`")
    patience: int = Field(5, ge=1, le=1000, description="validations without progress before the rate drops")
    drops: Annotated[Epochs, Field(strict=False)] = Field((), description="epochs after which the rate drops")
    divide_by: float = Field(
        10.0, gt=1, le=1e6, allow_inf_nan=False, description="what the rate is divided by at a drop"
    )
    fall: float = Field(250.0, gt=1, le=1e12, allow_inf_nan=False, description="first rate / last rate")
    segments: int = Field(4, ge=2, le=1000, description="parts of a dexp schedule, each with its rate")
    power: float = Field(1.0, gt=0, le=100, allow_inf_nan=False, description="power of a polynomial schedule")
    warmup_epochs: float = Field(
        0, ge=0, le=100_000, allow_inf_nan=False, description="epochs in which the rate rises to its value"
    )
    rates: Annotated[tuple[RateRule, ...], Field(max_length=1000, strict=False)] = Field(
        (), description="layers that learn at another rate, with another decay or schedule, or not at all"
    )
    weights: str = Field("", max_length=4096, description="file of weights to start from; empty: they are drawn")
    weights_sha256: str = Field("", pattern="^([0-9a-f]{64})?$", description="of that file, when it was imported")
    initialisation: Annotated[tuple[InitRule, ...], Field(max_length=1000, strict=False)] = (InitRule(),)
    precision: Literal["auto", "float32", "bfloat16"] = Field(
        "auto", description="auto: bfloat16 where a quick timing shows that it is faster"
    )
    validate_every: int = Field(16, ge=1, le=10_000_000, description="steps from one validation to the next")
    checkpoint_every: int = Field(
        0, ge=0, le=10_000_000, description="steps from one checkpoint to the next; 0: every five minutes"
    )
    early_stop: int = Field(
        0, ge=0, le=100_000, description="validations without progress after which it ends; 0: it goes on to the end"
    )
    tensorboard: bool = Field(False, description="write event files for TensorBoard into the run's folder, too")
    seed: int = Field(2012, ge=0, le=2**63 - 1)
    devices: Annotated[DeviceMap, AfterValidator(_checked_map)] = Field(
        default_factory=dict,
        max_length=DEVICE_LIMIT + 1,
        description="logical device -> device of the machine; what is left out is chosen where it runs",
    )

    @property
    def course(self) -> Schedule:
        """The schedule of the layers that no rule gives one of their own."""
        return Schedule(
            kind=self.schedule,
            drops=self.drops,
            divide_by=self.divide_by,
            fall=self.fall,
            segments=self.segments,
            power=self.power,
        )

    @property
    def own(self) -> dict[str, object]:
        """What belongs to the document and its machine, and stays when another named recipe is taken."""
        return {name: getattr(self, name) for name in ("data", "devices", "weights", "weights_sha256")}

    @property
    def moments(self) -> int:
        """Numbers that the optimizer keeps for each weight: a velocity, or Adam's two means."""
        return 2 if self.optimizer != "sgd" else int(self.momentum > 0)
