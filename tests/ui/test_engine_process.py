"""The process of the engine as the window has it: killed, and outliving nobody. A stand-in reads as the engine does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from alexstudio.ui import engine_link
from alexstudio.ui.engine_link import EngineLink
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.trainer import State

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")

STAND_IN = [sys.executable, "-S", "-c", "import sys; sys.stdin.buffer.read()"]

WINDOW = f"""
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from alexstudio.app import build_window
from alexstudio.ui import engine_link

app = QApplication([])
engine_link.engine_command = lambda: {STAND_IN!r}
window = build_window("lenet5", None, Path(sys.argv[1]))
window.show()
window.trainer.wake()
print(window.trainer.engine.process_id, flush=True)
app.exec()
"""


def lives(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells of foreign processes in this way")
def test_the_engine_ends_when_its_window_is_killed(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(tmp_path)}
    program = [sys.executable, "-c", WINDOW, str(tmp_path)]
    with subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as window:
        assert window.stdout is not None
        number = int(window.stdout.readline())
        assert lives(number)
        window.kill()
    end = time.monotonic() + 10
    while lives(number) and time.monotonic() < end:
        time.sleep(0.02)
    assert not lives(number)


def test_a_killed_engine_is_told_within_a_second(
    make_window: Callable[..., MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_link, "engine_command", lambda: STAND_IN)
    link = EngineLink()
    window = make_window("lenet5", link)
    window.verbs.train()
    assert window.trainer.is_busy
    began = time.monotonic()
    os.kill(link.process_id, signal.SIGKILL)
    qtbot.waitUntil(lambda: window.banner.isVisible(), timeout=5000)
    assert time.monotonic() - began < 2
    assert window.banner.text.startswith("The training process was killed (signal 9), perhaps for want of memory.")
    assert "a new training starts a new process" in window.banner.text and window.trainer.state is State.IDLE
    assert not window.banner.button.isVisible() and not list(window.trainer.runs.iterdir()), "it had not started"
    window.trainer.renew()
    assert link.is_running and link.process_id
    link.close()
