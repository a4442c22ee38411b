"""Sentences about a prediction: where the time goes, what the devices wait for, and what is known from 2012."""

from __future__ import annotations

from typing import NamedTuple

from alexstudio.analysis.report import Report
from alexstudio.analysis.timing.setup import Setup
from alexstudio.analysis.timing.timeline import EPOCHS, IMAGENET, Timeline
from alexstudio.graph.node import HOST

MULTIPLY_ADDS = 724_406_816
"""Of AlexNet, for one picture, forward."""
PAPER_PICTURES = 1_200_000
"""The paper's round number of training pictures."""


class Known(NamedTuple):
    """A training whose length was published: AlexNet on two GTX 580, NIPS 2012, section 5."""

    days: tuple[float, float] = (5.0, 6.0)

    @property
    def images_per_second(self) -> tuple[float, float]:
        """Slowest and fastest: 90 passes over 1.2 million pictures in that time; 208 and 250."""
        return EPOCHS * PAPER_PICTURES / self.days[1] / 86400, EPOCHS * PAPER_PICTURES / self.days[0] / 86400


KNOWN = Known()


def explain(report: Report, setup: Setup, timeline: Timeline) -> tuple[str, ...]:
    """The prediction in some sentences; for two GTX 580 also against what is known."""
    layers = {report.document.graph[node].device for node in timeline.layers}
    cards = [device for device in timeline.devices if device in layers]
    lines = [
        f"One step of {timeline.batch:,} pictures in {timeline.precision}: {duration(timeline.step_seconds)}, "
        f"{timeline.images_per_second:,.0f} images/s; {EPOCHS} passes over ImageNet ({IMAGENET:,} pictures): "
        f"{span_text(timeline.hours())}."
    ]
    phases = timeline.phases
    parts = [
        ("forward", phases["forward"]),
        ("backward", phases["backward"]),
        ("loss", phases["loss"]),
        ("optimizer", phases["update"]),
        ("pictures", phases["input"]),
        ("transfers", phases["transfer"] + phases["gradient transfer"]),
    ]
    shown = ", ".join(f"{name} {duration(seconds)}" for name, seconds in parts if seconds)
    lines.append(f"All devices together, also where they overlap: {shown}.")
    if timeline.transfer_bytes:
        share = (phases["transfer"] + phases["gradient transfer"]) / timeline.step_seconds
        lines.append(
            f"{timeline.transfer_bytes / 1e6:,.2f} MB cross between devices, the links are busy for {share:.1%} of the "
            "step; layers that need nothing from the other device go on meanwhile."
        )
    for device in cards:
        idle = timeline.idle(device)
        lines.append(f"{device} waits for {duration(idle)}, {idle / timeline.step_seconds:.1%} of the step.")
    return (*lines, *against_2012(report, setup, timeline))


def is_paper_setup(report: Report, setup: Setup, timeline: Timeline) -> bool:
    """Whether this is the arithmetic of AlexNet, and everything that computes is on two GTX 580."""
    names = [setup.of(device).rates.name for device in timeline.devices if device != HOST]
    return names == ["GTX 580", "GTX 580"] and report.total.multiply_adds == MULTIPLY_ADDS


def against_2012(report: Report, setup: Setup, timeline: Timeline) -> tuple[str, ...]:
    """What the prediction for two GTX 580 says about the training that was published; nothing for all else."""
    if not is_paper_setup(report, setup, timeline):
        return ()
    slow, fast = KNOWN.images_per_second
    rates = setup.of("gpu0").rates
    peak = 2 * rates.peak(timeline.precision)
    known_parts = [3 * MULTIPLY_ADDS * speed / peak for speed in (slow, fast)]
    part = 3 * MULTIPLY_ADDS * timeline.images_per_second / peak
    rate = timeline.images_per_second
    verdict = "inside"
    if rate > fast:
        verdict = f"{rate / fast - 1:.0%} to {rate / slow - 1:.0%} more than"
    elif rate < slow:
        verdict = f"{1 - rate / slow:.0%} to {1 - rate / fast:.0%} less than"
    return (
        f"Known (paper, section 5): {EPOCHS} passes over 1.2 million pictures took five to six days on two GTX 580, "
        f"which is {slow:.0f} to {fast:.0f} images/s. The prediction is {verdict} that.",
        f"Three passes of {MULTIPLY_ADDS:,} multiply-adds a picture at these rates are {known_parts[0]:.0%} to "
        f"{known_parts[1]:.0%} of the two cards' peak; the prediction comes to {part:.0%}. Kernels of that time "
        "reached about 40 % of the peak (cuda-convnet2 on a GTX Titan Black: 41 % forward, 38 % backward); that is "
        "what is assumed here, with nothing fitted to the paper.",
        "What it leaves out would make it slower: the first version of those kernels, pictures that come late from the "
        "disk, validation and checkpoints.",
    )


def duration(seconds: float) -> str:
    """Seconds for people: "0.47 s", "12.3 ms", "85 µs"."""
    if seconds >= 1:
        return f"{seconds:,.2f} s"
    if seconds >= 1e-3:
        return f"{seconds * 1e3:.1f} ms"
    return f"{seconds * 1e6:.0f} µs"


def span_text(hours: float) -> str:
    """A long time for people: "117 hours (4.9 days)", "3.4 hours"."""
    return f"{hours:,.0f} hours ({hours / 24:,.1f} days)" if hours >= 24 else f"{hours:,.1f} hours"
