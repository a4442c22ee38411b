"""The verbs that look: analyze and presets."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from alexstudio.cli.documents import load_document
from alexstudio.cli.refusal import FAILED, WELL, Refusal, visible

if TYPE_CHECKING:
    from pathlib import Path

    from alexstudio.analysis import Report
    from alexstudio.graph import Document

FORMATS = ("table", "json", "csv", "markdown", "html")


def analyze(chosen: argparse.Namespace) -> int:
    """Print the report of a document, or write it to a file."""
    from alexstudio.analysis import analyse

    document = load_document(chosen.document)
    report = analyse(document)
    text = _written(document, report, chosen)
    if chosen.out is None:
        print(text.replace("\r\n", "\n"), end="")  # the stream has line ends of its own
    else:
        write(chosen.out, text)
    return WELL if report.is_runnable else FAILED


def _written(document: Document, report: Report, chosen: argparse.Namespace) -> str:
    """The report in the format that was chosen."""
    if chosen.format == "json":
        from alexstudio.analysis.data import report_data

        return json.dumps(report_data(document, report), indent=1) + "\n"
    if chosen.format == "csv":
        from alexstudio.analysis.columns import COLUMNS, Sheet
        from alexstudio.analysis.markup import csv_table
        from alexstudio.analysis.stages import stage_csv

        sheet = Sheet(document, report)
        return stage_csv(sheet) if chosen.by else csv_table(COLUMNS, sheet.entries)
    if chosen.format == "markdown":
        from alexstudio.analysis.markdown import report_markdown

        return report_markdown(document, report, chosen.by)
    if chosen.format == "html":
        from alexstudio.analysis.page import report_page

        return report_page(document, report)
    from alexstudio.analysis.table import report_text

    return report_text(document, report, chosen.by) + "\n"


def write(name: str, text: str) -> None:
    """Write a file whole or not at all; the folder must be there."""
    from alexstudio.files import FileProblem, write_atomically

    try:
        write_atomically(out_path(name), text.encode("utf-8", "replace"))
    except (OSError, ValueError, FileProblem) as error:
        raise Refusal(str(error)) from None


def out_path(name: str) -> Path:
    """The file that --out names, or a `Refusal`."""
    from alexstudio.files import FileProblem, user_path

    try:
        path = user_path(name)
        if path.is_dir():
            raise Refusal(f"{path} is a folder; --out takes the name of a file.")
        if not path.parent.is_dir():
            raise Refusal(f"there is no folder {path.parent}; make it first, or choose another --out.")
    except (OSError, ValueError, FileProblem) as error:
        raise Refusal(str(error)) from None
    return path


def list_presets(chosen: argparse.Namespace) -> int:
    """Print the networks that come with the program."""
    from alexstudio.analysis import analyse
    from alexstudio.analysis.markup import align
    from alexstudio.graph.fileformat import load
    from alexstudio.graph.presets import presets

    documents = [(preset, load(preset.path)) for preset in presets()]
    rows = [(preset.name, document.title, analyse(document).total.params) for preset, document in documents]
    if chosen.json:
        print(json.dumps([{"name": name, "title": title, "params": params} for name, title, params in rows], indent=1))
    else:
        shown = [(name, visible(title), f"{params:,}") for name, title, params in rows]
        print("\n".join(align([("Preset", "Network", "Parameters"), *shown], (2,))))
    return WELL
