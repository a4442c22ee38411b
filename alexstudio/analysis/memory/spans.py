"""What lies in memory, from when to when."""

from __future__ import annotations

from typing import Literal, NamedTuple

Part = Literal[
    "weights", "gradients", "optimizer", "activations", "activation gradients", "workspace", "input", "CUDA estimate"
]

PARTS: tuple[Part, ...] = (
    "weights",
    "gradients",
    "optimizer",
    "activations",
    "activation gradients",
    "workspace",
    "input",
    "CUDA estimate",
)
"""Kinds of memory in the order in which they are shown."""


class Span(NamedTuple):
    """A tensor or buffer that lies in memory from moment ``begin`` up to moment ``end``, which is not included.

    It has ``fixed`` bytes, and ``each`` more for every picture of a batch.
    """

    node: str
    what: str
    part: Part
    fixed: int
    each: int
    begin: int = 0
    end: int = 1
