"""The verb export: a model file of a run or a document."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from alexstudio.cli.asking import engine
from alexstudio.cli.documents import check_runnable, load_document
from alexstudio.cli.refusal import FAILED, WELL, Parser, Refusal, visible

if TYPE_CHECKING:
    from alexstudio.runs.messages import Exported
    from alexstudio.runs.model_forms import Kind

SHORT = ("pt", "module", "pt2", "onnx", "safetensors", "source", "table", "prototxt")
"""As `alexstudio.runs.model_forms` has them."""


def add_parser(verbs: argparse._SubParsersAction[Parser]) -> None:
    """Declare the verb."""
    export = verbs.add_parser("export", help="write a model file that opens without this program")
    export.add_argument("what", metavar="RUN|DOC", help="a run folder, or a document for the weights it starts from")
    export.add_argument("--out", required=True, metavar="MODEL.pt", help="the suffix says the form, if --form does not")
    forms = export.add_mutually_exclusive_group()
    forms.add_argument("--form", choices=SHORT, help="pt (weights and model.py, the default), module, pt2, onnx, ...")
    forms.add_argument("--module", action="store_true", help="the whole module; the same as --form module")
    export.add_argument("--devices", action="store_true", help="source that spreads its layers as the document does")
    export.add_argument("--weights", choices=("best", "last"), help="which checkpoint of a run (default: best)")


def export(chosen: argparse.Namespace) -> int:
    """Write a model file of a run or a document, and print what was written and how it opens."""
    from alexstudio.files import user_path
    from alexstudio.graph.fileformat import dumps
    from alexstudio.runs.folder import RunFolder, RunProblem
    from alexstudio.runs.messages import Export, Exported, Failed, Note

    out = user_path(chosen.out).absolute()
    command = Export(out=str(out), kind=_kind(chosen, out), weights=chosen.weights or "best", devices=chosen.devices)
    if chosen.devices and command.kind != "source":
        raise Refusal("--devices is for --form source; other forms keep the map of devices beside the weights.")
    if Path(chosen.what).is_dir():
        try:
            run = RunFolder(Path(chosen.what).absolute())
            run.job()
        except RunProblem as problem:
            raise Refusal(str(problem)) from None
        command = command.model_copy(update={"run": str(run.path)})
    elif chosen.weights:
        raise Refusal(f"--weights chooses a checkpoint of a run, but {chosen.what} is not a run folder.")
    else:
        document = load_document(chosen.what)
        check_runnable(document, chosen.what)
        command = command.model_copy(update={"document": dumps(document)})
    with engine() as running:
        running.send(command)
        for event in running.events():
            if isinstance(event, Failed):
                raise Refusal(event.why, FAILED)
            if isinstance(event, Note):
                print(visible(event.text))
            if isinstance(event, Exported):
                _print(event)
                break
    return WELL


def _kind(chosen: argparse.Namespace, out: Path) -> Kind:
    """The form that was asked for, or that the suffix says; a `Refusal` when the file cannot be."""
    from alexstudio.runs.model_forms import BY_KIND, FORMS, SHORT, form_of

    known = form_of(out.suffix)
    kind: Kind = "module" if chosen.module else SHORT[chosen.form or "pt"]
    if known is not None and not chosen.module and chosen.form is None:
        kind = known.kind
    elif known is None and chosen.form is None:
        suffixes = ", ".join(dict.fromkeys(suffix for form in FORMS for suffix in form.suffixes))
        raise Refusal(f"--out {chosen.out} must be a .pt file, or end in another form's suffix ({suffixes}).")
    suffixes = " or ".join(f"*{suffix}" for suffix in BY_KIND[kind].suffixes)
    if out.suffix.lower() not in BY_KIND[kind].suffixes:
        raise Refusal(f"--out {chosen.out} must be called {suffixes} in this form.")
    if not out.parent.is_dir():
        raise Refusal(f"--out {chosen.out} must be a {out.suffix} file in a folder that exists.")
    return kind


def _print(event: Exported) -> None:
    from alexstudio.runs.model_forms import BY_KIND

    fresh = f", weights of {event.starts_from}" if event.starts_from else ", fresh weights"
    weights = f", after {event.trained_steps:,} steps" if event.trained_steps else fresh
    weights = weights if BY_KIND[event.kind].has_weights else ""
    beside = f" and {event.source}" if event.source else ""
    print(visible(f"Wrote {event.path}{beside} ({event.bytes:,} bytes{weights})."))
    for text in (event.verified, *event.notes):
        print(visible(text))
    if event.snippet:
        print("\nIt opens with:\n")
        for line in event.snippet.splitlines():
            print(visible(f"    {line}"))
