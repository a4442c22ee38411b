"""Only what changed is painted anew; what is on the screen must nevertheless be what a whole paint would give."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import click_card
from painting import DASHES, differing, drag
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGraphicsView

from alexstudio.ui.main_window import MainWindow

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
