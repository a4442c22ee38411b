"""Which tensor of a file belongs to which of a network: by name, by likeness of names, then by order and shape."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple

Shapes = Mapping[str, tuple[int, ...]]
COUNTER = "num_batches_tracked"
Signature = tuple[tuple[str, tuple[int, ...]], ...]

Unit = tuple[str, ...]
Units = dict[Unit, tuple[Signature, ...]]
"""Layers that stay together -> what they hold."""


class Match(NamedTuple):
    """``pairs``: name in the network -> name in the file; what is in neither of them; how many by each way."""

    pairs: dict[str, str]
    by_name: int
    by_order: int
    missing: tuple[str, ...]
    left_over: tuple[str, ...]


def match(network: Shapes, file: Shapes) -> Match:
    """Pair tensors of equal shapes, both in the order of the data flow as far as it is known.

    First equal names; then layers whose names are alike but for dots and case; then layers with equal tensors in the
    same order; a convolution and the normalisation that follows it stay together.
    """
    pairs = {name: name for name, shape in network.items() if file.get(name) == shape and not name.endswith(COUNTER)}
    used = set(pairs)
    ours, theirs = _layers(network, pairs), _layers(file, used)
    alike = {_plain(name): name for name in theirs}
    for name in list(ours):
        other = alike.get(_plain(name))
        if other in theirs and ours[name] == theirs[other]:
            _take(pairs, name, other, ours.pop(name), theirs.pop(other))
    by_name = len(pairs)
    for name, other in _in_order(ours, theirs):
        _take(pairs, name, other, ours.pop(name), theirs.pop(other))
    by_order = len(pairs) - by_name
    for name, other in list(pairs.items()):  # old files have no counter of batches
        one, two = (f"{layer.rpartition('.')[0]}.{COUNTER}" for layer in (name, other))
        if one in network and two in file:
            pairs[one] = two
    found = set(pairs.values())
    return Match(
        pairs,
        by_name,
        by_order,
        tuple(name for name in network if name not in pairs and not name.endswith(COUNTER)),
        tuple(name for name in file if name not in found),
    )


def natural(names: Iterable[str]) -> list[str]:
    """Names in the order a person counts: features.2 before features.10."""
    return sorted(names, key=lambda name: [(part.isdigit(), int(part) if part.isdigit() else 0, part)
                                           for part in re.split(r"(\d{1,9})", name)])  # fmt: skip


def _layers(shapes: Shapes, used: Iterable[str]) -> dict[str, Signature]:
    """Layer -> what it holds."""
    layers: dict[str, dict[str, tuple[int, ...]]] = {}
    taken = set(used)
    for name, shape in shapes.items():
        if name not in taken:
            layer, _, part = name.rpartition(".")
            layers.setdefault(layer, {})[part] = shape
    for parts in layers.values():
        parts.pop(COUNTER, None)
    return {layer: tuple(sorted(parts.items())) for layer, parts in layers.items() if parts}


def _in_order(ours: Mapping[str, Signature], theirs: Mapping[str, Signature]) -> list[tuple[str, str]]:
    """Layers with equal tensors: first each with the normalisations that follow it, then what is left by itself."""
    found = [
        (name, other)
        for unit, twin in _first_come(_units(ours), _units(theirs))
        for name, other in zip(unit, twin, strict=True)
    ]
    left, right = {name for name, _ in found}, {other for _, other in found}
    rest: Units = {(name,): (holds,) for name, holds in ours.items() if name not in left}
    others: Units = {(name,): (holds,) for name, holds in theirs.items() if name not in right}
    return [*found, *((unit[0], twin[0]) for unit, twin in _first_come(rest, others))]


def _units(layers: Mapping[str, Signature]) -> Units:
    """A layer with filters, and what follows it with one number a map: that is never taken apart."""
    units: list[list[str]] = []
    for name, holds in layers.items():
        if not units or any(len(shape) > 1 for _, shape in holds):
            units.append([])
        units[-1].append(name)
    return {tuple(unit): tuple(layers[name] for name in unit) for unit in units}


def _first_come(ours: Units, theirs: Units) -> list[tuple[Unit, Unit]]:
    waiting: dict[tuple[Signature, ...], deque[Unit]] = {}
    for unit, holds in theirs.items():
        waiting.setdefault(holds, deque()).append(unit)
    return [(unit, waiting[holds].popleft()) for unit, holds in ours.items() if waiting.get(holds)]


def _take(pairs: dict[str, str], name: str, other: str, holds: Signature, _: Signature) -> None:
    for part, _shape in holds:
        one, two = (f"{layer}.{part}" if layer else part for layer in (name, other))
        pairs[one] = two


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
