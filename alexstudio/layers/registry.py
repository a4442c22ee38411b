"""All layer types by name. A new family is found because its file lies in ``families``; nothing else to edit.

Plugins add theirs with `register` while the program runs.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable

from alexstudio.layers import families as _families
from alexstudio.layers.spec import LayerType

FAMILIES = (
    "Input and output",
    "Convolution",
    "Pooling",
    "Normalisation",
    "Activation",
    "Dense",
    "Merge",
)
"""The families in the order of the palette; those of plugins that are not here come last."""


class NameTaken(ValueError):
    """A layer type whose name another one has; the text is one sentence."""


def built_in() -> dict[str, LayerType]:
    """The layer types of the files in ``families``, by name; `NameTaken` when two have the same."""
    found: dict[str, LayerType] = {}
    for module_info in sorted(pkgutil.iter_modules(_families.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{_families.__name__}.{module_info.name}")
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, LayerType) and kind.__module__ == module.__name__:
                if not getattr(kind, "name", "") or kind.__abstractmethods__:
                    continue
                if kind.name in found:
                    raise NameTaken(f"Two layer types are called {kind.name}.")
                found[kind.name] = kind()
    return found


_types = built_in()
_plugins: dict[str, str] = {}


def find_type(name: str) -> LayerType | None:
    """The layer type called ``name``, or None when this program does not know it."""
    return _types.get(name)


def layer_type(name: str) -> LayerType:
    """The layer type called ``name``; `KeyError` when there is none."""
    return _types[name]


def layer_types() -> dict[str, LayerType]:
    """Every known layer type by name, in the order of the palette (family by family)."""
    return in_order(_types)


def in_order(types: dict[str, LayerType]) -> dict[str, LayerType]:
    """Layer types family by family; families that `FAMILIES` does not list come last, each in one piece."""
    order = {family: place for place, family in enumerate(FAMILIES)}
    for kind in types.values():
        order.setdefault(kind.family, len(order))
    return dict(sorted(types.items(), key=lambda item: order[item[1].family]))


def families() -> dict[str, list[LayerType]]:
    """Layer types grouped by family, for palettes and documentation."""
    grouped: dict[str, list[LayerType]] = {}
    for kind in layer_types().values():
        grouped.setdefault(kind.family, []).append(kind)
    return grouped


def register(kinds: Iterable[LayerType], plugin: str) -> None:
    """Add the layer types of a plugin, all of them or, with `NameTaken`, none."""
    added: dict[str, LayerType] = {}
    for kind in kinds:
        if kind.name in _types or kind.name in added:
            owner = plugin_of(kind.name)
            whose = f"the plugin {owner} has one" if owner else "there is one"
            raise NameTaken(f"It declares a layer type called {kind.name}, but {whose} already.")
        added[kind.name] = kind
    _types.update(added)
    _plugins.update(dict.fromkeys(added, plugin))


def unregister(plugin: str) -> None:
    """Take the layer types of a plugin away again; nodes of these types are placeholders then."""
    for name in [name for name, owner in _plugins.items() if owner == plugin]:
        del _types[name], _plugins[name]


def plugin_of(type_name: str) -> str:
    """Name of the plugin that declares a layer type; empty for built-in and unknown ones."""
    return _plugins.get(type_name, "")
