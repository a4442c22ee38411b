"""The recipe form explains itself, each change is one undo step, and a training that runs can be steered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from alexstudio.graph.recipe import InitRule
from alexstudio.graph.recipes_named import CAFFE, NAMED, ORIGINAL_CODE
from alexstudio.graph.schedule import RateRule, Schedule
from alexstudio.runs import steering as steer
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.recipe.rules import read_epochs

LEFT = Qt.MouseButton.LeftButton


def open_section(window: MainWindow, name: str) -> None:
    form = window.training.recipe
    head = form.sections.sections[name].head
    form.scroller.ensureWidgetVisible(head)
    QTest.mouseClick(head, LEFT, pos=head.rect().center())
    assert head.isChecked()


def type_text(line: QWidget, text: str) -> None:
    line.setFocus()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def choose(box: QComboBox, down: int) -> None:
    box.setFocus()
    for _ in range(abs(down)):
        QTest.keyClick(box, Qt.Key.Key_Down if down > 0 else Qt.Key.Key_Up)


def test_only_what_matters_is_in_sight(window: MainWindow) -> None:
    form, session = window.training.recipe, window.session
    assert form.sections.sections["optimizer"].head.summary == "SGD 0.9, decay 0.0005"
    open_section(window, "optimizer")
    fields = form.sections.fields
    shown = lambda: {name for name in ("momentum", "nesterov", "beta1", "weight_decay") if fields[name].isVisible()}  # noqa: E731
    assert shown() == {"momentum", "nesterov", "weight_decay"}
    choose(fields["optimizer"], 1)
    assert session.document.recipe.optimizer == "adam" and shown() == {"beta1", "weight_decay"}
    session.undo()
    assert session.document.recipe.optimizer == "sgd" and shown() == {"momentum", "nesterov", "weight_decay"}
    assert not session.sheet.history.undo_label, "one change, one step"


def test_the_curve_follows_the_schedule(window: MainWindow) -> None:
    form, session = window.training.recipe, window.session
    assert {rate for _, rate in form.curve.points} == {0.005} and form.curve.marks == ([], [])
    open_section(window, "schedule")
    choose(form.sections.fields["schedule"], 1)
    assert session.document.recipe.schedule == "steps"
    drops = form.sections.fields["drops"]
    type_text(drops.editor, "3; 6.5")
    assert session.document.recipe.drops == (3.0, 6.5) and form.curve.marks[0] == [3.0, 6.5]
    assert {round(rate, 9) for _, rate in form.curve.points} == {0.005, 0.0005, 0.00005}
    assert "drops after the epochs 3, 6.5" in form.curve.toolTip()
    assert form.sections.sections["schedule"].head.summary == "÷ 10 after 3, 6.5"
    type_text(drops.editor, "3, soon")
    assert session.document.recipe.drops == (3.0, 6.5) and drops._fault.text().startswith("soon is no epoch")
    session.undo()
    assert session.document.recipe.drops == () and drops.editor.text() == "" and not drops._fault.isVisible()


def test_a_named_recipe_is_one_step_and_is_told_when_it_is_changed(window: MainWindow) -> None:
    form, session = window.training.recipe, window.session
    choose(form.recipe, 2)
    assert session.document.recipe == ORIGINAL_CODE
    drops, freezes = form.curve.marks
    assert (drops, freezes) == ([23.0, 51.0, 78.0], [72.0])
    assert "Conv1: frozen after epoch 72" in form.curve.toolTip()
    assert len(form.curve._lines) == 3 and form.curve._lines[2][-1][0] < 72
    assert form.sections.sections["rates"].head.summary.startswith("3 rule")
    type_text(form.fields["epochs"].editor, "94")
    assert form.recipe.currentText() == "Original code (2012), changed"
    session.undo()
    assert form.recipe.currentText() == ORIGINAL_CODE.name
    assert all(form.recipe.itemData(row, Qt.ItemDataRole.ToolTipRole) for row in range(len(NAMED)))


def test_rules_of_rates_are_added_changed_and_removed(window: MainWindow) -> None:
    form, session = window.training.recipe, window.session
    open_section(window, "rates")
    rules = form.sections.rates
    form.scroller.ensureWidgetVisible(rules.add)
    QTest.mouseClick(rules.add, LEFT)
    assert session.document.recipe.rates == (RateRule(kind="biases", rate=2.0, decay=0.0),)
    type_text(rules.cards[0].findChild(QComboBox, "stages").lineEdit(), "Conv1, Conv2")
    type_text(rules.cards[0].findChild(QWidget, "field_frozen_from").editor, "4")
    type_text(rules.cards[0].findChild(QWidget, "field_own_drops").editor, "1 2")
    assert QApplication.focusWidget() is rules.cards[0].findChild(QWidget, "field_own_drops").editor, "typing goes on"
    own = Schedule(kind="steps", drops=(1.0, 2.0))
    wanted = RateRule(stages=("Conv1", "Conv2"), kind="biases", rate=2.0, decay=0.0, frozen_from=4.0, schedule=own)
    assert session.document.recipe.rates == (wanted,)
    assert form.curve.marks[1] == [4.0]
    QTest.mouseClick(rules.cards[0].findChild(QPushButton, "remove_rule"), LEFT)
    assert session.document.recipe.rates == () and not rules.cards
    for _ in range(5):
        session.undo()
    assert session.document.recipe.rates == () and not session.sheet.history.undo_label


def test_what_is_half_typed_does_not_undo_an_undo(window: MainWindow) -> None:
    form, session = window.training.recipe, window.session
    open_section(window, "rates")
    QTest.mouseClick(form.sections.rates.add, LEFT)
    line = form.sections.rates.cards[0].findChild(QWidget, "field_frozen_from").editor
    line.setFocus()
    QTest.keyClicks(line, "7")
    session.undo()
    assert session.document.recipe.rates == () and not form.sections.rates.cards


def test_how_layers_start(window: MainWindow) -> None:
    form, session = window.training.recipe, window.session
    session.set_recipe(CAFFE, "Caffe")
    open_section(window, "initialisation")
    starts = form.sections.starts
    assert [card.findChild(QComboBox, "stages").currentText() for card in starts.cards] == [
        "FC6, FC7", "Conv2, Conv4, Conv5", "all layers",
    ]  # fmt: skip
    choose(starts.cards[2].findChild(QComboBox, "field_weights"), -1)
    assert session.document.recipe.initialisation[2] == InitRule(weights="xavier")
    assert starts.cards[2].findChild(QWidget, "field_std") is None


def test_epochs_as_they_are_typed() -> None:
    assert read_epochs(" 30,60;  7.5 30 ") == (7.5, 30.0, 60.0) and read_epochs("") == ()


def test_steering_a_training(make_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = make_window()
    engine, steering = window.trainer.engine, window.training.steering
    assert isinstance(engine, FakeEngine) and not steering.isVisible()
    QTest.mouseClick(window.train_button, LEFT)
    engine.play(5)
    assert steering.isVisible() and steering.rate.editor.text() == "0.01"
    QTest.mouseClick(steering.divide, LEFT)
    assert engine.commands[-1] == steer.SetRate(factor=0.1)
    assert "From step 6 on the learning rate is 0.001" in window.banner.text
    engine.play(1)
    assert steering.rate.editor.text() == "0.001"
    type_text(steering.rate.editor, "0.02")
    assert engine.commands[-1] == steer.SetRate(rate=0.02)
    QTest.mouseClick(steering.validate, LEFT)
    assert isinstance(engine.commands[-1], steer.ValidateNow) and window.training.errors.text() == "25.0 %"
    QTest.mouseClick(steering.checkpoint, LEFT)
    assert isinstance(engine.commands[-1], steer.CheckpointNow)
    assert "checkpoint of step 6 is written" in window.banner.text
    QTest.mouseClick(steering.pause, LEFT)
    assert isinstance(engine.commands[-1], steer.Pause) and steering.pause.text() == "Go on"
    assert "Held" in window.training.speed.text()
    engine.play(3)
    assert window.trainer.run is not None and window.trainer.run.step.step == 6
    QTest.mouseClick(steering.pause, LEFT)
    assert isinstance(engine.commands[-1], steer.Go) and steering.pause.text() == "Pause"
    QTest.mouseClick(window.stop_button, LEFT)
    assert not steering.isVisible()
    window.trainer.pause()
    assert not isinstance(engine.commands[-1], steer.Pause), "nothing runs that could be held"
