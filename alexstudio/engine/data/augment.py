"""Cropping, mirroring, ordering and scaling of pictures, each a function of (seed, epoch, sample) alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray

from alexstudio.engine.data import streams

Scale = Literal["unit", "0-255"]
Mean = Sequence[float] | NDArray[np.float64]


def crop_and_flip(
    pictures: torch.Tensor, *, size: int, flip: bool, seed: int, epoch: int, indices: Sequence[int], places: int = 1
) -> torch.Tensor:
    """Cut a random square of ``size`` pixels out of each picture and, with ``flip``, mirror half of them.

    uint8 (b, 3, s, s) and b sample numbers -> uint8 (b, 3, size, size), contiguous. Offsets are uniform in
    0 .. s - size inclusive on each axis (cuda-convnet drew one per 32 pictures, here every picture has its own), or,
    with ``places`` 0, without the last one, as the paper counts.
    ValueError if ``size`` exceeds s or the numbers do not match.
    """
    room = _room(pictures, size)
    chosen = np.asarray(indices, dtype=np.int64).reshape(-1)
    if len(chosen) != len(pictures):
        raise ValueError(f"{len(pictures)} pictures but {len(chosen)} sample numbers")
    down = streams.whole(streams.stream(seed, "crop down", epoch), chosen, room + places)
    across = streams.whole(streams.stream(seed, "crop across", epoch), chosen, room + places)
    mirrored = streams.whole(streams.stream(seed, "flip", epoch), chosen, 2).astype(bool) & flip
    source: NDArray[np.uint8] = pictures.numpy()
    result = np.empty((len(chosen), source.shape[1], size, size), dtype=np.uint8)
    for place, (y, x, mirror) in enumerate(zip(down.tolist(), across.tolist(), mirrored.tolist(), strict=True)):
        cut = source[place, :, y : y + size, x : x + size]
        result[place] = cut[:, :, ::-1] if mirror else cut
    return torch.from_numpy(result)


def centre_crop(pictures: torch.Tensor, size: int) -> torch.Tensor:
    """uint8 (b, 3, s, s) -> the middle, uint8 (b, 3, size, size), contiguous; ValueError if ``size`` exceeds s."""
    start = _room(pictures, size) // 2
    return pictures[:, :, start : start + size, start : start + size].contiguous()


def epoch_order(n: int, seed: int, epoch: int) -> NDArray[np.int64]:
    """The order in which epoch ``epoch`` shows samples 0 .. n - 1: int64 (n,), a permutation."""
    return streams.order(streams.stream(seed, "order", epoch), n)


def normalise(pictures: torch.Tensor, mean: Mean, std: Sequence[float], *, scale: Scale = "unit") -> torch.Tensor:
    """uint8 (b, c, h, w) -> float32 of the same shape; mean and std per channel, for pixels in 0 .. 1.

    The mean may also be a picture (c, h, w), as in 2012.

    ``"unit"``: (x / 255 - mean) / std. ``"0-255"``: x - 255 mean, what the network of 2012 was fed.
    """
    middle = 255 * np.asarray(mean, dtype=np.float64)
    spread = np.ones(len(middle)) if scale == "0-255" else 255 * np.asarray(std, dtype=np.float64)
    if pictures.device.type == "cpu":
        # numpy stays in this thread; torch would start a second team of threads beside the one that trains
        values = np.subtract(pictures.numpy(), _planes(middle), dtype=np.float32)
        return torch.from_numpy(np.multiply(values, _planes(1 / spread), out=values))
    on = pictures.device
    return (pictures - torch.from_numpy(_planes(middle)).to(on)) * torch.from_numpy(_planes(1 / spread)).to(on)


def _planes(values: NDArray[np.float64]) -> NDArray[np.float32]:
    made = values.astype(np.float32)
    return made if made.ndim == 3 else made[:, None, None]


def _room(pictures: torch.Tensor, size: int) -> int:
    side = min(pictures.shape[-2:])
    if not 1 <= size <= side:
        raise ValueError(f"a crop of {size} pixels does not fit in pictures of {side}")
    return side - size
