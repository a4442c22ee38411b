"""Every shortcut and gesture on one page."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from alexstudio.ui.actions import ACTIONS
from alexstudio.ui.search import keys_text

GESTURES = (
    ("Wheel", "zoom at the cursor"),
    ("Middle button, or Space and drag", "pan"),
    ("Drag on empty canvas", "select in a box"),
    ("Shift+click", "add to the selection"),
    ("Drag a card", "move it; dropped on a wire it is inserted"),
    ("Drag from a port", "draw a wire; into empty space: search and connect"),
    ("Arrows", "nudge"),
    ("Esc", "give up a gesture, then the selection"),
    ("Double-click on empty canvas", "add a layer there"),
)
COLUMNS = 3
WIDTHS = (150, 200)


class ShortcutSheet(QDialog):
    """Made from the table of actions, so that it is complete."""

    def __init__(self, parent: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(parent)
        self.setObjectName("shortcut_sheet")
        self.setWindowTitle(self.tr("Shortcuts and gestures"))
        groups: dict[str, list[tuple[str, str]]] = {}
        for spec in ACTIONS:
            keys = keys_text(actions[spec.id].shortcuts())
            if keys:
                groups.setdefault(spec.menu, []).append((keys, spec.text.lstrip("-").rstrip("…")))
        groups[self.tr("On the canvas")] = [(self.tr(keys), self.tr(what)) for keys, what in GESTURES]
        heights = [0] * COLUMNS
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        row = QHBoxLayout()
        row.setSpacing(36)
        for column in columns:
            row.addLayout(column)
        for title, lines in groups.items():
            shortest = heights.index(min(heights))
            heights[shortest] += 2 + sum(1 + (len(what) > 28) for _, what in lines)
            columns[shortest].addLayout(_group(title, lines))
            columns[shortest].addSpacing(14)
        for column in columns:
            column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.addLayout(row)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)


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
