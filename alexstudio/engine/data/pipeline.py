"""What a stored picture goes through on its way into the network, in training and in validation, step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from alexstudio.engine.data.augment import Mean, Scale, centre_crop, crop_and_flip, normalise
from alexstudio.engine.data.colours import CODE_DIVISOR, IMAGENET, Axes, shifts
from alexstudio.engine.data.variations import Draw, erased, part, relit, resized_parts, rotated
from alexstudio.graph.augmentation import PLAIN, Augmentation

Trace = Callable[[str, torch.Tensor], None]
"""Is told each step's name and its (b, c, h, w)."""


@dataclass(frozen=True)
class Pipeline:
    """Batches uint8 (b, c, s, s) to inputs float32 (b, c, size, size)."""

    size: int
    mean: Mean
    std: Sequence[float]
    scale: Scale = "unit"
    flip: bool = True
    seed: int = 0
    augmentation: Augmentation = PLAIN
    axes: Axes = IMAGENET

    def middle(self, raw: torch.Tensor) -> torch.Tensor:
        """For validation: the middle, normalised."""
        return normalise(centre_crop(raw, self.size), self.mean, self.std, scale=self.scale)

    def varied(self, raw: torch.Tensor, epoch: int, samples: Sequence[int], trace: Trace | None = None) -> torch.Tensor:
        """For training: samples of an epoch, cropped, mirrored and varied as the recipe says, normalised."""
        says = self.augmentation
        draw = Draw(self.seed, epoch, np.asarray(samples, dtype=np.int64))
        is_watched = trace is not None
        trace = trace or _ignore
        trace("stored", raw)
        if says.crop == "resized":
            made = resized_parts(raw, part(draw, raw.shape[-1], says.smallest_part), self.size)
            trace("crop", made)
            made = self._mirrored(made, draw)
        else:
            places = 0 if says.crop_places == "paper" and raw.shape[-1] > self.size else 1
            common = {"size": self.size, "seed": self.seed, "epoch": epoch, "indices": samples, "places": places}
            if is_watched:  # to train, both are done at once
                trace("crop", crop_and_flip(raw, flip=False, **common))  # type: ignore[arg-type]  # of several types
            made = crop_and_flip(raw, flip=self.flip, **common)  # type: ignore[arg-type]
        if self.flip:
            trace("flip", made)
        if says.rotation:
            made = rotated(made, draw.between("rotate", -says.rotation, says.rotation))
            trace("rotation", made)
        if says.brightness or says.contrast or says.saturation:
            factors = (
                draw.between(name, max(0.0, 1 - spread), 1 + spread)
                for name, spread in (
                    ("brightness", says.brightness),
                    ("contrast", says.contrast),
                    ("saturation", says.saturation),
                )
            )
            made = relit(made, *factors)
            trace("light", made)
        inputs = normalise(made, self.mean, self.std, scale=self.scale)
        trace("normalised", inputs)
        if self.has_colour_noise(epoch):
            inputs = self._coloured(inputs, draw)
            trace("colour noise", inputs)
        if says.erasing:
            inputs = erased(inputs, draw, says.erasing)
            trace("erased", inputs)
        return inputs

    def has_colour_noise(self, epoch: int) -> bool:
        """Whether an epoch, counted from 1, has colour noise."""
        says = self.augmentation
        return says.colour_noise != "off" and not 0 < says.colour_off_from <= epoch

    def _coloured(self, inputs: torch.Tensor, draw: Draw) -> torch.Tensor:
        """In place: a batch is tens of megabytes, and pages that are new cost more than the sum."""
        says = self.augmentation
        levels = shifts(self.axes, says.colour_noise, says.colour_strength, draw)
        one_level = np.ones(len(self.std)) if self.scale == "0-255" else 1 / (255 * np.asarray(self.std))
        made = inputs.numpy()
        np.add(made, (levels * one_level).astype(np.float32)[:, :, None, None], out=made)
        if says.colour_noise == "code":
            np.divide(made, np.float32(CODE_DIVISOR), out=made)
        return inputs

    def _mirrored(self, made: torch.Tensor, draw: Draw) -> torch.Tensor:
        if not self.flip:
            return made
        mirrored = torch.from_numpy(draw.unit("flip") >= 0.5)
        return torch.where(mirrored[:, None, None, None], made.flip(-1), made)


def _ignore(name: str, made: torch.Tensor) -> None:
    """For a batch that nobody watches."""
