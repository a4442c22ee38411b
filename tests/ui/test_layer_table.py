"""The layer table, driven with real events."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from driving import LEFT, NONE, click_card
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from alexstudio.analysis.columns import BY_KEY, COLUMNS
from alexstudio.analysis.markup import FORMATS
from alexstudio.graph import Edge
from alexstudio.graph.presets import load_preset
from alexstudio.ui.layer_table import LayerTable
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.session import Session

PLACES = {column.key: place for place, column in enumerate(COLUMNS)}
USUAL = [column.key for column in COLUMNS if column.is_default]


@pytest.fixture
def make_table(qtbot: QtBot, settings: None) -> Callable[[], LayerTable]:
    def make() -> LayerTable:
        table = LayerTable(Session(load_preset("alexnet")))
        qtbot.addWidget(table)
        table.resize(1280, 500)
        table.show()
        qtbot.waitExposed(table)
        return table

    return make


@pytest.fixture
def table(make_table: Callable[[], LayerTable]) -> LayerTable:
    return make_table()


def in_front(window: MainWindow) -> LayerTable:
    window.tabs.setCurrentWidget(window.table)
    QApplication.processEvents()
    return window.table


def rows(table: LayerTable) -> list[QModelIndex]:
    """Every row that is unfolded, from top to bottom."""
    found, index = [], table.table.model().index(0, 0)
    while index.isValid():
        found.append(index)
        index = table.table.indexBelow(index)
    return found


def texts(table: LayerTable, key: str = "layer") -> list[str]:
    return [index.siblingAtColumn(PLACES[key]).data() for index in rows(table)]


def find(table: LayerTable, text: str) -> QModelIndex:
    return next(index for index in rows(table) if index.data() == text)


def click(table: LayerTable, text: str, keys: Qt.KeyboardModifier = NONE) -> None:
    index = find(table, text)
    table.table.scrollTo(index)
    QTest.mouseClick(table.table.viewport(), LEFT, keys, table.table.visualRect(index).center())


def click_head(table: LayerTable, key: str) -> None:
    head = table.table.header()
    place = PLACES[key]
    spot = QPoint(head.sectionViewportPosition(place) + head.sectionSize(place) // 2, head.height() // 2)
    QTest.mouseClick(head.viewport(), LEFT, NONE, spot)


def write(table: LayerTable, text: str) -> None:
    table.filter.setFocus()
    table.filter.selectAll()
    QTest.keyClick(table.filter, Qt.Key.Key_Delete)
    QTest.keyClicks(table.filter, text)


def selected(table: LayerTable) -> list[str]:
    return sorted(index.data() for index in table.table.selectionModel().selectedRows())


def pick(button: QPushButton, *titles: str) -> None:
    """Open the menu of a button with the mouse and click on entries."""
    menu = button.menu()

    def choose(title: str) -> None:
        action = next(action for action in menu.actions() if action.text() == title)
        spot = menu.actionGeometry(action).center()
        others = [menu.actionGeometry(other).center() for other in menu.actions() if other is not action]
        for step in (others[0], others[-1], spot):  # a menu waits for the mouse to move
            QTest.mouseMove(menu, step)
        QTest.mouseClick(menu, LEFT, NONE, spot)

    menu.popup(button.mapToGlobal(QPoint(0, 0)))
    for title in titles:
        choose(title)
    menu.close()
    assert isinstance(menu, QMenu)


# -- what is shown -----------------------------------------------------------------------------------------------------


def test_the_usual_columns(table: LayerTable) -> None:
    view = table.table
    shown = [column.key for place, column in enumerate(COLUMNS) if not view.isColumnHidden(place)]
    assert shown == USUAL
    assert texts(table)[:3] == ["Input", "Conv1", "ReLU1"]
    assert texts(table, "params")[1] == "34,944" and texts(table, "outputs")[1] == "55×55×96"
    horizontal = Qt.Orientation.Horizontal
    assert view.model().headerData(PLACES["flops"], horizontal, Qt.ItemDataRole.ToolTipRole) == BY_KEY["flops"].meaning


def test_every_text_has_room(table: LayerTable) -> None:
    view, head = table.table, table.table.header()
    assert sum(head.sectionSize(place) for place in range(len(COLUMNS))) == view.viewport().width()
    for key in USUAL:
        widest = max(view.fontMetrics().horizontalAdvance(text) for text in texts(table, key))
        assert head.sectionSize(PLACES[key]) >= widest + 12, key


def test_an_edit_changes_the_rows_that_it_concerns(table: LayerTable) -> None:
    told: list[tuple[int, int, int]] = []
    table.table.model().dataChanged.connect(lambda a, b: told.append((a.row(), b.row(), b.column() - a.column())))
    table.session.set_param("fc8", "out_features", 10)
    whole = [(first, last) for first, last, wide in told if wide]
    names = texts(table)
    assert whole == [(names.index("FC8"),) * 2, (names.index("Softmax"),) * 2]
    assert {(first, last) for first, last, wide in told if not wide} == {(0, 24)}
    assert texts(table, "params")[names.index("FC8")] == "40,970"
    assert texts(table, "params_share")[names.index("FC6")] == "66.3 %"


def test_what_cannot_be_worked_out(table: LayerTable) -> None:
    table.session.remove_wire(Edge("relu3", 0, "conv4", 0))
    assert texts(table, "params")[texts(table).index("Conv4")] == "–"
    assert table.totals.text().endswith(", of 11 of 25 layers")


def test_rows_are_left_alone_while_no_one_sees_them(window: MainWindow) -> None:
    table = window.table
    assert table.table.model().rowCount() == 0
    window.tabs.setCurrentWidget(table)
    assert table.table.model().rowCount() == 25
    window.tabs.setCurrentWidget(window.training)
    told: list[object] = []
    table.table.model().dataChanged.connect(lambda *args: told.append(args))
    table.table.model().modelReset.connect(lambda: told.append("reset"))
    window.session.set_param("conv1", "out_channels", 8)
    window.session.remove(["prob"])
    window.canvas.select(["conv2"])
    assert told == []
    window.tabs.setCurrentWidget(table)
    assert table.table.model().rowCount() == 24 and told == ["reset"]
    assert texts(table, "outputs")[1] == "55×55×8" and selected(table) == ["Conv2"]


# -- sorting -----------------------------------------------------------------------------------------------------------


def test_heads_sort_by_value(table: LayerTable) -> None:
    before = texts(table)
    click_head(table, "params")
    values = [int(text.replace(",", "") or 0) for text in texts(table, "params")]
    assert values == sorted(values) and values[-1] == 37752832
    click_head(table, "params")
    assert texts(table)[:3] == ["FC6", "FC7", "FC8"]
    click_head(table, "params")
    assert texts(table) == before
    click_head(table, "outputs")
    assert {texts(table)[0], texts(table)[1]} == {"FC8", "Softmax"} and texts(table)[-1] == "Norm1"


def test_what_is_not_known_is_last(table: LayerTable) -> None:
    table.session.remove_wire(Edge("relu3", 0, "conv4", 0))
    for _ in range(2):
        click_head(table, "multiply_adds")
        assert texts(table, "multiply_adds")[-14:] == ["–"] * 14


def test_an_edit_sorts_again(table: LayerTable) -> None:
    click_head(table, "params")
    click_head(table, "params")
    table.session.set_param("fc8", "out_features", 100000)
    assert texts(table)[0] == "FC8"


# -- filter ------------------------------------------------------------------------------------------------------------


def test_typing_filters(table: LayerTable) -> None:
    write(table, "type:Conv2d params>400k")
    assert texts(table) == ["Conv3", "Conv4", "Conv5"]
    assert table.note.text() == "3 of 25 layers"
    QTest.keyClick(table.filter, Qt.Key.Key_Escape)
    assert len(texts(table)) == 25 and table.note.text() == ""


def test_a_wrong_term_leaves_the_table(table: LayerTable) -> None:
    write(table, "fc params>1M")
    assert texts(table) == ["FC6", "FC7", "FC8"]
    QTest.keyClicks(table.filter, "x")
    assert table.note.text().startswith("“1Mx” after params is not a number.")
    assert texts(table) == ["FC6", "FC7", "FC8"]
    assert table.note.property("role") == "fault" and table.note.isVisible()


def test_the_filter_goes_on_while_the_document_changes(table: LayerTable) -> None:
    write(table, "params>1M")
    table.session.set_param("fc8", "out_features", 10)
    assert texts(table) == ["FC6", "FC7"] and table.note.text() == "2 of 25 layers"
    table.session.undo()
    assert texts(table) == ["FC6", "FC7", "FC8"]


def test_the_filter_leaves_the_selection_of_the_canvas(window: MainWindow) -> None:
    table = in_front(window)
    click_card(window, "conv1")
    write(table, "fc")
    assert window.canvas.selected == ["conv1"] and selected(table) == []
    QTest.keyClick(table.filter, Qt.Key.Key_Escape)
    assert selected(table) == ["Conv1"]


# -- stages ------------------------------------------------------------------------------------------------------------


def test_stages_with_sums(table: LayerTable) -> None:
    QTest.mouseClick(table.grouping, LEFT, NONE, QPoint(8, table.grouping.height() // 2))
    names = texts(table)
    assert names[:4] == ["No stage", "Input", "Conv1", "Conv1"]
    assert len(names) == 25 + 9
    sums = dict(zip(names, texts(table, "params"), strict=True))
    assert sums["No stage"] == "" and texts(table, "params")[2] == "34,944"
    assert texts(table, "type")[2] == "4 layers"
    assert texts(table, "activation_bytes")[0] == "", "the pictures are no activation"
    table.session.set_param("conv1", "out_channels", 192)
    assert texts(table, "params")[2] == "69,888"


def test_stages_fold_and_stay_folded(table: LayerTable) -> None:
    table.grouping.click()
    index = find(table, "Conv1")
    table.table.scrollTo(index)
    box = table.table.visualRect(index)
    QTest.mouseClick(table.table.viewport(), LEFT, NONE, QPoint(box.left() - 8, box.center().y()))
    assert len(texts(table)) == 25 + 9 - 4
    table.session.remove(["prob"])
    assert len(texts(table)) == 24 + 9 - 4
    write(table, "type:Conv2d")
    assert texts(table)[:3] == ["Conv1", "Conv2", "Conv2"]


def test_a_stage_selects_its_layers(window: MainWindow) -> None:
    table = in_front(window)
    table.grouping.click()
    click(table, "Conv3")
    assert sorted(window.canvas.selected) == ["conv3", "relu3"]
    assert selected(table) == ["Conv3", "ReLU3"]
    table.table.collapse(find(table, "Conv3"))
    assert selected(table) == ["Conv3"]
    click_card(window, "conv3")
    assert selected(table) == ["Conv3"]
    assert table.table.selectionModel().selectedRows()[0].parent() == find(table, "Conv3"), "unfolded to show it"
    assert table.table.isExpanded(find(table, "Conv3"))


def test_stages_are_sorted_by_their_sums(table: LayerTable) -> None:
    table.grouping.click()
    table.table.collapseAll()
    click_head(table, "params")
    click_head(table, "params")
    assert texts(table)[:3] == ["FC6", "FC7", "FC8"]


def test_the_switch_is_remembered(table: LayerTable, make_table: Callable[[], LayerTable]) -> None:
    table.grouping.click()
    again = make_table()
    assert again.grouping.isChecked()


# -- columns -----------------------------------------------------------------------------------------------------------


def test_columns_are_chosen_and_remembered(table: LayerTable, make_table: Callable[[], LayerTable]) -> None:
    pick(table.columns_button, "Receptive field", "Biases")
    keys = [column.key for column in table.columns.chosen]
    assert set(keys) == (set(USUAL) | {"receptive_field"}) - {"biases"}
    assert not table.table.isColumnHidden(PLACES["receptive_field"]) and table.table.isColumnHidden(PLACES["biases"])
    assert texts(table, "receptive_field")[1] == "11×11"
    again = make_table()
    assert [column.key for column in again.columns.chosen] == keys
    assert again.table.isColumnHidden(PLACES["biases"])
    pick(again.columns_button, "Usual columns")
    assert [column.key for column in again.columns.chosen] == USUAL


def test_the_menu_stays_open_and_says_what_columns_mean(table: LayerTable) -> None:
    menu = table.columns
    menu.popup(table.mapToGlobal(QPoint(0, 0)))
    tick = menu.ticks["flops"]
    QTest.mouseMove(menu, menu.actionGeometry(tick).center())
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(tick).center())
    assert menu.isVisible() and tick.isChecked() and tick.toolTip() == BY_KEY["flops"].meaning
    menu.close()
    assert not menu.ticks["layer"].isEnabled()


def test_the_heads_have_the_menu(table: LayerTable) -> None:
    table.table.header().customContextMenuRequested.emit(QPoint(5, 5))
    assert table.columns.isVisible()
    table.columns.close()


# -- copying -----------------------------------------------------------------------------------------------------------


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_copy_is_for_a_spreadsheet(table: LayerTable) -> None:
    click(table, "Conv1")
    click(table, "Conv2", Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    found = list(csv.DictReader(io.StringIO(clipboard()), delimiter="\t"))
    assert [row["layer"] for row in found] == ["Conv1", "Conv2"]
    assert list(found[0]) == USUAL and found[0]["params"] == "34944" and found[0]["outputs"] == "55x55x96"
    assert table.note.text() == "Copied 2 rows"


def test_copy_without_a_selection_copies_all(table: LayerTable) -> None:
    table.table.setFocus()
    QTest.keyClick(table.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    found = list(csv.DictReader(io.StringIO(clipboard()), delimiter="\t"))
    assert sum(int(row["params"]) for row in found) == 60965224


@pytest.mark.parametrize("name", FORMATS)
def test_copy_as(table: LayerTable, name: str) -> None:
    write(table, "type:Conv2d")
    click_head(table, "params")
    pick(table.copy_button, name)
    text = clipboard().replace("\r\n", "\n")
    places = [text.index(layer) for layer in ("Conv1", "Conv2", "Conv5", "Conv4", "Conv3")]
    assert places == sorted(places) and "ReLU" not in text and "884" in text
    assert text.startswith(
        {"CSV": "layer,type", "Markdown": "| Layer", "LaTeX": r"\begin", "Plain text": "Layer "}[name]
    )
    assert table.note.text() == f"Copied 5 rows as {name}"
    click(table, "Conv4")
    next(action for action in table.copy_button.menu().actions() if action.text() == name).trigger()
    assert "Conv4" in clipboard() and "Conv3" not in clipboard()


# -- selection ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_grouped", [False, True])
def test_selection_goes_both_ways(window: MainWindow, is_grouped: bool) -> None:
    table = in_front(window)
    table.grouping.setChecked(is_grouped)
    click(table, "ReLU4")
    assert window.canvas.selected == ["relu4"]
    click(table, "Pool5", Qt.KeyboardModifier.ControlModifier)
    assert sorted(window.canvas.selected) == ["pool5", "relu4"]
    click_card(window, "conv1")
    assert selected(table) == ["Conv1"]
    window.session.remove(["norm1"])
    assert selected(table) == ["Conv1"]
    window.canvas.select([])
    assert selected(table) == []


def test_a_double_click_goes_to_the_card(window: MainWindow) -> None:
    table = in_front(window)
    window.canvas.zoom_by(4)
    click(table, "FC8")
    QTest.mouseDClick(table.table.viewport(), LEFT, NONE, table.table.visualRect(find(table, "FC8")).center())
    middle = window.canvas.mapToScene(window.canvas.viewport().rect().center())
    assert (middle - window.canvas.canvas.cards["fc8"].pos()).manhattanLength() < 10


def test_the_bands_follow_the_theme(window: MainWindow) -> None:
    table = in_front(window)
    table.grouping.click()
    light = QColor(find(table, "Conv1").data(Qt.ItemDataRole.BackgroundRole))
    window.verbs.set_theme("dark")
    assert QColor(find(table, "Conv1").data(Qt.ItemDataRole.BackgroundRole)) != light
    window.verbs.set_theme("light")
