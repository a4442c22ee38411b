"""Going on with a training that was stopped."""

from __future__ import annotations

from driving import LEFT
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from alexstudio.runs import messages as say
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.main_window import MainWindow


def engine(window: MainWindow) -> FakeEngine:
    assert isinstance(window.trainer.engine, FakeEngine)
    return window.trainer.engine


def test_a_stopped_training_goes_on(window: MainWindow) -> None:
    panel = window.training
    assert not panel.resume.isVisible() and not window.actions_by_id["resume"].isEnabled()
    QTest.keyClick(window, Qt.Key.Key_F5)
    engine(window).play(20)
    assert panel.stop.isVisible() and not panel.resume.isVisible()
    QTest.mouseClick(panel.stop, LEFT)
    assert panel.resume.isVisible() and not panel.stop.isVisible()
    run = window.trainer.run
    assert run is not None and len(run.curves["train_loss"]) == 20
    QTest.mouseClick(panel.resume, LEFT)
    command = engine(window).commands[-1]
    assert isinstance(command, say.Train) and command.resume and command.run == str(run.path)
    assert window.trainer.run is run and window.trainer.is_busy
    engine(window).play(60)
    assert list(run.curves["train_loss"].steps) == list(range(1, 61)), "one curve without a gap"
    assert run.finished is not None and run.finished.reason == "done"
    assert not panel.resume.isVisible() and not window.actions_by_id["resume"].isEnabled()


def test_after_the_engine_died_it_goes_on_from_its_checkpoint(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F5)
    engine(window).play(20)
    engine(window).kill()
    assert window.training.resume.isVisible()
    engine(window)._step = 12  # the last checkpoint
    QTest.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    run = window.trainer.run
    assert run is not None and list(run.curves["train_loss"].steps) == list(range(1, 13))
    engine(window).play(3)
    assert list(run.curves["train_loss"].steps) == list(range(1, 16))


def test_one_that_cannot_go_on_says_why(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F5)
    engine(window).play(5)
    window.trainer.stop()
    window.trainer.resume()
    engine(window).fail("train", "The run cannot go on: its last checkpoint is damaged.")
    assert "cannot go on" in window.banner.text
    assert not window.trainer.is_busy
