"""What flows through a network while it is read: pictures on their way (`Wire`) and numbers it holds (`Weight`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod

import torch

from alexstudio.interop.imported import ImportProblem as ImportProblem
from alexstudio.layers import Shape

BATCH = 7919
"""Stands for the number of pictures wherever a network asks: a prime that no layer has as its size."""


@dataclass(frozen=True, slots=True)
class Wire:
    """An output of a layer of the draft, and how the network looks at it.

    ``shape`` is what the layer gives, ``seen`` what the network takes it for: the same values in the same order, in
    another shape (``view``, ``squeeze``). With ``last``, ``seen`` is (height, width, channels) of maps: channels last.
    Neither counts the batch. Wires of equal ``storage`` share memory, so that a change in place shows in all of them.
    """

    layer: int
    output: int
    shape: Shape
    seen: Shape
    storage: tuple[int, int]
    last: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the network sees just what the layer gives."""
        return self.seen == self.shape and not self.last

    @property
    def size(self) -> torch.Size:
        """The shape in torch, the batch included."""
        return torch.Size((BATCH, *self.seen))

    def as_seen(self, seen: Shape, *, last: bool = False) -> Wire:
        """The same values, looked at in another way."""
        return replace(self, seen=seen, last=last)

    def like(self, other: Wire) -> Wire:
        """This output, looked at in the way of another of the same shape."""
        return replace(self, seen=other.seen, last=other.last)


@dataclass(frozen=True, slots=True)
class Weight:
    """A parameter, a buffer or a constant that the network uses outside torch's layers."""

    tensor: torch.Tensor
    is_learned: bool
    base: int
    """Says which of the network's tensors it is, also after it was reshaped."""

    @property
    def size(self) -> torch.Size:
        """Its shape in torch."""
        return self.tensor.shape

    def per_channel(self, wire: Wire) -> bool:
        """Whether it has one number for each channel of ``wire``, so that torch repeats it over the maps."""
        size = tuple(self.tensor.shape)
        while len(size) > 1 and size[0] == 1:
            size = size[1:]
        wanted = wire.shape[:1] if wire.last else (*wire.shape[:1], 1, 1)
        return len(wire.shape) == 3 and (wire.last or wire.is_plain) and size == wanted


@dataclass(frozen=True, slots=True)
class Poison:
    """What cannot be expressed. It is a problem only when the class scores depend on it."""

    problem: str


def resolve_sizes(wire: Wire, sizes: tuple[int, ...]) -> Shape | None:
    """The shape without the batch that ``view`` with these sizes gives, or None when it mixes pictures up."""
    total = prod(wire.seen)
    known = prod(part for part in sizes if part != -1)
    if sizes.count(-1) == 1:
        missing, rest = divmod(BATCH * total, known) if known > 0 else (0, 1)
        if rest:
            return None
        sizes = tuple(missing if part == -1 else part for part in sizes)
    if not sizes or sizes[0] != BATCH or prod(sizes[1:]) != total:
        return None
    return sizes[1:]
