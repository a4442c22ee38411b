"""A window with a `FakeEngine`, driven with real events."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alexstudio.app import build_window
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.settings import translate
from alexstudio.ui.theme import apply_theme


@pytest.fixture
def settings(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and folders of its own, and light colours."""
    for kind in ("CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    qapp.setApplicationName("alexstudio-test")
    qapp.setOrganizationName("alexstudio-test")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    _write_language(tmp_path / "settings")
    gc.collect()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else the windows of earlier tests are dressed anew, too
    apply_theme(qapp, "light")
    _speak(qapp, "en")


def _write_language(folder: Path) -> None:
    """English before Qt reads the settings: a file that Qt writes is forced on the disk, in every test."""
    file = folder / "alexstudio-test" / "alexstudio-test.conf"
    file.parent.mkdir(parents=True)
    file.write_text("[General]\nlanguage=en\n", "utf-8")


def _speak(app: QApplication, language: str) -> None:
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.setParent(None)
    if QSettings().value("language") != language:
        QSettings().setValue("language", language)
    translate(app)


@pytest.fixture
def speak(qapp: QApplication, settings: None) -> Iterator[Callable[[str], None]]:
    """Let the windows that are built next speak a language."""
    yield partial(_speak, qapp)
    _speak(qapp, "en")


@pytest.fixture
def make_window(qtbot: QtBot, settings: None, tmp_path: Path) -> Iterator[Callable[..., MainWindow]]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    windows: list[MainWindow] = []

    def make(document: object = "alexnet", engine: object | None = None, **rest: object) -> MainWindow:
        window = build_window(document, engine or FakeEngine(), tmp_path / "runs", **rest)  # type: ignore[arg-type]
        qtbot.addWidget(window, before_close_func=_let_go)
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        window.canvas.fit()
        window.trainer.wake()
        app.processEvents()
        return window

    yield make


def _let_go(window: MainWindow) -> None:
    """Close without questions about unsaved work."""
    window.trainer.stop()
    for sheet in window.session.sheets:
        sheet.history.mark_saved()


@pytest.fixture
def window(make_window: Callable[..., MainWindow]) -> MainWindow:
    return make_window()
