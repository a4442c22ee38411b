"""The composition root: builds document, engine link and window, and connects them."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

import platformdirs
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from alexstudio.extensions.loading import load_enabled
from alexstudio.files import FileProblem
from alexstudio.graph.fileformat import DocumentError
from alexstudio.graph.presets import load_preset
from alexstudio.ui.autosave import Autosave
from alexstudio.ui.crash_journal import Journal
from alexstudio.ui.engine_link import EngineLink
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.restoring import Restored, read_sheet, restore
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session
from alexstudio.ui.settings import scale_text, setting, theme_choice, translate
from alexstudio.ui.theme import apply_theme
from alexstudio.ui.trainer import Engine, Trainer

START = "alexnet"


def build_window(
    documents: str | Sequence[str] | None = None,
    engine: Engine | None = None,
    runs: Path | None = None,
    journal: Journal | None = None,
    *,
    restores: bool = True,
) -> MainWindow:
    """The window with documents in it: files or names of presets, else what was open the last time, else AlexNet.

    A document that cannot be opened is told in the window. Unsaved work that ``journal`` still has from programs that
    were killed comes back in any case; ``restores`` is about the documents that were merely open.
    """
    wanted = [documents] if isinstance(documents, str) else list(documents or ())
    sheets, faults, back = [], [], Restored()
    for name in wanted:
        try:
            sheets.append(read_sheet(name))
        except DocumentError as error:
            faults.append(said(str(error)))
    if journal is not None:
        back = restore(journal, tabs_too=restores and not wanted)
    session = Session(load_preset(START), None, START)
    session.begin([*sheets, *back.sheets], 0 if sheets else back.front)
    autosave = Autosave(session, journal) if journal is not None else None
    window = MainWindow(session, Trainer(engine or EngineLink(), runs), autosave)
    if autosave is not None:
        autosave.restored(back.unsaved)
    for sheet in sheets:
        if sheet.path is not None:
            window.recent.add(sheet.path, sheet.history.present)
    if faults or back.faults:
        window.banner.tell(" ".join(filter(None, (*faults, back.sentence))), "problem")
    elif back.sentence:
        window.banner.tell(back.sentence)
        window.banner.stay()
    return window


def run_window(documents: Sequence[str] = ()) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    scale_text()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("alexstudio")
    app.setOrganizationName("alexstudio")
    app.setApplicationDisplayName("alexstudio")
    translate(app)
    apply_theme(app, theme_choice())
    told = load_enabled()
    journal, fault = _open_journal()
    window = build_window(documents, journal=journal, restores=setting("restores_documents") is True)
    if told or fault:
        faults = [window.banner.text] if window.banner.kind == "problem" else []
        window.banner.tell(" ".join([*faults, *map(said, told), *fault]), "problem")
    if told:
        window.banner.offer(window.actions_by_id["plugins"].text(), window.actions_by_id["plugins"].trigger)
    window.actions_by_id[f"theme_{theme_choice()}"].setChecked(True)
    app.styleHints().colorSchemeChanged.connect(lambda: _follow_system(app, window))
    window.restore(QSettings())
    window.show()
    QTimer.singleShot(0, window.sights.show)
    QTimer.singleShot(50, window.trainer.wake)
    QTimer.singleShot(400, window.verbs.begin_tour)
    QTimer.singleShot(1000, quiet_garbage_collector)
    return app.exec()


def _open_journal() -> tuple[Journal | None, list[str]]:
    """The crash journal of this user, or a sentence why there is none."""
    try:
        return Journal(platformdirs.user_state_path("alexstudio", appauthor=False) / "journals"), []
    except FileProblem as problem:
        return None, [str(problem)]


def quiet_garbage_collector() -> None:
    """Leave what the start made out of every later collection: with it, one edit in some hundred took 80 ms."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def _follow_system(app: QApplication, window: MainWindow) -> None:
    if theme_choice() == "system":
        apply_theme(app, "system")
        window.restyle()
