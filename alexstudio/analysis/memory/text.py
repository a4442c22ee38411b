"""The prediction as lines for a terminal, and as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, get_args

from alexstudio.analysis.markup import align, visible
from alexstudio.analysis.memory.accounts import Accounting, course, precision_of
from alexstudio.analysis.memory.cards import Fit, shelf
from alexstudio.analysis.memory.course import BATCH_LIMIT, Course, DeviceMemory, Memory
from alexstudio.analysis.memory.spans import PARTS
from alexstudio.analysis.report import Report
from alexstudio.graph import Document

NAME_WIDTH = 32
SHOWN = 5
"""Tensors that are named for each device."""

ACCOUNTINGS: tuple[Accounting, ...] = get_args(Accounting)


def memory_lines(document: Document, report: Report, batch: int | None = None) -> list[str]:
    """What a training step needs in both accountings, the largest tensors at the peak, and the shelf of cards."""
    batch = document.recipe.batch_size if batch is None else batch
    found = {accounting: course(document, report, accounting=accounting) for accounting in ACCOUNTINGS}
    first = found["modern"]
    if not first.devices:
        return [visible(first.why)]
    memories = {accounting: one.at(batch) for accounting, one in found.items()}
    lines = [f"Memory of a training step: batch {batch:,}, {_precision_text(document)}", ""]
    head = ["Accounting", "Device", "Peak", *(part[0].upper() + part[1:] for part in PARTS)]
    lines += align([head, *_rows(memories)], range(2, len(head)))
    lines += ["", "Largest tensors at the peak (modern):"]
    for device, memory in memories["modern"].devices.items():
        lines.append(f"  {device}, {_short(memory.moment, 2 * NAME_WIDTH)}:")
        lines += [f"    {text}" for text in _largest(document, memory)]
    machine = course(document, report, place="cpu")
    fits = [shelf(one, batch, machine if name == "modern" else None) for name, one in found.items()]
    heads = ["Card", "Memory"]
    for accounting in ACCOUNTINGS:
        heads += [f"{accounting}: batch {batch:,}", "largest batch"]
    rows = [_card_row(row) for row in zip_longest(*fits)]
    return [*lines, "", *align([heads, *rows], (1, 3, 5))]


def memory_data(document: Document, report: Report, batch: int | None = None) -> dict[str, Any]:
    """The same as what JSON can hold; all sizes are bytes."""
    batch = document.recipe.batch_size if batch is None else batch
    found = {accounting: course(document, report, accounting=accounting) for accounting in ACCOUNTINGS}
    if not found["modern"].devices:
        return {"batch": batch, "why_not": found["modern"].why}
    machine = course(document, report, place="cpu")
    return {
        "batch": batch,
        "precision": precision_of(document),
        "modern": _accounting_data(found["modern"], batch, machine),
        "2012": _accounting_data(found["2012"], batch, None),
    }


def _accounting_data(found: Course, batch: int, machine: Course | None) -> dict[str, Any]:
    devices = {
        name: {
            "peak": memory.peak,
            "moment": memory.moment,
            "parts": dict(memory.parts),
            "largest": [use._asdict() for use in memory.largest],
        }
        for name, memory in found.at(batch).devices.items()
    }
    cards = [
        {
            "card": fit.card.name,
            "count": fit.cards,
            "memory": fit.card.memory,
            "needed": fit.needed,
            "fits": fit.fits,
            "largest_batch": fit.largest,
        }
        for fit in shelf(found, batch, machine)
    ]
    return {"devices": devices, "cards": cards}


def _rows(memories: dict[Accounting, Memory]) -> Iterator[list[str]]:
    for accounting, memory in memories.items():
        for device, one in memory.devices.items():
            sizes = (one.peak, *one.parts.values())
            yield [accounting, device, *(mebibytes(size) if size else "-" for size in sizes)]


def _largest(document: Document, memory: DeviceMemory) -> Iterator[str]:
    for use in memory.largest[:SHOWN]:
        owner = f"{_short(document.graph[use.node].name, NAME_WIDTH)}: " if use.node else ""
        yield f"{mebibytes(use.bytes):>10}  {owner}{use.what}"


def _card_row(fits: tuple[Fit | None, ...]) -> list[str]:
    """One card in every accounting; the last row is this machine, which knows only the modern one."""
    first = fits[0]
    assert first is not None, "the modern shelf is the longest"
    name = f"{first.cards} x {first.card.name}" if first.cards > 1 else first.card.name
    cells = [name, mebibytes(first.card.memory)]
    for fit in fits:
        cells += ["-", "-"] if fit is None else ["fits" if fit.fits else "does not fit", batch_text(fit.largest)]
    return cells


def mebibytes(size: int) -> str:
    """Bytes as people compare them with a card: "3,132 MiB", and "0.4 MiB" below ten."""
    amount = size / 2**20
    return f"{amount:,.0f} MiB" if amount >= 10 else f"{amount:.1f} MiB"


def batch_text(batch: int) -> str:
    """A largest batch for people; more than a recipe takes is not told apart."""
    return "none" if not batch else f"{batch:,}" if batch < BATCH_LIMIT else f"{BATCH_LIMIT:,} or more"


def _precision_text(document: Document) -> str:
    wanted = document.recipe.precision
    return "float32 (auto may choose bfloat16)" if wanted == "auto" else wanted


def _short(text: str, width: int) -> str:
    shown = visible(text)
    return shown if len(shown) <= width else shown[: width - 1] + "…"
