"""The Devices panel, the device map and the brush, with real mouse and key events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import LEFT, NONE, click_card, spot, when_dialog
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from alexstudio.runs import messages as say
from alexstudio.runs.folder import RunFolder
from alexstudio.ui.balance_dialog import BalanceDialog
from alexstudio.ui.canvas.sorts import Sorting, Sorts
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.theme import Choice, apply_theme, theme

RIGHT = Qt.MouseButton.RightButton


@pytest.fixture
def towers(make_window: Callable[..., MainWindow]) -> MainWindow:
    window = make_window("alexnet_two_gpu")
    bar = window.tabs.tabBar()
    QTest.mouseClick(bar, LEFT, NONE, bar.tabRect(window.tabs.indexOf(window.devices)).center())
    QApplication.processEvents()
    return window


def key(window: MainWindow, name: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, name, held)
    QApplication.processEvents()


def contrast(one: QColor, other: QColor) -> float:
    """Of two colours, as WCAG 2.2 defines it."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    parts = ((0.2126, "redF"), (0.7152, "greenF"), (0.0722, "blueF"))
    lights = [sum(share * linear(getattr(colour, part)()) for share, part in parts) for colour in (one, other)]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def on(window: MainWindow, device: str) -> list[str]:
    return [node.id for node in window.session.document.graph.nodes if node.device == device]


def text(window: MainWindow, row: int, column: int) -> str:
    item = window.devices.crossings.table.item(row, column)
    assert item is not None
    return item.text()


def choose_last(window: MainWindow, device: str) -> None:
    box = window.devices.rows[device].box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    QApplication.processEvents()


# -- the panel ---------------------------------------------------------------------------------------------------------


def test_the_facts_of_2012(towers: MainWindow) -> None:
    towers.session.set_recipe(towers.session.document.with_recipe(batch_size=128).recipe, "Set batch size")
    QApplication.processEvents()
    panel = towers.devices
    assert [row.holds.text() for row in panel.rows.values()] == [
        "28 layers, 32,531,112 parameters",
        "25 layers, 28,434,112 parameters",
    ]
    assert panel.crossings.table.rowCount() == 7
    assert [text(towers, 0, column) for column in range(6)] == [
        *("Pool2a", "gpu0 → gpu1", "Concat3b", "13×13×128", "86,528", "22.15 MB"),
    ]
    assert panel.crossings.sums.text() == (
        "Crosses at Conv3, FC6, FC7, FC8: 234,496 bytes a picture each way, 60.03 MB a step of 128"
    )
    assert "Conv4 does not cross" in panel.crossings.myth.text()
    towers.session.set_device(["conv4b"], "gpu0")
    QApplication.processEvents()
    assert panel.crossings.myth.isHidden() or not panel.crossings.myth.isVisible()
    assert "Conv4" in panel.crossings.sums.text()


def test_a_row_shows_its_layers_and_the_badge_those_of_a_device(towers: MainWindow) -> None:
    table = towers.devices.crossings.table
    QTest.mouseClick(table.viewport(), LEFT, NONE, table.visualItemRect(table.item(2, 0)).center())
    assert sorted(towers.canvas.selected) == ["concat6b", "pool5a"]
    middle = towers.canvas.sight.center()
    assert towers.canvas.selection_box().contains(middle)
    QTest.mouseClick(towers.devices.rows["gpu1"].badge, LEFT)
    assert sorted(towers.canvas.selected) == sorted(on(towers, "gpu1"))


def test_the_page_about_who_reads_whom(towers: MainWindow) -> None:
    towers.devices.help_wanted.emit("two-gpus")
    assert towers.help_dock.isVisible() and "Conv4 does not cross" in towers.help.view.toPlainText()


def test_what_is_too_much_for_a_card_is_red_and_said(towers: MainWindow) -> None:
    panel = towers.devices
    panel.card.setFocus()
    QTest.keyClick(panel.card, Qt.Key.Key_Down)
    assert panel.card.currentText() == "GTX 580"
    assert "of 3,072 MiB" in panel.rows["gpu0"].needs.text()
    towers.session.set_recipe(towers.session.document.with_recipe(batch_size=512).recipe, "Set batch size")
    QApplication.processEvents()
    needs = panel.rows["gpu0"].needs
    assert needs.property("role") == "fault" and "more than GTX 580 has" in needs.text()


# -- the device map ----------------------------------------------------------------------------------------------------


def hear(window: MainWindow, *devices: str) -> None:
    window.trainer.engine.heard.emit(say.Ready(torch="none", devices=devices, threads=1, memory={"cuda:0": 2**34}))
    QApplication.processEvents()


