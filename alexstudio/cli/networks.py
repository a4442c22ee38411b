"""What import and weights ask the engine for: networks and weights of torch."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from alexstudio.cli.asking import ask
from alexstudio.cli.documents import load_document
from alexstudio.cli.look import out_path
from alexstudio.cli.refusal import FAILED, REFUSED, WELL, Refusal, visible

if TYPE_CHECKING:
    from alexstudio.runs.messages import Imported

_FILES = (".pt", ".pth", ".onnx")


def is_torchs(what: str) -> bool:
    """Whether a FILE of the verb import is for the engine."""
    return what.startswith("torchvision:") or ".py:" in what or Path(what).suffix.lower() in _FILES


def import_model(chosen: argparse.Namespace) -> int:
    """A network of torchvision, of a Python file, or of a .pt that this program wrote."""
    from alexstudio.runs.messages import Imported, ImportModel

    if chosen.solver is not None or chosen.params is not None:
        raise Refusal("--solver and --params belong to files of Caffe and of cuda-convnet.")
    out = out_path(chosen.out)
    command = ImportModel(
        what=_absolute(chosen.file), title=chosen.title, size=chosen.size, trust=chosen.trust, weights_out=_beside(out)
    )
    return _write(ask(command, Imported, code=REFUSED), out, chosen.out)


def import_weights(chosen: argparse.Namespace) -> int:
    """Let a document start from the weights in a file."""
    from alexstudio.graph.fileformat import dumps
    from alexstudio.runs.messages import Imported, ImportWeights

    document, out = load_document(chosen.document), out_path(chosen.out)
    command = ImportWeights(document=dumps(document), file=_absolute(chosen.file), weights_out=_beside(out))
    return _write(ask(command, Imported, code=REFUSED), out, chosen.out)


def _absolute(what: str) -> str:
    from alexstudio.files import user_path

    return what if what.startswith("torchvision:") else str(user_path(what).absolute())


def _beside(out: Path) -> str:
    return str(out.absolute().with_suffix(".weights.safetensors"))


def _write(found: Imported, out: Path, shown: str) -> int:
    from alexstudio.analysis import analyse
    from alexstudio.files import FileProblem
    from alexstudio.graph.fileformat import loads, save

    document = loads(found.document)
    try:
        save(document, out)
    except FileProblem as problem:
        raise Refusal(str(problem)) from None
    for remark in found.remarks:
        print(visible(remark))
    report = analyse(document)
    total = report.total
    print(
        visible(
            f"{document.title}: {len(document.graph):,} layers, {total.params:,} parameters, "
            f"{total.multiply_adds:,} multiply-adds for one picture. Written to {shown}."
        )
    )
    if found.weights:
        print(visible(f"It starts from the weights in {found.weights}."))
    for trouble in report.problems:
        print(visible(f"Problem: {trouble.message}"))
    return WELL if report.is_runnable else FAILED
