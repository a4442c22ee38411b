"""What a frame costs: an act until nothing is left to paint. It knows Qt only, for other programs are measured too."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

ROUNDS, WARM = 40, 4
SIZE = (1440, 760)
"""Of the canvas: what is left of a full-HD screen beside panels."""

Act = Callable[[int], object]
"""Does something in frame 0, 1, ..."""


class Cost(NamedTuple):
    """Medians, in milliseconds: of the processor, and by the clock."""

    cpu: float
    wall: float


class Frames(QObject):
    """Measures frames of one widget."""

    def __init__(self, app: QApplication, view: QWidget) -> None:
        super().__init__()
        self._app, self._view, self._paints = app, view, 0
        self.rounds = ROUNDS
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count paints."""
        if event.type() == QEvent.Type.Paint:
            self._paints += 1
        return False

    def settle(self) -> None:
        """Do what is still waiting."""
        for _ in range(5):
            self._app.processEvents()

    def once(self, act: Callable[[], object]) -> Cost:
        """One act until it is painted."""
        before = self._paints
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        self._app.processEvents()
        for _ in range(10):
            if self._paints > before:
                break
            time.sleep(0.001)
            self._app.processEvents()
        return Cost(1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall))

    def median(self, act: Act, rounds: int = 0) -> Cost:
        """An act again and again; what changes nothing on the screen does not count."""
        found = []
        for number in range((rounds or self.rounds) + WARM):
            before = self._paints
            cost = self.once(lambda number=number: act(number))
            if self._paints > before:
                found.append(cost)
            self.settle()
        return Cost(*(statistics.median(times) for times in zip(*found[WARM:], strict=True)))

    # -- real events ---------------------------------------------------------------------------------------------------

    def mouse(self, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        """Send an event of the mouse."""
        spot = QPointF(self._view.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), spot, button, held, Qt.KeyboardModifier.NoModifier)
        self._app.sendEvent(self._view, event)

    def drag(self, button: Qt.MouseButton, start: QPoint, step: QPoint) -> Cost:
        """Frames of dragging something to and fro in small steps; it is dropped where it lay."""
        none, kind = Qt.MouseButton.NoButton, QEvent.Type
        self.mouse(kind.MouseMove, start, none, none)
        self.mouse(kind.MouseButtonPress, start, button, button)
        self.mouse(kind.MouseMove, start + step * 3, none, button)
        self.settle()

        def move(number: int) -> None:
            turn = number % 20
            self.mouse(kind.MouseMove, start + step * (4 + min(turn, 20 - turn)), none, button)

        cost = self.median(move)
        self.mouse(kind.MouseMove, start, none, button)
        self.mouse(kind.MouseButtonRelease, start, button, none)
        self.settle()
        return cost

    def zoom(self) -> Cost:
        """Frames of zooming with the wheel, two notches in and two out."""
        at = self._view.rect().center()
        spot, none = QPointF(self._view.mapToGlobal(at)), Qt.MouseButton.NoButton

        def turn(number: int) -> None:
            by = QPoint(0, 120 if number % 4 < 2 else -120)
            keys, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
            self._app.sendEvent(self._view, QWheelEvent(QPointF(at), spot, QPoint(), by, none, keys, phase, False))

        return self.median(turn)
