"""The gallery of presets, searched and chosen from with real keys and clicks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from alexstudio.graph import presets as module
from alexstudio.graph.presets import presets, presets_folder
from alexstudio.ui import gallery as gallery_module
from alexstudio.ui.gallery import Gallery
from alexstudio.ui.gallery_rows import ENTRY, HEADED, Entry
from alexstudio.ui.theme import apply_theme, theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def gallery(qtbot: QtBot) -> Iterator[Gallery]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    yield shown(qtbot)


def shown(qtbot: QtBot) -> Gallery:
    dialog = Gallery(None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def entries(dialog: Gallery) -> list[Entry]:
    return [dialog.list.item(row).data(ENTRY) for row in range(dialog.list.count())]


def names(dialog: Gallery) -> list[str]:
    return [entry.preset.name for entry in entries(dialog)]


def text(dialog: Gallery, name: str) -> str:
    label = dialog.findChild(QLabel, f"preset_{name}")
    assert label is not None
    return label.text()


def current(dialog: Gallery) -> str:
    entry: Entry = dialog.list.currentItem().data(ENTRY)
    return entry.preset.name


def test_it_opens_with_alexnet_and_everything_on_its_shelf(gallery: Gallery) -> None:
    assert names(gallery) == [preset.name for preset in presets()]
    assert current(gallery) == "alexnet"
    heads = [
        gallery.list.item(row).data(ENTRY) for row in range(len(names(gallery))) if gallery.list.item(row).data(HEADED)
    ]
    assert [entry.preset.shelf for entry in heads] == list(module.SHELVES)
    assert text(gallery, "facts") == "60,965,224 parameters  ·  724.4 M multiply-adds"
    assert text(gallery, "notes").startswith("The network of the 2012 paper")
    assert text(gallery, "name") == "On the command line: alexnet"


def test_only_what_is_in_view_is_worked_out(gallery: Gallery, qtbot: QtBot) -> None:
    def in_view() -> list[Entry]:
        return [item.data(ENTRY) for item in gallery._in_view()]

    qtbot.waitUntil(lambda: not gallery._work.isActive())
    assert 5 <= len(in_view()) <= 10
    assert all(entry.snapshot and entry.thumb for entry in in_view())
    rest = [entry for entry in entries(gallery) if entry not in in_view()]
    assert len(rest) > 20 and not any(entry.snapshot or entry.thumb for entry in rest)
    bar = gallery.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: not gallery._work.isActive())
    assert in_view()[-1].preset.name == "mobilenet_v2"
    assert all(entry.snapshot and entry.thumb for entry in in_view())
    assert entries(gallery)[-1].facts == "3,504,872 parameters  ·  300.8 M multiply-adds"
    untouched = [entry for entry in entries(gallery) if entry.snapshot is None]
    assert {"lenet5", "zfnet"} <= {entry.preset.name for entry in untouched}


def test_opening_reads_no_graph(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    """Only the chosen preset is loaded before the first picture: the others wait for the timer."""
    loaded: list[str] = []
    plain = Entry.open

    def counted(entry: Entry) -> object:
        loaded.append(entry.preset.name)
        return plain(entry)

    monkeypatch.setattr(Entry, "open", counted)
    qtbot.addWidget(Gallery(None))
    assert set(loaded) == {"alexnet"}


def test_search_narrows_and_keeps_the_choice(gallery: Gallery) -> None:
    assert gallery.focusWidget() is gallery.search
    QTest.keyClicks(gallery.search, "resnet")
    assert names(gallery) == ["resnet18", "resnet34", "resnet50", "resnet101", "resnet152"]
    assert current(gallery) == "resnet18"
    heads = [gallery.list.item(row).data(HEADED) for row in range(5)]
    assert heads == [True, False, False, False, False]
    QTest.keyClick(gallery.search, Qt.Key.Key_Down)
    QTest.keyClick(gallery.search, Qt.Key.Key_Down)
    assert current(gallery) == "resnet50" and text(gallery, "title") == "ResNet-50"
    QTest.keyClicks(gallery.search, "50")
    assert names(gallery) == ["resnet50"]
    gallery.search.selectAll()
    QTest.keyClick(gallery.search, Qt.Key.Key_Backspace)
    assert len(names(gallery)) == len(presets()) and current(gallery) == "resnet50"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("VGG-16", ["vgg16", "vgg16_bn"]),
        ("lecun 1998", ["lenet5"]),
        ("inceptionv3", ["inception_v3"]),
        ("szegedy", ["googlenet", "googlenet_aux", "inception_v3"]),
        ("1998 2012", []),
        ("dialects caffe", ["caffenet", "alexnet_caffe"]),
        ("  ", [preset.name for preset in presets()]),
    ],
)
def test_what_a_search_finds(gallery: Gallery, query: str, found: list[str]) -> None:
    QTest.keyClicks(gallery.search, query)
    assert names(gallery) == found


def test_nothing_found(gallery: Gallery) -> None:
    QTest.keyClicks(gallery.search, "transformer")
    button = gallery._buttons.button(QDialogButtonBox.StandardButton.Open)
    assert names(gallery) == [] and gallery.empty.isVisible() and not button.isEnabled()
    assert text(gallery, "title") == text(gallery, "notes") == ""
    QTest.keyClick(gallery.search, Qt.Key.Key_Return)
    assert gallery.isVisible() and gallery.chosen is None
    QTest.keyClick(gallery.search, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert gallery.list.count() and not gallery.empty.isVisible() and button.isEnabled()


def test_enter_opens(gallery: Gallery) -> None:
    QTest.keyClicks(gallery.search, "zf")
    QTest.keyClick(gallery.search, Qt.Key.Key_Return)
    assert not gallery.isVisible() and gallery.chosen is not None
    preset, document = gallery.chosen
    assert preset.name == "zfnet" and document.title == "ZFNet"


def test_double_click_opens_and_escape_does_not(gallery: Gallery, qtbot: QtBot) -> None:
    spot = gallery.list.visualItemRect(gallery.list.item(1)).center()
    QTest.mouseClick(gallery.list.viewport(), LEFT, pos=spot)
    assert gallery.isVisible() and text(gallery, "title") == "AlexNet, two GPUs (2012)"
    QTest.mouseDClick(gallery.list.viewport(), LEFT, pos=spot)
    assert gallery.chosen is not None and gallery.chosen[0].name == "alexnet_two_gpu"
    other = shown(qtbot)
    QTest.keyClick(other.search, Qt.Key.Key_Escape)
    assert not other.isVisible() and other.chosen is None


def test_the_picture_of_the_chosen_one(gallery: Gallery, qtbot: QtBot) -> None:
    QTest.keyClicks(gallery.search, "vgg19_bn")
    qtbot.waitUntil(lambda: not gallery._work.isActive())
    [entry] = entries(gallery)
    assert entry.picture is not None and entry.thumb is not None
    picture = entry.picture.toImage()
    middle = picture.height() // 2
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(middle - 30, middle + 30)}
    assert {theme().families[family] for family in ("Convolution", "Normalisation", "Activation")} <= colours


def test_broken_presets_say_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot) -> None:
    shutil.copy(presets_folder() / "alexnet.json", tmp_path)
    (tmp_path / "cut.json").write_text('{"title": "<b>Cut</b>", "form')
    (tmp_path / "later.json").write_text('{"format": "alexstudio/9", "title": "<b>Later</b>"}')
    monkeypatch.setattr(module, "presets_folder", lambda: tmp_path)
    dialog = shown(qtbot)
    assert names(dialog) == ["alexnet", "cut", "later"]
    for row, words in ((1, "The preset cut cannot be read: it is not JSON"), (2, "its format is 'alexstudio/9'")):
        dialog.list.setCurrentRow(row)
        assert words in text(dialog, "fault")
        assert not dialog._buttons.button(QDialogButtonBox.StandardButton.Open).isEnabled()
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        assert dialog.isVisible() and dialog.chosen is None
    assert text(dialog, "title") == "<b>Later</b>"
    qtbot.waitUntil(lambda: not dialog._work.isActive())


def test_a_picture_takes_a_piece_of_work_each(gallery: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two pictures the window answers: no turn of the timer paints more than one."""
    painted: list[int] = []
    plain = gallery_module.paint_document
    monkeypatch.setattr(
        gallery_module, "paint_document", lambda *given, **named: painted.append(1) or plain(*given, **named)
    )
    gallery._work.stop()
    for entry in entries(gallery):
        entry.thumb = entry.picture = None
    for turn in range(1, 5):
        gallery._work_on()
        gallery._work.stop()
        assert len(painted) == turn