def test_a_choice_is_one_step_and_reaches_the_run(towers: MainWindow) -> None:
    hear(towers, "cuda:0", "cpu")
    choose_last(towers, "gpu1")
    assert towers.session.document.recipe.devices == {"gpu1": "cpu"}
    assert towers.session.history.undo_label == "Run gpu1 on cpu"
    assert towers.devices.rows["gpu0"].needs.text().endswith("of 16,384 MiB, cuda:0")
    towers.actions_by_id["train"].trigger()
    run = towers.trainer.run
    assert run is not None and RunFolder(run.path).job().devices == {"gpu1": "cpu"}
    towers.session.undo()
    assert not towers.session.document.recipe.devices


def test_a_device_that_is_missing_is_remapped_by_one_button(towers: MainWindow) -> None:
    document = towers.session.document.with_recipe(devices={"gpu1": "cuda:1", "gpu5": "cuda:9"})
    towers.session.set_recipe(document.recipe, "Set devices")
    QApplication.processEvents()
    towers.actions_by_id["train"].trigger()
    assert not towers.trainer.is_busy and towers.trainer.run is None
    assert "no cuda:1 for gpu1" in towers.banner.text and "cuda:9" not in towers.banner.text
    assert towers.devices.remap.text() == towers.banner.button.text() == "gpu1: cuda:1 → cpu"
    QTest.mouseClick(towers.devices.remap, LEFT)
    QApplication.processEvents()
    assert towers.session.document.recipe.devices == {"gpu1": "cpu", "gpu5": "cuda:9"}
    assert not towers.devices.lack.isVisible() and not towers.banner.isVisible()
    towers.session.undo()
    assert towers.session.document.recipe.devices["gpu1"] == "cuda:1"
    towers.actions_by_id["train"].trigger()
    QTest.mouseClick(towers.banner.button, LEFT)
    towers.actions_by_id["train"].trigger()
    assert towers.trainer.is_busy


# -- the brush ---------------------------------------------------------------------------------------------------------


def stroke(window: MainWindow, *nodes: str, ends: bool = True) -> None:
    view = window.canvas.viewport()
    QTest.mousePress(view, LEFT, NONE, spot(window, nodes[0]))
    for node in nodes[1:]:
        QTest.mouseMove(view, spot(window, node))
    if ends:
        QTest.mouseRelease(view, LEFT, NONE, spot(window, nodes[-1]))
    QApplication.processEvents()


def test_a_stroke_is_one_step(window: MainWindow) -> None:
    key(window, Qt.Key.Key_B)
    assert window.canvas.brush == "gpu1" and window.paint_box.isVisible()
    assert list(window.paint_box.swatches) == ["gpu0", "gpu1", "host"]
    stroke(window, "conv2", "conv4")
    assert on(window, "gpu1") == ["conv2", "conv3", "conv4"]
    assert window.session.history.undo_label == "Put 3 layers on gpu1"
    assert list(window.paint_box.swatches) == ["gpu0", "gpu1", "gpu2", "host"]
    assert not window.canvas.selected
    window.session.undo()
    assert on(window, "gpu1") == [] and not window.session.history.undo_label
    stroke(window, "conv5")
    assert on(window, "gpu1") == ["conv5"]
    stroke(window, "conv5")
    assert window.session.history.undo_label == "Put Conv5 on gpu1"
    window.session.undo()
    assert not window.session.history.undo_label


def test_escape_gives_up_a_stroke_and_then_the_brush(window: MainWindow) -> None:
    before = window.session.document
    key(window, Qt.Key.Key_B)
    stroke(window, "conv2", "conv3", ends=False)
    card = window.canvas.canvas.cards["conv3"]
    assert card.worn == "gpu1"
    key(window, Qt.Key.Key_Escape)
    assert card.worn == "" and window.canvas.brush == "gpu1"
    QTest.mouseRelease(window.canvas.viewport(), LEFT, NONE, spot(window, "conv3"))
    key(window, Qt.Key.Key_Escape)
    assert window.canvas.brush == "" and not window.paint_box.isVisible() and not window.banner.isVisible()
    assert not window.actions_by_id["paint_devices"].isChecked()
    assert window.session.document is before
    click_card(window, "conv1")
    assert window.canvas.selected == ["conv1"] and window.session.document is before


