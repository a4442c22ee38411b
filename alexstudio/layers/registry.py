"""All layer types by name. A new family is found because its file lies in ``families``; nothing else to edit."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from alexstudio.layers import families as _families
from alexstudio.layers.spec import LayerType


@cache
def layer_types() -> dict[str, LayerType]:
    """Every known layer type by name, in the order of the palette (family by family)."""
    found: dict[str, LayerType] = {}
    for module_info in sorted(pkgutil.iter_modules(_families.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{_families.__name__}.{module_info.name}")
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, LayerType) and kind.__module__ == module.__name__:
                if not getattr(kind, "name", "") or kind.__abstractmethods__:
                    continue
                if kind.name in found:
                    raise ValueError(f"Two layer types are called {kind.name}.")
                found[kind.name] = kind()
    order = {family: place for place, family in enumerate(FAMILIES)}
    return dict(sorted(found.items(), key=lambda item: order.get(item[1].family, len(order))))


def find_type(name: str) -> LayerType | None:
    """The layer type called ``name``, or None when this program does not know it."""
    return layer_types().get(name)


def layer_type(name: str) -> LayerType:
    """The layer type called ``name``; `KeyError` when there is none."""
    return layer_types()[name]


def families() -> dict[str, list[LayerType]]:
    """Layer types grouped by family, for palettes and documentation."""
    grouped: dict[str, list[LayerType]] = {}
    for kind in layer_types().values():
        grouped.setdefault(kind.family, []).append(kind)
    return grouped


FAMILIES = (
    "Input and output",
    "Convolution",
    "Pooling",
    "Normalisation",
    "Activation",
    "Dense",
    "Merge",
)
