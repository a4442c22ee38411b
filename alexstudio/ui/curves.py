"""Curves that grow: points in a buffer that doubles, so that appending is cheap for any length of run."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Curve:
    """(step, value) points in the order of their arrival."""

    def __init__(self) -> None:
        self._points = np.empty((2, 256), np.float64)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def append(self, step: float, value: float | None) -> None:
        """Add a point; None (not finite) leaves a gap."""
        if self._length == self._points.shape[1]:
            self._points = np.concatenate([self._points, np.empty_like(self._points)], axis=1)
        self._points[:, self._length] = step, np.nan if value is None else value
        self._length += 1

    def cut(self, step: float) -> None:
        """Forget the points after a step; they come in order."""
        self._length = int(np.searchsorted(self._points[0, : self._length], step, side="right"))

    @property
    def steps(self) -> NDArray[np.float64]:
        """The steps, a view."""
        return self._points[0, : self._length]

    @property
    def values(self) -> NDArray[np.float64]:
        """The values, a view."""
        return self._points[1, : self._length]
