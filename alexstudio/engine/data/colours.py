"""The colour noise of AlexNet: along the principal axes of the colours, in the three strengths that are in use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alexstudio.engine.data.variations import Draw
from alexstudio.graph.augmentation import ColourNoise

CODE_DIVISOR = 1.1
"""cuda-convnet divides the picture by this once the noise is on it."""


@dataclass(frozen=True)
class Axes:
    """Principal axes of colours in 0 .. 255: variances (c,), largest first, and the axes as rows (c, c)."""

    variances: NDArray[np.float64]
    vectors: NDArray[np.float64]


IMAGENET = Axes(
    np.square(np.array([121.78006099, 37.09388853, 19.72083305])),
    np.array(
        [
            [-0.56351045, -0.57618440, -0.59200296],
            [-0.71257945, -0.02354167, 0.70119634],
            [0.41795513, -0.81698062, 0.39731118],
        ]
    ),
)
"""Of the training pictures of ILSVRC-2012, as cuda-convnet2 ships them (make-data/input_meta)."""


def axes_of(covariance: NDArray[np.float64]) -> Axes:
    """The principal axes of a covariance (c, c) of colours in 0 .. 255; the largest part of each is positive."""
    variances, vectors = np.linalg.eigh(covariance)
    rows = vectors.T[::-1]
    signs = np.sign(rows[np.arange(len(rows)), np.abs(rows).argmax(1)])
    return Axes(np.maximum(variances[::-1], 0), rows * np.where(signs == 0, 1, signs)[:, None])


def spreads(axes: Axes, kind: ColourNoise, strength: float) -> NDArray[np.float64]:
    """Standard deviation of the noise along each axis, in grey levels of 0 .. 255."""
    if kind == "off":
        return np.zeros(len(axes.variances))
    if kind == "code":
        return strength * np.sqrt(axes.variances)
    if kind == "paper":
        return strength * axes.variances
    return strength * axes.variances / 255  # of pixels in 0 .. 1 the variance is / 255², the noise then x 255


def shifts(axes: Axes, kind: ColourNoise, strength: float, draw: Draw) -> NDArray[np.float64]:
    """(b, c): what is added to every pixel of a picture, in grey levels of 0 .. 255."""
    drawn = draw.normal("colour", len(axes.variances)) * spreads(axes, kind, strength)
    return np.asarray((drawn[:, :, None] * axes.vectors[None]).sum(axis=1))
