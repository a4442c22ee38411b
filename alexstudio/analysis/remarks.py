"""Problems and warnings with what would help, as far as it can be worked out in a moment."""

from __future__ import annotations

from typing import NamedTuple

from alexstudio.analysis.fixes import fixes
from alexstudio.analysis.report import Report, Trouble
from alexstudio.graph import Document

HELPED = 20
"""Problems for which fixes are sought."""
WORK = 5_000
"""Nodes in them all together; every fix is tried by analysing the whole graph again."""


class Remark(NamedTuple):
    """A problem or a warning, and the labels of the fixes that are known to work."""

    trouble: Trouble
    help: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What is wrong."""
        return self.trouble.message


def problems(document: Document, report: Report) -> list[Remark]:
    """What keeps the network from running; only for the first ones is help sought, fewer in a large graph."""
    helped = min(HELPED, WORK // max(1, len(document.graph)))
    return [
        Remark(trouble, tuple(fix.label for fix in fixes(document, report, trouble)) if place < helped else ())
        for place, trouble in enumerate(report.problems)
    ]


def warnings(report: Report) -> list[Remark]:
    """What runs, but hardly as meant, and notes."""
    return [Remark(trouble, tuple(fix.label for fix in trouble.fixes)) for trouble in report.warnings]
