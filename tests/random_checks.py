"""What must hold whenever a hand rests: the document can be saved and opened, and the picture agrees with it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from editing_oracle import check_graph
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QRubberBand

from alexstudio.analysis import analyse
from alexstudio.analysis.walk import forget
from alexstudio.graph.fileformat import dumps, load, save
from alexstudio.graph.shown import BLOCK, what_is_shown
from alexstudio.ui.canvas.bend import BendItem
from alexstudio.ui.canvas.block_card import BlockItem
from alexstudio.ui.canvas.card import CardItem
from alexstudio.ui.canvas.comment import CommentItem
from alexstudio.ui.canvas.marks import Knot
from alexstudio.ui.canvas.outside import SourceItem
from alexstudio.ui.canvas.wire import WireItem
from alexstudio.ui.main_window import MainWindow

KINDS = (CardItem, BlockItem, SourceItem, WireItem, CommentItem, BendItem)


def fixtures(window: MainWindow) -> Counter[str]:
    """What is in the scene whatever the document: kinds and how many of each."""
    ring = window.canvas.flash.ring  # is there from the first blink on
    others = (item for item in window.canvas.canvas.items() if not isinstance(item, KINDS) and item is not ring)
    return Counter(type(item).__name__ for item in others)


def check_all(window: MainWindow, folder: Path, always: Counter[str]) -> None:
    """Everything, what is easiest to understand first; ``always`` is what `fixtures` said at the beginning."""
    check_documents(window, folder)
    check_scene(window)
    assert fixtures(window) == always, "a gesture left something in the scene"
    check_panels(window)


def check_documents(window: MainWindow, folder: Path) -> None:
    """Each document is the same after it was saved and opened; its report is that of a fresh analysis."""
    for sheet in window.session.sheets:
        document, path = sheet.document, folder / "saved.json"
        check_graph(document.graph)
        save(document, path)
        assert load(path) == document, "the saved document opens as another one"
        assert dumps(load(path)) == dumps(document)
        forget()
        assert sheet.history.present.report == analyse(document)


def check_scene(window: MainWindow) -> None:
    """Cards, wires, bends and comments are those of the document, where it has them, and nothing else is there."""
    view, scene, graph = window.canvas, window.canvas.canvas, window.session.document.graph
    outline = graph.outline
    assert not scene.scope or scene.scope in outline.blocks
    shown = what_is_shown(graph, scene.scope)
    assert set(scene.cards) == set(graph.by_id)
    assert {key for key, card in scene.cards.items() if card.isVisible()} == set(shown.nodes)
    assert all(card.node == graph[key] and card.opacity() == 1 for key, card in scene.cards.items())
    for card in scene.cards.values():
        assert (card.x(), card.y()) == (card.node.position or (0.0, 0.0)), f"{card.node.name} is elsewhere"
    assert not any(tile.worn for tile in scene.all_tiles), "paint that the document knows nothing of"
    assert set(scene.blocks) == set(shown.folded)
    for block, item in scene.blocks.items():
        assert (item.x(), item.y()) == (outline.blocks[block].at or (0.0, 0.0)), f"block {block} is elsewhere"
        assert item.face.members == shown.folded[block]
    assert set(scene.wires) == set(graph.edges)
    assert {edge for edge, wire in scene.wires.items() if wire.isVisible()} == set(shown.wires)
    assert all(wire.opacity() == 1 for wire in scene.wires.values())
    assert {key: item.frame for key, item in scene.comments.items()} == dict(outline.frames)
    for item in scene.comments.values():
        assert (item.x(), item.y(), item.body.width(), item.body.height()) == item.frame.box
    bends = {
        Knot(edge.target, edge.slot, number): point
        for edge in shown.wires
        for number, point in enumerate(outline.bends.get((edge.target, edge.slot), ()))
    }
    assert view.bends.items.keys() == bends.keys()
    # Qt takes two places as the same that differ in the 13th digit, and leaves an item at the one it had
    assert all(view.bends.items[knot].pos() == QPointF(*point) for knot, point in bends.items())
    _check_selection(window, {*shown.nodes, *(f"{BLOCK}{block}" for block in shown.folded)}, set(bends))
    counts = {kind: sum(isinstance(item, kind) for item in scene.items()) for kind in KINDS}
    assert counts[CardItem] == len(graph) and counts[WireItem] == len(graph.edges)
    assert counts[BlockItem] == len(shown.folded) and counts[BendItem] == len(bends)
    assert counts[CommentItem] == len(outline.frames)
    assert counts[SourceItem] == len(shown.sources) + len(shown.sinks)
    bands = view.viewport().findChildren(QRubberBand)
    assert not any(band.isVisible() for band in bands), "the box of a selection is still there"


def _check_selection(window: MainWindow, tiles: set[str], bends: set[Knot]) -> None:
    graph = window.session.document.graph
    comments = {f"%{key}" for key in graph.outline.frames}
    assert window.canvas.marked <= tiles | bends | comments | set(graph.edges)
    assert set(window.canvas.selected) <= set(graph.by_id)


def check_panels(window: MainWindow) -> None:
    """Title, tabs and actions say what the session says."""
    session, actions = window.session, window.actions_by_id
    history = session.history
    assert window.isWindowModified() == history.is_dirty
    assert actions["undo"].isEnabled() == bool(history.undo_label)
    assert actions["redo"].isEnabled() == bool(history.redo_label)
    assert set(window.inspector.selected) == set(window.canvas.selected)
    assert window.document_tabs.bar.count() == len(session.sheets)
    assert window.document_tabs.bar.currentIndex() == session.index