def test_paint_is_chosen_by_swatch_key_and_right_button(towers: MainWindow) -> None:
    key(towers, Qt.Key.Key_B)
    QTest.mouseClick(towers.paint_box.swatches["gpu2"], LEFT)
    assert towers.canvas.brush == "gpu2" and towers.paint_box.swatches["gpu2"].isChecked()
    QTest.mouseClick(towers.canvas.viewport(), RIGHT, NONE, spot(towers, "conv1a"))
    assert towers.canvas.brush == "gpu0"
    key(towers, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert towers.canvas.brush == "gpu1" and not towers.session.history.undo_label
    key(towers, Qt.Key.Key_B)
    assert not towers.canvas.brush


def test_ctrl_z_with_the_button_held(window: MainWindow) -> None:
    window.session.set_device(["fc8"], "gpu1")
    key(window, Qt.Key.Key_B)
    stroke(window, "conv2", "conv3", ends=False)
    key(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseRelease(window.canvas.viewport(), LEFT, NONE, spot(window, "conv3"))
    assert on(window, "gpu1") == [] and not window.session.history.undo_label
    assert not any(card.worn for card in window.canvas.canvas.cards.values())


def test_folded_blocks_are_painted_whole(window: MainWindow) -> None:
    click_card(window, "conv2")
    key(window, Qt.Key.Key_H)
    QApplication.processEvents()
    block = next(iter(window.canvas.canvas.blocks.values()))
    inside = list(block.face.members)
    where = window.canvas.mapFromScene(block.pos())
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, where)
    key(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert on(window, "gpu2") == inside and len(inside) > 1
    key(window, Qt.Key.Key_B)
    assert window.canvas.brush == "gpu2"
    QTest.mouseClick(window.paint_box.swatches["gpu1"], LEFT)
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, where + QPoint(2, 2))
    assert on(window, "gpu1") == inside and not on(window, "gpu2")


# -- balance -----------------------------------------------------------------------------------------------------------


def test_balancing_is_one_step_and_finds_the_papers_split(towers: MainWindow) -> None:
    paper = {node.id: node.device for node in towers.session.document.graph.nodes}
    towers.session.set_device(on(towers, "gpu1"), "gpu0")
    seen: list[str] = []

    def take(dialog: QDialog) -> None:
        assert isinstance(dialog, BalanceDialog)
        seen.extend(label.text() for label in dialog.cells["time"])
        seen.append(dialog.word.text())
        QTest.mouseClick(dialog.apply, LEFT)

    when_dialog(take)
    towers.actions_by_id["balance"].trigger()
    assert float(seen[0].split()[0]) > 1.5 * float(seen[1].split()[0])
    assert seen[2].startswith("25 layers change their device")
    assert {node.id: node.device for node in towers.session.document.graph.nodes} == paper
    assert towers.session.history.undo_label == "Balance over 2 devices"
    towers.session.undo()
    assert not on(towers, "gpu1")


def test_what_cannot_be_balanced_is_told_and_nothing_can_be_applied(towers: MainWindow) -> None:
    towers.canvas.select(["fc6b", "conv1b"])

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, BalanceDialog)
        assert not dialog.apply.isEnabled() and "Nothing better" in dialog.word.text()
        QTest.mouseClick(dialog.keep, LEFT, NONE, QPoint(8, dialog.keep.height() // 2))
        dialog.count.setFocus()
        QTest.keyClick(dialog.count, Qt.Key.Key_Down)
        assert "Conv1b and FC6b shall stay on gpu1" in dialog.word.text()
        assert dialog.word.property("role") == "fault" and not dialog.apply.isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    before = towers.session.document
    when_dialog(look)
    towers.actions_by_id["balance"].trigger()
    assert towers.session.document is before


# -- colours -----------------------------------------------------------------------------------------------------------


def test_towers_and_devices_are_two_colourings(towers: MainWindow) -> None:
    cards = towers.canvas.canvas.cards
    key(towers, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert cards["conv4b"].tint == cards["conv1b"].tint != cards["conv4a"].tint and cards["fc8"].tint is None
    tower = cards["conv4b"].tint
    towers.session.set_device(["conv4b"], "gpu0")
    assert cards["conv4b"].tint == tower
    assert towers.overlay.heat.isVisible() and "Tower or groups" in towers.overlay.heat.title.text()
    key(towers, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert cards["conv4b"].tint == cards["conv4a"].tint == cards["fc8"].tint != cards["conv1b"].tint
    assert cards["input"].tint is None and "gpu1" in towers.overlay.heat.title.text()
    key(towers, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert cards["conv4b"].tint is None and not towers.overlay.heat.isVisible()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_text_on_a_sort_can_be_read(window: MainWindow, qapp: QApplication, colours: Choice) -> None:
    apply_theme(qapp, colours)
    graph = window.session.document.graph
    sorting = Sorting("", lambda _: {node.id: f"gpu{place % 8}" for place, node in enumerate(graph.nodes)})
    sorts = Sorts(sorting, window.session.snapshot)
    assert len(sorts.names) == 8
    for name in sorts.names:
        for ink in (theme().text, theme().muted_on_tint):
            assert contrast(QColor(ink), sorts.tint(name)) >= 4.5, (name, ink)
