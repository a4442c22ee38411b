"""A closed window leaves nothing behind: what a connection keeps alive, every later window pays for."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from alexstudio.app import build_window
from alexstudio.ui.fake_engine import FakeEngine


def test_a_closed_window_does_not_stay_in_memory(qapp: QApplication, settings: None, tmp_path: Path) -> None:
    window = build_window("lenet5", FakeEngine(), tmp_path)
    window.show()
    for tab in range(window.tabs.count()):
        window.tabs.setCurrentIndex(tab)
        qapp.processEvents()
    window.compare_verbs.compare()
    window.compare_verbs.lineage()
    qapp.processEvents()
    window.session.history.mark_saved()
    window.close()
    left = weakref.ref(window)
    window.deleteLater()
    del window
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert left() is None
