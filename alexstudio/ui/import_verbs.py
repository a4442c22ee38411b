"""The verbs that bring networks and weights of other programs in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from alexstudio.graph.fileformat import dumps
from alexstudio.ui.importing import ImportDialog
from alexstudio.ui.importing.reading import Found, Reading
from alexstudio.ui.sentences import said
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow


class ImportVerbs(QObject):
    """The import verbs of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._weights = Reading(self, window.trainer.engine)
        self._weights.found.connect(self._take_weights)
        self._weights.refused.connect(self._refuse)
        self._of = ""

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        return {"import": self.import_network, "import_weights": self.import_weights}

    def import_network(self) -> None:
        """Choose a network of another program, and open it as a new document."""
        dialog = ImportDialog(self._window, self._window.trainer.engine)
        if dialog.exec() and dialog.document is not None:
            self._window.session.open(dialog.document, None)
            self._window.session.history.mark_unsaved()
            self._window.canvas.fit()
            self._window.refresh(self._window.session.snapshot)
        dialog.deleteLater()

    def import_weights(self) -> None:
        """Let the document in front start from the weights in a file."""
        window = self._window
        if self._weights.is_busy:
            return
        kinds = self.tr("Weights") + " (*.pt *.pth *.safetensors)"
        name, _ = QFileDialog.getOpenFileName(window, self.tr("Weights to start from"), "", kinds)
        if name:
            self._of = window.session.sheet.key
            self._weights.start_weights(dumps(window.session.document), Path(name))

    def _refuse(self, why: str) -> None:
        self._window.banner.tell(why, "problem")

    def _take_weights(self, found: Found) -> None:
        window = self._window
        if window.session.sheet.key != self._of:
            window.banner.tell(self.tr("Another document came to the front, so the weights were not taken."), "problem")
            return
        window.session.set_recipe(found.document.recipe, translate("Undo", "Import weights"))
        window.banner.tell(
            " ".join(said(line.sentence) for line in found.lines) or self.tr("The weights were taken."), "good"
        )
