"""Loads what the user enabled; the window, the command line and the engine call `load_enabled` when they start."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import threading
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from alexstudio.extensions import memory
from alexstudio.extensions.consent import Consents, Grant
from alexstudio.extensions.declared import declared
from alexstudio.extensions.guard import forget
from alexstudio.extensions.places import Places, Spot
from alexstudio.extensions.problem import PluginProblem, quoted
from alexstudio.extensions.sentinel import left_behind, loading
from alexstudio.extensions.tree import Tree
from alexstudio.layers.registry import NameTaken, plugin_of, register, unregister

OFF = "ALEXSTUDIO_NO_PLUGINS"
"""Environment variable; with anything but 0 in it no plugin is loaded."""
ASK = "Look at it in Edit > Plugins, or with: alexstudio plugins."


class Loaded(NamedTuple):
    """A plugin that runs in this process."""

    name: str
    package: str
    sha256: str
    types: tuple[str, ...]


_loaded: dict[str, Loaded] = {}
_told: set[tuple[str, str]] = set()
_lock = threading.RLock()


def is_off() -> bool:
    """Whether this process loads no plugins at all."""
    return os.environ.get(OFF, "0") not in ("", "0")


def load_enabled(places: Places | None = None) -> list[str]:
    """Load every plugin that is enabled and not loaded yet; returns what went wrong, one sentence each, once.

    Never raises. Nothing of a plugin runs unless its bytes have the SHA-256 that the user enabled. One that fails is
    disabled, and the reason noted. May be called again and from any thread.
    """
    if is_off():
        return []
    with _lock:
        places = places or Places.usual()
        consents = Consents(places.consent)
        found = [("", consents.problem)] if consents.problem else []
        for key, sha256 in left_behind(places.state):
            grant = consents.grants.get(key)
            if grant is not None and grant.sha256 == sha256 and not grant.failed:
                fault = "The program ended while it was being loaded."
                found.append((key, _disable(consents, key, grant, fault)))
        for key, grant in consents.enabled().items():
            if key not in _loaded:
                found.append((key, _load(places, consents, key, grant)))
        new = [(key, sentence) for key, sentence in found if sentence and (key, sentence) not in _told]
        _told.update(new)
        return [sentence for _, sentence in new]


def _load(places: Places, consents: Consents, key: str, grant: Grant) -> str:
    """Load one plugin; returns what went wrong, or nothing."""
    spot = places.spot(key)
    try:
        tree = spot.read()
    except PluginProblem as problem:
        return f"The plugin {grant.name} is enabled, but cannot be loaded. {problem}"
    if tree.sha256 != grant.sha256:
        return f"The plugin {grant.name} changed since you enabled it, so it is off. {ASK}"
    try:
        with loading(places.state, key, grant.sha256):
            _loaded[key] = load_tree(spot, tree)
    except PluginProblem as problem:
        return _disable(consents, key, grant, str(problem))
    return ""


def load_tree(spot: Spot, tree: Tree) -> Loaded:
    """Import the bytes of a plugin and register what they declare; `PluginProblem` when it fails, without a trace."""
    if any(one.name == spot.name for one in _loaded.values()):
        raise PluginProblem(f"Another plugin called {spot.name} is loaded already.")
    forget(spot.name)
    memory.offer(spot.package, tree)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            kinds = declared(importlib.import_module(f"{spot.package}.layers"), spot.name, spot.package, tree)
            register(kinds, spot.name)
    except BaseException as error:
        memory.withdraw(spot.package)
        if isinstance(error, KeyboardInterrupt):
            raise
        text = str(error) if isinstance(error, (PluginProblem, NameTaken)) else f"It failed: {quoted(error)}."
        raise PluginProblem(text) from None
    return Loaded(spot.name, spot.package, tree.sha256, tuple(kind.name for kind in kinds))


def unload(key: str) -> None:
    """Forget a plugin; what it did beside declaring layer types stays until the program ends."""
    with _lock:
        plugin = _loaded.pop(key, None)
        if plugin is not None:
            unregister(plugin.name)
            memory.withdraw(plugin.package)


def loaded_bytes(key: str) -> str:
    """SHA-256 of the plugin as it runs in this process; empty when it does not."""
    return _loaded[key].sha256 if key in _loaded else ""


def needed(type_names: Iterable[str]) -> dict[str, str]:
    """Name -> SHA-256 of the plugins that declare these layer types."""
    names = {plugin_of(name) for name in type_names} - {""}
    return {plugin.name: plugin.sha256 for plugin in _loaded.values() if plugin.name in names}


def why_missing(plugins: Mapping[str, str], *, is_exact: bool = True) -> str:
    """Why this process lacks one of the plugins (name -> SHA-256), in one sentence; empty when all are there.

    Without ``is_exact`` other bytes of a plugin will do.
    """
    here = {plugin.name: plugin.sha256 for plugin in _loaded.values()}
    for name, sha256 in sorted(plugins.items()):
        if name not in here:
            off = f"{OFF} is set" if is_off() else "it is not enabled"
            return f"This needs the plugin {name} (SHA-256 {sha256[:12]}…), but {off} here. {ASK}"
        if is_exact and here[name] != sha256:
            return (
                f"This was made with other bytes of the plugin {name} (SHA-256 {sha256[:12]}…, here "
                f"{here[name][:12]}…). Put those back, or start afresh with the plugin as it is now."
            )
    return ""


def _disable(consents: Consents, key: str, grant: Grant, fault: str) -> str:
    with contextlib.suppress(PluginProblem):
        consents.set(key, grant._replace(failed=fault))
    return f"The plugin {grant.name} was disabled. {fault} {ASK}"
