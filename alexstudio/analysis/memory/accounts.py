"""`predict`: what a training step needs, in one of two named accountings."""

from __future__ import annotations

from typing import Literal

from alexstudio.analysis.memory.course import Course, Memory
from alexstudio.analysis.memory.modern import Precision, modern_course
from alexstudio.analysis.memory.original import original_course
from alexstudio.analysis.report import Report
from alexstudio.graph import Document
from alexstudio.graph.node import HOST, GraphError
from alexstudio.layers.footprint import Place

Accounting = Literal["modern", "2012"]

MEANINGS: dict[Accounting, str] = {
    "modern": "As PyTorch does it: what nothing needs any more is freed at once.",
    "2012": "As the original code did it: a buffer for each output and gradient.",
}


def course(
    document: Document,
    report: Report,
    *,
    accounting: Accounting = "modern",
    precision: Precision | None = None,
    place: Place = "gpu",
) -> Course:
    """How memory rises and falls, for any batch size; ``why`` says when that cannot be worked out.

    The precision is the recipe's unless given; "auto" counts as float32, and 2012 knew nothing else. ``place`` is
    ``gpu``, where each logical device is a card, or ``cpu`` for all of them on this machine's processor.
    """
    if not report.is_runnable:
        return Course(why=f"No prediction yet: {report.problems[0].message}")
    try:
        if accounting == "2012":
            found = original_course(report.document, report)
        else:
            found = modern_course(report.document, report, precision or precision_of(document), place)
    except GraphError as error:
        return Course(why=f"No prediction yet: {error}")
    cards = {name: device for name, device in found.devices.items() if name != HOST}
    return Course(cards) if cards else Course(why="No prediction: no layer is on a GPU. Put some on gpu0.")


def predict(
    document: Document,
    report: Report,
    *,
    accounting: Accounting = "modern",
    batch: int | None = None,
    precision: Precision | None = None,
    place: Place = "gpu",
) -> Memory:
    """Bytes on each device at the worst moment of a step, with ``batch`` pictures (the recipe's unless given)."""
    found = course(document, report, accounting=accounting, precision=precision, place=place)
    return found.at(document.recipe.batch_size if batch is None else batch)


def largest_batch(
    document: Document,
    report: Report,
    budget: int,
    *,
    accounting: Accounting = "modern",
    precision: Precision | None = None,
    place: Place = "gpu",
) -> int:
    """The largest batch that fits when every device has ``budget`` bytes; 0 when not even one picture does."""
    return course(document, report, accounting=accounting, precision=precision, place=place).largest_batch(budget)


def precision_of(document: Document) -> Precision:
    """What the recipe's precision counts as: "auto" is decided by a timing when a training starts."""
    return "bfloat16" if document.recipe.precision == "bfloat16" else "float32"
