"""A hand that presses real buttons and keys on a window, and writes down everything it does."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from alexstudio.ui.main_window import MainWindow

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Keys = Qt.KeyboardModifier

MEANWHILE = {
    "esc": (Qt.Key.Key_Escape, NONE),
    "undo": (Qt.Key.Key_Z, CTRL),
    "delete": (Qt.Key.Key_Delete, NONE),
    "other document": (Qt.Key.Key_Tab, CTRL),
    "fold all": (Qt.Key.Key_H, SHIFT),
}
"""Keys that are pressed while something is being dragged."""


class Hand:
    """Events go the way of those of a real mouse: to the window, which finds who gets them."""

    def __init__(self, window: MainWindow, seed: str, log: Path) -> None:
        self.window = window
        self.draw = random.Random(seed)
        self.count = 0
        self.lines: list[str] = []
        self._log = log.open("w", encoding="utf-8", buffering=1)  # a line at once: the program may crash
        self.at = QPoint()
        self.held: Qt.MouseButton | None = None

    def close(self) -> None:
        self._log.close()

    def note(self, text: str) -> None:
        """Say what the next events are meant to do."""
        self._say(f"# {text}")

    def _event(self, text: str) -> None:
        self.count += 1
        self._say(f"{self.count}: {text}")

    def _say(self, line: str) -> None:
        self.lines.append(line)
        self._log.write(f"{line}\n")

    @property
    def top(self) -> QWidget:
        """The window that gets the keys: an open menu, a dialog, or the main window."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    @property
    def front(self) -> QWindow:
        """The window of the screen that gets the keys; the main one while a menu is on its way out."""
        handle = self.top.windowHandle()
        return handle if handle is not None and isValid(handle) else self.window.windowHandle()

    # -- mouse, in pixels of the canvas or of another widget -----------------------------------------------------------

    def place(self, point: QPoint, of: QWidget | None = None) -> QPoint:
        """A point of a widget (the canvas when there is none) in pixels of the window."""
        return (of or self.window.canvas.viewport()).mapTo(self.window, point)

    def inside(self, point: QPoint) -> QPoint:
        """The nearest point of the window: QTest warns of others."""
        most = self.window.rect().bottomRight()
        return QPoint(min(max(point.x(), 0), most.x()), min(max(point.y(), 0), most.y()))

    def press(self, at: QPoint, button: Qt.MouseButton = LEFT, keys: Keys = NONE) -> None:
        at = self.inside(at)
        self._event(f"press {button.name} {_keys(keys)}{at.x()},{at.y()}")
        self.at, self.held = at, button
        QTest.mousePress(self.window.windowHandle(), button, keys, at)

    def move(self, to: QPoint, keys: Keys = NONE) -> None:
        """`QTest.mouseMove` knows no keys, so with keys the canvas is told itself."""
        to = self.inside(to)
        self._event(f"move {_keys(keys)}{to.x()},{to.y()}")
        self.at = to
        if keys == NONE:
            QTest.mouseMove(self.window.windowHandle(), to)
            return
        view = self.window.canvas.viewport()
        everywhere = QPointF(self.window.mapToGlobal(to))
        place = QPointF(view.mapFrom(self.window, to))
        held = self.held or Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, place, everywhere, Qt.MouseButton.NoButton, held, keys)
        QApplication.sendEvent(view, event)

    def release(self, button: Qt.MouseButton | None = None, keys: Keys = NONE) -> None:
        button = button or self.held or LEFT
        self._event(f"release {button.name} {_keys(keys)}{self.at.x()},{self.at.y()}")
        QTest.mouseRelease(self.window.windowHandle(), button, keys, self.at)
        if button == self.held:
            self.held = None

    def click(self, at: QPoint, button: Qt.MouseButton = LEFT, keys: Keys = NONE) -> None:
        self.press(at, button, keys)
        self.release(button, keys)

    def double_click(self, at: QPoint, keys: Keys = NONE) -> None:
        for _ in range(4):
            self._event(f"double click {_keys(keys)}{at.x()},{at.y()}")
        self.at = at
        QTest.mouseDClick(self.window.windowHandle(), LEFT, keys, at)

    def wheel(self, at: QPoint, turned: QPoint, keys: Keys = NONE) -> None:
        self._event(f"wheel {_keys(keys)}{turned.x()},{turned.y()} at {at.x()},{at.y()}")
        QTest.wheelEvent(self.window.windowHandle(), QPointF(at), turned, QPoint(), keys)

    def drag(self, start: QPoint, end: QPoint, keys: Keys = NONE, button: Qt.MouseButton = LEFT) -> str:
        """Press, draw and let go, or change one's mind; returns how it ended."""
        self.press(start, button, keys)
        steps = self.draw.randint(1, 5)
        for step in range(1, steps + 1):
            shake = QPoint(self.draw.randint(-6, 6), self.draw.randint(-6, 6)) if step < steps else QPoint()
            self.move(start + (end - start) * step / steps + shake, keys)
        endings = ("drop", "esc", "second button", "undo", "delete", "other document", "fold all")
        ending = self.draw.choices(endings, (84, 5, 3, 3, 2, 2, 1))[0]
        if ending == "second button":
            other = RIGHT if button != RIGHT else LEFT
            held = self.held
            self.press(end, other, keys)
            self.release(other, keys)
            self.held = held
        elif ending in MEANWHILE:
            self.key(*MEANWHILE[ending])
        self.release(button, keys)
        return ending

    # -- keys ----------------------------------------------------------------------------------------------------------

    def key(self, key: Qt.Key, keys: Keys = NONE) -> None:
        self._event(f"key {_keys(keys)}{key.name} to {_name(QApplication.focusWidget())}")
        QTest.keyClick(self.front, key, keys)

    def key_down(self, key: Qt.Key) -> None:
        self._event(f"key down {key.name}")
        QTest.keyPress(self.front, key)

    def key_up(self, key: Qt.Key) -> None:
        self._event(f"key up {key.name}")
        QTest.keyRelease(self.front, key)

    def shortcut(self, keys: QKeySequence) -> None:
        for number in range(keys.count()):
            one = keys[number]
            self.key(Qt.Key(one.key()), one.keyboardModifiers())

    def type(self, text: str) -> None:
        for letter in text:
            self._event(f"type {letter!r}")
            QTest.keyClick(self.front, ord(letter.upper()), SHIFT if letter.isupper() else NONE)

    def settle(self) -> None:
        """Let Qt do what waits to be done; a window in front is active, as window managers have it."""
        QApplication.processEvents()
        if not self.window.isActiveWindow() and self.top is self.window:
            self.window.activateWindow()
            QApplication.processEvents()


def _keys(keys: Keys) -> str:
    names = {CTRL: "ctrl+", SHIFT: "shift+", ALT: "alt+"}
    return "".join(name for key, name in names.items() if keys & key)


def _name(widget: QWidget | None) -> str:
    return f"{type(widget).__name__} {widget.objectName()}".strip() if widget else "nobody"
