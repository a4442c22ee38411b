"""Keys of the canvas that no other file of gestures presses: what they do, what undo calls it, what is to be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import LEFT, NONE, click_card, spot, when_dialog
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from alexstudio.runs import messages as say
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.focus_ring import FocusRing
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.search_popup import SearchPopup

Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def press(window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, key, keys)
    QApplication.processEvents()


def engine(window: MainWindow) -> FakeEngine:
    assert isinstance(window.trainer.engine, FakeEngine)
    return window.trainer.engine


def test_home_fits_all_and_the_point_fits_the_selection(window: MainWindow) -> None:
    view, before = window.canvas, window.session.document
    whole = view.zoom
    click_card(window, "conv3")
    press(window, Key.Key_Period)
    assert view.zoom > whole and view.sight.contains(view.canvas.cards["conv3"].rim)
    middle = view.room.center() - QPointF(view.mapFromScene(view.canvas.cards["conv3"].pos()))
    assert abs(middle.x()) < 2 and abs(middle.y()) < 2
    press(window, Key.Key_Home)
    assert view.zoom == pytest.approx(whole) and view.sight.contains(view.content)
    assert view.selected == ["conv3"] and window.session.document is before


def test_zoom_keys(window: MainWindow) -> None:
    whole = window.canvas.zoom
    press(window, Key.Key_Plus, CTRL)
    assert window.canvas.zoom > whole
    press(window, Key.Key_Minus, CTRL)
    assert window.canvas.zoom == pytest.approx(whole)


@pytest.mark.parametrize(("key", "keys"), [(Key.Key_Y, CTRL), (Key.Key_Z, CTRL | SHIFT)])
def test_both_keys_of_redo(window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier) -> None:
    click_card(window, "norm1")
    press(window, Key.Key_Backspace)
    after, history = window.session.document, window.session.history
    assert "norm1" not in after.graph and history.undo_label == "Delete Norm1"
    press(window, Key.Key_Z, CTRL)
    assert "norm1" in window.canvas.canvas.cards and history.redo_label == "Delete Norm1"
    press(window, key, keys)
    assert window.session.document is after and "norm1" not in window.canvas.canvas.cards


@pytest.mark.parametrize(
    ("begin", "end"),
    [((Key.Key_F5, NONE), (Key.Key_F5, SHIFT)), ((Key.Key_Return, CTRL), (Key.Key_Return, CTRL | ALT))],
)
def test_training_starts_and_stops_with_keys(
    window: MainWindow, begin: tuple[Qt.Key, Qt.KeyboardModifier], end: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    press(window, *begin)
    assert window.trainer.is_busy and isinstance(engine(window).commands[-1], say.Train)
    press(window, *end)
    assert not window.trainer.is_busy and isinstance(engine(window).commands[-1], say.Stop)
    assert not window.session.history.is_dirty


@pytest.mark.parametrize(
    ("key", "keys", "name"),
    [
        (Key.Key_F1, NONE, "shortcut_sheet"),
        (Key.Key_K, CTRL | SHIFT, "shortcut_sheet"),
        (Key.Key_E, CTRL | SHIFT, ""),
        (Key.Key_E, CTRL | ALT, ""),
    ],
)
def test_keys_of_dialogs(window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier, name: str) -> None:
    seen: list[str] = []
    when_dialog(lambda dialog: (seen.append(dialog.objectName()), dialog.reject()))
    press(window, key, keys)
    assert len(seen) == 1 and name in seen[0]
    assert not window.session.history.is_dirty


def test_a_layer_that_was_looked_for_flashes(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Key.Key_F, CTRL)
    popup = window.findChild(SearchPopup)
    assert popup is not None
    QTest.keyClicks(popup.line, "fc7")
    QTest.keyClick(popup.line, Key.Key_Return)
    ring = window.canvas.flash.ring
    assert ring.isVisible() and ring.path().boundingRect().contains(window.canvas.canvas.cards["fc7"].rim)
    assert window.canvas.thing_at(ring.path().boundingRect().topLeft() + QPointF(8, 8)) is None
    qtbot.waitUntil(lambda: not window.canvas.flash._timer.isActive(), timeout=5000)
    assert not ring.isVisible() and window.canvas.selected == ["fc7"]


def test_the_way_out_of_a_block_is_clicked(make_window: Callable[..., MainWindow]) -> None:
    window = make_window("googlenet")
    block = next(item for item in window.canvas.canvas.blocks.values() if item.face.name == "Inception 3a")
    QTest.mouseDClick(window.canvas.viewport(), LEFT, NONE, window.canvas.mapFromScene(block.pos()))
    assert window.canvas.canvas.scope == block.block
    before = window.session.document
    button = window.overlay.way.findChild(QToolButton)
    assert button is not None
    QTest.mouseClick(button, LEFT, NONE, button.rect().center())
    assert window.canvas.canvas.scope == "" and window.session.document is before


def test_a_network_is_built_without_the_mouse(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Key.Key_N, CTRL | SHIFT)
    for name in ("Input", "Conv2d", "ReLU", "GlobalAvgPool", "Linear"):
        press(window, Key.Key_Tab)
        popup = window.findChild(SearchPopup)
        assert popup is not None
        QTest.keyClicks(popup.line, name)
        QTest.keyClick(popup.line, Key.Key_Return)
        qtbot.waitUntil(lambda: not window.findChildren(SearchPopup))
    graph = window.session.document.graph
    assert [node.type for node in graph.order()] == ["Input", "Conv2d", "ReLU", "GlobalAvgPool", "Linear"]
    assert len(graph.edges) == 4 and not window.session.snapshot.report.problems
    assert window.session.history.undo_label.startswith("Add Linear after")
    assert len(window.canvas.canvas.tiles) == 5


def test_the_window_opens_with_the_keyboard_on_the_canvas_and_no_ring(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitActive(window)
    ring = window.canvas.findChild(FocusRing)
    assert window.focusWidget() is window.canvas and ring is not None and not ring.isVisible()


def test_focus_is_seen_wherever_tab_goes(window: MainWindow) -> None:
    """Each place that Tab reaches looks different with the focus than without it."""
    window.activateWindow()
    window.inspector.setFocus(Qt.FocusReason.TabFocusReason)
    blind, seen = set(), 0
    while (widget := QApplication.focusWidget()) is not window.canvas and seen < 80:
        assert widget is not None
        shown = widget.parentWidget() or widget
        with_focus = shown.grab().toImage()
        QTest.keyClick(widget, Key.Key_Tab)
        assert QApplication.focusWidget() is not widget, "Tab goes on from everywhere but the canvas"
        if shown.grab().toImage() == with_focus:
            blind.add(f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}")
        seen += 1
    assert seen > 15 and window.canvas.hasFocus()
    ring = window.canvas.findChild(FocusRing)
    assert ring is not None and ring.isVisible(), "on the canvas Tab adds a layer, so that this is the end of the walk"
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, QPoint(4, 4))
    assert not ring.isVisible()
    assert not blind


def test_ctrl_click_and_shift_click_of_the_canvas_leave_the_document_alone(window: MainWindow) -> None:
    before = window.session.document
    QTest.mouseClick(window.canvas.viewport(), LEFT, SHIFT, spot(window, "conv1"))
    QTest.mouseClick(window.canvas.viewport(), LEFT, CTRL, QPoint(4, 4))
    assert window.session.document is before and window.canvas.selected == ["conv1"]
