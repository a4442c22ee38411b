"""Every shortcut and gesture on one page."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from alexstudio.ui.actions import ACTIONS, Spec, menu_title, words
from alexstudio.ui.search import keys_text
from alexstudio.ui.words import translate

GESTURES = (
    ("Wheel, or pinch", "zoom at the cursor; two fingers scroll"),
    ("Middle button, or Space and drag", "pan"),
    ("Right button", "menu for what is under it"),
    ("Drag on empty canvas", "select in a box; with Shift add, with Ctrl toggle"),
    ("Shift+click, Ctrl+click", "add to the selection, toggle"),
    ("Drag a card", "move what is selected; on a wire it is inserted; with Ctrl or Alt without snapping"),
    ("Drag from a port", "draw a wire, from an input backwards; into empty space: search and connect"),
    ("Ctrl+drag from a port", "move its wires elsewhere; into empty space: take them off"),
    ("Alt+click on a port", "take all its wires off"),
    ("Alt+Shift+drag", "cut the wires that are crossed"),
    ("Double-click on a wire", "bend it there; on a bend: take that away"),
    ("Double-click on empty canvas", "add a layer there"),
    ("Left button, while painting devices", "put on the device what is clicked, or drawn over"),
    ("Right button, while painting devices", "take the device of the card under it"),
    ("Arrows", "nudge"),
    ("Esc, or a second button", "give up a gesture; Esc then gives up the selection"),
)
COLUMNS = 3
WIDTHS = (150, 200)


class ShortcutSheet(QDialog):
    """Made from the table of actions, so that it is complete."""

    def __init__(self, parent: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(parent)
        self.setObjectName("shortcut_sheet")
        self.setWindowTitle(self.tr("Shortcuts and gestures"))
        groups: dict[str, list[tuple[str, str]]] = {
            self.tr("On the canvas"): [
                (translate("Gestures", keys), translate("Gestures", what)) for keys, what in GESTURES
            ]
        }
        for first, last in _series():
            keys = [keys_text(actions[spec.id].shortcuts()) for spec in (first, last)]
            what, name = words(first).rstrip("…"), words(last).rstrip("…")
            if keys[0]:
                if first is not last:
                    ranged = self.tr("{first} to {last}")
                    keys[0] = ranged.format(first=keys[0], last=keys[1])
                    what = ranged.format(first=what, last=name.split()[-1])
                groups.setdefault(menu_title(first.menu.rpartition("/")[2]), []).append((keys[0], what))
        heights = [0] * COLUMNS
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 20, 24, 8)
        row.setSpacing(36)
        for column in columns:
            row.addLayout(column)
        for title, lines in groups.items():
            shortest = heights.index(min(heights))
            heights[shortest] += 3 + sum(1 + max(len(keys) // 22, len(what) // 30) for keys, what in lines)
            columns[shortest].addLayout(_group(title, lines))
            columns[shortest].addSpacing(14)
        for column in columns:
            column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 16)
        outer.addWidget(area)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(24, 0, 24, 0)
        outer.addWidget(buttons)
        size = page.sizeHint()
        self.resize(size.width() + 12, min(size.height() + 60, round(self.screen().availableSize().height() * 0.9)))


def _series() -> list[tuple[Spec, Spec]]:
    """Every action with itself, and of those that are numbered the first with the last."""
    rows: list[tuple[Spec, Spec]] = []
    for spec in ACTIONS:
        stem, _, number = spec.id.rpartition("_")
        if number.isdigit() and rows and rows[-1][0].id.rpartition("_")[0] == stem:
            rows[-1] = rows[-1][0], spec
        else:
            rows.append((spec, spec))
    return rows


def _group(title: str, lines: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    head = QLabel(title)
    head.setProperty("role", "heading")
    grid.addWidget(head, 0, 0, 1, 2)
    for number, (keys, what) in enumerate(lines, start=1):
        for place, text in enumerate((keys, what)):
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFixedWidth(WIDTHS[place])
            label.setMinimumHeight(label.heightForWidth(WIDTHS[place]))
            if place == 0:
                label.setProperty("role", "muted")
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, number, place)
    return grid
