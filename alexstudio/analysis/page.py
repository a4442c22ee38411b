"""A report as one self-contained HTML page: the picture, every number, problems; nothing is fetched from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from typing import Any

from alexstudio.analysis.columns import COLUMNS, SHAPES, Column, Sheet, pick
from alexstudio.analysis.dress import POLICY, SCRIPT, STYLE
from alexstudio.analysis.ink import device_class
from alexstudio.analysis.markup import visible
from alexstudio.analysis.memory import MEANINGS, PARTS, batch_text, mebibytes, memory_data
from alexstudio.analysis.numbers import count
from alexstudio.analysis.picture import picture
from alexstudio.analysis.remarks import Remark, problems, warnings
from alexstudio.analysis.report import Report
from alexstudio.analysis.stages import stage_sums
from alexstudio.analysis.table import DEVICE_HEADS, device_cells, directions, is_spread, known_of, total_rows
from alexstudio.graph import Document

Cells = Sequence[str]

STAGE_COLUMNS = pick("weights", "biases", "params", "params_share", "multiply_adds", "multiply_adds_share", "flops",
                     "activation_bytes")  # fmt: skip

MINOR = pick("id", "trainable", "flops", "multiply_adds_share", "activations", "centre", "device_share")
"""Columns of the layer table that paper has no room for."""


def report_page(document: Document, report: Report) -> str:
    """The page, with every text of the document escaped. Numbers are for one picture where nothing else is said."""
    sheet = Sheet(document, report)
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="generator" content="alexstudio">',
        f"<title>{_safe(document.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>",
        *_head(document, report),
        f"<figure>{_sized(picture(document, report))}</figure>",
        *_totals(report),
        *_remarks("Problems", problems(document, report)),
        *_remarks("Warnings", warnings(report)),
        *_stages(sheet),
        *_devices(document, report),
        *_memory(document, report),
        *_layers(sheet),
        f"</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _safe(text: str) -> str:
    return escape(visible(text))


def _head(document: Document, report: Report) -> Iterator[str]:
    yield f"<header>\n<h1>{_safe(document.title) or 'Untitled'}</h1>"
    if document.source:
        yield f'<p class="quietly">Source: {_safe(document.source)}</p>'
    if document.notes:
        lines = "\n".join(_safe(line) for line in document.notes.splitlines())
        yield f'<p class="notes">{lines}</p>'
    number = len(report.problems)
    if number:
        yield f'<p class="verdict bad">{number:,} problem{"s" if number > 1 else ""}: it cannot run yet</p>'
    else:
        yield '<p class="verdict">Runs: no problems</p>'
    yield "</header>"


def _sized(drawing: str) -> str:
    """The picture as wide as the page, but never larger than life nor too small to read."""
    found = re.search(r'width="(\d+)"', drawing)
    wide = int(found[1]) if found else 0
    return drawing.replace("<svg ", f'<svg style="width:max(100%,{wide * 7 // 10}px);max-width:{wide}px" ', 1)


def _totals(report: Report) -> Iterator[str]:
    total = report.total
    yield '<section class="tiles" aria-label="Totals">'
    rows = [*total_rows(report), ("Bytes between devices", report.transfer_bytes, "for one picture, forward")]
    for name, number, note in rows:
        if number or name != "Bytes between devices":
            yield f'<div class="tile">{name}<b>{count(number)}</b><small>{note}</small></div>'
    note = "all worked out" if total.known == total.layers else f"{total.known:,} worked out; sums are over these"
    yield f'<div class="tile">Layers<b>{count(total.layers)}</b><small>{note}</small></div>'
    yield "</section>"


def _remarks(title: str, remarks: Sequence[Remark]) -> Iterator[str]:
    if not remarks:
        return
    yield f'<section>\n<h2>{title}</h2>\n<ul class="remarks">'
    for remark in remarks:
        helps = "".join(f"<small>could help: {_safe(label)}</small>" for label in remark.help)
        yield f'<li class="{remark.trouble.severity}">{_safe(remark.message)}{helps}</li>'
    yield "</ul>\n</section>"


# -- tables --------------------------------------------------------------------------------------------------------


def _cell(text: str, is_number: bool = False) -> str:
    text = visible(text)
    return f'<td class="n">{escape(text)}</td>' if is_number else f'<td class="long"{_whole(text)}>{escape(text)}</td>'


def _table(heads: Cells, rows: Iterable[Cells], right: Iterable[int], foot: Cells = ()) -> Iterator[str]:
    """A plain table of texts; the columns in ``right`` hold numbers."""
    numbers = set(right)
    yield from _raw_table(
        heads, ([_cell(text, at in numbers) for at, text in enumerate(row)] for row in rows), numbers, foot
    )


def _raw_table(heads: Cells, rows: Iterable[Cells], numbers: set[int], foot: Cells = ()) -> Iterator[str]:
    yield '<div class="scroll"><table>\n<thead><tr>'
    for at, head in enumerate(heads):
        yield f'<th{" class=n" if at in numbers else ""} scope="col">{_safe(head)}</th>'
    yield "</tr></thead>\n<tbody>"
    for row in rows:
        yield f"<tr>{''.join(row)}</tr>"
    yield "</tbody>"
    if foot:
        yield f"<tfoot><tr>{''.join(_cell(text, at in numbers) for at, text in enumerate(foot))}</tr></tfoot>"
    yield "</table></div>"


def _stages(sheet: Sheet) -> Iterator[str]:
    if not sheet.report.stages:
        return
    rows = []
    for stage in stage_sums(sheet):
        cells = [_cell(stage.name or "(no stage)"), _cell(known_of(stage.known, stage.layers), True)]
        for column in STAGE_COLUMNS:
            text = _safe(stage.show(column))
            part = stage.sums[column.key] * 100 if column.key.endswith("_share") else 0
            bar = f'bar" style="--part:{part:.2f}%' if part else ""
            cells.append(f'<td class="n {bar}">{text}</td>')
        rows.append(cells)
    heads = ["Stage", "Layers", *(column.title for column in STAGE_COLUMNS)]
    total = [column.exact(column.total(sheet.entries)) or "0" for column in STAGE_COLUMNS]
    known = known_of(sheet.report.total.known, sheet.report.total.layers)
    yield "<section>\n<h2>Stages</h2>"
    yield from _raw_table(heads, rows, set(range(1, len(heads))), ["all", known, *total])
    yield "</section>"


def _devices(document: Document, report: Report) -> Iterator[str]:
    yield "<section>\n<h2>Devices</h2>"
    rows = []
    for device, sums in sorted(report.devices.items()):
        name, *numbers = device_cells(device, sums)
        chip = f'<td><i class="chip {device_class(device)}"></i>{_safe(name)}</td>'
        rows.append([chip, *(_cell(number, True) for number in numbers)])
    yield from _raw_table(DEVICE_HEADS, rows, set(range(1, 6)))
    if report.transfers:
        names = document.graph
        moves = [(names[move.source].name, move.origin, move.destination, count(move.bytes_per_image))
                 for move in report.transfers]  # fmt: skip
        yield "<h3>What moves between devices</h3>"
        yield from _table(("Layer", "From", "To", "Bytes"), moves, (3,), ("all", "", "", count(report.transfer_bytes)))
        ways = [(*way, count(size)) for way, size in directions(report.transfers).items()]
        yield from _table(("From", "To", "Bytes"), ways, (2,))
        yield '<p class="quietly">For one picture, forward; backward moves as many.</p>'
    elif is_spread(document):
        yield '<p class="quietly">Nothing moves between the devices.</p>'
    yield "</section>"


def _memory(document: Document, report: Report) -> Iterator[str]:
    data = memory_data(document, report)
    yield "<section>\n<h2>Memory of a training step</h2>"
    if "why_not" in data:
        yield f"<p>{_safe(data['why_not'])}</p>\n</section>"
        return
    yield f'<p class="quietly">Batch {data["batch"]:,}, {_safe(data["precision"])}</p>'
    kinds = [kind for kind in MEANINGS if kind in data]
    rows = []
    for kind in kinds:
        for device, one in data[kind]["devices"].items():
            sizes = (one["peak"], *(one["parts"].get(part, 0) for part in PARTS))
            rows.append((kind, device, *(mebibytes(size) if size else "-" for size in sizes)))
    heads = ("Accounting", "Device", "Peak", *(part.capitalize().replace("Cuda", "CUDA") for part in PARTS))
    yield from _table(heads, rows, range(2, len(heads)))
    for kind in kinds:
        yield f'<p class="quietly">{_safe(kind)}: {_safe(MEANINGS[kind])}</p>'
    yield "<h3>Largest tensors at the peak</h3>"
    yield from _table(("Device", "At", "Layer", "Tensor", "Size"), _largest(document, data["modern"]), (4,))
    yield "<h3>Cards</h3>"
    yield from _cards(data, kinds)
    yield "</section>"


def _largest(document: Document, accounting: dict[str, Any]) -> Iterator[Cells]:
    for device, one in accounting["devices"].items():
        for use in one["largest"][:5]:
            name = document.graph[use["node"]].name if use["node"] else ""
            yield device, one["moment"], name, use["what"], mebibytes(use["bytes"])


def _cards(data: dict[str, Any], kinds: Sequence[str]) -> Iterator[str]:
    heads = ["Card", "Memory"]
    rows: dict[str, list[str]] = {}
    for place, kind in enumerate(kinds):
        heads += [f"{kind}: batch {data['batch']:,}", "largest batch"]
        for card in data[kind]["cards"]:
            name = f"{card['count']} × {card['card']}" if card["count"] > 1 else card["card"]
            cells = rows.setdefault(name, [_cell(name), _cell(mebibytes(card["memory"]), True)])
            cells += [_cell("")] * (2 + 2 * place - len(cells))
            word, text = ("yes", "fits") if card["fits"] else ("no", "does not fit")
            cells += [f'<td class="{word}">{text}</td>', _cell(batch_text(card["largest_batch"]), True)]
    for cells in rows.values():
        cells += [_cell("")] * (len(heads) - len(cells))
    yield from _raw_table(heads, rows.values(), {1, *range(3, len(heads), 2)})


# -- layers --------------------------------------------------------------------------------------------------------


def _layers(sheet: Sheet) -> Iterator[str]:
    """Every column that says something, for every layer."""
    if not sheet.entries:
        return
    values = {column: [column.value(entry) for entry in sheet.entries] for column in COLUMNS}
    shown = [column for column in COLUMNS if any(values[column])]
    yield '<section>\n<h2>Layers</h2>\n<div class="scroll sorted"><table class="sorted">\n<thead><tr>'
    for column in shown:
        classes = _classes(column)
        button = f'<button type="button">{escape(column.title)}</button>'
        yield f'<th{classes} scope="col" title="{escape(column.meaning)}">{button}</th>'
    yield "</tr></thead>\n<tbody>"
    for place in range(len(sheet.entries)):
        yield f"<tr>{''.join(_layer_cell(column, values[column][place]) for column in shown)}</tr>"
    sums = [column.exact(column.total(sheet.entries)) if column.is_summed else "" for column in shown]
    foot = [f"<td{_classes(column)}>{text}</td>" for text, column in zip(["all", *sums[1:]], shown, strict=True)]
    yield f"</tbody>\n<tfoot><tr>{''.join(foot)}</tr></tfoot>\n</table></div>\n</section>"


def _layer_cell(column: Column, value: Any) -> str:
    text = visible(column.exact(value))
    if not column.is_number:
        return f"<td{_classes(column, 'long')}{_whole(text)}>{escape(text)}</td>"
    rank = f' data-v="{column.rank(value)}"' if column.form is SHAPES and value else ""
    return f"<td{_classes(column, 'zero' if text == '0' else '')}{rank}>{escape(text)}</td>"


@cache
def _classes(column: Column, more: str = "") -> str:
    found = ("n" if column.is_number else "", "minor" if column in MINOR else "", more)
    names = " ".join(filter(None, found))
    return f' class="{names}"' if names else ""


def _whole(text: str) -> str:
    """A text that the cell may cut shows when the mouse rests on it."""
    return f' title="{escape(text)}"' if len(text) > 30 else ""
