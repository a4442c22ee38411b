"""Pairs with a chain, several layers at once, notes, bypass, and undo in lines that are not being typed in."""

from __future__ import annotations

import pytest
from driving import LEFT, click_card, type_into
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.mixed import shared_params

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def undo_text(window: MainWindow) -> str:
    return window.session.history.undo_label


def param(window: MainWindow, node_id: str, name: str) -> object:
    return window.session.document.graph[node_id].params[name]


# -- one number or two -------------------------------------------------------------------------------------------------


def test_a_square_is_one_number(window: MainWindow) -> None:
    click_card(window, "conv2")
    field = window.inspector.fields["kernel_size"]
    assert field.is_linked and field.second is not None and not field.second.isVisible()
    type_into(field.editor, "3")
    assert param(window, "conv2", "kernel_size") == (3, 3)


def test_the_chain_opens_a_square_to_height_and_width(window: MainWindow) -> None:
    click_card(window, "conv2")
    field = window.inspector.fields["kernel_size"]
    before = window.session.document
    assert field.link is not None and field.second is not None
    QTest.mouseClick(field.link, LEFT)
    assert window.session.document is before, "to look at two numbers changes nothing"
    assert field.second.isVisible() and field.second.text() == "5"
    type_into(field.second, "9/3")
    assert param(window, "conv2", "kernel_size") == (5, 3)
    type_into(field.editor, "7")
    assert param(window, "conv2", "kernel_size") == (7, 3)
    assert undo_text(window) == "Set kernel of Conv2"
    QTest.mouseClick(field.link, LEFT)
    assert param(window, "conv2", "kernel_size") == (7, 7), "the width follows the height"
    assert not field.second.isVisible()
    for _ in range(3):
        window.session.undo()
    assert window.session.document is before


def test_two_numbers_typed_at_once_open_the_chain(window: MainWindow) -> None:
    click_card(window, "conv2")
    field = window.inspector.fields["kernel_size"]
    type_into(field.editor, "11x3")
    assert param(window, "conv2", "kernel_size") == (11, 3)
    assert field.second is not None
    assert not field.is_linked and field.editor.text() == "11" and field.second.text() == "3"  # type: ignore[union-attr]
    type_into(field.second, "5 x 4")
    assert param(window, "conv2", "kernel_size") == (5, 4)
    QTest.keyClick(field.second, Key.Key_Up)
    assert param(window, "conv2", "kernel_size") == (5, 5)


def test_a_bad_width_is_told_at_the_width(window: MainWindow) -> None:
    click_card(window, "conv2")
    field = window.inspector.fields["kernel_size"]
    assert field.link is not None and field.second is not None
    QTest.mouseClick(field.link, LEFT)
    type_into(field.second, "0")
    assert "at least 1" in field._fault.text() and field._fault.isVisible()
    assert field.second.property("fault") and not field.editor.property("fault")
    QTest.keyClick(field.second, Key.Key_Escape)
    assert not field._fault.isVisible() and field.second.text() == "5"


def test_the_hint_says_unit_and_bounds_of_the_field_in_use(window: MainWindow) -> None:
    click_card(window, "conv2")
    form = window.inspector.node_form
    assert form._hint.text().startswith("Learned filters")
    form.fields["padding"].editor.setFocus()
    assert form._hint.text() == "padding: zeros added on each side (pixels); at least 0; default 0"


# -- undo in lines -----------------------------------------------------------------------------------------------------


def test_undo_after_a_rename_goes_to_the_document(window: MainWindow) -> None:
    click_card(window, "conv2")
    type_into(window.inspector.name, "Second")
    assert window.session.document.graph["conv2"].name == "Second"
    assert window.inspector.name.hasFocus()
    QTest.keyClick(window.inspector.name, Key.Key_Z, CTRL)
    assert window.session.document.graph["conv2"].name == "Conv2"
    assert window.inspector.name.text() == "Conv2"
    QTest.keyClicks(window.inspector.name, "x")
    QTest.keyClick(window.inspector.name, Key.Key_Z, CTRL)
    assert window.inspector.name.text() == "Conv2", "while typing it takes back what was typed"
    assert window.session.document.graph["conv2"].name == "Conv2"


