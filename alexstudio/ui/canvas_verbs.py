"""The verbs of the canvas: aligning, devices, bookmarks, how wheel and dragging behave, and the menus at the mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QSettings
from PySide6.QtWidgets import QMenu

from alexstudio.graph import Edge, LayerGraph
from alexstudio.ui.actions import ALIGN, DEVICE
from alexstudio.ui.canvas import rewire
from alexstudio.ui.canvas.aligning import RULES, Box, Places, aligned, spread, straight
from alexstudio.ui.canvas.minimap import Minimap
from alexstudio.ui.search import addable
from alexstudio.ui.search_popup import SearchPopup
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow

BOOKMARKS = DEVICES = 9

MENUS: dict[str, tuple[str, ...]] = {
    "card": (
        *("rename", "help_layer", "-", "add_popup", "connect_selected", "bypass", "-"),
        *("cut", "copy", "duplicate", "delete", "take_out", "-"),
        *("group", "ungroup", "fold", "comment", "-", DEVICE, ALIGN, "-"),
        *("select_before", "select_after", "fit_selection"),
    ),
    "wire": ("insert_layer", "-", "delete"),
    "bend": ("delete",),
    "comment": ("rename", "delete"),
    "canvas": ("add_here", "paste", "-", "select_all", "tidy", "-", "fit", "minimap", "snap_to_grid"),
}
"""Ids of the actions in each menu; a "-" begins a new group, an id that there is no action for is left out."""

NEEDS_SEVERAL = frozenset({ALIGN, "connect_selected"})

SWITCHES = {"minimap": True, "snap_to_grid": False, "wheel_scrolls": False}
"""Checked actions that are remembered, and how they are at first."""


def _is_on(kept: object) -> bool:
    return str(kept).lower() == "true"


class CanvasVerbs(QObject):
    """The verbs of the canvas of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._place: tuple[float, float] | None = None
        self.minimap = Minimap(window.canvas)

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        numbers = range(1, BOOKMARKS + 1)
        return {
            "insert_layer": self.insert_layer,
            "add_here": self.add_here,
            **{f"device_{number}": partial(self.put_on, f"gpu{number}") for number in range(DEVICES)},
            **{f"align_{rule}": partial(self.align, rule) for rule in RULES},
            "spread_across": partial(self.spread, is_across=True),
            "spread_down": partial(self.spread, is_across=False),
            "straighten": self.straighten,
            **{f"view_keep_{number}": partial(self.keep_view, number) for number in numbers},
            **{f"view_go_{number}": partial(self.go_to_view, number) for number in numbers},
            "minimap": self.take_switches,
            "snap_to_grid": self.take_switches,
            "wheel_scrolls": self.take_switches,
        }

    def begin(self) -> None:
        """Once the actions are there: take the switches of the last time, and open menus from now on."""
        settings, actions = QSettings(), self._window.actions_by_id
        for name, default in SWITCHES.items():
            actions[name].setChecked(_is_on(settings.value(f"canvas/{name}", default)))
        self.take_switches()
        self._window.canvas.menu_wanted.connect(self.open_menu)
        self._window.canvas.feed_wanted.connect(self.feed)

    def take_switches(self) -> None:
        """Let the canvas behave as the checked actions say, now and the next time."""
        actions, canvas = self._window.actions_by_id, self._window.canvas
        settings = QSettings()  # one for all three: each writes the file when it goes
        for name, default in SWITCHES.items():
            if _is_on(settings.value(f"canvas/{name}", default)) != actions[name].isChecked():
                settings.setValue(f"canvas/{name}", actions[name].isChecked())
        self.minimap.want(actions["minimap"].isChecked())
        canvas.snaps_to_grid = actions["snap_to_grid"].isChecked()
        canvas.wheel_scrolls = actions["wheel_scrolls"].isChecked()

    # -- devices and places --------------------------------------------------------------------------------------------

    def put_on(self, device: str) -> None:
        """Put the selected layers on a device; while the canvas paints, take it onto the brush."""
        if self._window.canvas.brush:
            self._window.canvas.paint_with(device)
        elif self._window.canvas.selected:
            self._window.session.set_device(self._window.canvas.selected, device)

    def align(self, rule: str) -> None:
        """Align the selected cards by one of `RULES`."""
        labels = {
            "left": translate("Undo", "Align left"),
            "right": translate("Undo", "Align right"),
            "top": translate("Undo", "Align top"),
            "bottom": translate("Undo", "Align bottom"),
            "column": translate("Undo", "Align centres in a column"),
            "row": translate("Undo", "Align centres in a row"),
        }
        self._arrange(labels[rule], lambda boxes: aligned(boxes, rule))

    def spread(self, *, is_across: bool) -> None:
        """Give the selected cards equal gaps."""
        label = translate("Undo", "Distribute across") if is_across else translate("Undo", "Distribute down")
        self._arrange(label, lambda boxes: spread(boxes, is_across=is_across), least=3)

    def straighten(self) -> None:
        """Put the selected cards in line with the first of each chain."""
        graph = self._window.session.document.graph
        self._arrange(translate("Undo", "Straighten"), lambda boxes: straight(boxes, graph))

    def _arrange(self, label: str, rule: Callable[[dict[str, Box]], Places], least: int = 2) -> None:
        tiles = [tile for tile in self._window.canvas.canvas.tiles if tile.isSelected()]
        if len(tiles) < least:
            self._window.banner.tell(translate("Canvas", "Select at least %n layers first.", "", least))
            return
        boxes = {tile.key: Box(tile.x(), tile.y(), tile.rim.width(), tile.rim.height()) for tile in tiles}
        places = {key: (round(x, 1), round(y, 1)) for key, (x, y) in rule(boxes).items()}
        before = {key: (box.x, box.y) for key, box in boxes.items()}
        rewire.move_tiles(self._window.session, before, places, label)

    # -- bookmarks -----------------------------------------------------------------------------------------------------

    def keep_view(self, number: int) -> None:
        """Keep what is in view as a bookmark of the document."""
        canvas = self._window.canvas
        middle = canvas.sight.center()
        view = (round(middle.x(), 1), round(middle.y(), 1), round(canvas.zoom, 4))

        def change(graph: LayerGraph) -> None:
            graph.set_outline(replace(graph.outline, views={**graph.outline.views, number: view}))

        self._window.session.edit(translate("Undo", "Keep view {number}").format(number=number), change)
        self._window.banner.tell(self.tr("Kept as view {number}. Press {number} to come back.").format(number=number))

    def go_to_view(self, number: int) -> None:
        """Show the part that was kept."""
        view = self._window.session.document.graph.outline.views.get(number)
        if view is None:
            self._window.banner.tell(
                self.tr("There is no view {number} yet. Ctrl+Shift+{number} keeps this one.").format(number=number)
            )
            return
        self._window.canvas.look_at(QPointF(view[0], view[1]), view[2])

    # -- layers at the mouse -------------------------------------------------------------------------------------------

    def add_here(self) -> None:
        """Choose a layer type for where the menu was opened, or for the middle of the view."""
        middle = self._window.canvas.sight.center()
        self._window.edit_verbs.add_at(self._place or (round(middle.x()), round(middle.y())), "")

    def insert_layer(self) -> None:
        """Choose a layer type that goes into the selected wire."""
        window = self._window
        edge = next((mark for mark in window.canvas.marked if isinstance(mark, Edge)), None)
        if edge is None:
            window.banner.tell(self.tr("Select a wire first."))
            return
        middle = window.canvas.canvas.wires[edge].path().pointAtPercent(0.5)
        place = round(middle.x()), round(middle.y())
        source, target = (window.session.document.graph[one].name for one in (edge.source, edge.target))
        title = self.tr("Insert a layer between {source} and {target}").format(source=source, target=target)
        self._choose(title, edge.source, place, lambda kind: rewire.insert_new(window.session, kind, edge, place))

    def feed(self, place: tuple[float, float], target: str, slot: int) -> None:
        """Choose a layer type for a place on the canvas; it feeds an input."""
        window = self._window
        title = self.tr("Connect a new layer to {layer}").format(layer=window.session.document.graph[target].name)
        self._choose(title, None, place, lambda kind: rewire.feed_new(window.session, kind, target, slot, place))

    def _choose(
        self, title: str, after: str | None, place: tuple[float, float], add: Callable[[str], str | None]
    ) -> None:
        window = self._window

        def take(kind: str) -> None:
            new = add(kind)
            if new is not None:
                window.canvas.select([new])

        popup = SearchPopup(window, title, addable(window.session.snapshot, after), take)
        popup.open_at(window.canvas.viewport().mapTo(window, window.canvas.mapFromScene(*place)))

    # -- menus ---------------------------------------------------------------------------------------------------------

    def open_menu(self, place: QPoint, kind: str) -> None:
        """Open the menu for what is under the mouse."""
        canvas = self._window.canvas
        spot = canvas.mapToScene(canvas.viewport().mapFromGlobal(place))
        self._place = (round(spot.x()), round(spot.y()))
        menu = self.menu(kind)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def menu(self, kind: str) -> QMenu:
        """The menu for a card, a wire, a bend, a comment or the empty canvas, made from the actions."""
        actions, is_several = self._window.actions_by_id, len(self._window.canvas.selected) > 1
        menu = QMenu(self._window)
        menu.setObjectName(f"menu_{kind}")
        for name in MENUS[kind]:
            if name in NEEDS_SEVERAL and not is_several:
                continue
            if name == "-":
                menu.addSeparator()
            elif name in self._window.menus:
                menu.addAction(self._window.menus[name].menuAction())  # addMenu would take it along when it goes
            elif name in actions:
                menu.addAction(actions[name])
        return menu
