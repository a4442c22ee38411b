"""The settings dialog, and shortcuts that the user chooses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import LEFT, when_dialog
from PySide6.QtCore import QSettings, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QLabel
from pytestqt.qtbot import QtBot

from alexstudio.ui.actions import ACTIONS, default_keys
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.search import commands
from alexstudio.ui.settings import SETTINGS, setting, theme_choice, translate
from alexstudio.ui.settings_dialog import SettingsDialog
from alexstudio.ui.shortcut_page import ShortcutPage
from alexstudio.ui.shortcut_sheet import ShortcutSheet
from alexstudio.ui.theme import apply_theme, theme

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[SettingsDialog]:
    shown = SettingsDialog(window)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "light")


@pytest.fixture
def page(dialog: SettingsDialog, qtbot: QtBot) -> ShortcutPage:
    dialog.pages.setCurrentIndex(1)
    shown = dialog.pages.currentWidget()
    assert isinstance(shown, ShortcutPage)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return shown


def pick(dialog: SettingsDialog, name: str, text: str) -> None:
    """Choose from a list with the keys."""
    box = dialog.findChild(QComboBox, f"setting_{name}")
    box.setFocus()
    while box.currentText() != text:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down if box.findText(text) > before else Qt.Key.Key_Up)
        assert box.currentIndex() != before


def choose(page: ShortcutPage, action: str) -> None:
    item = next(item for item in page._items() if item.data(0, Qt.ItemDataRole.UserRole) == action)
    page.list.setCurrentItem(item)


def press(page: ShortcutPage, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    page.keys.setFocus()
    QTest.keyClick(page.keys.focusProxy() or page.keys, key, modifiers)


def keys(window: MainWindow, action: str) -> list[str]:
    return [key.toString() for key in window.actions_by_id[action].shortcuts()]


# -- settings ----------------------------------------------------------------------------------------------------------


def test_ctrl_comma_opens_every_setting(window: MainWindow) -> None:
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.extend(one.name for one in SETTINGS if dialog.findChild(object, f"setting_{one.name.replace('/', '_')}"))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    when_dialog(look)
    QTest.keyClick(window, Qt.Key.Key_Comma, CTRL)
    assert seen == [one.name for one in SETTINGS]


def test_a_theme_is_taken_at_once_and_kept(window: MainWindow, dialog: SettingsDialog) -> None:
    pick(dialog, "theme", "Dark")
    assert theme().is_dark and theme_choice() == "dark" and window.actions_by_id["theme_dark"].isChecked()
    pick(dialog, "theme", "Light")
    assert not theme().is_dark and QSettings().value("theme") == "light"


def test_the_wheel_is_one_setting_in_two_places(
    window: MainWindow, dialog: SettingsDialog, make_window: Callable[..., MainWindow]
) -> None:
    assert not window.canvas.wheel_scrolls
    pick(dialog, "canvas_wheel_scrolls", "Scrolls")
    assert window.canvas.wheel_scrolls and window.actions_by_id["wheel_scrolls"].isChecked()
    assert make_window().canvas.wheel_scrolls
    window.actions_by_id["wheel_scrolls"].trigger()
    assert setting("canvas/wheel_scrolls") is False


def test_a_switch(dialog: SettingsDialog) -> None:
    box = dialog.findChild(QCheckBox, "setting_restores_documents")
    assert box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert setting("restores_documents") is False


def test_a_damaged_setting_is_the_default(settings: None) -> None:
    for one in SETTINGS:
        QSettings().setValue(one.name, "no such thing")
        assert setting(one.name) == one.default


def test_what_needs_a_start_says_so(dialog: SettingsDialog) -> None:
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert texts.count("Takes effect at the next start.") == sum(one.is_later for one in SETTINGS)


SIZES = """
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
import sys
QSettings("alexstudio", "alexstudio").setValue("text_percent", int(sys.argv[1]))
from alexstudio.ui.settings import scale_text
scale_text()
app = QApplication([])
widget = QWidget(); widget.resize(100, 20); widget.show()
print(widget.grab().width())
"""


def test_the_size_of_text_is_taken_at_the_start(tmp_path: Path) -> None:
    """Everything is drawn larger, so that no text outgrows its row."""
    environment = {
        **os.environ,
        "XDG_CONFIG_HOME": str(tmp_path),
        "HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
    }
    environment.pop("QT_SCALE_FACTOR", None)
    for percent, width in ((100, 100), (150, 150), (7, 100)):
        command = [sys.executable, "-c", SIZES, str(percent)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert int(done.stdout) == width, done.stderr


def test_a_language_needs_only_its_file(settings: None, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def load(self: QTranslator, locale: object, name: str, prefix: str, folder: str) -> bool:
        asked.append((name, Path(folder).name))
        return False

    monkeypatch.setattr(QTranslator, "load", load)
    QSettings().setValue("language", "zh_CN")
    translate(qapp)
    english_then_chinese = [("alexstudio", "translations")] * 2
    assert asked == english_then_chinese, "no buttons of Qt in a language that nothing else has"


# -- shortcuts ---------------------------------------------------------------------------------------------------------


def test_no_two_actions_have_the_same_key() -> None:
    owners: dict[str, str] = {}
    for spec in ACTIONS:
        for key in default_keys(spec):
            other = owners.setdefault(key.toString(), spec.id)
            assert other == spec.id, f"{key.toString()} belongs to {other} and {spec.id}"


def test_a_new_key_works_and_is_shown_wherever_keys_are(
    window: MainWindow, page: ShortcutPage, qtbot: QtBot, make_window: Callable[..., MainWindow]
) -> None:
    choose(page, "train")
    press(page, Qt.Key.Key_J, CTRL | ALT)
    assert keys(window, "train") == ["Ctrl+Alt+J", "Ctrl+Return"] and not page.take.isVisible()
    assert window.train_button.toolTip() == "Train (Ctrl+Alt+J)"
    sheet = ShortcutSheet(window, window.actions_by_id)
    qtbot.addWidget(sheet)
    assert any("Ctrl+Alt+J" in label.text() for label in sheet.findChildren(QLabel))
    assert any("Ctrl+Alt+J" in entry.detail for entry in commands(window.actions_by_id) if entry.key == "train")
    page.window().close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_J, CTRL | ALT)
    assert window.trainer.is_busy
    assert keys(make_window(), "train") == ["Ctrl+Alt+J", "Ctrl+Return"], "the next start has it too"


def test_a_key_of_another_command_is_taken_only_on_demand(window: MainWindow, page: ShortcutPage) -> None:
    choose(page, "train")
    press(page, Qt.Key.Key_S, CTRL)
    assert page.note.text() == "Ctrl+S is the key of “Save”, which would have none."
    assert keys(window, "train")[0] == "F5" and keys(window, "save") == ["Ctrl+S"]
    QTest.mouseClick(page.take, LEFT)
    assert keys(window, "train")[0] == "Ctrl+S" and keys(window, "save") == [] and not page.note.text()
    choose(page, "save")
    QTest.mouseClick(page.default, LEFT)
    assert keys(window, "save") == [], "its key belongs to another command now"
    QTest.mouseClick(page.defaults, LEFT)
    assert keys(window, "save") == ["Ctrl+S"] and keys(window, "train") == ["F5", "Ctrl+Return"]
    assert not page.defaults.isEnabled()


def test_a_key_of_the_canvas_cannot_be_taken(window: MainWindow, page: ShortcutPage) -> None:
    choose(page, "train")
    press(page, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    assert "Space cannot be used" in page.note.text() and "pans" in page.note.text() and not page.take.isVisible()
    assert keys(window, "train")[0] == "F5"


def test_a_command_can_be_without_a_key(window: MainWindow, page: ShortcutPage) -> None:
    choose(page, "close_tab")
    QTest.mouseClick(page.none, LEFT)
    assert keys(window, "close_tab") == []


def test_commands_are_found_by_name_and_by_key(page: ShortcutPage) -> None:
    for query, found in (("fit all", "Fit all"), ("ctrl+shift+t", "Reopen the closed document")):
        page.search.setFocus()
        page.search.selectAll()
        QTest.keyClicks(page.search, query)
        shown = [item.text(1) for item in page._items() if not item.isHidden()]
        assert found in shown and len(shown) < 4 and page.title.text() == shown[0]
