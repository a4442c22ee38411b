"""Thousands of real events at random. ALEXSTUDIO_EVENTS says how many, ALEXSTUDIO_SEED which; a failure names both."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from random_checks import check_all, fixtures
from random_play import play

from alexstudio.ui.canvas import view
from alexstudio.ui.canvas.gestures.gesture import Gesture
from alexstudio.ui.canvas.gestures.table import GESTURES
from alexstudio.ui.main_window import MainWindow

EVENTS = int(os.environ.get("ALEXSTUDIO_EVENTS", "5000"))
SEED = os.environ.get("ALEXSTUDIO_SEED", "2012")
TESTS = Path(__file__).parent.parent
STEPLESS = frozenset({"Pan", "BoxSelect", "WirePick", "BrushPick"})
"""Gestures that never change the document."""


class Spy:
    """A row of the table of gestures that counts how often it begins, and how often a drop is an undo step."""

    def __init__(self, kind: type[Gesture], window: MainWindow, begun: Counter[str], steps: Counter[str]) -> None:
        self._kind, self._window, self._begun, self._steps = kind, window, begun, steps

    def begin(self, canvas: Any, hand: Any) -> Gesture | None:
        gesture = self._kind.begin(canvas, hand)
        if gesture is None:
            return None
        name, drop = self._kind.__name__, gesture.drop
        self._begun[name] += 1

        def dropped(hand: Any) -> None:
            before = self._window.session.snapshot
            drop(hand)
            self._steps[name] += self._window.session.snapshot is not before

        gesture.drop = dropped  # type: ignore[method-assign]
        return gesture


@pytest.fixture
def no_system_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are asked for in vain."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *args, **more: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *args, **more: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args, **more: "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: True)


@pytest.mark.timeout(240 + EVENTS // 20)
def test_random_events(
    make_window: Callable[..., MainWindow],
    qtbot: QtBot,
    no_system_dialogs: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = make_window("lenet5")
    window.activateWindow()
    qtbot.waitActive(window)
    begun: Counter[str] = Counter()
    steps: Counter[str] = Counter()
    monkeypatch.setattr(view, "GESTURES", tuple(Spy(kind, window, begun, steps) for kind in GESTURES))
    began = time.monotonic()
    acts, hand = play(window, tmp_path, SEED, EVENTS, tmp_path / "events.log")
    print(f"{hand.count} events in {time.monotonic() - began:.0f} s")
    print("begun", dict(begun), "\nsteps", dict(steps), "\nacts", dict(acts.done), "\nseen", dict(acts.answers.seen))
    if EVENTS >= 5000:
        names = {kind.__name__ for kind in GESTURES}
        assert {name for name in names if begun[name] < 5} == set()
        assert {name for name in names - STEPLESS if not steps[name]} == set()
        assert not any(steps[name] for name in STEPLESS)
        assert acts.answers.seen["search popup"] and acts.answers.seen["inline edit"]


PROGRAM = """
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from random_play import play

from alexstudio.app import build_window
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.theme import apply_theme

ending, folder = sys.argv[1], Path(sys.argv[2])
app = QApplication(sys.argv[:1])
apply_theme(app, "light")
window = build_window("lenet5", FakeEngine(), folder)
window.show()
window.activateWindow()
played = []


def act():
    play(window, folder, "300", 300, folder / "events.log")
    for sheet in window.session.sheets:
        sheet.history.mark_saved()
    print("played")
    played.append(True)
    if ending == "closed":
        window.close()
    elif ending == "quit":
        app.quit()


QTimer.singleShot(50, act)
if ending == "dropped":
    while not played:
        app.processEvents()
else:
    sys.exit(app.exec())
"""
"""Ends as a program ends whose window is closed, as one that is told to quit, and as a script that just stops."""


@pytest.mark.parametrize("ending", ["closed", "quit", "dropped"])
def test_the_program_ends_without_a_word(ending: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(TESTS), str(TESTS.parent))))}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, ending, str(tmp_path)],
        cwd=TESTS.parent,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    said = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert (done.returncode, done.stdout.split(), said) == (0, ["played"], []), done.stdout + done.stderr


def _stray_item(window: MainWindow) -> None:
    window.canvas.canvas.addRect(0, 0, 9, 9)


def _moved_card(window: MainWindow) -> None:
    window.canvas.canvas.put({"c1": (3.0, 4.0)})


def _faint_card(window: MainWindow) -> None:
    window.canvas.canvas.cards["c1"].setOpacity(0.3)


def _lost_wire(window: MainWindow) -> None:
    del window.canvas.canvas.wires[window.session.document.graph.edges[0]]


def _stale_title(window: MainWindow) -> None:
    window.setWindowModified(True)


@pytest.mark.parametrize("plant", [_stray_item, _moved_card, _faint_card, _lost_wire, _stale_title])
def test_the_checks_see_what_is_wrong(
    make_window: Callable[..., MainWindow], plant: Callable[[MainWindow], None], tmp_path: Path
) -> None:
    """The negative control: each of these would be found."""
    window = make_window("lenet5")
    always = fixtures(window)
    check_all(window, tmp_path, always)
    plant(window)
    with pytest.raises(AssertionError):
        check_all(window, tmp_path, always)
