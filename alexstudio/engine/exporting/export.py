"""`export`: writes one model file in the form that was asked for."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from alexstudio.engine.compiler import STARTED
from alexstudio.engine.exporting import caffe, layer_table, module, onnx_file, program, source, state, tensors
from alexstudio.engine.exporting.checking import check
from alexstudio.engine.exporting.model import Model, model_of
from alexstudio.engine.exporting.paths import SOURCE, check_path, source_path
from alexstudio.engine.exporting.problem import ExportProblem
from alexstudio.engine.outside import OUTSIDE, OutsideProblem
from alexstudio.engine.plugin_layers import untraced
from alexstudio.engine.runlog import Emit
from alexstudio.files import write_atomically
from alexstudio.graph import Document
from alexstudio.graph.bypass import active_graph
from alexstudio.graph.ends import auxiliary_ends
from alexstudio.graph.fileformat import loads
from alexstudio.interop.python_source import python_source
from alexstudio.runs.folder import RunFolder
from alexstudio.runs.messages import Export, Exported, Note
from alexstudio.runs.model_forms import BY_KIND, snippet


class Written(NamedTuple):
    """What came of a form."""

    content: bytes
    verified: str
    notes: list[str]
    source: Path | None = None
    trained_steps: int = 0
    starts_from: str = ""


_CONTENT: dict[str, Callable[[Model], bytes]] = {
    "state": state.content,
    "module": module.content,
    "exported_program": program.content,
    "onnx": onnx_file.content,
    "safetensors": tensors.content,
    "source": source.content,
}
_WITH_SOURCE = ("state", "safetensors")


def export(command: Export, send: Emit) -> None:
    """Write the model file that a command asks for, and `Exported`.

    The bytes are opened in a fresh process before they take their place. Raises `ExportProblem` and the problems of
    runs, documents, files and checkpoints; then no file was changed.
    """
    out = check_path(command.out, command.kind)
    if command.kind in _CONTENT:
        with contextlib.suppress(OutsideProblem):  # `check` will say so
            OUTSIDE.prepare()
        written = _network(command, out, send)
    else:
        written = _text(command, out)
    size = len(written.content)
    with out.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").digest()
    if found != hashlib.sha256(written.content).digest():
        raise ExportProblem(f"{out} was written but does not read back the same. The disk may be failing.")
    send(
        Exported(
            path=str(out),
            source=str(written.source or ""),
            trained_steps=written.trained_steps,
            starts_from=written.starts_from,
            bytes=size,
            kind=command.kind,
            snippet=snippet(command.kind, out, written.source),
            verified=written.verified,
            notes=tuple(written.notes),
        )
    )


def _network(command: Export, out: Path, send: Emit) -> Written:
    model = model_of(command, send)
    kind, notes = command.kind, _notes(model, command)
    content = source.placed(model) if kind == "source" and command.devices else _CONTENT[kind](model)
    text = python_source(model.document) if kind in _WITH_SOURCE else ""
    plugins = untraced(model.module) if kind == "module" else []
    for name in plugins:
        send(Note(text=f"{name} cannot be traced, so this file opens only where its plugin is loaded."))
    verified = f"Not opened elsewhere: it needs the plugin of {', '.join(plugins)}."

    def compare(path: Path) -> None:
        nonlocal verified
        if not plugins:
            verified = check(model, kind, path, text)

    write_atomically(out, content, check=compare)
    beside = None
    if text:
        beside = source_path(out, text)
        if beside.name != SOURCE:
            send(Note(text=f"There is another {SOURCE} in {out.parent}, so the source is in {beside.name}."))
        write_atomically(beside, text.encode())
    steps = model.trained_steps if BY_KIND[kind].has_weights else 0
    starts_from = Path(model.document.recipe.weights).name if BY_KIND[kind].has_weights and not steps else ""
    return Written(content, verified, notes, beside, steps, starts_from)


def _text(command: Export, out: Path) -> Written:
    document = _document(command)
    if command.kind == "table":
        content = layer_table.content(document, out.suffix)
        written = Written(content, "Read back: every byte is as it was made.", [])
    else:
        written = Written(*caffe.content(document))
    write_atomically(out, written.content)
    return written


def _document(command: Export) -> Document:
    return RunFolder(Path(command.run)).document() if command.run else loads(command.document)


def _notes(model: Model, command: Export) -> list[str]:
    notes = [text for text in (model.module.meta.get(STARTED),) if text]
    ends = auxiliary_ends(active_graph(model.document.graph))
    if ends:
        names = ", ".join(node.name for node in ends[:4]) + (f" and {len(ends) - 4} more" if len(ends) > 4 else "")
        notes.append(f"What only leads to {names} is left out: auxiliary classifiers help in training alone.")
    devices = sorted(set(model.devices.values()))
    if len(devices) > 1 and command.kind != "source":
        notes.append(
            f"The layers lie on {' and '.join(devices)} in the document. The file opens on the CPU, on any machine; "
            'which layer was where, it says under "devices".'
        )
    if command.kind == "source":
        notes.append("The source holds no weights; the form Weights and description does.")
    return notes
