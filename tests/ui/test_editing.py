"""Editing with the keys and gestures that people know from other node editors, all as real events."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from driving import LEFT, NONE, click_card, spot, type_into
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from alexstudio.graph import Edge
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.search_popup import SearchPopup
from alexstudio.ui.shortcut_sheet import ShortcutSheet

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, key, modifier)


def undo_text(window: MainWindow) -> str:
    return window.session.history.undo_label


def popup(qtbot: QtBot, window: MainWindow) -> SearchPopup:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(SearchPopup)))
    return next(one for one in window.findChildren(SearchPopup) if one.isVisible())


def choose(found: SearchPopup, text: str) -> None:
    QTest.keyClicks(found.line, text)
    QTest.keyClick(found.line, Key.Key_Return)


def pull(window: MainWindow, start: QPoint, end: QPoint) -> None:
    view = window.canvas.viewport()
    QTest.mousePress(view, LEFT, NONE, start)
    for step in range(1, 7):
        QTest.mouseMove(view, start + (end - start) * step / 6)
        QApplication.processEvents()
    QTest.mouseRelease(view, LEFT, NONE, end)


# -- clipboard ---------------------------------------------------------------------------------------------------------


def test_copy_and_paste(window: MainWindow) -> None:
    click_card(window, "conv3")
    press(window, Key.Key_C, CTRL)
    assert json.loads(QGuiApplication.clipboard().text())["nodes"][0]["name"] == "Conv3"
    assert not window.session.history.undo_label
    press(window, Key.Key_V, CTRL)
    assert window.canvas.selected == ["conv3_2"] and undo_text(window) == "Paste"
    cards = window.canvas.canvas.cards
    assert (cards["conv3_2"].x() - cards["conv3"].x(), cards["conv3_2"].y() - cards["conv3"].y()) == (42, 42)
    press(window, Key.Key_V, CTRL)
    assert window.canvas.selected == ["conv3_3"] and cards["conv3_3"].x() - cards["conv3"].x() == 84
    press(window, Key.Key_Z, CTRL)
    press(window, Key.Key_Z, CTRL)
    assert "conv3_2" not in window.session.document.graph


def test_cut_and_paste_with_inputs(window: MainWindow) -> None:
    click_card(window, "relu3")
    press(window, Key.Key_X, CTRL)
    assert "relu3" not in window.session.document.graph and undo_text(window) == "Delete ReLU3"
    press(window, Key.Key_V, CTRL | SHIFT)
    assert window.session.document.graph.inputs("relu3") == (Edge("conv3", 0, "relu3", 0),)


def test_nothing_to_paste_is_said(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("hello")
    before = window.session.document
    press(window, Key.Key_V, CTRL)
    assert window.session.document is before and "no layers on the clipboard" in window.banner.text
    QGuiApplication.clipboard().setText('{"format": "alexstudio-nodes/1", "nodes": []}')
    press(window, Key.Key_V, CTRL)
    assert window.session.document is before and "cannot be read" in window.banner.text


@pytest.mark.parametrize(("key", "modifier"), [(Key.Key_D, CTRL), (Key.Key_D, SHIFT)])
def test_duplicate_leaves_the_clipboard_alone(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QGuiApplication.clipboard().setText("mine")
    click_card(window, "fc7")
    press(window, key, modifier)
    assert window.canvas.selected == ["fc7_2"] and undo_text(window) == "Duplicate"
    assert QGuiApplication.clipboard().text() == "mine"


def test_copying_in_a_field_copies_its_text(window: MainWindow) -> None:
    click_card(window, "conv2")
    window.inspector.name.setFocus()
    window.inspector.name.selectAll()
    QTest.keyClick(window.inspector.name, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Conv2"


# -- wires -------------------------------------------------------------------------------------------------------------


def test_delete_and_reconnect(window: MainWindow) -> None:
    click_card(window, "norm1")
    press(window, Key.Key_Delete, ALT)
    graph = window.session.document.graph
    assert graph.inputs("pool1") == (Edge("relu1", 0, "pool1", 0),) and window.session.snapshot.report.is_runnable
    assert undo_text(window) == "Delete Norm1 and reconnect"


def test_connect_the_selected(window: MainWindow) -> None:
    window.session.remove_wire(Edge("relu3", 0, "conv4", 0))
    window.canvas.select(["conv4", "relu3"])
    press(window, Key.Key_F)
    assert window.session.document.graph.inputs("conv4") == (Edge("relu3", 0, "conv4", 0),)
    assert undo_text(window) == "Connect 2 layers"


def test_select_what_hangs_together(window: MainWindow) -> None:
    click_card(window, "pool1")
    press(window, Key.Key_L)
    assert set(window.canvas.selected) == {"input", "conv1", "relu1", "norm1", "pool1"}
    click_card(window, "fc8")
    press(window, Key.Key_L, SHIFT)
    assert set(window.canvas.selected) == {"fc8", "prob"}


def test_a_card_dropped_on_a_wire_is_inserted(window: MainWindow) -> None:
    cards = window.canvas.canvas.cards
    below = (cards["conv4"].x(), cards["conv4"].y() + 400)
    new = window.session.add_at("Dropout2d", below)
    assert new is not None
    window.canvas.fit()
    begin, end = spot(window, "relu3"), spot(window, "conv4")
    middle = window.canvas.mapFromScene(
        window.canvas.canvas.wires[Edge("relu3", 0, "conv4", 0)].path().pointAtPercent(0.5)
    )
    assert begin.x() < middle.x() < end.x()
    pull(window, spot(window, new), middle)
    graph = window.session.document.graph
    assert graph.inputs(new) == (Edge("relu3", 0, new, 0),) and graph.inputs("conv4") == (Edge(new, 0, "conv4", 0),)
    assert undo_text(window) == "Insert Dropout2d between ReLU3 and Conv4"
    press(window, Key.Key_Z, CTRL)
    assert graph != window.session.document.graph and cards[new].y() == below[1]


def test_a_wire_into_empty_space_asks_what_to_connect(window: MainWindow, qtbot: QtBot) -> None:
    card = window.canvas.canvas.cards["relu5"]
    start = window.canvas.mapFromScene(card.rim.right(), card.y())
    pull(window, start, start + QPoint(30, 160))
    found = popup(qtbot, window)
    assert "ReLU5" in found.line.placeholderText()
    choose(found, "bn")
    new = window.canvas.selected[0]
    graph = window.session.document.graph
    assert graph[new].type == "BatchNorm2d" and graph.inputs(new) == (Edge("relu5", 0, new, 0),)
    assert (
        graph.inputs("pool5") == (Edge("relu5", 0, "pool5", 0),) and undo_text(window) == "Add BatchNorm2d after ReLU5"
    )


# -- search ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "modifier"), [(Key.Key_Tab, NONE), (Key.Key_A, SHIFT)])
def test_add_a_layer(window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    click_card(window, "conv1")
    press(window, key, modifier)
    found = popup(qtbot, window)
    shown = [found.list.item(row).text() for row in range(4)]
    assert shown == ["ReLU", "BatchNorm2d", "LocalResponseNorm", "MaxPool2d"]
    choose(found, "bn")
    assert window.session.document.graph.inputs("relu1")[0].source == window.canvas.selected[0]
    assert undo_text(window) == "Add BatchNorm2d after Conv1"


def test_double_click_adds_there(window: MainWindow, qtbot: QtBot) -> None:
    place = QPoint(window.canvas.viewport().width() // 2, window.canvas.viewport().height() - 90)
    scene = window.canvas.mapToScene(place)
    QTest.mouseDClick(window.canvas.viewport(), LEFT, NONE, place)
    choose(popup(qtbot, window), "gap")
    new = window.canvas.selected[0]
    assert window.session.document.graph[new].type == "GlobalAvgPool"
    assert window.session.document.graph[new].position == (round(scene.x()), round(scene.y()))


def test_find_a_layer(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Key.Key_F, CTRL)
    choose(popup(qtbot, window), "fc7")
    assert window.canvas.selected == ["fc7"] and not undo_text(window)


def test_escape_leaves_no_trace(window: MainWindow, qtbot: QtBot) -> None:
    before = window.session.document
    press(window, Key.Key_Tab)
    found = popup(qtbot, window)
    QTest.keyClicks(found.line, "conv")
    QTest.keyClick(found.line, Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(SearchPopup) and window.canvas.hasFocus())
    assert window.session.document is before


def test_every_command_can_be_found_and_run(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Key.Key_P, CTRL | SHIFT)
    found = popup(qtbot, window)
    titles = {found.list.item(row).text() for row in range(found.list.count())}
    assert {"Train", "Duplicate", "Dark", "Find a layer"} <= titles
    choose(found, "select all")
    assert len(window.canvas.selected) == 25


def test_what_is_not_there_is_said(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Key.Key_F, CTRL)
    found = popup(qtbot, window)
    QTest.keyClicks(found.line, "zzzz")
    assert found.list.item(0).text() == "Nothing is called so"
    QTest.keyClick(found.line, Key.Key_Return)
    assert found.isVisible()
    QTest.keyClick(found.line, Key.Key_Escape)


def test_arrows_choose(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Key.Key_F, CTRL)
    found = popup(qtbot, window)
    QTest.keyClick(found.line, Key.Key_Down)
    QTest.keyClick(found.line, Key.Key_Down)
    QTest.keyClick(found.line, Key.Key_Up)
    QTest.keyClick(found.line, Key.Key_Return)
    assert window.canvas.selected == ["conv1"]


def test_the_sheet_has_every_shortcut(make_window: Callable[..., MainWindow]) -> None:
    window = make_window()
    sheet = ShortcutSheet(window, window.actions_by_id)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    for name, action in window.actions_by_id.items():
        stem, _, number = name.rpartition("_")
        if number.isdigit() and {f"{stem}_{int(number) + by}" for by in (-1, 1)} <= window.actions_by_id.keys():
            continue  # one row for "view 1 to 9"
        for key in action.shortcuts():
            assert any(key.toString() in text for text in shown), action.text()
    sheet.close()


# -- fields ------------------------------------------------------------------------------------------------------------


def test_a_sum_is_worked_out(window: MainWindow) -> None:
    click_card(window, "conv2")
    type_into(window.inspector.fields["out_channels"].editor, "96*2")
    assert window.session.document.graph["conv2"].params["out_channels"] == 192
    assert window.inspector.fields["out_channels"].editor.text() == "192"  # type: ignore[union-attr]


def test_reset_to_the_default(window: MainWindow, qtbot: QtBot) -> None:
    click_card(window, "conv2")
    field = window.inspector.fields["kernel_size"]
    field.editor.customContextMenuRequested.emit(QPoint(3, 3))
    qtbot.waitUntil(lambda: bool(field.editor.findChildren(QMenu)))
    menu = field.editor.findChildren(QMenu)[0]
    reset = next(action for action in menu.actions() if action.objectName() == "reset")
    assert reset.text() == "Reset to 3"
    reset.trigger()
    menu.close()
    assert window.session.document.graph["conv2"].params["kernel_size"] == (3, 3)
    assert undo_text(window) == "Set kernel of Conv2"
