"""A training that ended as it should not: what is offered, and what is taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import LEFT
from PySide6.QtTest import QTest

from alexstudio.runs import messages as say
from alexstudio.runs.folder import LAST
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.main_window import MainWindow


@pytest.fixture
def window(make_window: Callable[..., MainWindow]) -> MainWindow:
    return make_window("lenet5")


def engine(window: MainWindow) -> FakeEngine:
    assert isinstance(window.trainer.engine, FakeEngine)
    return window.trainer.engine


def train(window: MainWindow, steps: int = 3, *, is_kept: bool = True) -> Path:
    """Train some steps; whether there is a checkpoint by then. The run folder."""
    QTest.mouseClick(window.train_button, LEFT)
    engine(window).play(steps)
    run = window.trainer.run
    assert run is not None
    if is_kept:
        (run.path / LAST).write_bytes(b"weights")
    return run.path


def folders(window: MainWindow) -> list[Path]:
    return list(window.trainer.runs.iterdir()) if window.trainer.runs.exists() else []


def test_a_killed_worker_can_go_on(window: MainWindow) -> None:
    path = train(window)
    engine(window).kill()
    banner = window.banner
    assert "was ended by signal 9" in banner.text and banner.kind == "problem"
    assert banner.button.text() == "Continue" and not banner.second.isVisible()
    QTest.mouseClick(banner.button, LEFT)
    assert engine(window).commands[-1] == say.Train(run=str(path), resume=True)
    assert not banner.isVisible() and window.trainer.is_busy


def test_nothing_is_offered_where_there_is_no_checkpoint(window: MainWindow) -> None:
    train(window, is_kept=False)
    engine(window).kill()
    assert window.banner.isVisible() and not window.banner.button.isVisible()


def test_half_the_batch_is_one_step_of_undo_in_a_fresh_engine(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = train(window)
    before, closed = window.session.document.recipe, []
    monkeypatch.setattr(engine(window), "close", lambda: closed.append(FakeEngine.close(engine(window))))
    engine(window).fail("train", "Too little memory.", can_go_on=True, smaller_batch=before.batch_size // 2)
    banner = window.banner
    assert banner.button.text() == f"Train with batch {before.batch_size // 2}"
    assert banner.second.text() == "Continue" and banner.second.isVisible()
    QTest.mouseClick(banner.button, LEFT)
    assert len(closed) == 1, "a fresh worker"
    assert window.session.document.recipe.batch_size == before.batch_size // 2
    command = engine(window).commands[-1]
    assert isinstance(command, say.Train) and not command.resume and command.run != str(path)
    assert window.trainer.is_busy and not banner.isVisible()
    window.trainer.stop()
    window.session.undo()
    assert window.session.document.recipe == before


def test_a_loss_that_is_no_number_is_not_repeated(window: MainWindow) -> None:
    train(window)
    engine(window).fail("train", "At step 4 the loss is no longer a number.")
    assert window.banner.isVisible() and not window.banner.button.isVisible()


def test_a_run_that_never_started_leaves_no_folder(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    first = train(window)
    window.trainer.stop()
    assert window.trainer.run is not None and folders(window) == [first]
    monkeypatch.setattr(engine(window), "_begin", lambda run, step: None)  # it is told nothing yet
    QTest.mouseClick(window.train_button, LEFT)
    assert len(folders(window)) == 2
    engine(window).fail("train", "There is no folder /photos.")
    assert folders(window) == [first]
    assert window.trainer.run is not None and window.trainer.run.path == first, "the run before is shown again"
    QTest.mouseClick(window.train_button, LEFT)
    engine(window).kill()
    assert folders(window) == [first]
    assert window.trainer.can_resume
    window.trainer.resume()
    engine(window).fail("train", "It cannot go on.")
    assert folders(window) == [first], "what has started once is never taken back"
