"""Resting on a layer or a wire, and the receptive field on the picture."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import LEFT, NONE, click_card, spot
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alexstudio.analysis import analyse
from alexstudio.analysis.seen import seen_by
from alexstudio.graph.presets import load_preset
from alexstudio.ui.canvas.hover_card import beside
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.receptive_view import ReceptiveView
from alexstudio.ui.sample_picture import sample_picture

MakeWindow = Callable[..., MainWindow]


def rest_on(window: MainWindow, qtbot: QtBot, place: QPoint) -> str:
    """Move the mouse to a place of the canvas, wait, and read the card."""
    view = window.canvas.viewport()
    QTest.mouseMove(view, QPoint(2, 2))
    QTest.mouseMove(view, place)
    qtbot.waitUntil(window.reading.card.isVisible, timeout=3000)
    return window.reading.card.text


# -- the card under the mouse ------------------------------------------------------------------------------------------


def test_resting_on_a_layer_tells_formula_and_numbers(window: MainWindow, qtbot: QtBot) -> None:
    place = spot(window, "fc6")
    text = rest_on(window, qtbot, place)
    for words in ("FC6", "Linear", "256·6·6 × 4,096 + 4,096 = 37,752,832", "37,748,736", "gpu0"):
        assert words in text
    card = window.reading.card
    assert not card.geometry().contains(window.canvas.viewport().mapTo(window.canvas, place))
    assert window.canvas.rect().contains(card.geometry())


def test_it_waits_before_it_comes_up(window: MainWindow, qtbot: QtBot) -> None:
    view, place = window.canvas.viewport(), spot(window, "conv3")
    QTest.mouseMove(view, place)
    for step in range(4):  # a mouse that goes on moving rests nowhere
        qtbot.wait(150)
        QTest.mouseMove(view, place + QPoint(step % 2 + 1, 0))
    assert not window.reading.card.isVisible()


def test_resting_on_a_wire_tells_the_tensor(window: MainWindow, qtbot: QtBot) -> None:
    wire = next(item for edge, item in window.canvas.canvas.wires.items() if edge.source == "pool2")
    text = rest_on(window, qtbot, window.canvas.mapFromScene(wire.path().pointAtPercent(0.5)))
    assert "Pool2 → Conv3" in text and "13×13×256 float32" in text and "169.0 KiB" in text


@pytest.mark.parametrize("end", ["press", "wheel", "scroll", "escape", "move", "zoom", "leave", "edit"])
def test_it_goes_away(window: MainWindow, qtbot: QtBot, end: str) -> None:
    window.canvas.select(["conv3"])
    place, view = spot(window, "conv5"), window.canvas.viewport()
    rest_on(window, qtbot, place)
    if end == "press":
        QTest.mousePress(view, LEFT, NONE, place)
    elif end == "wheel":
        at, down = QPointF(place), QPoint(0, -120)
        keys, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        turn = QWheelEvent(at, view.mapToGlobal(at), QPoint(), down, Qt.MouseButton.NoButton, keys, phase, False)
        QApplication.sendEvent(view, turn)
    elif end == "scroll":
        window.canvas.verticalScrollBar().setValue(window.canvas.verticalScrollBar().value() + 9)
    elif end == "escape":
        QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
        assert window.canvas.selected == ["conv3"], "this Esc was for the card"
    elif end == "move":
        QTest.mouseMove(view, QPoint(4, view.height() - 60))
    elif end == "zoom":
        window.canvas.zoom_by(1.2)
    elif end == "leave":
        QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    else:
        window.session.set_param("conv5", "groups", 1)
    assert not window.reading.card.isVisible()
    if end == "press":
        QTest.mouseRelease(view, LEFT, NONE, place)


def test_it_takes_no_click_and_no_focus(window: MainWindow, qtbot: QtBot) -> None:
    rest_on(window, qtbot, spot(window, "conv1"))
    inside = window.reading.card.geometry().center()
    assert window.canvas.childAt(inside) is not window.reading.card
    click_card(window, "conv1")
    assert window.canvas.selected == ["conv1"]


def test_markup_in_names_is_shown_as_it_is(window: MainWindow, qtbot: QtBot) -> None:
    window.session.rename("conv1", "<b>bold</b>")
    assert "<b>bold</b>" in rest_on(window, qtbot, spot(window, "conv1"))
    labels = window.reading.card.findChildren(type(window.overlay.title))
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_the_place_beside_leaves_the_cursor_free() -> None:
    room = QRect(0, 0, 800, 600)
    for about in (QRect(40, 40, 90, 60), QRect(700, 500, 90, 60), QRect(300, 0, 90, 600), QRect(0, 0, 800, 600)):
        for cursor in (about.center(), about.topLeft() + QPoint(3, 3), about.bottomRight() - QPoint(3, 3)):
            box = QRect(beside(QSize(320, 260), about, cursor, room), QSize(320, 260))
            assert not box.contains(cursor) and room.contains(box), (about, cursor, box)


# -- the receptive field on the picture --------------------------------------------------------------------------------


@pytest.fixture
def shown(qtbot: QtBot, settings: None) -> Callable[[str, str], ReceptiveView]:
    def show(preset: str, node_id: str) -> ReceptiveView:
        view = ReceptiveView()
        qtbot.addWidget(view)
        view.resize(270, view.height())
        document = load_preset(preset)
        view.show_seen(node_id, seen_by(document.graph, analyse(document), node_id))
        view.show()
        qtbot.waitExposed(view)
        return view

    return show


def test_the_window_of_conv5(shown: Callable[[str, str], ReceptiveView]) -> None:
    view = shown("alexnet", "conv5")
    assert view.place == (6, 6), "it begins in the middle"
    assert view.words() == ("163×163 pixels, stride 16", "Row 7, column 7 of 13×13")
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.place == (6, 5)
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Up)
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.place == (0, 0), "it stays at the edge"
    assert view.seen is not None
    down, across = view.seen.at(view.place)
    assert down == across and down is not None and down[0] < 0 and down[1] - down[0] == 162
    assert "padding, hatched" in view.words()[1]


def test_the_mouse_goes_to_the_nearest_position(shown: Callable[[str, str], ReceptiveView]) -> None:
    view = shown("alexnet", "conv1")
    seen = view.seen
    assert seen is not None
    scale, corner = view._scale(view._frame(seen))
    for place in ((0, 0), (10, 40), (54, 54)):
        down, across = seen.at(place)
        assert down is not None and across is not None
        centre = QPointF((across[0] + across[1] + 1) / 2, (down[0] + down[1] + 1) / 2)
        QTest.mouseMove(view, (corner + centre * scale).toPoint())
        assert max(abs(view.place[axis] - place[axis]) for axis in (0, 1)) <= 1


def test_the_drawing_shows_window_veil_and_hatching(shown: Callable[[str, str], ReceptiveView]) -> None:
    view = shown("alexnet", "conv5")
    middle = view.grab().toImage()
    view.go_to(0, 0)
    corner = view.grab().toImage()
    assert middle != corner
    seen = view.seen
    assert seen is not None
    scale, origin = view._scale(view._frame(seen))
    far = (origin + QPointF(220, 220) * scale).toPoint()
    assert corner.pixelColor(far).lightness() > middle.pixelColor(far).lightness() - 5
    view.go_to(12, 12)
    assert view.grab().toImage().pixelColor(far) != corner.pixelColor(far), "no veil in the window"


def test_windows_larger_than_the_picture_say_so(shown: Callable[[str, str], ReceptiveView]) -> None:
    assert "Larger than the picture" in shown("resnet50", "conv5_3_2").words()[1]


def test_dense_layers_read_the_whole_picture(shown: Callable[[str, str], ReceptiveView]) -> None:
    view = shown("alexnet", "fc6")
    assert view.words() == ("224×224 pixels", "Every output reads it.")
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.place == (0, 0)


def test_the_input_and_what_is_not_known_have_none(window: MainWindow) -> None:
    window.canvas.select(["input"])
    assert window.inspector.node_form.receptive.isHidden()
    window.session.set_param("conv1", "groups", 2)
    window.canvas.select(["conv3"])
    assert window.inspector.node_form.receptive.isHidden()


def test_the_sample_picture_is_as_wide_as_the_input() -> None:
    assert sample_picture(227, 227, False).size() == QSize(227, 227)
    assert sample_picture(4000, 2000, False).size() == QSize(320, 160)
    assert sample_picture(28, 28, True).isGrayscale() and not sample_picture(28, 28, False).isGrayscale()


def test_resting_on_a_folded_block_tells_what_is_in_it(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window("googlenet")
    block = next(item for item in window.canvas.canvas.blocks.values() if item.face.name == "Inception 3a")
    text = rest_on(window, qtbot, window.canvas.mapFromScene(block.pos()))
    for words in ("Inception 3a", "20 layers", "28×28×256", "155,872", "gpu0", "double-click"):
        assert words in text
