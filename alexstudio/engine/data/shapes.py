"""The built-in pictures: eight forms in four hues, drawn by numpy from a seed at any resolution.

No file, no licence, and small networks learn them in a minute: hue first, then form. A picture is a function of (seed,
split, index, size); the same index at another size is the same scene.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from alexstudio.engine.data import streams
from alexstudio.engine.data.forms import FORMS
from alexstudio.engine.data.painting import Dice, Painter
from alexstudio.engine.data.pictures import KeptPictures

HUES = {"red": (-7.0, 7.0), "gold": (43.0, 53.0), "green": (112.0, 142.0), "blue": (210.0, 236.0)}
"""Degrees on the colour wheel, from and to."""

CLASSES = tuple(f"{hue} {form}" for form in FORMS for hue in HUES)
"""32 names such as "red circle"; the class number is 4 * form + hue."""

MEAN = (0.537, 0.540, 0.514)
STD = (0.229, 0.213, 0.223)
"""Per channel, for pixels in 0 .. 1; measured over 4,096 pictures, the same at 64 and 128 pixels within 0.002."""

SMALLEST, LARGEST = 16, 512


class Shapes(KeptPictures):
    """``count`` generated pictures of ``size`` x ``size`` pixels, 16 .. 512; any 32 in a row from a multiple of 32 on
    show every class once.
    """

    def __init__(self, *, seed: int, split: Literal["train", "validation"], count: int, size: int) -> None:
        if not SMALLEST <= size <= LARGEST:
            raise ValueError(f"generated pictures have {SMALLEST} to {LARGEST} pixels a side, not {size}")
        super().__init__(_labels(seed, split, count), size)
        self._key = streams.stream(seed, f"shapes {split}")
        self._painter = Painter(size)

    def make(self, index: int) -> NDArray[np.uint8]:
        """Draw the scene of picture ``index``."""
        form, hue = divmod(int(self.labels[index]), len(HUES))
        dice = Dice(self._key, index)
        degrees = dice.between(*list(HUES.values())[hue])
        return self._painter.paint(list(FORMS.values())[form], degrees, dice)


def _labels(seed: int, split: str, count: int) -> NDArray[np.int64]:
    key = streams.stream(seed, f"labels {split}")
    blocks = -(-count // len(CLASSES))
    draws = streams.bits(key, np.arange(blocks * len(CLASSES))).reshape(blocks, len(CLASSES))
    return np.argsort(draws, axis=1, kind="stable").reshape(-1)[:count].astype(np.int64)
