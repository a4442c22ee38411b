"""What the actions do with documents as a whole: new, open, save, close, and the questions that go with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox

from alexstudio.graph import Document
from alexstudio.graph.fileformat import SUFFIX, DocumentError, load
from alexstudio.graph.presets import load_preset
from alexstudio.ui.gallery import Gallery
from alexstudio.ui.on_disk import fingerprint
from alexstudio.ui.sheets import Sheet
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow


class DocumentVerbs(QObject):
    """The document verbs of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        session = self._session
        return {
            "new": lambda: session.open(Document(), None),
            "gallery": self.gallery,
            "open": self.open,
            "save": self.save,
            "save_as": self.save_as,
            "close_tab": lambda: self.close(session.index),
            "reopen_tab": session.reopen,
            "next_tab": partial(session.step, 1),
            "previous_tab": partial(session.step, -1),
        }

    # -- opening -------------------------------------------------------------------------------------------------------

    def gallery(self) -> None:
        """Choose a preset or a recent document."""
        gallery = Gallery(self._window, self._window.recent.files())
        if gallery.exec() and gallery.chosen is not None:
            preset, document = gallery.chosen
            if preset.shelf == gallery.recent_shelf:
                self.open_path(preset.path)
            else:
                self._session.open(document, None, preset.name)

    def open(self) -> None:
        """Choose document files."""
        folder = str(self._session.path.parent) if self._session.path else ""
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open"), folder, _filter())
        self.open_all(list(map(Path, names)))

    def open_all(self, paths: list[Path]) -> int:
        """Open document files; what is refused is told in one banner. Returns how many are open now."""
        faults = [fault for path in paths if (fault := self._open(path))]
        if faults:
            text = faults[0]
            if len(faults) > 1:
                more = translate("Documents", "{fault} (and %n more could not be opened)", "", len(faults) - 1)
                text = more.format(fault=text)
            self._window.banner.tell(text, "problem")
        return len(paths) - len(faults)

    def open_path(self, path: Path) -> bool:
        """Open a document file, or show it where it is open already; a refusal is told."""
        return self.open_all([path]) == 1

    def open_preset(self, name: str) -> bool:
        """Open a preset; a refusal is told."""
        try:
            self._session.open(load_preset(name), None, name)
        except DocumentError as error:
            self._window.banner.tell(str(error), "problem")
            return False
        return True

    def _open(self, path: Path) -> str:
        """Open a file; the sentence of a refusal, empty when it went."""
        place = self._session.find(path)
        if place is not None:
            self._session.go_to(place)
            return ""
        try:
            self._session.open(load(path), path)
        except DocumentError as error:
            return str(error)
        self._window.recent.add(path, self._session.snapshot)
        return ""

    # -- saving --------------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save to the file of the document, or ask for one; a file that others changed is not written over unasked."""
        sheet = self._session.sheet
        if sheet.path is None:
            return self.save_as()
        if sheet.seen and fingerprint(sheet.path) not in ("", sheet.seen):
            box = self._question(
                self.tr("The file has changed"),
                self.tr("{file} was changed by another program since it was opened here.").format(file=sheet.path.name),
            )
            over = box.addButton(self.tr("Write over it"), QMessageBox.ButtonRole.DestructiveRole)
            other = box.addButton(self.tr("Save as…"), QMessageBox.ButtonRole.AcceptRole)
            over.setObjectName("write_over")
            other.setObjectName("save_elsewhere")
            box.addButton(QMessageBox.StandardButton.Cancel)
            box.setDefaultButton(other)
            box.exec()
            if box.clickedButton() is not over:
                return box.clickedButton() is other and self.save_as()
        return self._write(sheet.path)

    def save_as(self) -> bool:
        """Ask for a file and save."""
        session = self._session
        start = session.path or Path.home() / f"{file_stem(session.document.title)}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save as"), str(start), _filter())
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix else path.with_suffix(SUFFIX))

    def _write(self, path: Path) -> bool:
        if not self._session.save(path):
            return False
        self._window.recent.add(path, self._session.snapshot)
        return True

    # -- closing -------------------------------------------------------------------------------------------------------

    def close(self, index: int) -> None:
        """Close a sheet; asks when it holds unsaved work."""
        self._window.canvas.setFocus()  # a value that is being typed counts
        if not 0 <= index < len(self._session.sheets):
            return
        sheet = self._session.sheets[index]
        if sheet.is_dirty:
            self._session.go_to(index)
        if self._may_go([sheet]):
            self._session.close(self._session.sheets.index(sheet))

    def may_close(self) -> bool:
        """Whether the window may close: asks about a training that runs, then once about all unsaved work."""
        self._window.canvas.setFocus()
        if self._window.trainer.is_busy:
            box = self._question(
                self.tr("A training runs"), self.tr("Stop the training and close? Its checkpoint is written first.")
            )
            stop = box.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
            stop.setObjectName("stop_and_close")
            box.addButton(QMessageBox.StandardButton.Cancel)
            box.exec()
            if box.clickedButton() is not stop:
                return False
            self._window.trainer.stop()
        return self._may_go(self._session.unsaved)

    def _may_go(self, sheets: list[Sheet]) -> bool:
        """Whether these may be closed: they are saved, or are being saved now, or the user discards what is unsaved."""
        unsaved = [sheet for sheet in sheets if sheet.is_dirty]
        if not unsaved:
            return True
        names = [sheet.name for sheet in unsaved]
        text = self.tr("{document} has changes that are not saved.").format(document=names[0])
        if len(names) > 1:
            text = translate("Documents", "%n documents have changes that are not saved:", "", len(names))
            text += "".join(f"\n    {name}" for name in names[:12]) + ("\n    …" if len(names) > 12 else "")
        box = self._question(self.tr("Unsaved changes"), text)
        buttons = QMessageBox.StandardButton
        keep = buttons.SaveAll if len(names) > 1 else buttons.Save
        box.setStandardButtons(keep | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(keep)
        answer = box.exec()
        if answer != keep:
            return bool(answer == buttons.Discard)
        for sheet in unsaved:
            self._session.go_to(self._session.sheets.index(sheet))
            if not self.save():
                return False
        return True

    def _question(self, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(title)
        box.setText(text)
        return box


def file_stem(title: str) -> str:
    """A file name for a document of this title, without suffix."""
    stem = "".join(letter if letter.isalnum() else "_" for letter in title.lower()).strip("_")
    while "__" in stem:
        stem = stem.replace("__", "_")
    return stem[:60] or "model"


def _filter() -> str:
    """The kinds of files that the dialogs offer."""
    return f"{translate('Documents', 'alexstudio documents')} (*{SUFFIX});;{translate('Documents', 'All files')} (*)"
