"""What the actions do: open, save, train, export and the questions that go with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

import alexstudio
from alexstudio.files import FileProblem
from alexstudio.graph.fileformat import SUFFIX, DocumentError, load
from alexstudio.runs.messages import Exported
from alexstudio.ui.canvas.heat import MEASURES
from alexstudio.ui.export_dialog import ExportDialog
from alexstudio.ui.gallery import Gallery
from alexstudio.ui.plugins_dialog import PluginsDialog
from alexstudio.ui.theme import Choice, apply_theme
from alexstudio.ui.trainer import export_sentence

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow

_FILTER = f"alexstudio documents (*{SUFFIX});;All files (*)"


class Verbs(QObject):
    """The verbs of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        window = self._window
        return {
            "gallery": self.gallery,
            "open": self.open,
            "save": self.save,
            "save_as": self.save_as,
            "export": self.export,
            "export_picture": self.export_picture,
            "quit": window.close,
            "undo": window.session.undo,
            "redo": window.session.redo,
            "select_all": lambda: window.canvas.select(list(window.canvas.canvas.cards)),
            "delete": window.canvas.delete_selection,
            "rename": self.rename,
            "tidy": self.tidy,
            "fit": window.canvas.fit,
            "fit_selection": window.canvas.fit_selection,
            "zoom_in": lambda: window.canvas.zoom_by(1.25),
            "zoom_out": lambda: window.canvas.zoom_by(1 / 1.25),
            "heat_none": lambda: window.canvas.show_heat(None),
            **{f"heat_{key}": partial(window.canvas.show_heat, measure) for key, measure in MEASURES.items()},
            "theme_system": lambda: self.set_theme("system"),
            "theme_light": lambda: self.set_theme("light"),
            "theme_dark": lambda: self.set_theme("dark"),
            "train": self.train,
            "stop": window.trainer.stop,
            "log_scale": lambda: None,
            "plugins": self.plugins,
            "about": self.about,
        }

    # -- documents -----------------------------------------------------------------------------------------------------

    def gallery(self) -> None:
        """Choose a preset."""
        gallery = Gallery(self._window)
        if gallery.exec() and gallery.chosen is not None and self._may_discard():
            self._window.session.open(gallery.chosen[1], None)
            self._window.canvas.fit()

    def open(self) -> None:
        """Choose a document file."""
        if not self._may_discard():
            return
        folder = str(self._window.session.path.parent) if self._window.session.path else ""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open"), folder, _FILTER)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Open a document file; a refusal is told, and the open document stays."""
        try:
            document = load(path)
        except DocumentError as error:
            self._window.banner.tell(str(error), "problem")
            return False
        self._window.session.open(document, path)
        self._window.canvas.fit()
        return True

    def save(self) -> bool:
        """Save to the file of the document, or ask for one."""
        path = self._window.session.path
        return self._window.session.save(path) if path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save."""
        session = self._window.session
        start = session.path or Path.home() / f"{_file_stem(session.document.title)}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save as"), str(start), _FILTER)
        if not name:
            return False
        path = Path(name)
        return session.save(path if path.suffix else path.with_suffix(SUFFIX))

    def _may_discard(self) -> bool:
        """Whether the open document may go: it is saved, or the user says so."""
        session = self._window.session
        if not session.history.is_dirty:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Unsaved changes"))
        box.setText(self.tr("The document has changes that are not saved."))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        return self.save() if answer == buttons.Save else bool(answer == buttons.Discard)

    def may_close(self) -> bool:
        """Whether the window may close: asks about a training that runs, then about unsaved work."""
        if self._window.trainer.is_busy:
            box = QMessageBox(self._window)
            box.setIcon(QMessageBox.Icon.Question)
            box.setWindowTitle(self.tr("A training runs"))
            box.setText(self.tr("Stop the training and close? Its checkpoint is written first."))
            stop = box.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
            stop.setObjectName("stop_and_close")
            box.addButton(QMessageBox.StandardButton.Cancel)
            box.exec()
            if box.clickedButton() is not stop:
                return False
            self._window.trainer.stop()
        return self._may_discard()

    # -- editing -------------------------------------------------------------------------------------------------------

    def add_layer(self, type_name: str) -> None:
        """Add a layer after the selected one, or on its own in the middle of the view."""
        canvas, session = self._window.canvas, self._window.session
        after = canvas.selected[0] if len(canvas.selected) == 1 else None
        middle = canvas.mapToScene(canvas.viewport().rect().center())
        new = session.add_layer(type_name, after, None if after else (round(middle.x()), round(middle.y())))
        if new is not None:
            canvas.select([new])

    def rename(self) -> None:
        """Put the cursor into the name of the selected layer."""
        if len(self._window.canvas.selected) == 1:
            self._window.inspector.name.setFocus()
            self._window.inspector.name.selectAll()

    def tidy(self) -> None:
        """Lay out all cards afresh and show them all."""
        self._window.session.tidy()
        self._window.canvas.fit()

    # -- training and export -------------------------------------------------------------------------------------------

    def train(self) -> None:
        """Train the document with its recipe; problems are shown and nothing is started."""
        window = self._window
        if window.trainer.is_busy:
            return
        problems = window.session.snapshot.report.problems
        if problems:
            window.show_tab(window.problems)
            more = f" ({len(problems) - 1} more below)" if len(problems) > 1 else ""
            window.banner.tell(f"Training cannot start: {problems[0].message}{more}", "problem")
            if problems[0].node:
                window.canvas.select([problems[0].node])
            return
        window.show_tab(window.training)
        if window.banner.kind == "problem":
            window.banner.hide()
        window.trainer.train(window.session.document, devices=window.training.recipe.device_choice)

    def export(self) -> None:
        """Ask where and how, and let the engine write the model."""
        window = self._window
        if window.trainer.is_busy:
            return
        run = window.trainer.run
        folder = Path(str(QSettings().value("export_folder", str(Path.home()))))
        dialog = ExportDialog(window, folder / f"{_file_stem(window.session.document.title)}.pt", run)
        if not dialog.exec():
            return
        problems = window.session.snapshot.report.problems
        if dialog.weights == "fresh" and problems:
            window.banner.tell(f"The network cannot be exported: {problems[0].message}", "problem")
            return
        QSettings().setValue("export_folder", str(dialog.out.parent))
        path = run.path if run is not None and dialog.weights != "fresh" else None
        window.banner.tell(self.tr("Exporting…"))
        window.trainer.export(window.session.document, dialog.out, dialog.kind, path, dialog.weights)

    def export_picture(self) -> None:
        """Ask for a file and write the picture of the graph."""
        from alexstudio.ui.picture_file import save_picture  # QtSvg is of no use before

        window = self._window
        folder = Path(str(QSettings().value("export_folder", str(Path.home()))))
        start = folder / f"{_file_stem(window.session.document.title)}.svg"
        kinds = "SVG (*.svg);;PDF (*.pdf);;PNG (*.png)"
        name, kind = QFileDialog.getSaveFileName(window, self.tr("Export picture"), str(start), kinds)
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(f"{name}.{kind[:3].lower()}")
        try:
            window.banner.tell(save_picture(window.session.snapshot, path), "good")
        except FileProblem as problem:
            window.banner.tell(str(problem), "problem")
        else:
            QSettings().setValue("export_folder", str(path.parent))

    def show_export(self, event: Exported) -> None:
        """Say what was written."""
        self._window.banner.tell(export_sentence(event), "good")
        folder = QUrl.fromLocalFile(str(Path(event.path).parent))
        self._window.banner.offer(self.tr("Open folder"), lambda: QDesktopServices.openUrl(folder))

    # -- window --------------------------------------------------------------------------------------------------------

    def set_theme(self, choice: Choice) -> None:
        """Choose the colours and remember the choice."""
        QSettings().setValue("theme", choice)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, choice)
        for name in ("system", "light", "dark"):
            self._window.actions_by_id[f"theme_{name}"].setChecked(name == choice)
        self._window.restyle()

    def plugins(self) -> None:
        """Show the plugins; what they add appears in the palette and in the open document."""
        dialog = PluginsDialog(self._window, self._window.session)
        dialog.types_changed.connect(self._take_types)
        dialog.exec()

    def _take_types(self) -> None:
        """Show the layer types that there are now."""
        self._window.palette_panel.repaint_families()
        scene = self._window.canvas.canvas
        scene.route(set(scene.cards))  # a layer that was a placeholder may be taller now
        chosen = list(self._window.canvas.selected)
        self._window.canvas.select([])  # the inspector keeps its form for a node of the same type
        self._window.canvas.select(chosen)

    def about(self) -> None:
        """Say what this is."""
        QMessageBox.about(
            self._window,
            self.tr("About alexstudio"),
            f"alexstudio {alexstudio.__version__}\n\nA desktop instrument for convolutional networks.\n"
            "Numbers after Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural "
            "Networks, NIPS 2012.\n\nMIT licence. Qt is used under the LGPL.",
        )


def _file_stem(title: str) -> str:
    stem = "".join(letter if letter.isalnum() else "_" for letter in title.lower()).strip("_")
    while "__" in stem:
        stem = stem.replace("__", "_")
    return stem[:60] or "model"
