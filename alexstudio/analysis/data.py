"""A report as plain data for programs: the format ``alexstudio-report/1``, which only ever gains keys."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from alexstudio.analysis.columns import Entry, Sheet
from alexstudio.analysis.memory import memory_data
from alexstudio.analysis.receptive import Field
from alexstudio.analysis.remarks import Remark, problems, warnings
from alexstudio.analysis.report import Report, Sums
from alexstudio.graph import Document

FORMAT = "alexstudio-report/1"


def report_data(document: Document, report: Report) -> dict[str, Any]:
    """Every number of a report as what JSON can hold; all but those of ``memory`` for one picture, forward.

    Shapes are [channels, height, width] or [features]. A receptive field has ``size``, ``stride`` and ``centre`` as
    [down, across] in pixels of the picture (whole numbers where they are whole) and is null where it is not known.
    A problem names its ``node`` (empty for the whole document), ``severity``, ``rule`` and the labels of ``fixes``
    that are known to work; they are sought for the first problems only. ``memory`` is of a training step, in bytes.
    """
    return {
        "format": FORMAT,
        "title": document.title,
        "runnable": report.is_runnable,
        "problems": [_remark_data(remark) for remark in problems(document, report)],
        "warnings": [_remark_data(remark) for remark in warnings(report)],
        "total": _sums_data(report.total),
        "stages": {stage: _sums_data(sums) for stage, sums in report.stages.items()},
        "devices": {device: _sums_data(sums) for device, sums in report.devices.items()},
        "transfers": [transfer._asdict() for transfer in report.transfers],
        "feeds": [transfer._asdict() for transfer in report.feeds],
        "transfer_bytes": report.transfer_bytes,
        "memory": memory_data(document, report),
        "nodes": [_node_data(entry) for entry in Sheet(document, report).entries],
    }


def _node_data(entry: Entry) -> dict[str, Any]:
    node, numbers = entry.node, entry.numbers
    return {
        "id": node.id,
        "name": node.name,
        "type": node.type,
        "stage": node.stage,
        "device": node.device,
        "inputs": [wire.source for wire in entry.sheet.document.graph.inputs(node.id)],
        "input_shapes": [list(shape) for shape in entry.feeding],
        "shapes": [list(shape) for shape in numbers.shapes],
        "weights": numbers.weights,
        "biases": numbers.biases,
        "params": numbers.params,
        "multiply_adds": numbers.multiply_adds,
        "flops": 2 * numbers.multiply_adds,
        "buffers": numbers.buffers,
        "activation_bytes": numbers.activation_bytes,
        "receptive_field": _field_data(entry.field),
    }


def _field_data(field: Field | None) -> dict[str, list[int | float]] | None:
    if field is None:
        return None
    extents = (field.down, field.across)
    return {
        "size": [extent.size for extent in extents],
        "stride": [_number(extent.stride) for extent in extents],
        "centre": [_number(extent.centre) for extent in extents],
    }


def _number(fraction: Fraction) -> int | float:
    return int(fraction) if fraction.denominator == 1 else float(fraction)


def _sums_data(sums: Sums) -> dict[str, int]:
    return {**sums._asdict(), "params": sums.params, "flops": 2 * sums.multiply_adds}


def _remark_data(remark: Remark) -> dict[str, Any]:
    trouble = remark.trouble
    return {
        "node": trouble.node,
        "message": trouble.message,
        "severity": trouble.severity,
        "rule": trouble.rule,
        "fixes": list(remark.help),
    }
