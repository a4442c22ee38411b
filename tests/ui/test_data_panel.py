"""The Data panel with real clicks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from alexstudio.runs.data_page import Preview, Survey
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.main_window import MainWindow
from tests.driving import LEFT, type_into


def asked(window: MainWindow, kind: type) -> list:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    return [command for command in engine.commands if isinstance(command, kind)]


def test_looking_through_fills_the_pages(window: MainWindow) -> None:
    window.show_tab(window.data)
    QTest.mouseClick(window.data.look, LEFT)
    assert len(asked(window, Survey)) == 1 and not asked(window, Survey)[0].download
    assert window.data.classes.rowCount() == 3 and window.data.samples.count() == 12
    assert window.data.pages.tabText(3) == "Broken files (1)"
    assert window.data.facts.text().startswith("3 classes, 900 training and 120 validation pictures.")


def test_again_draws_as_the_next_epoch(window: MainWindow) -> None:
    window.show_tab(window.data)
    window.data.pages.setCurrentIndex(4)
    QTest.mouseClick(window.data.again, LEFT)
    assert asked(window, Preview)[-1].epoch == 2 and window.data.steps.count() == 4


def test_choices_are_edits_of_the_document(window: MainWindow) -> None:
    window.show_tab(window.data)
    data = window.data
    data.source.setCurrentIndex(data.source.findData("cifar10"))
    data.source.activated.emit(data.source.currentIndex())
    assert data.fetch.isVisible() and not asked(window, Survey)
    type_into(data.place, "/pictures")
    assert window.session.document.recipe.data == "cifar10:/pictures"
    QTest.keyClick(data.skip, Qt.Key.Key_Space)
    assert window.session.document.recipe.skip_broken
    window.session.undo()
    window.session.undo()
    assert window.session.document.recipe.data == "builtin:shapes" and not data.skip.isChecked()
