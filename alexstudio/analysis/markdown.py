"""A report as Markdown, to paste into an issue or a paper's notes."""

from __future__ import annotations

from collections.abc import Iterable

from alexstudio.analysis.columns import Sheet
from alexstudio.analysis.markup import markdown_rows, markdown_table, markdown_text
from alexstudio.analysis.numbers import count
from alexstudio.analysis.remarks import Remark, problems, warnings
from alexstudio.analysis.report import Report
from alexstudio.analysis.stages import stage_sums
from alexstudio.analysis.table import (
    DEVICE_HEADS,
    STAGE_COLUMNS,
    By,
    device_cells,
    is_spread,
    layer_columns,
    stage_cells,
    total_rows,
)
from alexstudio.graph import Document


def report_markdown(document: Document, report: Report, by: By | None = None) -> str:
    """Title, problems, totals, the layers (or the stages), devices and transfers, warnings."""
    sheet = Sheet(document, report)
    blocks = [f"# {markdown_text(document.title)}\n", _remarks("Problems", problems(document, report))]
    totals = [(name, count(number), note) for name, number, note in total_rows(report)]
    blocks.append(markdown_rows(("Total", "Number", "Note"), totals, (False, True, False)))
    if by == "stage":
        heads = ["Stage", "Layers", *(column.title for column in STAGE_COLUMNS)]
        blocks.append(markdown_rows(heads, map(stage_cells, stage_sums(sheet)), [False, *[True] * (len(heads) - 1)]))
    else:
        blocks.append(markdown_table(layer_columns(document, report), sheet.entries))
    if is_spread(document):
        rows = [device_cells(*one) for one in sorted(report.devices.items())]
        blocks.append(markdown_rows(DEVICE_HEADS, rows, (False, *[True] * 5)))
    if report.transfers:
        moves = [
            (document.graph[move.source].name, move.origin, move.destination, count(move.bytes_per_image))
            for move in report.transfers
        ]
        moves.append(("all", "", "", count(report.transfer_bytes)))
        blocks.append(markdown_rows(("Moves", "From", "To", "Bytes"), moves, (False, False, False, True)))
    blocks.append(_remarks("Warnings", warnings(report)))
    return "\n".join(block for block in blocks if block)


def _remarks(title: str, remarks: Iterable[Remark]) -> str:
    lines = [f"## {title}\n\n"]
    for remark in remarks:
        lines.append(f"- {markdown_text(remark.message)}\n")
        lines += [f"  - could help: {markdown_text(label)}\n" for label in remark.help]
    return "".join(lines) if len(lines) > 1 else ""
