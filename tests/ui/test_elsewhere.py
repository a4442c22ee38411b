"""A training for other machines, and one that is watched."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import LEFT, when_dialog
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from alexstudio.runs import messages as say
from alexstudio.runs.elsewhere import SCRIPT
from alexstudio.runs.folder import RunFolder
from alexstudio.ui.elsewhere_dialog import ElsewhereDialog
from alexstudio.ui.main_window import MainWindow

STEPS = 6


def step(number: int) -> say.Step:
    return say.Step(
        step=number, epoch=1, loss=3.0 / number, top1=0.9, top5=0.5, rate=0.01, images_per_second=90.0, seconds_left=4.0
    )


def write(path: Path, *events: object) -> None:
    path.mkdir(exist_ok=True)
    with (path / "metrics.jsonl").open("ab") as log:
        for event in events:
            log.write(say.to_line(event))  # type: ignore[arg-type]


def started(path: Path) -> say.Started:
    return say.Started(
        run=str(path), classes=("a", "b"), steps=STEPS, steps_per_epoch=3, precision="float32", devices={},
        chance_top1=0.5, chance_top5=0.0,
    )  # fmt: skip


def test_the_folder_and_the_line_for_other_machines(window: MainWindow, tmp_path: Path) -> None:
    QSettings().setValue("elsewhere_folder", str(tmp_path))

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, ElsewhereDialog)
        assert dialog.out.parent == tmp_path and "One process trains" in dialog.share.text()
        dialog.processes.setFocus()
        dialog.processes.selectAll()
        QTest.keyClicks(dialog.processes, "64")
        assert "too small for 64 processes" in dialog.share.text() and not dialog.ok.isEnabled()
        QTest.keyClick(dialog.processes, Qt.Key.Key_Backspace)
        QTest.keyClick(dialog.processes, Qt.Key.Key_Backspace)
        QTest.keyClicks(dialog.processes, "4")
        assert "8 each" in dialog.share.text()
        QTest.mouseClick(dialog.copy_line, LEFT)
        assert QGuiApplication.clipboard().text() == dialog.plan.line(str(dialog.out))
        assert "--nproc-per-node=4" in dialog.line.toPlainText()
        dialog.path.setText(str(tmp_path / "there"))
        QTest.mouseClick(dialog.ok, LEFT)

    when_dialog(fill)
    window.actions_by_id["run_elsewhere"].trigger()
    assert RunFolder(tmp_path / "there").document().title == window.session.document.title
    assert "nproc-per-node=4" in (tmp_path / "there" / SCRIPT).read_text()
    assert str(tmp_path / "there") in window.banner.text and window.banner.kind == "good"


def test_a_run_of_another_process_is_watched(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "other"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: str(path))
    window.actions_by_id["watch_run"].trigger()
    watching = window.elsewhere_verbs.watching
    assert watching is not None and "Nothing is written" in window.banner.text
    watching.look()
    write(path, started(path), step(1), step(2))
    qtbot.waitUntil(lambda: window.trainer.run is not None and window.trainer.run.step is not None, timeout=3000)
    run = window.trainer.run
    assert run is watching.run and len(run.curves["train_loss"]) == 2
    assert "step 2 of 6" in window.training.where.text()
    assert not window.trainer.can_resume and not window.trainer.is_busy and not window.training.resume.isVisible()
    assert not (path / "job.json").exists(), "it is read only"
    for number in range(3, STEPS + 1):
        write(path, step(number))
    end = say.Finished(run=str(path), reason="done", step=STEPS, top1=None, top5=None, best_top5=None, seconds=2.0)
    write(path, end)
    watching.look()
    watching.look()
    assert watching.is_on, "the result is missing"
    (path / "result.json").write_text("{}")
    watching.look()
    assert not watching.is_on and "has ended after 6 steps" in window.banner.text
    assert "Finished after 6 steps" in window.training.where.text()


def test_another_training_takes_its_place(window: MainWindow, tmp_path: Path) -> None:
    write(tmp_path / "other", started(tmp_path), step(1))
    window.elsewhere_verbs.follow(tmp_path / "other")
    watching = window.elsewhere_verbs.watching
    assert watching is not None
    watching.look()
    QTest.keyClick(window, Qt.Key.Key_F5)
    watching.look()
    assert not watching.is_on and window.trainer.run is not watching.run
    window.elsewhere_verbs.follow(tmp_path / "other")
    assert "Stop it first" in window.banner.text
