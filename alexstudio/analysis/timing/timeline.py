"""`simulate`: one training step as bars in time, on every device and every link between devices."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Literal, NamedTuple

from alexstudio.analysis.plan import Compute, Hop, Tensor, training_plan
from alexstudio.analysis.report import Report
from alexstudio.analysis.timing.predict import (
    Seconds,
    layer_seconds,
    loss_seconds,
    memory_seconds,
    update_seconds,
)
from alexstudio.analysis.timing.rates import Precision
from alexstudio.analysis.timing.setup import Setup, logical_devices
from alexstudio.analysis.timing.work import step_work
from alexstudio.graph.node import HOST

IMAGENET = 1_281_167
"""Training pictures of ILSVRC-2012."""
EPOCHS = 90
"""Passes over them in the paper, section 5."""
NO_TIME = Seconds(0.0, 0.0)

Phase = Literal["input", "forward", "transfer", "loss", "backward", "gradient transfer", "update"]
PHASES: tuple[Phase, ...] = ("input", "forward", "transfer", "loss", "backward", "gradient transfer", "update")
Length = Callable[[Phase, str, float], float]
"""(phase, node id, predicted seconds) -> seconds that it shall take instead."""
PIECE = 100
"""Steps of the plan that `simulation` walks through at a time."""


class Span(NamedTuple):
    """A bar of the timeline. Times are seconds from the begin of the step."""

    device: str
    """Logical device; for what moves, "gpu0 → gpu1"."""
    node: str
    """Id of the layer, or of the one whose output moves; empty for loss and optimizer."""
    phase: Phase
    begin: float
    seconds: float
    bytes: int = 0
    """That move between physical devices."""

    @property
    def end(self) -> float:
        """When it is over."""
        return self.begin + self.seconds


@dataclass(frozen=True)
class Timeline:
    """One step. ``spans`` are in the order in which the program starts them."""

    batch: int
    precision: Precision
    devices: Mapping[str, str]
    """Logical device that computes -> what it is: "gpu0" -> "GTX 580, gpu0"."""
    spans: tuple[Span, ...] = field(repr=False)

    @cached_property
    def step_seconds(self) -> float:
        """From the pictures to the last weight."""
        return max((span.end for span in self.spans), default=0.0)

    @property
    def images_per_second(self) -> float:
        """Pictures a second; 0 for an empty timeline."""
        return self.batch / self.step_seconds if self.step_seconds else 0.0

    @property
    def transfer_bytes(self) -> int:
        """Bytes that move between devices in this step, both ways; the pictures do not count."""
        return sum(span.bytes for span in self.spans if span.phase in ("transfer", "gradient transfer"))

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The lanes on which tensors move, in the order of their first use."""
        return tuple(dict.fromkeys(span.device for span in self.spans if span.device not in self.devices))

    @cached_property
    def layers(self) -> Mapping[str, Seconds]:
        """Forward and backward seconds of each layer."""
        found: dict[str, Seconds] = {}
        for span in self.spans:
            if span.phase in ("forward", "backward") and span.node:
                old = found.get(span.node, NO_TIME)
                forward = span.seconds if span.phase == "forward" else 0.0
                found[span.node] = Seconds(old.forward + forward, old.backward + span.seconds - forward)
        return found

    @cached_property
    def phases(self) -> Mapping[Phase, float]:
        """Seconds of all bars of each phase together, also where they overlap."""
        found = dict.fromkeys(PHASES, 0.0)
        for span in self.spans:
            found[span.phase] += span.seconds
        return found

    def busy(self, device: str) -> float:
        """Seconds in which a logical device computes, or a link moves something."""
        return sum(span.seconds for span in self.spans if span.device == device)

    def idle(self, device: str) -> float:
        """Seconds of the step in which it does not."""
        return max(0.0, self.step_seconds - self.busy(device))

    def hours(self, epochs: float = EPOCHS, pictures: int = IMAGENET) -> float:
        """Hours for a training, with the last incomplete batch of each epoch as a fraction of a step."""
        return epochs * pictures / self.images_per_second / 3600 if self.step_seconds else 0.0


