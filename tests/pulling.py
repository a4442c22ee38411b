"""Drags on the canvas with real events, and what must be the same after Esc."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from alexstudio.ui.canvas.ports import Port, ports
from alexstudio.ui.main_window import MainWindow

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def pixel(window: MainWindow, point: QPointF) -> QPoint:
    return window.canvas.mapFromScene(point)


def port(window: MainWindow, node_id: str, *, output: int | None = None, slot: int | None = None) -> Port:
    """An output or an input of a card, at the first place on its rim."""
    canvas = window.canvas.canvas
    number = output if output is not None else slot
    is_output = output is not None
    found = ports(canvas, window.session.document.graph, canvas.cards[node_id])
    return next(one for one in found if (one.is_output, one.number) == (is_output, number))


def hold(window: MainWindow, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE, steps: int = 4) -> None:
    """Press and draw, without letting go."""
    view = window.canvas.viewport()
    QTest.mousePress(view, LEFT, keys, start)
    for step in range(1, steps + 1):
        move(window, start + (end - start) * step / steps, keys)


def move(window: MainWindow, to: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    """A move with a button held; `QTest.mouseMove` knows no keys."""
    view = window.canvas.viewport()
    place = QPointF(to)
    everywhere = QPointF(view.mapToGlobal(to))
    event = QMouseEvent(QMouseEvent.Type.MouseMove, place, everywhere, Qt.MouseButton.NoButton, LEFT, keys)
    QApplication.sendEvent(view, event)


def drop(window: MainWindow, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseRelease(window.canvas.viewport(), LEFT, keys, end)


def pull(window: MainWindow, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE, steps: int = 4) -> None:
    hold(window, start, end, keys, steps)
    drop(window, end, keys)


def press_key(window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, key, keys)


def undo_text(window: MainWindow) -> str:
    return window.session.history.undo_label


def picture(window: MainWindow) -> QImage:
    return window.canvas.grab().toImage()


class Untouched:
    """``with Untouched(window): ...``: document, undo step, selection and picture are afterwards what they were."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def _state(self) -> tuple[object, ...]:
        window = self._window
        return window.session.document, undo_text(window), window.canvas.marked, picture(window)

    def __enter__(self) -> None:
        self._before = self._state()

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if error is None:
            now = self._state()
            assert now[0] is self._before[0]
            assert now[1:3] == self._before[1:3]
            assert now[3] == self._before[3]
