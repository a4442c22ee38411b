"""A report as text for a terminal, and as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from alexstudio.analysis.report import Report, Sums
from alexstudio.graph import Document
from alexstudio.layers import shape_text

NAME_WIDTH = 32


def report_text(document: Document, report: Report) -> str:
    """The layer table, the totals, what each device holds and what moves between devices, and the problems.

    Texts of the document are shown without anything that a terminal would obey. Numbers are for one picture.
    """
    spread = len({node.device for node in document.graph.nodes if node.type != "Input"}) > 1
    blocks = [visible(document.title), "\n".join(_layer_lines(document, report, spread))]
    blocks.append("\n".join(_total_lines(report)))
    if spread:
        blocks.append("\n".join(_device_lines(document, report)))
    if report.problems:
        blocks.append("\n".join(("Problems:", *(f"  {visible(trouble.message)}" for trouble in report.problems))))
    return "\n\n".join(blocks)


def report_data(document: Document, report: Report) -> dict[str, Any]:
    """Every number of a report as what JSON can hold; shapes are [channels, height, width] or [features]."""
    nodes = [
        {
            "id": node.id,
            "name": node.name,
            "type": node.type,
            "stage": node.stage,
            "device": node.device,
            "inputs": [wire.source for wire in document.graph.inputs(node.id)],
            "shapes": [list(shape) for shape in report.nodes[node.id].shapes],
            "weights": report.nodes[node.id].weights,
            "biases": report.nodes[node.id].biases,
            "params": report.nodes[node.id].params,
            "multiply_adds": report.nodes[node.id].multiply_adds,
            "buffers": report.nodes[node.id].buffers,
            "activation_bytes": report.nodes[node.id].activation_bytes,
        }
        for node in document.graph.order()
    ]
    return {
        "title": document.title,
        "runnable": report.is_runnable,
        "problems": [{"node": trouble.node, "message": trouble.message} for trouble in report.problems],
        "total": _sums_data(report.total),
        "stages": {stage: _sums_data(sums) for stage, sums in report.stages.items()},
        "devices": {device: _sums_data(sums) for device, sums in report.devices.items()},
        "transfers": [transfer._asdict() for transfer in report.transfers],
        "feeds": [transfer._asdict() for transfer in report.feeds],
        "transfer_bytes": report.transfer_bytes,
        "nodes": nodes,
    }


def visible(text: str) -> str:
    """``text`` with everything that is not printable (escape sequences, line breaks) replaced."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def columns(rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """Rows as aligned lines with a rule under the first; the columns in ``right`` hold numbers."""
    numbers = set(right)
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.rjust(width) if place in numbers else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return [lines[0], "-" * (sum(widths) + 2 * (len(widths) - 1)), *lines[1:]]


def _layer_lines(document: Document, report: Report, spread: bool) -> list[str]:
    head = ["Layer", "Type", "Stage", "Device", "Output shape", "Weights + biases", "Multiply-adds", "Activation bytes"]
    rows = [head]
    for node in document.graph.order():
        numbers = report.nodes[node.id]
        params = f"{numbers.weights:,} + {numbers.biases:,}" if numbers.params else "-"
        rows.append(
            [
                _short(node.name),
                _short(node.type),
                _short(node.stage) or "-",
                node.device,
                ", ".join(shape_text(shape) for shape in numbers.shapes) or "?",
                params if numbers.shapes else "?",
                (f"{numbers.multiply_adds:,}" if numbers.multiply_adds else "-") if numbers.shapes else "?",
                f"{numbers.activation_bytes:,}" if numbers.shapes else "?",
            ]
        )
    if not spread:
        rows = [[*row[:3], *row[4:]] for row in rows]
    last = len(rows[0])
    return columns(rows, range(last - 4, last))


def _total_lines(report: Report) -> list[str]:
    total = report.total
    of = "" if total.known == total.layers else f" of the {total.known:,} of {total.layers:,} layers that are known"
    rows = [
        (f"Parameters{of}", f"{total.params:,}", f"{total.weights:,} weights + {total.biases:,} biases"),
        (f"Multiply-adds{of}", f"{total.multiply_adds:,}", "for one picture, forward (x 2 = FLOPs)"),
        (f"Activation bytes{of}", f"{total.activation_bytes:,}", "for one picture in float32, the input not counted"),
    ]
    first, second = (max(len(row[place]) for row in rows) for place in (0, 1))
    return [f"{name.ljust(first)}  {number.rjust(second)}  {note}" for name, number, note in rows]


def _device_lines(document: Document, report: Report) -> list[str]:
    rows = [["Device", "Layers", "Parameters", "Multiply-adds", "Activation bytes"]]
    for device in sorted(report.devices):
        sums = report.devices[device]
        numbers = (sums.layers, sums.params, sums.multiply_adds, sums.activation_bytes)
        rows.append([device, *(f"{number:,}" for number in numbers)])
    lines = columns(rows, range(1, 5))
    if not report.transfers:
        return lines
    moves = [["Moves between devices", "From", "To", "Bytes"]]
    directions: dict[tuple[str, str], int] = {}
    for move in report.transfers:
        name = _short(document.graph[move.source].name)
        moves.append([name, move.origin, move.destination, f"{move.bytes_per_image:,}"])
        way = (move.origin, move.destination)
        directions[way] = directions.get(way, 0) + move.bytes_per_image
    for (origin, destination), size in sorted(directions.items()):
        moves.append(["all", origin, destination, f"{size:,}"])
    lines += ["", *columns(moves, (3,))]
    return [*lines, f"{report.transfer_bytes:,} bytes for one picture, forward; backward moves as many."]


def _sums_data(sums: Sums) -> dict[str, int]:
    return {**sums._asdict(), "params": sums.params}


def _short(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= NAME_WIDTH else shown[: NAME_WIDTH - 1] + "…"
