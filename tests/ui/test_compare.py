"""Comparing two documents in the window: signs, list, and going from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from alexstudio.graph.presets import load_preset
from alexstudio.ui.compare import CompareWindow
from alexstudio.ui.compare.pane import Pane
from alexstudio.ui.compare.signs import Sign
from alexstudio.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(make_window: Callable[..., MainWindow]) -> MainWindow:
    return make_window("lenet5")


def compared(window: MainWindow) -> CompareWindow:
    QTest.keyClick(window.canvas, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    shown = window.compare_verbs.shown
    assert shown is not None and shown.isVisible()
    QApplication.processEvents()
    return shown


def lines(shown: CompareWindow) -> list[tuple[str, str, str]]:
    items = (shown.rows.topLevelItem(number) for number in range(shown.rows.topLevelItemCount()))
    return [(item.text(0), item.text(1), item.text(2)) for item in items if item is not None]


def click(pane: Pane, node_id: str) -> None:
    spot = pane.mapFromScene(pane.picture.cards[node_id].rim.center())
    QTest.mouseClick(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, spot)


def test_a_document_is_compared_with_the_preset_it_began_as(window: MainWindow) -> None:
    shown = compared(window)
    assert shown.before.currentData() == "preset:alexnet"  # nothing of it was changed yet
    choose(shown.before, "preset:lenet5")
    assert "They compute the same" in shown.summary.text() and lines(shown) == []
    window.session.set_param("c1", "out_channels", 8)
    QApplication.processEvents()
    found = lines(shown)
    assert ("~", "C1", "out channels 6 → 8") in [(sign, name, what) for sign, name, what in found if sign == "~"]
    assert all(sign == Sign.FOLLOWS.value for sign, _, _ in found[1:]) and len(found) > 1
    assert "1 changed" in shown.summary.text() and "62,006 →" in shown.numbers.text()


def test_cards_and_rows_lead_to_each_other(window: MainWindow) -> None:
    window.session.remove(["tanh6"])
    shown = compared(window)
    assert ("−", "Tanh6") in [line[:2] for line in lines(shown)]
    click(shown.left, "tanh6")
    assert shown.rows.currentItem().text(1) == "Tanh6"
    shown.left.zoom_by(4)
    assert not shown.left.sight.contains(shown.left.picture.cards["output"].rim.center())
    shown.rows.setFocus()
    while shown.rows.currentItem().text(1) != "Output":  # its input is another one now
        before = shown.rows.currentItem()
        QTest.keyClick(shown.rows, Qt.Key.Key_Down)
        assert shown.rows.currentItem() is not before
    assert shown.left.sight.contains(shown.left.picture.cards["output"].rim.center())


def test_swapping_turns_added_into_removed(window: MainWindow) -> None:
    window.session.remove(["tanh6"])
    shown = compared(window)
    button = shown.findChild(object, "compare_swap")
    QTest.mouseClick(button, LEFT)
    assert ("+", "Tanh6") in [line[:2] for line in lines(shown)]
    assert "1 added" in shown.summary.text()


def test_other_presets_are_chosen_by_the_keyboard(window: MainWindow) -> None:
    shown = compared(window)
    for box, key in ((shown.before, "preset:alexnet_torchvision"), (shown.after, "preset:alexnet")):
        choose(box, key)
    signs = {line[:2] for line in lines(shown)}
    assert {("+", "Norm1"), ("+", "Norm2")} <= signs and "61,100,840 → 60,965,224 (-135,616)" in shown.numbers.text()
    image = shown.right.grab().toImage()
    corner = shown.right.mapFromScene(shown.right.picture.cards["norm1"].rim.topLeft())
    colour = image.pixelColor(corner + QPoint(-5, -5))
    assert colour.green() > colour.red() + 40  # the disk of the plus


def test_a_file_that_is_gone_is_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "net.json"
    window.session.save(path)
    window.session.set_param("c1", "out_channels", 8)
    shown = compared(window)
    assert shown.before.currentData().startswith("saved:") and "1 changed" in shown.summary.text()
    path.unlink()
    window.session.set_param("c1", "out_channels", 9)
    QApplication.processEvents()
    assert "net.json" in shown.summary.text() and not lines(shown)


def test_blocks_are_opened_where_something_differs(window: MainWindow) -> None:
    shown = compared(window)
    shown.compare("preset:resnet18", "preset:resnet34")
    graph = load_preset("resnet34").graph
    folded = {block.id for block in graph.outline.blocks.values() if block.folded}
    assert folded  # else this shows nothing
    added = [key for key, sign in shown.right._signs.items() if sign is Sign.ADDED]
    assert added and all(shown.right.picture.cards[key].isVisible() for key in added)


def choose(box: QComboBox, key: str) -> None:
    box.setFocus()
    wanted = box.findData(key)
    while box.currentIndex() != wanted:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)
    QApplication.processEvents()
