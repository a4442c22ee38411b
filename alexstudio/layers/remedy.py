"""What would help a layer that does not fit its input: small changes as data, which the analysis tries and offers."""

from __future__ import annotations

from collections.abc import Mapping
from math import isqrt
from typing import NamedTuple

from alexstudio.layers.params import Value


class SetParam(NamedTuple):
    """Give a parameter of the layer itself another value."""

    name: str
    value: Value


class Insert(NamedTuple):
    """Put a new layer on the wire into one of the layer's inputs."""

    type: str
    params: Mapping[str, Value] = {}
    slot: int = 0


Remedy = SetParam | Insert


def divisor_up_to(number: int, limit: int) -> int:
    """The largest divisor of ``number`` that is not above ``limit``, at least 1."""
    small = [n for n in range(1, isqrt(number) + 1) if number % n == 0]
    return max(n for n in (*small, *(number // n for n in small)) if n <= limit)
