"""The page of earlier runs, driven with real events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from earlier_runs import earlier_run
from PySide6.QtCore import QFile, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from alexstudio.graph.presets import load_preset
from alexstudio.runs.messages import Train
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.history.rows import NAME, RunRows
from alexstudio.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(make_window: Callable[..., MainWindow], tmp_path: Path) -> MainWindow:
    earlier_run(tmp_path / "runs", "first", age=50, steps=64)
    earlier_run(tmp_path / "runs", "second", age=20, reason="stopped")
    broken = earlier_run(tmp_path / "runs", "third", age=90)
    (broken / "job.json").write_text("{")
    return make_window("alexnet")


def listed(window: MainWindow, qtbot: QtBot) -> RunRows:
    window.tabs.setCurrentWidget(window.history)
    rows = window.history.rows
    qtbot.waitUntil(lambda: rows.topLevelItemCount() >= 3 and not window.history._work.isActive())
    return rows


def click(rows: RunRows, name: str, *, tick: bool = False) -> None:
    number = next(place for place, record in enumerate(rows.records) if record.path.name == name)
    box = rows.visualItemRect(rows.topLevelItem(number))
    spot = box.center()
    spot.setX(box.left() + 12 if tick else box.left() + 80)
    QTest.mouseClick(rows.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, spot)


def test_the_newest_first_and_a_damaged_one_does_no_harm(window: MainWindow, qtbot: QtBot) -> None:
    rows = listed(window, qtbot)
    assert [record.path.name for record in rows.records] == ["second", "first", "third"]
    click(rows, "third")
    panel = window.history
    assert "job.json" in panel.why.text() and not panel.open.isEnabled() and panel.delete.isEnabled()
    click(rows, "first")
    assert panel.open.isEnabled() and not panel.resume.isEnabled() and panel.why.text() == ""


def test_open_brings_network_and_curves_and_lets_it_be_judged(window: MainWindow, qtbot: QtBot) -> None:
    rows = listed(window, qtbot)
    click(rows, "second")
    QTest.mouseClick(window.history.open, LEFT)
    qtbot.waitUntil(
        lambda: (
            window.trainer.run is not None
            and window.trainer.run.finished is None
            and len(window.trainer.run.curves["train_loss"]) == 32
        )
    )
    assert window.session.document == load_preset("lenet5") and window.tabs.currentWidget() is window.training
    assert window.trainer.can_resume and window.trainer.run.path.name == "second"


def test_continue_goes_on_in_its_folder(window: MainWindow, qtbot: QtBot) -> None:
    rows = listed(window, qtbot)
    click(rows, "second")
    QTest.mouseClick(window.history.resume, LEFT)
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    qtbot.waitUntil(lambda: any(isinstance(one, Train) for one in engine.commands))
    asked = next(one for one in engine.commands if isinstance(one, Train))
    assert asked.resume and Path(asked.run).name == "second"
    assert not window.history.resume.isEnabled()


def test_a_tick_draws_a_run_beneath_and_fork_makes_a_new_document(window: MainWindow, qtbot: QtBot) -> None:
    rows = listed(window, qtbot)
    click(rows, "first", tick=True)
    plots = window.training.plots
    qtbot.waitUntil(lambda: [len(run.curves["train_loss"]) for run in plots.others] == [64])
    click(rows, "first", tick=True)
    qtbot.waitUntil(lambda: not plots.others)
    assert rows.topLevelItem(0).checkState(NAME) == Qt.CheckState.Unchecked
    click(rows, "first")
    QTest.mouseClick(window.history.fork, LEFT)
    assert window.session.document.title == "LeNet-5" and window.trainer.run is None


def test_delete_asks_first(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    binned: list[str] = []

    def bin_it(name: str) -> bool:
        binned.append(name)
        Path(name).rename(tmp_path / "bin")
        return True

    monkeypatch.setattr(QFile, "moveToTrash", staticmethod(bin_it))
    rows = listed(window, qtbot)
    click(rows, "first")
    for go in (False, True):
        QTimer.singleShot(0, lambda go=go: answer(go))
        rows.setFocus()
        QTest.keyClick(rows, Qt.Key.Key_Delete)
        assert len(binned) == go
    qtbot.waitUntil(lambda: [record.path.name for record in rows.records] == ["second", "third"])


def answer(go: bool) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    button = box.findChild(object, "delete_run_go") if go else box.button(QMessageBox.StandardButton.Cancel)
    QTest.mouseClick(button, LEFT)