def test_what_is_being_typed_is_kept_when_another_layer_is_chosen(window: MainWindow) -> None:
    click_card(window, "conv2")
    window.inspector.name.setFocus()
    window.inspector.name.selectAll()
    QTest.keyClicks(window.inspector.name, "Second")
    window.canvas.select(["conv3"])
    assert window.session.document.graph["conv2"].name == "Second"
    assert window.session.document.graph["conv3"].name == "Conv3"
    assert window.inspector.name.text() == "Conv3"


# -- notes and bypass --------------------------------------------------------------------------------------------------


def test_a_note_is_one_step(window: MainWindow) -> None:
    click_card(window, "relu1")
    note = window.inspector.node_form.note
    note.setFocus()
    QTest.keyClicks(note, "first")
    QTest.keyClick(note, Key.Key_Return)
    QTest.keyClicks(note, "second")
    QTest.keyClick(note, Key.Key_Return, CTRL)
    assert window.session.document.graph["relu1"].note == "first\nsecond"
    assert undo_text(window) == "Note on ReLU1"
    assert not window.trainer.is_busy, "Ctrl+Enter did not start a training"
    QTest.keyClick(note, Key.Key_Z, CTRL)
    assert window.session.document.graph["relu1"].note == ""
    assert note.toPlainText() == ""


def test_leaving_a_note_keeps_it_and_escape_does_not(window: MainWindow) -> None:
    click_card(window, "relu1")
    note = window.inspector.node_form.note
    note.setFocus()
    QTest.keyClicks(note, "no")
    QTest.keyClick(note, Key.Key_Escape)
    assert note.toPlainText() == "" and not window.isWindowModified()
    QTest.keyClicks(note, "yes")
    window.canvas.setFocus()
    assert window.session.document.graph["relu1"].note == "yes"


def test_a_note_is_as_long_as_a_file_allows(window: MainWindow) -> None:
    click_card(window, "relu1")
    note = window.inspector.node_form.note
    note.setFocus()
    note.insertPlainText("x" * 5000)
    window.canvas.setFocus()
    assert len(window.session.document.graph["relu1"].note) == 4000


