"""Model files that open without this program, checked before and after they are written."""

from __future__ import annotations

import hashlib
import re
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import fx, nn

import alexstudio
from alexstudio.engine import checkpoint, devices
from alexstudio.engine.checkpoint import CheckpointError
from alexstudio.engine.compiler import compile_document
from alexstudio.engine.plugin_layers import untraced
from alexstudio.engine.runlog import Emit
from alexstudio.extensions.loading import why_missing
from alexstudio.files import FileProblem, read_bytes, user_path, write_atomically
from alexstudio.graph import Document
from alexstudio.graph.classes import fit_classes
from alexstudio.graph.fileformat import dumps, loads
from alexstudio.interop.python_source import python_source
from alexstudio.layers.params import as_pair
from alexstudio.runs.folder import BEST, LAST, RunFolder
from alexstudio.runs.messages import Export, Exported, Note

FORMAT = "alexstudio-model/1"
SUFFIXES = (".pt", ".pth")
SOURCE = "model.py"
SOURCE_LIMIT = 64 << 20


class ExportProblem(Exception):
    """A model file that cannot be written; the text is one sentence."""


class Model(NamedTuple):
    """What is exported: a document that fits its weights, the module with them, and what the weights expect."""

    document: Document
    module: fx.GraphModule
    classes: tuple[str, ...]
    normalisation: dict[str, Any]
    trained_steps: int


def export(command: Export, send: Emit) -> None:
    """Write the model file that a command asks for, and `Exported`.

    Raises `ExportProblem` and the problems of runs, documents, files and checkpoints; then no file was changed.
    """
    out = check_path(command.out)
    model = _from_run(command, send) if command.run else _from_document(command)
    if command.kind == "module":
        content = checkpoint.to_bytes(model.module)
        _compare(model, checkpoint.reopen_own_module(content))
        for name in untraced(model.module):
            send(Note(text=f"{name} cannot be traced, so this file opens only where its plugin is loaded."))
        source = None
    else:
        text = python_source(model.document)
        content = checkpoint.to_bytes(contents(model))
        _compare(model, _from_source(text, checkpoint.from_bytes(content, str(out))["state_dict"]))
        source = source_path(out, text)
        if source.name != SOURCE:
            send(Note(text=f"There is another {SOURCE} in {out.parent}, so the source is in {source.name}."))
        write_atomically(source, text.encode())
    _write(out, content)
    size, steps = len(content), model.trained_steps
    send(Exported(path=str(out), source=str(source or ""), trained_steps=steps, bytes=size))


def contents(model: Model) -> dict[str, Any]:
    """The dictionary of a ``state`` file: plain tensors, strings and numbers, so that plain torch.load opens it."""
    shape = model.document.graph
    size = next(as_pair(node.params["size"]) for node in shape.nodes if node.type == "Input")
    return {
        "format": FORMAT,
        "state_dict": checkpoint.plain_state(model.module),
        "document": dumps(model.document),
        "classes": list(model.classes),
        "input_size": list(size),
        "normalisation": model.normalisation,
        "trained_steps": model.trained_steps,
        "torch": str(torch.__version__),
        "alexstudio": alexstudio.__version__,
    }


def check_path(text: str) -> Path:
    """The path of a model file that can be written, else `ExportProblem`."""
    out = user_path(text)
    if out.is_dir():
        raise ExportProblem(f"{out} is a folder. Give the name of a file in it.")
    if out.suffix.lower() not in SUFFIXES:
        raise ExportProblem(f"A model file must be called *.pt or *.pth, not {out.name or text!r}.")
    if not out.parent.is_dir():
        raise ExportProblem(f"There is no folder {out.parent}. Make it first, or choose another.")
    return out


def source_path(out: Path, text: str) -> Path:
    """Where the source belongs: ``model.py`` beside the model file, unless that is another file already."""
    path = out.with_name(SOURCE)
    if not path.exists() or _holds(path, text):
        return path
    stem = re.sub(r"[^A-Za-z0-9_]+", "_", out.stem).strip("_")[:100]
    path = out.with_name(f"{stem or 'exported'}_{SOURCE}")
    number = 2
    while path.exists() and not _holds(path, text):
        path, number = out.with_name(f"{stem or 'exported'}_{number}_{SOURCE}"), number + 1
    return path


def _holds(path: Path, text: str) -> bool:
    try:
        return read_bytes(path, limit=SOURCE_LIMIT) == text.encode()
    except FileProblem:
        return False


def _from_document(command: Export) -> Model:
    document = loads(command.document)
    module = compile_document(document).eval()
    unit = {"scale": document.recipe.input_scale, "mean": [0.0] * 3, "std": [1.0] * 3}
    return Model(document, module, (), unit, 0)


def _from_run(command: Export, send: Emit) -> Model:
    run = RunFolder(Path(command.run))
    document = run.document()
    missing = why_missing(run.job().plugins, is_exact=False)
    if missing:
        raise ExportProblem(missing)
    path = run.checkpoint(command.weights)
    if path is None:
        raise ExportProblem(f"{run.path} holds no undamaged checkpoint. Train it first.")
    wanted = BEST if command.weights == "best" else LAST
    if path.name != wanted:
        send(Note(text=f"{run.path / wanted} is missing or damaged, so {path.name} is exported."))
    kept = checkpoint.read_checkpoint(path)
    try:
        classes, normalisation = tuple(str(name) for name in kept["classes"]), dict(kept["normalisation"])
        steps = int(kept["step"])
    except (KeyError, TypeError, ValueError):
        raise CheckpointError(f"{path} is not a checkpoint of this program.") from None
    document, _ = fit_classes(document, len(classes))
    module = compile_document(document, initialise=False).eval()
    checkpoint.restore_state(module, kept["model"], str(path))
    return Model(document, module, classes, normalisation, steps)


def _from_source(text: str, state: dict[str, torch.Tensor]) -> nn.Module:
    """The module that the written source makes of the written weights."""
    spec = spec_from_loader("exported_model", loader=None)
    assert spec is not None
    space = module_from_spec(spec)
    exec(compile(text, SOURCE, "exec"), space.__dict__)  # our own generator's text: what the user will import
    with devices.nowhere():  # makes no values: torch's own would take a second, and draw from a training's random state
        module: nn.Module = space.__dict__["Model"]()
    module.load_state_dict(state, assign=True)
    return module.eval()


@torch.no_grad()
def _compare(model: Model, other: nn.Module) -> None:
    """The module and what was made of its file must give the same bits on a random picture."""
    shape = next(node for node in model.document.graph.nodes if node.type == "Input").params
    picture = torch.randn(1, shape["channels"], *as_pair(shape["size"]), generator=torch.Generator().manual_seed(2012))
    if not torch.equal(model.module(picture), other(picture)):
        raise ExportProblem("The exported model does not compute what the network computes, so it was not written.")


def _write(out: Path, content: bytes) -> None:
    write_atomically(out, content)
    with out.open("rb") as stream:
        written = hashlib.file_digest(stream, "sha256").digest()
    if written != hashlib.sha256(content).digest():
        raise ExportProblem(f"{out} was written but does not read back the same. The disk may be failing.")
