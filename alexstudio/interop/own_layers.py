"""Source of the layer classes that torch does not have: a generated module needs neither this program nor plugins.

It is read as text. The classes of this program lie in a file each that needs nothing but torch and the standard
library; those of plugins may use what else is in their file, which is copied with them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from alexstudio.extensions.memory import plugin_source
from alexstudio.graph import GraphError

PREFIX = "alexstudio.engine.modules."

_HEADER = ("import torch", "from torch import nn")
_FUTURE = "from __future__ import annotations"
_TAKEN = ("Model", "nn", "torch")


class OwnLayers(NamedTuple):
    """Import lines, and definitions in the order in which they must stand."""

    imports: tuple[str, ...]
    definitions: tuple[str, ...]


def is_own(module: str) -> bool:
    """Whether the classes of a module are copied into generated source."""
    return module.startswith(PREFIX) or plugin_source(module) is not None


def own_layers(targets: Iterable[str]) -> OwnLayers:
    """What generated source needs for the layers with these targets (``module:name``).

    Raises `GraphError` for a plugin whose class cannot be copied.
    """
    wanted: dict[str, set[str]] = {}
    for target in targets:
        module, _, name = target.partition(":")
        if is_own(module):
            wanted.setdefault(module, set()).add(name)
    imports: set[str] = set()
    definitions: list[str] = []
    homes: dict[str, str] = dict.fromkeys(_TAKEN, "")
    for module in sorted(wanted):
        file = _File(module)
        for name in file.closure(wanted[module]):
            if homes.setdefault(name, module) != module:
                raise GraphError(
                    f"{file.what} calls something {name}, and so does another part of the source. Rename it."
                )
        imports |= file.imports
        definitions += file.definitions
    first = [_FUTURE, ""] if _FUTURE in imports else []
    return OwnLayers((*first, *_joined(imports - {_FUTURE, *_HEADER})), tuple(definitions))


def _joined(lines: Iterable[str]) -> list[str]:
    """Import lines in order, what comes from one module on one line."""
    whole: list[str] = []
    names: dict[str, list[str]] = {}
    for line in sorted(lines):
        module, _, name = line.removeprefix("from ").partition(" import ")
        if name:
            names.setdefault(module, []).append(name)
        else:
            whole.append(line)
    return sorted([*whole, *(f"from {module} import {', '.join(names[module])}" for module in names)])


class _File:
    """One module whose classes are copied, and what they use of it."""

    def __init__(self, module: str) -> None:
        self._module = module
        self.what = f"The file {module.rpartition('.')[2]}.py of a plugin"
        foreign = plugin_source(module)
        self._text = _own_text(module) if foreign is None else foreign
        self.imports: set[str] = set()
        self.definitions: list[str] = []

    def closure(self, names: set[str]) -> list[str]:
        """Fill `imports` and `definitions` with what ``names`` need; returns the names that are defined."""
        body = ast.parse(self._text).body
        defined = {name: part for part in body for name in _defines(part)}
        imported = {name: line for part in body for name, line in self._imports(part)}
        waiting, used = sorted(names), set[str]()
        while waiting:
            name = waiting.pop()
            if name in used or name not in defined | imported:
                continue
            used.add(name)
            if name in defined:
                waiting += sorted({part.id for part in ast.walk(defined[name]) if isinstance(part, ast.Name)})
        missing = sorted(names - set(defined))
        if missing:
            raise GraphError(f"{self.what} does not define {missing[0]}, so it cannot be copied into the source.")
        self.imports |= {imported[name] for name in used if name in imported and name not in defined}
        if any(line.split()[1].startswith((".", "alexstudio")) for line in self.imports):
            raise GraphError(
                f"{self.what} imports from another file of the plugin or from alexstudio, so it cannot be copied into "
                "the source. Export the whole module instead."
            )
        if any(isinstance(part, ast.ImportFrom) and part.module == "__future__" for part in body):
            self.imports |= {_FUTURE} if not self._module.startswith(PREFIX) else set()
        parts = [part for part in body if used & set(_defines(part))]
        self.definitions = [_segment(self._text, part) for part in parts]
        return [name for part in parts for name in _defines(part)]

    def _imports(self, part: ast.stmt) -> Iterable[tuple[str, str]]:
        """Each name that a line imports, with the line that imports this name alone."""
        if isinstance(part, ast.Import):
            for name in part.names:
                yield (name.asname or name.name).partition(".")[0], ast.unparse(ast.Import([name]))
        elif isinstance(part, ast.ImportFrom) and part.module != "__future__":
            for name in part.names:
                yield name.asname or name.name, ast.unparse(ast.ImportFrom(part.module, [name], part.level))


def _own_text(module: str) -> str:
    return Path(__file__).parents[1].joinpath(*module.split(".")[1:]).with_suffix(".py").read_text("utf-8")


def _segment(text: str, part: ast.stmt) -> str:
    """The source of a definition with its decorators."""
    decorators = getattr(part, "decorator_list", [])
    first = min([part.lineno, *(one.lineno for one in decorators)])
    return "\n".join(text.splitlines()[first - 1 : part.end_lineno])


def _defines(part: ast.stmt) -> list[str]:
    """Names that a statement at the top of a file defines."""
    if isinstance(part, (ast.ClassDef, ast.FunctionDef)):
        return [part.name]
    targets = part.targets if isinstance(part, ast.Assign) else [part.target] if isinstance(part, ast.AnnAssign) else []
    return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
