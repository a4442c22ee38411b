"""Calibration and measuring on tiny layers: that they count what they should, not how fast this machine is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from alexstudio.analysis import analyse
from alexstudio.analysis.timing import Link, Rates, Setup, simulate
from alexstudio.analysis.timing.predict import layer_seconds
from alexstudio.engine import calibration as module
from alexstudio.engine import stopwatch
from alexstudio.engine.calibration import Calibration, calibrate
from alexstudio.engine.calibration_cases import Case, cases
from alexstudio.engine.compiler import CompileError
from alexstudio.engine.devices import DeviceProblem, check_physical
from alexstudio.engine.measure import Stand, measure
from alexstudio.engine.precision import Name
from alexstudio.engine.server import Server
from alexstudio.graph import Document, Node
from alexstudio.graph.fileformat import dumps
from alexstudio.graph.node import check_params
from alexstudio.layers import find_type
from alexstudio.runs.messages import Calibrate, Calibrated, Failed, Measure, Measured, Ready, Working, to_line
from alexstudio.runs.timing import load_rates

pytestmark = pytest.mark.usefixtures("one_thread")

LINK = Link(bandwidth=1e9, latency=0)
ROUND = Rates(
    name="processor", peaks={"float32": 1e10, "bfloat16": 1e10}, bandwidth=1e10, overhead=0, backward_overhead=0,
    host=LINK, peer=LINK, is_synchronous=True,
)  # fmt: skip


def case(type: str, *shapes: tuple[int, ...], precision: Name = "float32", **params: object) -> Case:
    kind = find_type(type)
    assert kind is not None
    return Case(Node("layer", type, type, check_params(type, kind, params)), shapes, 2, precision)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    """A few tiny layers of every kind of call, and small squares and copies."""
    monkeypatch.setattr(module, "SIDE", 64)
    monkeypatch.setattr(module, "COPY_BYTES", 2**16)
    monkeypatch.setattr(module, "PARAMETERS", ((32, 32), (4, 4)))
    return [
        case("Conv2d", (4, 8, 8), out_channels=8),
        case("Linear", (32,), out_features=16, precision="bfloat16"),
        case("LocalResponseNorm", (8, 6, 6)),
        case("Concat", (4, 6, 6), (4, 6, 6), precision="bfloat16"),
        case("Add", (4, 6, 6), (4, 6, 6)),
        case("MaxPool2d", (4, 8, 8), kernel_size=2),
    ]


def test_the_rates_give_back_what_was_measured(few: list[Case]) -> None:
    """A prediction for a layer that was timed is the time it took."""
    found = Calibration(check_physical("cpu"), chosen=few)
    found.round()
    rates = found.rates()
    assert set(rates.peaks) == {"float32", "bfloat16"} and rates.is_synchronous and rates.bandwidth > 0
    kinds = [sample.kind for sample in rates.samples]
    assert kinds[:6] == ["convolution", "dense", "response norm", "merge", "sum", "pooling"]
    assert kinds[6:] == ["loss", "loss", "update", "update"]
    conv = found._layers[0]
    predicted = layer_seconds(few[0].work, rates)
    assert predicted.forward == pytest.approx(max(min(conv._forward), rates.overhead), rel=0.01)
    assert predicted.backward == pytest.approx(max(min(conv._backward), rates.backward_overhead), rel=0.01)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_every_case_is_a_layer(precision: Name) -> None:
    found = [one.work for one in cases(precision)]
    assert {one.kind for one in found} == {
        "convolution", "depthwise", "dense", "pooling", "averaging", "normalisation", "response norm", "noise", "merge",
        "sum", "pointwise",
    }  # fmt: skip
    assert all(one.bytes > 0 and one.precision == precision for one in found)
    pictures = [one for one in found if one.kind == "convolution" and one.size[1] == 3]
    assert len(pictures) == 3 and all(one.backward_multiply_adds == one.multiply_adds for one in pictures)
    assert max(one.multiply_adds for one in found) < 2e9  # ten seconds are for all of them


def test_calibration_tells_how_far_it_is_and_can_be_stopped(few: list[Case]) -> None:
    parts: list[float] = []
    cpu = check_physical("cpu")
    (found,) = calibrate([cpu], 0, parts.append, chosen=few)
    assert parts == pytest.approx([number / 18 for number in range(1, 19)]), "six layers, three rounds"
    assert found.device == "cpu" and found.threads == 1
    again = calibrate([cpu, cpu], 0, parts.append, lambda: True, few)
    assert parts[18:] == pytest.approx([number / 36 for number in range(1, 7)]) and len(again) == 1
    stops = iter([False, False, True, True, True])
    parts.clear()
    calibrate([cpu], 0, parts.append, lambda: next(stops), few)
    assert len(parts) == 8, "the first round is whole, the second ends after its second layer"


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_each_layer_is_measured(precision: Name, tiny: Callable[..., Document]) -> None:
    document = tiny()
    told: list[float] = []
    found = measure(document, batch=4, precision=precision, steps=2, tell=told.append)
    assert (found.batch, found.precision, found.steps, told) == (4, precision, 2, [0.5, 1.0])
    report = analyse(document)
    predicted = simulate(report, Setup.of_machine(report, {"cpu": ROUND}), 4, precision)
    assert [layer.node for layer in found.layers] == list(predicted.layers)
    assert all(layer.forward > 0 for layer in found.layers)
    assert all(layer.backward > 0 for layer in found.layers if layer.node != "flatten")
    assert found.transfer == found.gradient_transfer == 0.0
    assert min(found.input, found.loss, found.update) > 0
    assert found.fastest <= found.step <= found.slowest
    assert found.forward + found.backward < 5 * found.slowest


def test_time_is_where_the_work_is(tiny: Callable[..., Document]) -> None:
    """A layer that is made slow, forward and backward, is the one whose time grows."""
    import time

    import torch

    class Slow(torch.autograd.Function):
        @staticmethod
        def forward(ctx: object, x: torch.Tensor) -> torch.Tensor:
            time.sleep(0.02)
            return x * 1

        @staticmethod
        def backward(ctx: object, gradient: torch.Tensor) -> torch.Tensor:
            time.sleep(0.05)
            return gradient

    stand = Stand(tiny(), batch=2, precision="float32")
    layer = stand._learner.module.get_submodule("relu2")
    layer.forward = Slow.apply  # type: ignore[assignment]
    stand.whole()
    stand.whole()
    stand.watched()
    times = {one.node: one for one in stand.result().layers}
    assert times["relu2"].forward >= 0.02 and times["relu2"].backward >= 0.05
    assert max(one.forward for one in times.values() if one.node != "relu2") < 0.02
    assert max(one.backward for one in times.values() if one.node != "relu2") < 0.05


def test_copies_between_two_devices_on_one_processor_cost_nearly_nothing(towers: Document) -> None:
    found = measure(towers, batch=2, precision="float32", devices={"gpu0": "cpu", "gpu1": "cpu"}, steps=1)
    assert found.devices == {"gpu0": "cpu", "gpu1": "cpu", "host": "cpu"}
    assert 0 < found.transfer < 0.01 and found.gradient_transfer == 0.0


def test_the_commands(few: list[Case], tiny: Callable[..., Document], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "cases", lambda name: [one for one in few if one.precision == name])
    heard: list[BaseModel] = []
    stopwatch.carry_out(Calibrate(seconds=0), heard.append, lambda: False)
    assert [type(event) for event in heard] == [*[Working] * 18, Calibrated]
    (machine,) = heard[-1].machines  # type: ignore[attr-defined]
    assert machine in load_rates() and machine.device == "cpu"
    heard.clear()
    command = Measure(document=dumps(tiny()), batch=2, precision="float32", steps=3)
    stopwatch.carry_out(command, heard.append, lambda: True)
    assert [type(event) for event in heard] == [Working, Measured]
    assert heard[-1].measurement.steps == 1  # type: ignore[attr-defined]
    with pytest.raises(DeviceProblem, match="no device 'cuda:256'"):
        stopwatch.carry_out(Calibrate(devices=("cuda:256",)), heard.append, lambda: False)
    with pytest.raises(DeviceProblem, match="no device 'cuda:7' for 'gpu0'"):
        stopwatch.carry_out(command.model_copy(update={"devices": {"gpu0": "cuda:7"}}), heard.append, lambda: False)
    with pytest.raises(CompileError):
        stopwatch.carry_out(command.model_copy(update={"document": dumps(Document())}), heard.append, lambda: False)


def test_the_server_measures_between_trainings(tiny: Callable[..., Document]) -> None:
    heard: list[BaseModel] = []

    class Ear:
        send = staticmethod(heard.append)

    server = Server(Ear())  # type: ignore[arg-type]
    server._take(to_line(Measure(document=dumps(tiny()), batch=2, precision="float32", steps=1)))
    server._take(to_line(Measure(document=dumps(Document()), batch=2)))
    server._jobs.put(None)
    server.work()
    assert [type(event) for event in heard] == [Ready, Working, Measured, Failed]
    assert heard[-1].command == "measure"  # type: ignore[attr-defined]
    server._is_training = True
    server._take(to_line(Calibrate()))
    assert "A training runs" in heard[-1].why  # type: ignore[attr-defined]


def test_the_profiler_writes_a_trace_with_the_layers_names(tiny: Callable[..., Document], tmp_path: Path) -> None:
    path = tmp_path / "deeper" / "trace.json"
    found = measure(tiny(), batch=2, precision="float32", steps=1, trace=str(path))
    assert found.trace == str(path)
    names = {event.get("name") for event in json.loads(path.read_text("utf-8"))["traceEvents"]}
    assert {"conv1", "norm1", "fc8"} <= names and any(str(name).endswith("Backward0") for name in names)
