"""Which layers belong together, for the table and the canvas, from the paths of a network's modules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from alexstudio.engine.importing.draft import Layer

MANY = 40
"""A stage of more layers than this is taken apart into the modules that it is made of."""
LONG = 16
"""A row of layers without modules inside that is longer than this is cut after every pooling."""


@dataclass(frozen=True)
class _Part:
    """Layers in a row: all those of one module, or some that lie loose beside modules."""

    path: tuple[str, ...]
    layers: list[int]
    is_module: bool


def stage_names(layers: Sequence[Layer]) -> list[str]:
    """A stage for each layer: a module's path such as ``layer1.0`` or ``Mixed_5b``.

    Loose layers in a row are called after the first of them that learns; a row that learns nothing joins the stage
    before it.
    """
    parts = _parts(layers, list(range(len(layers))), ())
    stages = [""] * len(layers)
    before = ""
    taken: set[str] = set()
    for part in parts:
        name = _name(layers, part, before, taken)
        for number in part.layers:
            stages[number] = name
        before = name
        taken.add(name)
    first = next((stage for stage in stages if stage), "")
    return [stage or first for stage in stages]


def _parts(layers: Sequence[Layer], members: list[int], path: tuple[str, ...]) -> list[_Part]:
    depth = len(path)
    runs = groupby(members, lambda number: layers[number].scope[depth : depth + 1])
    parts = [_Part((*path, *child), list(group), bool(child)) for child, group in runs]
    modules = [part for part in parts if part.is_module]
    must = any(len(part.layers) > MANY and _modules_inside(layers, part) > 1 for part in modules)
    result: list[_Part] = []
    for part in parts:
        inside = _modules_inside(layers, part) if part.is_module else 0
        if must and inside > 1:
            result += _parts(layers, part.layers, part.path)
        elif len(part.layers) > LONG and not inside:
            result += _cut_at_pools(layers, part)
        else:
            result.append(part)
    return result


def _modules_inside(layers: Sequence[Layer], part: _Part) -> int:
    depth = len(part.path)
    return len({layers[number].scope[depth] for number in part.layers if len(layers[number].scope) > depth})


def _cut_at_pools(layers: Sequence[Layer], part: _Part) -> list[_Part]:
    pieces: list[list[int]] = [[]]
    for number in part.layers:
        pieces[-1].append(number)
        if "Pool" in layers[number].type and number != part.layers[-1]:
            pieces.append([])
    return [_Part(part.path, piece, False) for piece in pieces]


def _name(layers: Sequence[Layer], part: _Part, before: str, taken: set[str]) -> str:
    if part.is_module:
        wish = part.path
    else:
        learns = [layers[number] for number in part.layers if layers[number].state]
        if not learns:
            return before
        wish = (*learns[0].scope, learns[0].word)
        if learns[0].scope[len(part.path) :]:
            wish = learns[0].scope[: len(part.path) + 1]
    # "features" and the like hold nearly everything and say nothing; a number alone says less
    short = ".".join(wish[1:] if len(wish) > 1 and not wish[1][0].isdigit() else wish)
    name, number = short, 2
    while name in taken:
        name, number = f"{short} ({number})", number + 1
    return name
