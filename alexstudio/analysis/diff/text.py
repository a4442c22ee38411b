"""Differences for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from alexstudio.analysis.diff.compare import Change, Difference
from alexstudio.analysis.markup import visible
from alexstudio.graph import Node

_SHOWN = 40


def diff_text(found: Difference) -> str:
    """The list of differences, one layer a line: "+" added, "-" removed, "~" changed, ">" only its output differs."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Difference) -> Iterator[str]:
    yield f"{visible(found.before.title)} → {visible(found.after.title)}"
    yield ""
    if found.is_same:
        yield "They compute the same."
    yield from (f"- {_named(node)}" for node in found.removed)
    yield from (f"+ {_named(node)}" for node in found.added)
    for pair in found.changed:
        parts = "; ".join(map(_change, pair.changes))
        yield f"~ {visible(pair.after.name)}: {parts}"
    follow = [pair for pair in found.pairs if pair.follows and not pair.changes]
    for pair in follow[:_SHOWN]:
        yield f"> {visible(pair.after.name)}: {'; '.join(map(_change, pair.follows))}"
    if len(follow) > _SHOWN:
        yield f"> and {len(follow) - _SHOWN} more layers with another output"
    yield from (f"recipe, {_change(change)}" for change in found.recipe)
    yield ""
    before, after = found.totals
    yield f"parameters     {before.params:>16,} → {after.params:>16,}  ({after.params - before.params:+,})"
    change = after.multiply_adds - before.multiply_adds
    yield f"multiply-adds  {before.multiply_adds:>16,} → {after.multiply_adds:>16,}  ({change:+,})"
    yield f"{len(found.pairs) - len(found.changed)} layers alike, {len(found.changed)} changed, " + (
        f"{len(found.added)} added, {len(found.removed)} removed"
    )


def _named(node: Node) -> str:
    caption = node.kind.caption(node.params) if node.kind else ""
    return visible(f"{node.name} ({node.type}{', ' + caption if caption else ''})")


def _change(change: Change) -> str:
    return visible(f"{change.what} {change.before} → {change.after}")
