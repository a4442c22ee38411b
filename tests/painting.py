"""Whether the screen shows what a whole paint of the canvas would give."""

from __future__ import annotations

from driving import LEFT, NONE, spot
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from alexstudio.ui.main_window import MainWindow


def differing(window: MainWindow) -> int:
    """Pixels of the canvas that differ between the screen and a whole paint; edges may differ a little."""
    QTest.qWait(30)
    view = window.canvas.viewport()
    screen = QApplication.primaryScreen().grabWindow(window.winId()).toImage()
    corner = view.mapTo(window, QPoint(0, 0))
    shown = screen.copy(corner.x(), corner.y(), view.width(), view.height()).convertToFormat(QImage.Format.Format_RGB32)
    whole = window.grab().toImage().copy(corner.x(), corner.y(), view.width(), view.height())
    whole = whole.convertToFormat(QImage.Format.Format_RGB32)
    assert shown.size() == whole.size()
    return sum(
        abs(QColor(shown.pixel(x, y)).lightness() - QColor(whole.pixel(x, y)).lightness()) > 24
        for y in range(0, view.height(), 2)
        for x in range(0, view.width(), 2)
    )


def drag(window: MainWindow, node_id: str, by: QPoint) -> None:
    view, start = window.canvas.viewport(), spot(window, node_id)
    QTest.mousePress(view, LEFT, NONE, start)
    for step in range(1, 6):
        QTest.mouseMove(view, start + by * step / 5)
        QApplication.processEvents()
    QTest.mouseRelease(view, LEFT, NONE, start + by)


DASHES = 60
"""A dashed wire that is painted in parts may begin its dashes elsewhere; a card left behind has hundreds of pixels."""
