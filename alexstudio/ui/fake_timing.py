"""How fast a `FakeEngine` says that its machine is, and what steps take on it: invented, but alike."""

from __future__ import annotations

from typing import Literal

from alexstudio.analysis import analyse
from alexstudio.analysis.timing import Link, Rates, Setup, simulate
from alexstudio.graph.fileformat import loads
from alexstudio.runs.messages import Measure
from alexstudio.runs.timing import LayerTime, MachineRates, Measurement

SLOWER = (1.05, 0.9, 1.2, 1.1, 0.95, 1.3)
"""How much longer than predicted the layers take, in turn."""


def invented_machines() -> tuple[MachineRates, ...]:
    """A processor that multiplies and adds 60 billion times a second."""
    memory = Link(bandwidth=12e9, latency=0)
    rates = Rates(
        name="cpu",
        peaks={"float32": 60e9, "bfloat16": 20e9},
        bandwidth=12e9,
        overhead=4e-6,
        backward_overhead=9e-6,
        host=memory,
        peer=memory,
        is_synchronous=True,
        source="invented",
    )
    return (MachineRates(device="cpu", torch="none", threads=1, measured="2026-01-02 03:04", rates=rates),)


def invented_measurement(command: Measure) -> Measurement:
    """What the invented rates predict, some layers faster and some slower, and a twentieth for nothing in it."""
    report = analyse(loads(command.document))
    machine = {one.device: one.rates for one in invented_machines()}
    precision: Literal["float32", "bfloat16"] = "bfloat16" if command.precision == "bfloat16" else "float32"
    timeline = simulate(report, Setup.of_machine(report, machine), command.batch, precision)
    layers = []
    for number, (node, seconds) in enumerate(timeline.layers.items()):
        much = SLOWER[number % len(SLOWER)]
        layers.append(LayerTime(node=node, forward=much * seconds.forward, backward=much * seconds.backward))
    phases = timeline.phases
    known = sum(layer.forward + layer.backward for layer in layers)
    known += phases["input"] + phases["loss"] + phases["update"]
    step = 1.05 * known
    return Measurement(
        batch=command.batch,
        precision=precision,
        devices=dict.fromkeys(timeline.devices, "cpu"),
        steps=command.steps,
        step=step,
        fastest=0.98 * step,
        slowest=1.1 * step,
        layers=tuple(layers),
        input=phases["input"],
        transfer=0.0,
        gradient_transfer=0.0,
        loss=phases["loss"],
        update=phases["update"],
    )
