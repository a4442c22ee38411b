"""What is seen: wheel, pinch, panning, bookmarks, minimap; devices, alignment and the menus at the mouse."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from driving import click_card, spot
from pulling import CTRL, LEFT, MIDDLE, NONE, SHIFT, Untouched, drop, hold, move, pixel, press_key, undo_text
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QContextMenuEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from alexstudio.graph import Edge
from alexstudio.ui.main_window import MainWindow


def wheel(
    window: MainWindow,
    turned: QPoint,
    keys: Qt.KeyboardModifier = NONE,
    slid: QPoint | None = None,
    phase: Qt.ScrollPhase = Qt.ScrollPhase.NoScrollPhase,
) -> None:
    view = window.canvas.viewport()
    place = QPointF(view.rect().center())
    everywhere = QPointF(view.mapToGlobal(place.toPoint()))
    event = QWheelEvent(place, everywhere, slid or QPoint(), turned, Qt.MouseButton.NoButton, keys, phase, False)
    QApplication.sendEvent(view, event)


def centre(window: MainWindow) -> QPointF:
    return window.canvas.sight.center()


def menu(window: MainWindow, place: QPoint) -> QMenu:
    """The menu that the right button opens."""
    view = window.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.RightButton, NONE, place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)
    QTest.mouseRelease(view, Qt.MouseButton.RightButton, NONE, place)
    shown = [one for one in window.findChildren(QMenu) if one.objectName().startswith("menu_") and one.isVisible()]
    (found,) = shown
    return found


def texts(found: QMenu) -> list[str]:
    return [action.text() for action in found.actions() if not action.isSeparator()]


# -- wheel and panning -------------------------------------------------------------------------------------------------


def test_the_wheel_zooms_or_scrolls_as_the_option_says(window: MainWindow) -> None:
    zoom = window.canvas.zoom
    wheel(window, QPoint(0, 120))
    assert window.canvas.zoom == pytest.approx(zoom * 1.18)
    window.actions_by_id["wheel_scrolls"].trigger()
    zoom, before = window.canvas.zoom, centre(window)
    wheel(window, QPoint(0, -120))
    assert window.canvas.zoom == zoom and centre(window).y() > before.y() and centre(window).x() == before.x()
    wheel(window, QPoint(0, -120), SHIFT)
    assert centre(window).x() > before.x()
    wheel(window, QPoint(0, 120), CTRL)
    assert window.canvas.zoom == pytest.approx(zoom * 1.18)
    assert str(QSettings().value("canvas/wheel_scrolls")).lower() == "true"


def test_the_option_is_remembered(make_window: Callable[..., MainWindow]) -> None:
    make_window().actions_by_id["wheel_scrolls"].trigger()
    again = make_window()
    assert again.canvas.wheel_scrolls and again.actions_by_id["wheel_scrolls"].isChecked()
    assert not again.canvas.snaps_to_grid and again.actions_by_id["minimap"].isChecked()


def test_two_fingers_scroll_and_pinch_zooms(window: MainWindow) -> None:
    zoom, before = window.canvas.zoom, centre(window)
    wheel(window, QPoint(0, -30), slid=QPoint(12, -40), phase=Qt.ScrollPhase.ScrollUpdate)
    by = centre(window) - before
    assert window.canvas.zoom == zoom
    assert (by.x() * zoom, by.y() * zoom) == (pytest.approx(-12, abs=1.5), pytest.approx(40, abs=1.5))
    place = QPointF(window.canvas.viewport().rect().center())
    kind = Qt.NativeGestureType.ZoomNativeGesture
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(kind, device, 2, place, place, place, 0.25, QPointF())
    QApplication.sendEvent(window.canvas.viewport(), event)
    assert window.canvas.zoom == pytest.approx(zoom * 1.25)


@pytest.mark.parametrize("with_space", [True, False])
def test_panning_and_giving_it_up(window: MainWindow, with_space: bool) -> None:
    view, start = window.canvas.viewport(), QPoint(200, 200)
    button = LEFT if with_space else MIDDLE
    window.canvas.setFocus()
    if with_space:
        QTest.keyPress(window.canvas, Qt.Key.Key_Space)
    point = window.canvas.mapToScene(start)
    QTest.mousePress(view, button, NONE, start)
    move(window, start + QPoint(40, 25))
    assert (window.canvas.mapToScene(start + QPoint(40, 25)) - point).manhattanLength() < 4
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert (window.canvas.mapToScene(start) - point).manhattanLength() < 4
    QTest.mouseRelease(view, button, NONE, start)
    QTest.keyRelease(window.canvas, Qt.Key.Key_Space)
    assert not undo_text(window) and view.cursor().shape() == Qt.CursorShape.ArrowCursor


# -- bookmarks and minimap ---------------------------------------------------------------------------------------------


def test_a_view_is_kept_and_found_again(window: MainWindow) -> None:
    window.canvas.select(["fc6"], centre=True)
    window.canvas.zoom_by(1.7)
    kept = centre(window), window.canvas.zoom
    press_key(window, Qt.Key.Key_3, CTRL | SHIFT)
    assert undo_text(window) == "Keep view 3" and set(window.session.document.graph.outline.views) == {3}
    window.canvas.fit()
    press_key(window, Qt.Key.Key_3)
    assert window.canvas.zoom == pytest.approx(kept[1], rel=1e-3)
    assert (centre(window) - kept[0]).manhattanLength() < 4
    press_key(window, Qt.Key.Key_4)
    assert "no view 4" in window.banner.text
    window.session.undo()
    assert not window.session.document.graph.outline.views


def test_the_minimap_shows_when_the_graph_does_not_fit(window: MainWindow) -> None:
    minimap = window.canvas_verbs.minimap
    assert not minimap.isVisible()
    window.canvas.look_at(QPointF(400, 200), 1.6)
    assert minimap.isVisible() and not minimap.geometry().intersects(window.overlay._zoom.geometry())
    drawings = minimap.drawings
    for _ in range(5):
        window.canvas.pan(QPoint(10, 3))
    assert minimap.drawings == drawings
    window.session.remove(["norm1"])
    assert minimap.drawings == drawings + 1
    press_key(window, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert not minimap.isVisible()
    press_key(window, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert minimap.isVisible()
    window.canvas.fit()
    assert not minimap.isVisible()


def test_click_and_drag_on_the_minimap_go_there(window: MainWindow) -> None:
    window.canvas.look_at(QPointF(400, 200), 1.6)
    minimap, goal = window.canvas_verbs.minimap, window.canvas.canvas.cards["fc8"].pos()
    place = (goal - window.canvas.content.topLeft()) * minimap.scale + QPointF(7, 7)
    QTest.mouseClick(minimap, LEFT, NONE, place.toPoint())
    assert (centre(window) - goal).manhattanLength() < 3 / minimap.scale
    before = centre(window)
    QTest.mousePress(minimap, LEFT, NONE, place.toPoint())
    QTest.mouseMove(minimap, place.toPoint() - QPoint(40, 0))
    QTest.mouseRelease(minimap, LEFT, NONE, place.toPoint() - QPoint(40, 0))
    assert before.x() - centre(window).x() == pytest.approx(40 / minimap.scale, abs=3 / minimap.scale)
    assert not undo_text(window)


# -- devices and places ------------------------------------------------------------------------------------------------


def test_ctrl_and_a_number_put_layers_on_a_device(window: MainWindow) -> None:
    window.canvas.select(["conv3", "relu3"])
    press_key(window, Qt.Key.Key_3, CTRL)
    graph = window.session.document.graph
    assert graph["conv3"].device == graph["relu3"].device == "gpu2" and undo_text(window) == "Put 2 layers on gpu2"
    assert window.actions_by_id["device_2"].text() == "Put on gpu2"


@pytest.mark.parametrize(
    ("rule", "of"),
    [
        ("left", lambda card: card.rim.left()),
        ("right", lambda card: card.rim.right()),
        ("top", lambda card: card.rim.top()),
        ("bottom", lambda card: card.rim.bottom()),
        ("column", lambda card: card.x()),
        ("row", lambda card: card.y()),
    ],
)
def test_alignment(window: MainWindow, rule: str, of: Callable[[object], float]) -> None:
    names = ["conv1", "relu2", "pool5"]
    window.canvas.select(names)
    window.actions_by_id[f"align_{rule}"].trigger()
    assert len({round(of(window.canvas.canvas.cards[name]), 1) for name in names}) == 1
    assert undo_text(window).startswith("Align")
    window.session.undo()
    assert not undo_text(window)


def test_equal_gaps(window: MainWindow) -> None:
    names = ["conv1", "norm1", "conv2", "conv5"]
    window.canvas.select(names)
    window.actions_by_id["spread_across"].trigger()
    rims = [window.canvas.canvas.cards[name].rim for name in names]
    gaps = {round(after.left() - before.right(), 0) for before, after in pairwise(rims)}
    assert len(gaps) == 1 and undo_text(window) == "Distribute across"


def test_q_straightens_a_chain(window: MainWindow) -> None:
    window.session.move({"conv4": (900.0, 333.0), "relu4": (1100.0, 350.0), "conv5": (1300.0, 321.0)})
    window.canvas.select(["conv4", "relu4", "conv5"])
    press_key(window, Qt.Key.Key_Q)
    cards = window.canvas.canvas.cards
    assert {cards[name].y() for name in ("conv4", "relu4", "conv5")} == {333.0} and undo_text(window) == "Straighten"
    click_card(window, "fc8")
    press_key(window, Qt.Key.Key_Q)
    assert "at least 2" in window.banner.text and undo_text(window) == "Straighten"


# -- menus -------------------------------------------------------------------------------------------------------------


def test_the_menu_of_a_card(window: MainWindow) -> None:
    click_card(window, "fc8")
    found = menu(window, spot(window, "conv3"))
    assert window.canvas.selected == ["conv3"]
    assert {"Rename", "Duplicate", "Delete", "Delete and reconnect", "Device", "Fit selection"} <= set(texts(found))
    assert "Align" not in texts(found)
    next(action for action in found.actions() if action.text() == "Delete and reconnect").trigger()
    found.close()
    assert Edge("pool2", 0, "relu3", 0) in window.session.document.graph.edges


def test_the_menu_keeps_a_selection_that_it_is_opened_on(window: MainWindow) -> None:
    window.canvas.select(["conv3", "relu3"])
    found = menu(window, spot(window, "conv3"))
    assert set(window.canvas.selected) == {"conv3", "relu3"} and "Align" in texts(found)
    found.close()


def test_the_menu_of_a_wire_inserts_a_layer(window: MainWindow) -> None:
    edge = Edge("relu3", 0, "conv4", 0)
    found = menu(window, pixel(window, window.canvas.canvas.wires[edge].path().pointAtPercent(0.5)))
    assert window.canvas.marked == {edge} and texts(found) == ["Insert a layer in the wire…", "Delete"]
    found.actions()[0].trigger()
    found.close()
    popup = QApplication.focusWidget()
    QTest.keyClicks(popup, "bn")
    QTest.keyClick(popup, Qt.Key.Key_Return)
    (new,) = window.canvas.selected
    graph = window.session.document.graph
    assert graph.inputs("conv4") == (Edge(new, 0, "conv4", 0),) and graph.inputs(new) == (Edge("relu3", 0, new, 0),)
    assert undo_text(window) == "Insert BatchNorm2d between ReLU3 and Conv4"


def test_the_menu_of_the_empty_canvas_adds_a_layer_there(window: MainWindow) -> None:
    place = QPoint(window.canvas.viewport().width() // 2, window.canvas.viewport().height() - 90)
    goal = window.canvas.mapToScene(place)
    found = menu(window, place)
    assert {"Add a layer here…", "Paste", "Fit all", "Minimap"} <= set(texts(found))
    found.actions()[0].trigger()
    found.close()
    popup = QApplication.focusWidget()
    QTest.keyClicks(popup, "gap")
    QTest.keyClick(popup, Qt.Key.Key_Return)
    position = window.session.document.graph[window.canvas.selected[0]].position
    assert position == (round(goal.x()), round(goal.y()))


def test_no_menu_opens_during_a_gesture(window: MainWindow) -> None:
    with Untouched(window):
        start = spot(window, "conv3")
        hold(window, start, start + QPoint(0, 30))
        view = window.canvas.viewport()
        QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, start, view.mapToGlobal(start)))
        assert not [one for one in window.findChildren(QMenu) if one.objectName().startswith("menu_")]
        press_key(window, Qt.Key.Key_Escape)
        drop(window, start)
