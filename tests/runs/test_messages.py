from __future__ import annotations

import json
import random
from typing import Any

import pytest

from alexstudio.analysis.timing import Link, Rates, Sample
from alexstudio.runs import messages, steering, vitals
from alexstudio.runs.messages import LINE_LIMIT, MessageError, read_command, read_event, to_line
from alexstudio.runs.proof import Comparison, Difference, Proof
from alexstudio.runs.timing import LayerTime, MachineRates, Measurement

APART = Difference(is_equal=False, largest=1e-300, relative=None, where="FC6 weight")
PROOF = Proof(title="a\nb", batch=2, seed=0, notes=("n",), comparisons=(
    Comparison(name="norms", ways=("one", "two"), precision="float64", gradients_of=3, scores=APART, gradients=APART,
               holds=False, why="."),
))  # fmt: skip
LINK = Link(bandwidth=1e9, latency=1e-5)
MACHINE = MachineRates(device="cpu", torch="2.14", threads=2, measured="2026-11-24 21:41", rates=Rates(
    name="processor", peaks={"float32": 1e11}, bandwidth=3e10, overhead=5e-6, backward_overhead=1e-5, host=LINK,
    peer=LINK, samples=(Sample(kind="dense", precision="float32", size=(8, 64, 10), forward=0.5, backward=0.25),),
))  # fmt: skip
MEASUREMENT = Measurement(
    batch=8, precision="float32", devices={"gpu0": "cpu"}, steps=3, step=2.0, fastest=1.5, slowest=3.0, input=0.125,
    layers=(LayerTime(node="conv1", forward=0.25, backward=0.5),), transfer=0.0, gradient_transfer=0.0, loss=0.125,
    update=0.25, trace="/t.json",
)  # fmt: skip
COMMANDS = [
    messages.Warm(),
    messages.Train(run="/tmp/a run\n🙂"),
    messages.Stop(),
    steering.Pause(),
    steering.Go(),
    steering.SetRate(rate=0.5),
    steering.SetRate(factor=0.1),
    steering.ValidateNow(),
    steering.CheckpointNow(),
    messages.Export(out="m.pt", document='{"x": "\\u0000"}'),
    messages.Export(out="m.pt", kind="module", run="/r", weights="last"),
    messages.ImportModel(what="torchvision:alexnet", title="A", size=224, trust=True, weights_out="/w"),
    messages.ImportWeights(document="{}", file="w.pth", weights_out="/w"),
    messages.LookAtData(data="builtin:shapes", size=64, seed=3),
    messages.Prove(document='{"x": 1}', batch=2, seed=2**63),
    messages.Calibrate(devices=("cuda:0", "cpu"), seconds=0.5),
    messages.Measure(document='{"x": 1}', batch=8, precision="bfloat16", devices={"gpu0": "cpu"}, trace="/t.json"),
]
EVENTS = [
    messages.Ready(torch="2.14", devices=("cuda:0", "cpu"), threads=8),
    messages.Warmed(seconds=0.5),
    messages.Note(text="a\nb"),
    messages.Started(run="r", classes=("a", "b"), steps=10, steps_per_epoch=5, precision="float32",
                     devices={"gpu0": "cpu"}, chance_top1=0.5, chance_top5=0.0),
    messages.Step(step=1, epoch=1, loss=None, top1=1.0, top5=0.25, rate=0.01, images_per_second=0.0, seconds_left=None),
    messages.Validated(step=1, epoch=1, loss=2.5, top1=1.0, top5=0.25, is_best=True),
    steering.RateSet(step=3, rate=1e-5),
    steering.Paused(step=3),
    steering.WentOn(step=3),
    vitals.Norms(step=3, gradients={"a": 1.5, "b": None}, weights={"a": 1e-9}, memory={"cpu": 2**40}),
    messages.Checkpointed(step=1, path="/r/last.pt"),
    messages.Finished(run="r", reason="stopped", step=3, top1=None, top5=None, best_top5=None, seconds=1.5),
    messages.Exported(path="m.pt", source="model.py", trained_steps=0, bytes=10**12),
    messages.Imported(document="{}", remarks=("a", "b"), weights="/w"),
    messages.DataSeen(data="d", classes=("a",), train=10, validation=2, notes=("n",)),
    messages.Proved(proof=PROOF),
    messages.Working(command="calibrate", part=0.25),
    messages.Calibrated(machines=(MACHINE,), why_not="The disk is full."),
    messages.Measured(measurement=MEASUREMENT),
    messages.Failed(command="train", why="It cannot.", detail="Traceback"),
]  # fmt: skip


def test_every_message_is_tried() -> None:
    kinds = {
        kind
        for module in (messages, steering, vitals)
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__ == module.__name__
    }
    assert {type(message) for message in (*COMMANDS, *EVENTS)} == kinds - {MessageError}


@pytest.mark.parametrize("message", COMMANDS, ids=lambda message: type(message).__name__)
def test_commands_survive_the_wire(message: Any) -> None:
    line = to_line(message)
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    assert read_command(line) == message and type(read_command(line)) is type(message)
    with pytest.raises(MessageError):
        read_event(line)


@pytest.mark.parametrize("message", EVENTS, ids=lambda message: type(message).__name__)
def test_events_survive_the_wire(message: Any) -> None:
    line = to_line(message)
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    assert read_event(line) == message and type(read_event(line)) is type(message)
    with pytest.raises(MessageError):
        read_command(line)


HOSTILE = [
    b"", b"\n", b"null", b"[]", b"1", b'"warm"', b"{}", b'{"do": "shutdown"}', b'{"do": 1}', b'{"do": "train"}',
    b'{"do": "train", "run": 1}', b'{"do": "train", "run": "r", "also": 1}', b'{"do": "warm"', b"\xff\xfe",
    b"\x80\x04.", b"cos\nsystem\n", b'{"do": "train", "run": "\\ud800"}',
    b'{"do": "export", "out": "m.pt", "kind": "exe"}', b'{"do": "look_at_data", "data": "d", "size": 0}',
    b'{"event": "step"}', b'{"event": "warmed", "seconds": "x"}', b"[" * 10_000, b"{" * 10_000,
    b'{"event": "note", "text": ' + b"[" * 5000 + b"]" * 5000 + b"}",
]  # fmt: skip


@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: repr(line[:20]))
def test_lines_that_are_no_message(line: bytes) -> None:
    for read in (read_command, read_event):
        with pytest.raises(MessageError) as refusal:
            read(line)
        assert len(str(refusal.value)) < 900


def test_a_line_may_not_be_endless() -> None:
    with pytest.raises(MessageError, match="a line of"):
        read_event(b" " * (LINE_LIMIT + 1))


def test_damaged_lines_never_raise_anything_else() -> None:
    draw = random.Random(2012)
    lines = [to_line(message) for message in (*COMMANDS, *EVENTS)]
    refused = 0
    for _ in range(3000):
        line = bytearray(draw.choice(lines))
        for _ in range(draw.randint(1, 3)):
            line[draw.randrange(len(line))] = draw.randrange(256)
        for read in (read_command, read_event):
            try:
                message = read(bytes(line))
            except MessageError:
                refused += 1
            else:
                assert json.loads(to_line(message))
    assert refused > 3000
