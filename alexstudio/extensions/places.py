"""Where plugins are: with the program, in the user's folder, in installed packages, and wherever the user said."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from alexstudio.extensions.problem import PluginProblem
from alexstudio.extensions.tree import DECLARATIONS, Tree, read_tree

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "alexstudio.plugins"
"""The entry points by which an installed package offers a plugin; each names a top-level package."""
SPACE = "alexstudio_plugins"
"""The package that plugins in folders are imported into, as ``alexstudio_plugins.<folder>``."""

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Spot:
    """A place where a plugin is, or was. ``key`` names it in the file of consents."""

    key: str
    name: str
    package: str
    """What it is imported as."""
    path: Path
    where: str
    """For people: "comes with alexstudio"."""
    is_own: bool = True
    """Whether the user, rather than an installer, put it there."""
    label: str = ""

    def read(self) -> Tree:
        """Its files; `PluginProblem` when it cannot be used."""
        if self.key.startswith("package/") and not (self.package.isidentifier() and self.path.is_dir()):
            raise PluginProblem(f"The {self.where} names {self.package!r}, which is no top-level package here.")
        if not self.package.rpartition(".")[2].isidentifier():
            raise PluginProblem(f"The folder {self.path} needs another name: letters, digits and _ only.")
        return read_tree(self.path, is_own=self.is_own, label=self.label)


@dataclass(frozen=True)
class Places:
    """The folders and files that have to do with plugins."""

    shipped: Path
    own: Path
    consent: Path
    state: Path
    has_packages: bool = True
    """Whether installed packages are looked at too."""

    @classmethod
    def usual(cls) -> Places:
        """Those of the user who runs this program."""
        inside = _PACKAGE / "plugins"
        return cls(
            inside if inside.is_dir() else _PACKAGE.parent / "plugins",
            platformdirs.user_data_path("alexstudio", appauthor=False) / "plugins",
            platformdirs.user_config_path("alexstudio", appauthor=False) / "plugins.json",
            platformdirs.user_state_path("alexstudio", appauthor=False) / "plugins",
        )

    def spots(self) -> Iterator[Spot]:
        """Every plugin that there is, except those at paths that the user gave."""
        for kind, folder in (("shipped", self.shipped), ("own", self.own)):
            for path in _folders(folder):
                yield self.spot(f"{kind}/{path.name}")
        if self.has_packages:
            for point in _entry_points():
                yield _package_spot(point)

    def spot(self, key: str) -> Spot:
        """The place that a key names, whether or not something is there."""
        kind, _, rest = key.partition("/")
        if kind == "shipped":
            return Spot(key, rest, f"{SPACE}.{rest}", self.shipped / rest, "comes with alexstudio", is_own=False)
        if kind == "own":
            return Spot(key, rest, f"{SPACE}.{rest}", self.own / rest, "in your plugin folder")
        if kind == "package":
            distribution, _, name = rest.partition("/")
            for point in _entry_points() if self.has_packages else ():
                found = _package_spot(point)
                if found.key == key:
                    return found
            return Spot(key, name, name, Path(name), f"package {distribution}", is_own=False)
        path = Path(key.partition(":")[2])
        return Spot(key, path.name, f"{SPACE}.{path.name}", path, "in a folder of yours")

    def at(self, path: Path) -> Spot:
        """The plugin in a folder, wherever that is."""
        real = Path(os.path.realpath(path))
        for spot in self.spots():
            if os.path.realpath(spot.path) == str(real):
                return spot
        return self.spot(f"path:{real}")


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name[0] not in "._" and (path / DECLARATIONS).exists())
    except OSError:
        return []


def _entry_points() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points  # 20 ms that most starts need not spend

    return entry_points(group=GROUP)


def _package_spot(point: EntryPoint) -> Spot:
    """The package of an entry point, found without importing anything."""
    distribution = point.dist.name if point.dist else "?"
    version = point.dist.version if point.dist else "?"
    package = point.value.strip()
    spec = PathFinder.find_spec(package) if package.isidentifier() else None
    path = Path(next(iter(spec.submodule_search_locations or ()), package)) if spec else Path(package)
    key = f"package/{distribution}/{point.name}"
    where = f"package {distribution} {version}"
    return Spot(key, point.name, package, path, where, is_own=False, label=f"{distribution}=={version}")
