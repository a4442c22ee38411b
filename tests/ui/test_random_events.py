"""Thousands of real events at random. ALEXSTUDIO_EVENTS says how many, ALEXSTUDIO_SEED which; a failure names both."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from random_acts import Acts
from random_checks import check_all, fixtures
from random_hand import Hand

from alexstudio.ui.canvas import view
from alexstudio.ui.canvas.gestures.gesture import Gesture
from alexstudio.ui.canvas.gestures.table import GESTURES
from alexstudio.ui.main_window import MainWindow

EVENTS = int(os.environ.get("ALEXSTUDIO_EVENTS", "5000"))
SEED = os.environ.get("ALEXSTUDIO_SEED", "2012")
REST, FRESH = 250, 400
"""Events from one check to the next, and from one preset to the next."""
PRESETS = ("alexnet_two_gpu", "resnet18", "lenet5", "squeezenet1_1")
STEPLESS = frozenset({"Pan", "BoxSelect", "WirePick"})
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


class Faults:
    """Exceptions in slots and Qt's warnings, as they happen; they go on to those who also want to know."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __enter__(self) -> Faults:
        self._hook, self._handler = sys.excepthook, qInstallMessageHandler(self._say)
        sys.excepthook = self._raise
        return self

    def __exit__(self, *error: object) -> None:
        sys.excepthook = self._hook
        qInstallMessageHandler(self._handler)

    def _raise(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.found.append(f"{kind.__name__}: {error}")
        self._hook(kind, error, trace)

    def _say(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and "This plugin does not support" not in text:
            self.found.append(f"Qt: {text}")
        if self._handler is not None:
            self._handler(kind, context, text)


def play(window: MainWindow, folder: Path, seed: str, events: int, log: Path) -> tuple[Acts, Hand]:
    """Random events with a check from time to time; on a failure the log says what was done."""
    hand = Hand(window, seed)
    acts = Acts(window, hand, PRESETS)
    rest, fresh, always = REST, FRESH, fixtures(window)
    with Faults() as faults:
        try:
            acts.fresh()
            while hand.count < events:
                acts.do_one()
                assert not faults.found, faults.found
                if hand.count >= rest:
                    acts.calm()
                    check_all(window, folder, always)
                    assert not faults.found, faults.found
                    rest = hand.count + REST
                if hand.count >= fresh:
                    acts.fresh()
                    fresh = hand.count + FRESH
            acts.calm()
            check_all(window, folder, always)
            assert not faults.found, faults.found
        except BaseException:
            hand.write(log)
            print(f"ALEXSTUDIO_SEED={seed} ALEXSTUDIO_EVENTS={events} failed after {hand.count} events; see {log}")
            print("\n".join(hand.lines[-40:]))
            raise
    return acts, hand


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
    hand.write(tmp_path / "events.log")
    print(f"{hand.count} events in {time.monotonic() - began:.0f} s")
    print("begun", dict(begun), "\nsteps", dict(steps), "\nacts", dict(acts.done), "\nseen", dict(acts.answers.seen))
    if EVENTS >= 5000:
        names = {kind.__name__ for kind in GESTURES}
        assert {name for name in names if begun[name] < 5} == set()
        assert {name for name in names - STEPLESS if not steps[name]} == set()
        assert not any(steps[name] for name in STEPLESS)
        assert acts.answers.seen["search popup"] and acts.answers.seen["inline edit"]
