"""Drawing, moving, cutting and bending wires with the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from driving import click_card, spot
from pulling import ALT, CTRL, LEFT, NONE, SHIFT, Untouched, drop, hold, move, pixel, port, press_key, pull, undo_text
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.ui.canvas.gestures.wire_pull import FAINT
from alexstudio.ui.canvas.port_dots import PortDots
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.search_popup import SearchPopup


def fork() -> Document:
    """Input -> Split in two, whose first goes to A. Sum and Cat read A and B. Nothing feeds B and C."""
    graph = LayerGraph()
    nodes = (
        ("input", "Input", (0, 0)),
        ("split", "Chunk", (250, 0)),
        ("a", "ReLU", (500, -150)),
        ("b", "ReLU", (500, 150)),
        ("sum", "Add", (750, 0)),
        ("c", "ReLU", (1000, 0)),
        ("cat", "Concat", (750, 300)),
    )
    for node_id, kind, place in nodes:
        graph.add(Node(node_id, kind, node_id.capitalize(), {}, position=place))
    for edge in (("input", 0, "split", 0), ("split", 0, "a", 0), ("a", 0, "sum", 0), ("b", 0, "sum", 1)):
        graph.connect(Edge(*edge))
    graph.connect(Edge("a", 0, "cat", 0))
    graph.connect(Edge("b", 0, "cat", 1))
    return Document("Fork", graph.freeze())


@pytest.fixture
def forked(window: MainWindow) -> Iterator[MainWindow]:
    window.session.open(fork(), None)
    window.canvas.fit()
    window.canvas.select([])
    yield window


def popup(qtbot: QtBot, window: MainWindow) -> SearchPopup:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(SearchPopup)))
    return next(one for one in window.findChildren(SearchPopup) if one.isVisible())


def at(window: MainWindow, node_id: str, *, output: int | None = None, slot: int | None = None) -> QPoint:
    return pixel(window, port(window, node_id, output=output, slot=slot).spot)


def edges(window: MainWindow) -> set[Edge]:
    return set(window.session.document.graph.edges)


def dots(window: MainWindow) -> set[tuple[str, bool, int]]:
    """The ports that are shown."""
    items = [item for item in window.canvas.canvas.items() if isinstance(item, PortDots)]
    return {(one.node, one.is_output, one.number) for item in items for one in item.ports}


# -- from either end ---------------------------------------------------------------------------------------------------


def test_backwards_from_a_free_input(forked: MainWindow) -> None:
    pull(forked, at(forked, "c", slot=0), spot(forked, "sum"))
    assert Edge("sum", 0, "c", 0) in edges(forked) and undo_text(forked) == "Connect Sum to C"


def test_backwards_from_the_tip_of_a_wire_replaces_it(forked: MainWindow) -> None:
    pull(forked, at(forked, "sum", slot=1), at(forked, "split", output=0))
    assert Edge("split", 0, "sum", 1) in edges(forked) and Edge("b", 0, "sum", 1) not in edges(forked)
    forked.session.undo()
    assert not undo_text(forked)


def test_each_output_can_be_taken_hold_of_and_each_input_dropped_on(forked: MainWindow) -> None:
    pull(forked, at(forked, "split", output=1), spot(forked, "b"))
    assert Edge("split", 1, "b", 0) in edges(forked)
    pull(forked, at(forked, "split", output=1), at(forked, "sum", slot=1))
    assert Edge("split", 1, "sum", 1) in edges(forked) and Edge("a", 0, "sum", 0) in edges(forked)
    assert undo_text(forked) == "Connect Split to Sum"


def test_the_spare_input_of_a_concat(forked: MainWindow) -> None:
    pull(forked, at(forked, "c", output=0), spot(forked, "cat"))
    assert [edge.source for edge in forked.session.document.graph.inputs("cat")] == ["a", "b", "c"]
    pull(forked, at(forked, "split", output=0), at(forked, "cat", slot=3))
    assert [edge.source for edge in forked.session.document.graph.inputs("cat")] == ["a", "b", "c", "split"]


def test_ports_that_can_take_the_wire_are_lit_and_the_other_cards_faint(forked: MainWindow) -> None:
    cards = forked.canvas.canvas.cards
    hold(forked, at(forked, "sum", output=0), at(forked, "sum", output=0) + QPoint(20, 40))
    assert {key for key, card in cards.items() if card.opacity() < 1} == {"input", "split", "a", "b"}
    assert cards["a"].opacity() == FAINT
    assert dots(forked) == {("c", False, 0), ("cat", False, 0), ("cat", False, 1), ("cat", False, 2)}
    press_key(forked, Qt.Key.Key_Escape)
    assert all(card.opacity() == 1 for card in cards.values()) and not dots(forked)


def test_backwards_the_outputs_are_lit(forked: MainWindow) -> None:
    hold(forked, at(forked, "a", slot=0), at(forked, "a", slot=0) + QPoint(-20, 40))
    faint = {key for key, card in forked.canvas.canvas.cards.items() if card.opacity() < 1}
    assert faint == {"sum", "cat"} and {("split", True, 0), ("split", True, 1), ("c", True, 0)} <= dots(forked)
    press_key(forked, Qt.Key.Key_Escape)


def test_the_reason_stands_at_the_cursor_as_plain_text(forked: MainWindow) -> None:
    forked.session.rename("split", "<b>Split</b>")
    before = forked.session.document
    end = spot(forked, "split")
    hold(forked, at(forked, "sum", output=0), end)
    note = forked.canvas.note
    assert note.isVisible() and note.text().startswith("Sum already depends on <b>Split</b>")
    assert note.textFormat() == Qt.TextFormat.PlainText and forked.canvas.rect().contains(note.geometry())
    move(forked, spot(forked, "input"))
    assert note.text() == "Input takes no input."
    move(forked, spot(forked, "c"))
    assert note.isHidden()
    move(forked, end)
    drop(forked, end)
    assert forked.session.document is before and "cycle" in forked.banner.text and note.isHidden()


def test_escape_leaves_no_trace_of_a_wire(forked: MainWindow) -> None:
    with Untouched(forked):
        hold(forked, at(forked, "sum", output=0), spot(forked, "c"))
        press_key(forked, Qt.Key.Key_Escape)
        drop(forked, spot(forked, "c"))


def test_backwards_into_empty_space_asks_what_shall_feed_it(forked: MainWindow, qtbot: QtBot) -> None:
    start = at(forked, "c", slot=0)
    pull(forked, start, start + QPoint(-10, -110))
    found = popup(qtbot, forked)
    assert "Connect a new layer to C" in found.line.placeholderText()
    QTest.keyClicks(found.line, "gap")
    QTest.keyClick(found.line, Qt.Key.Key_Return)
    (new,) = forked.canvas.selected
    assert forked.session.document.graph[new].type == "GlobalAvgPool" and Edge(new, 0, "c", 0) in edges(forked)
    assert undo_text(forked) == "Add GlobalAvgPool before C"


def test_the_second_output_into_empty_space_feeds_from_there(forked: MainWindow, qtbot: QtBot) -> None:
    start = at(forked, "split", output=1)
    pull(forked, start, start + QPoint(10, 130))
    found = popup(qtbot, forked)
    QTest.keyClicks(found.line, "gap")
    QTest.keyClick(found.line, Qt.Key.Key_Return)
    assert Edge("split", 1, forked.canvas.selected[0], 0) in edges(forked)


def test_a_click_on_a_port_selects_its_card(forked: MainWindow) -> None:
    QTest.mouseClick(forked.canvas.viewport(), LEFT, NONE, at(forked, "c", output=0))
    assert forked.canvas.selected == ["c"] and not undo_text(forked)


# -- moving wires ------------------------------------------------------------------------------------------------------


def test_ctrl_drag_moves_all_wires_of_an_output(forked: MainWindow) -> None:
    pull(forked, at(forked, "a", output=0), spot(forked, "input"), CTRL)
    assert {Edge("input", 0, "sum", 0), Edge("input", 0, "cat", 0)} <= edges(forked)
    assert not forked.session.document.graph.consumers("a")
    assert undo_text(forked) == "Move 2 wires from A to Input"
    forked.session.undo()
    assert not undo_text(forked)


def test_wires_do_not_move_to_what_depends_on_them(forked: MainWindow) -> None:
    with Untouched(forked):
        pull(forked, at(forked, "split", output=0), spot(forked, "sum"), CTRL)
        assert "cycle" in forked.banner.text
        forked.banner.hide()


def test_ctrl_drag_moves_a_wire_to_another_input(forked: MainWindow) -> None:
    pull(forked, at(forked, "sum", slot=0), spot(forked, "c"), CTRL)
    assert Edge("a", 0, "c", 0) in edges(forked) and Edge("a", 0, "sum", 0) not in edges(forked)
    assert undo_text(forked) == "Move wire from Sum to C"


def test_ctrl_drag_into_empty_space_takes_the_wire_off(forked: MainWindow) -> None:
    start = at(forked, "sum", slot=0)
    pull(forked, start, start + QPoint(-10, -90), CTRL)
    assert Edge("a", 0, "sum", 0) not in edges(forked) and undo_text(forked) == "Disconnect Sum"


def test_a_wire_moves_within_a_concat(forked: MainWindow) -> None:
    pull(forked, at(forked, "cat", slot=0), at(forked, "cat", slot=2), CTRL)
    inputs = forked.session.document.graph.inputs("cat")
    assert [(edge.source, edge.slot) for edge in inputs] == [("b", 0), ("a", 1)]


def test_dropping_a_wire_where_it_was_changes_nothing(forked: MainWindow) -> None:
    with Untouched(forked):
        start = at(forked, "sum", slot=0)
        hold(forked, start, start + QPoint(-30, -60), CTRL)
        assert forked.canvas.canvas.wires[Edge("a", 0, "sum", 0)].opacity() == FAINT
        move(forked, start, CTRL)
        move(forked, start + QPoint(-3, 3), CTRL)
        drop(forked, start + QPoint(-3, 3), CTRL)


def test_alt_click_breaks_the_wires_of_a_port(forked: MainWindow) -> None:
    view = forked.canvas.viewport()
    QTest.mouseClick(view, LEFT, ALT, at(forked, "a", output=0))
    assert not forked.session.document.graph.consumers("a") and undo_text(forked) == "Disconnect A"
    forked.session.undo()
    QTest.mouseClick(view, LEFT, ALT, at(forked, "sum", slot=1))
    assert {edge.source for edge in forked.session.document.graph.inputs("sum")} == {"a"}


def test_alt_drag_away_from_a_port_breaks_nothing(forked: MainWindow) -> None:
    with Untouched(forked):
        start = at(forked, "a", output=0)
        hold(forked, start, start + QPoint(2, 1), ALT, steps=1)
        assert forked.canvas.canvas.wires[Edge("a", 0, "sum", 0)].glow == "bad"
        move(forked, start + QPoint(40, 10), ALT)
        drop(forked, start + QPoint(40, 10), ALT)


# -- the knife ---------------------------------------------------------------------------------------------------------


def test_the_knife_cuts_what_it_crosses_in_one_step(forked: MainWindow) -> None:
    middle = pixel(forked, QPointF(625, 0))
    start, end = middle - QPoint(0, 130), middle + QPoint(0, 130)
    hold(forked, start, end, ALT | SHIFT)
    red = {edge for edge, wire in forked.canvas.canvas.wires.items() if wire.glow == "bad"}
    assert {Edge("a", 0, "sum", 0), Edge("b", 0, "sum", 1)} <= red
    drop(forked, end, ALT | SHIFT)
    assert edges(forked).isdisjoint(red) and Edge("split", 0, "a", 0) in edges(forked)
    assert undo_text(forked) == f"Cut {len(red)} wires"
    forked.session.undo()
    assert not undo_text(forked)


def test_the_knife_cuts_several_inputs_of_a_concat(forked: MainWindow) -> None:
    box = forked.canvas.canvas.cards["cat"].rim
    tips = [port(forked, "cat", slot=slot).spot for slot in (0, 1)]
    left = min(tip.x() for tip in tips) - 14
    pull(forked, pixel(forked, QPointF(left, box.top() - 60)), pixel(forked, QPointF(left, box.bottom())), ALT | SHIFT)
    assert forked.session.document.graph.inputs("cat") == ()


def test_escape_sheathes_the_knife(forked: MainWindow) -> None:
    with Untouched(forked):
        middle = pixel(forked, QPointF(625, 0))
        hold(forked, middle - QPoint(0, 130), middle + QPoint(0, 130), ALT | SHIFT)
        press_key(forked, Qt.Key.Key_Escape)
        drop(forked, middle + QPoint(0, 130), ALT | SHIFT)


# -- ports and bends ---------------------------------------------------------------------------------------------------


def test_ports_show_on_the_card_under_the_mouse(forked: MainWindow) -> None:
    view = forked.canvas.viewport()
    QTest.mouseMove(view, spot(forked, "split"))
    QApplication.processEvents()
    assert dots(forked) == {("split", True, 0), ("split", True, 1), ("split", False, 0)}
    QTest.mouseMove(view, pixel(forked, QPointF(625, -250)))
    QApplication.processEvents()
    assert dots(forked) == set()


def test_a_double_click_bends_a_wire_and_the_bend_can_be_dragged(forked: MainWindow) -> None:
    edge = Edge("sum", 0, "c", 0)
    forked.session.wire(edge)
    wire = forked.canvas.canvas.wires[edge]
    middle = wire.path().pointAtPercent(0.5)
    QTest.mouseDClick(forked.canvas.viewport(), LEFT, NONE, pixel(forked, middle))
    outline = forked.session.document.graph.outline
    assert undo_text(forked) == "Bend wire" and len(outline.bends["c", 0]) == 1 and len(forked.canvas.bends.items) == 1
    start = pixel(forked, QPointF(*outline.bends["c", 0][0]))
    with Untouched(forked):
        hold(forked, start, start + QPoint(0, 50))
        assert wire.path().boundingRect().bottom() > middle.y() + 50
        press_key(forked, Qt.Key.Key_Escape)
        drop(forked, start + QPoint(0, 50))
    pull(forked, start, start + QPoint(0, 50))
    x, y = forked.session.document.graph.outline.bends["c", 0][0]
    assert undo_text(forked) == "Move bend" and y > middle.y() + 50 and abs(x - middle.x()) < 8
    assert wire.path().boundingRect().bottom() > middle.y() + 50
    forked.session.undo()
    assert forked.session.document.graph.outline.bends == outline.bends
    hold(forked, start, start + QPoint(0, 50))
    move(forked, start)  # there and back again is no move
    drop(forked, start)
    assert forked.session.document.graph.outline.bends == outline.bends
    assert [item.pos().toTuple() for item in forked.canvas.bends.items.values()] == [outline.bends["c", 0][0]]


@pytest.mark.parametrize("way", ["Delete", "double-click"])
def test_a_bend_goes_away(forked: MainWindow, way: str) -> None:
    edge = Edge("input", 0, "split", 0)
    straight = forked.canvas.canvas.wires[edge].path()
    QTest.mouseDClick(forked.canvas.viewport(), LEFT, NONE, pixel(forked, straight.pointAtPercent(0.4)))
    place = pixel(forked, QPointF(*forked.session.document.graph.outline.bends["split", 0][0]))
    if way == "Delete":
        QTest.mouseClick(forked.canvas.viewport(), LEFT, NONE, place)
        press_key(forked, Qt.Key.Key_Delete)
    else:
        QTest.mouseDClick(forked.canvas.viewport(), LEFT, NONE, place)
    assert not forked.session.document.graph.outline.bends and undo_text(forked) == "Delete bend"
    assert not forked.canvas.bends.items and forked.canvas.canvas.wires[edge].path() == straight
    assert edge in edges(forked)


def test_bends_keep_their_order_along_the_wire(forked: MainWindow) -> None:
    forked.session.move({"input": (-400.0, 0.0)})
    edge = Edge("input", 0, "split", 0)
    wire = forked.canvas.canvas.wires[edge]
    for part in (0.7, 0.25, 0.45):
        QTest.mouseDClick(forked.canvas.viewport(), LEFT, NONE, pixel(forked, wire.path().pointAtPercent(part)))
    points = forked.session.document.graph.outline.bends["split", 0]
    assert len(points) == 3 and [x for x, _ in points] == sorted(x for x, _ in points)


def test_tidying_up_takes_bends_away(forked: MainWindow) -> None:
    wire = forked.canvas.canvas.wires[Edge("input", 0, "split", 0)]
    QTest.mouseDClick(forked.canvas.viewport(), LEFT, NONE, pixel(forked, wire.path().pointAtPercent(0.5)))
    press_key(forked, Qt.Key.Key_L, CTRL | SHIFT)
    assert not forked.session.document.graph.outline.bends and undo_text(forked) == "Tidy up"
    forked.session.undo()
    assert len(forked.canvas.bends.items) == 1


def test_bends_move_with_both_ends(forked: MainWindow) -> None:
    edge = Edge("input", 0, "split", 0)
    wire = forked.canvas.canvas.wires[edge]
    QTest.mouseDClick(forked.canvas.viewport(), LEFT, NONE, pixel(forked, wire.path().pointAtPercent(0.5)))
    before = forked.session.document.graph.outline.bends["split", 0][0]
    forked.canvas.select(["input", "split"])
    press_key(forked, Qt.Key.Key_Down)
    assert forked.session.document.graph.outline.bends["split", 0][0] == (before[0], before[1] + 12)
    click_card(forked, "split")
    press_key(forked, Qt.Key.Key_Down)
    assert forked.session.document.graph.outline.bends["split", 0][0] == (before[0], before[1] + 12)


def test_many_ports_are_looked_at_once(make_window: Callable[..., MainWindow]) -> None:
    window = make_window("googlenet")
    asked: list[Edge] = []
    why = window.session.why_not_wire
    window.session.why_not_wire = lambda edge: (asked.append(edge), why(edge))[1]  # type: ignore[method-assign]
    first, last = (window.session.document.graph.order()[place].id for place in (3, -3))
    start, end = at(window, last, output=0), spot(window, first)
    hold(window, start, end, steps=3)
    for step in range(6):
        move(window, end + QPoint(step % 2, 0))
    assert len(asked) <= 2
    press_key(window, Qt.Key.Key_Escape)
