"""`Figures`: the numbers of a step, predicted, and measured beside them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from alexstudio.analysis.timing import EPOCHS, IMAGENET, Timeline
from alexstudio.analysis.timing.explain import KNOWN, against_2012, duration, is_paper_setup
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
    beside: str = ""
    """What was measured, or is known."""
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
    """The rows for a step; beside the prediction what was measured, or what is known from 2012."""
    timeline, setup = outlook.timeline, outlook.setup
    if timeline is None or setup is None:
        return []
    beside = _beside(outlook) or _Beside()
    rows = [Figure(" ", translate("Timing", "predicted"), beside.title)] if beside.title else []
    rows += [
        Figure(translate("Timing", "a step"), duration(timeline.step_seconds), beside.step, beside.tip),
        Figure(translate("Timing", "images/s"), _rate(timeline.images_per_second), beside.rate, beside.tip),
        *_idle(outlook, timeline),
    ]
    if timeline.transfer_bytes:
        tip = translate("Timing", "Between devices in one step, both ways, without the pictures")
        rows.append(Figure(translate("Timing", "crosses"), decimal_size(timeline.transfer_bytes), "", tip))
    tip = translate("Timing", "{epochs} passes over the {pictures} training pictures of ImageNet").format(
        epochs=EPOCHS, pictures=count(IMAGENET)
    )
    title = translate("Timing", "ImageNet, {epochs} epochs").format(epochs=EPOCHS)
    return [*rows, Figure(title, _span(timeline.hours()), beside.epochs, tip)]


class _Beside(NamedTuple):
    """The second column."""

    title: str = ""
    step: str = ""
    rate: str = ""
    epochs: str = ""
    tip: str = ""


def _beside(outlook: Outlook) -> _Beside | None:
    found, timeline, setup = outlook.measurement, outlook.timeline, outlook.setup
    if found is not None:
        tip = translate("Timing", "Median of {steps} steps, which took {fastest} to {slowest}")
        return _Beside(
            translate("Timing", "measured"),
            duration(found.step),
            _rate(found.images_per_second),
            _span(EPOCHS * IMAGENET / found.images_per_second / 3600),
            tip.format(steps=found.steps, fastest=duration(found.fastest), slowest=duration(found.slowest)),
        )
    if timeline is not None and setup is not None and is_paper_setup(outlook.report, setup, timeline):
        slow, fast = KNOWN.images_per_second
        return _Beside(
            translate("Timing", "in 2012"),
            "",
            f"{slow:.0f}–{fast:.0f}",
            translate("Timing", "{days} days").format(days=f"{KNOWN.days[0]:.0f}–{KNOWN.days[1]:.0f}"),
            translate("Timing", "What the paper tells of its training, section 5"),
        )
    return None


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


def _span(hours: float) -> str:
    if hours >= 2 * DAY:
        return translate("Timing", "{days} days").format(days=f"{hours / DAY:,.1f}")
    return translate("Timing", "{hours} hours").format(hours=f"{hours:,.1f}")
