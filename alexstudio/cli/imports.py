"""The verb import: a network from a file of another program."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from alexstudio.cli.look import out_path
from alexstudio.cli.refusal import FAILED, WELL, Parser, Refusal, visible

if TYPE_CHECKING:
    from alexstudio.interop.imported import Imported

LARGEST = 65536


def add_parser(verbs: argparse._SubParsersAction[Parser]) -> None:
    """Declare the verb."""
    parser = verbs.add_parser("import", help="a document from Caffe, cuda-convnet, torchvision, ONNX or a .pt file")
    parser.add_argument(
        "file",
        metavar="FILE",
        help="such as deploy.prototxt, layers.cfg, model.onnx, a .pt of this program, torchvision:resnet18; nothing in "
        "a file is run, except net.py:Class with --i-trust-this-code",
    )
    beside = parser.add_mutually_exclusive_group()
    beside.add_argument("--solver", metavar="FILE", help="the Caffe solver of the network, for the recipe")
    beside.add_argument("--params", metavar="FILE", help="the cuda-convnet parameter file, for the recipe")
    parser.add_argument(
        "--size", type=int, metavar="PIXELS", help="side of the pictures, where the file leaves it open"
    )
    parser.add_argument("--title", default="", metavar="T", help="title of the document (default: the network's name)")
    parser.add_argument("--out", required=True, metavar="DOC.json", help="the document to write")
    parser.add_argument(
        "--i-trust-this-code", action="store_true", dest="trust", help="let the code of a Python file run, with limits"
    )
    weights = verbs.add_parser("weights", help="let a document start from the weights in a .pt, .pth or .safetensors")
    weights.add_argument("document", metavar="DOC")
    weights.add_argument("file", metavar="FILE", help="names are matched by structure and shape; nothing in it is run")
    weights.add_argument("--out", required=True, metavar="DOC.json", help="the document to write; weights go beside it")


def import_network(chosen: argparse.Namespace) -> int:
    """Write the document and print what was understood, approximated and left out."""
    from alexstudio.cli.networks import import_model, is_torchs
    from alexstudio.files import FileProblem, user_path
    from alexstudio.graph.fileformat import save
    from alexstudio.interop.foreign import import_file
    from alexstudio.interop.imported import ImportProblem

    if chosen.size is not None and not 1 <= chosen.size <= LARGEST:
        raise Refusal(f"--size must be a number of pixels from 1 to {LARGEST:,}.")
    if is_torchs(chosen.file):
        return import_model(chosen)
    path, out = user_path(chosen.file), out_path(chosen.out)
    beside = {name: user_path(given) for name in ("solver", "params") if (given := getattr(chosen, name)) is not None}
    if out.exists() and any(out.samefile(other) for other in (path, *beside.values()) if other.exists()):
        raise Refusal(f"{out} is read; choose another --out.")
    try:
        imported = import_file(path, title=chosen.title, size=chosen.size, **beside)
        save(imported.document, out)
    except (ImportProblem, FileProblem) as problem:
        raise Refusal(str(problem)) from None
    return _report(imported, path.name, chosen.out)


def _report(imported: Imported, name: str, out: str) -> int:
    from alexstudio.analysis import analyse
    from alexstudio.interop.imported import SEVERITIES, grouped, named

    document, remarks = imported
    report = analyse(document)
    for severity in SEVERITIES:
        count = sum(remark.severity == severity for remark in remarks)
        print(f"{severity[:1].upper()}{severity[1:]}: {count:,}")
        for group in grouped(remark for remark in remarks if remark.severity == severity):
            print(visible(f"  {f'{named(group.layers)}: ' if group.layers else ''}{group.sentence}"))
    total = report.total
    print(
        visible(
            f"{name}: {len(document.graph):,} layers, {total.params:,} parameters, "
            f"{total.multiply_adds:,} multiply-adds for one picture. Written to {out}."
        )
    )
    for trouble in report.problems:
        print(visible(f"Problem: {trouble.message}"))
    return WELL if report.is_runnable else FAILED
