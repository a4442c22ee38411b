"""The window with real mouse and key events and a `FakeEngine`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import driving
import pytest
from driving import LEFT, NONE, click_card, spot, when_dialog
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFormLayout, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from alexstudio.graph.fileformat import load
from alexstudio.runs import messages as say
from alexstudio.ui.export_dialog import ExportDialog
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.gallery import Gallery
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.theme import apply_theme, theme
from alexstudio.ui.trainer import State


def type_into(window: MainWindow, param: str, text: str) -> None:
    driving.type_into(window.inspector.fields[param].editor, text)


def total(window: MainWindow) -> int:
    return window.session.snapshot.report.total.params


def test_opens_with_alexnet_and_its_numbers(window: MainWindow) -> None:
    assert window.windowTitle().startswith("AlexNet")
    assert "60,965,224 parameters" in window.overlay.totals.text()
    assert "60,965,224" in window.table.totals.text()
    assert window.canvas.canvas.cards["fc6"].params_text == "37,752,832"
    assert window.canvas.canvas.cards["conv1"].shape_text == "55×55×96"


def test_edit_a_kernel_and_every_number_follows(window: MainWindow) -> None:
    click_card(window, "conv2")
    assert window.canvas.selected == ["conv2"]
    type_into(window, "kernel_size", "3")
    assert window.session.document.graph["conv2"].params["kernel_size"] == (3, 3)
    smaller = 60_965_224 - 307_200 + 256 * 48 * 9
    # 27x27 with padding 2 and kernel 3 is 29x29, so pool2 is 14x14, pool5 6x6: FC6 stays
    assert total(window) == smaller
    assert f"{smaller:,} parameters" in window.overlay.totals.text()
    assert f"{smaller:,}" in window.table.totals.text()
    assert window.canvas.canvas.cards["pool2"].shape_text == "14×14×256"
    assert window.isWindowModified()
    # the field still has the focus: undo must reach the document, not the text in the field
    editor = window.inspector.fields["kernel_size"].editor
    assert editor.hasFocus()
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert total(window) == 60_965_224
    assert not window.isWindowModified()
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert total(window) == smaller


def test_refused_value_is_explained_and_nothing_changes(window: MainWindow) -> None:
    before = window.session.document
    click_card(window, "conv2")
    type_into(window, "kernel_size", "0")
    field = window.inspector.fields["kernel_size"]
    assert "at least 1" in field._fault.text() and field._fault.isVisible()
    type_into(window, "kernel_size", "five")
    assert "whole number" in field._fault.text()
    assert window.session.document is before
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)
    assert not field._fault.isVisible()
    assert field.editor.text() == "5"  # type: ignore[union-attr]


def test_undo_while_typing_takes_back_what_was_typed(window: MainWindow) -> None:
    click_card(window, "conv2")
    type_into(window, "kernel_size", "3")
    editor = window.inspector.fields["kernel_size"].editor
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "77")
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == "3"
    assert window.session.document.graph["conv2"].params["kernel_size"] == (3, 3)


def test_a_shape_problem_is_shown_and_upstream_keeps_its_numbers(window: MainWindow) -> None:
    click_card(window, "conv2")
    type_into(window, "groups", "5")
    problems = window.session.snapshot.report.problems
    assert [problem.node for problem in problems] == ["conv2"]
    assert window.tabs.tabText(window.tabs.indexOf(window.problems)) == "Problems (1)"
    assert window.canvas.canvas.cards["pool1"].shape_text == "27×27×96"
    assert window.canvas.canvas.cards["conv3"].shape_text == "–"
    assert window.canvas.canvas.cards["conv2"].fault
    QTest.mouseClick(window.train_button, LEFT)
    assert window.trainer.state is State.IDLE
    assert window.banner.isVisible() and "Conv2" in window.banner.text
    assert window.tabs.currentWidget() is window.problems


def test_delete_key_in_a_field_deletes_no_layer(window: MainWindow) -> None:
    click_card(window, "relu2")
    click_card(window, "conv2")
    editor = window.inspector.fields["kernel_size"].editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert "conv2" in window.session.document.graph


def test_delete_and_undo_on_the_canvas(window: MainWindow) -> None:
    click_card(window, "norm1")
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Delete)
    assert "norm1" not in window.session.document.graph
    assert "norm1" not in window.canvas.canvas.cards
    assert window.session.history.undo_label == "Delete Norm1"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "norm1" in window.canvas.canvas.cards
    assert total(window) == 60_965_224


def test_drag_a_card_is_one_undo_step_and_escape_leaves_no_trace(window: MainWindow) -> None:
    view, start = window.canvas.viewport(), spot(window, "conv3")
    before = window.session.document
    QTest.mousePress(view, LEFT, NONE, start)
    for step in (10, 25, 40):
        QTest.mouseMove(view, start + QPoint(0, step))
    QTest.mouseRelease(view, LEFT, NONE, start + QPoint(0, 40))
    old, new = before.graph["conv3"].position, window.session.document.graph["conv3"].position
    assert old is not None and new is not None and new[1] > old[1] + 20
    assert window.session.history.undo_label == "Move Conv3"
    window.session.undo()
    assert window.session.document is before
    assert window.canvas.canvas.cards["conv3"].y() == old[1]


def test_draw_a_wire_from_a_port(window: MainWindow) -> None:
    click_card(window, "norm1")
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Delete)
    assert window.session.snapshot.report.problems
    rim = window.canvas.canvas.cards["relu1"].rim
    begin = window.canvas.mapFromScene(rim.center().x(), rim.bottom() + 3)
    view, end = window.canvas.viewport(), spot(window, "pool1")
    QTest.mousePress(view, LEFT, NONE, begin)
    QTest.mouseMove(view, (begin + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, NONE, end)
    assert window.session.history.undo_label == "Connect ReLU1 to Pool1"
    assert not window.session.snapshot.report.problems


def test_a_wire_that_would_close_a_cycle_is_refused_with_a_sentence(window: MainWindow) -> None:
    before = window.session.document
    rim = window.canvas.canvas.cards["relu4"].rim
    begin = window.canvas.mapFromScene(rim.center().x(), rim.bottom() + 3)
    view = window.canvas.viewport()
    QTest.mousePress(view, LEFT, NONE, begin)
    QTest.mouseMove(view, spot(window, "conv1"))
    QTest.mouseRelease(view, LEFT, NONE, spot(window, "conv1"))
    assert window.session.document is before
    assert "cycle" in window.banner.text


def test_add_a_layer_from_the_palette_after_the_selected_one(window: MainWindow) -> None:
    click_card(window, "conv3")
    search = window.palette_panel.search
    search.setFocus()
    QTest.keyClicks(search, "drop")
    QTest.keyClick(search, Qt.Key.Key_Return)
    graph = window.session.document.graph
    new = window.canvas.selected[0]
    assert graph[new].type == "Dropout"
    assert [wire.source for wire in graph.inputs("relu3")] == [new]
    assert [wire.source for wire in graph.inputs(new)] == ["conv3"]
    assert window.session.history.undo_label == "Add Dropout after Conv3"


def test_the_palette_finds_synonyms(window: MainWindow) -> None:
    window.palette_panel.search.setText("bn")
    shown = [item.text(0) for _, items in window.palette_panel._heads for item in items if not item.isHidden()]
    assert shown == ["BatchNorm2d"]


def test_the_inspector_shows_the_receptive_field(window: MainWindow) -> None:
    click_card(window, "conv2")
    form, roles = window.inspector.node_form.numbers, QFormLayout.ItemRole
    parts = ((form.itemAt(row, roles.LabelRole), form.itemAt(row, roles.FieldRole)) for row in range(form.rowCount()))
    rows = {label.widget().text(): value.widget().text() for label, value in parts}
    assert rows["receptive field"] == "51×51, stride 8"
    assert rows["weights + biases"] == "307,200 + 256"


def test_wheel_zooms_at_the_cursor(window: MainWindow) -> None:
    point = spot(window, "fc8")
    before = window.canvas.mapToScene(point)
    zoom = window.canvas.transform().m11()
    window.canvas.zoom_by(1.5, point.toPointF())
    assert window.canvas.transform().m11() == pytest.approx(zoom * 1.5)
    assert (window.canvas.mapToScene(point) - before).manhattanLength() < 4


def test_table_and_canvas_share_the_selection(window: MainWindow) -> None:
    window.tabs.setCurrentWidget(window.table)
    table = window.table.table
    row = next(table.model().index(number, 0) for number in range(25) if table.model().index(number, 0).data() == "FC6")
    table.scrollTo(row)
    QTest.mouseClick(table.viewport(), LEFT, NONE, table.visualRect(row).center())
    assert window.canvas.selected == ["fc6"]
    click_card(window, "conv1")
    assert [index.data() for index in table.selectionModel().selectedRows()] == ["Conv1"]


def test_train_stop_and_the_curves(window: MainWindow, qtbot: QtBot) -> None:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    QTest.mouseClick(window.train_button, LEFT)
    assert window.trainer.state is State.RUNNING
    engine.play(40)
    window.training.plots.redraw()
    qtbot.wait(60)
    curve = window.training.plots.error.curves["train_top5"]
    assert len(curve.yData) == 40 and curve.yData[0] > 0.7 > curve.yData[-1]
    assert len(window.training.plots.error.curves["validation_top5"].yData) == 2
    assert "84 images/s" in window.training.speed.text() and "left" in window.training.speed.text()
    assert not window.train_button.isVisible() and window.stop_button.isVisible()
    QTest.mouseClick(window.stop_button, LEFT)
    assert window.trainer.state is State.IDLE
    assert "stopped after 40 steps" in window.banner.text
    run = window.trainer.run
    assert run is not None and (run.path / "job.json").is_file()


def test_recipe_is_part_of_the_document_and_undoable(window: MainWindow) -> None:
    editor = window.training.recipe.fields["epochs"].editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "12")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert window.session.document.recipe.epochs == 12
    assert window.training.recipe.recipe.currentText() == "Quick start, changed"
    window.session.undo()
    assert window.session.document.recipe.epochs == 9
    assert editor.text() == "9"


def test_the_form_says_that_fc8_follows_the_classes(window: MainWindow) -> None:
    assert "32 classes" in window.training.recipe.facts.text()
    assert "FC8 has 32 outputs" in window.training.recipe.facts.text()


def test_failures_of_the_engine_are_told_and_training_can_start_again(window: MainWindow) -> None:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    QTest.mouseClick(window.train_button, LEFT)
    engine.play(3)
    engine.fail("train", "The folder /data has one class only. Put one folder for each class into train/.")
    assert window.trainer.state is State.IDLE
    assert "one class only" in window.banner.text
    QTest.mouseClick(window.train_button, LEFT)
    engine.play(2)
    engine.kill()
    assert window.trainer.state is State.IDLE
    assert "signal 9" in window.banner.text
    QTest.mouseClick(window.train_button, LEFT)
    assert window.trainer.state is State.RUNNING


def test_export_asks_and_tells(window: MainWindow, tmp_path: Path) -> None:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    out = tmp_path / "model.pt"

    def fill(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit, "export_path")
        line.selectAll()
        QTest.keyClicks(line, str(out))
        QTest.mouseClick(dialog.findChild(QPushButton, "export_ok"), LEFT)

    when_dialog(fill)
    QTest.mouseClick(window.export_button, LEFT)
    sent = engine.commands[-1]
    assert isinstance(sent, say.Export) and sent.out == str(out) and sent.kind == "state" and sent.document
    assert "Wrote model.pt" in window.banner.text and "not trained" in window.banner.text
    assert "equal to the bit" in window.banner.text
    QTest.mouseClick(window.banner.second, LEFT)
    assert QApplication.clipboard().text().splitlines()[0] == "import torch; from model import Model"
    assert window.banner.second.text() == "Copied"


def test_the_form_of_an_export_and_its_suffix_go_together(window: MainWindow, tmp_path: Path) -> None:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        assert [dialog.list.item(row).text() for row in (0, 3)] == ["Weights and description", "ONNX"]
        dialog.path.setText(str(tmp_path / "v1.2"))
        for key, suffix in ((Qt.Key.Key_Down, ".pt"), (Qt.Key.Key_Down, ".pt2"), (Qt.Key.Key_Down, ".onnx")):
            QTest.keyClick(dialog.list, key)
            assert dialog.path.text() == str(tmp_path / f"v1.2{suffix}"), suffix
        assert "InferenceSession('v1.2.onnx')" in dialog.code.toPlainText() and dialog.fresh.isEnabled()
        line = dialog.path
        line.selectAll()
        QTest.keyClicks(line, str(tmp_path / "layers.tex"))
        assert dialog.kind == "table" and dialog.unneeded.isVisible() and not dialog.fresh.isEnabled()
        QTest.keyClick(line, Qt.Key.Key_Return)

    when_dialog(fill)
    QTest.mouseClick(window.export_button, LEFT)
    sent = engine.commands[-1]
    assert isinstance(sent, say.Export) and (sent.kind, sent.out) == ("table", str(tmp_path / "layers.tex"))
    assert window.banner.text.startswith("Wrote layers.tex (243.9 MB). ")


def test_gallery_opens_the_two_towers(window: MainWindow) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, Gallery)
        role = Qt.ItemDataRole.AccessibleTextRole
        titles = [dialog.list.item(row).data(role) for row in range(dialog.list.count())]
        dialog.list.setCurrentRow(titles.index("AlexNet, two GPUs (2012)"))
        dialog._accept()

    when_dialog(choose)
    window.actions_by_id["gallery"].trigger()
    assert window.session.document.title == "AlexNet, two GPUs (2012)"
    assert "crosses at 4 places" in window.overlay.totals.text()
    assert total(window) == 60_965_224


def test_save_and_open_again(window: MainWindow, tmp_path: Path) -> None:
    click_card(window, "conv2")
    type_into(window, "out_channels", "128")
    path = tmp_path / "mine.json"
    assert window.session.save(path)
    assert not window.isWindowModified()
    assert load(path) == window.session.document
    assert window.windowTitle().startswith("mine.json")


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "empty"), (b'{"format": "alexstudio/1", "nodes": [', "cut off"), (b"[1, 2]", "not an alexstudio document")],
)
def test_a_file_that_is_no_document_is_told_and_the_open_one_stays(
    window: MainWindow, tmp_path: Path, content: bytes, word: str
) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    before = window.session.document
    assert not window.document_verbs.open_path(path)
    assert word in window.banner.text and str(path) in window.banner.text
    assert window.session.document is before


def test_starts_with_alexnet_when_the_given_file_cannot_be_opened(make_window: Callable[..., MainWindow]) -> None:
    window = make_window("/no/such/file.json")
    assert "There is no file" in window.banner.text
    assert window.session.document.title == "AlexNet"


def test_closing_while_training_asks_and_can_be_cancelled(window: MainWindow) -> None:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    QTest.mouseClick(window.train_button, LEFT)
    when_dialog(lambda dialog: dialog.reject())
    assert not window.close()
    assert window.trainer.state is State.RUNNING

    def accept(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        QTest.mouseClick(dialog.findChild(QPushButton, "stop_and_close"), LEFT)

    when_dialog(accept)
    assert window.close()
    assert any(isinstance(command, say.Stop) for command in engine.commands)
    assert not engine.is_running


def test_closing_with_unsaved_changes_asks(window: MainWindow) -> None:
    click_card(window, "conv2")
    type_into(window, "out_channels", "128")
    when_dialog(lambda dialog: dialog.reject())
    assert not window.close()
    assert window.isVisible()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_both_themes_paint_with_enough_contrast(
    make_window: Callable[..., MainWindow], choice: str, qapp: QApplication
) -> None:
    window = make_window("alexnet_two_gpu")
    window.verbs.set_theme(choice)  # type: ignore[arg-type]
    image: QImage = window.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    now = theme()
    assert now.canvas in colours and now.card in colours
    for ink, back in ((now.text, now.card), (now.muted, now.window), (now.muted, now.canvas), (now.text, now.frame),
                      (now.bad, now.bad_back), (now.warn, now.warn_back), (now.accent_text, now.accent)):  # fmt: skip
        assert contrast(ink, back) >= 4.5, (choice, ink, back)
    apply_theme(qapp, "light")


def contrast(ink: str, back: str) -> float:
    """WCAG 2.1 contrast ratio."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dim = sorted((luminance(ink), luminance(back)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
