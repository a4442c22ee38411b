"""A timeline as a Chrome trace, which chrome://tracing, Perfetto and torch's tools open."""

from __future__ import annotations

import json
from typing import Any

from alexstudio.analysis.report import Report
from alexstudio.analysis.timing.timeline import Timeline

MICRO = 1e6


def trace_data(report: Report, timeline: Timeline) -> dict[str, Any]:
    """The timeline in the trace-event format: a process for the step, a thread for each device and link.

    Complete events ("ph": "X") with begin and length in microseconds.
    """
    graph = report.document.graph
    lanes = {name: number for number, name in enumerate((*timeline.devices, *timeline.links))}
    events: list[dict[str, Any]] = [
        {"ph": "M", "name": "process_name", "pid": 0, "tid": 0, "args": {"name": f"{report.document.title}, predicted"}}
    ]
    for name, number in lanes.items():
        shown = f"{name} ({timeline.devices[name]})" if name in timeline.devices else name
        events.append({"ph": "M", "name": "thread_name", "pid": 0, "tid": number, "args": {"name": shown}})
        events.append({"ph": "M", "name": "thread_sort_index", "pid": 0, "tid": number, "args": {"sort_index": number}})
    for span in timeline.spans:
        name = graph[span.node].name if span.node else {"loss": "Loss", "update": "Optimizer"}[span.phase]
        arguments: dict[str, Any] = {"node": span.node}
        if span.bytes:
            arguments["bytes"] = span.bytes
        event = {"ph": "X", "name": name, "cat": span.phase, "pid": 0, "tid": lanes[span.device], "args": arguments}
        events.append({**event, "ts": span.begin * MICRO, "dur": span.seconds * MICRO})
    return {"traceEvents": events, "displayTimeUnit": "ms", "otherData": {"batch": str(timeline.batch)}}


def trace_text(report: Report, timeline: Timeline) -> str:
    """The same as JSON text, as it is written to a file."""
    return json.dumps(trace_data(report, timeline), ensure_ascii=False)
