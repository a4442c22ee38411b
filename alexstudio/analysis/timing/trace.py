"""A timeline as a Chrome trace, which chrome://tracing, Perfetto and torch's tools open."""

from __future__ import annotations

import json
from typing import Any

from alexstudio.analysis.report import Report
from alexstudio.analysis.timing.timeline import Timeline

MICRO = 1e6


def trace_data(report: Report, timeline: Timeline, measured: Timeline | None = None) -> dict[str, Any]:
    """The timeline in the trace-event format: a process for the step, a thread for each device and link.

    Complete events ("ph": "X") with begin and length in microseconds. What was measured is a second process.
    """
    events = _process(report, timeline, 0, "predicted")
    if measured is not None:
        events += _process(report, measured, 1, "measured")
    return {"traceEvents": events, "displayTimeUnit": "ms", "otherData": {"batch": str(timeline.batch)}}


def trace_text(report: Report, timeline: Timeline, measured: Timeline | None = None) -> str:
    """The same as JSON text, as it is written to a file."""
    return json.dumps(trace_data(report, timeline, measured), ensure_ascii=False)


def _process(report: Report, timeline: Timeline, process: int, word: str) -> list[dict[str, Any]]:
    graph = report.document.graph
    lanes = {name: number for number, name in enumerate((*timeline.devices, *timeline.links))}
    whole = {"pid": process, "tid": 0, "args": {"name": f"{report.document.title}, {word}"}}
    events: list[dict[str, Any]] = [{"ph": "M", "name": "process_name", **whole}]
    for name, number in lanes.items():
        shown = f"{name} ({timeline.devices[name]})" if name in timeline.devices else name
        lane = {"ph": "M", "pid": process, "tid": number}
        events.append({**lane, "name": "thread_name", "args": {"name": shown}})
        events.append({**lane, "name": "thread_sort_index", "args": {"sort_index": number}})
    for span in timeline.spans:
        name = graph[span.node].name if span.node else {"loss": "Loss", "update": "Optimizer"}[span.phase]
        arguments: dict[str, Any] = {"node": span.node}
        if span.bytes:
            arguments["bytes"] = span.bytes
        event = {"ph": "X", "name": name, "cat": span.phase, "pid": process, "tid": lanes[span.device]}
        events.append({**event, "args": arguments, "ts": span.begin * MICRO, "dur": span.seconds * MICRO})
    return events
