"""One table declares every action: its menu, text, shortcut and icon. Menus, tool bar and window are built from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import qtawesome
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from alexstudio.ui.shortcuts import chosen_keys
from alexstudio.ui.theme import theme
from alexstudio.ui.words import translate

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


ALIGN, DEVICE, BOOKMARKS, WALK = "Edit/Align", "Edit/Device", "View/Bookmarks", "Edit/Select the next card"
"""Menus in menus."""

ACTIONS = (
    Spec("new", "File", "New empty document", "Ctrl+Shift+N", "mdi6.plus"),
    Spec("gallery", "File", "Open preset…", "Ctrl+N", "mdi6.view-grid-outline"),
    Spec("open", "File", "Open…", Standard.Open, "mdi6.folder-open-outline"),
    Spec("save", "File", "Save", Standard.Save, "mdi6.content-save-outline"),
    Spec("save_as", "File", "Save as…", "Ctrl+Shift+S"),
    Spec("close_tab", "File", "-Close the document", "Ctrl+W", "", ("Ctrl+F4",)),
    Spec("reopen_tab", "File", "Reopen the closed document", "Ctrl+Shift+T"),
    Spec("import", "File", "-Import a network…", "Ctrl+I"),
    Spec("import_weights", "File", "Import weights…", "Ctrl+Alt+I"),
    Spec("compare", "File", "Compare with…", "Ctrl+Shift+D"),
    Spec("export", "File", "-Export .pt…", "Ctrl+E", "mdi6.export-variant"),
    Spec("export_picture", "File", "Export picture…", "Ctrl+Shift+E", "", ("Ctrl+Alt+E",)),
    Spec("export_figure", "File", "Export block figure…", "Ctrl+Shift+B"),
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
    Spec("add_here", "Edit", "Add a layer here…"),
    Spec("insert_layer", "Edit", "Insert a layer in the wire…", "I"),
    Spec("connect_selected", "Edit", "Connect the selected layers", "F"),
    Spec("select_all", "Edit", "-Select all", Standard.SelectAll),
    Spec("select_before", "Edit", "Select what leads here", "L"),
    Spec("select_after", "Edit", "Select what depends on it", "Shift+L"),
    Spec("walk_left", WALK, "To the left", "Ctrl+Left"),
    Spec("walk_right", WALK, "To the right", "Ctrl+Right"),
    Spec("walk_up", WALK, "Up", "Ctrl+Up"),
    Spec("walk_down", WALK, "Down", "Ctrl+Down"),
    Spec("walk_left_more", WALK, "-Also to the left", "Ctrl+Shift+Left"),
    Spec("walk_right_more", WALK, "Also to the right", "Ctrl+Shift+Right"),
    Spec("walk_up_more", WALK, "Also up", "Ctrl+Shift+Up"),
    Spec("walk_down_more", WALK, "Also down", "Ctrl+Shift+Down"),
    Spec("find_node", "Edit", "Find a layer…", Standard.Find),
    Spec("paint_devices", DEVICE, "Paint devices", "B"),
    *(
        Spec(f"device_{number}", DEVICE, f"{'-' * (not number)}Put on gpu{number}", f"Ctrl+{number + 1}")
        for number in range(9)
    ),
    Spec("tidy", "Edit", "-Tidy up the layout", "Ctrl+Shift+L"),
    Spec("tidy_down", "Edit", "Tidy up from top to bottom", "Ctrl+Alt+L"),
    Spec("straighten", ALIGN, "Straighten the chain", "Q"),
    Spec("align_left", ALIGN, "-Left edges", "Alt+Shift+Left"),
    Spec("align_right", ALIGN, "Right edges", "Alt+Shift+Right"),
    Spec("align_top", ALIGN, "Upper edges", "Alt+Shift+Up"),
    Spec("align_bottom", ALIGN, "Lower edges", "Alt+Shift+Down"),
    Spec("align_column", ALIGN, "Centres in a column", "Alt+Shift+C"),
    Spec("align_row", ALIGN, "Centres in a row", "Alt+Shift+R"),
    Spec("spread_across", ALIGN, "-Distribute across", "Alt+Shift+H"),
    Spec("spread_down", ALIGN, "Distribute down", "Alt+Shift+V"),
    Spec("plugins", "Edit", "-Plugins…", "Ctrl+Shift+X"),
    Spec("settings", "Edit", "Settings…", "Ctrl+,"),
    Spec("bypass", "Structure", "Bypass", "Ctrl+B"),
    Spec("group", "Structure", "-Group into a block", "Ctrl+G"),
    Spec("ungroup", "Structure", "Ungroup", "Ctrl+Alt+G"),
    Spec("fold", "Structure", "Fold or open", "H"),
    Spec("fold_all", "Structure", "Fold all stages", "Shift+H"),
    Spec("unfold_all", "Structure", "Open all blocks", "Ctrl+Shift+H"),
    Spec("enter_block", "Structure", "-Enter the block", "PgDown"),
    Spec("leave_block", "Structure", "Leave the block", "PgUp"),
    Spec("repeat_block", "Structure", "Repeat the block…", "Ctrl+R"),
    Spec("save_template", "Structure", "Save the block as a template", "Ctrl+Alt+T"),
    Spec("split_towers", "Structure", "-Split into two towers", "Ctrl+Alt+2"),
    Spec("merge_towers", "Structure", "Merge the towers", "Ctrl+Alt+1"),
    Spec("balance", "Structure", "Balance over devices…", "Ctrl+Alt+B"),
    Spec("prove", "Structure", "Prove that placement changes nothing", "Ctrl+Alt+P"),
    Spec("comment", "Structure", "-Comment", "C"),
    Spec("fit", "View", "Fit all", "Home", "mdi6.fit-to-screen-outline"),
    Spec("fit_selection", "View", "Fit selection", "."),
    Spec("zoom_in", "View", "Zoom in", "Ctrl++", "", ("Ctrl+=",)),
    Spec("zoom_out", "View", "Zoom out", "Ctrl+-"),
    *(Spec(f"view_go_{number}", BOOKMARKS, f"Go to view {number}", f"{number}") for number in range(1, 10)),
    *(
        Spec(f"view_keep_{number}", BOOKMARKS, f"{'-' * (number == 1)}Keep as view {number}", f"Ctrl+Shift+{number}")
        for number in range(1, 10)
    ),
    Spec("next_tab", "View", "-Next document", "Ctrl+Tab", "", ("Ctrl+PgDown",)),
    Spec("previous_tab", "View", "Previous document", "Ctrl+Shift+Tab", "", ("Ctrl+PgUp",)),
    Spec("next_panel", "View", "-Next panel", "F6"),
    Spec("previous_panel", "View", "Previous panel", "Shift+F6"),
    Spec("minimap", "View", "-Minimap", "Alt+M"),
    Spec("snap_to_grid", "View", "Snap to grid", "Alt+G"),
    Spec("wheel_scrolls", "View", "Wheel scrolls", "Alt+W"),
    Spec("heat_none", "View", "-No heat map", "Alt+0"),
    Spec("heat_params", "View", "Heat map of parameters", "Alt+1"),
    Spec("heat_multiply_adds", "View", "Heat map of multiply-adds", "Alt+2"),
    Spec("heat_activation_bytes", "View", "Heat map of activation memory", "Alt+3"),
    Spec("heat_device", "View", "Colour by device", "Alt+4"),
    Spec("heat_tower", "View", "Colour by tower or groups", "Alt+5"),
    Spec("heat_time", "View", "Heat map of time", "Alt+6"),
    Spec("theme_system", "View", "-Colours of the system"),
    Spec("theme_light", "View", "Light"),
    Spec("theme_dark", "View", "Dark"),
    Spec("train", "Training", "Train", "F5", "mdi6.play", ("Ctrl+Return",)),
    Spec("resume", "Training", "Continue the training", "Ctrl+F5"),
    Spec("stop", "Training", "Stop", "Shift+F5", "mdi6.stop", ("Ctrl+Alt+Return",)),
    Spec("check", "Training", "Check the network", "F7"),
    Spec("run_elsewhere", "Training", "-Run elsewhere…", "Ctrl+Alt+F5"),
    Spec("watch_run", "Training", "Watch a run…", "Ctrl+Shift+F5"),
    Spec("measure_step", "Training", "-Measure a training step", "Shift+F7"),
    Spec("calibrate", "Training", "Calibrate this machine", "Ctrl+F7"),
    Spec("save_trace", "Training", "Save the step as a trace…", "Alt+F7"),
    Spec("log_scale", "Training", "-Logarithmic scales"),
    Spec("help", "Help", "Help pages", "Shift+F1"),
    Spec("help_layer", "Help", "About the selected layer", "Ctrl+F1"),
    Spec("command_palette", "Help", "All commands…", "Ctrl+Shift+P"),
    Spec("shortcuts", "Help", "Shortcuts and gestures", "F1", "", ("Ctrl+Shift+K",)),
    Spec("lineage", "Help", "From AlexNet to ResNet…", "Ctrl+Shift+G"),
    Spec("tour", "Help", "A tour of one minute"),
    Spec("about", "Help", "-About alexstudio"),
)

ON_CANVAS = frozenset({"delete", "select_all", "fit", "fit_selection", "rename"}) | {
    *("cut", "copy", "paste", "paste_connected", "duplicate", "take_out"),
    *("add_popup", "connect_selected", "select_before", "select_after", "insert_layer", "straighten"),
    *("group", "fold", "fold_all", "enter_block", "leave_block", "comment"),
    *(spec.id for spec in ACTIONS if spec.menu in (ALIGN, DEVICE, BOOKMARKS, WALK)),
}
"""Actions whose keys belong to the canvas: they must not fire while someone types in a field."""

HEATS = (
    *("heat_none", "heat_params", "heat_multiply_adds", "heat_activation_bytes"),
    *("heat_device", "heat_tower", "heat_time"),
)
"""One of them is on."""

SWITCHES = ("minimap", "snap_to_grid", "wheel_scrolls")

CHECKABLE = frozenset({"theme_system", "theme_light", "theme_dark", "log_scale", "paint_devices", *HEATS, *SWITCHES})


def build_actions(parent: QObject, verbs: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """A QAction for each row of the table, connected to the verb of the same id."""
    actions = {}
    for spec in ACTIONS:
        action = QAction(words(spec), parent)
        action.setObjectName(spec.id)
        chosen = chosen_keys(spec.id)
        action.setShortcuts(default_keys(spec) if chosen is None else chosen)
        show_keys(action)
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


def words(spec: Spec) -> str:
    """What an action is called, in the language of the user."""
    return translate("Actions", spec.text.lstrip("-"))


def menu_title(menu: str) -> str:
    """What a menu is called, in the language of the user."""
    return translate("Actions", menu)


def default_keys(spec: Spec) -> list[QKeySequence]:
    """The keys of an action as the table has them."""
    keys = [QKeySequence(key) for key in (spec.shortcut, *spec.more) if key]
    return [key for key in keys if not key.isEmpty()]  # not every system has each standard key


def show_keys(action: QAction) -> None:
    """Name the key of an action in its tooltip."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    text = action.text().rstrip("…")
    action.setToolTip(f"{text} ({keys})" if keys else text)


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
    """Menus in the order of the table, by title; "Edit/Align" is the menu Align in the menu Edit."""
    menus: dict[str, QMenu] = {}
    for spec in ACTIONS:
        if spec.menu not in menus:
            above, _, title = spec.menu.rpartition("/")
            title = menu_title(title)
            menus[spec.menu] = menus[above].addMenu(title) if above else bar.addMenu(title)
        elif spec.text.startswith("-"):
            menus[spec.menu].addSeparator()
        menus[spec.menu].addAction(actions[spec.id])
    return menus
