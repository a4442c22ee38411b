"""Small pictures that are all in memory, as CIFAR's and MNIST's, resized on the way out; and colours turned to grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from alexstudio.engine.data.pictures import DataError, Pictures

LUMA = (19595, 38470, 7471)
"""Parts of red, green and blue in a grey, in 65536ths (ITU-R 601, as Pillow's mode L)."""


class Split(NamedTuple):
    """Pictures uint8 (n, h, w, c) and labels int64 (n,)."""

    pixels: NDArray[np.uint8]
    labels: NDArray[np.int64]


class ArrayPictures:
    """`Pictures` of uint8 (n, h, w, c) with c = 1 (grey) or 3 (RGB), as uint8 (b, channels, size, size).

    Grey becomes three equal channels where three are wanted. Other sizes are resized bilinearly, upwards and downwards;
    pictures that are no square are first cut to their middle.
    """

    def __init__(self, pixels: NDArray[np.uint8], labels: NDArray[np.int64], size: int, channels: int) -> None:
        side = min(pixels.shape[1:3])
        top, left = (pixels.shape[1] - side) // 2, (pixels.shape[2] - side) // 2
        self._pixels = pixels[:, top : top + side, left : left + side]
        self._size, self._channels = size, channels
        self.labels = torch.from_numpy(np.ascontiguousarray(labels, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.labels)

    def batch(self, indices: Sequence[int]) -> torch.Tensor:
        """uint8 (b, channels, size, size), contiguous; IndexError for an index outside 0 .. n - 1."""
        chosen = np.asarray(indices, dtype=np.int64).reshape(-1)
        if len(chosen) and not 0 <= chosen.min() <= chosen.max() < len(self):
            raise IndexError(f"picture {chosen.min()} .. {chosen.max()} of {len(self)}")
        raw = self._pixels[chosen]
        if raw.shape[1] != self._size:
            raw = np.stack([_resized(one, self._size) for one in raw]) if len(raw) else raw
        planes = raw.transpose(0, 3, 1, 2)
        if planes.shape[1] != self._channels:
            planes = np.repeat(planes, self._channels, axis=1) if planes.shape[1] == 1 else luma(planes)
        return torch.from_numpy(np.ascontiguousarray(planes))


class GreyPictures:
    """Coloured `Pictures` as grey ones, uint8 (b, 1, size, size)."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self.labels = pictures.labels

    def __len__(self) -> int:
        return len(self._pictures)

    def batch(self, indices: Sequence[int]) -> torch.Tensor:
        """uint8 (b, 1, size, size), contiguous."""
        return torch.from_numpy(luma(self._pictures.batch(indices).numpy()))


def luma(planes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """RGB uint8 (b, 3, h, w) -> grey uint8 (b, 1, h, w)."""
    total = np.full(planes[:, 0].shape, 0x8000, dtype=np.uint32)
    for plane, part in enumerate(LUMA):
        total += planes[:, plane] * np.uint32(part)
    return (total >> 16).astype(np.uint8)[:, None]


def check_labels(labels: NDArray[np.int64], classes: int, where: str) -> None:
    """`DataError` when a label is no class number."""
    wrong = np.flatnonzero((labels < 0) | (labels >= classes))
    if len(wrong):
        first = int(wrong[0])
        raise DataError(
            f"{where}: picture {first:,} has the label {int(labels[first])}, but there are {classes} classes "
            f"(0 to {classes - 1}). The file is damaged or of another set; get it again."
        )


def _resized(pixels: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    grey = pixels.shape[2] == 1
    image = Image.fromarray(pixels[:, :, 0] if grey else pixels)
    made = np.asarray(image.resize((size, size), Image.Resampling.BILINEAR))
    return made[:, :, None] if grey else made
