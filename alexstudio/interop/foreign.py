"""`import_file`: a file of another program becomes a document, whichever of the formats it is in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from alexstudio.interop.caffe import import_prototxt
from alexstudio.interop.convnet import import_layers
from alexstudio.interop.imported import Imported, ImportProblem, read_text

Kind = Literal["caffe", "convnet"]

SUFFIXES: dict[str, Kind] = {".prototxt": "caffe", ".pbtxt": "caffe", ".cfg": "convnet", ".ini": "convnet"}
"""How files are called that can be imported; others are known by what they say."""

_OTHERS = {
    ".caffemodel": "a file of Caffe's weights", ".h5": "a Keras model", ".keras": "a Keras model",
    ".pb": "a TensorFlow model", ".tflite": "a TensorFlow model", ".pt2": "a program of torch.export",
}  # fmt: skip
_ENGINES = (".pt", ".pth", ".onnx")
_WEIGHTS = (".safetensors", ".bin", ".ckpt")
_CAFFE = re.compile(r"^\s*layers?\s*:?\s*\{", re.MULTILINE)
_CONVNET = re.compile(r"^\[[^]\n]+\]\s*$", re.MULTILINE)


def import_file(
    path: Path, *, solver: Path | None = None, params: Path | None = None, title: str = "", size: int | None = None
) -> Imported:
    """The document in a Caffe prototxt or a layer file of cuda-convnet, with remarks on what became of it.

    ``solver`` is a file beside the former, ``params`` one beside the latter. `ImportProblem` with one sentence when a
    file cannot be read or is none of these.
    """
    suffix = path.suffix.lower()
    if suffix in _ENGINES:
        raise ImportProblem(f"{path.name} is not text: the engine reads it, which alexstudio import asks.")
    if suffix in _WEIGHTS:
        raise ImportProblem(f"{path.name} is a file of weights without a network: alexstudio weights DOC {path.name}.")
    other = _OTHERS.get(suffix)
    if other:
        raise ImportProblem(
            f"{path.name} is {other}, which cannot be imported; Caffe's prototxt, cuda-convnet's layer files, ONNX and "
            "networks of torch can."
        )
    text = read_text(path)
    source = path.name
    if kind_of(path, text) == "caffe":
        if params is not None:
            raise ImportProblem(f"{path.name} is a Caffe network: it has a solver file, and no parameter file.")
        beside = None if solver is None else read_text(solver)
        return import_prototxt(text, title=title, source=source, solver=beside, size=size)
    if solver is not None:
        raise ImportProblem(f"{path.name} is a cuda-convnet network: it has a parameter file, and no solver file.")
    beside = None if params is None else read_text(params)
    return import_layers(text, title=title or path.stem, source=source, params=beside, size=size)


def kind_of(path: Path, text: str) -> Kind:
    """The format of a text; `ImportProblem` when it is none that is known."""
    known = SUFFIXES.get(path.suffix.lower())
    if known:
        return known
    if _CAFFE.search(text):
        return "caffe"
    if _CONVNET.search(text):
        return "convnet"
    raise ImportProblem(f"{path.name} is neither a Caffe prototxt nor a layer file of cuda-convnet.")
