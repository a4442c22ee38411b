"""Variations of whole batches, each a function of (seed, epoch, sample) alone: a batch of one gives the same picture.

They mean what torchvision's transforms of the same names mean, except that brightness, contrast and saturation come in
this order and keep fractions of a grey level.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import grid_sample

from alexstudio.engine.data import streams

Floats = NDArray[np.float32]
_TRIES = 10
_RATIO = math.log(4 / 3)
_GREY = np.array((0.299, 0.587, 0.114), dtype=np.float32)


@dataclass(frozen=True)
class Draw:
    """Random numbers for the samples of a batch."""

    seed: int
    epoch: int
    samples: NDArray[np.int64]

    def unit(self, purpose: str, try_number: int = 0) -> NDArray[np.float64]:
        """A number in [0, 1) for each sample."""
        return streams.unit(streams.stream(self.seed, purpose, self.epoch, try_number), self.samples)

    def between(self, purpose: str, low: float, high: float) -> NDArray[np.float64]:
        """A number in [low, high) for each sample."""
        return low + (high - low) * self.unit(purpose)

    def normal(self, purpose: str, columns: int) -> NDArray[np.float64]:
        """(b, columns) numbers of N(0, 1), by the transform of Box and Muller."""
        made = [
            np.sqrt(-2 * np.log1p(-self.unit(purpose, 2 * column)))
            * np.cos(2 * math.pi * self.unit(purpose, 2 * column + 1))
            for column in range(columns)
        ]
        return np.stack(made, axis=1)


def part(draw: Draw, side: int, smallest: float) -> NDArray[np.float64]:
    """(b, 4): top, left, height, width of the part of a square that a resized crop takes.

    Area between ``smallest`` and 1, sides between 3:4 and 4:3; what does not fit in ten tries is the whole square.
    """
    found = np.tile(np.array([0.0, 0.0, side, side]), (len(draw.samples), 1))
    open_ones = np.ones(len(draw.samples), dtype=bool)
    for number in range(_TRIES):
        area = side * side * (smallest + (1 - smallest) * draw.unit("part area", number))
        ratio = np.exp(_RATIO * (2 * draw.unit("part ratio", number) - 1))
        width, height = np.round(np.sqrt(area * ratio)), np.round(np.sqrt(area / ratio))
        fits = open_ones & (width > 0) & (width <= side) & (height > 0) & (height <= side)
        top = np.floor(draw.unit("part top", number) * (side - height + 1))
        left = np.floor(draw.unit("part left", number) * (side - width + 1))
        found[fits] = np.stack([top, left, height, width], axis=1)[fits]
        open_ones &= ~fits
    return found


def resized_parts(pictures: torch.Tensor, parts: NDArray[np.float64], size: int) -> torch.Tensor:
    """uint8 (b, c, s, s) and (b, 4) parts -> float32 (b, c, size, size), bilinear without antialiasing, 0 .. 255."""
    side = pictures.shape[-1]
    top, left, height, width = parts.T
    steps = (np.arange(size) + 0.5) / size
    y = np.clip(top[:, None] + height[:, None] * steps, (top + 0.5)[:, None], (top + height - 0.5)[:, None])
    x = np.clip(left[:, None] + width[:, None] * steps, (left + 0.5)[:, None], (left + width - 0.5)[:, None])
    grid = np.empty((len(parts), size, size, 2), dtype=np.float32)
    grid[..., 0] = (2 * x / side - 1)[:, None, :]
    grid[..., 1] = (2 * y / side - 1)[:, :, None]
    return grid_sample(pictures.float(), torch.from_numpy(grid), padding_mode="border", align_corners=False)


def rotated(pictures: torch.Tensor, degrees: NDArray[np.float64]) -> torch.Tensor:
    """Float (b, c, h, w), each turned about its middle; what comes into view at the corners is black."""
    angle = np.deg2rad(-degrees)  # anticlockwise, as there
    cos, sin, nothing = np.cos(angle), np.sin(angle), np.zeros(len(angle))
    turn = np.stack([np.stack([cos, sin, nothing], 1), np.stack([-sin, cos, nothing], 1)], 1).astype(np.float32)
    height, width = pictures.shape[2:]
    ys, xs = np.meshgrid(
        (2 * np.arange(height) + 1) / height - 1, (2 * np.arange(width) + 1) / width - 1, indexing="ij"
    )
    x = turn[:, 0, 0, None, None] * xs + turn[:, 0, 1, None, None] * ys
    y = turn[:, 1, 0, None, None] * xs + turn[:, 1, 1, None, None] * ys
    grid = torch.from_numpy(np.stack([x, y], axis=-1).astype(np.float32))
    return grid_sample(pictures.float(), grid, padding_mode="zeros", align_corners=False)


def relit(
    pictures: torch.Tensor,
    brightness: NDArray[np.float64],
    contrast: NDArray[np.float64],
    saturation: NDArray[np.float64],
) -> torch.Tensor:
    """(b, c, h, w) in 0 .. 255 by three factors a picture -> float32, kept within 0 .. 255."""
    made = pictures.numpy().astype(np.float32)
    # one by one: a sum over a batch may be added up in another order than a sum over one picture
    for place, factors in enumerate(zip(brightness, contrast, saturation, strict=True)):
        bright, strong, vivid = (np.float32(factor) for factor in factors)
        picture = np.clip(made[place] * bright, 0, 255)
        middle = np.float32(_grey(picture).mean(dtype=np.float64))
        picture = np.clip(middle + (picture - middle) * strong, 0, 255)
        grey = _grey(picture)
        made[place] = np.clip(grey + (picture - grey) * vivid, 0, 255)
    return torch.from_numpy(made)


def erased(inputs: torch.Tensor, draw: Draw, chance: float) -> torch.Tensor:
    """Normalised (b, c, h, w) with a rectangle of 2 to 33 % of some pictures set to 0, which is the mean."""
    side = inputs.shape[-1]
    hit = draw.unit("erase") < chance
    area = side * side * (0.02 + (0.33 - 0.02) * draw.unit("erase area"))
    ratio = np.exp(math.log(0.3) + (math.log(3.3) - math.log(0.3)) * draw.unit("erase ratio"))
    height = np.clip(np.round(np.sqrt(area * ratio)), 1, side - 1).astype(int)
    width = np.clip(np.round(np.sqrt(area / ratio)), 1, side - 1).astype(int)
    top = np.floor(draw.unit("erase top") * (side - height + 1)).astype(int)
    left = np.floor(draw.unit("erase left") * (side - width + 1)).astype(int)
    for place in np.flatnonzero(hit):
        rows = slice(top[place], top[place] + height[place])
        inputs[place, :, rows, left[place] : left[place] + width[place]] = 0
    return inputs


def _grey(picture: Floats) -> Floats:
    if len(picture) == 1:
        return np.asarray(picture[0], dtype=np.float32)
    return np.asarray(np.einsum("c,chw->hw", _GREY, picture), dtype=np.float32)
