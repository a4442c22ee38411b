"""What links of the help do to the window: open a preset, show a layer, do what an action does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget
from shiboken6 import isValid

from alexstudio.graph.presets import presets
from alexstudio.help import Link
from alexstudio.help.pages import START
from alexstudio.ui.help_dock import WIDTH

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow


class HelpVerbs(QObject):
    """The verbs of the Help dock of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._inspector_width = 0

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        return {"help": self.open, "help_layer": self.about_layer}

    def open(self) -> None:
        """Open the dock where the reader left it."""
        self._window.help.begin()
        if self._window.help_dock.isHidden():
            self._inspector_width = self._window.inspector.width()
        self._window.help_dock.show()
        self._window.help.view.setFocus()

    def about_layer(self) -> None:
        """Open the page of the selected layer's type; without one, the first page."""
        graph, selected = self._window.session.document.graph, self._window.canvas.selected
        self.about(graph[selected[0]].type if selected else "")

    def about(self, type_name: str) -> None:
        """Open the page of a layer type."""
        self.open()
        if not type_name:
            self._window.help.open(START)
        elif not self._window.help.open(Link("layer", type_name)):
            self._window.help.tell(
                self.tr("There is no page about {type}: the type is not known here.").format(type=type_name[:60])
            )

    def open_page(self, name: str) -> None:
        """Open the page of a name."""
        self.open()
        self._window.help.open(Link("page", name))

    def close(self) -> None:
        """Close the dock; the keys go to the canvas again."""
        self._window.help_dock.hide()
        self._window.canvas.setFocus()

    def keep_inspector(self, is_visible: bool) -> None:
        """Take the room for the dock from the canvas, and give it back to the canvas."""
        if not isValid(self._window) or self._window.isHidden():
            return  # docks tell this while their window goes, too
        inspector = self._window.findChild(QDockWidget, "dock_inspector")
        if inspector is None:
            return
        if not is_visible:
            self._inspector_width = inspector.width()
            self._window.resizeDocks([inspector], [self._inspector_width], Qt.Orientation.Horizontal)
            return
        widths = [max(self._inspector_width, inspector.width()), max(self._window.help_dock.width(), WIDTH)]
        self._window.resizeDocks([inspector, self._window.help_dock], widths, Qt.Orientation.Horizontal)

    def follow(self, link: Link) -> None:
        """Do what a link says; what cannot be done is told above the page."""
        verbs = {"preset": self._preset, "node": self._node, "action": self._action}
        is_reading = self._window.help.view.hasFocus()
        self._window.help.tell(verbs[link.scheme](link.target))
        if is_reading and link.scheme != "action":
            self._window.help.view.setFocus()  # who reads with the keyboard goes on from there

    def _preset(self, name: str) -> str:
        if name not in {preset.name for preset in presets()}:
            return self.tr("There is no preset called “{name}”.").format(name=name[:60])
        self._window.document_verbs.open_preset(name)
        return ""

    def _node(self, name: str) -> str:
        """Select the node of an id, else one of a layer type; the next one each time."""
        canvas, graph = self._window.canvas, self._window.session.document.graph
        if name in graph:
            canvas.select([name], centre=True)
            return ""
        of_type = [node.id for node in graph.order() if node.type == name]
        if not of_type:
            return self.tr("The open document has no layer “{name}”.").format(name=name[:60])
        now = canvas.selected
        place = of_type.index(now[0]) + 1 if len(now) == 1 and now[0] in of_type else 0
        canvas.select([of_type[place % len(of_type)]], centre=True)
        return ""

    def _action(self, name: str) -> str:
        action = self._window.actions_by_id.get(name)
        if action is None:
            return self.tr("There is no action called “{name}”.").format(name=name[:60])
        if not action.isEnabled():
            return self.tr("“{name}” cannot be done now.").format(name=action.text().rstrip("…"))
        action.trigger()
        return ""
