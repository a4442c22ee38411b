"""What would help a layer that does not fit its input: small changes as data, which the analysis tries and offers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from alexstudio.layers.params import Value


class SetParam(NamedTuple):
    """Give a parameter of the layer itself another value."""

    name: str
    value: Value


class Insert(NamedTuple):
    """Put a new layer on the wire into one of the layer's inputs."""

    type: str
    params: Mapping[str, Value] = {}  # noqa: RUF012  a field of a tuple, never changed
    slot: int = 0


Remedy = SetParam | Insert
