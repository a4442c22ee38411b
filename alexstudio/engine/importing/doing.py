"""What the commands of importing do: a network of torchvision, a Python file, a model file, or weights alone."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import nn

from alexstudio.engine.exporting.model import FORMAT
from alexstudio.engine.importing.convert import import_module
from alexstudio.engine.importing.values import ImportProblem
from alexstudio.engine.importing.weights import import_weights, keep_weights, read_weights
from alexstudio.engine.outside import OUTSIDE, OutsideProblem
from alexstudio.files import user_path
from alexstudio.graph import Document
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.runs.messages import Imported, ImportModel, ImportWeights

TORCHVISION = "torchvision:"
SECONDS = 120.0
ROOM = 4 << 30
"""Bytes that reading may take besides four times the file."""
LARGEST = 2**31 - 1
USUAL = {"inception_v3": 299}
"""Sides of the pictures that networks of torchvision are fed; 224 for the others."""


class _Made(NamedTuple):
    document: Document
    tensors: dict[str, torch.Tensor]
    remarks: tuple[str, ...]


def do_import(command: ImportModel | ImportWeights) -> Imported:
    """The answer to a command. Raises `ImportProblem` and the problems of documents and files."""
    if isinstance(command, ImportWeights):
        out = Path(command.weights_out)
        weights = read_weights(user_path(command.file))
        document, remarks = import_weights(loads(command.document), weights, out)
        return Imported(document=dumps(document), remarks=remarks, weights=str(out))
    made = _made(command)
    if not made.tensors or not command.weights_out:
        return Imported(document=dumps(made.document), remarks=made.remarks)
    document = keep_weights(made.document, made.tensors, Path(command.weights_out))
    return Imported(document=dumps(document), remarks=made.remarks, weights=command.weights_out)


def _made(command: ImportModel) -> _Made:
    what = command.what
    if what.startswith(TORCHVISION):
        return _torchvision(what.removeprefix(TORCHVISION), command)
    if ".py:" in what:
        return _python(what, command)
    if what.lower().endswith(".onnx"):
        return _onnx(user_path(what), command)
    weights = read_weights(user_path(what))
    if not weights.document:
        raise ImportProblem(
            f"{Path(what).name} holds weights without a network. Import them into a document: alexstudio weights."
        )
    return _Made(loads(weights.document), weights.tensors, (f"Read as this program wrote it ({FORMAT}).",))


def _torchvision(name: str, command: ImportModel) -> _Made:
    from torchvision import models

    names = models.list_models(module=models)
    if name not in names:
        from difflib import get_close_matches

        near = get_close_matches(name, names, 3)
        meant = f" Is it {' or '.join(near)}?" if near else ""
        raise ImportProblem(f"torchvision has no classification network called {name[:60]!r}.{meant}")
    with torch.random.fork_rng(devices=[]):
        more = {"init_weights": False} if name in ("googlenet", "inception_v3") else {}
        model = models.get_model(name, weights=None, **more)
    found = import_module(
        model.eval(), command.size or USUAL.get(name, 224), title=command.title or name, source=f"torchvision {name}"
    )
    return _Made(found.document, {}, found.report)


def _python(what: str, command: ImportModel) -> _Made:
    """A class in a Python file, in a process with limits."""
    name, _, kind = what.rpartition(":")
    path = user_path(name)
    if not command.trust:
        raise ImportProblem(
            f"{path.name} is a program: importing it runs its code, which can do anything you can. Only if you trust "
            "it, say so: --i-trust-this-code."
        )
    return _outside("code", path, kind=kind, size=command.size or 224, title=command.title)


def _onnx(path: Path, command: ImportModel) -> _Made:
    """An ONNX file, whose bytes may expand when they are read: in a process with limits."""
    return _outside("onnx", path, size=command.size, title=command.title)


def _outside(job: str, path: Path, **fields: object) -> _Made:
    if not path.is_file():
        raise ImportProblem(f"There is no file {path}.")
    size = path.stat().st_size
    if size > LARGEST:
        raise ImportProblem(f"{path} holds {size:,} bytes; at most {LARGEST:,} are read.")
    with tempfile.TemporaryDirectory(prefix="alexstudio-") as made:
        folder = Path(made)
        try:
            answer = OUTSIDE.ask(
                job, folder, seconds=SECONDS, memory=ROOM + 4 * size, file=str(path.absolute()), **fields
            )
        except OutsideProblem as problem:
            raise ImportProblem(f"{path.name} was not imported: {problem}.") from None
        if answer.get("problem"):
            raise ImportProblem(f"{path.name} was not imported: {_why(answer)}")
        tensors = load_file(folder / "weights.safetensors")
    return _Made(loads(answer["document"]), tensors, tuple(map(str, answer["remarks"])))


def _why(answer: dict[str, object]) -> str:
    if answer["problem"] == "memory":
        return "it takes too much memory."
    return str(answer.get("error") or answer["problem"]).strip().partition("\n")[0][:400]


def describe(model: nn.Module, size: int, title: str, source: str) -> tuple[str, dict[str, torch.Tensor], list[str]]:
    """The document (JSON text), weights and remarks of a module."""
    found = import_module(model.eval(), size, title=title, source=source)
    state = {name: value.detach().float().contiguous().clone() for name, value in found.state.items()}
    return dumps(found.document), state, list(found.report)
