"""What a set of labelled pictures is, and keeping the ones already made in memory."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

KEEP_LIMIT = 1 << 30  # bytes of pictures kept in memory per set


class DataError(Exception):
    """Data that cannot be used; the text is one sentence or two: what, where, why, and what to do."""


class Pictures(Protocol):
    """An indexable set of labelled square pictures."""

    labels: torch.Tensor
    """int64 (n,)"""

    def __len__(self) -> int: ...

    def batch(self, indices: Sequence[int]) -> torch.Tensor:
        """uint8 (b, c, size, size), contiguous, RGB or one grey channel; a copy that the caller may change.

        May raise `DataError`.
        """
        ...


class KeptPictures(ABC):
    """`Pictures` made one at a time on first use and then kept, unless all of them would pass `KEEP_LIMIT` bytes.

    Several threads may ask at once; each picture is made once.
    """

    def __init__(self, labels: NDArray[np.int64], size: int) -> None:
        self.labels = torch.from_numpy(np.ascontiguousarray(labels, dtype=np.int64))
        self._shape = (3, size, size)
        kept = len(labels) if len(labels) * 3 * size * size <= KEEP_LIMIT else 0
        # np.empty takes no memory until a picture is written
        self._kept: NDArray[np.uint8] = np.empty((kept, *self._shape), dtype=np.uint8)
        self._made = np.zeros(kept, dtype=bool)
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.labels)

    @abstractmethod
    def make(self, index: int) -> NDArray[np.uint8]:
        """Picture ``index``, uint8 (3, size, size); a function of the index alone."""

    def batch(self, indices: Sequence[int]) -> torch.Tensor:
        """uint8 (b, 3, size, size); IndexError for an index outside 0 .. n - 1."""
        chosen = np.asarray(indices, dtype=np.int64).reshape(-1)
        if len(chosen) and not 0 <= chosen.min() <= chosen.max() < len(self):
            raise IndexError(f"picture {chosen.min()} .. {chosen.max()} of {len(self)}")
        if not len(self._made):
            made = np.empty((len(chosen), *self._shape), dtype=np.uint8)
            for place, index in enumerate(chosen):
                made[place] = self.make(int(index))
            return torch.from_numpy(made)
        with self._lock:
            for index in chosen[~self._made[chosen]]:
                self._kept[index] = self.make(int(index))
                self._made[index] = True
        return torch.from_numpy(self._kept[chosen])
