"""A prediction as lines for a terminal and as plain data for programs, with what was measured beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from alexstudio.analysis.markup import align, visible
from alexstudio.analysis.report import Report
from alexstudio.analysis.timing.predict import Seconds
from alexstudio.analysis.timing.timeline import Timeline

NAME_WIDTH = 32
MILLI = 1e3
NOTHING = Seconds(0.0, 0.0)


class Row(NamedTuple):
    """A layer, or all layers of a stage."""

    name: str
    device: str
    multiply_adds: int
    predicted: Seconds
    measured: Seconds | None


def layer_rows(report: Report, timeline: Timeline, measured: Mapping[str, Seconds] | None = None) -> list[Row]:
    """A row for each layer that the step computes, in its order; ``measured`` is node id -> seconds."""
    graph = report.document.graph
    return [
        Row(
            graph[node].name,
            graph[node].device,
            report.nodes[node].multiply_adds,
            seconds,
            None if measured is None else measured.get(node, NOTHING),
        )
        for node, seconds in timeline.layers.items()
    ]


def stage_rows(report: Report, timeline: Timeline, measured: Mapping[str, Seconds] | None = None) -> list[Row]:
    """A row for each stage; layers that belong to none are rows of their own."""
    graph = report.document.graph
    found: dict[str, list[Row]] = {}
    rows = layer_rows(report, timeline, measured)
    for node, row in zip(timeline.layers, rows, strict=True):
        found.setdefault(graph[node].stage or row.name, []).append(row)
    return [_together(name, rows) for name, rows in found.items()]


def table_lines(rows: Sequence[Row]) -> list[str]:
    """Rows under a head, milliseconds; with the ratio of predicted to measured where there is something measured."""
    has_measured = any(row.measured is not None for row in rows)
    head = ["Layer", "Device", "MMACs", "forward ms", "backward ms"]
    if has_measured:
        head += ["measured forward", "backward", "predicted / measured"]
    cells = [[_short(row.name), row.device, *_cells(row, has_measured)] for row in rows]
    return align([head, *cells], range(2, len(head)))


def timeline_data(report: Report, timeline: Timeline) -> dict[str, Any]:
    """The prediction as what JSON can hold: seconds, bytes, and every bar of the timeline."""
    return {
        "batch": timeline.batch,
        "precision": timeline.precision,
        "step_seconds": timeline.step_seconds,
        "images_per_second": timeline.images_per_second,
        "hours": timeline.hours(),
        "transfer_bytes": timeline.transfer_bytes,
        "phases": dict(timeline.phases),
        "devices": {
            name: {"is": what, "busy": timeline.busy(name), "idle": timeline.idle(name)}
            for name, what in timeline.devices.items()
        },
        "layers": {node: seconds._asdict() for node, seconds in timeline.layers.items()},
        "spans": [span._asdict() for span in timeline.spans],
    }


def ratio_text(predicted: float, measured: float) -> str:
    """ "1.04", or "-" where nothing was measured."""
    return f"{predicted / measured:.2f}" if measured > 0 else "-"


def _together(name: str, rows: Sequence[Row]) -> Row:
    devices = ", ".join(dict.fromkeys(row.device for row in rows))
    measured = None if rows[0].measured is None else _sum(row.measured for row in rows if row.measured)
    return Row(name, devices, sum(row.multiply_adds for row in rows), _sum(row.predicted for row in rows), measured)


def _sum(parts: Iterable[Seconds]) -> Seconds:
    found = list(parts)
    return Seconds(sum(part.forward for part in found), sum(part.backward for part in found))


def _cells(row: Row, has_measured: bool) -> list[str]:
    cells = [f"{row.multiply_adds / 1e6:,.1f}", *(f"{part * MILLI:.3f}" for part in row.predicted)]
    if has_measured:
        measured = row.measured or NOTHING
        cells += [*(f"{part * MILLI:.3f}" for part in measured), ratio_text(row.predicted.total, measured.total)]
    return cells


def _short(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= NAME_WIDTH else shown[: NAME_WIDTH - 1] + "…"
