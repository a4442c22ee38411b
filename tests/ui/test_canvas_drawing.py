"""All cards and all wires are painted in one go, from afar and with kept pictures: nothing stale is shown."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from driving import spot
from painting import DASHES, differing, drag
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QImage, QPainterPath
from PySide6.QtWidgets import QApplication

from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.arrange import SLIM, TALL
from alexstudio.ui import miniature
from alexstudio.ui.canvas import lettering
from alexstudio.ui.canvas.card import READABLE, CardItem, brief_sizes
from alexstudio.ui.canvas.faces import Faces
from alexstudio.ui.canvas.pills import HIGH, WIDE
from alexstudio.ui.canvas.scene import CanvasScene
from alexstudio.ui.canvas.wire import WireItem
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.theme import theme, ui_font

FAR, BRIEF = 0.16, 0.4


def look(window: MainWindow, zoom: float) -> QImage:
    """The canvas at a zoom, after it was painted often enough to be made of kept pictures."""
    window.canvas.look_at(window.canvas.content.center(), zoom)
    for _ in range(3):
        window.canvas.viewport().repaint()
        QApplication.processEvents()
    return window.canvas.viewport().grab().toImage()


def fresh(window: MainWindow, zoom: float) -> QImage:
    """The same without anything that was kept of earlier paints."""
    scene = window.canvas.canvas
    scene._card_drawing._faces = Faces()
    scene._card_drawing.is_stale = scene._wire_drawing.is_stale = True
    scene._wire_drawing._whole.clear()
    return look(window, zoom)


ACTS: dict[str, Callable[[MainWindow], object]] = {
    "edit": lambda window: window.session.set_param("conv1a", "out_channels", 77),
    "problem": lambda window: window.session.set_param("conv2a", "groups", 7),
    "drag": lambda window: drag(window, "conv3a", QPoint(20, 40)),
    "select": lambda window: window.canvas.select(["conv3b", "fc6a"]),
    "select all": lambda window: window.canvas.select(list(window.canvas.canvas.cards)),
    "delete": lambda window: window.session.remove(["pool2a", "norm1b"]),
    "device": lambda window: window.session.set_device(["conv3b", "conv4a"], "gpu3"),
    "rename": lambda window: window.session.rename("conv4b", "Other"),
    "undo": lambda window: (window.session.remove(["conv1a"]), window.session.undo()),
    "faint": lambda window: window.canvas.canvas.cards["conv4b"].setOpacity(0.3),
    "faint wire": lambda window: next(iter(window.canvas.canvas.wires.values())).setOpacity(0.2),
    "red wires": lambda window: window.canvas.light_wires(dict.fromkeys(window.canvas.canvas.wires, "bad")),
    "lift": lambda window: window.canvas.canvas.cards["conv4b"].setZValue(15),
    "move": lambda window: window.session.move({"conv4b": (333.25, 222.5)}),
}


@pytest.mark.parametrize("zoom", [FAR, BRIEF])
@pytest.mark.parametrize("act", ACTS)
def test_the_screen_shows_what_a_whole_paint_gives(
    make_window: Callable[..., MainWindow], act: str, zoom: float
) -> None:
    window = make_window("alexnet_two_gpu")
    look(window, zoom)
    assert differing(window) == 0
    ACTS[act](window)
    assert differing(window) < DASHES


@pytest.mark.parametrize("zoom", [FAR, BRIEF, 1.0])
@pytest.mark.parametrize("act", ["problem", "device", "rename", "select", "faint", "red wires", "move"])
def test_what_was_kept_of_the_old_state_is_not_shown(
    make_window: Callable[..., MainWindow], act: str, zoom: float
) -> None:
    window = make_window("alexnet_two_gpu")
    before = look(window, zoom)
    ACTS[act](window)
    after = look(window, zoom)
    assert after == fresh(window, zoom)
    assert after != before or (act, zoom) == ("rename", FAR)


def test_another_document_with_the_same_names_shows_its_own_cards(make_window: Callable[..., MainWindow]) -> None:
    def network(kind: str) -> Document:
        graph = LayerGraph()
        graph.add(Node("a", "Input", "In", {"size": 32}, "host", position=(0.0, 0.0)))
        graph.add(Node("b", kind, f"Layer {kind}", {}, position=(200.0, 0.0)))
        graph.connect(Edge("a", 0, "b", 0))
        return Document("N", graph.freeze())

    window = make_window()
    seen = []
    for kind in ("ReLU", "MaxPool2d"):
        window.session.open(network(kind), None)
        seen.append(look(window, BRIEF))
        assert seen[-1] == fresh(window, BRIEF)
        window.session.open(Document(), None)
    assert seen[0] != seen[1]


def test_panning_copies_cards_and_zooming_draws_them(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = CardItem.draw
    monkeypatch.setattr(CardItem, "draw", lambda card, *rest: (drawn.append(card.key), draw(card, *rest))[1])
    look(window, BRIEF)
    assert drawn
    drawn.clear()
    for _ in range(3):
        window.canvas.pan(QPoint(3, 2))
        window.canvas.viewport().repaint()
    assert not drawn
    window.canvas.zoom_by(1.05)
    window.canvas.viewport().repaint()
    assert len(drawn) > 10


def test_a_kept_picture_is_what_would_be_painted(window: MainWindow) -> None:
    view = window.canvas
    view.zoom_by(1.01)  # the first paint at a zoom draws, the third one copies
    fresh = view.viewport().grab().toImage()
    assert look_still(window) == fresh


def look_still(window: MainWindow) -> QImage:
    for _ in range(2):
        window.canvas.viewport().grab()
    return window.canvas.viewport().grab().toImage()


def test_wires_are_in_the_order_of_the_document(make_window: Callable[..., MainWindow]) -> None:
    window = make_window("alexnet_two_gpu")
    session, scene = window.session, window.canvas.canvas
    assert list(scene.wires) == session.document.graph.edges
    session.remove_wire(session.document.graph.edges[4])
    assert list(scene.wires) == session.document.graph.edges
    session.undo()
    assert list(scene.wires) == session.document.graph.edges


def test_a_lit_wire_lies_above_the_others(window: MainWindow) -> None:
    strokes = {edge.target: wire.stroke for edge, wire in window.canvas.canvas.wires.items()}
    plain = strokes["relu3"]
    window.canvas.select(["conv3"])
    lit = next(wire.stroke for edge, wire in window.canvas.canvas.wires.items() if edge.target == "relu3")
    assert sorted([lit, plain]) == [plain, lit] and lit.colour == "accent"
    window.canvas.select([])
    assert {edge.target: wire.stroke for edge, wire in window.canvas.canvas.wires.items()} == strokes


def test_a_selected_card_is_where_the_mouse_finds_it_from_afar(window: MainWindow) -> None:
    look(window, FAR)
    for node_id in ("conv1", "fc8"):
        found = window.canvas.thing_at(window.canvas.mapToScene(spot(window, node_id)))
        assert found is window.canvas.canvas.cards[node_id]


def test_frames_and_content_follow_a_card_while_it_is_dragged(window: MainWindow) -> None:
    scene = window.canvas.canvas
    x, y = scene.cards["conv3"].place
    scene.put({"conv3": (x, y + 900)})
    assert scene._panels["stage Conv3"].box.contains(scene.cards["conv3"].rim)
    assert scene.content.contains(scene.cards["conv3"].rim)
    others = {key: panel for key, panel in scene._panels.items() if key != "stage Conv3"}
    scene.put({"conv3": (x, y)})
    assert {key: panel for key, panel in scene._panels.items() if key != "stage Conv3"} == others
    scene.rest()
    assert not scene.content.contains(QPointF(x, y + 900))


def test_a_pill_stays_on_its_wire_in_a_drag(make_window: Callable[..., MainWindow]) -> None:
    window = make_window("alexnet_two_gpu")
    scene = window.canvas.canvas
    place, pill = next((place, pill) for place, pill in scene._pills.items() if pill.wire.edge.target in scene.cards)
    card = scene.cards[pill.wire.edge.target]
    scene.put({card.key: (card.x() + 40, card.y() + 90)})
    moved = scene._pills[place]
    assert moved.wire is pill.wire and moved.spot != pill.spot
    spot = pill.wire.path().pointAtPercent(pill.part)
    assert (spot - moved.spot).manhattanLength() < 3


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["ReLU", "A name that is much longer than its card", "55×55×96", "mi"])
def test_texts_fit_in_their_boxes(window: MainWindow, text: str, bold: bool) -> None:
    line = lettering.fitted(text, 14, bold, 90.0)
    assert line.width <= 90.5 and line.height <= QFontMetricsF(ui_font(14, bold=bold)).height() + 1
    for size in (11.5, 19.0, 26.0):
        scale, line = lettering._sized(text, bold, size, 100.0)
        assert line.width * scale <= 100.5
        assert scale <= size / lettering._SET


@pytest.mark.parametrize("zoom", [FAR, BRIEF])
def test_the_colours_of_a_theme_replace_kept_ones(window: MainWindow, zoom: float) -> None:
    for name in ("light", "dark", "light"):
        window.actions_by_id[f"theme_{name}"].trigger()
        assert theme().is_dark == (name == "dark")
        assert look(window, zoom) == fresh(window, zoom)


def test_a_scene_that_is_no_longer_needed_goes_at_once(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    scenes: list[weakref.ref[CanvasScene]] = []

    def make() -> CanvasScene:
        scene = CanvasScene()
        scenes.append(weakref.ref(scene))
        return scene

    monkeypatch.setattr(miniature, "CanvasScene", make)
    gc.disable()
    try:
        assert not miniature.paint_document(window.session.snapshot, QSize(200, 100)).isNull()
        assert [scene() for scene in scenes] == [None]
    finally:
        gc.enable()


def test_a_wire_whose_ends_lie_in_one_place_has_a_middle(qapp: QApplication) -> None:
    wire = WireItem(Edge("a", 0, "b", 0))
    for path in (QPainterPath(), QPainterPath(QPointF(3, 4))):
        wire._run(path)
        assert wire.along((0.25, 0.75)) == [path.currentPosition().toTuple()] * 2


def test_pills_hide_no_card_at_the_zoom_at_which_they_are_largest(make_window: Callable[..., MainWindow]) -> None:
    scene = make_window("alexnet_two_gpu").canvas.canvas
    assert len(scene._pills) == 4
    for pill in scene._pills.values():
        box = QRectF(0, 0, WIDE, HIGH)
        box.moveCenter(pill.spot + QPointF(pill.side * WIDE / 2, 0))
        assert not [card.node.name for card in scene.cards.values() if card.rim.intersects(box)], pill.text


@pytest.mark.parametrize("height", [SLIM, TALL])
def test_from_afar_there_is_less_text_rather_than_smaller_text(height: float) -> None:
    for zoom in (0.41, 0.46, 0.5, 0.6, 0.7):
        size, second, rows = brief_sizes(zoom, height, is_numbered=True)
        smallest = size if rows == 1 else second
        assert smallest * zoom >= READABLE - 0.01
        assert size * 1.18 * rows <= height
