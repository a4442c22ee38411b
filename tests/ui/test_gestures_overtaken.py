"""Gestures that are overtaken by a change of the document, as by Ctrl+Z with the button still held."""

from __future__ import annotations

from pathlib import Path

import pytest
from pulling import CTRL, drop, hold, pixel, port, press_key
from PySide6.QtCore import QPoint, Qt
from random_checks import check_all, fixtures

from alexstudio.graph import Edge
from alexstudio.ui.main_window import MainWindow


def test_a_wire_that_is_moved_goes_with_its_layer(window: MainWindow, tmp_path: Path) -> None:
    always = fixtures(window)
    window.session.add_layer("ReLU", "conv1", None)
    start = pixel(window, port(window, "relu", slot=0).spot)
    hold(window, start, start + QPoint(-30, 60), CTRL)
    press_key(window, Qt.Key.Key_Z, CTRL)
    assert "relu" not in window.session.document.graph
    drop(window, start + QPoint(-30, 60), CTRL)
    check_all(window, tmp_path, always)


@pytest.mark.parametrize("end", ["relu2", "conv3"])
def test_another_wire_takes_the_place_of_the_one_that_is_moved(window: MainWindow, tmp_path: Path, end: str) -> None:
    always = fixtures(window)
    old = window.session.document.graph.inputs(end)[0]
    window.session.wire(Edge("conv1", 0, end, 0))
    start = pixel(window, port(window, end, slot=0).spot)
    hold(window, start, start + QPoint(-30, 60), CTRL)
    press_key(window, Qt.Key.Key_Z, CTRL)
    assert window.session.document.graph.inputs(end) == (old,)
    drop(window, start + QPoint(-30, 60), CTRL)
    check_all(window, tmp_path, always)
