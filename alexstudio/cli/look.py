"""The verbs that look: analyze and presets."""

from __future__ import annotations

import argparse
import json

from alexstudio.cli.documents import load_document
from alexstudio.cli.refusal import FAILED, WELL, visible


def analyze(chosen: argparse.Namespace) -> int:
    """Print the report of a document."""
    from alexstudio.analysis import analyse
    from alexstudio.analysis.table import report_data, report_text

    document = load_document(chosen.document)
    report = analyse(document)
    print(json.dumps(report_data(document, report), indent=1) if chosen.json else report_text(document, report))
    return WELL if report.is_runnable else FAILED


def list_presets(chosen: argparse.Namespace) -> int:
    """Print the networks that come with the program."""
    from alexstudio.analysis import analyse
    from alexstudio.analysis.table import columns
    from alexstudio.graph.fileformat import load
    from alexstudio.graph.presets import presets

    documents = [(preset, load(preset.path)) for preset in presets()]
    rows = [(preset.name, document.title, analyse(document).total.params) for preset, document in documents]
    if chosen.json:
        print(json.dumps([{"name": name, "title": title, "params": params} for name, title, params in rows], indent=1))
    else:
        shown = [(name, visible(title), f"{params:,}") for name, title, params in rows]
        print("\n".join(columns([("Preset", "Network", "Parameters"), *shown], (2,))))
    return WELL
