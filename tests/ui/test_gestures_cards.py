"""Selecting and moving cards with the mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import click_card, spot
from pulling import ALT, CTRL, LEFT, NONE, SHIFT, Untouched, drop, hold, move, pixel, press_key, pull, undo_text
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from alexstudio.graph import Edge
from alexstudio.ui.canvas.guides import Guides
from alexstudio.ui.main_window import MainWindow


def box(window: MainWindow, *node_ids: str) -> tuple[QPoint, QPoint]:
    """Corners around some cards, on empty canvas."""
    area = window.canvas.canvas.cards[node_ids[0]].rim
    for node_id in node_ids:
        area |= window.canvas.canvas.cards[node_id].rim
    return pixel(window, area.topLeft() - QPointF(5, 5)), pixel(window, area.bottomRight() + QPointF(5, 5))


def guides(window: MainWindow) -> list[Guides]:
    return [item for item in window.canvas.canvas.items() if isinstance(item, Guides)]


def position(window: MainWindow, node_id: str) -> tuple[float, float]:
    place = window.session.document.graph[node_id].position
    assert place is not None
    return place


# -- selection ---------------------------------------------------------------------------------------------------------


def test_shift_adds_and_ctrl_toggles(window: MainWindow) -> None:
    view = window.canvas.viewport()
    click_card(window, "conv1")
    QTest.mouseClick(view, LEFT, SHIFT, spot(window, "relu1"))
    assert set(window.canvas.selected) == {"conv1", "relu1"}
    QTest.mouseClick(view, LEFT, SHIFT, spot(window, "relu1"))
    assert set(window.canvas.selected) == {"conv1", "relu1"}
    QTest.mouseClick(view, LEFT, CTRL, spot(window, "relu1"))
    QTest.mouseClick(view, LEFT, CTRL, spot(window, "pool1"))
    assert set(window.canvas.selected) == {"conv1", "pool1"}
    click_card(window, "conv1")
    assert window.canvas.selected == ["conv1"] and not undo_text(window)


def test_a_box_replaces_adds_or_toggles(window: MainWindow) -> None:
    click_card(window, "fc8")
    pull(window, *box(window, "conv3", "relu3"))
    assert set(window.canvas.selected) == {"conv3", "relu3"}
    pull(window, *box(window, "conv4"), SHIFT)
    assert set(window.canvas.selected) == {"conv3", "relu3", "conv4"}
    pull(window, *box(window, "conv4", "relu4"), CTRL)
    assert set(window.canvas.selected) == {"conv3", "relu3", "relu4"}
    assert not undo_text(window)


def test_the_panels_are_told_once_at_the_end_of_a_box(window: MainWindow) -> None:
    told: list[list[str]] = []
    window.canvas.selection_changed.connect(told.append)
    start, end = box(window, "conv3", "relu3")
    hold(window, start, end)
    assert window.canvas.canvas.cards["conv3"].isSelected() and told == []
    drop(window, end)
    assert [set(one) for one in told] == [{"conv3", "relu3"}]


def test_escape_takes_a_box_back(window: MainWindow) -> None:
    click_card(window, "fc8")
    with Untouched(window):
        start, end = box(window, "conv3", "relu3")
        hold(window, start, end)
        assert set(window.canvas.selected) == {"conv3", "relu3"}
        press_key(window, Qt.Key.Key_Escape)
        drop(window, end)


def test_a_box_selects_wires_only_where_no_card_is(window: MainWindow) -> None:
    edge = Edge("relu3", 0, "conv4", 0)
    middle = pixel(window, window.canvas.canvas.wires[edge].path().pointAtPercent(0.5))
    pull(window, middle - QPoint(4, 30), middle + QPoint(4, 30))
    assert window.canvas.marked == {edge}
    press_key(window, Qt.Key.Key_Delete)
    assert edge not in window.session.document.graph.edges and undo_text(window) == "Delete wire"
    window.session.undo()
    pull(window, *box(window, "relu3", "conv4"))
    assert set(window.canvas.marked) == set(window.canvas.selected)


def test_the_wires_of_a_selected_layer_are_lit(window: MainWindow) -> None:
    click_card(window, "relu3")
    lit = {edge for edge, wire in window.canvas.canvas.wires.items() if wire.glow}
    assert lit == {Edge("conv3", 0, "relu3", 0), Edge("relu3", 0, "conv4", 0)}
    press_key(window, Qt.Key.Key_Escape)
    assert not any(wire.glow for wire in window.canvas.canvas.wires.values())


def test_a_click_on_empty_canvas_selects_nothing_unless_keys_say_to_keep(window: MainWindow) -> None:
    empty = QPoint(window.canvas.viewport().width() - 30, window.canvas.viewport().height() - 80)
    click_card(window, "conv1")
    QTest.mouseClick(window.canvas.viewport(), LEFT, SHIFT, empty)
    assert window.canvas.selected == ["conv1"]
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, empty)
    assert window.canvas.selected == []


@pytest.fixture
def pair(window: MainWindow) -> tuple[str, str]:
    """Two cards far from the others, side by side, the second 40 lower than the first; at 100 %."""
    ids = [window.session.add_at("ReLU", place) for place in ((0, 3000), (301, 3040))]
    window.canvas.select([])
    window.canvas.look_at(QPointF(150, 3020), 1.0)
    assert ids[0] and ids[1]
    return ids[0], ids[1]


# -- moving ------------------------------------------------------------------------------------------------------------


def test_selected_cards_move_together_in_one_step(window: MainWindow) -> None:
    window.canvas.select(["conv3", "relu3"])
    before = {one: position(window, one) for one in ("conv3", "relu3")}
    pull(window, spot(window, "conv3"), spot(window, "conv3") + QPoint(3, 90), ALT)
    after = {one: position(window, one) for one in before}
    by = {(after[one][0] - x, after[one][1] - y) for one, (x, y) in before.items()}
    assert len(by) == 1 and next(iter(by))[1] > 50
    assert undo_text(window) == "Move 2 layers" and set(window.canvas.selected) == set(before)
    window.session.undo()
    assert not undo_text(window) and {one: position(window, one) for one in before} == before


def test_a_click_on_one_of_several_selected_cards_selects_it_alone(window: MainWindow) -> None:
    window.canvas.select(["conv3", "relu3"])
    click_card(window, "relu3")
    assert window.canvas.selected == ["relu3"] and not undo_text(window)


def test_a_card_snaps_to_another_and_says_so(window: MainWindow, pair: tuple[str, str]) -> None:
    start = spot(window, pair[1])
    hold(window, start, start + QPoint(20, -36))
    assert [(line.y1(), line.y2()) for line in guides(window)[0].lines] == [(3000, 3000)]
    assert window.canvas.canvas.cards[pair[1]].pos() == QPointF(321, 3000)
    drop(window, start + QPoint(20, -36))
    assert position(window, pair[1]) == (321, 3000) and not guides(window)
    assert undo_text(window) == "Move ReLU 2"


@pytest.mark.parametrize("keys", [CTRL, ALT])
def test_ctrl_or_alt_switches_snapping_off(
    window: MainWindow, pair: tuple[str, str], keys: Qt.KeyboardModifier
) -> None:
    start = spot(window, pair[1])
    pull(window, start, start + QPoint(20, -36), keys)
    assert position(window, pair[1]) == (321, 3004)


def test_the_grid_is_off_at_first_and_catches_where_nothing_is_near(window: MainWindow, pair: tuple[str, str]) -> None:
    action = window.actions_by_id["snap_to_grid"]
    assert action.isCheckable() and not action.isChecked()
    pull(window, spot(window, pair[1]), spot(window, pair[1]) + QPoint(20, 90))
    assert position(window, pair[1]) == (321, 3130)
    action.trigger()
    pull(window, spot(window, pair[1]), spot(window, pair[1]) + QPoint(18, 0))
    assert position(window, pair[1]) == (336, 3120)


def test_escape_puts_dragged_cards_back(window: MainWindow) -> None:
    click_card(window, "fc6")
    with Untouched(window):
        start = spot(window, "conv3")
        hold(window, start, start + QPoint(25, 60))
        assert window.canvas.canvas.cards["conv3"].y() > position(window, "conv3")[1] + 20
        press_key(window, Qt.Key.Key_Escape)
        drop(window, start + QPoint(25, 60))
    assert not guides(window)


def test_a_second_button_gives_a_drag_up(window: MainWindow) -> None:
    click_card(window, "conv3")
    with Untouched(window):
        start = spot(window, "conv3")
        hold(window, start, start + QPoint(25, 60))
        QTest.mousePress(window.canvas.viewport(), Qt.MouseButton.RightButton, NONE, start)
        QTest.mouseRelease(window.canvas.viewport(), Qt.MouseButton.RightButton, NONE, start)
        drop(window, start + QPoint(25, 60))


def test_an_edit_from_elsewhere_gives_a_drag_up(window: MainWindow) -> None:
    start = spot(window, "conv3")
    hold(window, start, start + QPoint(25, 60))
    window.session.rename("conv1", "First")
    drop(window, start + QPoint(25, 60))
    assert undo_text(window) == "Rename Conv1" and not guides(window)
    assert window.canvas.canvas.cards["conv3"].y() == position(window, "conv3")[1]


def test_the_wire_that_would_take_a_card_is_lit_while_it_hovers(window: MainWindow) -> None:
    cards = window.canvas.canvas.cards
    new = window.session.add_at("Dropout2d", (cards["conv4"].x(), cards["conv4"].y() + 400))
    assert new is not None
    window.canvas.fit()
    window.canvas.select([])
    wire = window.canvas.canvas.wires[Edge("relu3", 0, "conv4", 0)]
    middle = pixel(window, wire.path().pointAtPercent(0.5))
    hold(window, spot(window, new), middle)
    assert wire.glow == "accent"
    move(window, middle + QPoint(0, 200))
    assert not wire.glow
    press_key(window, Qt.Key.Key_Escape)
    assert undo_text(window) == "Add Dropout2d"


def test_arrows_nudge_what_is_selected_in_one_step(window: MainWindow) -> None:
    window.canvas.select(["conv3", "relu3"])
    before = position(window, "relu3")
    press_key(window, Qt.Key.Key_Right)
    assert position(window, "relu3") == (before[0] + 12, before[1]) and undo_text(window) == "Move 2 layers"


def test_many_cards_are_routed_once_a_move(make_window: Callable[..., MainWindow]) -> None:
    window = make_window("alexnet_two_gpu")
    routed: list[set[str]] = []
    scene = window.canvas.canvas
    route = scene.route
    scene.route = lambda only: (routed.append(only), route(only))[1]  # type: ignore[method-assign]
    window.canvas.select(list(scene.cards))
    start = spot(window, "conv3a")
    hold(window, start, start + QPoint(30, 30), ALT, steps=3)
    assert len(routed) == 3
    press_key(window, Qt.Key.Key_Escape)
