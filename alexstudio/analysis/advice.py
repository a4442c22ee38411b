"""Warnings."""

from __future__ import annotations

from collections.abc import Iterator

from alexstudio.analysis.report import Report, Trouble
from alexstudio.graph import Document


def warnings(document: Document, report: Report) -> Iterator[Trouble]:
    """Warnings."""
    yield from ()
