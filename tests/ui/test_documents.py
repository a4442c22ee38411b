"""Several documents in one window: tabs, closing, recent files, and what is dropped on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import LEFT, NONE, click_card, type_into, when_dialog
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from alexstudio.graph.fileformat import load, save
from alexstudio.graph.presets import load_preset
from alexstudio.ui.export_dialog import ExportDialog
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.gallery import Gallery
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.recent import IDLE_MS
from alexstudio.ui.recent_row import RecentAction

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RIGHT_SIDE = QTabBar.ButtonPosition.RightSide


@pytest.fixture
def three(window: MainWindow) -> MainWindow:
    """AlexNet with an edit, VGG-16 with an edit, ResNet-18 as it is; the last one in front."""
    window.session.set_param("conv1", "out_channels", 64)
    window.document_verbs.open_preset("vgg16")
    window.session.rename(window.session.document.graph.nodes[1].id, "Mine")
    window.document_verbs.open_preset("resnet18")
    QApplication.processEvents()
    return window


def titles(window: MainWindow) -> list[str]:
    return [sheet.document.title for sheet in window.session.sheets]


def click_tab(window: MainWindow, at: int, button: Qt.MouseButton = LEFT) -> None:
    bar = window.document_tabs.bar
    QTest.mouseClick(bar, button, NONE, bar.tabRect(at).center() - QPoint(20, 0))


def answer(text: str) -> Callable[[QDialog], None]:
    """Press the button of a question that is called so."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        button = next(button for button in dialog.buttons() if text in button.text().replace("&", ""))
        QTest.mouseClick(button, LEFT)

    return act


def back(window: MainWindow) -> None:
    """Offscreen there is no window manager that gives the focus back after a dialog."""
    window.activateWindow()
    QTest.qWaitForWindowActive(window)


def file_of(folder: Path, name: str) -> Path:
    path = folder / f"{name}.json"
    save(load_preset(name), path)
    return path


# -- tabs --------------------------------------------------------------------------------------------------------------


def test_one_document_needs_no_tab(window: MainWindow) -> None:
    assert not window.document_tabs.isVisible()
    window.document_verbs.open_preset("vgg16")
    assert titles(window) == ["VGG-16"], "nobody touched the first one"
    window.session.rename(window.session.document.graph.nodes[1].id, "Mine")
    window.document_verbs.open_preset("lenet5")
    assert len(titles(window)) == 2 and window.document_tabs.isVisible()


def test_a_click_on_a_tab_shows_its_document_and_its_history(three: MainWindow) -> None:
    bar = three.document_tabs.bar
    assert [bar.tabText(at)[0] for at in range(3)] == ["•", "•", "R"], "a dot for what is not saved"
    assert not three.isWindowModified()
    click_tab(three, 0)
    assert three.session.document.title == "AlexNet" and three.windowTitle().startswith("AlexNet[*]")
    assert three.isWindowModified() and "out channels" in three.actions_by_id["undo"].text()
    assert set(three.canvas.canvas.cards) == set(three.session.document.graph.by_id)
    QTest.keyClick(three, Qt.Key.Key_Z, CTRL)
    assert not three.session.history.is_dirty and bar.tabText(0) == "AlexNet"
    assert three.session.sheets[1].is_dirty, "the others keep what they have"


