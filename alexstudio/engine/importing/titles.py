"""What imported layers are called: for people, and as identifiers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from alexstudio.engine.importing.draft import Layer
from alexstudio.graph.node import NAME_LIMIT

_FITS = 14
"""Letters of a name that a card shows in full."""
_LONGEST = 56  # of an identifier, with room for a number


def layer_paths(layers: Sequence[Layer]) -> list[str]:
    """The path of each layer, or that of the module it is alone in; numbered where a path comes again."""
    whole = [(*layer.scope, layer.word) for layer in layers]
    inside = Counter(path[:depth] for path in whole for depth in range(1, len(path) + 1))
    wishes = []
    for layer in layers:
        depth = next((depth for depth in range(1, len(layer.scope) + 1) if inside[layer.scope[:depth]] == 1), 0)
        wishes.append(".".join(layer.scope[:depth]) if depth else layer.path)
    return _numbered(wishes)


def identifiers(paths: Iterable[str]) -> list[str]:
    """Identifiers that read like the paths; the end of a long one says more than its beginning."""
    stems = []
    for path in paths:
        stem = re.sub(r"[^A-Za-z0-9]+", "_", path).strip("_")[-_LONGEST:].strip("_") or "layer"
        stems.append(stem if stem[0].isalpha() else f"n{stem}"[:_LONGEST])
    return _numbered(stems)


def names(paths: Sequence[str], stages: Sequence[str]) -> list[str]:
    """Names for cards and table: the paths, or what they say beyond their stage where cards could not show them."""
    are_long = sum(len(path) > _FITS for path in paths) > len(paths) / 5
    found = []
    for path, stage in zip(paths, stages, strict=True):
        rest = path.rpartition(f"{stage}.")[2] if stage else path
        name = rest if are_long and re.search("[A-Za-z]", rest) else path
        found.append(name if len(name) <= NAME_LIMIT else f"…{name[1 - NAME_LIMIT :]}")
    return found


def _numbered(wishes: Sequence[str]) -> list[str]:
    taken = set(wishes)
    seen: set[str] = set()
    found = []
    for wish in wishes:
        name, number = wish, 2
        while name in seen or (name != wish and name in taken):
            name, number = f"{wish}{'_' if wish[-1].isdigit() else ''}{number}", number + 1
        seen.add(name)
        found.append(name)
    return found
