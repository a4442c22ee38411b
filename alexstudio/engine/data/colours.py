"""The colour noise of AlexNet: along the principal axes of the colours, in the three strengths that are in use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alexstudio.engine.data.variations import Draw
from alexstudio.graph.augmentation import IMAGENET_AXES, IMAGENET_SPREADS, ColourNoise, noise_levels

CODE_DIVISOR = 1.1
"""cuda-convnet divides the picture by this once the noise is on it."""


@dataclass(frozen=True)
class Axes:
    """Principal axes of colours in 0 .. 255: variances (c,), largest first, and the axes as rows (c, c)."""

    variances: NDArray[np.float64]
    vectors: NDArray[np.float64]


IMAGENET = Axes(
    np.square(np.array(IMAGENET_SPREADS)),
    np.array(IMAGENET_AXES),
)
"""Of the training pictures of ILSVRC-2012."""


def axes_of(covariance: NDArray[np.float64]) -> Axes:
    """The principal axes of a covariance (c, c) of colours in 0 .. 255; the largest part of each is positive."""
    variances, vectors = np.linalg.eigh(covariance)
    rows = vectors.T[::-1]
    signs = np.sign(rows[np.arange(len(rows)), np.abs(rows).argmax(1)])
    return Axes(np.maximum(variances[::-1], 0), rows * np.where(signs == 0, 1, signs)[:, None])


def spreads(axes: Axes, kind: ColourNoise, strength: float) -> NDArray[np.float64]:
    """Standard deviation of the noise along each axis, in grey levels of 0 .. 255."""
    return np.array([noise_levels(kind, strength, variance) for variance in axes.variances.tolist()])


def shifts(axes: Axes, kind: ColourNoise, strength: float, draw: Draw) -> NDArray[np.float64]:
    """(b, c): what is added to every pixel of a picture, in grey levels of 0 .. 255."""
    drawn = draw.normal("colour", len(axes.variances)) * spreads(axes, kind, strength)
    return np.asarray((drawn[:, :, None] * axes.vectors[None]).sum(axis=1))
