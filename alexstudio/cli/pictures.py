"""The verb that draws: picture."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from alexstudio.cli.documents import load_document
from alexstudio.cli.look import out_path, write
from alexstudio.cli.refusal import FAILED, WELL, Refusal
from alexstudio.cli.window import check_qt, qt_refusal

FIGURES = ("graph", "blocks")
KINDS = (".svg", ".pdf", ".png")


def add_parser(verbs: Any) -> None:
    """Declare the verb; ``verbs`` is what argparse's ``add_subparsers`` returned."""
    parser = verbs.add_parser("picture", help="a drawing of a document, for papers and slides")
    parser.add_argument("document", metavar="DOC")
    parser.add_argument(
        "--figure",
        choices=FIGURES,
        default="graph",
        help="graph: every layer as a card (default); blocks: volumes with their sizes, as papers draw AlexNet",
    )
    colours = parser.add_mutually_exclusive_group()
    colours.add_argument("--dark", action="store_true", help="for dark slides")
    colours.add_argument("--paper", action="store_true", help="on white")
    parser.add_argument("--out", metavar="FILE", help="a name that ends in .svg, .pdf or .png (default: print the SVG)")


def picture(chosen: argparse.Namespace) -> int:
    """Print the drawing of a document as SVG, or write it to a file."""
    from alexstudio.analysis import analyse, figure
    from alexstudio.analysis import picture as cards

    document = load_document(chosen.document)
    report = analyse(document)
    draw = figure.svg if chosen.figure == "blocks" else cards.svg
    text = draw(document, report, dark=chosen.dark, paper=chosen.paper)
    if chosen.out is None:
        print(text, end="")
    else:
        path = out_path(chosen.out)
        if path.suffix.lower() not in KINDS:
            raise Refusal(f"{path.name} must end in .svg, .pdf or .png.")
        if path.suffix.lower() == ".svg":
            write(chosen.out, text)
        else:
            _paint(path, text)
    return WELL if report.is_runnable else FAILED


def _paint(path: Path, text: str) -> None:
    """Let Qt write the drawing; it needs no display for that."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    check_qt()
    try:
        from alexstudio.ui.picture_file import paint
    except ImportError as error:
        raise qt_refusal(error) from None
    from alexstudio.files import FileProblem

    try:
        paint(text, path)
    except (OSError, FileProblem) as error:
        raise Refusal(str(error)) from None
