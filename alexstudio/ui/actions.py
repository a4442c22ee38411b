"""One table declares every action: its menu, text, shortcut and icon. Menus, tool bar and window are built from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import qtawesome
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from alexstudio.ui.theme import theme

Standard = QKeySequence.StandardKey


class Spec(NamedTuple):
    """An action; ``menu`` is where it stands, a text that starts with "-" opens a new group there."""

    id: str
    menu: str
    text: str
    shortcut: str | Standard = ""
    icon: str = ""
    more: tuple[str, ...] = ()
    """Further shortcuts."""


ACTIONS = (
    Spec("gallery", "File", "Open preset…", "Ctrl+N", "mdi6.view-grid-outline"),
    Spec("open", "File", "Open…", Standard.Open, "mdi6.folder-open-outline"),
    Spec("save", "File", "Save", Standard.Save, "mdi6.content-save-outline"),
    Spec("save_as", "File", "Save as…", "Ctrl+Shift+S"),
    Spec("export", "File", "-Export .pt…", "Ctrl+E", "mdi6.export-variant"),
    Spec("export_picture", "File", "Export picture…", "Ctrl+Shift+E"),
    Spec("quit", "File", "-Quit", Standard.Quit),
    Spec("undo", "Edit", "Undo", Standard.Undo, "mdi6.undo"),
    Spec("redo", "Edit", "Redo", "Ctrl+Shift+Z", "mdi6.redo", ("Ctrl+Y",)),
    Spec("cut", "Edit", "-Cut", Standard.Cut),
    Spec("copy", "Edit", "Copy", Standard.Copy),
    Spec("paste", "Edit", "Paste", Standard.Paste),
    Spec("paste_connected", "Edit", "Paste and connect", "Ctrl+Shift+V"),
    Spec("duplicate", "Edit", "Duplicate", "Ctrl+D", "", ("Shift+D",)),
    Spec("delete", "Edit", "Delete", Standard.Delete, "", ("Backspace",)),
    Spec("take_out", "Edit", "Delete and reconnect", "Alt+Delete"),
    Spec("rename", "Edit", "Rename", "F2"),
    Spec("add_popup", "Edit", "-Add a layer…", "Tab", "", ("Shift+A",)),
    Spec("connect_selected", "Edit", "Connect the selected layers", "F"),
    Spec("select_all", "Edit", "-Select all", Standard.SelectAll),
    Spec("select_before", "Edit", "Select what leads here", "L"),
    Spec("select_after", "Edit", "Select what depends on it", "Shift+L"),
    Spec("find_node", "Edit", "Find a layer…", Standard.Find),
    Spec("tidy", "Edit", "-Tidy up the layout", "Ctrl+Shift+L"),
    Spec("plugins", "Edit", "-Plugins…", "Ctrl+Shift+X"),
    Spec("fit", "View", "Fit all", "Home", "mdi6.fit-to-screen-outline"),
    Spec("fit_selection", "View", "Fit selection", "."),
    Spec("zoom_in", "View", "Zoom in", "Ctrl++", "", ("Ctrl+=",)),
    Spec("zoom_out", "View", "Zoom out", "Ctrl+-"),
    Spec("heat_none", "View", "-No heat map", "Alt+0"),
    Spec("heat_params", "View", "Heat map of parameters", "Alt+1"),
    Spec("heat_multiply_adds", "View", "Heat map of multiply-adds", "Alt+2"),
    Spec("heat_activation_bytes", "View", "Heat map of activation memory", "Alt+3"),
    Spec("theme_system", "View", "-Colours of the system"),
    Spec("theme_light", "View", "Light"),
    Spec("theme_dark", "View", "Dark"),
    Spec("train", "Training", "Train", "F5", "mdi6.play", ("Ctrl+Return",)),
    Spec("stop", "Training", "Stop", "Shift+F5", "mdi6.stop", ("Ctrl+Alt+Return",)),
    Spec("log_scale", "Training", "-Logarithmic scales"),
    Spec("command_palette", "Help", "All commands…", "Ctrl+Shift+P"),
    Spec("shortcuts", "Help", "Shortcuts and gestures", "F1", "", ("Ctrl+Shift+K",)),
    Spec("about", "Help", "-About alexstudio"),
)

ON_CANVAS = frozenset({"delete", "select_all", "fit", "fit_selection", "rename"}) | {
    *("cut", "copy", "paste", "paste_connected", "duplicate", "take_out"),
    *("add_popup", "connect_selected", "select_before", "select_after"),
}
"""Actions whose keys belong to the canvas: they must not fire while someone types in a field."""

HEATS = ("heat_none", "heat_params", "heat_multiply_adds", "heat_activation_bytes")
"""One of them is on."""

CHECKABLE = frozenset({"theme_system", "theme_light", "theme_dark", "log_scale", *HEATS})


def build_actions(parent: QObject, verbs: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """A QAction for each row of the table, connected to the verb of the same id."""
    actions = {}
    for spec in ACTIONS:
        action = QAction(spec.text.lstrip("-"), parent)
        action.setObjectName(spec.id)
        keys = [QKeySequence(key) for key in (spec.shortcut, *spec.more) if key]
        action.setShortcuts(keys)
        action.setCheckable(spec.id in CHECKABLE)
        if spec.id in ON_CANVAS:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(verbs[spec.id])
        actions[spec.id] = action
    heats = QActionGroup(parent)
    for name in HEATS:
        heats.addAction(actions[name])
    actions[HEATS[0]].setChecked(True)
    repaint_icons(actions)
    return actions


def repaint_icons(actions: Mapping[str, QAction]) -> None:
    """Draw the icons in the colours of the theme."""
    for spec in ACTIONS:
        if spec.icon:
            colour = theme().accent_text if spec.id == "train" else theme().text
            actions[spec.id].setIcon(icon(spec.icon, colour))


def icon(name: str, colour: str) -> QIcon:
    """An icon of the Material Design set."""
    drawn: QIcon = qtawesome.icon(name, color=colour, color_disabled=theme().border)
    return drawn


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Menus in the order of the table, by title."""
    menus: dict[str, QMenu] = {}
    for spec in ACTIONS:
        if spec.menu not in menus:
            menus[spec.menu] = bar.addMenu(spec.menu)
        elif spec.text.startswith("-"):
            menus[spec.menu].addSeparator()
        menus[spec.menu].addAction(actions[spec.id])
    return menus
