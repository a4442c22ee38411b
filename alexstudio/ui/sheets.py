"""`Sheets`: the documents that are open, one of them in front, each with its own history, file and place of view."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from alexstudio.files import FileProblem
from alexstudio.graph import Document, GraphError
from alexstudio.graph.fileformat import save
from alexstudio.graph.revive import revive
from alexstudio.graph.tidy import place_missing
from alexstudio.history import History, Snapshot
from alexstudio.ui.on_disk import fingerprint

CLOSED_LIMIT = 20


@dataclass(frozen=True)
class Sight:
    """What of a sheet was in view: the centre in pixels of the canvas and the zoom, or all of it when they are None."""

    centre: tuple[float, float] | None = None
    zoom: float | None = None
    scope: str = ""
    """Id of the block whose inside was shown."""
    selected: tuple[str, ...] = ()


@dataclass(eq=False)
class Sheet:
    """An open document."""

    history: History
    path: Path | None = None
    preset: str = ""
    """Name of the preset that it began as."""
    key: str = field(default_factory=lambda: uuid4().hex)
    """Names the sheet for as long as its work is not on disk, also from one start to the next."""
    sight: Sight = Sight()
    seen: str = ""
    """Fingerprint of its file when it was last read or written, to notice what others wrote meanwhile."""
    is_trained: bool = False

    @property
    def document(self) -> Document:
        """The present document."""
        return self.history.present.document

    @property
    def name(self) -> str:
        """What it is called: its file, else its title."""
        return self.path.name if self.path else self.document.title

    @property
    def is_dirty(self) -> bool:
        """Whether it holds work that is not on disk."""
        return self.history.is_dirty

    @property
    def is_untouched(self) -> bool:
        """Whether nothing at all would be lost without it."""
        history = self.history
        kept = history.is_dirty or history.undo_label or history.redo_label or self.is_trained
        return self.path is None and not kept


class Sheets(QObject):
    """The open documents. ``changed`` carries the `Snapshot` in front, also when another one comes to the front."""

    changed = Signal(object)
    refused = Signal(str)
    """A sentence for the user."""
    leaving = Signal()
    """Another sheet comes to the front; now is the time to note what of this one is in view."""
    entered = Signal()
    """Another sheet is in front, and the views show it."""
    sheets_changed = Signal()
    """Which sheets there are, their order, or which is in front."""
    forgotten = Signal(object)
    """A `Sheet` that was closed."""

    def __init__(self, document: Document, path: Path | None = None, preset: str = "") -> None:
        super().__init__()
        self._sheets = [self._begin(document, path, preset)]
        self._closed: list[tuple[Sheet, int]] = []
        self._index = 0

    # -- the one in front ----------------------------------------------------------------------------------------------

    @property
    def sheet(self) -> Sheet:
        """The sheet in front."""
        return self._sheets[self._index]

    @property
    def path(self) -> Path | None:
        """The file of the sheet in front."""
        return self.sheet.path

    @property
    def snapshot(self) -> Snapshot:
        """The present state."""
        return self.sheet.history.present

    @property
    def document(self) -> Document:
        """The present document."""
        return self.sheet.history.present.document

    @property
    def history(self) -> History:
        """Undo and redo, for the actions."""
        return self.sheet.history

    @property
    def _history(self) -> History:
        return self.sheet.history

    def undo(self) -> None:
        """Take back the last edit."""
        self._history.undo()

    def redo(self) -> None:
        """Do the last undone edit again."""
        self._history.redo()

    def save(self, path: Path) -> bool:
        """Write the document in front; a refusal is told and nothing is lost."""
        sheet = self.sheet
        try:
            save(sheet.document, path)
        except FileProblem as problem:
            self.refused.emit(str(problem))
            return False
        sheet.path, sheet.seen = path, fingerprint(path)
        sheet.history.mark_saved()
        self.changed.emit(self.snapshot)
        self.sheets_changed.emit()
        return True

    # -- all of them ---------------------------------------------------------------------------------------------------

    @property
    def sheets(self) -> list[Sheet]:
        """All sheets, from left to right."""
        return list(self._sheets)

    @property
    def index(self) -> int:
        """Place of the sheet in front."""
        return self._index

    @property
    def unsaved(self) -> list[Sheet]:
        """The sheets with work that is not on disk."""
        return [sheet for sheet in self._sheets if sheet.is_dirty]

    @property
    def can_reopen(self) -> bool:
        """Whether a sheet was closed that can come back."""
        return bool(self._closed)

    def open(self, document: Document, path: Path | None, preset: str = "") -> Sheet:
        """Show a document in a sheet of its own, in front; it takes the place of a preset that nobody touched."""
        sheet = self._begin(document, path, preset)
        if self.sheet.is_untouched:
            self.leaving.emit()
            gone, self._sheets[self._index] = self.sheet, sheet
            self.forgotten.emit(gone)
            self._enter(self._index)
        else:
            self._sheets.insert(self._index + 1, sheet)
            self.go_to(self._index + 1)
        return sheet

    def begin(self, sheets: list[Sheet], front: int) -> None:
        """Take these sheets instead of the first one, if there are any; before any view is there."""
        if sheets:
            self._sheets, self._index = sheets, min(front, len(sheets) - 1)
        for sheet in sheets:
            self._watch(sheet)

    def find(self, path: Path) -> int | None:
        """Place of the sheet that shows a file, None when none does."""
        wanted = path.resolve()
        return next((at for at, one in enumerate(self._sheets) if one.path and one.path.resolve() == wanted), None)

    def go_to(self, index: int) -> None:
        """Bring a sheet to the front."""
        if index != self._index and 0 <= index < len(self._sheets):
            self.leaving.emit()
            self._enter(index)

    def step(self, by: int) -> None:
        """Bring the sheet to the front that is some places further, from the last one on to the first."""
        self.go_to((self._index + by) % len(self._sheets))

    def reorder(self, start: int, end: int) -> None:
        """Put a sheet at another place of the row."""
        front = self.sheet
        self._sheets.insert(end, self._sheets.pop(start))
        self._index = self._sheets.index(front)
        self.sheets_changed.emit()

    def close(self, index: int) -> None:
        """Take a sheet away, saved or not; it can be reopened. An empty document follows the last one."""
        self.leaving.emit()
        sheet = self._sheets.pop(index)
        if not sheet.is_untouched or sheet.document.graph.nodes:
            self._closed = [*self._closed[-CLOSED_LIMIT + 1 :], (sheet, index)]
        if not self._sheets:
            self._sheets.append(self._begin(Document(), None))
        front = self._index - (index < self._index)
        self.forgotten.emit(sheet)
        self._enter(min(front, len(self._sheets) - 1))

    def reopen(self) -> None:
        """Put back the sheet that was closed last, with its undo history."""
        if self._closed:
            sheet, index = self._closed.pop()
            self.leaving.emit()
            index = min(index, len(self._sheets))
            self._sheets.insert(index, sheet)
            self._enter(index)

    def revive(self, types: Container[str]) -> str:
        """Make layers of placeholders whose types have become known; the sentence of a refusal, empty when it went."""
        fault = ""
        for sheet in self._sheets:
            try:
                sheet.history.convert(lambda document: revive(document, types))
            except GraphError as error:
                fault = str(error)
        return fault

    def _enter(self, index: int) -> None:
        self._index = index
        self.changed.emit(self.snapshot)
        self.entered.emit()
        self.sheets_changed.emit()

    def _begin(self, document: Document, path: Path | None, preset: str = "") -> Sheet:
        sheet = Sheet(History(placed(document)), path, preset, seen=fingerprint(path) if path else "")
        self._watch(sheet)
        return sheet

    def _watch(self, sheet: Sheet) -> None:
        sheet.history.changed = self._teller(sheet)

    def _teller(self, sheet: Sheet) -> Callable[[Snapshot], None]:
        def tell(snapshot: Snapshot) -> None:
            if sheet is self.sheet:
                self.changed.emit(snapshot)

        return tell


def placed(document: Document) -> Document:
    """The document with a place for every card that had none."""
    graph = document.graph.copy()
    place_missing(graph)
    return document if graph == document.graph else replace(document, graph=graph.freeze())
