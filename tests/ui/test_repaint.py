"""Only what changed is painted anew; what is on the screen must nevertheless be what a whole paint would give."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import LEFT, NONE, click_card, spot
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView

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

ACTS: dict[str, Callable[[MainWindow], object]] = {
    "edit": lambda window: window.session.set_param("conv1a", "out_channels", 77),
    "problem": lambda window: window.session.set_param("conv2a", "groups", 7),
    "drag": lambda window: drag(window, "conv3a", QPoint(40, 60)),
    "drag far": lambda window: drag(window, "fc8", QPoint(-300, 20)),
    "select": lambda window: (click_card(window, "conv2b"), click_card(window, "fc6a")),
    "delete": lambda window: window.session.remove(["pool2a", "norm1b"]),
    "device": lambda window: window.session.set_device(["conv3b", "conv4a"], "gpu3"),
    "rename": lambda window: window.session.rename("conv5a", "A much longer name"),
    "pan": lambda window: QTest.keyClick(window.canvas, Qt.Key.Key_Right),
    "zoom": lambda window: (window.canvas.zoom_by(1.6), window.session.set_param("conv1a", "out_channels", 5)),
    "tidy": lambda window: (drag(window, "conv3a", QPoint(40, 60)), window.session.tidy()),
    "undo": lambda window: (window.session.remove(["conv1a"]), window.session.undo()),
}


@pytest.mark.parametrize("act", ACTS)
def test_the_screen_shows_what_a_whole_paint_gives(make_window: Callable[..., MainWindow], act: str) -> None:
    window = make_window("alexnet_two_gpu")
    assert differing(window) == 0
    ACTS[act](window)
    assert differing(window) < DASHES


def test_a_stale_screen_is_found(make_window: Callable[..., MainWindow]) -> None:
    window = make_window("alexnet_two_gpu")
    window.canvas.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.NoViewportUpdate)
    ACTS["drag far"](window)
    assert differing(window) > 5 * DASHES