def simulate(report: Report, setup: Setup, batch: int, precision: Precision = "float32") -> Timeline:
    """One training step of a document with its placement; `Report.is_runnable` must hold.

    Forward in the order of the plan, then the loss, backward in the reverse order, then the optimizer. Each physical
    device does one thing at a time; so does each link in each direction, beside the devices. A tensor moves once to
    each device that reads it, and its gradient moves back. Where the program waits for its operations (a CPU), they
    follow each other; else it starts them one after the other, and each costs it the overhead. Raises `RatesProblem`
    for a precision that a device cannot compute in.
    """
    course = simulation(report, setup, batch, precision)
    while True:
        try:
            next(course)
        except StopIteration as end:
            found: Timeline = end.value
            return found


def simulation(
    report: Report, setup: Setup, batch: int, precision: Precision = "float32", length: Length | None = None
) -> Generator[None, None, Timeline]:
    """The same in pieces of some milliseconds, for a window that must not stand still meanwhile.

    With ``length`` bars are as long as it says.
    """
    setup.check(precision)
    walk = _Walk(report, setup, batch, precision, length)
    yield
    yield from walk.forward()
    walk.loss()
    yield from walk.backward()
    walk.update()
    names = (*logical_devices(report), *([HOST] if walk.uses_host else []))
    return Timeline(batch, precision, {name: setup.of(name).name for name in names}, tuple(walk.spans))


