"""Imports the modules of plugins from the bytes that were hashed. The disk is not looked at, nor any .pyc."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType

from alexstudio.extensions.places import SPACE
from alexstudio.extensions.problem import PluginProblem
from alexstudio.extensions.tree import Tree


class _Loader(InspectLoader):
    """Loads one module of a plugin."""

    def __init__(self, tree: Tree, name: str, file: str) -> None:
        self._tree, self._name, self._file = tree, name, file

    @property
    def place(self) -> str:
        """Where the file is on disk, for tracebacks."""
        return str(self._tree.path / self._file)

    def is_package(self, fullname: str) -> bool:
        """Whether the module can hold others."""
        return self._file.endswith("__init__.py")

    def get_source(self, fullname: str) -> str:
        """The text of the module."""
        return importlib.util.decode_source(self._tree.files.get(self._file, b""))

    def get_code(self, fullname: str) -> CodeType:
        """The module, compiled from the bytes in memory."""
        return self.source_to_code(self._tree.files.get(self._file, b""), self.place)

    def get_data(self, path: str) -> bytes:
        """Another file of the plugin, for `pkgutil.get_data`."""
        for name, content in self._tree.files.items():
            if str(self._tree.path / name) == path:
                return content
        raise FileNotFoundError(path)


class _Finder(MetaPathFinder):
    """Finds the modules of the plugins in ``trees`` (package -> files), and nothing else."""

    def __init__(self) -> None:
        self.trees: dict[str, Tree] = {}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module, when a plugin has it."""
        if fullname == SPACE:
            return ModuleSpec(SPACE, None, is_package=True)
        loader = self.loader(fullname)
        if loader is None:
            return None
        spec = ModuleSpec(fullname, loader, origin=loader.place, is_package=loader.is_package(fullname))
        spec.has_location = True
        return spec

    def loader(self, fullname: str) -> _Loader | None:
        """What loads a module, when a plugin has it."""
        for package, tree in self.trees.items():
            if fullname == package:
                return _Loader(tree, fullname, "__init__.py")
            if fullname.startswith(f"{package}."):
                stem = fullname[len(package) + 1 :].replace(".", "/")
                files = (f"{stem}.py", f"{stem}/__init__.py")
                return next((_Loader(tree, fullname, file) for file in files if file in tree.files), None)
        return None


_finder = _Finder()


def offer(package: str, tree: Tree) -> None:
    """Let ``package`` be imported from the files of ``tree``; `PluginProblem` when it is something else already."""
    if package in _finder.trees or package in sys.modules:
        raise PluginProblem(f"Something else is called {package.rpartition('.')[2]} already.")
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
    _finder.trees[package] = tree


def withdraw(package: str) -> None:
    """Take back `offer`, and forget what was imported."""
    _finder.trees.pop(package, None)
    for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
        del sys.modules[name]


def culprit(error: BaseException) -> str:
    """The plugin in whose code an error arose, empty when it was in no plugin's."""
    found, trace = "", error.__traceback__
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        owner = next((package for package in _finder.trees if f"{module}.".startswith(f"{package}.")), "")
        found, trace = owner.rpartition(".")[2] or found, trace.tb_next
    return found


def plugin_source(module: str) -> str | None:
    """The text of a module of a loaded plugin; None for any other module."""
    loader = _finder.loader(module)
    return loader.get_source(module) if loader is not None else None
