"""The page that judges a trained network, with an engine that answers at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from alexstudio.runs.evaluation import Classify, Evaluate
from alexstudio.ui.evaluation import EvaluationPanel
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.main_window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(make_window: Callable[..., MainWindow]) -> MainWindow:
    return make_window("lenet5")


def trained(window: MainWindow) -> tuple[EvaluationPanel, FakeEngine]:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    QTest.mouseClick(window.train_button, LEFT)
    engine.play(60)
    window.tabs.setCurrentWidget(window.evaluation)
    QApplication.processEvents()
    return window.evaluation, engine


def test_nothing_to_judge_before_a_training(window: MainWindow) -> None:
    window.tabs.setCurrentWidget(window.evaluation)
    assert not window.evaluation.start.isEnabled() and window.evaluation.empty.isVisible()


def test_evaluate_and_look_at_what_was_found(window: MainWindow) -> None:
    panel, engine = trained(window)
    panel.views.setFocus()
    QTest.keyClick(panel.views, Qt.Key.Key_Down)
    QTest.mouseClick(panel.start, LEFT)
    asked = next(command for command in engine.commands if isinstance(command, Evaluate))
    assert (asked.views, asked.weights, asked.split) == ("ten", "best", "validation")
    assert panel.errors.text() == "top-5 error 10.0 %" and "320 pictures" in panel.details.text()
    assert panel.pairs.item(0, 0).text() == "class 0" and panel.pairs.item(0, 2).text() == "3 / 10"
    assert panel.matrix.words(0, 1) == "class 0 taken for class 1: 3 of 10"
    assert panel.mistakes.count() == 12
    place = panel.matrix.cell(4, 5).center().toPoint()
    QTest.mouseClick(panel.matrix, LEFT, NONE, place)
    assert panel.tabs.currentWidget() is panel.mistakes and panel.mistakes.count() == 1
    assert panel.mistakes.item(0).text().startswith("class 4")


def test_a_picture_is_dropped(window: MainWindow, tmp_path: Path) -> None:
    panel, engine = trained(window)
    panel.tabs.setCurrentWidget(panel.own)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "cat.png"))])
    copy, buttons = Qt.DropAction.CopyAction, LEFT
    QApplication.sendEvent(panel.own, QDragEnterEvent(QPoint(9, 9), copy, data, buttons, NONE))
    QApplication.sendEvent(panel.own, QDropEvent(QPointF(9, 9), copy, data, buttons, NONE))
    assert [Path(one.path).name for one in engine.commands if isinstance(one, Classify)] == ["cat.png"]
    assert panel.own.bars.guesses[0] == ("class 3", 0.62) and panel.own.name.text() == "cat.png"
    assert len(window.session.sheets) == 1, "the window did not take it for a document"


def test_findings_of_another_run_go_away(window: MainWindow) -> None:
    panel, engine = trained(window)
    QTest.mouseClick(panel.start, LEFT)
    QTest.mouseClick(window.train_button, LEFT)
    engine.play(2)
    assert panel.errors.text() == "" and not panel.start.isEnabled()
    engine.fail("train", "It broke.")


def test_a_failure_lets_one_try_again(window: MainWindow) -> None:
    panel, engine = trained(window)
    window.trainer.is_evaluating = True
    engine.fail("evaluate", "The evaluation was stopped.")
    assert panel.start.isEnabled() and panel.start.text() == "Evaluate" and "stopped" in window.banner.text