def test_bypass_is_a_row(window: MainWindow) -> None:
    click_card(window, "relu4")
    box = window.inspector.node_form.bypassed
    QTest.mouseClick(box, LEFT, pos=QPoint(6, box.height() // 2))
    assert window.session.document.graph["relu4"].bypassed
    assert undo_text(window) == "Bypass ReLU4"
    assert window.inspector.node_form._hint.text().startswith("Bypassed")
    window.session.undo()
    assert not window.inspector.node_form.bypassed.isChecked()
    click_card(window, "input")
    assert not window.inspector.node_form.bypassed.isVisible(), "there is nothing that an input could pass on"


# -- several layers ----------------------------------------------------------------------------------------------------


@pytest.fixture
def three(window: MainWindow) -> MainWindow:
    window.canvas.select(["conv2", "conv3", "conv4"])
    return window


def test_what_differs_is_mixed(three: MainWindow) -> None:
    fields = three.inspector.fields
    kernel, stride, bias = (fields[name].editor for name in ("kernel_size", "stride", "bias"))
    assert isinstance(kernel, QLineEdit) and kernel.text() == "" and kernel.placeholderText() == "mixed"
    links = fields["kernel_size"].link, fields["stride"].link
    assert [link.isEnabled() for link in links if link] == [False, True]
    assert isinstance(stride, QLineEdit) and stride.text() == "1"
    assert isinstance(bias, QCheckBox) and bias.checkState() is Qt.CheckState.Checked


def test_a_value_for_all_is_one_step(three: MainWindow) -> None:
    before = three.session.document
    kernel = three.inspector.fields["kernel_size"].editor
    type_into(kernel, "2*2+1")
    assert {param(three, node, "kernel_size") for node in ("conv2", "conv3", "conv4")} == {(5, 5)}
    assert undo_text(three) == "Set kernel of 3 layers"
    assert kernel.hasFocus() and kernel.text() == "5"  # type: ignore[union-attr]
    QTest.keyClick(kernel, Key.Key_Z, CTRL)
    assert three.session.document is before
    assert kernel.text() == ""  # type: ignore[union-attr]


def test_leaving_a_mixed_field_changes_nothing(three: MainWindow) -> None:
    before = three.session.document
    kernel = three.inspector.fields["kernel_size"]
    kernel.editor.setFocus()
    QTest.keyClick(kernel.editor, Key.Key_Return)
    QTest.keyClicks(kernel.editor, "7")
    QTest.keyClick(kernel.editor, Key.Key_Escape)
    three.canvas.setFocus()
    assert three.session.document is before and not kernel._fault.isVisible()


def test_one_refusal_refuses_all_and_says_which(window: MainWindow) -> None:
    session = window.session
    session.edit("Add", lambda graph: [graph.add_type(name) for name in ("LocalResponseNorm", "SameMapNorm")])
    window.canvas.select(["localresponsenorm", "samemapnorm"])
    before, field = session.document, window.inspector.fields["size"]
    type_into(field.editor, "5000")  # 65,536 maps are allowed, and a window of 4,096
    assert session.document is before
    assert field._fault.text().startswith("SameMapNorm") and "at most 4096" in field._fault.text()
    type_into(field.editor, "7")
    assert param(window, "samemapnorm", "size") == param(window, "localresponsenorm", "size") == 7


def test_layers_of_different_types_share_what_is_alike(window: MainWindow) -> None:
    graph = window.session.document.graph
    names = [one.name for one in shared_params([graph["conv2"], graph["pool2"]])]
    assert names == ["kernel_size", "stride", "padding", "dilation"]
    assert shared_params([graph["conv2"], graph["relu2"]]) == []
    window.canvas.select(["conv2", "relu2"])
    assert window.inspector.fields == {}


def test_device_and_bypass_of_several(three: MainWindow, qtbot: QtBot) -> None:
    page = three.inspector.page
    three.session.set_device(["conv3"], "gpu1")
    devices = page.device  # type: ignore[union-attr]
    assert isinstance(devices, QComboBox) and devices.currentIndex() == -1
    devices.setFocus()
    QTest.keyClick(devices, Key.Key_Down)
    QTest.keyClick(devices, Key.Key_Return)
    chosen = {three.session.document.graph[node].device for node in ("conv2", "conv3", "conv4")}
    assert len(chosen) == 1 or devices.currentIndex() == -1
    devices.textActivated.emit("gpu2")
    assert {three.session.document.graph[node].device for node in ("conv2", "conv3", "conv4")} == {"gpu2"}
    assert devices.currentText() == "gpu2"
    three.session.edit("One", lambda graph: graph.replace(_bypassed(graph["conv3"])))
    bypassed = page.bypassed  # type: ignore[union-attr]
    assert bypassed.checkState() is Qt.CheckState.PartiallyChecked
    QTest.mouseClick(bypassed, LEFT, pos=QPoint(6, bypassed.height() // 2))
    assert three.session.document.graph.bypassed == {"conv2", "conv3", "conv4"}
    assert undo_text(three) == "Bypass 3 layers"
    QTest.mouseClick(bypassed, LEFT, pos=QPoint(6, bypassed.height() // 2))
    assert not three.session.document.graph.bypassed


def test_a_mixed_switch_becomes_on(three: MainWindow) -> None:
    three.session.set_param("conv3", "bias", False)
    bias = three.inspector.fields["bias"].editor
    assert isinstance(bias, QCheckBox) and bias.checkState() is Qt.CheckState.PartiallyChecked
    QTest.mouseClick(bias, LEFT, pos=QPoint(6, bias.height() // 2))
    assert {param(three, node, "bias") for node in ("conv2", "conv3", "conv4")} == {True}
    QTest.mouseClick(bias, LEFT, pos=QPoint(6, bias.height() // 2))
    assert {param(three, node, "bias") for node in ("conv2", "conv3", "conv4")} == {False}


def _bypassed(node):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(node, bypassed=True)
