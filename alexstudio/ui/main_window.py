"""The main window: canvas in the middle, palette, inspector and panels around it. It only puts parts together."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDockWidget,
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
from alexstudio.ui.actions import HEATS, ON_CANVAS, build_actions, fill_menus, repaint_icons
from alexstudio.ui.banner import Banner
from alexstudio.ui.canvas.overlay import CanvasOverlay
from alexstudio.ui.canvas.view import CanvasView
from alexstudio.ui.edit_verbs import EditVerbs
from alexstudio.ui.inspector import Inspector
from alexstudio.ui.layer_table import LayerTable
from alexstudio.ui.memory_panel import MemoryPanel
from alexstudio.ui.palette import Palette
from alexstudio.ui.problems import ProblemsPanel
from alexstudio.ui.session import Session
from alexstudio.ui.trainer import Trainer
from alexstudio.ui.training_panel import TrainingPanel
from alexstudio.ui.verbs import Verbs

STATE_VERSION = 1


class MainWindow(QMainWindow):
    """One window, one document, one training at a time."""

    def __init__(self, session: Session, trainer: Trainer) -> None:
        super().__init__()
        self.session, self.trainer = session, trainer
        self.setObjectName("main_window")
        self.resize(1280, 800)
        self.canvas = CanvasView(session)
        self.banner = Banner(self.canvas)
        self.inspector = Inspector(session)
        self.palette_panel = Palette()
        self.training = TrainingPanel(session, trainer)
        self.table = LayerTable(session)
        self.memory = MemoryPanel(session)
        self.problems = ProblemsPanel(session)
        self.verbs = Verbs(self)
        self.edit_verbs = EditVerbs(self)
        self.actions_by_id = build_actions(self, {**self.verbs.table(), **self.edit_verbs.table()})
        for name in ON_CANVAS:
            self.canvas.addAction(self.actions_by_id[name])
        self.menus = fill_menus(self.menuBar(), self.actions_by_id)
        self.menus["View"].addSeparator()
        self._build_tool_bar()
        self._build_centre()
        self._build_docks()
        self.overlay = CanvasOverlay(self.canvas, [self.actions_by_id[name] for name in HEATS])
        self._connect()
        self.refresh(session.snapshot)
        self._show_training()

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
            action = self.actions_by_id[name]
            keys = action.shortcut().toString()
            action.setToolTip(f"{action.text().rstrip('…')} ({keys})" if keys else action.text())
            bar.addAction(action)
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
        self.setCentralWidget(self.canvas)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)

    def _build_docks(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("panels")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.training, self.tr("Training"))
        self.tabs.addTab(self.table, self.tr("Layer table"))
        self.tabs.addTab(self.memory, self.tr("Memory"))
        self.tabs.addTab(self.problems, self.tr("Problems"))
        left = self._dock("palette", self.tr("Layers"), self.palette_panel, Qt.DockWidgetArea.LeftDockWidgetArea)
        right = self._dock("inspector", self.tr("Inspector"), self.inspector, Qt.DockWidgetArea.RightDockWidgetArea)
        below = self._dock("panels", self.tr("Panels"), self.tabs, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.resizeDocks([below], [266], Qt.Orientation.Vertical)
        self.resizeDocks([left, right], [172, 296], Qt.Orientation.Horizontal)
        for dock in (left, right, below):
            self.menus["View"].addAction(dock.toggleViewAction())

    def _dock(self, name: str, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title)
        dock.setObjectName(f"dock_{name}")
        dock.setTitleBarWidget(QWidget())
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)
        dock.setWidget(holder)
        self.addDockWidget(area, dock)
        return dock

    def _connect(self) -> None:
        self.session.changed.connect(self.refresh)
        self.session.refused.connect(self._refused)
        self.trainer.changed.connect(self._show_training)
        self.trainer.told.connect(self.banner.tell)
        self.trainer.exported.connect(self.verbs.show_export)
        self.canvas.selection_changed.connect(self.inspector.select)
        self.canvas.selection_changed.connect(self.table.select)
        self.canvas.add_wanted.connect(self.edit_verbs.add_at)
        self.table.selection_changed.connect(self.canvas.select)
        self.table.activated.connect(self._go_to)
        self.memory.activated.connect(self._go_to)
        self.problems.activated.connect(self._go_to)
        self.problems.count_changed.connect(self._count_problems)
        self.palette_panel.chosen.connect(self.verbs.add_layer)
        self.training.train.clicked.connect(self.actions_by_id["train"].trigger)
        self.actions_by_id["log_scale"].toggled.connect(self.training.plots.loss.log_scale.setChecked)
        self.actions_by_id["log_scale"].toggled.connect(self.training.plots.error.log_scale.setChecked)
        self.problems.refresh(self.session.snapshot)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def refresh(self, snapshot: Snapshot) -> None:
        """Show title, unsaved mark, and what undo and redo would do."""
        name = self.session.path.name if self.session.path else snapshot.document.title
        self.setWindowTitle(f"{name}[*] – alexstudio")
        history = self.session.history
        self.setWindowModified(history.is_dirty)
        for action_id, label in (("undo", history.undo_label), ("redo", history.redo_label)):
            action = self.actions_by_id[action_id]
            word = action_id.capitalize()
            action.setEnabled(bool(label))
            action.setText(f"{word} “{label}”" if label else word)
            action.setToolTip(f"{action.text()} ({action.shortcut().toString()})")

    def _show_training(self) -> None:
        busy = self.trainer.is_busy
        self.actions_by_id["train"].setEnabled(not busy)
        self.actions_by_id["stop"].setEnabled(busy)
        self.actions_by_id["export"].setEnabled(not busy and not self.trainer.is_exporting)
        self._in_bar[self.train_button].setVisible(not busy)
        self._in_bar[self.stop_button].setVisible(busy)
        waits = self.tr("Stop the training first; then its weights can be exported.")
        self.export_button.setToolTip(waits if busy else self.tr("Export .pt (Ctrl+E)"))

    def _refused(self, sentence: str) -> None:
        self.banner.tell(sentence, "problem")

    def _go_to(self, node_id: str) -> None:
        self.canvas.select([node_id], centre=True)

    def _count_problems(self, number: int) -> None:
        text = self.tr("Problems")
        self.tabs.setTabText(self.tabs.indexOf(self.problems), f"{text} ({number})" if number else text)

    def show_tab(self, widget: QWidget) -> None:
        """Bring a panel to the front."""
        self.tabs.setCurrentWidget(widget)

    def restyle(self) -> None:
        """Take the colours of the theme, after `apply_theme`."""
        repaint_icons(self.actions_by_id)
        self.palette_panel.repaint_families()
        self.training.plots.restyle()
        self.memory.restyle()
        self.problems.restyle()
        self.banner.restyle()
        self.canvas.canvas.restyle()
        self.overlay.refresh(self.session.snapshot)
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
        if not self.verbs.may_close():
            event.ignore()
            return
        self.remember(QSettings())
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
    keys = action.shortcut().toString()
    button.setToolTip(f"{action.text().rstrip('…')} ({keys})")
    button.clicked.connect(action.trigger)

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setIcon(action.icon())

    action.changed.connect(follow)
    return button
