"""Writing names on the canvas: of cards, blocks and comments; and taking comments away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from alexstudio.graph import LayerGraph
from alexstudio.ui.canvas.block_card import BlockItem
from alexstudio.ui.canvas.comment import HEAD, CommentItem
from alexstudio.ui.canvas.inline_edit import InlineEdit
from alexstudio.ui.canvas.tile import Tile
from alexstudio.ui.session import Session
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.canvas.view import CanvasView


def edit_name(view: CanvasView) -> bool:
    """Write the name of the one thing that is selected, where it stands; whether there is one."""
    items = [item for item in view.canvas.selectedItems() if isinstance(item, (Tile, CommentItem))]
    if len(items) != 1:
        return False
    item = items[0]
    if isinstance(item, CommentItem):
        return edit_comment(view, item.frame.id)
    head = QRectF(item.rim.topLeft(), item.rim.size())
    head.setHeight(30)
    if isinstance(item, BlockItem):
        block = item.block
        InlineEdit(view, head, item.face.name, lambda text: _rename_block(view.session, block, text))
    else:
        node_id = item.key
        name = view.session.document.graph[node_id].name
        InlineEdit(view, head, name, lambda text: _rename_node(view.session, node_id, text))
    return True


def edit_comment(view: CanvasView, key: str) -> bool:
    """Write the title of a comment, where it stands; whether it is there."""
    item = view.canvas.comments.get(key)
    if item is None:
        return False
    head = QRectF(item.rim.topLeft(), item.rim.size())
    head.setHeight(HEAD)
    InlineEdit(view, head, item.frame.text, lambda text: _retitle(view.session, key, text))
    return True


def drop_comments(session: Session, keys: Iterable[str]) -> None:
    """Take comments away; what lies in them stays."""
    gone = set(keys)

    def change(graph: LayerGraph) -> None:
        frames = {key: frame for key, frame in graph.outline.frames.items() if key not in gone}
        graph.set_outline(replace(graph.outline, frames=frames))

    session.edit(translate("Undo", "Delete %n comments", "", len(gone)), change)


def _rename_node(session: Session, node_id: str, text: str) -> None:
    if node_id in session.document.graph and text != session.document.graph[node_id].name:
        refusal = session.rename(node_id, text)
        if refusal:
            session.refused.emit(refusal)


def _rename_block(session: Session, block: str, text: str) -> None:
    old = session.document.graph.outline.blocks.get(block)
    if old is not None and text != old.name:
        new = replace(old, name=text)
        label = translate("Undo", "Rename {what}").format(what=old.name)
        session.edit(label, lambda graph: graph.set_outline(graph.outline.with_block(new)))


def _retitle(session: Session, key: str, text: str) -> None:
    old = session.document.graph.outline.frames.get(key)
    if old is not None and text != old.text:
        new = replace(old, text=text)
        label = translate("Undo", "Change a comment")
        session.edit(label, lambda graph: graph.set_outline(graph.outline.with_frame(new)))
