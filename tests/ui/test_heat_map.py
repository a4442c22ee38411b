"""The heat map of the canvas: colours that can be read, the cards that take them, and the legend."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from driving import LEFT, NONE
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from alexstudio.graph import Edge
from alexstudio.ui.actions import HEATS
from alexstudio.ui.canvas.heat import MEASURES, STEPS, Heat, shade
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.theme import DARK, LIGHT, Theme

KEYS = {"params": Qt.Key.Key_1, "multiply_adds": Qt.Key.Key_2, "activation_bytes": Qt.Key.Key_3}


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def oklab_lightness(colour: QColor) -> float:
    """Lightness in OKLab, from 0 to 1."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())
    long = 0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue
    middle = 0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue
    short = 0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue
    return float(0.2104542553 * long ** (1 / 3) + 0.7936177850 * middle ** (1 / 3) - 0.0040720468 * short ** (1 / 3))


def look(window: MainWindow) -> dict[str, str]:
    """The colour of each card as it is on the screen, at its right edge where no text is."""
    picture = window.canvas.viewport().grab().toImage()
    found = {}
    for node_id, card in window.canvas.canvas.cards.items():
        spot = window.canvas.mapFromScene(card.rim.right() - 8, card.rim.bottom() - 8)
        found[node_id] = picture.pixelColor(spot).name()
    return found


def press(window: MainWindow, key: Qt.Key) -> None:
    window.canvas.setFocus()
    QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()


def differing(window: MainWindow) -> int:
    """Pixels of the middle of the cards that differ between the screen and a whole paint."""
    QTest.qWait(30)
    view = window.canvas.viewport()
    screen = QApplication.primaryScreen().grabWindow(window.winId()).toImage()
    whole, corner = window.grab().toImage(), view.mapTo(window, QPoint(0, 0))
    boxes = [window.canvas.mapFromScene(card.rim).boundingRect() for card in window.canvas.canvas.cards.values()]
    spots = [
        corner + QPoint(x, y)
        for box in boxes
        for x in range(box.left() + 3, box.right() - 2, 3)
        for y in range(box.top() + 3, box.bottom() - 2, 3)
    ]
    return sum(screen.pixelColor(spot) != whole.pixelColor(spot) for spot in spots)


# -- the colours -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_step(colours: Theme) -> None:
    for step in range(STEPS + 1):
        back = shade(step / STEPS, colours)
        assert contrast(back, QColor(colours.text)) >= 4.5, step
        assert contrast(back, QColor(colours.muted_on_tint)) >= 4.5, step


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_equal_steps_look_equal(colours: Theme) -> None:
    lights = [oklab_lightness(shade(step / 10, colours)) for step in range(11)]
    steps = [after - before for before, after in pairwise(lights)]
    assert all(step * steps[0] > 0 for step in steps)
    assert max(map(abs, steps)) - min(map(abs, steps)) < 0.006
    assert abs(lights[-1] - lights[0]) > 0.12


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_one_hue_that_no_card_has(colours: Theme) -> None:
    hues = [shade(step / STEPS, colours).hslHue() for step in range(STEPS + 1)]
    assert max(hues) - min(hues) <= 8
    assert shade(0, colours) != QColor(colours.card)


# -- the values --------------------------------------------------------------------------------------------------------


def test_the_scale_is_logarithmic(window: MainWindow) -> None:
    heat = Heat(MEASURES["params"], window.session.snapshot)
    assert (heat.least, heat.most) == (34944, 37752832)
    assert heat.part("conv1") == 0 and heat.part("fc6") == 1
    assert heat.part("conv3") == pytest.approx(0.4627, abs=1e-3)
    assert heat.part("relu1") is None and heat.colour("relu1") is None


def test_the_pictures_are_no_activation(window: MainWindow) -> None:
    assert Heat(MEASURES["activation_bytes"], window.session.snapshot).part("input") is None


# -- on the canvas -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", MEASURES)
def test_cards_take_their_colours(window: MainWindow, key: str) -> None:
    before = look(window)
    press(window, KEYS[key])
    heat = Heat(MEASURES[key], window.session.snapshot)
    for node_id, colour in look(window).items():
        part = heat.part(node_id)
        assert colour == (LIGHT.card if part is None else shade(part, LIGHT).name()), node_id
    assert [name for name in HEATS if window.actions_by_id[name].isChecked()] == [f"heat_{key}"]
    press(window, Qt.Key.Key_0)
    assert look(window) == before and set(before.values()) == {LIGHT.card}
    assert [name for name in HEATS if window.actions_by_id[name].isChecked()] == ["heat_none"]


def test_the_document_knows_nothing_of_it(window: MainWindow, make_window: Callable[..., MainWindow]) -> None:
    press(window, Qt.Key.Key_1)
    assert not window.session.history.undo_label and not window.isWindowModified()
    window.close()
    assert make_window().canvas.canvas.heat is None


def test_an_edit_tints_anew(window: MainWindow) -> None:
    press(window, Qt.Key.Key_1)
    before = look(window)
    window.session.set_param("fc6", "out_features", 100)
    assert look(window)["fc6"] != before["fc6"] and look(window)["conv3"] != before["conv3"], "another scale"
    window.session.undo()
    assert look(window) == before
    window.session.remove_wire(Edge("relu3", 0, "conv4", 0))
    assert look(window)["conv4"] == look(window)["fc6"] == LIGHT.card


