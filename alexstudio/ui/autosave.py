"""`Autosave`: keeps the unsaved work of a session in the crash journal, a moment after every edit."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from alexstudio.files import FileProblem
from alexstudio.graph import Document
from alexstudio.ui.crash_journal import Journal, Tab, Tabs
from alexstudio.ui.session import Session
from alexstudio.ui.sheets import Sheet
from alexstudio.ui.words import translate

DELAY_MS = 300
"""From an edit to its writing. Later edits do not put it off."""
SETTLED_MS = 2000
"""What was restored and shown for so long does no harm."""


class Autosave(QObject):
    """Writes in a thread of its own: 1,000 nodes take 8 ms, and a slow disk that is asked to be sure takes longer."""

    failed = Signal(str)
    """A sentence: unsaved work cannot be kept. Told once until it works again."""

    def __init__(self, session: Session, journal: Journal) -> None:
        super().__init__()
        self._session, self._journal = session, journal
        self._kept: dict[str, Document] = {}
        """The document of each sheet that is in the journal, or on its way there."""
        self._shown: tuple[object, ...] = ()
        self._is_told = False
        self._is_closed = False
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.write)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(lambda: self._do(journal.settle))
        session.changed.connect(self._soon)
        session.sheets_changed.connect(self._soon)
        session.forgotten.connect(self._forget)
        self._soon()

    def restored(self, sheets: list[Sheet]) -> None:
        """These sheets came from the journal, and what they hold is in it."""
        self._kept.update({sheet.key: sheet.document for sheet in sheets})
        self._settling.start(SETTLED_MS)

    def write(self) -> None:
        """Bring the journal up to date, at once as far as this thread is concerned."""
        if self._is_closed:
            return
        for sheet in self._session.sheets:
            key, document = sheet.key, sheet.document
            if sheet.is_dirty and self._kept.get(key) is not document:
                self._kept[key] = document
                self._do(partial(self._journal.write, key, document))
            elif not sheet.is_dirty and self._kept.pop(key, None) is not None:
                self._do(partial(self._journal.drop, key))
        tabs = self.tabs()
        if (shown := tuple((tab.key, tab.path, tab.preset) for tab in tabs.tabs)) != self._shown:
            self._shown = shown
            self._do(partial(self._journal.write_tabs, tabs))

    def tabs(self) -> Tabs:
        """The sheets as they are remembered."""
        return Tabs(front=self._session.index, tabs=[_tab(sheet) for sheet in self._session.sheets])

    def close(self) -> None:
        """The window closes, and what is unsaved was discarded. Waits until everything is on disk."""
        if self._is_closed:
            return
        self.write()
        self._is_closed = True
        self._session.leaving.emit()
        tabs = self.tabs()
        tabs.tabs = [tab for tab in tabs.tabs if tab.path or tab.preset]
        for sheet in self._session.unsaved:
            self._worker.submit(self._journal.discard, sheet.key, sheet.document)
        self._worker.submit(self._journal.close, tabs)
        self._worker.shutdown(wait=True)

    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _forget(self, sheet: Sheet) -> None:
        if self._kept.pop(sheet.key, None) is not None or sheet.is_dirty:
            if sheet.is_dirty:
                self._do(partial(self._journal.discard, sheet.key, sheet.document))
            else:
                self._do(partial(self._journal.drop, sheet.key))

    def _do(self, work: Callable[[], None]) -> None:
        def run() -> None:
            try:
                work()
            except FileProblem as problem:
                if not self._is_told:
                    self._is_told = True
                    text = translate("Documents", "Unsaved work is not safe from a crash: {problem} Save it.")
                    self.failed.emit(text.format(problem=problem))
            else:
                self._is_told = False

        if not self._is_closed:
            self._worker.submit(run)


def _tab(sheet: Sheet) -> Tab:
    sight = sheet.sight
    return Tab(
        key=sheet.key,
        path=str(sheet.path.resolve()) if sheet.path else "",
        preset=sheet.preset,
        title=sheet.document.title,
        seen=sheet.seen,
        centre=sight.centre,
        zoom=sight.zoom,
        scope=sight.scope,
        selected=sight.selected,
    )
