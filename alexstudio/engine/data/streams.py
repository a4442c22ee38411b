"""Random numbers that are functions of what they are for, never of how many were drawn before.

Order, augmentation and generated pictures all come from here, so resuming a run needs no replay, the number of threads
does not matter and a skipped batch disturbs nothing.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def stream(seed: int, purpose: str, *parts: int) -> int:
    """The 64-bit key of one stream, e.g. ``stream(seed, "crop", epoch)``; different arguments, unrelated streams."""
    text = ":".join([purpose, *(str(int(part)) for part in (seed, *parts))])
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def bits(key: int, counters: NDArray[np.int64]) -> NDArray[np.uint64]:
    """64 random bits for each counter (any shape), splitmix64 of Steele, Lea and Flood (OOPSLA 2014)."""
    x = (counters.astype(np.uint64) + np.uint64(1)) * _STEP + np.uint64(key)
    x = (x ^ (x >> np.uint64(30))) * _FIRST
    x = (x ^ (x >> np.uint64(27))) * _SECOND
    return np.asarray(x ^ (x >> np.uint64(31)), dtype=np.uint64)


def whole(key: int, counters: NDArray[np.int64], below: int) -> NDArray[np.int64]:
    """A whole number 0 .. ``below`` - 1 for each counter, evenly spread; ``below`` is at most 2**32."""
    return ((bits(key, counters) >> np.uint64(32)) * np.uint64(below) >> np.uint64(32)).astype(np.int64)


def unit(key: int, counters: NDArray[np.int64]) -> NDArray[np.float64]:
    """A number in [0, 1) for each counter."""
    return (bits(key, counters) >> np.uint64(11)).astype(np.float64) * 2.0**-53


def order(key: int, n: int) -> NDArray[np.int64]:
    """A permutation of 0 .. n - 1."""
    return np.argsort(bits(key, np.arange(n)), kind="stable").astype(np.int64)
