"""What the walk through a training step knows of a tensor and of a layer."""

from __future__ import annotations

from typing import NamedTuple

from alexstudio.analysis.memory.spans import Part
from alexstudio.analysis.plan import Tensor
from alexstudio.analysis.report import NodeReport
from alexstudio.graph import Node
from alexstudio.layers.footprint import Footprint

HALF = 2
"""How many times narrower bfloat16 is than float32."""


class Block:
    """A piece of memory while its end is not known yet.

    For gradients: ``owners`` counts those that are in it, ``is_plain`` says that it is not in channels_last.
    """

    __slots__ = ("begin", "device", "each", "end", "fixed", "is_plain", "node", "owners", "part", "what")

    def __init__(
        self, device: str, node: str, what: str, part: Part, fixed: int, each: int, begin: int, end: int = 0
    ) -> None:
        self.device, self.node, self.what, self.part = device, node, what, part
        self.fixed, self.each, self.begin, self.end = fixed, each, begin, end or begin + 1
        self.owners, self.is_plain = 1, False

    def hold(self, moment: int) -> None:
        """Keep it at a moment."""
        if moment >= self.end:
            self.end = moment + 1


class Value(NamedTuple):
    """A tensor that a layer gave: its memory, and whether it is half as wide and has a gradient."""

    block: Block
    size: int
    """float32 bytes for one picture."""
    is_half: bool
    has_gradient: bool
    is_plain: bool = False
    """Not in channels_last."""
    is_part: bool = False
    """A view of some channels of a larger tensor."""

    @property
    def is_sorted(self) -> bool:
        """In channels_last without gaps."""
        return not (self.is_plain or self.is_part)

    @property
    def each(self) -> int:
        """Bytes for one picture as it is."""
        return self.size // HALF if self.is_half else self.size


class Step(NamedTuple):
    """One layer or copy of the plan, with what the backward pass needs to know of it."""

    node: Node
    device: str
    inputs: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]
    footprint: Footprint
    numbers: NodeReport | None
    """None for a copy between devices."""
    kept: int = 0
    """Bytes for one picture that autograd keeps besides inputs and outputs."""
