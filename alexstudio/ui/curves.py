"""Curves that grow for any time in bounded memory, with every spike kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

LIMIT = 1 << 16
"""Buckets of a curve, about 3 MB. A longer curve has more points in each."""
_FIRST, _LOW_AT, _LOW, _HIGH_AT, _HIGH, _SUM = range(6)


class Curve:
    """(step, value) points in the order of their arrival.

    Up to `LIMIT` points each is kept as it came. Then always two neighbours become one bucket, of which the lowest and
    the highest point stay, and the mean: a run of ten million steps has 256 points in a bucket.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._buckets = np.empty((6, 256), np.float64)
        self._length = 0
        """Buckets, also one that is not full."""
        self._width, self._filled = 1, 0
        """Points in a full bucket, and in the last one."""
        self._count = 0

    def __len__(self) -> int:
        """Points that came."""
        return self._count

    def append(self, step: float, value: float | None) -> None:
        """Add a point; None (not finite) leaves a gap where no other point shares its bucket."""
        number = np.nan if value is None else float(value)
        self._count += 1
        if self._length and self._filled < self._width:
            self._filled += 1
            self._add(step, number)
            return
        if self._length == self._limit:
            self._halve()
        if self._length == self._buckets.shape[1]:
            self._buckets = np.concatenate([self._buckets, np.empty_like(self._buckets)], axis=1)
        self._buckets[:, self._length] = step, step, number, step, number, number
        self._length += 1
        self._filled = 1

    def cut(self, step: float) -> None:
        """Forget the points after a step; they come in order. A bucket that began before it stays whole."""
        kept = int(np.searchsorted(self._buckets[_FIRST, : self._length], step, side="right"))
        if kept < self._length:
            self._length, self._filled = kept, self._width
            self._count = kept * self._width

    def extremes(self, first: float = -np.inf, last: float = np.inf, most: int = LIMIT) -> tuple[Points, Points]:
        """Steps and values to draw from ``first`` to ``last``: of ``most`` equal parts the lowest and highest point.

        One point before and one after are there too, so that a line reaches the edges. While every bucket is a point
        and there are not more than ``most``, these are the points themselves.
        """
        steps = self._buckets[_FIRST, : self._length]
        begin = max(0, int(np.searchsorted(steps, first)) - 1)
        end = min(self._length, int(np.searchsorted(steps, last, side="right")) + 1)
        part = self._buckets[:, begin:end]
        if self._width == 1 and end - begin <= most:
            return part[_FIRST], part[_LOW]
        return _interleaved(_grouped(part, -(-(end - begin) // most)))

    def means(self, most: int = LIMIT) -> tuple[Points, Points]:
        """Steps and mean values of at most ``most`` equal parts of the whole curve; not finite where a gap is."""
        part = self._buckets[:, : self._length]
        sizes = np.full(self._length, float(self._width))
        if self._length:
            sizes[-1] = self._filled
        group = max(1, -(-self._length // most))
        starts = np.arange(0, self._length, group)
        if not len(starts):
            return part[_FIRST], part[_SUM]
        sums, counts = np.add.reduceat(part[_SUM], starts), np.add.reduceat(sizes, starts)
        return part[_FIRST][starts], sums / counts

    def near(self, step: float) -> tuple[float, float] | None:
        """The point (or the highest one of the bucket) that is nearest to a step; None when there is none."""
        if not self._length:
            return None
        steps = self._buckets[_FIRST, : self._length]
        place = min(int(np.searchsorted(steps, step)), self._length - 1)
        if place and abs(steps[place - 1] - step) <= abs(steps[place] - step):
            place -= 1
        return float(self._buckets[_HIGH_AT, place]), float(self._buckets[_HIGH, place])

    @property
    def steps(self) -> Points:
        """The steps of `extremes` over the whole curve."""
        return self.extremes()[0]

    @property
    def values(self) -> Points:
        """The values of `extremes` over the whole curve."""
        return self.extremes()[1]

    def _add(self, step: float, value: float) -> None:
        last = self._buckets[:, self._length - 1]
        if value < last[_LOW] or np.isnan(last[_LOW]):
            last[_LOW_AT], last[_LOW] = step, value
        if value > last[_HIGH] or np.isnan(last[_HIGH]):
            last[_HIGH_AT], last[_HIGH] = step, value
        last[_SUM] += value

    def _halve(self) -> None:
        """Make one bucket of two."""
        half = self._length // 2
        self._buckets[:, :half] = _grouped(self._buckets[:, : 2 * half], 2)
        if self._length % 2:
            self._buckets[:, half] = self._buckets[:, self._length - 1]
        self._length = half + self._length % 2
        self._width *= 2
        if self._length > half:
            self._filled = self._width // 2
        else:
            self._filled = self._width


def _grouped(buckets: Points, group: int) -> Points:
    """Buckets of ``group`` buckets each; the last one may have fewer."""
    if group <= 1 or not buckets.shape[1]:
        return buckets
    whole = buckets.shape[1] // group * group
    parts = buckets[:, :whole].reshape(6, -1, group)
    rows = np.arange(parts.shape[1])
    lowest = np.argmin(np.nan_to_num(parts[_LOW], nan=np.inf, posinf=np.inf, neginf=-np.inf), axis=1)
    highest = np.argmax(np.nan_to_num(parts[_HIGH], nan=-np.inf, posinf=np.inf, neginf=-np.inf), axis=1)
    made = np.stack(
        [
            parts[_FIRST, :, 0],
            parts[_LOW_AT][rows, lowest],
            parts[_LOW][rows, lowest],
            parts[_HIGH_AT][rows, highest],
            parts[_HIGH][rows, highest],
            parts[_SUM].sum(axis=1),
        ]
    )
    rest = buckets[:, whole:]
    return np.concatenate([made, _grouped(rest, rest.shape[1])], axis=1) if rest.shape[1] else made


def _interleaved(buckets: Points) -> tuple[Points, Points]:
    """The lowest and the highest point of each bucket in the order of their steps; one where they are the same."""
    is_first_low = buckets[_LOW_AT] <= buckets[_HIGH_AT]
    at = np.where(is_first_low, buckets[[_LOW_AT, _HIGH_AT]], buckets[[_HIGH_AT, _LOW_AT]])
    values = np.where(is_first_low, buckets[[_LOW, _HIGH]], buckets[[_HIGH, _LOW]])
    is_kept = np.stack([np.ones(at.shape[1], bool), at[0] != at[1]])
    return at.T[is_kept.T], values.T[is_kept.T]


def smoothed(values: Points, weight: float) -> Points:
    """An exponential moving average without the pull of its start (as in TensorBoard); gaps stay gaps.

    ``weight`` from 0 (as they are) to below 1 is that of what came before.
    """
    if weight <= 0:
        return values
    made = np.empty_like(values)
    last, norm = 0.0, 0.0
    for number, value in enumerate(values.tolist()):
        if value != value:  # NaN
            made[number] = np.nan
            continue
        last = weight * last + (1 - weight) * value
        norm = weight * norm + (1 - weight)
        made[number] = last / norm
    return made
