"""The networks that come with the program: one JSON document each."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from alexstudio.files import FileProblem, read_bytes
from alexstudio.graph.document import Document
from alexstudio.graph.fileformat import SIZE_LIMIT, SUFFIX, DocumentError, load, parse_json

_PACKAGE = Path(__file__).resolve().parents[1]

SHELVES: Mapping[str, Mapping[str, int]] = {
    "AlexNet": {"alexnet": 2012, "alexnet_two_gpu": 2012, "alexnet_cfg145": 2012},
    "AlexNet's dialects": {
        "alexnet_half": 2012,
        "caffenet": 2013,
        "alexnet_caffe": 2014,
        "alexnet_owt": 2014,
        "alexnet_slim": 2016,
        "alexnet_torchvision": 2017,
        "alexnet_tutorial": 0,
    },
    "Before AlexNet": {
        "lenet5": 1998,
        "cifar10_80sec": 2011,
        "cifar10_19pct": 2011,
        "cifar10_18pct": 2011,
        "cifar10_13pct": 2011,
        "cifar10_11pct": 2011,
    },
    "After AlexNet": {
        "zfnet": 2013,
        "vgg11": 2014,
        "vgg16": 2014,
        "vgg19": 2014,
        "googlenet": 2014,
        "googlenet_aux": 2014,
        "vgg11_bn": 2015,
        "vgg16_bn": 2015,
        "vgg19_bn": 2015,
        "inception_v3": 2015,
        "resnet18": 2015,
        "resnet34": 2015,
        "resnet50": 2015,
        "resnet101": 2015,
        "resnet152": 2015,
        "squeezenet1_0": 2016,
        "squeezenet1_1": 2016,
        "mobilenet_v2": 2018,
    },
}
"""Which presets stand together, in the order of the gallery, and the year of each; 0 where there is no one year."""

MORE = "More"
"""Where presets stand that `SHELVES` does not name."""


class Preset(NamedTuple):
    """A network that comes with the program; ``name`` is what the command line calls it."""

    name: str
    path: Path
    shelf: str = MORE
    year: int = 0


class Story(NamedTuple):
    """What a preset says about itself, read without building its graph."""

    title: str
    source: str
    notes: str

    @property
    def first(self) -> str:
        """The first sentence of the notes: what the network is, in one line."""
        return self.notes.partition(". ")[0].partition("。")[0].removesuffix(".")


def presets_folder() -> Path:
    """Where the preset documents lie: inside an installed package, beside the package in a checkout."""
    inside = _PACKAGE / "presets"
    return inside if inside.is_dir() else _PACKAGE.parent / "presets"


def presets() -> list[Preset]:
    """All presets, AlexNet first, shelf by shelf."""
    found = {path.stem: path for path in sorted(presets_folder().glob(f"*{SUFFIX}"))}
    placed = [
        Preset(name, found.pop(name), shelf, year)
        for shelf, names in SHELVES.items()
        for name, year in names.items()
        if name in found
    ]
    return placed + [Preset(name, path) for name, path in found.items()]


def read_story(preset: Preset) -> Story:
    """Title, source and notes of a preset; `DocumentError` with one sentence when it cannot be read."""
    try:
        raw = parse_json(read_bytes(preset.path, limit=SIZE_LIMIT))
    except (FileProblem, DocumentError) as problem:
        raise DocumentError(f"The preset {preset.name} cannot be read: {problem}") from None
    if not isinstance(raw, dict):
        raise DocumentError(f"The preset {preset.name} is not a document.")
    texts = [raw.get(key, "") for key in ("title", "source", "notes")]
    return Story(*(text if isinstance(text, str) else "" for text in texts))


def load_preset(name: str) -> Document:
    """The preset called ``name``; `DocumentError` names those that are called similarly."""
    known = {preset.name: preset for preset in presets()}
    if name in known:
        return load(known[name].path)
    near = [other for other in known if name and other.startswith(name)] or get_close_matches(name, known, 3)
    hint = f"There are {', '.join(near[:3])}" if near else "There are alexnet, alexnet_two_gpu"
    raise DocumentError(f"There is no preset called {name[:60]!r}. {hint} and others; alexstudio presets lists them.")
