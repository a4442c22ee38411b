"""What the actions do: train, export, and what belongs to the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

import alexstudio
from alexstudio.analysis.table import is_spread
from alexstudio.files import FileProblem
from alexstudio.graph.arrange import Direction
from alexstudio.runs.messages import Exported
from alexstudio.ui.canvas.heat import MEASURES
from alexstudio.ui.canvas.naming import edit_name
from alexstudio.ui.canvas.sorts import SORTINGS
from alexstudio.ui.document_verbs import file_stem
from alexstudio.ui.export_dialog import ExportDialog
from alexstudio.ui.plugins_dialog import PluginsDialog
from alexstudio.ui.sentences import said
from alexstudio.ui.settings_dialog import SettingsDialog
from alexstudio.ui.theme import Choice, apply_theme
from alexstudio.ui.tour import Tour
from alexstudio.ui.trainer import export_sentence
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow


class Verbs(QObject):
    """The verbs of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._tour: Tour | None = None

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        window = self._window
        return {
            "export": self.export,
            "export_picture": self.export_picture,
            "export_figure": self.export_figure,
            "quit": window.close,
            "undo": window.session.undo,
            "redo": window.session.redo,
            "select_all": lambda: window.canvas.select(list(window.canvas.canvas.cards)),
            "delete": window.canvas.delete_selection,
            "rename": self.rename,
            "tidy": lambda: self.tidy(),
            "tidy_down": lambda: self.tidy("down"),
            "fit": window.canvas.fit,
            "fit_selection": window.canvas.fit_selection,
            "zoom_in": lambda: window.canvas.zoom_by(1.25),
            "zoom_out": lambda: window.canvas.zoom_by(1 / 1.25),
            "heat_none": lambda: window.canvas.show_heat(None),
            **{f"heat_{key}": partial(window.canvas.show_heat, measure) for key, measure in MEASURES.items()},
            **{f"heat_{key}": partial(window.canvas.show_heat, sorting) for key, sorting in SORTINGS.items()},
            "theme_system": lambda: self.set_theme("system"),
            "theme_light": lambda: self.set_theme("light"),
            "theme_dark": lambda: self.set_theme("dark"),
            "train": self.train,
            "resume": window.trainer.resume,
            "stop": window.trainer.stop,
            "check": self.check,
            "log_scale": lambda: None,
            "plugins": self.plugins,
            "settings": self.settings,
            "tour": self.tour,
            "about": self.about,
        }

    # -- editing -------------------------------------------------------------------------------------------------------

    def add_layer(self, type_name: str) -> None:
        """Add a layer after the selected one, or on its own in the middle of the view."""
        canvas, session = self._window.canvas, self._window.session
        after = canvas.selected[0] if len(canvas.selected) == 1 else None
        middle = canvas.mapToScene(canvas.viewport().rect().center())
        place = None if after else (round(middle.x()), round(middle.y()))
        new = session.add_layer(type_name, after, place, canvas.canvas.scope)
        if new is not None:
            canvas.select([new])

    def rename(self) -> None:
        """Write the name of what is selected, where it stands."""
        edit_name(self._window.canvas)

    def tidy(self, direction: Direction = "right") -> None:
        """Lay out the selected cards where they are; else all that are shown, and show them all."""
        canvas = self._window.canvas
        nodes = [node_id for node_id in canvas.selected if canvas.canvas.cards[node_id].isVisible()]
        self._window.session.tidy(canvas.canvas.scope, nodes, direction)
        if len(nodes) < 2:
            canvas.fit()

    # -- training and export -------------------------------------------------------------------------------------------

    def check(self) -> None:
        """Show what the analysis finds: the problems, or that there are none."""
        window = self._window
        report = window.session.snapshot.report
        window.show_tab(window.problems)
        if report.problems:
            window.banner.tell(report.problems[0].message, "problem")
            if report.problems[0].node:
                window.canvas.select([report.problems[0].node], centre=True)
        elif report.warnings:
            window.banner.tell(
                translate("Training", "The network can run. %n remarks stand below.", "", len(report.warnings))
            )
        else:
            window.banner.tell(self.tr("The network can run, and nothing speaks against it."))

    def train(self) -> None:
        """Train the document with its recipe; problems are shown and nothing is started."""
        window = self._window
        if window.trainer.is_busy:
            return
        problems = window.session.snapshot.report.problems
        if problems:
            window.show_tab(window.problems)
            text = self.tr("Training cannot start: {problem}")
            if len(problems) > 1:
                text = translate("Training", "Training cannot start: {problem} (%n more below)", "", len(problems) - 1)
            window.banner.tell(text.format(problem=said(problems[0].message)), "problem")
            if problems[0].node:
                window.canvas.select([problems[0].node])
            return
        if window.device_verbs.lacks_a_device():
            return
        window.show_tab(window.training)
        if window.banner.kind == "problem":
            window.banner.hide()
        window.session.sheet.is_trained = True
        window.trainer.train(window.session.document)

    def export(self) -> None:
        """Ask where and how, and let the engine write the model."""
        window = self._window
        if window.trainer.is_busy:
            return
        run = window.trainer.run_of(window.session.sheet.key)
        folder = Path(str(QSettings().value("export_folder", str(Path.home()))))
        document = window.session.document
        suggestion = folder / f"{file_stem(document.title)}.pt"
        dialog = ExportDialog(window, suggestion, run, is_spread=is_spread(document))
        if not dialog.exec():
            return
        problems = window.session.snapshot.report.problems
        if (dialog.weights == "fresh" or not dialog.form.has_weights) and problems:
            text = self.tr("The network cannot be exported: {problem}")
            window.banner.tell(text.format(problem=said(problems[0].message)), "problem")
            return
        QSettings().setValue("export_folder", str(dialog.out.parent))
        is_of_run = run is not None and dialog.weights != "fresh" and dialog.form.has_weights
        path = run.path if run is not None and is_of_run else None
        window.banner.tell(self.tr("Exporting…"))
        devices = dialog.kind == "source" and dialog.devices.isChecked()
        window.trainer.export(document, dialog.out, dialog.kind, path, dialog.weights, devices=devices)

    def export_picture(self, *, blocks: bool = False) -> None:
        """Ask for a file and write the picture of the graph, or its block figure, as the choice of a kind says."""
        from alexstudio.ui.picture_file import save_picture  # QtSvg is of no use before

        window = self._window
        folder = Path(str(QSettings().value("export_folder", str(Path.home()))))
        start = folder / f"{file_stem(window.session.document.title)}.svg"
        figures = self.tr("Picture of the graph"), self.tr("Block figure")
        kinds = [f"{figure}, {kind} (*.{kind.lower()})" for figure in figures for kind in ("SVG", "PDF", "PNG")]
        title = self.tr("Export block figure") if blocks else self.tr("Export picture")
        first = kinds[3 if blocks else 0]
        name, kind = QFileDialog.getSaveFileName(window, title, str(start), ";;".join(kinds), first)
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(f"{name}{kind[kind.rfind('.') : -1]}")
        try:
            is_figure = kind.startswith(figures[1])
            window.banner.tell(save_picture(window.session.snapshot, path, blocks=is_figure), "good")
        except FileProblem as problem:
            window.banner.tell(str(problem), "problem")
        else:
            QSettings().setValue("export_folder", str(path.parent))

    def export_figure(self) -> None:
        """Ask for a file and write the block figure."""
        self.export_picture(blocks=True)

    def show_export(self, event: Exported) -> None:
        """Say what was written."""
        self._window.banner.tell(export_sentence(event), "good")
        folder = QUrl.fromLocalFile(str(Path(event.path).parent))
        banner = self._window.banner
        banner.offer(self.tr("Open folder"), lambda: QDesktopServices.openUrl(folder))
        if event.snippet:
            banner.offer_too(self.tr("Copy snippet"), lambda: self._copy(event.snippet))
        banner.stay()  # long enough to read, and to copy the lines that open it

    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self._window.banner.second.setText(self.tr("Copied"))

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

    def settings(self) -> None:
        """Show the settings; each takes effect as it is chosen."""
        SettingsDialog(self._window).exec()

    def tour(self) -> None:
        """Show around; once is enough, so it does not begin by itself again."""
        if self._tour is None or not self._tour.is_on:
            self._tour = Tour(self._window)
            self._tour.begin()

    def begin_tour(self) -> None:
        """Show around on the first start."""
        if not Tour.was_seen():
            self.tour()

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
            self.tr(
                "alexstudio {version}\n\nA desktop instrument for convolutional networks.\n"
                "Numbers after Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural "
                "Networks, NIPS 2012.\n\nMIT licence. Qt is used under the LGPL."
            ).format(version=alexstudio.__version__),
        )
