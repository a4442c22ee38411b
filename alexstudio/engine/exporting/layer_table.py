"""The form ``table``: every layer with its shape and numbers, as Markdown or LaTeX."""

from __future__ import annotations

from alexstudio.analysis import analyse
from alexstudio.analysis.columns import Sheet
from alexstudio.analysis.markdown import report_markdown
from alexstudio.analysis.markup import latex_table
from alexstudio.analysis.table import layer_columns
from alexstudio.graph import Document


def content(document: Document, suffix: str) -> bytes:
    """The bytes of a ``.md`` or ``.tex`` file."""
    report = analyse(document)
    if suffix.lower() != ".tex":
        return report_markdown(document, report).encode("utf-8", "replace")
    return latex_table(layer_columns(document, report), Sheet(document, report).entries).encode("utf-8", "replace")
