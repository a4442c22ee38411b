"""Weights from a graph to the one that it was split or merged into, as a `WeightMap` says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import torch

from alexstudio.graph import LayerGraph
from alexstudio.graph.naming import attribute_names
from alexstudio.graph.towers import Key, WeightMap

Index = tuple[slice, ...]


class Place(NamedTuple):
    """A slice of one tensor of the new state dict, and the slice of the old one that is the same."""

    target: str
    at: Index
    source: str
    of: Index


def places(weights: WeightMap, before: LayerGraph, after: LayerGraph, there: Collection[str]) -> Iterator[Place]:
    """A map in terms of the state dicts of two compiled graphs; ``there`` are the keys of the one before."""
    old, new = attribute_names(before), attribute_names(after)
    for target, at, source, of in weights.pieces:
        for end in _ends(source, old, there):
            names = f"{new[target[0]]}.{end}", f"{old[source[0]]}.{end}"
            yield Place(names[0], _index(at), names[1], _index(of))


@torch.no_grad()
def carry(places: Collection[Place], source: Mapping[str, torch.Tensor], target: Mapping[str, torch.Tensor]) -> None:
    """Fill the tensors of one state dict from those of another; a number that nothing is carried to becomes NaN."""
    for values in target.values():
        if values.is_floating_point():
            values.fill_(torch.nan)
    for place in places:
        target[place.target][place.at] = source[place.source][place.of]


def _ends(key: Key, names: Mapping[str, str], there: Collection[str]) -> list[str]:
    """The names of the parameters that a key stands for, without that of the layer."""
    if key[1]:
        return [key[1]]
    start = f"{names[key[0]]}."
    return [name.removeprefix(start) for name in there if name.startswith(start)]


def _index(spans: tuple[tuple[int, int], ...]) -> Index:
    return tuple(slice(start, stop) for start, stop in spans)