class _Walk:
    def __init__(self, report: Report, setup: Setup, batch: int, precision: Precision, length: Length | None) -> None:
        self._report, self._setup, self._batch, self._length = report, setup, batch, length
        self._graph = report.document.graph
        self._plan = training_plan(self._graph)
        self._work, self._sizes = step_work(report, self._plan, batch, precision)
        self.spans: list[Span] = []
        self._free: dict[str, float] = {}
        """When each queue, of a physical device or of a link, is free."""
        self._program: dict[str, float] = {}
        """When the program can start the next operation; backward, autograd has a thread for each device."""
        self._ready: dict[Tensor, float] = {}
        self._gradients: dict[Tensor, float] = {}

    @property
    def uses_host(self) -> bool:
        """Whether the host computes something."""
        return any(span.device == HOST for span in self.spans)

    # -- forward -------------------------------------------------------------------------------------------------------

    def forward(self) -> Generator[None, None, None]:
        """From the pictures to the class scores."""
        for number, step in enumerate(self._plan.steps, 1):
            if number % PIECE == 0:
                yield
            if isinstance(step, Hop):
                self._move(step)
            elif not step.inputs:
                self._feed(step)
            else:
                begin = max(self._ready[tensor] for tensor in step.inputs)
                seconds = layer_seconds(self._work[step.node], self._setup.of(step.device).rates).forward
                end = self._run(step.device, step.node, "forward", begin, seconds)
                for port in range(len(self._report.nodes[step.node].shapes)):
                    self._ready[step.node, port, step.device] = end

    def _feed(self, step: Compute) -> None:
        """The pictures, put into channels_last on the host."""
        size = self._sizes[step.node, 0]
        seconds = memory_seconds(self._setup.of(HOST).rates, "pointwise", "float32", 2 * size)
        end = self._run(HOST, step.node, "input", 0.0, seconds)
        if step.device != HOST:
            end = self._carry(HOST, step.device, step.node, "input", end, size, "")
        self._ready[step.node, 0, step.device] = end

    def _move(self, hop: Hop) -> None:
        source, output, origin = hop.tensor
        phase: Phase = "transfer" if source in self._work else "input"
        begin, size = self._ready[hop.tensor], self._sizes[source, output]
        self._ready[source, output, hop.device] = self._carry(origin, hop.device, source, phase, begin, size, "")

    def loss(self) -> None:
        """Loss and errors, for which the program waits, and the gradients of all scores."""
        device = self._graph[self._plan.result].device
        ends = [(end, 0, self._graph[end].device) for end in self._plan.results]
        sizes = [prod(self._report.nodes[end].shapes[0]) for end in self._plan.results]
        seconds = sum(loss_seconds(self._setup.of(device).rates, self._batch, size).total for size in sizes)
        end = self._run(device, "", "loss", max(self._ready[tensor] for tensor in ends), seconds)
        self._program = dict.fromkeys((*(one.name for one in self._setup.devices.values()), ""), end)
        self._gradients.update(dict.fromkeys(ends, end))

    # -- backward ------------------------------------------------------------------------------------------------------

    def backward(self) -> Generator[None, None, None]:
        """The plan in reverse; a layer begins when the gradients of all its outputs are there."""
        for number, step in enumerate(reversed(self._plan.steps), 1):
            if number % PIECE == 0:
                yield
            if isinstance(step, Hop):
                self._move_back(step)
            elif step.inputs and self._work[step.node].has_backward:
                work, rates = self._work[step.node], self._setup.of(step.device).rates
                ports = range(len(self._report.nodes[step.node].shapes))
                begin = max(self._gradients.get((step.node, port, step.device), 0.0) for port in ports)
                seconds = layer_seconds(work, rates).backward
                end = self._run(step.device, step.node, "backward", begin, seconds)
                for tensor in step.inputs:
                    self._gradients[tensor] = max(end, self._gradients.get(tensor, 0.0))

    def _move_back(self, hop: Hop) -> None:
        source, output, origin = hop.tensor
        if source in self._work and self._work[source].has_backward:
            size = self._sizes[source, output]
            begin = self._gradients[source, output, hop.device]
            thread = self._setup.of(hop.device).name
            end = self._carry(hop.device, origin, source, "gradient transfer", begin, size, thread)
            self._gradients[hop.tensor] = max(end, self._gradients.get(hop.tensor, 0.0))

    def update(self) -> None:
        """The optimizer, when every gradient is there."""
        end = max(span.end for span in self.spans)
        self._program = {"": end}
        for device in (*logical_devices(self._report), HOST):
            seconds = update_seconds(self._report, device, self._setup.of(device).rates)
            if seconds:
                self._run(device, "", "update", end, seconds)

    # -- queues --------------------------------------------------------------------------------------------------------

    def _run(self, device: str, node: str, phase: Phase, ready: float, seconds: float) -> float:
        """One operation in the queue of its device; when it is over."""
        name, rates = self._setup.of(device)
        if self._length is not None:
            seconds = self._length(phase, node, seconds)
        thread = name if phase == "backward" else ""
        begin = max(self._program.get(thread, 0.0), self._free.get(name, 0.0), ready)
        if not rates.is_synchronous:
            issued = self._program.get(thread, 0.0)
            issued += rates.backward_overhead if phase == "backward" else rates.overhead
            self._program[thread] = issued
            begin = max(issued, self._free.get(name, 0.0), ready)
        self.spans.append(Span(device, node, phase, begin, seconds))
        end = self._free[name] = begin + seconds
        if rates.is_synchronous:
            self._program[thread] = end
        return end

    def _carry(
        self, origin: str, destination: str, node: str, phase: Phase, ready: float, size: int, thread: str
    ) -> float:
        """A copy over a link, which other computation does not wait for; when it is over."""
        if self._setup.is_shared(origin, destination):
            return ready
        link = self._setup.link(origin, destination)
        lane = f"{origin} → {destination}"
        begin = max(self._program.get(thread, 0.0), self._free.get(lane, 0.0), ready)
        seconds = link.latency + size / link.bandwidth
        if self._length is not None:
            seconds = self._length(phase, node, seconds)
        self.spans.append(Span(lane, node, phase, begin, seconds, size))
        end = self._free[lane] = begin + seconds
        return end