def test_the_theme_changes_the_colours(window: MainWindow) -> None:
    press(window, Qt.Key.Key_1)
    window.verbs.set_theme("dark")
    assert look(window)["fc6"] == shade(1, DARK).name()
    window.verbs.set_theme("light")
    assert look(window)["fc6"] == shade(1, LIGHT).name()


def test_far_away_the_blocks_are_the_map(window: MainWindow) -> None:
    press(window, Qt.Key.Key_1)
    window.canvas.zoom_by(0.3)
    picture = window.canvas.viewport().grab().toImage()
    for node_id, colour in (("fc6", shade(1, LIGHT).name()), ("relu6", LIGHT.card)):
        spot = window.canvas.mapFromScene(window.canvas.canvas.cards[node_id].pos())
        assert picture.pixelColor(spot).name() == colour, node_id


@pytest.mark.parametrize("keys", [(1,), (1, 0), (1, 3), (2, 1, 3)])
def test_the_screen_shows_what_a_whole_paint_gives(
    make_window: Callable[..., MainWindow], keys: tuple[int, ...]
) -> None:
    window = make_window("alexnet_two_gpu")
    assert differing(window) == 0
    for key in keys:
        press(window, Qt.Key(Qt.Key.Key_0 + key))
        assert differing(window) == 0
    window.session.set_param("conv1a", "out_channels", 480)
    assert differing(window) == 0


def test_only_what_changes_is_painted(window: MainWindow) -> None:
    press(window, Qt.Key.Key_1)
    QTest.qWait(20)
    scene, told = window.canvas.canvas, list[QRectF]()
    scene.changed.connect(told.extend)
    scene.show_heat(MEASURES["params"])
    QTest.qWait(20)
    assert told == []
    window.session.set_param("conv3", "out_channels", 96)
    QTest.qWait(20)
    assert any(box.intersects(scene.cards["conv3"].rim) for box in told)
    assert not any(box.intersects(scene.cards["fc8"].rim) for box in told)


# -- legend and button -------------------------------------------------------------------------------------------------


def test_the_legend_says_what_it_is(window: MainWindow) -> None:
    legend = window.overlay.heat
    assert not legend.isVisible()
    expected = {
        "params": ("Parameters, log scale", "34.9 k", "37.8 M"),
        "multiply_adds": ("Multiply-adds, log scale", "4.1 M", "223.9 M"),
        "activation_bytes": ("Activation memory, log scale", "3.9 KiB", "1.1 MiB"),
    }
    for key, words in expected.items():
        press(window, KEYS[key])
        assert legend.isVisible()
        assert (legend.title.text(), legend.least.text(), legend.most.text()) == words
    bar = legend.bar.grab().toImage()
    ends = [bar.pixelColor(x, bar.height() // 2) for x in (2, bar.width() - 3)]
    for end, part in zip(ends, (0, 1), strict=True):
        assert abs(end.lightness() - shade(part, LIGHT).lightness()) < 6
    window.session.set_param("fc6", "out_features", 100)
    assert legend.most.text() == "1.1 MiB"
    press(window, Qt.Key.Key_1)
    assert legend.most.text() == "4.1 M"
    press(window, Qt.Key.Key_0)
    assert not legend.isVisible()


def test_one_value_and_none(window: MainWindow) -> None:
    press(window, Qt.Key.Key_1)
    graph = window.session.document.graph
    learning = [node.id for node in graph.nodes if window.session.snapshot.report.nodes[node.id].params]
    window.session.remove([node_id for node_id in learning if node_id != "conv1"])
    legend = window.overlay.heat
    assert legend.title.text() == "Parameters, one value" and legend.most.text() == "34.9 k"
    assert not legend.least.isVisible()
    assert look(window)["conv1"] == shade(1, LIGHT).name()
    window.session.remove(["conv1"])
    assert legend.title.text() == "Parameters: no layer has any" and not legend.bar.isVisible()


@pytest.mark.parametrize("document", ["alexnet", "alexnet_two_gpu"])
@pytest.mark.parametrize("width", [1280, 1700])
def test_nothing_in_the_corners_overlaps(make_window: Callable[..., MainWindow], document: str, width: int) -> None:
    window = make_window(document)
    window.resize(width, 800)
    press(window, Qt.Key.Key_3)
    overlay = window.overlay
    boxes = [widget.geometry() for widget in (overlay.heat, overlay.legend, overlay._zoom, overlay._head)]
    for number, box in enumerate(boxes):
        assert window.canvas.rect().contains(box)
        assert not any(box.intersects(other) for other in boxes[number + 1 :])
    content = window.canvas.mapFromScene(window.canvas.canvas.content).boundingRect()
    assert not content.intersects(overlay.heat.geometry())


def test_the_button_on_the_canvas(window: MainWindow) -> None:
    button = window.overlay.heat_button
    assert button.isVisible() and button.accessibleName()
    menu = button.menu()
    menu.popup(button.mapToGlobal(QPoint(0, -120)))
    action = window.actions_by_id["heat_multiply_adds"]
    assert menu.actions() == [window.actions_by_id[name] for name in HEATS]
    spot = menu.actionGeometry(action).center()
    for step in (QPoint(25, 0), QPoint(0, 0)):
        QTest.mouseMove(menu, spot + step)
    QTest.mouseClick(menu, LEFT, NONE, spot)
    assert window.overlay.heat.title.text() == "Multiply-adds, log scale"
    assert all(action in window.menus["View"].actions() for action in menu.actions())
