"""The Memory panel with real mouse and key events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import LEFT, NONE, click_card, type_into
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget, QToolTip
from pytestqt.qtbot import QtBot

from alexstudio.graph.node import HOST
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.memory_bars import MARGIN, part_colour
from alexstudio.ui.memory_panel import MemoryPanel
from alexstudio.ui.theme import apply_theme, theme


@pytest.fixture
def original(make_window: Callable[..., MainWindow]) -> MainWindow:
    window = make_window("alexnet_cfg145")
    open_panel(window)
    return window


def open_panel(window: MainWindow) -> MemoryPanel:
    bar = window.tabs.tabBar()
    QTest.mouseClick(bar, LEFT, NONE, bar.tabRect(window.tabs.indexOf(window.memory)).center())
    QApplication.processEvents()
    assert window.memory.isVisible()
    return window.memory


def choose(panel: MemoryPanel, accounting: str) -> None:
    """As with the keyboard: the list is short."""
    panel.accounting.setFocus()
    QTest.keyClick(panel.accounting, Qt.Key.Key_Home)
    if accounting == "2012":
        QTest.keyClick(panel.accounting, Qt.Key.Key_Down)
    assert panel.accounting.currentData() == accounting
    QApplication.processEvents()


def rows(table: QTableWidget) -> list[list[str]]:
    found = []
    for row in range(table.rowCount()):
        items = [table.item(row, column) for column in range(table.columnCount())]
        found.append([item.text() if item else "" for item in items])
    return found


def put_all_on_one(window: MainWindow) -> None:
    nodes = window.session.document.graph.nodes
    window.session.set_device([node.id for node in nodes if node.device != HOST], "gpu0")
    QApplication.processEvents()


def peaks(panel: MemoryPanel) -> str:
    return panel.bars.accessibleName()


def test_why_two_cards_were_needed(original: MainWindow) -> None:
    """The whole network needs 3,132 MiB with the buffers of 2012, and a GTX 580 has 3,072."""
    panel = original.memory
    choose(panel, "2012")
    assert panel.batch.value() == 128
    assert "gpu0 1,649 MiB, gpu1 1,614 MiB" in peaks(panel)
    assert rows(panel.cards)[0][:3] == ["2 × GTX 580", "3,072 MiB", "fits"]
    put_all_on_one(original)
    assert peaks(panel).endswith("gpu0 3,132 MiB")
    assert rows(panel.cards)[0] == ["GTX 580", "3,072 MiB", "does not fit", "124"]
    assert rows(panel.cards)[1][2] == "fits"
    original.session.undo()
    QApplication.processEvents()
    assert rows(panel.cards)[0][2] == "fits"


def test_what_does_not_fit_is_red_even_while_it_is_selected(original: MainWindow) -> None:
    panel = original.memory
    choose(panel, "2012")
    put_all_on_one(original)
    assert panel.cards.item(0, 0).isSelected()
    place = panel.cards.visualItemRect(panel.cards.item(0, 2))
    picture = panel.cards.viewport().grab(place).toImage()
    assert has_colour(picture, theme().bad) and has_colour(picture, theme().bad_back)
    fitting = panel.cards.viewport().grab(panel.cards.visualItemRect(panel.cards.item(1, 2))).toImage()
    assert has_colour(fitting, theme().good) and not has_colour(fitting, theme().bad)


def has_colour(picture: QImage, name: str) -> bool:
    return any(picture.pixelColor(x, y).name() == name for x in range(picture.width()) for y in range(picture.height()))


def test_another_batch_is_tried_without_an_edit(original: MainWindow) -> None:
    panel = original.memory
    choose(panel, "2012")
    before, document = peaks(panel), original.session.document
    editor = panel.batch.lineEdit()
    type_into(editor, "283")
    assert peaks(panel) != before
    assert rows(panel.cards)[0][2] == "does not fit", "282 is the largest batch"
    type_into(editor, "282")
    assert rows(panel.cards)[0][2] == "fits"
    QTest.keyClick(panel.batch, Qt.Key.Key_Up)
    assert panel.batch.value() == 283
    assert original.session.document is document and not original.isWindowModified()


def test_the_recipe_brings_its_batch(original: MainWindow) -> None:
    panel = original.memory
    type_into(panel.batch.lineEdit(), "7")
    original.session.set_recipe(original.session.document.recipe.model_copy(update={"batch_size": 64}), "batch")
    QApplication.processEvents()
    assert panel.batch.value() == 64
    type_into(panel.batch.lineEdit(), "7")
    original.session.set_device(["fc8"], "gpu1")
    QApplication.processEvents()
    assert panel.batch.value() == 7, "an edit of the graph leaves it alone"
    original.session.open(original.session.document, None)
    QApplication.processEvents()
    assert panel.batch.value() == 64


def test_a_click_on_a_tensor_goes_to_its_layer(original: MainWindow) -> None:
    panel = original.memory
    choose(panel, "2012")
    names = [row[0] for row in rows(panel.largest)]
    item = panel.largest.item(names.index("FC6b"), 0)
    QTest.mouseClick(panel.largest.viewport(), LEFT, NONE, panel.largest.visualItemRect(item).center())
    assert original.canvas.selected == ["fc6b"]


def test_a_chosen_card_is_what_the_bars_are_compared_with(original: MainWindow, qtbot: QtBot) -> None:
    panel = original.memory
    item = panel.cards.item(1, 0)
    before = panel.bars.grab().toImage()
    QTest.mouseClick(panel.cards.viewport(), LEFT, NONE, panel.cards.visualItemRect(item).center())
    QApplication.processEvents()
    assert panel.bars.grab().toImage() != before
    assert (panel.bars._card, panel.bars._limit) == ("Tesla K20", 5 * 2**30)


def test_bars_say_what_is_under_the_mouse(original: MainWindow) -> None:
    bars = original.memory.bars
    bars.grab()
    spot = QPoint(int(MARGIN) + 4, 32)
    assert bars.grab().toImage().pixelColor(spot).name() == part_colour("weights").name()
    help_event = QHelpEvent(QEvent.Type.ToolTip, spot, bars.mapToGlobal(spot))
    QApplication.sendEvent(bars, help_event)
    assert QToolTip.text() == "gpu0, weights: 124 MiB"
    QToolTip.hideText()


def test_an_edit_is_followed_only_while_the_panel_is_seen(window: MainWindow) -> None:
    panel = open_panel(window)
    first = peaks(panel)
    click_card(window, "fc6")
    type_into(window.inspector.fields["out_features"].editor, "2048")
    QApplication.processEvents()
    second = peaks(panel)
    assert second != first
    window.tabs.setCurrentWidget(window.training)
    window.session.undo()
    QApplication.processEvents()
    assert peaks(panel) == second, "nobody looks"
    open_panel(window)
    assert peaks(panel) == first


def test_a_document_with_a_problem_has_a_sentence_instead(window: MainWindow) -> None:
    panel = open_panel(window)
    click_card(window, "conv2")
    type_into(window.inspector.fields["groups"].editor, "5")
    QApplication.processEvents()
    assert panel.why.isVisible() and "Conv2" in panel.why.text()
    assert not panel.bars.isVisible()
    window.session.undo()
    QApplication.processEvents()
    assert panel.bars.isVisible()


def test_the_panel_takes_the_colours_of_the_theme(window: MainWindow) -> None:
    panel = open_panel(window)
    light = panel.grab().toImage()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "dark")
    window.restyle()
    QApplication.processEvents()
    dark = panel.grab().toImage()
    assert dark != light and dark.pixelColor(2, 2).lightness() < 60 < light.pixelColor(2, 2).lightness()
