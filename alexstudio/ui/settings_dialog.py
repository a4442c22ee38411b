"""The settings dialog: a page made from the table of settings, and a page of shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from alexstudio.ui.labels import plain_label
from alexstudio.ui.settings import SETTINGS, Setting, setting, theme_choice
from alexstudio.ui.shortcut_page import ShortcutPage
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow


class SettingsDialog(QDialog):
    """Each choice takes effect at once, or says that it does at the next start."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("settings_dialog")
        self.setWindowTitle(self.tr("Settings"))
        self.resize(700, 560)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.tabBar().setDrawBase(False)
        self.pages.addTab(self._general(), self.tr("General"))
        self.pages.addTab(ShortcutPage(window.actions_by_id, window.show_keys), self.tr("Shortcuts"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 14)
        column.addWidget(self.pages, 1)
        column.addWidget(buttons)

    def _general(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(2, 16, 2, 4)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 1)
        group, row = "", 0
        for one in SETTINGS:
            if one.group != group:
                group = one.group
                grid.setRowMinimumHeight(row, 14 if row else 0)
                grid.addWidget(plain_label(_said(group), "heading"), row + 1, 0, 1, 2)
                row += 2
            editor = self._choice(one) if one.choices else self._switch(one)
            editor.setObjectName(f"setting_{one.name.replace('/', '_')}")
            editor.setAccessibleName(_said(one.title))
            if one.choices:
                title = QLabel(_said(one.title))
                title.setBuddy(editor)
                grid.addWidget(title, row, 0)
            left = Qt.AlignmentFlag.AlignLeft
            grid.addWidget(editor, row, 1 if one.choices else 0, 1, 1 if one.choices else 2, left)
            later = self.tr("Takes effect at the next start.") if one.is_later else ""
            meaning = " ".join(filter(None, (_said(one.meaning), later)))
            if meaning:
                note = plain_label(meaning, "muted")
                note.setContentsMargins(0 if one.choices else 24, 0, 0, 6)
                grid.addWidget(note, row + 1, 1 if one.choices else 0, 1, 1 if one.choices else 2)
            row += 2
        grid.setRowStretch(row, 1)
        return page

    def _choice(self, one: Setting) -> QComboBox:
        box = QComboBox()
        for value, title in one.choices:
            box.addItem(_said(title), value)
        box.setCurrentIndex([value for value, _ in one.choices].index(setting(one.name)))
        box.setFixedWidth(220)
        box.activated.connect(lambda place: self._take(one, box.itemData(place)))
        return box

    def _switch(self, one: Setting) -> QCheckBox:
        box = QCheckBox(_said(one.title))
        box.setChecked(setting(one.name) is True)
        box.toggled.connect(partial(self._take, one))
        return box

    def _take(self, one: Setting, value: object) -> None:
        QSettings().setValue(one.name, value)
        effects: dict[str, Callable[[], object]] = {
            "theme": lambda: self._window.verbs.set_theme(theme_choice()),
            "canvas/wheel_scrolls": lambda: self._window.switch("wheel_scrolls", value is True),
        }
        if one.name in effects:
            effects[one.name]()


def _said(text: str) -> str:
    return translate("Settings", text) if text else ""
