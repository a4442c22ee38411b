"""The composition root: builds document, engine link and window, and connects them."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from alexstudio.extensions.loading import load_enabled
from alexstudio.graph.fileformat import DocumentError, load
from alexstudio.graph.presets import load_preset, presets
from alexstudio.ui.engine_link import EngineLink
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.session import Session
from alexstudio.ui.theme import apply_theme
from alexstudio.ui.trainer import Engine, Trainer

START = "alexnet"


def build_window(path: str | None = None, engine: Engine | None = None, runs: Path | None = None) -> MainWindow:
    """The window with a document in it: the one at ``path`` (or the preset of that name), else AlexNet.

    A document that cannot be opened is told in the window, which opens with AlexNet instead.
    """
    fault = ""
    document_path: Path | None = None
    document = load_preset(START)
    if path is not None:
        try:
            if path in {preset.name for preset in presets()}:
                document = load_preset(path)
            else:
                document, document_path = load(path), Path(path)
        except DocumentError as error:
            fault = str(error)
    session = Session(document, document_path)
    window = MainWindow(session, Trainer(engine or EngineLink(), runs))
    if fault:
        window.banner.tell(fault, "problem")
    return window


def run_window(path: str | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("alexstudio")
    app.setOrganizationName("alexstudio")
    app.setApplicationDisplayName("alexstudio")
    choice = str(QSettings().value("theme", "system"))
    apply_theme(app, choice if choice in ("light", "dark") else "system")  # type: ignore[arg-type]
    told = load_enabled()
    window = build_window(path)
    if told:
        faults = [window.banner.text] if window.banner.kind == "problem" else []
        window.banner.tell(" ".join([*faults, *told]), "problem")
        window.banner.offer("Plugins…", window.actions_by_id["plugins"].trigger)
    window.actions_by_id[f"theme_{choice if choice in ('light', 'dark') else 'system'}"].setChecked(True)
    app.styleHints().colorSchemeChanged.connect(lambda: _follow_system(app, window))
    window.restore(QSettings())
    window.show()
    QTimer.singleShot(0, window.canvas.fit)
    QTimer.singleShot(50, window.trainer.wake)
    QTimer.singleShot(1000, quiet_garbage_collector)
    return app.exec()


def quiet_garbage_collector() -> None:
    """Leave what the start made out of every later collection: with it, one edit in some hundred took 80 ms."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def _follow_system(app: QApplication, window: MainWindow) -> None:
    if QSettings().value("theme", "system") == "system":
        apply_theme(app, "system")
        window.restyle()
