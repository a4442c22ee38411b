"""`Calibration`: how fast a device of this machine is, in ten seconds, as the trainer uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import prod
from time import gmtime, perf_counter, strftime
from typing import Any

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from alexstudio.analysis.report import FLOAT_BYTES
from alexstudio.analysis.timing import Kind, Link, Precision, Rates, Sample
from alexstudio.analysis.timing.predict import LOSS_OPERATIONS, UPDATE_PASSES, bound
from alexstudio.analysis.timing.rates import FAR
from alexstudio.engine.calibration_cases import Case, cases
from alexstudio.engine.compiler import resolve
from alexstudio.engine.devices import CPU
from alexstudio.engine.lrn import FastLocalResponseNorm
from alexstudio.engine.metrics import top_errors
from alexstudio.engine.precision import Name, casting
from alexstudio.runs.timing import MachineRates

SECONDS = 10.0
LEAST_ROUNDS, MOST_ROUNDS = 3, 12
NEWS = 0.01
"""How much more must be done before it is told."""
SIDE = 1024
"""Of the square matrices whose product gives the peak."""
COPY_BYTES = 64 * 2**20
MANY = 50
TOP = 5
PRECISIONS: tuple[Name, ...] = ("float32", "bfloat16")
PARAMETERS = ((4096, 4096), *((256, 256) for _ in range(100)))
"""One large weight, and as many small ones as the deeper networks have; neither fits into the caches."""
SCORES = ((8, 1000), (64, 1000))

REPEATS, QUICK = 4, 0.02
"""What is no layer and takes less than so many seconds, is timed so many times in a round."""
CACHE_BYTES = 32 * 2**20
"""About what the caches hold."""

Settle = Callable[[Sequence[float]], float]
Clock = dict[str, list[float]]
Modules = dict[tuple[str, str], nn.Module]
"""Layers with the same weights serve both precisions."""


class Calibration:
    """Times a fixed set of layers, round by round, so that rounds can take turns with something else.

    ``rates`` is what all rounds together say: the fastest of each, because what disturbs only ever makes it slower.
    """

    def __init__(
        self, device: torch.device, precisions: Iterable[Name] = PRECISIONS, chosen: Iterable[Case] | None = None
    ) -> None:
        self._device = device
        self._precisions = tuple(name for name in precisions if _can(device, name))
        wanted = (case for name in PRECISIONS for case in cases(name)) if chosen is None else chosen
        given = [case for case in wanted if case.precision in self._precisions]
        modules: Modules = {}
        between = torch.zeros(CACHE_BYTES // FLOAT_BYTES, device=device)
        self._layers = [_TimedLayer(case, device, modules, between) for case in given]
        self._clock: Clock = {}
        self._settle: Settle = min
        self._parts: list[Callable[[], None]] = [self._peaks, self._copies, self._overheads, self._loss, self._update]
        self._make_parts()

    def round(self, goes_on: Callable[[float], bool] = lambda part: True) -> None:
        """Time everything once; ``goes_on`` hears the part that is done, and may end it after the first round."""
        for part in self._parts:
            part()
        for number, layer in enumerate(self._layers, 1):
            layer.round()
            if not goes_on(number / len(self._layers)):
                return

    def rates(self, settle: Settle = min) -> Rates:
        """The rates; at least one `round` must have been. ``settle`` makes one time of many."""
        self._settle = settle
        bandwidth = 2 * COPY_BYTES / self._fastest("copy")
        peaks: dict[Precision, float] = {name: SIDE**3 / self._fastest(f"peak {name}") for name in self._precisions}
        overhead, backward = self._fastest("overhead"), self._fastest("backward overhead")
        link = Link(bandwidth=COPY_BYTES / self._fastest("host"), latency=1e-5)
        bare = Rates(
            name=_name(self._device), peaks=peaks, bandwidth=bandwidth, overhead=overhead, backward_overhead=backward,
            host=link, peer=link, is_synchronous=self._device.type == CPU, source="measured on this machine",
        )  # fmt: skip
        samples = [layer.sample(bare, settle) for layer in self._layers]
        for rows, classes in SCORES:
            size = FLOAT_BYTES * rows * classes
            ideal = LOSS_OPERATIONS * size / bandwidth
            forward, back = self._fastest(f"loss {rows}"), self._fastest(f"loss {rows} backward")
            forward -= LOSS_OPERATIONS * overhead
            samples.append(_sample("loss", None, (size,), (ideal, forward), (ideal, back - backward)))
        for name, count in self._counts.items():
            size = FLOAT_BYTES * (UPDATE_PASSES + 2) * count
            ideal, took = size / bandwidth, self._fastest(f"update {name}") - overhead
            samples.append(_sample("update", None, (size,), (ideal, took), (ideal, took)))
        return bare.model_copy(update={"samples": tuple(samples)})

    # -- what is timed -------------------------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        device = self._device
        self._squares = {
            name: torch.randn(SIDE, SIDE, device=device).to(getattr(torch, name)) for name in self._precisions
        }
        self._from = torch.ones(COPY_BYTES // FLOAT_BYTES, device=device)
        self._to = torch.empty_like(self._from)
        self._there = torch.ones(COPY_BYTES // FLOAT_BYTES)
        self._little = torch.ones(8, device=device, requires_grad=True)
        self._modules: dict[str, nn.Module] = {"large": nn.Module(), "small": nn.Module()}
        for number, shape in enumerate(PARAMETERS):
            value = nn.Parameter(torch.ones(shape, device=device))
            value.grad = torch.full_like(value, 1e-3)  # zeros that nobody wrote are one page of memory for all
            self._modules["small" if number else "large"].register_parameter(f"p{number}", value)
        self._optimizers = {name: _sgd(module) for name, module in self._modules.items()}
        self._counts = {
            name: sum(value.numel() for value in module.parameters()) for name, module in self._modules.items()
        }

    def _peaks(self) -> None:
        for name, square in self._squares.items():
            self._time(f"peak {name}", partial(torch.mm, square, square))

    def _copies(self) -> None:
        self._time("copy", lambda: self._to.copy_(self._from))
        self._time("host", lambda: self._to.copy_(self._there))

    def _overheads(self) -> None:
        def forward() -> torch.Tensor:
            value = self._little
            for _ in range(MANY):
                value = torch.relu(value)
            return value

        # on a GPU this is what the host needs to start them: the queue is emptied after the clock was read
        began = perf_counter()
        value = forward()
        self._note("overhead", (perf_counter() - began) / MANY)
        self._wait()
        gradient = torch.ones_like(value)
        began = perf_counter()
        value.backward(gradient)  # type: ignore[no-untyped-call]
        self._note("backward overhead", (perf_counter() - began) / MANY)
        self._little.grad = None
        self._wait()

    def _loss(self) -> None:
        for rows, classes in SCORES:
            scores = torch.randn(rows, classes, device=self._device, requires_grad=True)
            labels = torch.zeros(rows, dtype=torch.int64, device=self._device)
            gradient = torch.ones((), device=self._device)

            def forward(scores: torch.Tensor = scores, labels: torch.Tensor = labels) -> torch.Tensor:
                error = cross_entropy(scores.float(), labels)
                torch.cat([error.detach()[None], top_errors(scores.detach(), labels, TOP)]).tolist()
                return error

            self._time(f"loss {rows}", forward)
            error = forward()
            back = partial(torch.autograd.grad, error, scores, gradient)
            self._time(f"loss {rows} backward", back, repeats=False)

    def _update(self) -> None:
        for name, optimizer in self._optimizers.items():
            self._time(f"update {name}", optimizer.step)

    # -- the clock -----------------------------------------------------------------------------------------------------

    def _time(self, name: str, action: Callable[[], Any], *, repeats: bool = True) -> None:
        self._wait()
        first = perf_counter()
        for _ in range(REPEATS if repeats else 1):
            began = perf_counter()
            action()
            self._wait()
            self._note(name, perf_counter() - began)
            if perf_counter() - first > QUICK:
                return

    def _note(self, name: str, seconds: float) -> None:
        self._clock.setdefault(name, []).append(seconds)

    def _fastest(self, name: str) -> float:
        return self._settle(self._clock[name])

    def _wait(self) -> None:
        wait_for(self._device)


class _TimedLayer:
    """A layer of the calibration, and how long its passes took. Its inputs are made anew in each round."""

    def __init__(self, case: Case, device: torch.device, modules: Modules, between: torch.Tensor) -> None:
        self._case, self._device, self._between = case, device, between
        kind = case.node.kind
        assert kind is not None
        self._is_variadic = kind.is_variadic
        self._forward: list[float] = []
        self._backward: list[float] = []
        made, arguments = resolve(kind.target), dict(kind.arguments(case.node.params, case.shapes))
        self._call: Callable[..., torch.Tensor]
        self._parameters: list[nn.Parameter] = []
        if kind.is_function:
            self._call = lambda *inputs: made(*inputs, **arguments)
            return
        key = (kind.target, str(sorted(arguments.items())))
        if key not in modules:
            module = FastLocalResponseNorm(**arguments) if made is nn.LocalResponseNorm else made(**arguments)
            modules[key] = module.to(device).to(memory_format=torch.channels_last)
        self._call, self._parameters = modules[key], list(modules[key].parameters())

    def round(self) -> None:
        """Forward and backward once, between the other layers of a round, so that the caches hold what they would."""
        inputs = self._make_inputs()
        with casting([self._device], self._case.precision):
            began = perf_counter()
            output = self._call(inputs) if self._is_variadic else self._call(*inputs)
            wait_for(self._device)
            self._forward.append(perf_counter() - began)
        self._between.add_(1)  # in a step, many layers lie between the two passes of one
        gradient = torch.ones_like(output)
        wait_for(self._device)
        began = perf_counter()
        output.backward(gradient)  # type: ignore[no-untyped-call]
        wait_for(self._device)
        self._backward.append(perf_counter() - began)
        for value in (*inputs, *self._parameters):
            value.grad = None

    def sample(self, rates: Rates, settle: Settle = min) -> Sample:
        """The part of the bound that it reached."""
        work = self._case.work
        forward, backward = settle(self._forward) - rates.overhead, settle(self._backward) - rates.backward_overhead
        ideal = bound(rates, work.precision, work.multiply_adds, work.bytes)
        back = bound(rates, work.precision, work.backward_multiply_adds, work.backward_bytes)
        return _sample(work.kind, work.precision, work.size, (ideal, forward), (back, backward))

    def _make_inputs(self) -> list[torch.Tensor]:
        case, found = self._case, []
        width = torch.bfloat16 if case.is_half else torch.float32
        for shape in case.shapes:
            # drawing as many random numbers takes longer than the layer
            one = torch.linspace(-1, 1, 997).repeat(case.batch * prod(shape) // 997 + 1)[: case.batch * prod(shape)]
            value = one.view(case.batch, *shape).to(self._device, width)
            value = value.contiguous(memory_format=torch.channels_last) if len(shape) == 3 else value
            found.append(value.requires_grad_(not case.is_first))
        wait_for(self._device)
        return found


def calibrate(
    devices: Sequence[torch.device],
    seconds: float = SECONDS,
    tell: Callable[[float], None] = lambda part: None,
    should_stop: Callable[[], bool] = lambda: False,
    chosen: Sequence[Case] | None = None,
) -> tuple[MachineRates, ...]:
    """The rates of physical devices, in about ``seconds`` for each; ``tell`` hears the part that is done.

    On a busy machine it takes longer, because each layer is timed three times. After a stop it gives what is known
    by then, which is of at least one round; devices that were not begun are left out.
    """
    found: list[MachineRates] = []
    for number, device in enumerate(devices):
        if found and should_stop():
            break
        calibration, so_far = Calibration(device, chosen=chosen), number / len(devices)
        _time_rounds(calibration, seconds, partial(_tell_part, tell, so_far, len(devices)), should_stop)
        found.append(machine_rates(device, calibration.rates()))
    return tuple(found)


def _time_rounds(
    calibration: Calibration, seconds: float, tell: Callable[[float], None], should_stop: Callable[[], bool]
) -> None:
    began, rounds, told = perf_counter(), 0, 0.0

    def goes_on(part: float) -> bool:
        nonlocal told
        passed, done = (perf_counter() - began) / seconds if seconds else 1.0, rounds + part
        now = min(1.0, max(done / MOST_ROUNDS, min(passed, done / LEAST_ROUNDS)))
        if now >= told + NEWS:
            told = now
            tell(now)
        return rounds == 0 or not should_stop()

    while rounds < LEAST_ROUNDS or (rounds < MOST_ROUNDS and perf_counter() - began < seconds):
        calibration.round(goes_on)
        rounds += 1
        if should_stop():
            return


def _tell_part(tell: Callable[[float], None], so_far: float, devices: int, part: float) -> None:
    tell(so_far + part / devices)


def machine_rates(device: torch.device, rates: Rates) -> MachineRates:
    """Rates with what they depend on."""
    when = strftime("%Y-%m-%d %H:%M", gmtime())
    version, threads = str(torch.__version__), torch.get_num_threads()
    return MachineRates(device=str(device), torch=version, threads=threads, measured=when, rates=rates)


def _can(device: torch.device, name: Name) -> bool:
    """Whether the device computes in a precision; old cards do not know bfloat16."""
    try:
        square = torch.ones(8, 8, device=device, dtype=getattr(torch, name))
        return bool(torch.isfinite(square @ square).all())
    except RuntimeError:
        return False


def _sgd(module: nn.Module) -> torch.optim.SGD:
    try:
        return torch.optim.SGD(module.parameters(), lr=1e-3, momentum=0.9, weight_decay=5e-4, fused=True)
    except RuntimeError:  # a device without a fused kernel
        return torch.optim.SGD(module.parameters(), lr=1e-3, momentum=0.9, weight_decay=5e-4)


def wait_for(device: torch.device) -> None:
    """Let a device finish what it was given."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()


def _sample(
    kind: Kind,
    precision: Precision | None,
    size: tuple[float, ...],
    forward: tuple[float, float],
    backward: tuple[float, float],
) -> Sample:
    """``forward`` and ``backward`` are (the bound, the seconds it took)."""
    return Sample(kind=kind, precision=precision, size=size, forward=_part(*forward), backward=_part(*backward))


def _part(ideal: float, took: float) -> float:
    """The part of the bound that was reached; `FAR` for what took no time, 1 for what has no bound."""
    if ideal <= 0:
        return 1.0
    return min(FAR, ideal / took) if took > 0 else FAR


def _name(device: torch.device) -> str:
    if device.type == "cuda":
        return str(torch.cuda.get_device_name(device))
    return "processor" if device.type == CPU else str(device)
