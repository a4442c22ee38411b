"""Real mouse and key events on the window, for every test that drives it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from alexstudio.ui.main_window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def spot(window: MainWindow, node_id: str) -> QPoint:
    """Where the middle of a card is, in pixels of the canvas."""
    return window.canvas.mapFromScene(window.canvas.canvas.cards[node_id].pos())


def click_card(window: MainWindow, node_id: str) -> None:
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, spot(window, node_id))


def type_into(editor: object, text: str) -> None:
    """Replace what a line holds and press Enter."""
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def when_dialog(act: Callable[[QDialog], None]) -> None:
    """Do something with the modal dialog that comes next."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            try:
                act(dialog)
            except BaseException:
                dialog.reject()  # else the test would wait for it until the end of days
                raise
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)
