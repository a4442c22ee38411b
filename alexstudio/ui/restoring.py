"""The sheets of the last time: unsaved work of programs that were killed, and the documents that were open."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from alexstudio.graph.fileformat import DocumentError, load
from alexstudio.graph.presets import load_preset
from alexstudio.history import History
from alexstudio.ui.crash_journal import Journal, Tab
from alexstudio.ui.on_disk import fingerprint
from alexstudio.ui.sheets import Sheet, Sight, placed
from alexstudio.ui.words import translate


@dataclass
class Restored:
    """What came back."""

    sheets: list[Sheet] = field(default_factory=list)
    front: int = 0
    unsaved: list[Sheet] = field(default_factory=list)
    """Those of ``sheets`` that hold work which is on disk in the journal only."""
    faults: list[str] = field(default_factory=list)
    """A sentence for each that did not."""

    @property
    def sentence(self) -> str:
        """What is to be said about it, empty for nothing."""
        back = []
        if len(self.unsaved) == 1:
            back = [translate("Documents", "A document with unsaved changes from the last time was restored.")]
        elif self.unsaved:
            number = len(self.unsaved)
            text = translate(
                "Documents", "%n documents with unsaved changes from the last time were restored.", "", number
            )
            back = [text]
        return " ".join([*back, *self.faults])


def read_sheet(name: str) -> Sheet:
    """A sheet with the document of a file, or else of the preset of that name; `DocumentError` when it is neither."""
    path = Path(name)
    try:
        return Sheet(History(placed(load(path))), path, seen=fingerprint(path))
    except DocumentError:
        if path.exists() or path.parent != Path() or path.suffix:
            raise
    return Sheet(History(placed(load_preset(name))), preset=name)


def restore(journal: Journal, *, tabs_too: bool) -> Restored:
    """The unsaved work that killed programs left and, with ``tabs_too``, the documents that were open at the end."""
    back = Restored()
    works = journal.adopt()
    killed = journal.tabs
    if tabs_too and not killed.tabs and not journal.others_run:
        killed = journal.last()
    for number, tab in enumerate(killed.tabs):
        if tab.key in works:
            _restore_work(back, journal, works.pop(tab.key), tab)
        elif tabs_too:
            _restore_file(back, tab)
        if number == killed.front:
            back.front = max(0, len(back.sheets) - 1)
    for key, path in works.items():
        _restore_work(back, journal, path, Tab(key=key))
    for aside in journal.aside:
        text = translate(
            "Documents",
            "A document was not restored, because the program ended twice with it. It lies in {path}: open it there.",
        )
        back.faults.append(text.format(path=aside))
    return back


def _restore_work(back: Restored, journal: Journal, work: Path, tab: Tab) -> None:
    try:
        document = load(work)
    except DocumentError as error:
        aside = journal.put_aside(work) or work
        text = translate("Documents", "The unsaved changes of {name} cannot be read. They lie in {path}. ({error})")
        name = tab.title or translate("Documents", "a document")
        back.faults.append(text.format(name=name, path=aside, error=error))
        return
    path = Path(tab.path) if tab.path else None
    sheet = Sheet(History(placed(document)), path, tab.preset, tab.key, _sight(tab), tab.seen)
    sheet.history.mark_unsaved()
    back.sheets.append(sheet)
    back.unsaved.append(sheet)


def _restore_file(back: Restored, tab: Tab) -> None:
    if not tab.path and not tab.preset:
        return
    try:
        document = load(tab.path) if tab.path else load_preset(tab.preset)
    except DocumentError as error:
        back.faults.append(str(error))
        return
    path = Path(tab.path) if tab.path else None
    sheet = Sheet(History(placed(document)), path, tab.preset, sight=_sight(tab))
    sheet.seen = fingerprint(path) if path else ""
    back.sheets.append(sheet)


def _sight(tab: Tab) -> Sight:
    return Sight(tab.centre, tab.zoom, tab.scope, tab.selected)