def test_keys_go_from_tab_to_tab(three: MainWindow) -> None:
    QTest.keyClick(three.canvas, Qt.Key.Key_Tab, CTRL)
    assert three.session.index == 0
    QTest.keyClick(three.canvas, Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert three.session.index == 2
    QTest.keyClick(three.canvas, Qt.Key.Key_PageUp, CTRL)
    assert three.session.index == 1 and three.document_tabs.bar.currentIndex() == 1


def test_each_document_keeps_its_part_of_the_picture(three: MainWindow, qtbot: QtBot) -> None:
    canvas = three.canvas
    click_tab(three, 0)
    canvas.select(["conv3"])
    canvas.look_at(canvas.canvas.cards["conv3"].pos(), 1.7)
    centre = canvas.sight.center()
    click_tab(three, 1)
    assert canvas.selected == [] and canvas.zoom != pytest.approx(1.7)
    click_tab(three, 0)
    assert canvas.selected == ["conv3"] and canvas.zoom == pytest.approx(1.7)
    assert (canvas.sight.center() - centre).manhattanLength() < 3
    click_tab(three, 1)
    three.resize(three.width() + 160, three.height())
    qtbot.wait(20)
    whole = canvas.zoom
    canvas.fit()
    assert canvas.zoom == pytest.approx(whole), "what showed everything still does"


def test_a_value_that_is_being_typed_goes_to_its_own_document(three: MainWindow) -> None:
    click_tab(three, 0)
    click_card(three, "conv2")
    editor = three.inspector.fields["out_channels"].editor
    editor.setFocus()
    editor.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(editor, "200")
    other = three.session.sheets[1].document
    click_tab(three, 1)
    assert three.session.document is other
    assert three.session.sheets[0].document.graph["conv2"].params["out_channels"] == 200


def test_a_tab_can_be_dragged(three: MainWindow) -> None:
    bar = three.document_tabs.bar
    start, end = bar.tabRect(2).center() - QPoint(20, 0), bar.tabRect(0).center() - QPoint(40, 0)
    QTest.mousePress(bar, LEFT, NONE, start)
    for part in range(1, 9):
        QTest.mouseMove(bar, start + (end - start) * part / 8)
        QApplication.sendEvent(bar, _move(bar, start + (end - start) * part / 8))
    QTest.mouseRelease(bar, LEFT, NONE, end)
    assert titles(three) == ["ResNet-18", "AlexNet", "VGG-16"]
    assert three.session.document.title == "ResNet-18" and three.session.index == 0
    assert "ResNet" in bar.tabText(0)


def _move(bar: QWidget, place: QPoint) -> QEvent:
    from PySide6.QtGui import QMouseEvent

    where = QPointF(place)
    return QMouseEvent(QEvent.Type.MouseMove, where, bar.mapToGlobal(where), Qt.MouseButton.NoButton, LEFT, NONE)


def test_layers_go_from_one_document_to_another(three: MainWindow) -> None:
    click_tab(three, 0)
    click_card(three, "conv3")
    three.canvas.select(["conv3", "relu3"])
    QTest.keyClick(three.canvas, Qt.Key.Key_C, CTRL)
    QTest.keyClick(three.canvas, Qt.Key.Key_Tab, CTRL)
    before = len(three.session.document.graph.nodes)
    QTest.keyClick(three.canvas, Qt.Key.Key_V, CTRL)
    assert len(three.session.document.graph.nodes) == before + 2
    assert three.session.index == 1 and len(three.canvas.selected) == 2


def test_a_new_empty_document_can_be_filled(window: MainWindow) -> None:
    window.session.rename("conv1", "Mine")
    QTest.keyClick(window, Qt.Key.Key_N, CTRL | SHIFT)
    assert titles(window) == ["AlexNet", "Untitled"] and not window.session.document.graph.nodes
    window.session.add_layer("Input", None, (0.0, 0.0))
    assert len(window.canvas.canvas.cards) == 1 and window.isWindowModified()


# -- closing -----------------------------------------------------------------------------------------------------------


def test_a_saved_document_closes_without_a_question_and_comes_back(three: MainWindow) -> None:
    QTest.keyClick(three, Qt.Key.Key_W, CTRL)
    assert titles(three) == ["AlexNet", "VGG-16"] and three.session.document.title == "VGG-16"
    QTest.keyClick(three, Qt.Key.Key_T, CTRL | SHIFT)
    assert titles(three) == ["AlexNet", "VGG-16", "ResNet-18"] and three.session.index == 2


def test_closing_unsaved_work_asks_and_what_was_discarded_can_be_reopened(three: MainWindow) -> None:
    when_dialog(lambda dialog: dialog.reject())
    click_tab(three, 0, Qt.MouseButton.MiddleButton)
    assert len(titles(three)) == 3, "cancelled"
    when_dialog(answer("Discard"))
    cross = three.document_tabs.bar.tabButton(0, RIGHT_SIDE)
    QTest.mouseClick(cross, LEFT)
    assert titles(three) == ["VGG-16", "ResNet-18"]
    three.actions_by_id["reopen_tab"].trigger()
    assert three.session.document.graph["conv1"].params["out_channels"] == 64
    assert "out channels" in three.session.history.undo_label and three.session.index == 0


def test_the_last_document_leaves_an_empty_one(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_W, CTRL)
    assert titles(window) == ["Untitled"] and not window.canvas.canvas.cards
    QTest.keyClick(window, Qt.Key.Key_T, CTRL | SHIFT)
    assert "AlexNet" in titles(window)


def test_closing_the_window_asks_once_and_saves_all(
    three: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = iter((tmp_path / "one.json", tmp_path / "two"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(asked)), ""))
    seen: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        seen.append(dialog.text())
        answer("Save All")(dialog)

    when_dialog(act)
    assert three.close()
    assert len(seen) == 1 and "2 documents" in seen[0] and "AlexNet" in seen[0] and "ResNet" not in seen[0]
    assert load(tmp_path / "one.json").graph["conv1"].params["out_channels"] == 64
    assert load(tmp_path / "two.json").title == "VGG-16"


def test_a_refused_file_keeps_the_window_open(
    three: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no folder" / "one.json"), ""))
    when_dialog(answer("Save All"))
    assert not three.close()
    assert three.isVisible() and len(three.session.unsaved) == 2 and "could not be written" in three.banner.text


# -- files -------------------------------------------------------------------------------------------------------------


def test_a_file_that_is_open_is_shown_not_opened_again(window: MainWindow, tmp_path: Path) -> None:
    one, two = file_of(tmp_path, "lenet5"), file_of(tmp_path, "zfnet")
    assert window.document_verbs.open_all([one, two]) == 2 and window.session.index == 1
    assert window.document_verbs.open_path(tmp_path / "." / "lenet5.json")
    assert window.session.index == 0 and len(titles(window)) == 2


def test_a_file_that_another_program_changed_is_not_written_over_unasked(window: MainWindow, tmp_path: Path) -> None:
    path = file_of(tmp_path, "lenet5")
    window.document_verbs.open_path(path)
    window.session.rename(window.session.document.graph.nodes[1].id, "Mine")
    save(load_preset("zfnet"), path)
    when_dialog(lambda dialog: dialog.reject())
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert load(path).title == load_preset("zfnet").title and window.session.history.is_dirty
    back(window)
    when_dialog(lambda dialog: QTest.mouseClick(dialog.findChild(QPushButton, "write_over"), LEFT))
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert load(path).title == load_preset("lenet5").title and not window.session.history.is_dirty
    window.session.rename(window.session.document.graph.nodes[1].id, "Again")
    back(window)
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert not window.session.history.is_dirty, "its own writing is no change by others"


def rows(window: MainWindow) -> list[QAction]:
    menu = window.recent.menu(window.document_verbs.open_path)
    menu.aboutToShow.emit()
    return [action for action in menu.actions() if not action.isSeparator()]


def test_recent_documents(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    assert [action.isEnabled() for action in rows(window)] == [False]
    one, two = file_of(tmp_path, "lenet5"), file_of(tmp_path, "zfnet")
    window.document_verbs.open_all([one, two, one])
    assert [action.text() for action in rows(window)] == ["zfnet.json", "lenet5.json", "Clear the list"]
    qtbot.waitUntil(lambda: not window.recent.picture(two).isNull(), timeout=IDLE_MS + 4000)
    two.unlink()
    gone, there, *rest = rows(window)
    assert isinstance(gone, RecentAction) and not gone.isEnabled() and "no longer there" in gone.toolTip()
    window.session.close(0)
    there.trigger()
    assert window.session.path == one and len(rest) == 2
    rest[0].trigger()
    assert window.recent.files() == [one]
    rows(window)[-1].trigger()
    assert window.recent.files() == []


def test_a_document_of_the_command_line_is_recent_too(make_window: Callable[..., MainWindow], tmp_path: Path) -> None:
    path = file_of(tmp_path, "lenet5")
    assert make_window([str(path), "alexnet"]).recent.files() == [path]


def test_the_gallery_begins_with_recent_documents(window: MainWindow, tmp_path: Path) -> None:
    path = file_of(tmp_path, "lenet5")
    window.document_verbs.open_path(path)
    window.session.close(0)

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, Gallery)
        QTest.keyClick(dialog.search, Qt.Key.Key_Return)

    when_dialog(choose)
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    assert window.session.path == path


# -- drops -------------------------------------------------------------------------------------------------------------


def drop(widget: QWidget, data: QMimeData, place: QPoint) -> bool:
    """Drag over a widget and let go; whether it takes the data."""
    copy, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(place, copy, data, buttons, NONE)
    QApplication.sendEvent(widget, enter)
    QApplication.sendEvent(widget, QDragMoveEvent(place, copy, data, buttons, NONE))
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(place), copy, data, buttons, NONE))
    return enter.isAccepted()


