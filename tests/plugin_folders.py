"""Plugins for tests: written into folders of a test, and none left behind in the process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alexstudio.extensions import catalogue, loading
from alexstudio.extensions.places import Places

SHIPPED = Path(__file__).resolve().parents[1] / "plugins"

WIGGLE = """\
from alexstudio.layers import LayerType, Param, ShapeError
class Wiggle(LayerType):
    name, family, summary, target = "Wiggle", "Waves", "S-shaped.", ".modules:Wiggle"
    params = (Param("size", "int", 3, "how much", low=1, high=9),)
    def output_shapes(self, values, inputs):
        return inputs
"""
MODULES = """\
from torch import nn
class Wiggle(nn.Module):
    def forward(self, x):
        return x.tanh()
"""


def make_places(folder: Path, shipped: Path | None = None) -> Places:
    """Places of a user who has nothing yet."""
    own = folder / "own"
    own.mkdir(mode=0o755, parents=True, exist_ok=True)
    return Places(shipped or folder / "shipped", own, folder / "config" / "plugins.json", folder / "state", False)


def write_plugin(places: Places, name: str = "wiggle", layers: str = WIGGLE, **files: str) -> Path:
    """A folder with ``layers.py`` and other modules, readable by all and writable by one."""
    folder = places.own / name
    folder.mkdir(mode=0o755, exist_ok=True)
    for stem, text in {"layers": layers, "modules": MODULES, **files}.items():
        path = folder / f"{stem}.py"
        path.write_text(text, "utf-8")
        path.chmod(0o644)
    return folder


def copy_examples(folder: Path) -> Path:
    """The example plugins, whatever the rights of the checkout are."""
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def enable(places: Places, name: str = "wiggle", seconds: float = 10.0) -> None:
    """What a person does who looked at it."""
    plugin = catalogue.find(name, places)
    assert plugin.tree is not None, plugin.why
    catalogue.enable(plugin.spot, plugin.tree, places, seconds)


@contextmanager
def no_plugins_after() -> Iterator[None]:
    """Whatever is loaded in the block is forgotten behind it."""
    try:
        yield
    finally:
        for key in list(loading._loaded):
            loading.unload(key)
        loading._told.clear()
