"""Problems in the window: told, gone to with a click or Enter, and fixed with a button, all with real events."""

from __future__ import annotations

from collections.abc import Callable

import driving
from driving import LEFT, NONE, click_card
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from alexstudio.graph import Edge, LayerGraph
from alexstudio.graph.changes import TakeOut
from alexstudio.graph.recipes_named import PAPER
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.problems import SHOWN, ProblemRow


def open_problems(window: MainWindow) -> None:
    bar = window.tabs.tabBar()
    QTest.mouseClick(bar, LEFT, NONE, bar.tabRect(window.tabs.indexOf(window.problems)).center())


def texts(window: MainWindow) -> list[str]:
    return [row.trouble.message for row in window.problems.rows]


def buttons(qtbot: QtBot, row: ProblemRow) -> list[QPushButton]:
    qtbot.waitUntil(lambda: bool(row.fixes.buttons))
    return row.fixes.buttons


def test_a_button_fixes_a_problem_and_undo_brings_it_back(window: MainWindow, qtbot: QtBot) -> None:
    open_problems(window)
    click_card(window, "conv2")
    driving.type_into(window.inspector.fields["groups"].editor, "5")
    assert window.tabs.tabText(window.tabs.indexOf(window.problems)) == "Problems (1)"
    row = window.problems.rows[0]
    assert row.trouble.message.startswith("Conv2 has groups = 5") and row.trouble.severity == "error"
    found = buttons(qtbot, row)
    assert [button.text() for button in found] == ["Set groups of Conv2 to 4", "Remove Conv2"]
    QTest.mouseClick(found[0], LEFT)
    assert window.session.document.graph["conv2"].params["groups"] == 4
    assert window.session.snapshot.report.is_runnable
    assert window.session.history.undo_label == "Set groups of Conv2 to 4"
    assert window.tabs.tabText(window.tabs.indexOf(window.problems)) == "Problems"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.problems.rows[0].trouble.message.startswith("Conv2 has groups = 5")


def test_the_inspector_has_the_buttons_too(window: MainWindow, qtbot: QtBot) -> None:
    window.session.edit("Break", lambda graph: TakeOut("flatten6").apply(graph))
    click_card(window, "fc6")
    fixes = window.inspector.node_form.fixes
    qtbot.waitUntil(lambda: bool(fixes.buttons))
    assert fixes.isVisible() and fixes.buttons[0].text() == "Insert Flatten before FC6"
    QTest.mouseClick(fixes.buttons[0], LEFT)
    assert window.session.snapshot.report.total.params == 60_965_224
    assert not window.inspector.node_form.problem.isVisible()
    new = window.session.document.graph.inputs("fc6")[0].source
    cards = window.canvas.canvas.cards
    assert not cards[new].sceneBoundingRect().intersects(cards["fc6"].sceneBoundingRect())


def test_click_and_enter_go_to_the_layer(window: MainWindow) -> None:
    open_problems(window)
    note = window.problems.rows[-1]
    assert note.trouble.severity == "note" and note.trouble.node == "norm1"
    QTest.mouseClick(note, LEFT, NONE, QPoint(200, note.height() // 2))
    assert window.canvas.selected == ["norm1"]
    click_card(window, "fc7")
    note.setFocus()
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert window.canvas.selected == ["norm1"]


def test_notes_are_shown_but_not_counted(window: MainWindow) -> None:
    open_problems(window)
    assert window.tabs.tabText(window.tabs.indexOf(window.problems)) == "Problems"
    assert len(window.problems.rows) == 1


def test_a_warning_about_the_recipe_is_fixed_in_the_recipe(window: MainWindow, qtbot: QtBot) -> None:
    open_problems(window)
    window.session.set_recipe(PAPER.model_copy(update={"input_scale": "unit"}), "Break the recipe")
    row = next(row for row in window.problems.rows if row.trouble.rule == "small-signal")
    assert window.session.snapshot.report.is_runnable
    QTest.mouseClick(buttons(qtbot, row)[0], LEFT)
    assert window.session.document.recipe == PAPER
    assert window.session.history.undo_label == "Use pictures of 0 to 255"


def test_nothing_of_a_document_is_markup(window: MainWindow) -> None:
    open_problems(window)
    window.session.rename("conv2", "<b>bold</b>")
    window.session.set_param("conv2", "groups", 5)
    labels = window.problems.rows[0].findChildren(QLabel)
    shown = next(label for label in labels if "bold" in label.text())
    assert shown.textFormat() == Qt.TextFormat.PlainText and shown.text().startswith("<b>bold</b> has groups")


def test_sentences_are_not_cut_off(window: MainWindow) -> None:
    open_problems(window)
    window.resize(700, 700)
    row = window.problems.rows[0]
    QTest.qWait(20)
    label = next(label for label in row.findChildren(QLabel) if label.text())
    assert label.height() >= label.heightForWidth(label.width())
    assert row.width() <= window.problems.list.viewport().width()


def test_very_many_problems(window: MainWindow) -> None:
    def break_all(graph: LayerGraph) -> None:
        for number in range(300):
            node = graph.add_type("Add", id=f"loose_{number}")
            graph.connect(Edge("relu1", 0, node.id, 0))

    open_problems(window)
    window.session.edit("Break", break_all)
    assert len(window.problems.rows) == SHOWN and window.problems._more.isVisible()
    assert window.problems._more.text() == f"and {302 - SHOWN} more"
    window.session.undo()
    assert len(window.problems.rows) == 1 and not window.problems._more.isVisible()


def test_a_fix_that_came_too_late_is_refused_with_a_sentence(
    make_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = make_window()
    window.session.edit("Break", lambda graph: TakeOut("flatten6").apply(graph))
    open_problems(window)
    fix = buttons(qtbot, window.problems.rows[0])[0].property("fix")
    window.session.remove(["pool5"])
    before = window.session.document
    window.session.fix(fix)
    assert window.session.document is before and window.banner.isVisible()
