"""The plugins that there are and their state, and what a person does with them: enable and disable."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from alexstudio.extensions.consent import Consents, Grant
from alexstudio.extensions.guard import is_stuck
from alexstudio.extensions.loading import loaded_bytes
from alexstudio.extensions.places import Places, Spot
from alexstudio.extensions.problem import PluginProblem
from alexstudio.extensions.tree import Tree
from alexstudio.extensions.trial import SECONDS, try_out

State = Literal["enabled", "not enabled", "changed", "failed", "refused"]

DANGER = "This code can do anything you can"


class Plugin(NamedTuple):
    """A plugin and how it stands. ``tree`` is None when its files were refused."""

    spot: Spot
    state: State
    why: str
    """One sentence about the state, empty when there is nothing to say."""
    tree: Tree | None
    types: tuple[str, ...] = ()
    loaded: str = ""
    """SHA-256 of the bytes that run in this process, empty when none do."""


def plugins(places: Places | None = None) -> tuple[list[Plugin], str]:
    """Every plugin by name, and what is wrong with the file of consents. Files are read, nothing runs."""
    places = places or Places.usual()
    consents = Consents(places.consent)
    spots = {spot.key: spot for spot in places.spots()}
    for key in consents.grants:
        spots.setdefault(key, places.spot(key))
    found = [_look(spot, consents.grants.get(spot.key)) for spot in spots.values()]
    return sorted(found, key=lambda plugin: (plugin.spot.name, plugin.spot.key)), consents.problem


def look(spot: Spot, places: Places | None = None) -> Plugin:
    """One plugin as it stands now."""
    return _look(spot, Consents((places or Places.usual()).consent).grants.get(spot.key))


def consent_lines(plugin: Plugin) -> tuple[str, ...]:
    """What a person is told before enabling a plugin: the danger, where it is, how much, and the SHA-256."""
    tree = plugin.tree
    assert tree is not None
    return (
        f"{DANGER}: read, change and send your files. Enable it only if you trust where it came from.",
        f"Path     {tree.path}",
        f"Files    {len(tree.files)} ({tree.size:,} bytes)",
        f"SHA-256  {tree.sha256}",
    )


def enable(spot: Spot, tree: Tree, places: Places | None = None, seconds: float = SECONDS) -> tuple[str, ...]:
    """Try the bytes in ``tree`` in a process of their own and let them run from now on; the names of the layer types.

    Raises `PluginProblem` when the trial fails; the reason is kept, and the plugin is not enabled.
    """
    places = places or Places.usual()
    tried = try_out(spot, tree, seconds)
    consents = Consents(places.consent)
    problem = tried.problem
    for key, other in consents.enabled().items():
        twice = set(other.types) & set(tried.types)
        if key != spot.key and twice and not problem:
            problem = f"It declares a layer type called {min(twice)}, but the plugin {other.name} has one already."
    consents.set(spot.key, Grant(spot.name, tree.sha256, tried.types, problem))
    if problem:
        raise PluginProblem(f"The plugin {spot.name} was not enabled. {problem}")
    return tried.types


def disable(key: str, places: Places | None = None) -> None:
    """Load a plugin no more, from the next start of each program on; `PluginProblem` when that cannot be noted."""
    Consents((places or Places.usual()).consent).set(key, None)


def find(name: str, places: Places | None = None) -> Plugin:
    """The plugin of this name, or in the folder at this path; `PluginProblem` when there is none, or more than one."""
    places = places or Places.usual()
    if "/" in name or "\\" in name or name in (".", ".."):
        return look(places.at(Path(name)), places)
    there, _ = plugins(places)
    named = [plugin for plugin in there if plugin.spot.name == name]
    if len(named) > 1:
        paths = " or ".join(str(plugin.spot.path) for plugin in named)
        raise PluginProblem(f"There are {len(named)} plugins called {name}. Give the path: {paths}.")
    if not named:
        if Path(name).is_dir():
            return look(places.at(Path(name)), places)
        names = ", ".join(plugin.spot.name for plugin in there) or "none"
        raise PluginProblem(f"There is no plugin called {name!r}. There are: {names}.")
    return named[0]


def _look(spot: Spot, grant: Grant | None) -> Plugin:
    loaded, types = loaded_bytes(spot.key), grant.types if grant else ()
    try:
        tree = spot.read()
    except PluginProblem as problem:
        return Plugin(spot, "refused", str(problem), None, types, loaded)
    if grant is None:
        later = "It still runs until the program ends." if loaded else ""
        return Plugin(spot, "not enabled", later, tree, (), loaded)
    if grant.sha256 != tree.sha256:
        if grant.failed:  # of other bytes
            return Plugin(spot, "not enabled", "", tree, (), loaded)
        why = "Its files changed since you enabled it, so it is off until you enable it again."
        return Plugin(spot, "changed", why, tree, types, loaded)
    if grant.failed:
        return Plugin(spot, "failed", grant.failed, tree, types, loaded)
    why = (
        "One of its rules took too long, so its layers cannot be worked out." if loaded and is_stuck(spot.name) else ""
    )
    return Plugin(spot, "enabled", why, tree, types, loaded)
