"""Blocks, comments, bypass and templates, with real keys and the real mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from driving import LEFT, NONE, click_card, when_dialog
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QLineEdit

from alexstudio.graph.fileformat import dumps, loads
from alexstudio.graph.templates import templates
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.mixed import SharedForm
from alexstudio.ui.search_popup import SearchPopup

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
STAGE = ["conv1", "relu1", "norm1", "pool1"]


def key(window: MainWindow, one: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, one, keys)
    QApplication.processEvents()


def undo_text(window: MainWindow) -> str:
    return window.session.history.undo_label


def on_canvas(window: MainWindow, point: QPointF) -> QPoint:
    return window.canvas.mapFromScene(point)


def folded(window: MainWindow) -> MainWindow:
    """The window with Conv1 as a folded block."""
    click_card(window, "norm1")
    key(window, Qt.Key.Key_H)
    return window


def editor(window: MainWindow) -> QLineEdit:
    found = [one for one in window.canvas.viewport().findChildren(QLineEdit, "inline_edit") if one.isVisible()]
    assert len(found) == 1
    return found[0]


def drag(window: MainWindow, start: QPoint, by: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    view = window.canvas.viewport()
    QTest.mousePress(view, LEFT, keys, start)
    for step in range(1, 5):
        QTest.mouseMove(view, start + by * step / 4)
        QApplication.processEvents()
    QTest.mouseRelease(view, LEFT, keys, start + by)
    QApplication.processEvents()


# -- bypass ------------------------------------------------------------------------------------------------------------


def test_ctrl_b_skips_a_layer_and_takes_it_back(window: MainWindow) -> None:
    before = window.session.snapshot.report.total
    click_card(window, "norm1")
    key(window, Qt.Key.Key_B, CTRL)
    assert window.session.document.graph.bypassed == {"norm1"}
    assert undo_text(window) == "Bypass Norm1"
    assert window.session.snapshot.report.is_runnable
    assert window.session.snapshot.report.total.multiply_adds <= before.multiply_adds
    key(window, Qt.Key.Key_B, CTRL)
    assert not window.session.document.graph.bypassed
    assert undo_text(window) == "Use Norm1 again"
    assert window.session.snapshot.report.total == before


def test_bypassing_what_is_needed_says_why_it_no_longer_fits(window: MainWindow) -> None:
    click_card(window, "flatten6")
    key(window, Qt.Key.Key_B, CTRL)
    assert not window.session.snapshot.report.is_runnable
    assert "Without Flatten6 the network does not fit together: FC6" in window.banner.text
    key(window, Qt.Key.Key_B, CTRL)
    assert window.session.snapshot.report.is_runnable


def test_the_input_cannot_be_bypassed(window: MainWindow) -> None:
    click_card(window, "input")
    key(window, Qt.Key.Key_B, CTRL)
    assert not window.session.document.graph.bypassed
    assert "cannot be bypassed" in window.banner.text


# -- blocks ------------------------------------------------------------------------------------------------------------


def test_ctrl_g_makes_a_block_and_ctrl_alt_g_takes_it_apart(window: MainWindow) -> None:
    window.canvas.select(["conv1", "relu1"])
    key(window, Qt.Key.Key_G, CTRL)
    outline = window.session.document.graph.outline
    assert [block.name for block in outline.blocks.values()] == ["Conv1"]
    assert undo_text(window) == "Group Conv1"
    key(window, Qt.Key.Key_G, CTRL | ALT)
    assert not window.session.document.graph.outline.blocks
    assert window.session.document.graph["conv1"].block == ""


def test_h_folds_a_stage_into_one_card_and_opens_it_again(window: MainWindow) -> None:
    places = {node.id: node.position for node in window.session.document.graph.nodes}
    before = window.session.snapshot.report
    folded(window)
    scene = window.canvas.canvas
    assert list(scene.blocks) == ["conv1"]
    assert undo_text(window) == "Fold Conv1"
    assert not any(scene.cards[node_id].isVisible() for node_id in STAGE)
    face = scene.blocks["conv1"].face
    assert (face.name, face.shape, face.params) == ("Conv1", "27×27×96", 34944)
    assert window.session.snapshot.report.nodes == before.nodes
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, on_canvas(window, scene.blocks["conv1"].pos()))
    assert sorted(window.canvas.selected) == sorted(STAGE)
    key(window, Qt.Key.Key_H)
    assert not scene.blocks
    assert all(scene.cards[node_id].isVisible() for node_id in STAGE)
    assert {node.id: node.position for node in window.session.document.graph.nodes} == places


def test_wires_of_a_folded_block_run_to_its_card(window: MainWindow) -> None:
    scene = folded(window).canvas.canvas
    shown = {edge: wire for edge, wire in scene.wires.items() if wire.isVisible()}
    assert not any(edge.source in STAGE and edge.target in STAGE for edge in shown)
    leaving = next(wire for edge, wire in shown.items() if edge.source == "pool1")
    start = leaving.path().elementAt(0)
    rim = scene.blocks["conv1"].rim.adjusted(-2, -2, 2, 2)
    assert rim.contains(QPointF(start.x, start.y))


def test_a_folded_block_is_dragged_deleted_and_renamed_like_a_card(window: MainWindow) -> None:
    scene = folded(window).canvas.canvas
    middle = on_canvas(window, scene.blocks["conv1"].pos())
    before = window.session.document.graph.outline.blocks["conv1"].at
    drag(window, middle, QPoint(0, 60), CTRL)
    after = window.session.document.graph.outline.blocks["conv1"].at
    assert before is not None and after is not None and after[1] > before[1] + 20
    assert undo_text(window) == "Move Conv1"
    key(window, Qt.Key.Key_F2)
    QTest.keyClicks(editor(window), "Stem")
    QTest.keyClick(editor(window), Qt.Key.Key_Return)
    assert window.session.document.graph.outline.blocks["conv1"].name == "Stem"
    assert undo_text(window) == "Rename Conv1"
    key(window, Qt.Key.Key_Delete)
    assert "conv1" not in window.session.document.graph
    assert not window.session.document.graph.outline.blocks
    window.session.undo()
    assert "conv1" in window.session.document.graph


def test_a_double_click_enters_a_block_and_esc_leaves_it(window: MainWindow) -> None:
    scene = folded(window).canvas.canvas
    middle = on_canvas(window, scene.blocks["conv1"].pos())
    document = window.session.document
    QTest.mouseDClick(window.canvas.viewport(), LEFT, NONE, middle)
    assert scene.scope == "conv1"
    assert sorted(card.key for card in scene.tiles) == sorted(STAGE)
    assert window.overlay.way.isVisible()
    assert window.session.document is document, "looking inside changes nothing"
    click_card(window, "relu1")
    assert window.canvas.selected == ["relu1"]
    key(window, Qt.Key.Key_Escape)
    assert scene.scope == "conv1", "the first Esc only takes the selection back"
    key(window, Qt.Key.Key_Escape)
    assert scene.scope == ""
    assert not window.overlay.way.isVisible()
    key(window, Qt.Key.Key_PageDown)
    assert scene.scope == "conv1"
    key(window, Qt.Key.Key_PageUp)
    assert scene.scope == ""


def test_a_layer_added_inside_a_block_lies_in_it(window: MainWindow) -> None:
    folded(window)
    window.canvas.enter("conv1")
    window.canvas.select(["pool1"])
    window.verbs.add_layer("Dropout")
    new = window.canvas.selected[0]
    assert window.session.document.graph[new].block == "conv1"
    assert window.canvas.canvas.cards[new].isVisible()


def test_what_goes_to_a_hidden_layer_enters_its_block(window: MainWindow) -> None:
    folded(window)
    window.canvas.select(["relu1"], centre=True)
    assert window.canvas.canvas.scope == "conv1"
    window.canvas.select(["fc6"], centre=True)
    assert window.canvas.canvas.scope == ""


def test_undo_of_the_block_that_is_entered_goes_back_to_the_top(window: MainWindow) -> None:
    folded(window)
    window.canvas.enter("conv1")
    window.session.undo()
    assert window.canvas.canvas.scope == ""
    assert not window.overlay.way.isVisible()
    assert all(card.isVisible() for card in window.canvas.canvas.cards.values())


def test_all_stages_fold_and_open(make_window: Callable[..., MainWindow]) -> None:
    window = make_window("resnet50")
    before = window.session.snapshot.report.total
    key(window, Qt.Key.Key_H, SHIFT)
    assert len(window.canvas.canvas.tiles) < 25
    assert window.session.snapshot.report.total == before
    key(window, Qt.Key.Key_H, SHIFT | CTRL)
    assert not window.canvas.canvas.blocks


def test_a_block_repeats(window: MainWindow) -> None:
    window.canvas.select(["conv4", "relu4"])
    key(window, Qt.Key.Key_G, CTRL)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, QInputDialog)
        dialog.setIntValue(2)
        dialog.accept()

    when_dialog(answer)
    key(window, Qt.Key.Key_R, CTRL)
    names = [block.name for block in window.session.document.graph.outline.blocks.values()]
    assert names == ["Conv4", "Conv4 2", "Conv4 3"]
    assert undo_text(window) == "Repeat Conv4 2×"
    assert window.session.snapshot.report.is_runnable


def test_what_is_on_the_canvas_is_what_is_saved(window: MainWindow) -> None:
    folded(window)
    key(window, Qt.Key.Key_C)
    text = dumps(window.session.document)
    assert dumps(loads(text)) == text
    assert loads(text).graph == window.session.document.graph


# -- comments ----------------------------------------------------------------------------------------------------------


def commented(window: MainWindow) -> MainWindow:
    window.canvas.select(["conv5", "relu5", "pool5"])
    key(window, Qt.Key.Key_C)
    QTest.keyClicks(editor(window), "The last maps")
    QTest.keyClick(editor(window), Qt.Key.Key_Return)
    return window


def test_c_puts_a_comment_around_the_selection(window: MainWindow) -> None:
    frames = commented(window).session.document.graph.outline.frames
    assert [frame.text for frame in frames.values()] == ["The last maps"]
    assert undo_text(window) == "Change a comment"
    rim = window.canvas.canvas.comments["comment"].rim
    assert all(rim.contains(window.canvas.canvas.cards[node_id].rim) for node_id in ("conv5", "relu5", "pool5"))
    assert not rim.contains(window.canvas.canvas.cards["conv4"].rim)


def test_a_comment_moves_with_what_lies_in_it(window: MainWindow) -> None:
    commented(window)
    before = window.session.document.graph["conv5"].position
    rim = window.canvas.canvas.comments["comment"].rim
    title = on_canvas(window, QPointF(rim.center().x(), rim.top() + 10))
    drag(window, title, QPoint(40, 50))
    after = window.session.document.graph["conv5"].position
    frame = window.session.document.graph.outline.frames["comment"]
    assert undo_text(window) == "Move comment"
    assert before is not None and after is not None
    assert after[0] - before[0] == pytest.approx(frame.box[0] - rim.left(), abs=0.5)
    assert after[1] > before[1]
    window.session.undo()
    assert window.session.document.graph["conv5"].position == before


def test_a_comment_is_resized_at_its_corner_and_esc_leaves_no_trace(window: MainWindow) -> None:
    commented(window)
    document = window.session.document
    rim = window.canvas.canvas.comments["comment"].rim
    corner = on_canvas(window, rim.bottomRight() - QPointF(5, 5))
    view = window.canvas.viewport()
    QTest.mousePress(view, LEFT, NONE, corner)
    QTest.mouseMove(view, corner + QPoint(50, 30))
    assert window.canvas.canvas.comments["comment"].rim.width() > rim.width()
    key(window, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, NONE, corner + QPoint(50, 30))
    assert window.session.document is document
    assert window.canvas.canvas.comments["comment"].rim == rim
    QTest.mousePress(view, LEFT, NONE, corner)
    for to in (QPoint(50, 30), QPoint()):  # there and back again
        QTest.mouseMove(view, corner + to)
    QTest.mouseRelease(view, LEFT, NONE, corner)
    assert window.session.document is document and window.canvas.canvas.comments["comment"].rim == rim
    drag(window, corner, QPoint(50, 30))
    assert undo_text(window) == "Resize comment"
    assert window.session.document.graph.outline.frames["comment"].box[2] > rim.width()


def test_delete_takes_a_comment_and_leaves_what_is_in_it(window: MainWindow) -> None:
    commented(window)
    rim = window.canvas.canvas.comments["comment"].rim
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, on_canvas(window, rim.topLeft() + QPointF(30, 12)))
    key(window, Qt.Key.Key_Delete)
    assert not window.session.document.graph.outline.frames
    assert "conv5" in window.session.document.graph
    assert undo_text(window) == "Delete comment"


# -- names -------------------------------------------------------------------------------------------------------------


def test_f2_writes_a_name_in_place_and_esc_leaves_it(window: MainWindow) -> None:
    click_card(window, "conv2")
    key(window, Qt.Key.Key_F2)
    QTest.keyClicks(editor(window), "Second")
    QTest.keyClick(editor(window), Qt.Key.Key_Escape)
    assert window.session.document.graph["conv2"].name == "Conv2"
    key(window, Qt.Key.Key_F2)
    field = editor(window)
    QTest.keyClicks(field, "Second")
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert "conv2" in window.session.document.graph, "Delete in a text field deletes no layer"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.session.document.graph["conv2"].name == "Second"
    assert undo_text(window) == "Rename Conv2"
    assert window.canvas.hasFocus()


def test_an_empty_name_is_refused_with_a_sentence(window: MainWindow) -> None:
    click_card(window, "conv2")
    key(window, Qt.Key.Key_F2)
    field = editor(window)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.session.document.graph["conv2"].name == "Conv2"
    assert "1 to 200" in window.banner.text


# -- templates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [one.name for one in templates(Path("/nowhere"))])
def test_every_template_goes_after_a_layer(window: MainWindow, name: str) -> None:
    if name == "classifier":
        after, begin = "pool5", "flatten6"
    else:
        after, begin = "pool2", "conv3"
    template = next(one for one in templates(Path("/nowhere")) if one.name == name)
    click_card(window, after)
    window.structure_verbs.add_template(template)
    graph = window.session.document.graph
    assert window.session.snapshot.report.is_runnable or name == "classifier"
    assert len(graph.outline.blocks) == 1
    assert graph.inputs(begin)[0].source in window.canvas.selected
    assert undo_text(window) == f"Add {name}"


def test_a_template_of_ones_own_is_saved_and_offered(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    monkeypatch.setattr("alexstudio.graph.templates.own_folder", lambda: folder)
    window.canvas.select(["conv3", "relu3"])
    key(window, Qt.Key.Key_G, CTRL)
    window.actions_by_id["save_template"].trigger()
    assert [path.name for path in folder.iterdir()] == ["Conv3.json"]
    palette = window.palette_panel
    palette.search.setText("Conv3")
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert len(window.session.document.graph.outline.blocks) == 2
    window.canvas.select(["conv3", "relu3"])
    window.actions_by_id["save_template"].trigger()
    assert "There already is a template 'Conv3'" in window.banner.text


# -- wires of folded blocks --------------------------------------------------------------------------------------------


def test_a_wire_is_drawn_out_of_a_folded_block(window: MainWindow) -> None:
    scene = folded(window).canvas.canvas
    rim = scene.blocks["conv1"].rim
    start = on_canvas(window, QPointF(rim.center().x(), rim.bottom()))
    end = on_canvas(window, scene.cards["conv3"].pos())
    drag(window, start, end - start)
    assert [wire.source for wire in window.session.document.graph.inputs("conv3")] == ["pool1"]
    assert undo_text(window) == "Connect Pool1 to Conv3"


def test_a_wire_is_dropped_on_a_folded_block(window: MainWindow) -> None:
    window.canvas.select(["conv4"])
    window.session.remove_wire(window.session.document.graph.inputs("conv4")[0])
    window.canvas.select(["relu4"])
    key(window, Qt.Key.Key_H)
    scene = window.canvas.canvas
    rim = scene.cards["relu3"].rim
    start = on_canvas(window, QPointF(rim.center().x(), rim.bottom()))
    drag(window, start, on_canvas(window, scene.blocks["conv4"].pos()) - start)
    assert [wire.source for wire in window.session.document.graph.inputs("conv4")] == ["relu3"]


def test_a_wire_dropped_on_a_folded_block_replaces_the_one_that_it_reads(window: MainWindow) -> None:
    window.canvas.select(["relu4"])
    key(window, Qt.Key.Key_H)
    scene = window.canvas.canvas
    rim = scene.cards["relu2"].rim
    start = on_canvas(window, QPointF(rim.right(), rim.center().y()))
    drag(window, start, on_canvas(window, scene.blocks["conv4"].pos()) - start)
    assert [wire.source for wire in window.session.document.graph.inputs("conv4")] == ["relu2"]
    assert undo_text(window) == "Connect ReLU2 to Conv4"


# -- the keyboard alone ------------------------------------------------------------------------------------------------


def test_the_selection_walks_over_the_cards(window: MainWindow) -> None:
    key(window, Qt.Key.Key_Right, CTRL)
    assert window.canvas.selected == ["input"], "the first step selects what comes first"
    key(window, Qt.Key.Key_Right, CTRL)
    assert window.canvas.selected == ["conv1"]
    key(window, Qt.Key.Key_Down, CTRL)
    assert window.canvas.selected == ["relu1"]
    key(window, Qt.Key.Key_Right, CTRL)
    assert window.canvas.selected == ["relu2"]
    key(window, Qt.Key.Key_Up, CTRL | SHIFT)
    assert sorted(window.canvas.selected) == ["conv2", "relu2"]
    key(window, Qt.Key.Key_Left, CTRL)
    assert window.canvas.selected == ["conv1"]


def test_f6_goes_round_the_panels(window: MainWindow) -> None:
    window.canvas.setFocus()
    seen = []
    for _ in range(6):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_F6)
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(next(name for name, part in window.panels().items() if part is focus or part.isAncestorOf(focus)))
    assert len(set(seen)) >= 4 and "canvas" in seen
    start = seen[-1]
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_F6, SHIFT)
    focus = QApplication.focusWidget()
    assert focus is not None and not window.panels()[start].isAncestorOf(focus)


def test_the_add_popup_offers_templates_too(window: MainWindow) -> None:
    click_card(window, "pool5")
    key(window, Qt.Key.Key_Tab)
    popup = window.findChild(SearchPopup)
    assert popup is not None
    QTest.keyClicks(popup.line, "residual block")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert [block.name for block in window.session.document.graph.outline.blocks.values()] == ["Residual block"]
    assert undo_text(window) == "Add residual block"


def test_f7_checks_the_network(window: MainWindow) -> None:
    key(window, Qt.Key.Key_F7)
    assert window.tabs.currentWidget() is window.problems
    assert "can run" in window.banner.text
    window.session.set_param("conv2", "groups", 5)
    key(window, Qt.Key.Key_F7)
    assert "Conv2" in window.banner.text
    assert window.canvas.selected == ["conv2"]


def test_an_empty_canvas_says_how_to_begin(window: MainWindow) -> None:
    assert not window.overlay.empty.isVisible()
    key(window, Qt.Key.Key_A, CTRL)
    key(window, Qt.Key.Key_Delete)
    assert window.overlay.empty.isVisible() and not window.overlay.legend.isVisible()
    assert "Tab" in window.overlay.empty.text()
    window.session.undo()
    assert not window.overlay.empty.isVisible() and window.overlay.legend.isVisible()


def test_the_inspector_names_the_block_and_its_way_out_is_free(
    make_window: Callable[..., MainWindow],
) -> None:
    window = make_window("googlenet")
    block = next(item for item in window.canvas.canvas.blocks.values() if item.face.name == "Inception 3a")
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, on_canvas(window, block.pos()))
    assert isinstance(window.inspector.page, SharedForm)
    assert window.inspector.page.heading.text() == "Inception 3a"
    key(window, Qt.Key.Key_PageDown)
    way = window.overlay.way.geometry()
    assert not window.overlay.way.isHidden()
    for card in window.canvas.canvas.tiles:
        assert not window.canvas.mapFromScene(card.rim).boundingRect().intersects(way)
