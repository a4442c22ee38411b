"""alexstudio for programs and notebooks: ``import alexstudio`` gives these functions.

Documents and reports need neither torch nor Qt. `compile` and `from_module` load torch when they are called.

    >>> import alexstudio
    >>> document = alexstudio.load("alexnet")
    >>> report = alexstudio.analyze(document)
    >>> report.nodes["fc6"].params
    37752832
    >>> graph = alexstudio.to_networkx(document)
    >>> graph.nodes["conv1"]["params"]["kernel_size"]
    11
    >>> alexstudio.from_networkx(graph) == document
    True
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from alexstudio.analysis import analyse, picture
from alexstudio.analysis.report import Report
from alexstudio.graph import Document
from alexstudio.graph import fileformat as _files
from alexstudio.graph.interchange import from_networkx, to_networkx
from alexstudio.graph.presets import load_preset, presets

if TYPE_CHECKING:
    from alexstudio.engine.compiler import Layer, Network
    from alexstudio.engine.importing import Imported

__all__ = ["Picture", "analyze", "compile", "draw", "from_module", "from_networkx", "load", "save", "to_networkx"]


def load(what: str | Path) -> Document:
    """The preset of this name, or the document at this path.

    Raises `alexstudio.graph.fileformat.DocumentError`, whose text is one sentence.
    """
    if isinstance(what, str) and what in {preset.name for preset in presets()}:
        return load_preset(what)
    return _files.load(what)


def save(document: Document, path: str | Path) -> None:
    """Write a document as a file that the window opens; the old file stays when it cannot be written.

    Raises `alexstudio.files.FileProblem`.
    """
    _files.save(document, path)


def analyze(document: Document) -> Report:
    """Shapes, parameters, multiply-adds, bytes and problems of every layer and in total, for one picture.

    ``report.nodes[id]`` is a layer, ``report.total`` the sum, ``report.problems`` is empty when the network can run.
    Nothing is run: a network of a thousand layers takes about a millisecond.
    """
    return analyse(document)


def compile(document: Document, devices: Mapping[str, str] | None = None, *, auxiliary: bool = False) -> Network:
    """A torch module of the document, (n, c, h, w) float32 -> class scores (n, classes), freshly initialised.

    ``devices`` says where each logical device is: ``{"gpu0": "cuda:0", "gpu1": "cpu"}``. What is left out goes where
    it fits best; without ``devices`` everything is on the CPU. Layers that only auxiliary classifiers need are left
    out; with ``auxiliary`` they are there, and the module gives the class scores and those of each of them, a tuple.
    Raises `alexstudio.engine.compiler.CompileError` for a document with problems and
    `alexstudio.engine.devices.DeviceProblem` for a device that this machine lacks.

        >>> network = alexstudio.compile(alexstudio.load("lenet5"))
        >>> sum(value.numel() for value in network.parameters())
        62006
    """
    from alexstudio.engine.compiler import compile_document, logical_devices
    from alexstudio.engine.devices import device_map

    if devices is None:
        return compile_document(document, auxiliary=auxiliary)
    return compile_document(document, device_map(logical_devices(document), devices), auxiliary=auxiliary)


def from_module(model: Layer, size: int | tuple[int, int], *, title: str = "") -> Imported:
    """The document of a convolutional classifier of your own on pictures of ``size`` (height, width).

    Returns ``document``, ``state`` (the weights, for ``load_state_dict`` of the compiled document) and ``report``
    (sentences: what stands for something else, what was left out). The model is traced, not run. Raises
    `alexstudio.engine.importing.ImportProblem`.

        >>> from torch import nn
        >>> imported = alexstudio.from_module(nn.Sequential(nn.Conv2d(3, 8, 3), nn.Flatten(), nn.Linear(288, 4)), 8)
        >>> [node.type for node in imported.document.graph.nodes]
        ['Input', 'Conv2d', 'Flatten', 'Linear']
        >>> alexstudio.compile(imported.document).load_state_dict(imported.state)
        <All keys matched successfully>
    """
    from alexstudio.engine.importing import import_module

    return import_module(model, size, title=title)


class Picture:
    """The graph as a drawing; a notebook shows it by itself."""

    def __init__(self, text: str) -> None:
        self.svg = text

    def _repr_svg_(self) -> str:
        return self.svg


def draw(document: Document, *, dark: bool = False, paper: bool = False) -> Picture:
    """The graph with the numbers of every layer, for a notebook: ``alexstudio.draw(document)``.

    ``dark`` for dark pages, ``paper`` on white. `Picture.svg` is the text of the drawing.
    """
    return Picture(picture.svg(document, analyse(document), dark=dark, paper=paper))