def test_dropped_files_are_opened(window: MainWindow, tmp_path: Path) -> None:
    picture = tmp_path / "cat.png"
    picture.write_bytes(b"\x89PNG")
    data = QMimeData()
    files = [file_of(tmp_path, "lenet5"), picture, file_of(tmp_path, "zfnet")]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    assert drop(window.canvas.viewport(), data, QPoint(300, 200))
    assert [sheet.name for sheet in window.session.sheets] == ["lenet5.json", "zfnet.json"]
    assert "cat.png" in window.banner.text and window.banner.kind == "problem"
    data.setUrls([QUrl("https://example.org/net.json")])
    assert drop(window, data, QPoint(300, 20))
    assert "Only files of this machine" in window.banner.text


def test_dropped_layers_lie_where_they_were_dropped(window: MainWindow) -> None:
    click_card(window, "conv3")
    QTest.keyClick(window.canvas, Qt.Key.Key_C, CTRL)
    data = QMimeData()
    data.setText(QGuiApplication.clipboard().text())
    place = QPoint(200, 250)
    assert drop(window.canvas.viewport(), data, place)
    (new,) = window.canvas.selected
    spot = window.canvas.mapToScene(place)
    assert new != "conv3" and (window.canvas.canvas.cards[new].pos() - spot).manhattanLength() < 4
    data.setText("just words")
    assert not drop(window, data, place)


