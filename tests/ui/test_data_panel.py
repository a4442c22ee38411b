"""The Data panel with real clicks."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from alexstudio.graph import Recipe
from alexstudio.graph.augmentation import PLAIN, Augmentation
from alexstudio.graph.fileformat import loads
from alexstudio.runs.data_page import KeepingPictures, KeepPictures, LeaveOff, Preview, Survey
from alexstudio.runs.messages import Failed, LookAtData
from alexstudio.ui.data.fields import DataFields
from alexstudio.ui.data.stages import CAPTION, GAP, arrange
from alexstudio.ui.data_panel import DataPanel
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.fields import ParamField
from alexstudio.ui.main_window import MainWindow
from tests.driving import LEFT, NONE, type_into

Asked = TypeVar("Asked")


def asked(window: MainWindow, kind: type[Asked]) -> list[Asked]:
    return [command for command in engine(window).commands if isinstance(command, kind)]


def engine(window: MainWindow) -> FakeEngine:
    made = window.trainer.engine
    assert isinstance(made, FakeEngine)
    return made


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> DataPanel:
    """Its page of the augmentation, with a preview."""
    window.show_tab(window.data)
    window.data.pages.setCurrentWidget(window.data.way)
    qtbot.waitUntil(lambda: window.data.steps.count() == 4)
    return window.data


def choose(box: QComboBox, row: int) -> None:
    box.setFocus()
    while box.currentIndex() != row:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < row else Qt.Key.Key_Up)


def test_looking_through_fills_the_pages(window: MainWindow) -> None:
    window.show_tab(window.data)
    data = window.data
    QTest.mouseClick(data.side.look, LEFT)
    assert len(asked(window, Survey)) == 1 and not asked(window, Survey)[0].download
    assert data.classes.rowCount() == 3 and data.samples.count() == 12
    assert data.pages.tabText(data.pages.indexOf(data.broken)) == "Broken files (1)"
    assert data.side.facts.text().startswith("3 classes, 900 training and 120 validation pictures.")
    assert window.training.recipe.facts.text().startswith("3 classes, ")
    for column in (2, 3):
        item = data.classes.item(0, column)
        assert item is not None and item.textAlignment() & Qt.AlignmentFlag.AlignRight
    type_into_source(data, "/others")
    assert data.classes.rowCount() == 0 and data.samples.count() == 0 and data.side.facts.text() == ""


def test_the_next_picture_the_next_epoch_and_none(window: MainWindow, panel: DataPanel) -> None:
    assert panel.drawn.text() == "Picture 1 of 900, class 0, epoch 1"
    QTest.mouseClick(panel.again, LEFT)
    assert asked(window, Preview)[-1].epoch == 2
    QTest.mouseClick(panel.next, LEFT)
    assert panel.drawn.text() == "Picture 2 of 900, class 0, epoch 2"
    for _ in range(2):
        QTest.mouseClick(panel.before, LEFT)
    assert panel.drawn.text().startswith("Picture 900 of 900")
    place = panel.steps.place(1).center()
    assert panel.steps.tip_at(place) == "crop, 224×224" and panel.steps.tip_at(QPoint(0, 0)) == ""
    engine(window).heard.emit(Failed(command="preview", why="There is no folder /x."))
    assert panel.steps.count() == 0 and panel.steps.trouble == "There is no folder /x."
    assert not window.banner.isVisible()


def test_a_sample_that_is_pressed_is_previewed(window: MainWindow, panel: DataPanel, qtbot: QtBot) -> None:
    QTest.mouseClick(panel.side.look, LEFT)
    panel.pages.setCurrentWidget(panel.samples)
    fifth = panel.samples.visualItemRect(panel.samples.item(4)).center()
    QTest.mouseClick(panel.samples.viewport(), LEFT, NONE, fifth)
    qtbot.waitUntil(lambda: panel.drawn.text().startswith("Picture 5 of 900"))
    assert panel.pages.currentWidget() is panel.way and asked(window, Preview)[-1].sample == 4


def test_each_field_is_one_undo_step_that_the_preview_shows(window: MainWindow, panel: DataPanel, qtbot: QtBot) -> None:
    fields = panel.fields.fields
    assert not fields["colour_strength"].isVisible() and not fields["smallest_part"].isVisible()

    def noise(name: str) -> object:
        return getattr(window.session.document.recipe.augmentation, name)

    choose(fields["colour_noise"], 1)  # type: ignore[arg-type]
    assert noise("colour_noise") == "code" and fields["colour_strength"].isVisible()
    said = [("rotation", "15"), ("erasing", "0.25"), ("colour_off_from", "68"), ("saturation", "0.4")]
    for name, text in said:
        field = fields[name]
        assert isinstance(field, ParamField)
        type_into(field.editor, text)
        assert noise(name) == float(text)
    choose(fields["subtracted"], 1)  # type: ignore[arg-type]
    assert window.session.document.recipe.mean_image
    qtbot.waitUntil(lambda: loads(asked(window, Preview)[-1].document).recipe == window.session.document.recipe)
    for _ in range(6):
        window.session.undo()
    assert window.session.document.recipe.augmentation == PLAIN and not fields["colour_strength"].isVisible()
    qtbot.waitUntil(lambda: loads(asked(window, Preview)[-1].document).recipe == window.session.document.recipe)


def test_every_variation_of_a_recipe_has_a_field(qtbot: QtBot, settings: None) -> None:
    seen: list[dict[str, object]] = []
    fields = DataFields(lambda label, **changes: seen.append(changes))
    qtbot.addWidget(fields)
    assert set(Augmentation.model_fields) <= set(fields.fields)
    fields.show_recipe(Recipe())
    places = fields.fields["crop_places"]
    assert isinstance(places, QComboBox)
    assert [places.itemText(row) for row in (0, 1)] == ["17 × 17 (code)", "16 × 16 (paper)"]
    choose(places, 1)
    assert seen == [{"augmentation": Augmentation(crop_places="paper")}]


def test_choices_are_edits_of_the_document(window: MainWindow) -> None:
    window.show_tab(window.data)
    side = window.data.side
    assert not side.cache.isVisible() and not side.place.isVisible()
    side.source.setCurrentIndex(side.source.findData("cifar10"))
    side.source.activated.emit(side.source.currentIndex())
    assert side.fetch.isVisible() and not asked(window, Survey)
    type_into(side.place, "/pictures")
    assert window.session.document.recipe.data == "cifar10:/pictures"
    side.source.setCurrentIndex(side.source.findData("folder"))
    side.source.activated.emit(side.source.currentIndex())
    QTest.keyClick(side.skip, Qt.Key.Key_Space)
    choose(side.cache, 1)
    recipe = window.session.document.recipe
    assert recipe.skip_broken and recipe.cache == "on" and recipe.data == "/pictures"
    for _ in range(4):
        window.session.undo()
    assert window.session.document.recipe.data == "builtin:shapes" and not side.skip.isChecked()
    type_into(window.training.recipe.data_line, "cifar10:~/sets")
    assert window.session.document.recipe.data == "cifar10:~/sets"
    assert asked(window, LookAtData)[-1].data == "cifar10:~/sets"
    assert side.source.currentData() == "cifar10" and side.place.text() == "~/sets"


def test_pictures_are_kept_with_progress_and_stopped(window: MainWindow) -> None:
    window.show_tab(window.data)
    side = window.data.side
    type_into_source(window.data, "/pictures")
    engine(window).takes_long = True
    QTest.mouseClick(side.keep, LEFT)
    assert loads(asked(window, KeepPictures)[0].document).recipe.data == "/pictures"
    assert side.progress.isVisible() and side.told.text() == "Decoded: 400 of 1,020"
    QTest.mouseClick(side.stop, LEFT)
    assert len(asked(window, LeaveOff)) == 1 and not side.progress.isVisible()
    engine(window).takes_long = False
    QTest.mouseClick(side.keep, LEFT)
    assert side.facts.text() == "1,020 of 1,020 pictures of 256 pixels are kept decoded, 0.20 GB."
    assert not side.progress.isVisible()
    engine(window).heard.emit(KeepingPictures(done=1, total=2))
    engine(window).heard.emit(Failed(command="keep_pictures", why="No."))
    assert not side.progress.isVisible() and side.facts.text() == "No."


def test_colours_are_told_beside_those_of_imagenet(window: MainWindow) -> None:
    colours = window.data.colours
    assert "Press Look through" in colours.words.text() and "12.2 grey levels" in colours.words.text()
    QTest.mouseClick(window.data.side.look, LEFT)
    row = [item.text() for column in range(6) if (item := colours.axes.item(0, column)) is not None]
    assert row == ["1", "+0.580  +0.580  +0.570", "94.9 levels", "−0.564  −0.576  −0.592", "122 levels", "off"]
    window.data._set("noise", augmentation=Augmentation(colour_noise="lighting"))
    item = colours.axes.item(0, 5)
    assert item is not None and item.text() == "3.5 levels"
    assert "9.5 grey levels as the code" in colours.words.text() and "900 by the words" in colours.words.text()


def test_steps_are_as_large_as_there_is_room() -> None:
    assert arrange(4, QSize(2000, 600)) == (4, 256)
    for room in (QSize(460, 205), QSize(200, 400), QSize(900, 120)):
        columns, side = arrange(8, room)
        rows = -(-8 // columns)
        assert side > 20 and columns * (side + GAP) - GAP <= room.width()
        assert rows * (side + CAPTION) + (rows - 1) * GAP // 2 <= room.height()
        assert side >= max(min((room.width() - GAP * 7) // 8, room.height() - CAPTION), 0)


def type_into_source(data: DataPanel, path: str) -> None:
    data.side.source.setCurrentIndex(data.side.source.findData("folder"))
    data.side.source.activated.emit(data.side.source.currentIndex())
    type_into(data.side.place, path)
