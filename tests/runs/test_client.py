from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from alexstudio.runs import client as client_module
from alexstudio.runs.client import EngineDied, EngineProcess, how_it_ended
from alexstudio.runs.messages import Note, Ready, Stop, Warm, Warmed

HEAD = """
import os, signal, sys, time
from alexstudio.runs.messages import *
def say(event): sys.stdout.buffer.write(to_line(event)); sys.stdout.buffer.flush()
say(Ready(torch="none", devices=("cpu",), threads=1))
"""
ECHO = HEAD + "for line in sys.stdin.buffer: say(Note(text=read_command(line).do))\n"


def fake(code: str) -> EngineProcess:
    return EngineProcess([sys.executable, "-c", code])


def is_there(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def test_commands_and_events() -> None:
    with fake(ECHO) as engine:
        events = engine.events()
        assert isinstance(next(events), Ready)
        engine.send(Warm())
        engine.send(Stop())
        assert [next(events), next(events)] == [Note(text="warm"), Note(text="stop")]
        process_id = engine.process_id
        assert is_there(process_id)
    assert not is_there(process_id)
    assert list(engine.events()) == []


def test_events_can_be_asked_for_again() -> None:
    with fake(HEAD + "say(Warmed(seconds=1)); sys.stdin.read()") as engine:
        for event in engine.events():
            assert isinstance(event, Ready)
            break
        assert isinstance(next(engine.events()), Warmed)


def test_garbage_is_skipped_and_kept() -> None:
    code = HEAD + "print('not a message', flush=True); print('{\"event\": 1}', flush=True); say(Warmed(seconds=1)); 1/0"
    with pytest.raises(EngineDied) as death, fake(code) as engine:
        seen = [type(event) for event in (next(engine.events()) for _ in range(2))]
        assert seen == [Ready, Warmed]
        list(engine.events())
    assert str(death.value) == "The engine ended with exit code 1. Its last words: ZeroDivisionError: division by zero"
    assert "not a message" in death.value.words and '{"event": 1}' in death.value.words


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("sys.exit(3)", "The engine ended with exit code 3."),
        ("os.kill(os.getpid(), signal.SIGKILL)", "was ended by SIGKILL (perhaps the machine ran out of memory)."),
        ("os.abort()", "The engine was ended by SIGABRT."),
        ("sys.stderr.write('no driver\\n'); os._exit(0)", "ended with exit code 0. Its last words: no driver"),
    ],
)  # fmt: skip
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_dead_engine_is_noticed_at_once(end: str, words: str) -> None:
    with fake(HEAD + end) as engine:
        began = time.monotonic()
        with pytest.raises(EngineDied) as death:
            list(engine.events())
        assert time.monotonic() - began < 10
        engine.send(Stop())  # to nobody
    assert words in str(death.value) and "\n" not in str(death.value)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_dead_engine_is_noticed_although_its_child_lives() -> None:
    code = HEAD + "child = os.fork()\nif child == 0: time.sleep(20)\nelse: os._exit(7)"
    with fake(code) as engine:
        began = time.monotonic()
        with pytest.raises(EngineDied, match="exit code 7"):
            list(engine.events())
        assert time.monotonic() - began < 10


def test_an_engine_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "STOP_SECONDS", 0.3)
    with fake(HEAD + "time.sleep(60)") as engine:
        assert isinstance(next(engine.events()), Ready)
        began = time.monotonic()
    assert time.monotonic() - began < 10 and not is_there(engine.process_id)


def test_an_error_in_the_block_ends_the_engine_too() -> None:
    with pytest.raises(ZeroDivisionError), fake(ECHO) as engine:
        next(engine.events())
        raise ZeroDivisionError
    assert not is_there(engine.process_id)


def test_kill_is_noticed_as_a_death() -> None:
    with fake(ECHO) as engine:
        next(engine.events())
        threading.Timer(0.1, engine.kill).start()
        with pytest.raises(EngineDied):
            list(engine.events())


@pytest.mark.skipif(os.name != "posix", reason="sessions of POSIX")
def test_the_engine_does_not_get_our_interrupts() -> None:
    with fake(ECHO) as engine:
        next(engine.events())
        assert os.getsid(engine.process_id) != os.getsid(0)


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EngineDied, match="could not be started"), EngineProcess([str(tmp_path / "none")]):
        pass


def test_how_it_ended() -> None:
    assert how_it_ended(0) == "ended with exit code 0"
    assert how_it_ended(-signal.SIGTERM) == "was ended by SIGTERM"
    assert how_it_ended(-250) == "was ended by signal 250"
