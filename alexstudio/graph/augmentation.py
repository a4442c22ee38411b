"""`Augmentation`: how training pictures are varied, beyond the crop and the mirroring that `Recipe` names."""

from __future__ import annotations

import math
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

ColourNoise = Literal["off", "paper", "code", "lighting"]
"""How strong the noise along the principal axes of the colours is; lambda is the variance along an axis.

paper: lambda of pixels in 0 .. 255, the words of section 4.1 taken literally (about 1,483 grey levels along the first
axis at strength 0.1); code: the square root of lambda, then the picture / 1.1, as cuda-convnet does (12.2 levels);
lighting: lambda of pixels in 0 .. 1, as the "Lighting" of the Torch community (about 5.8 levels).
"""


IMAGENET_SPREADS = (121.78006099, 37.09388853, 19.72083305)
IMAGENET_AXES = (
    (-0.56351045, -0.57618440, -0.59200296),
    (-0.71257945, -0.02354167, 0.70119634),
    (0.41795513, -0.81698062, 0.39731118),
)
"""Principal axes of the colours of ILSVRC-2012's training pictures, red, green and blue, and the standard deviation
along each in 0 .. 255, as cuda-convnet2 ships them (make-data/input_meta)."""


def noise_levels(kind: ColourNoise, strength: float, variance: float) -> float:
    """Standard deviation of the colour noise along an axis of this variance, both in grey levels of 0 .. 255."""
    if kind == "off":
        return 0.0
    if kind == "code":
        return strength * math.sqrt(variance)
    if kind == "paper":
        return strength * variance
    return strength * variance / 255  # of pixels in 0 .. 1 the variance is / 255², the noise then x 255


class Augmentation(BaseModel):
    """Variations of the training pictures, each a function of (seed, epoch, sample). The default changes nothing.

    ``rotation``, ``brightness``, ``contrast``, ``saturation``, ``erasing`` and the resized crop mean what they mean in
    torchvision's RandomRotation, ColorJitter, RandomErasing and RandomResizedCrop.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    crop: Literal["window", "resized"] = Field(
        "window", description="window: a square that moves by the margin; resized: any part, brought to size"
    )
    crop_places: Literal["code", "paper"] = Field(
        "code", description="of a margin of 32: 33 × 33 places as in the code of 2012, or 32 × 32 as in its paper"
    )
    smallest_part: float = Field(
        0.08, gt=0, le=1, allow_inf_nan=False, description="smallest part of the area that a resized crop takes"
    )
    colour_noise: ColourNoise = Field("off", description="noise along the principal axes of the colours")
    colour_strength: float = Field(0.1, ge=0, le=10, allow_inf_nan=False, description="spread of the colour noise")
    colour_axes: Literal["data", "imagenet"] = Field("data", description="whose principal axes of the colours")
    colour_off_from: int = Field(0, ge=0, le=100_000, description="epoch from which the colour noise is off; 0: never")
    rotation: float = Field(0, ge=0, le=180, allow_inf_nan=False, description="degrees to either side")
    brightness: float = Field(0, ge=0, le=1, allow_inf_nan=False, description="factor within 1 ± this")
    contrast: float = Field(0, ge=0, le=1, allow_inf_nan=False, description="factor within 1 ± this")
    saturation: float = Field(0, ge=0, le=1, allow_inf_nan=False, description="factor within 1 ± this")
    erasing: float = Field(0, ge=0, le=1, allow_inf_nan=False, description="chance that a rectangle is erased")


PLAIN = Augmentation()
"""No variation beyond crop and mirroring."""