# -- training belongs to its document ----------------------------------------------------------------------------------


def test_a_run_stays_with_its_document(make_window: Callable[..., MainWindow]) -> None:
    engine = FakeEngine(steps=4)
    window = make_window("alexnet", engine)
    QTest.mouseClick(window.train_button, LEFT)
    engine.play()
    run = window.trainer.run
    assert run is not None and not window.training.whose.isVisible()
    window.document_verbs.open_preset("lenet5")
    assert titles(window) == ["AlexNet", load_preset("lenet5").title], "a document in training keeps its tab"
    assert window.trainer.run is run and window.training.whose.isVisible() and "AlexNet" in window.training.whose.text()
    engine.play(3)
    assert "The training of AlexNet finished" in window.banner.text
    assert window.trainer.run is None and not window.training.whose.isVisible(), "it has no run of its own"

    seen: list[bool] = []

    def look(is_own: bool) -> Callable[[QDialog], None]:
        def act(dialog: QDialog) -> None:
            seen.append(is_own)
            assert isinstance(dialog, ExportDialog)
            assert dialog.best.isEnabled() is is_own
            dialog.reject()

        return act

    when_dialog(look(is_own=False))
    QTest.mouseClick(window.export_button, LEFT)
    back(window)
    click_tab(window, 0)
    assert window.trainer.run is run and "Finished" in window.training.where.text()
    when_dialog(look(is_own=True))
    QTest.mouseClick(window.export_button, LEFT)
    assert seen == [False, True]


def test_an_edit_changes_only_the_document_in_front(three: MainWindow) -> None:
    before = [sheet.document for sheet in three.session.sheets]
    click_tab(three, 1)
    type_into(three.training.recipe.fields["batch_size"].editor, "6")
    after = [sheet.document for sheet in three.session.sheets]
    assert [old is new for old, new in zip(before, after, strict=True)] == [True, False, True]
