"""The settings: one table declares them, and the dialog is made from it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

from alexstudio.ui.theme import Choice

TRANSLATIONS = Path(__file__).parent / "translations"


class Setting(NamedTuple):
    """Something that a user may choose."""

    name: str
    """Its key in `QSettings`."""
    title: str
    default: str | bool | int
    meaning: str = ""
    choices: tuple[tuple[str | int, str], ...] = ()
    """(value, title) to choose from; none for a switch."""
    group: str = ""
    is_later: bool = False
    """Whether it takes effect at the next start."""


_LOOK, _DOCUMENTS = "Look", "Documents"
_CANVAS = "Canvas"

SETTINGS = (
    Setting(
        "theme",
        "Colours",
        "system",
        choices=(
            ("system", "As the system"),
            ("light", "Light"),
            ("dark", "Dark"),
        ),
        group=_LOOK,
    ),
    Setting(
        "text_percent",
        "Size of text",
        100,
        "Rows, buttons and icons grow with it.",
        tuple((percent, f"{percent} %") for percent in (90, 100, 110, 125, 150)),
        _LOOK,
        is_later=True,
    ),
    Setting(
        "language",
        "Language",
        "system",
        choices=(
            ("system", "As the system"),
            ("en", "English"),
            ("zh_CN", "简体中文"),
        ),
        group=_LOOK,
        is_later=True,
    ),
    Setting(
        "canvas/wheel_scrolls",
        "Mouse wheel",
        False,
        "Ctrl+wheel always zooms, and a trackpad scrolls and pinches either way.",
        ((False, "Zooms"), (True, "Scrolls")),
        _CANVAS,
    ),
    Setting(
        "restores_documents",
        "Open the documents of the last time at the start",
        True,
        "Unsaved work that a crash left comes back in any case.",
        group=_DOCUMENTS,
    ),
)


def setting(name: str) -> str | bool | int:
    """What the user chose; the default when nothing, or nothing that can be, was chosen."""
    one = next(one for one in SETTINGS if one.name == name)
    kept = QSettings().value(name, one.default)
    allowed = [value for value, _ in one.choices] or [True, False]
    return next((value for value in allowed if str(value).lower() == str(kept).lower()), one.default)


def theme_choice() -> Choice:
    """The colours that the user chose."""
    choice = setting("theme")
    return "light" if choice == "light" else "dark" if choice == "dark" else "system"


def scale_text() -> None:
    """Let Qt draw everything at the chosen size; it reads the environment before there is an application.

    Scaling the whole window keeps the proportions: no row, field or column is too small for its text at any size.
    """
    percent = QSettings("alexstudio", "alexstudio").value("text_percent", 100)
    allowed = {str(value) for one in SETTINGS if one.name == "text_percent" for value, _ in one.choices}
    if str(percent) in allowed and int(str(percent)) != 100:
        try:
            own = float(os.environ.get("QT_SCALE_FACTOR", "1"))
        except ValueError:
            own = 1.0
        os.environ["QT_SCALE_FACTOR"] = f"{own * int(str(percent)) / 100:.4f}"


def translate(app: QApplication) -> None:
    """Speak the chosen language where there is a translation, else English, whose file holds the plurals."""
    language = str(setting("language"))
    english, chosen = QLocale("en"), QLocale() if language == "system" else QLocale(language)
    _install(app, english, "alexstudio", TRANSLATIONS)
    found = _install(app, chosen, "alexstudio", TRANSLATIONS) if chosen.language() != english.language() else ""
    if found:
        # In the language that was found: a mixture with another one that the system likes would be worse than none
        _install(app, QLocale(found), "qtbase", Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)))


def _install(app: QApplication, locale: QLocale, name: str, folder: Path) -> str:
    """The language of the file that was found, empty for none."""
    translator = QTranslator()
    if not translator.load(locale, name, "_", str(folder)):
        return ""
    translator.setParent(app)
    app.installTranslator(translator)
    return translator.language()
