"""A report as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from alexstudio.analysis.columns import Column, Sheet, pick
from alexstudio.analysis.dialect import which_alexnet
from alexstudio.analysis.markup import align, visible
from alexstudio.analysis.memory import memory_lines
from alexstudio.analysis.numbers import count
from alexstudio.analysis.remarks import Remark, problems, warnings
from alexstudio.analysis.report import Report, Sums, Transfer
from alexstudio.analysis.stages import StageSums, stage_sums
from alexstudio.graph import Document

NAME_WIDTH = 32

By = Literal["stage"]


def report_text(document: Document, report: Report, by: By | None = None) -> str:
    """The layers (or the stages), the totals, what each device holds and what moves, memory, problems and warnings.

    Texts of the document are shown without anything that a terminal would obey. Numbers are for one picture, except in
    the memory of a training step.
    """
    sheet = Sheet(document, report)
    dialect = which_alexnet(document)
    head = [visible(document.title), *([visible(dialect.sentence)] if dialect else [])]
    blocks = [head, _stage_lines(sheet) if by else _layer_lines(sheet), _total_lines(report)]
    if is_spread(document):
        blocks.append(_device_lines(document, report))
    blocks.append(memory_lines(document, report))
    blocks += [_remark_lines("Problems:", problems(document, report)), _remark_lines("Warnings:", warnings(report))]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def is_spread(document: Document) -> bool:
    """Whether layers are on more than one device; where the pictures arrive does not count."""
    return len({node.device for node in document.graph.nodes if node.type != "Input"}) > 1


def layer_columns(document: Document, report: Report) -> tuple[Column, ...]:
    """The columns that are worth printing for this document."""
    keys = ["layer", "type", "stage", "device", "outputs", "weights", "biases", "buffers", "multiply_adds", "flops",
            "activation_bytes"]  # fmt: skip
    if not is_spread(document):
        keys.remove("device")
    if not any(numbers.buffers for numbers in report.nodes.values()):
        keys.remove("buffers")
    return pick(*keys)


def directions(transfers: Iterable[Transfer]) -> dict[tuple[str, str], int]:
    """(origin, destination) -> bytes for one picture."""
    ways: dict[tuple[str, str], int] = {}
    for move in transfers:
        way = (move.origin, move.destination)
        ways[way] = ways.get(way, 0) + move.bytes_per_image
    return dict(sorted(ways.items()))


def total_rows(report: Report) -> list[tuple[str, int, str]]:
    """Every total: what it counts, the number, and a note."""
    total = report.total
    rows = [
        ("Parameters", total.params, f"{total.weights:,} weights + {total.biases:,} biases"),
        ("Buffers", total.buffers, "kept but not learned"),
        ("Multiply-adds", total.multiply_adds, "for one picture, forward"),
        ("FLOPs", 2 * total.multiply_adds, "2 x multiply-adds"),
        ("Activation bytes", total.activation_bytes, "for one picture in float32, the input not counted"),
    ]
    return [row for row in rows if row[1] or row[0] != "Buffers"]


def _layer_lines(sheet: Sheet) -> list[str]:
    shown = layer_columns(sheet.document, sheet.report)
    rows = [[column.title for column in shown]]
    rows += [[_cell(column, column.value(entry)) for column in shown] for entry in sheet.entries]
    return align(rows, [place for place, column in enumerate(shown) if column.is_number])


def _cell(column: Column, value: object) -> str:
    if value is None:
        return "?"
    return _short(column.exact(value)) or "-" if value or not column.is_number else "-"


def _total_lines(report: Report) -> list[str]:
    total = report.total
    of = "" if total.known == total.layers else f" of the {total.known:,} of {total.layers:,} layers that are known"
    rows = [(f"{name}{of}", f"{number:,}", note) for name, number, note in total_rows(report)]
    first, second = (max(len(row[place]) for row in rows) for place in (0, 1))
    return [f"{name.ljust(first)}  {number.rjust(second)}  {note}" for name, number, note in rows]


STAGE_COLUMNS = pick("params", "params_share", "multiply_adds", "flops", "activation_bytes")


def stage_cells(stage: StageSums) -> list[str]:
    """A row for people: name, layers, and `STAGE_COLUMNS`."""
    name = visible(stage.name) or "(no stage)"
    return [name, known_of(stage.known, stage.layers), *map(stage.show, STAGE_COLUMNS)]


def known_of(known: int, layers: int) -> str:
    """How many layers: "5", or "3 of 5" where not all could be worked out."""
    return f"{layers:,}" if known == layers else f"{known:,} of {layers:,}"


def _stage_lines(sheet: Sheet) -> list[str]:
    rows = [["Stage", "Layers", *(column.title for column in STAGE_COLUMNS)]]
    rows += [[_short(name), *numbers] for name, *numbers in map(stage_cells, stage_sums(sheet))]
    return align(rows, range(1, len(rows[0])))


def _remark_lines(title: str, remarks: Iterable[Remark]) -> list[str]:
    lines = [title]
    for remark in remarks:
        lines.append(f"  {visible(remark.message)}")
        lines += [f"    could help: {visible(label)}" for label in remark.help]
    return lines if len(lines) > 1 else []


DEVICE_HEADS = ("Device", "Layers", "Parameters", "Multiply-adds", "FLOPs", "Activation bytes")


def device_cells(device: str, sums: Sums) -> list[str]:
    """A row under `DEVICE_HEADS`."""
    numbers = (sums.params, sums.multiply_adds, 2 * sums.multiply_adds, sums.activation_bytes)
    return [device, known_of(sums.known, sums.layers), *map(count, numbers)]


def _device_lines(document: Document, report: Report) -> list[str]:
    lines = align([DEVICE_HEADS, *(device_cells(*one) for one in sorted(report.devices.items()))], range(1, 6))
    if not report.transfers:
        return lines
    moves = [["Moves between devices", "From", "To", "Bytes"]]
    for move in report.transfers:
        name = _short(document.graph[move.source].name)
        moves.append([name, move.origin, move.destination, f"{move.bytes_per_image:,}"])
    moves += [["all", *way, f"{size:,}"] for way, size in directions(report.transfers).items()]
    lines += ["", *align(moves, (3,))]
    return [*lines, f"{report.transfer_bytes:,} bytes for one picture, forward; backward moves as many."]


def _short(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= NAME_WIDTH else shown[: NAME_WIDTH - 1] + "…"
