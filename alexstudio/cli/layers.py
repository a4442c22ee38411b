"""The verb that explains: the layer types and their pages."""

from __future__ import annotations

import argparse
import difflib

from alexstudio.cli.refusal import WELL, Refusal


def explain(chosen: argparse.Namespace) -> int:
    """Print the page of a layer type, or what there is."""
    from alexstudio.layers import families, find_type, layer_types
    from alexstudio.layers.pages import page

    if chosen.type is None:
        for family, kinds in families().items():
            print(f"{family}\n" + "\n".join(f"  {kind.name:20} {kind.summary}" for kind in kinds) + "\n")
        return WELL
    kind = find_type(chosen.type)
    if kind is None:
        wanted = chosen.type.lower()
        near = [name for name, one in layer_types().items() if wanted in map(str.lower, (name, *one.synonyms))]
        near += difflib.get_close_matches(chosen.type, layer_types(), 3)
        hint = f" Is it {' or '.join(dict.fromkeys(near))}?" if near else " alexstudio layers lists them."
        raise Refusal(f"there is no layer type {chosen.type[:60]!r}.{hint}")
    print(page(kind), end="")
    return WELL
