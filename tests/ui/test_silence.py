"""A training that says nothing any more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.silence import SHORTEST, Silence
from alexstudio.ui.trainer import State

LEFT = Qt.MouseButton.LeftButton


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(make_window: Callable[..., MainWindow], clock: Clock) -> MainWindow:
    window = make_window("lenet5")
    window.silence._timer.stop()
    window.silence = Silence(window.trainer, window.banner, clock)
    window.silence._timer.stop()
    QTest.mouseClick(window.train_button, LEFT)
    return window


def test_it_is_told_and_can_be_ended(window: MainWindow, clock: Clock) -> None:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    for _ in range(5):
        clock.now += 1
        engine.play(1)
    clock.now += SHORTEST - 1
    window.silence.look()
    assert not window.banner.isVisible()
    clock.now += 2
    window.silence.look()
    assert "has said nothing for 16 seconds" in window.banner.text
    QTest.mouseClick(window.banner.button, LEFT)
    assert window.trainer.state is State.IDLE and "ended by signal" in window.banner.text
    assert window.trainer.can_resume


def test_slow_steps_get_more_patience_and_a_word_takes_it_back(window: MainWindow, clock: Clock) -> None:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    for _ in range(3):
        clock.now += 10
        engine.play(1)
    clock.now += 79
    window.silence.look()
    assert not window.banner.isVisible()
    clock.now += 2
    window.silence.look()
    assert window.banner.isVisible()
    engine.play(1)
    assert not window.banner.isVisible()


def test_a_pause_is_no_silence(window: MainWindow, clock: Clock) -> None:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    engine.play(2)
    window.trainer.pause()
    clock.now += 500
    window.silence.look()
    assert not window.banner.isVisible()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells that a process is stopped")
def test_a_stopped_process_can_be_let_go_on(window: MainWindow, clock: Clock) -> None:
    held = subprocess.Popen(["sleep", "30"])
    try:
        os.kill(held.pid, signal.SIGSTOP)
        wait_for(held.pid, "T")
        window.trainer.engine.process_id = held.pid
        clock.now += 100
        window.silence.look()
        assert f"({held.pid}) was stopped from outside" in window.banner.text
        QTest.mouseClick(window.banner.button, LEFT)
        wait_for(held.pid, "S")
    finally:
        held.kill()
        held.wait()


def wait_for(number: int, state: str) -> None:
    end = time.monotonic() + 5
    while time.monotonic() < end:
        if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == state:
            return
        time.sleep(0.01)
    raise AssertionError(f"process {number} is not in state {state}")
