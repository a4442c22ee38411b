"""The main window: canvas in the middle, palette, inspector and panels around it. It only puts parts together."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QGraphicsView,
    QLabel,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from alexstudio.history import Snapshot
from alexstudio.ui.actions import HEATS, ON_CANVAS, build_actions, fill_menus, repaint_icons, show_keys
from alexstudio.ui.autosave import Autosave
from alexstudio.ui.banner import Banner
from alexstudio.ui.canvas.overlay import CanvasOverlay
from alexstudio.ui.canvas.paintbox import PaintBox
from alexstudio.ui.canvas.reading import CanvasReading
from alexstudio.ui.canvas.view import CanvasView
from alexstudio.ui.canvas_verbs import CanvasVerbs
from alexstudio.ui.compare_verbs import CompareVerbs
from alexstudio.ui.data_panel import DataPanel
from alexstudio.ui.device_verbs import DeviceVerbs
from alexstudio.ui.devices_panel import DevicesPanel
from alexstudio.ui.document_tabs import DocumentTabs
from alexstudio.ui.document_verbs import DocumentVerbs
from alexstudio.ui.drops import Drops
from alexstudio.ui.edit_verbs import EditVerbs
from alexstudio.ui.elsewhere_verbs import ElsewhereVerbs
from alexstudio.ui.evaluation import EvaluationPanel
from alexstudio.ui.focus_ring import FocusRing
from alexstudio.ui.help_dock import HelpDock
from alexstudio.ui.help_verbs import HelpVerbs
from alexstudio.ui.history import HistoryPanel
from alexstudio.ui.import_verbs import ImportVerbs
from alexstudio.ui.inspector import Inspector
from alexstudio.ui.keyboard_verbs import KeyboardVerbs
from alexstudio.ui.layer_table import LayerTable
from alexstudio.ui.memory_panel import MemoryPanel
from alexstudio.ui.palette import Palette
from alexstudio.ui.problems import ProblemsPanel
from alexstudio.ui.recent import Recent
from alexstudio.ui.recovery import Recovery
from alexstudio.ui.session import Session
from alexstudio.ui.sights import Sights
from alexstudio.ui.silence import Silence
from alexstudio.ui.structure_verbs import StructureVerbs
from alexstudio.ui.timing_verbs import TimingVerbs
from alexstudio.ui.tower_verbs import TowerVerbs
from alexstudio.ui.trainer import Trainer
from alexstudio.ui.training_panel import TrainingPanel
from alexstudio.ui.verbs import Verbs
from alexstudio.ui.words import translate

STATE_VERSION = 1


class MainWindow(QMainWindow):
    """One window, any number of documents, one training at a time."""

    def __init__(self, session: Session, trainer: Trainer, autosave: Autosave | None = None) -> None:
        super().__init__()
        self.session, self.trainer, self.autosave = session, trainer, autosave
        self.setObjectName("main_window")
        self.resize(1280, 800)
        self.canvas = CanvasView(session)
        self.banner = Banner(self.canvas)
        self.inspector = Inspector(session)
        self.palette_panel = Palette()
        self.training = TrainingPanel(session, trainer)
        self.table = LayerTable(session)
        self.memory = MemoryPanel(session)
        self.data = DataPanel(session, trainer)
        self.devices = DevicesPanel(session, trainer)
        self.problems = ProblemsPanel(session)
        self.evaluation = EvaluationPanel(trainer)
        self.history = HistoryPanel(session, trainer)
        self.recent = Recent(self)
        self.verbs = Verbs(self)
        self.document_verbs = DocumentVerbs(self)
        self.edit_verbs = EditVerbs(self)
        self.help = HelpDock()
        self.help_verbs = HelpVerbs(self)
        self.canvas_verbs = CanvasVerbs(self)
        self.structure_verbs = StructureVerbs(self)
        self.keyboard_verbs = KeyboardVerbs(self)
        self.tower_verbs = TowerVerbs(self)
        self.device_verbs = DeviceVerbs(self)
        self.compare_verbs = CompareVerbs(self)
        self.import_verbs = ImportVerbs(self)
        self.elsewhere_verbs = ElsewhereVerbs(self)
        self.timing_verbs = TimingVerbs(self)
        verbs = (
            self.verbs,
            self.document_verbs,
            self.edit_verbs,
            self.help_verbs,
            self.canvas_verbs,
            self.structure_verbs,
            self.keyboard_verbs,
            self.tower_verbs,
            self.device_verbs,
            self.compare_verbs,
            self.import_verbs,
            self.elsewhere_verbs,
            self.timing_verbs,
        )
        self.actions_by_id = build_actions(self, {name: verb for some in verbs for name, verb in some.table().items()})
        for name in ON_CANVAS:
            self.canvas.addAction(self.actions_by_id[name])
        self.menus = fill_menus(self.menuBar(), self.actions_by_id)
        self.menus["File"].insertMenu(self.actions_by_id["save"], self.recent.menu(self.document_verbs.open_path))
        self.menus["View"].addSeparator()
        self.canvas_verbs.begin()
        self._build_tool_bar()
        self._build_centre()
        self._build_docks()
        self.overlay = CanvasOverlay(self.canvas, [self.actions_by_id[name] for name in HEATS])
        self.paint_box = PaintBox(self.canvas, self.overlay)
        self.reading = CanvasReading(self.canvas)
        for area in (self.canvas, self.inspector, *self.training.findChildren(QGraphicsView)):
            FocusRing(area)
        self._connect()
        self.refresh(session.snapshot)
        self._show_training()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)  # else Qt chooses one at the start, as if by the Tab key

    # -- building ------------------------------------------------------------------------------------------------------

    def _build_tool_bar(self) -> None:
        bar = QToolBar(self.tr("Tools"))
        bar.setObjectName("tool_bar")
        bar.setMovable(False)
        bar.toggleViewAction().setEnabled(False)
        brand = QLabel("alexstudio")
        brand.setStyleSheet("font-weight: 700; font-size: 15px; padding: 0 14px 0 6px;")
        bar.addWidget(brand)
        for name in ("gallery", "open", "save", "undo", "redo", "fit"):
            bar.addAction(self.actions_by_id[name])
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        self.train_button = _action_button(self.actions_by_id["train"], "primary")
        self.stop_button = _action_button(self.actions_by_id["stop"])
        self.export_button = _action_button(self.actions_by_id["export"])
        self._in_bar = {}
        for button in (self.train_button, self.stop_button, self.export_button):
            button.setMinimumWidth(96)
            self._in_bar[button] = bar.addWidget(button)
        self.addToolBar(bar)

    def _build_centre(self) -> None:
        self.document_tabs = DocumentTabs(self.session, self.actions_by_id["new"])
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.document_tabs)
        column.addWidget(self.canvas, 1)
        self.setCentralWidget(centre)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)

    def _build_docks(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("panels")
        self.tabs.setDocumentMode(True)
        left = self._dock("palette", self.tr("Layers"), self.palette_panel, Qt.DockWidgetArea.LeftDockWidgetArea)
        right = self._dock("inspector", self.tr("Inspector"), self.inspector, Qt.DockWidgetArea.RightDockWidgetArea)
        below = self._dock("panels", self.tr("Panels"), self.tabs, Qt.DockWidgetArea.BottomDockWidgetArea)
        for widget, title in (
            (self.training, self.tr("Training")),
            (self.data, self.tr("Data")),
            (self.evaluation, self.tr("Evaluation")),
            (self.history, self.tr("Runs")),
            (self.table, self.tr("Layer table")),
            (self.memory, self.tr("Memory")),
            (self.devices, self.tr("Devices")),
            (self.timing_verbs.panel, self.tr("Timeline")),
            (self.problems, self.tr("Problems")),
        ):
            self.tabs.addTab(widget, title)
        self.help_dock = self._dock("help", self.tr("Help"), self.help, Qt.DockWidgetArea.RightDockWidgetArea)
        self.splitDockWidget(right, self.help_dock, Qt.Orientation.Horizontal)
        self.help_dock.hide()
        self.resizeDocks([below], [266], Qt.Orientation.Vertical)
        self.resizeDocks([left, right], [172, 296], Qt.Orientation.Horizontal)
        for dock in (left, right, below, self.help_dock):
            self.menus["View"].addAction(dock.toggleViewAction())

    def _dock(self, name: str, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(f"dock_{name}")
        dock.setTitleBarWidget(QWidget(dock))
        holder = QWidget(dock)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        dock.setWidget(holder)
        self.addDockWidget(area, dock)
        column.addWidget(widget)  # last: a style sheet is worked out anew for all that moves to another parent
        return dock

    def _connect(self) -> None:
        self.session.changed.connect(self.refresh)
        self.session.refused.connect(self._refused)
        self.sights = Sights(self.session, self.canvas)
        self.drops = Drops(self)
        self.silence = Silence(self.trainer, self.banner)
        if self.autosave is not None:
            self.autosave.failed.connect(self._refused)
        self.document_tabs.close_wanted.connect(self.document_verbs.close)
        self.session.sheets_changed.connect(self._show_sheets)
        self.session.entered.connect(self._look_at_run)  # a lambda would keep a closed window alive
        self._look_at_run()
        self.trainer.changed.connect(self._show_training)
        self.trainer.told.connect(self.banner.tell)
        self.recovery = Recovery(self)  # after the banner, which it adds buttons to
        self.trainer.exported.connect(self.verbs.show_export)
        self.canvas.selection_changed.connect(self.inspector.select)
        self.inspector.help_wanted.connect(self.help_verbs.about)
        self.help.wanted.connect(self.help_verbs.follow)
        self.help.close_wanted.connect(self.help_verbs.close)
        self.help_dock.visibilityChanged.connect(self.help.show_if)
        self.help_dock.visibilityChanged.connect(self.help_verbs.keep_inspector)
        self.canvas.selection_changed.connect(self.table.select)
        self.canvas.add_wanted.connect(self.edit_verbs.add_at)
        self.table.selection_changed.connect(self.canvas.select)
        self.table.activated.connect(self._go_to)
        self.memory.activated.connect(self._go_to)
        self.history.compare_wanted.connect(self.training.plots.compare_with)
        self.history.opened.connect(self._show_run)
        self.devices.picked.connect(self.device_verbs.show_layers)
        self.devices.remap.clicked.connect(self.device_verbs.remap)
        self.devices.help_wanted.connect(self.help_verbs.open_page)
        self.problems.activated.connect(self._go_to)
        self.problems.count_changed.connect(self._count_problems)
        self.palette_panel.chosen.connect(self.verbs.add_layer)
        self.palette_panel.template_chosen.connect(self.structure_verbs.add_template)
        self.training.train.clicked.connect(self.actions_by_id["train"].trigger)
        self.training.resume.clicked.connect(self.actions_by_id["resume"].trigger)
        self.actions_by_id["log_scale"].toggled.connect(self.training.plots.loss.log_scale.setChecked)
        self.actions_by_id["log_scale"].toggled.connect(self.training.plots.error.log_scale.setChecked)
        self.timing_verbs.connect_all()
        self.problems.refresh(self.session.snapshot)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def refresh(self, snapshot: Snapshot) -> None:
        """Show title, unsaved mark, and what undo and redo would do."""
        name = self.session.sheet.name
        self.setWindowTitle(f"{name}[*] – alexstudio")
        history = self.session.history
        self.setWindowModified(history.is_dirty)
        for action_id, label in (("undo", history.undo_label), ("redo", history.redo_label)):
            action = self.actions_by_id[action_id]
            text = (
                translate("Actions", "Undo “{label}”")
                if action_id == "undo"
                else translate("Actions", "Redo “{label}”")
            )
            word = translate("Actions", action_id.capitalize())
            action.setEnabled(bool(label))
            action.setText(text.format(label=label) if label else word)
            show_keys(action)

    def _look_at_run(self) -> None:
        self.trainer.look_at(self.session.sheet.key)

    def _show_run(self) -> None:
        self.show_tab(self.training)

    def _show_sheets(self) -> None:
        self.refresh(self.session.snapshot)
        self.actions_by_id["reopen_tab"].setEnabled(self.session.can_reopen)

    def _show_training(self) -> None:
        busy = self.trainer.is_busy
        self.actions_by_id["train"].setEnabled(not busy)
        self.actions_by_id["stop"].setEnabled(busy)
        self.actions_by_id["resume"].setEnabled(self.trainer.can_resume)
        self.actions_by_id["export"].setEnabled(not busy and not self.trainer.is_exporting)
        self._in_bar[self.train_button].setVisible(not busy)
        self._in_bar[self.stop_button].setVisible(busy)
        waits = self.tr("Stop the training first; then its weights can be exported.")
        self.export_button.setToolTip(waits if busy else self.actions_by_id["export"].toolTip())

    def _refused(self, sentence: str) -> None:
        self.banner.tell(sentence, "problem")

    def _go_to(self, node_id: str) -> None:
        self.canvas.select([node_id], centre=True)

    def _count_problems(self, number: int) -> None:
        text = self.tr("Problems")
        tab, text = self.tabs.indexOf(self.problems), f"{text} ({number})" if number else text
        if self.tabs.tabText(tab) != text:  # else the whole window would be laid out again
            self.tabs.setTabText(tab, text)

    def panels(self) -> dict[str, QWidget]:
        """The parts of the window that the keyboard goes round, in order."""
        shown = self.tabs.currentWidget()
        found = {"canvas": self.canvas, "inspector": self.inspector, "help": self.help, "palette": self.palette_panel}
        return {**found, "panels": shown} if shown is not None else dict(found)

    def show_tab(self, widget: QWidget) -> None:
        """Bring a panel to the front."""
        self.tabs.setCurrentWidget(widget)

    def show_keys(self) -> None:
        """Name the keys of the actions where they are named, after they have changed."""
        for action in self.actions_by_id.values():
            show_keys(action)
        self._show_training()

    def switch(self, name: str, on: bool) -> None:
        """Do a checkable action unless it is as wanted."""
        if self.actions_by_id[name].isChecked() != on:
            self.actions_by_id[name].trigger()

    def restyle(self) -> None:
        """Take the colours of the theme, after `apply_theme`."""
        repaint_icons(self.actions_by_id)
        self.palette_panel.repaint_families()
        panels = (self.memory, self.evaluation, self.history, self.devices, self.timing_verbs.panel, self.problems)
        around = (self.help, self.banner, self.document_tabs, self.canvas.canvas, self.overlay, self.paint_box)
        for part in (self.training.plots, *panels, *around, self.compare_verbs):
            part.restyle()
        self.canvas.viewport().update()

    # -- window --------------------------------------------------------------------------------------------------------

    def restore(self, settings: QSettings) -> None:
        """Take the size and the places of the last time."""
        geometry, state = settings.value("geometry"), settings.value("state")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        if isinstance(state, QByteArray):
            self.restoreState(state, STATE_VERSION)

    def remember(self, settings: QSettings) -> None:
        """Keep the size and the places for the next time."""
        settings.setValue("geometry", self.saveGeometry())
        settings.setValue("state", self.saveState(STATE_VERSION))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work and a running training, then stop everything."""
        if not self.document_verbs.may_close():
            event.ignore()
            return
        self.remember(QSettings())
        if self.autosave is not None:
            self.autosave.close()
        self.hide()
        self.trainer.engine.close()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the banner in the middle."""
        super().resizeEvent(event)
        self.banner.place()


def _action_button(action: QAction, role: str = "") -> QPushButton:
    """A button with text that does what an action does."""
    button = QPushButton(action.icon(), action.text().rstrip("…"))
    button.setObjectName(f"button_{action.objectName()}")
    if role:
        button.setProperty("role", role)
    button.setEnabled(action.isEnabled())
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setIcon(action.icon())
        button.setToolTip(action.toolTip())

    action.changed.connect(follow)
    return button
