"""The colours of a set of pictures, in one pass: mean, spread, principal axes and the mean picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alexstudio.engine.data.colours import Axes, axes_of
from alexstudio.engine.data.pictures import Pictures

_BATCH = 32


@dataclass(frozen=True)
class Statistics:
    """Of ``pictures`` pictures: mean and std per channel for pixels in 0 .. 1, axes and mean picture in 0 .. 255."""

    pictures: int
    mean: tuple[float, ...]
    std: tuple[float, ...]
    axes: Axes
    mean_picture: NDArray[np.float64]


def measure(
    pictures: Pictures,
    *,
    limit: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Statistics:
    """Look at all pictures, or at ``limit`` of them, evenly spread, holding 32 of them at a time.

    All sums are of whole numbers below 2**53, so that the result does not depend on how they are added. ValueError when
    there are no pictures.
    """
    count = len(pictures)
    if not count:
        raise ValueError("there are no pictures to measure")
    chosen = np.arange(count) if limit is None or limit >= count else np.arange(limit) * count // limit
    total = square = None
    image: NDArray[np.float64] | None = None
    seen = pixels = 0
    for start in range(0, len(chosen), _BATCH):
        if should_stop() and seen:
            break
        batch = pictures.batch(chosen[start : start + _BATCH].tolist()).numpy()
        rows = batch.transpose(1, 0, 2, 3).reshape(batch.shape[1], -1).astype(np.float64)
        added = batch.sum(axis=0, dtype=np.float64)
        total = rows.sum(axis=1) + (0 if total is None else total)
        square = rows @ rows.T + (0 if square is None else square)
        image = added if image is None else image + added
        seen, pixels = seen + len(batch), pixels + rows.shape[1]
        progress(seen, len(chosen))
    assert total is not None and square is not None and image is not None
    mean = total / pixels
    covariance = square / pixels - np.outer(mean, mean)
    std = np.sqrt(np.maximum(np.diag(covariance), 0))
    return Statistics(
        seen,
        tuple((mean / 255).tolist()),
        tuple(np.maximum(std / 255, 1 / 255).tolist()),  # of a black set it would be 0, and is divided by
        axes_of(covariance),
        image / seen,
    )
