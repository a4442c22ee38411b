"""The verb that predicts and measures a training step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import BaseModel

from alexstudio.analysis.timing import Link, Rates
from alexstudio.cli import main, timing
from alexstudio.graph import Document, Edge, LayerGraph
from alexstudio.graph.fileformat import save
from alexstudio.runs import timing as kept
from alexstudio.runs.messages import Calibrate, Calibrated, Measure, Measured
from alexstudio.runs.timing import LayerTime, MachineRates, Measurement

LINK = Link(bandwidth=1e9, latency=0)
RATES = Rates(
    name="processor", peaks={"float32": 1e9, "bfloat16": 4e9}, bandwidth=1e9, overhead=1e-5, backward_overhead=1e-5,
    host=LINK, peer=LINK, is_synchronous=True, source="measured on this machine",
)  # fmt: skip
HERE = MachineRates(device="cpu", torch="2.14", threads=2, measured="2026-11-24 21:41", rates=RATES)


@pytest.fixture
def tiny(tmp_path: Path) -> str:
    graph = LayerGraph()
    graph.add_type("Input", id="x", params={"size": 32}, device="host")
    graph.add_type("Conv2d", id="conv1", params={"out_channels": 64}, name="Conv1")
    graph.add_type("Conv2d", id="conv2", params={"out_channels": 64}, name="Conv2")
    graph.add_type("Flatten", id="flat", name="Flat")
    graph.add_type("Linear", id="fc", params={"out_features": 10}, name="FC", device="gpu1")
    for one, other in (("x", "conv1"), ("conv1", "conv2"), ("conv2", "flat"), ("flat", "fc")):
        graph.connect(Edge(one, 0, other, 0))
    path = tmp_path / "tiny.json"
    save(Document("Tiny", graph.freeze()), path)
    return str(path)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[BaseModel]:
    """What the engine was asked; it answers at once, and nothing was measured before."""
    heard: list[BaseModel] = []

    def ask(command: BaseModel, answer: type[BaseModel]) -> BaseModel:
        heard.append(command)
        if isinstance(command, Calibrate):
            return Calibrated(machines=(HERE,))
        assert isinstance(command, Measure)
        layers = tuple(LayerTime(node=node, forward=0.25, backward=0.5) for node in ("conv1", "conv2", "flat", "fc"))
        return Measured(
            measurement=Measurement(
                batch=command.batch, precision="float32", devices={}, steps=5, step=4.0, fastest=3.5, slowest=6.0,
                layers=layers, input=0.1, transfer=0.0, gradient_transfer=0.0, loss=0.1, update=0.1,
            )
        )  # fmt: skip

    monkeypatch.setattr(timing, "ask", ask)
    monkeypatch.setattr(kept, "rates_path", lambda: tmp_path / "rates.json")
    return heard


def test_alexnet_on_two_gtx_580(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    trace = tmp_path / "trace.json"
    arguments = ["time", "alexnet_two_gpu", "--card", "gtx 580", "--batch", "128", "--trace", str(trace)]
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    lines = shown.splitlines()
    assert lines[0].startswith("AlexNet") and "gpu1: GTX 580" in lines[0]
    assert [line.split()[0] for line in lines[4:12]] == [*(f"Conv{n}" for n in range(1, 6)), "FC6", "FC7", "FC8"]
    assert "60.03 MB cross" in shown and "208 to 250 images/s" in shown and "estimated" in shown
    assert "host waits" not in shown
    assert json.loads(trace.read_text("utf-8"))["traceEvents"]
    assert main([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "alexstudio-time/1" and found["predicted"]["transfer_bytes"] == 60_030_976
    assert {"batch", "images_per_second", "hours", "spans", "layers"} <= set(found["predicted"])
    assert "measured" not in found


def test_this_machine_is_measured_once(
    tiny: str, asked: list[BaseModel], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["time", tiny, "--layers", "--precision", "float32"]) == 0
    assert [type(command) for command in asked] == [Calibrate]
    shown = capsys.readouterr()
    assert "about ten seconds" in shown.err
    assert "Conv1" in shown.out and "Rates of processor: measured on this machine." in shown.out
    kept.save_rates([HERE], tmp_path / "rates.json")
    assert main(["time", tiny, "--batch", "4"]) == 0
    assert len(asked) == 1
    assert "4 pictures in bfloat16" in capsys.readouterr().out  # auto, and it is faster
    assert main(["time", tiny, "--calibrate"]) == 0
    assert len(asked) == 2


def test_predicted_and_measured_side_by_side(
    tiny: str, asked: list[BaseModel], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    trace = tmp_path / "trace.json"
    arguments = ["time", tiny, "--measure", "--batch", "4", "--precision", "float32", "--trace", str(trace)]
    assert main(arguments) == 0
    command = asked[-1]
    assert isinstance(command, Measure) and (command.batch, command.precision) == (4, "float32")
    assert command.trace == str(tmp_path / "trace-measured.json") and '"conv1"' in command.document
    shown = capsys.readouterr().out
    assert "predicted / measured" in shown and "250.000" in shown and "500.000" in shown
    assert "Measured: 4.00 s a step (median of 5; 3.50 s to 6.00 s), 1.0 images/s." in shown
    assert "The slowest step took 1.7 times the fastest" in shown
    assert main([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["measured"]["step"] == 4.0
    assert found["ratio"] == pytest.approx(found["predicted"]["step_seconds"] / 4)


def test_bad_input(tiny: str, tmp_path: Path, asked: list[BaseModel], capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, sentence in (
        (["time"], "required: DOC"),
        (["time", tiny, "--batch", "0"], "--batch must be 1 to 65,536, not 0."),
        (["time", tiny, "--batch", "many"], "invalid int value"),
        (["time", tiny, "--precision", "float8"], "invalid choice"),
        (["time", tiny, "--card", "GTX 590"], "Is it the GTX 580"),
        (["time", tiny, "--card", "GTX 580", "--precision", "bfloat16"], "has no rate for bfloat16"),
        (["time", tiny, "--card", "GTX 580", "--calibrate"], "not allowed with argument --card"),
        (["time", tiny, "--card", "GTX 580", "--measure"], "Leave --card out"),
        (["time", tiny, "--measure", "--precision", "tf32"], "trains in float32 or bfloat16"),
        (["time", tiny, "--precision", "float16"], "has no rate for float16"),
        (["time", tiny, "--card", "T4", "--trace", str(tmp_path / "no" / "t.json")], "could not be written"),
        (["time", "alexnett"], "Is it the preset alexnet"),
    ):
        assert main(arguments) == 2, arguments
        assert sentence.lower() in capsys.readouterr().err.lower(), arguments
    empty = tmp_path / "empty.json"
    save(Document("Empty", LayerGraph().freeze()), empty)
    assert main(["time", str(empty), "--card", "T4"]) == 1
    assert "The document is empty" in capsys.readouterr().err
