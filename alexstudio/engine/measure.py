"""`measure`: where the time of real training steps goes, layer by layer, forward and backward."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

import torch
from torch import fx
from torch.nn.functional import cross_entropy

from alexstudio.engine.auxiliary import add_losses, parts
from alexstudio.engine.calibration import wait_for
from alexstudio.engine.compiler import check_document, logical_devices
from alexstudio.engine.data.loader import Batch
from alexstudio.engine.devices import device_map
from alexstudio.engine.learner import Learner
from alexstudio.engine.metrics import top_errors
from alexstudio.engine.precision import Name, casting, choose_precision
from alexstudio.graph import Document
from alexstudio.graph.ends import score_node
from alexstudio.graph.node import HOST
from alexstudio.runs.timing import LayerTime, Measurement

STEPS = 5
"""Steps of each kind: whole ones, and ones with a clock at every layer."""

Key = tuple[str, str]
"""(phase, node id): ("forward", "conv1"), ("gradient transfer", "pool2a"), ("loss", "")."""
Take = Literal["median", "fastest"]


def measure(
    document: Document,
    *,
    batch: int,
    precision: Literal["auto", "float32", "bfloat16"] = "auto",
    devices: Mapping[str, str] | None = None,
    steps: int = STEPS,
    trace: str = "",
    tell: Callable[[float], None] = lambda part: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Measurement:
    """Train a document some steps on random pictures and say where the time goes.

    Whole steps, as the trainer takes them, take turns with steps in which each layer is timed; ``tell`` hears the part
    that is done, and after a stop what is known by then is what there is. With ``trace`` torch's
    profiler watches one more step and writes its Chrome trace to that file. Raises `CompileError` for a document with
    problems, `DeviceProblem` for devices that are not there.
    """
    stand = Stand(document, batch=batch, precision=precision, devices=devices)
    stand.whole()  # kernels are chosen and memory is taken in the first step
    for number in range(steps):
        stand.whole()
        stand.watched()
        tell((number + 1) / steps)
        if should_stop():
            break
    if trace:
        stand.profile(trace)
    return stand.result("median", trace)


class Stand:
    """A learner on a test stand, so that its steps can take turns with something else."""

    def __init__(
        self,
        document: Document,
        *,
        batch: int,
        precision: Literal["auto", "float32", "bfloat16"] = "auto",
        devices: Mapping[str, str] | None = None,
    ) -> None:
        report = check_document(document)
        graph = report.document.graph
        self._places = device_map(logical_devices(report.document), devices)
        self.precision: Name = choose_precision(self._places.values(), precision).name
        pictures = next(node for node in graph.order() if not graph.inputs(node.id))
        classes = report.nodes[score_node(graph).id].shapes[0][0]
        generator = torch.Generator().manual_seed(0)
        images = torch.rand(batch, *report.nodes[pictures.id].shapes[0], generator=generator) - 0.5
        self._batch: Batch = (images, torch.randint(0, classes, (batch,), generator=generator))
        self._learner = Learner(document, self._places, self.precision, classes)
        steps = [one for one in self._learner.module.graph.nodes if one.op.startswith("call")]
        self._order = list(dict.fromkeys(one.meta["node"] for one in steps if one.target != "to"))
        self._whole: list[float] = []
        self._times: dict[Key, list[float]] = {}

    @property
    def seconds(self) -> tuple[float, ...]:
        """Whole steps, without the first, in which kernels are chosen and memory is taken."""
        return tuple(self._whole[1:])

    def whole(self) -> None:
        """One step as the trainer takes it."""
        self._wait()
        began = perf_counter()
        self._learner.learn(self._learner.look(self._batch))
        self._wait()
        self._whole.append(perf_counter() - began)

    def watched(self) -> None:
        """One step with a clock at each layer."""
        clock = _Clock(self._places)
        images, labels = self._batch
        with clock.timing(("input", ""), HOST):
            images = images.to(self._places[HOST], memory_format=self._learner.layout)
        with casting(self._places.values(), self.precision):
            given = _Watched(self._learner.module, clock).run(images)
        home = next(iter(self._learner.module.graph.find_nodes(op="output"))).all_input_nodes[0].meta["device"]
        with clock.timing(("loss", ""), home):
            wide, heads = parts(given)
            labels = labels.to(wide.device)
            error = add_losses(cross_entropy(wide, labels), heads, labels, self._learner.head_weights)
            torch.cat([error.detach()[None], top_errors(wide.detach(), labels, self._learner.top_k)]).tolist()
        ends = given if isinstance(given, tuple) else (given,)
        clock.watch_backward(("loss", ""), home, [error.grad_fn], [one.grad_fn for one in ends])
        error.backward()  # type: ignore[no-untyped-call]
        with clock.timing(("update", ""), HOST):
            self._learner.optimizer.step()
            self._learner.optimizer.zero_grad()
            self._wait()
        for key, seconds in clock.read().items():
            self._times.setdefault(key, []).append(seconds)

    def profile(self, path: str) -> None:
        """One step under torch's profiler, each layer under its name; the Chrome trace goes to ``path``."""
        from torch.profiler import ProfilerActivity, profile

        activities = [ProfilerActivity.CPU]
        if any(place.type == "cuda" for place in self._places.values()):
            activities.append(ProfilerActivity.CUDA)
        images, labels = self._batch
        with profile(activities=activities) as profiler:
            images = images.to(self._places[HOST], memory_format=self._learner.layout)
            with casting(self._places.values(), self.precision):
                scores, heads = parts(_Named(self._learner.module).run(images))
            labels = labels.to(scores.device)
            error = add_losses(cross_entropy(scores, labels), heads, labels, self._learner.head_weights)
            error.backward()  # type: ignore[no-untyped-call]
            self._learner.optimizer.step()
            self._learner.optimizer.zero_grad()
            self._wait()
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        profiler.export_chrome_trace(path)

    def result(self, take: Take = "median", trace: str = "") -> Measurement:
        """What the steps took; ``fastest`` of each part where other programs disturb too much."""
        one: Callable[[Sequence[float]], float] = statistics.median if take == "median" else min
        whole = self._whole[1:] or self._whole

        def seconds(phase: str, node: str = "") -> float:
            times = self._times.get((phase, node), ())
            return one(times[1:] or times) if times else 0.0

        def total(phase: str) -> float:
            return sum(seconds(*key) for key in self._times if key[0] == phase)

        return Measurement(
            batch=len(self._batch[0]),
            precision=self.precision,
            devices={name: str(place) for name, place in self._places.items()},
            steps=len(whole),
            step=one(whole),
            fastest=min(whole),
            slowest=max(whole),
            layers=tuple(
                LayerTime(node=node, forward=seconds("forward", node), backward=seconds("backward", node))
                for node in self._order
            ),
            input=total("input"),
            transfer=total("transfer"),
            gradient_transfer=total("gradient transfer"),
            loss=total("loss"),
            update=total("update"),
            trace=trace,
        )

    def _wait(self) -> None:
        for place in dict.fromkeys(self._places.values()):
            wait_for(place)


