"""Which AlexNet is this? Many networks go by that name; what is opened or imported is told apart by its structure."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from alexstudio.analysis.diff.compare import DEVICE, NAME, Difference, compare
from alexstudio.graph import Document
from alexstudio.graph.bypass import active
from alexstudio.graph.presets import SHELVES, load_preset

NAMES = (*SHELVES["AlexNet"], *SHELVES["AlexNet's dialects"])
"""The presets that are an AlexNet."""
CONVOLUTIONS, DENSE = (5, 10), (3, 6)
"""How many convolutions and dense layers an AlexNet has: in one column, and in two towers at most."""
_CLOSE = 14
"""Layers that may differ at most; beyond that a network is not called an AlexNet."""
_TOLD = 6


class Dialect(NamedTuple):
    """The preset that a network is, or is like."""

    preset: str
    title: str
    is_exact: bool
    """Whether it computes the same as the preset; the classes and the picture's size count, names do not."""
    differences: tuple[str, ...]
    """What differs from the preset, layer by layer."""

    @property
    def sentence(self) -> str:
        """What to tell people, in one or two sentences."""
        if self.is_exact:
            return f"This is the network of the preset {self.preset}: {self.title}."
        told = "; ".join(self.differences[:_TOLD])
        more = f"; and {len(self.differences) - _TOLD} more" if len(self.differences) > _TOLD else ""
        original = "" if self.preset in ORIGINAL else " It is not the network of 2012."
        return f"Nearest to the preset {self.preset} ({self.title}), but {told}{more}.{original}"


ORIGINAL = ("alexnet", "alexnet_two_gpu", "alexnet_cfg145")
"""The presets that are the network of 2012."""


def which_alexnet(document: Document) -> Dialect | None:
    """The AlexNet that a document is or is nearest to, None when it is none.

    Looks at the structure only. The first preset in the order of the gallery wins among equals.
    """
    graph = active(document).graph
    kinds = [node.type for node in graph.nodes]
    convolutions, dense = kinds.count("Conv2d"), kinds.count("Linear")
    if not CONVOLUTIONS[0] <= convolutions <= CONVOLUTIONS[1] or not 0 <= dense <= DENSE[1]:
        return None
    best: tuple[int, str, Difference] | None = None
    for name, preset in _dialects().items():
        found = compare(preset, document)
        far = len(found.added) + len(found.removed) + sum(_counts(found))
        if best is None or far < best[0]:
            best = far, name, found
    if best is None or best[0] > _CLOSE:
        return None
    _, name, found = best
    return Dialect(name, _dialects()[name].title, found.is_same, tuple(_told(found)))


@cache
def _dialects() -> dict[str, Document]:
    return {name: load_preset(name) for name in NAMES}


def _counts(found: Difference) -> list[int]:
    return [sum(change.what not in (DEVICE, NAME) for change in pair.changes) for pair in found.pairs]


def _told(found: Difference) -> list[str]:
    told = [f"{pair.after.name} has {change.what} {change.after} instead of {change.before}"
            for pair in found.pairs for change in pair.changes if change.what not in (DEVICE, NAME)]  # fmt: skip
    told += [f"{node.name} ({node.type}) is missing" for node in found.removed]
    return told + [f"{node.name} ({node.type}) is added" for node in found.added]
