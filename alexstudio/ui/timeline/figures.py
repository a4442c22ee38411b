"""`Figures`: the numbers of a step, predicted, and measured beside them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from alexstudio.analysis.timing import EPOCHS, IMAGENET, Timeline
from alexstudio.analysis.timing.explain import against_2012, duration
from alexstudio.runs.timing import Measurement
from alexstudio.ui.numbers import count, decimal_size, percent
from alexstudio.ui.sentences import said
from alexstudio.ui.timeline.forecast import Outlook
from alexstudio.ui.words import translate

DISTURBED = 1.5
"""Steps are all alike; when the slowest takes so many times the fastest, it is not their own doing."""
DAY = 24.0


class Figure(NamedTuple):
    """A row: what it is, and the two values."""

    title: str
    predicted: str
    measured: str = ""
    tip: str = ""


class Figures(QWidget):
    """Rows of numbers; the second column is there when something was measured."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("timeline_figures")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._labels: list[tuple[QLabel, QLabel, QLabel]] = []

    def show_outlook(self, outlook: Outlook) -> None:
        """Show the numbers of a step; none where there is no prediction."""
        rows = figures(outlook)
        while len(self._labels) < len(rows):
            self._add_row()
        for number, labels in enumerate(self._labels):
            row = rows[number] if number < len(rows) else None
            for label, text in zip(labels, row or ("", "", ""), strict=False):
                if label.text() != text:
                    label.setText(text)
                label.setToolTip(row.tip if row else "")
                label.setVisible(row is not None and bool(text))

    @property
    def text(self) -> str:
        """All that it says, a line for each row."""
        rows = [[label.text() for label in labels if not label.isHidden()] for labels in self._labels]
        return "\n".join("  ".join(row) for row in rows if row)

    def _add_row(self) -> None:
        made = QLabel(), QLabel(), QLabel()
        for column, label in enumerate(made):
            label.setTextFormat(Qt.TextFormat.PlainText)
            if column == 0:
                label.setProperty("role", "muted")
                label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            else:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label, len(self._labels), column)
        self._labels.append(made)


def figures(outlook: Outlook) -> list[Figure]:
    """The rows for a step."""
    timeline, found = outlook.timeline, outlook.measurement
    if timeline is None:
        return []
    rows = []
    if found is not None:
        rows.append(Figure(" ", translate("Timing", "predicted"), translate("Timing", "measured")))
    hours, real = timeline.hours(), found and _hours(found)
    tip = ""
    if found is not None:
        tip = translate("Timing", "median of {steps} steps, {fastest} to {slowest}").format(
            steps=found.steps, fastest=duration(found.fastest), slowest=duration(found.slowest)
        )
    rows += [
        Figure(
            translate("Timing", "a step"), duration(timeline.step_seconds), duration(found.step) if found else "", tip
        ),
        Figure(
            translate("Timing", "images/s"),
            _rate(timeline.images_per_second),
            _rate(found.images_per_second) if found else "",
            tip,
        ),
        *_idle(outlook, timeline),
    ]
    if timeline.transfer_bytes:
        tip = translate("Timing", "Between devices in one step, both ways, without the pictures")
        rows.append(Figure(translate("Timing", "crosses"), decimal_size(timeline.transfer_bytes), "", tip))
    tip = translate("Timing", "{epochs} passes over the {pictures} training pictures of ImageNet").format(
        epochs=EPOCHS, pictures=count(IMAGENET)
    )
    title = translate("Timing", "{epochs} epochs of ImageNet").format(epochs=EPOCHS)
    rows.append(Figure(title, _span(hours), _span(real) if real else "", tip))
    return rows


def remarks(outlook: Outlook) -> list[str]:
    """Sentences about a step: what is known of it, how far off the prediction is, where rates are from."""
    timeline, setup, found = outlook.timeline, outlook.setup, outlook.measurement
    if timeline is None or setup is None:
        return []
    lines = [said(line) for line in against_2012(outlook.report, setup, timeline)]
    if found is not None:
        off = timeline.step_seconds / found.step - 1
        text = translate("Timing", "The prediction is {part} too long.")
        if off < 0:
            text = translate("Timing", "The prediction is {part} too short.")
        lines.append(text.format(part=percent(abs(off))))
        if found.slowest > DISTURBED * found.fastest:
            text = translate(
                "Timing",
                "The slowest step took {times} times the fastest: something else keeps this machine busy, so that "
                "neither the rates nor this measurement say much.",
            )
            lines.append(text.format(times=f"{found.slowest / found.fastest:.1f}"))
    sources = {setup.of(name).rates.name: setup.of(name).rates.source for name in timeline.devices if name != "host"}
    text = translate("Timing", "Rates of {device}: {source}.")
    lines += [text.format(device=name, source=said(source)) for name, source in sources.items() if source]
    return lines


def _idle(outlook: Outlook, timeline: Timeline) -> list[Figure]:
    """How much of the step each device with layers waits."""
    graph = outlook.report.document.graph
    used = {graph[node].device for node in timeline.layers}
    title = translate("Timing", "{device} waits")
    return [
        Figure(
            title.format(device=device),
            percent(timeline.idle(device) / timeline.step_seconds),
            "",
            duration(timeline.idle(device)),
        )
        for device in timeline.devices
        if device in used and timeline.step_seconds
    ]


def _rate(images: float) -> str:
    return f"{images:,.0f}" if images >= 100 else f"{images:,.1f}"


def _hours(found: Measurement) -> float:
    return EPOCHS * IMAGENET / found.images_per_second / 3600


def _span(hours: float) -> str:
    if hours >= 2 * DAY:
        return translate("Timing", "{days} days").format(days=f"{hours / DAY:,.1f}")
    return translate("Timing", "{hours} hours").format(hours=f"{hours:,.1f}")
