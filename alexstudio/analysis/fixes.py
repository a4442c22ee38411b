"""`fixes`: what one click can do about a problem. Every fix was tried on a copy: it is offered because it works."""

from __future__ import annotations

from itertools import islice

from alexstudio.analysis.candidates import candidates
from alexstudio.analysis.report import Report, Trouble
from alexstudio.analysis.walk import analyse
from alexstudio.graph import Document, GraphError
from alexstudio.graph.changes import Fix

MOST = 4
"""Fixes offered for one problem."""
TRIES, EFFORT = 60, 10_000
"""Candidates tried for one problem, and nodes analysed with them, so that a hopeless one costs a moment too."""


def fixes(document: Document, report: Report, trouble: Trouble) -> tuple[Fix, ...]:
    """The fixes of one problem of a document, the best first: what leaves fewest problems and changes least.

    A fix of an error makes that error go and leaves fewer errors than before; where only later layers complain
    afterwards, it still counts when nothing better is found. A fix of a warning makes it go and adds no error.
    """
    tries = min(TRIES, max(3, EFFORT // max(1, len(document.graph))))
    tried: list[tuple[int, int, Fix]] = []
    seen: set[object] = set()
    for place, fix in enumerate(islice(candidates(report.document, report, trouble), tries)):
        if fix.label in seen:
            continue
        seen.add(fix.label)
        errors = _errors_after(document, report, trouble, fix)
        if errors is not None:
            tried.append((errors, place, fix))
            if len(tried) >= MOST and all(left == 0 for left, _, _ in tried[:MOST]):
                break
    tried.sort(key=lambda one: one[:2])
    best = [one for one in tried if one[0] < max(1, len(report.problems))] or tried
    return tuple(fix for _, _, fix in best[:MOST])


def _errors_after(document: Document, report: Report, trouble: Trouble, fix: Fix) -> int | None:
    """Errors that a fix leaves, or None when it does not help."""
    try:
        after = analyse(fix.applied(document))
    except GraphError:
        return None
    if len(after.problems) > len(report.problems):
        return None
    left = after.problems if trouble.severity == "error" else after.warnings
    if any(one.rule == trouble.rule and (one.node == trouble.node or one.rule == "inputs") for one in left):
        return None
    return len(after.problems)
