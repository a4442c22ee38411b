"""A play of random events on a window, with a check from time to time; on a failure there is a log of what was done."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from random_acts import Acts
from random_checks import check_all, fixtures
from random_hand import Hand

from alexstudio.ui.main_window import MainWindow

REST, FRESH = 250, 400
"""Events from one check to the next, and from one preset to the next."""
PRESETS = ("lenet5", "alexnet_two_gpu", "lenet5", "resnet18")


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
    hand = Hand(window, seed, log)
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
            print(f"ALEXSTUDIO_SEED={seed} ALEXSTUDIO_EVENTS={events} failed after {hand.count} events; see {log}")
            print("\n".join(hand.lines[-40:]))
            raise
        finally:
            hand.close()
    return acts, hand
