"""The networks that come with the program: one JSON document each."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from alexstudio.graph.document import Document
from alexstudio.graph.fileformat import SUFFIX, DocumentError, load

_PACKAGE = Path(__file__).resolve().parents[1]


class Preset(NamedTuple):
    """A network that comes with the program; ``name`` is what the command line calls it."""

    name: str
    path: Path


def presets_folder() -> Path:
    """Where the preset documents lie: inside an installed package, beside the package in a checkout."""
    inside = _PACKAGE / "presets"
    return inside if inside.is_dir() else _PACKAGE.parent / "presets"


def presets() -> list[Preset]:
    """All presets, AlexNet first."""
    found = [Preset(path.stem, path) for path in sorted(presets_folder().glob(f"*{SUFFIX}"))]
    return sorted(found, key=lambda preset: (not preset.name.startswith("alexnet"), preset.name))


def load_preset(name: str) -> Document:
    """The preset called ``name``; `DocumentError` names those that there are."""
    for preset in presets():
        if preset.name == name:
            return load(preset.path)
    names = ", ".join(preset.name for preset in presets())
    raise DocumentError(f"There is no preset called {name!r}. There are: {names}.")
