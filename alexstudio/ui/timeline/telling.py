"""What there is to say about a bar of a timeline, and about the layers on the canvas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alexstudio.analysis.reading import Line
from alexstudio.analysis.report import Report
from alexstudio.analysis.timing import Seconds, Span, Timeline
from alexstudio.analysis.timing.explain import duration
from alexstudio.ui.numbers import decimal_size, percent
from alexstudio.ui.timeline.colours import phase_title
from alexstudio.ui.timeline.forecast import Outlook
from alexstudio.ui.words import translate


def span_name(report: Report, span: Span) -> str:
    """The layer of a bar, else the phase."""
    graph = report.document.graph
    return graph[span.node].name if span.node in graph else phase_title(span.phase)


def tell_span(outlook: Outlook, span: Span) -> tuple[str, str, list[list[Line]]]:
    """Name, what goes on, and lines: predicted and measured time, when, how much of the step."""
    timeline = outlook.timeline
    assert timeline is not None
    what = timeline.devices.get(span.device, "").removesuffix(f", {span.device}")
    about = " · ".join(filter(None, [phase_title(span.phase), span.device, what]))
    own, found = _length(timeline, span), _length(outlook.measured, span)
    times = [Line(translate("Timing", "predicted"), duration(own) if own is not None else "–")]
    if found is not None:
        times.append(Line(translate("Timing", "measured"), duration(found)))
        if own is not None and found > 0:
            times.append(Line(translate("Timing", "predicted / measured"), f"{own / found:.2f}"))
    more = [
        Line(translate("Timing", "begins after"), duration(span.begin)),
        Line(translate("Timing", "of the step"), percent(span.seconds / timeline.step_seconds)),
    ]
    if span.bytes:
        more.append(Line(translate("Timing", "moves"), decimal_size(span.bytes)))
    return span_name(outlook.report, span), about, [times, more]


def tell_layers(outlook: Outlook, nodes: Sequence[str], where: str) -> list[Line]:
    """Predicted and measured time of some layers together, forward and backward; nothing where nothing is known."""
    lines = []
    place = where or translate("Timing", "this machine")
    for title, found in (
        (translate("Timing", "time on {place}").format(place=place), outlook.predicted_layers),
        (translate("Timing", "measured time"), outlook.measured_layers),
    ):
        times = [found[node] for node in nodes if node in found]
        if times:
            lines.append(Line(title, both_ways(_sum(times))))
    return lines


def both_ways(seconds: Seconds) -> str:
    """ "12.3 ms + 25.1 ms": forward and backward."""
    return f"{duration(seconds.forward)} + {duration(seconds.backward)}"


def _sum(times: Iterable[Seconds]) -> Seconds:
    found = list(times)
    return Seconds(sum(one.forward for one in found), sum(one.backward for one in found))


def _length(timeline: Timeline | None, span: Span) -> float | None:
    if timeline is None:
        return None
    same = (span.device, span.node, span.phase)
    return next((one.seconds for one in timeline.spans if (one.device, one.node, one.phase) == same), None)