class _Clock:
    """Seconds by key: by the wall where the program waits for its operations, by events on a GPU."""

    def __init__(self, places: Mapping[str, torch.device]) -> None:
        self._places = places
        self._marks: list[tuple[Key, Any, Any]] = []

    @contextmanager
    def timing(self, key: Key, device: str) -> Iterator[None]:
        """Count what happens inside for a key."""
        began = self._mark(device)
        yield
        self._marks.append((key, began, self._mark(device)))

    def watch_backward(self, key: Key, device: str, ends: Sequence[Any], begins: Sequence[Any]) -> None:
        """Time the steps of autograd from ``ends`` back to where those of the inputs, ``begins``, come."""
        known = {id(step) for step in begins}
        waiting = [step for step in ends if step is not None]
        while waiting:
            step = waiting.pop()
            if id(step) in known or step.name().endswith("AccumulateGrad"):
                continue
            known.add(id(step))
            self._watch(key, device, step)
            waiting += [before for before, _ in step.next_functions if before is not None]

    def _watch(self, key: Key, device: str, step: Any) -> None:
        began: list[Any] = []
        step.register_prehook(lambda *_: began.append(self._mark(device)))
        step.register_hook(lambda *_: self._marks.append((key, began.pop(), self._mark(device))))

    def read(self) -> dict[Key, float]:
        """The seconds of everything that was timed; the devices must have finished."""
        found: dict[Key, float] = {}
        for key, began, ended in self._marks:
            seconds = ended - began if isinstance(began, float) else began.elapsed_time(ended) / 1000
            found[key] = found.get(key, 0.0) + seconds
        return found

    def _mark(self, device: str) -> Any:
        place = self._places[device]
        if place.type == "cuda":
            event = torch.cuda.Event(enable_timing=True)  # type: ignore[no-untyped-call]
            event.record(torch.cuda.current_stream(place))
            return event
        wait_for(place)
        return perf_counter()


class _Watched(fx.Interpreter):
    """Runs the module with the clock at each layer and each copy."""

    def __init__(self, module: fx.GraphModule, clock: _Clock) -> None:
        super().__init__(module)
        self._clock = clock

    def run_node(self, n: fx.Node) -> Any:
        """One layer or copy, and the clock for its backward pass."""
        if n.op in ("placeholder", "output"):
            return super().run_node(n)
        is_copy = n.op == "call_method" and n.target == "to"
        device, node = n.meta["device"], n.meta["node"]
        taken = [self.env[one] for one in n.all_input_nodes]
        is_picture = is_copy and not any(value.requires_grad for value in taken)
        phase = ("input" if is_picture else "transfer") if is_copy else "forward"
        with self._clock.timing((phase, node), device):
            result = super().run_node(n)
        back = "gradient transfer" if is_copy else "backward"
        given = result if isinstance(result, (tuple, list)) else (result,)
        self._clock.watch_backward((back, node), device, [one.grad_fn for one in given], [one.grad_fn for one in taken])
        return result


class _Named(fx.Interpreter):
    """Runs the module so that the profiler shows the layers' names."""

    def run_node(self, n: fx.Node) -> Any:
        """One layer or copy under its name."""
        with torch.profiler.record_function(n.name):
            return super().run_node(n)
