"""The verbs of editing: clipboard, wires between what is selected, and the search popups."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor, QGuiApplication

from alexstudio.graph.arrange import GAP
from alexstudio.graph.clipboard import copied, is_copied
from alexstudio.ui.search import addable, commands, findable, piece_entries, pieces
from alexstudio.ui.search_popup import WIDTH as POPUP_WIDTH
from alexstudio.ui.search_popup import SearchPopup
from alexstudio.ui.shortcut_sheet import ShortcutSheet
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow

SHIFT = (GAP[0], GAP[0])
"""How far a pasted piece lies from the one it was copied from, in pixels at 100 %."""


class EditVerbs(QObject):
    """The editing verbs of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pastes = 0

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        return {
            "cut": self.cut,
            "copy": self.copy,
            "paste": self.paste,
            "paste_connected": lambda: self.paste(keep_inputs=True),
            "duplicate": self.duplicate,
            "take_out": lambda: self._window.session.take_out(self._selected),
            "connect_selected": lambda: self._window.session.chain(self._selected),
            "select_before": lambda: self._select_linked(before=True),
            "select_after": lambda: self._select_linked(before=False),
            "add_popup": self.add_popup,
            "find_node": self.find_node,
            "command_palette": self.command_palette,
            "shortcuts": lambda: ShortcutSheet(self._window, self._window.actions_by_id).exec(),
        }

    @property
    def _selected(self) -> list[str]:
        return self._window.canvas.selected

    @property
    def _scope(self) -> str:
        return self._window.canvas.canvas.scope

    # -- clipboard -----------------------------------------------------------------------------------------------------

    def copy(self) -> bool:
        """Put the selected nodes on the clipboard, as text; whether there were any."""
        if not self._selected:
            return False
        self._pastes = 0
        QGuiApplication.clipboard().setText(copied(self._window.session.document.graph, self._selected))
        return True

    def cut(self) -> None:
        """Copy, then delete."""
        selected = self._selected
        if self.copy():
            self._window.session.remove(selected)

    def paste(self, *, keep_inputs: bool = False) -> None:
        """Add the nodes on the clipboard, each time a bit further down."""
        text = QGuiApplication.clipboard().text()
        if not is_copied(text):
            self._window.banner.tell(self.tr("There are no layers on the clipboard."))
            return
        self._pastes += 1
        by = (SHIFT[0] * self._pastes, SHIFT[1] * self._pastes)
        self._window.canvas.select(self._window.session.paste(text, by, keep_inputs=keep_inputs, into=self._scope))

    def duplicate(self) -> None:
        """A copy of the selected nodes beside them; the clipboard stays as it is."""
        if self._selected:
            text = copied(self._window.session.document.graph, self._selected)
            self._window.canvas.select(
                self._window.session.paste(text, SHIFT, label=translate("Undo", "Duplicate"), into=self._scope)
            )

    # -- what hangs together -------------------------------------------------------------------------------------------

    def _select_linked(self, *, before: bool) -> None:
        graph = self._window.session.document.graph
        reach = graph.upstream if before else graph.downstream
        linked = {one for node_id in self._selected for one in (node_id, *reach(node_id))}
        self._window.canvas.select([node.id for node in graph.order() if node.id in linked])

    # -- search --------------------------------------------------------------------------------------------------------

    def add_popup(self, place: QPoint | None = None) -> None:
        """Choose a layer type; it goes after the selected layer, or to where the cursor is."""
        window = self._window
        selected = self._selected
        after = selected[0] if len(selected) == 1 else None
        hint = (
            self.tr("Add a layer after {layer}").format(layer=window.session.document.graph[after].name)
            if after
            else ""
        )
        templates = pieces()

        def choose(key: str) -> None:
            if key in templates:
                window.structure_verbs.add_template(templates[key])
            else:
                window.verbs.add_layer(key)

        entries = [*addable(window.session.snapshot, after), *piece_entries(templates)]
        popup = SearchPopup(window, hint, entries, choose)
        popup.open_at(place or self._cursor())

    def add_at(self, place: tuple[float, float], source: str, output: int = 0) -> None:
        """Choose a layer type for a place on the canvas, fed by a node when a wire was drawn there."""
        window = self._window
        name = window.session.document.graph[source].name if source else ""
        popup = SearchPopup(
            window,
            self.tr("Connect {layer} to a new layer").format(layer=name) if source else self.tr("Add a layer here"),
            addable(window.session.snapshot, source or None),
            lambda kind: self._add(kind, place, source, output),
        )
        popup.open_at(window.canvas.viewport().mapTo(window, window.canvas.mapFromScene(*place)))

    def _add(self, kind: str, place: tuple[float, float], source: str, output: int) -> None:
        new = self._window.session.add_at(kind, place, source, output, self._scope)
        if new is not None:
            self._window.canvas.select([new])

    def find_node(self) -> None:
        """Choose a node, select it and bring it into view."""
        window = self._window

        def show(node_id: str) -> None:
            window.canvas.select([node_id], centre=True)
            window.canvas.flash.show_around(window.canvas.canvas.cards[node_id])

        hint = self.tr("Find a layer by name, type, stage or device")
        popup = SearchPopup(window, hint, findable(window.session.snapshot), show)
        popup.open_at(self._middle())

    def command_palette(self) -> None:
        """Choose a command."""
        window = self._window
        actions = window.actions_by_id
        popup = SearchPopup(
            window, self.tr("What do you want to do?"), commands(actions), lambda key: actions[key].trigger()
        )
        popup.open_at(self._middle())

    def _cursor(self) -> QPoint:
        """Where the mouse is, in the window, when it is over the canvas; else the middle of the canvas."""
        view = self._window.canvas.viewport()
        place = QCursor.pos()
        over = view.rect().contains(view.mapFromGlobal(place))
        return self._window.mapFromGlobal(place) if over else self._middle()

    def _middle(self) -> QPoint:
        view = self._window.canvas.viewport()
        return view.mapTo(self._window, QPoint((view.width() - POPUP_WIDTH) // 2, view.height() // 6))
