"""`Augmentation`: how training pictures are varied, beyond the crop and the mirroring that `Recipe` names."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

ColourNoise = Literal["off", "paper", "code", "lighting"]
"""How strong the noise along the principal axes of the colours is; lambda is the variance along an axis.

paper: lambda of pixels in 0 .. 255, the words of section 4.1 taken literally (about 1,483 grey levels along the first
axis at strength 0.1); code: the square root of lambda, then the picture / 1.1, as cuda-convnet does (12.2 levels);
lighting: lambda of pixels in 0 .. 1, as the "Lighting" of the Torch community (about 5.8 levels).
"""


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
