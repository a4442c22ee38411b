"""Which layers of two towers are twins."""

from __future__ import annotations

from collections.abc import Sequence

from alexstudio.graph.node import Node
from alexstudio.graph.towers.rebuilt import stem

Pair = tuple[Node | None, Node | None]


def pairs(first: Sequence[Node], second: Sequence[Node]) -> list[Pair]:
    """Layers that do the same, two by two: those that are called alike, then the others in their order.

    What has no twin comes last, alone.
    """
    left, right = list(first), list(second)
    found: list[Pair] = []
    for node in list(left):
        twin = next((other for other in right if stem(other.name) == stem(node.name)), None)
        if twin is not None:
            found.append((node, twin))
            left.remove(node)
            right.remove(twin)
    both = min(len(left), len(right))
    found += zip(left[:both], right[:both], strict=True)
    return [*found, *((node, None) for node in left[both:]), *((None, node) for node in right[both:])]
