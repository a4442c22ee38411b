from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from alexstudio.engine import server as server_module
from alexstudio.engine.server import Server
from alexstudio.engine.wire import BACKLOG, Wire
from alexstudio.runs.launch import engine_command, engine_environment
from alexstudio.runs.messages import (
    DataSeen,
    Export,
    Exported,
    Failed,
    Finished,
    LookAtData,
    Note,
    Ready,
    Step,
    Stop,
    Train,
    Warm,
    Warmed,
    read_event,
)

Make = Callable[..., Any]


def test_an_engine_serves_trains_stops_exports_and_ends(
    start_engine: Make, tiny: Make, make_run: Make, tmp_path: Path
) -> None:
    engine = start_engine()
    ready = engine.wait_for(Ready)
    assert (ready.torch, ready.devices[-1]) == (torch.__version__, "cpu")
    engine.send(b"garbage\n\n")
    assert engine.wait_for(Failed).command == "?"
    engine.send(b'{"do": "train", "run": "x", "more": 1}\n')
    assert engine.wait_for(Failed).command == "?"
    engine.send(Warm())
    assert engine.wait_for(Warmed).seconds > 0

    run = make_run(tiny(epochs=100_000))
    pressed = time.monotonic()
    engine.send(Train(run=str(run.path)))
    engine.wait_for(Step)
    assert time.monotonic() - pressed < 5  # some 0.1 s on a quiet machine
    engine.send(Train(run=str(run.path)))
    assert "A training runs" in engine.wait_for(Failed).why
    engine.send(LookAtData(data="builtin:shapes"))  # an errand does not wait for the training
    seen = engine.wait_for(DataSeen)
    assert (len(seen.classes), seen.data) == (32, "builtin:shapes")
    engine.send(Stop())
    finished = engine.wait_for(Finished)
    assert finished.reason == "stopped" and finished.step > 0

    engine.send(Export(out=str(tmp_path / "m.pt"), run=str(run.path), weights="last"))
    exported = engine.wait_for(Exported)
    assert exported.trained_steps == finished.step
    engine.send(Export(out=str(tmp_path / "none" / "m.pt"), run=str(run.path)))
    assert engine.wait_for(Failed).why.startswith("There is no folder")
    engine.send(Train(run=str(tmp_path / "nothing")))
    assert "not a run folder" in engine.wait_for(Failed).why
    second = make_run(tiny(epochs=1))
    engine.send(Train(run=str(second.path)))
    assert engine.wait_for(Finished).reason == "done"
    assert engine.finish() == 0
    assert b"Traceback" not in engine.errors


def test_the_end_of_standard_input_ends_a_training_with_a_checkpoint(
    start_engine: Make, tiny: Make, make_run: Make
) -> None:
    engine = start_engine()
    run = make_run(tiny(epochs=100_000))
    engine.send(Train(run=str(run.path)))
    engine.wait_for(Step)
    began = time.monotonic()
    assert engine.finish() == 0
    assert time.monotonic() - began < 2
    assert run.checkpoint("last") == run.path / "last.pt"
    assert run.metrics_path.read_bytes().splitlines()[-1].startswith(b'{"event":"finished"')


def test_a_killed_engine_leaves_a_log_of_whole_lines(start_engine: Make, tiny: Make, make_run: Make) -> None:
    engine = start_engine()
    run = make_run(tiny(epochs=100_000))
    engine.send(Train(run=str(run.path)))
    for _ in range(20):
        engine.wait_for(Step)
    engine.process.kill()
    assert engine.process.wait(5) == -signal.SIGKILL
    lines = run.metrics_path.read_bytes().splitlines(keepends=True)
    assert all(line.endswith(b"\n") and read_event(line) for line in lines)
    assert run.checkpoint("best") is None or run.checkpoint("best").is_file()


def test_stray_prints_stay_off_the_wire(python: str) -> None:
    code = (
        "from alexstudio.engine.wire import take_stdout\n"
        "from alexstudio.runs.messages import Note\n"
        "import ctypes, os, subprocess\n"
        "wire = take_stdout()\n"
        "print('stray')\n"
        "os.write(1, b'stray\\n')\n"
        "ctypes.CDLL(None).puts(b'stray')\n"
        "ctypes.CDLL(None).fflush(None)\n"
        "subprocess.run(['echo', 'stray'])\n"
        "wire.send(Note(text='on the wire'))\n"
        "wire.flush()\n"
    )
    done = subprocess.run([python, "-c", code], capture_output=True, timeout=60)
    assert done.stdout == b'{"event":"note","text":"on the wire"}\n'
    assert done.stderr.count(b"stray") == 4


def test_a_reader_that_does_not_read_loses_steps_but_nothing_else() -> None:
    import threading

    gate, written = threading.Event(), []

    def write(content: bytes) -> None:
        gate.wait(10)
        written.append(content)

    wire = Wire(write)
    step = Step(step=1, epoch=1, loss=1.0, top1=1, top5=1, rate=0.1, images_per_second=1, seconds_left=None)
    wire.send(Note(text="first"))
    time.sleep(0.05)
    for _ in range(BACKLOG + 500):
        wire.send(step)
    wire.send(Note(text="last"))
    gate.set()
    wire.flush()
    lines = b"".join(written).splitlines()
    assert len(lines) == BACKLOG + 2
    assert b"first" in lines[0] and b"last" in lines[-1]


def test_a_dead_reader_does_not_stop_the_wire() -> None:
    def write(content: bytes) -> None:
        raise BrokenPipeError

    wire = Wire(write)
    wire.send(Note(text="lost"))
    wire.flush()
    wire.send(Note(text="lost too"))
    wire.flush()


def test_a_line_without_end_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(server_module, "LINE_LIMIT", 100)
    monkeypatch.setattr(server_module, "GRACE", 1000.0)
    events: list[Any] = []

    class Ear:
        send = staticmethod(events.append)

    Server(Ear()).read(io.BytesIO(b"x" * 1050 + b"\n" + b"garbage\n"))  # type: ignore[arg-type]
    assert ["more than 100 bytes" in event.why for event in events] == [True, False]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_headless_stops_cleanly_on_a_signal(
    number: signal.Signals, start_engine: Make, tiny: Make, make_run: Make
) -> None:
    run = make_run(tiny(epochs=100_000))
    engine = start_engine(str(run.path))
    engine.wait_for(Step)
    os.kill(engine.process.pid, number)
    assert engine.wait_for(Finished).reason == "stopped"
    assert engine.process.wait(10) == 0
    assert run.checkpoint("last") is not None


def test_headless_exit_codes(tiny: Make, make_run: Make, tmp_path: Path) -> None:
    def code(*arguments: str) -> int:
        done = subprocess.run(engine_command(*arguments), env=engine_environment(), capture_output=True, timeout=60)
        return done.returncode

    assert code(str(make_run(tiny(epochs=1)).path)) == 0
    assert code(str(make_run(tiny(data=str(tmp_path / "none"))).path)) == 1
    assert code(str(tmp_path)) == 2
    assert code("--help") == 2


def test_an_idle_engine_that_is_terminated_ends_well(start_engine: Make) -> None:
    engine = start_engine()
    engine.wait_for(Ready)
    engine.process.terminate()
    assert engine.process.wait(20) == 0
