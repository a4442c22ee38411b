"""Warnings and notes: what runs, but hardly as meant. Each rule is a function that reads a document and its report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alexstudio.analysis.advice import order, reach, recipe, training
from alexstudio.analysis.heads import read_ends, trained_only
from alexstudio.analysis.report import Report, Trouble
from alexstudio.graph import Document

Rule = Callable[[Document, Report], Iterator[Trouble]]

RULES: tuple[Rule, ...] = (
    order.twice_rectified,
    order.linear_after_linear,
    order.dropout_before_norm,
    order.bias_before_norm,
    order.norm_across_towers,
    order.unread_outputs,
    reach.skipped_pixels,
    reach.beyond_the_picture,
    reach.short_sighted,
    training.squashed_scores,
    training.small_signal,
    recipe.large_signal,
    recipe.adam,
    recipe.schedule,
    recipe.rules,
    read_ends,
    trained_only,
    training.not_repeatable,
)


def warnings(document: Document, report: Report) -> Iterator[Trouble]:
    """All of them, the rules in a fixed order, nodes in the order of the data flow."""
    for rule in RULES:
        yield from rule(document, report)
