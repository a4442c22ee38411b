"""The layer table: every number of every layer, live, to filter, sort, group and copy, with the totals below."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from alexstudio.analysis.columns import COLUMNS, Entry
from alexstudio.analysis.markup import FORMATS, tab_separated
from alexstudio.analysis.terms import HELP, TermProblem, read_filter
from alexstudio.history import Snapshot
from alexstudio.ui.layer_columns import ColumnMenu, ColumnWidths
from alexstudio.ui.layer_rows import LayerRows
from alexstudio.ui.numbers import binary_size, count
from alexstudio.ui.row_view import RowView
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session
from alexstudio.ui.words import part_of_layers, spoken, translate

_GROUPED = "layer_table/by_stage"
_SOON = 4000
"""Milliseconds that a note on a copy is shown."""


class LayerTable(QWidget):
    """One row for each layer in the order of the data flow; clicks on the heads sort."""

    selection_changed = Signal(object)
    """List of the ids of the selected nodes."""
    activated = Signal(str)
    """Id of a node to go to."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._rows = LayerRows()
        self._is_selecting = False
        self._selected: list[str] = []
        self._closed: set[str] = set()
        self._scrolled = 0
        self._is_measured = False
        self.table = RowView(self._rows)
        self.table.setAccessibleName(self.tr("Layers"))
        self._widths = ColumnWidths(self.table)
        self.columns = ColumnMenu(self)
        self.totals = QLabel()
        self.totals.setTextFormat(Qt.TextFormat.PlainText)
        self.totals.setContentsMargins(12, 6, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_bar())
        column.addWidget(self.table)
        column.addWidget(self.totals)
        self._build_copying()
        self._connect()
        self._hide_columns()
        self.grouping.setChecked(QSettings().value(_GROUPED, False, bool) is True)
        session.changed.connect(self.refresh)
        self.refresh(session.snapshot)

    # -- building ------------------------------------------------------------------------------------------------------

    def _build_bar(self) -> QHBoxLayout:
        self.filter = QLineEdit()
        self.filter.setObjectName("layer_filter")
        self.filter.setAccessibleName(self.tr("Filter the layers"))
        self.filter.setPlaceholderText(self.tr("Filter, such as  type:Conv2d params>1M"))
        self.filter.setToolTip(spoken(HELP))
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(290)
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.grouping = QCheckBox(self.tr("By stage"))
        self.grouping.setToolTip(self.tr("Show the stages with their sums, and their layers below them"))
        self.columns_button = QPushButton(self.tr("Columns"))
        self.columns_button.setMenu(self.columns)
        self.copy_button = QPushButton(self.tr("Copy as"))
        self.copy_button.setToolTip(self.tr("Copies the selected rows, or all that are shown"))
        bar = QHBoxLayout()
        bar.setContentsMargins(10, 5, 10, 5)
        bar.setSpacing(10)
        bar.addWidget(self.filter)
        bar.addWidget(self.note, 1)
        for widget in (self.grouping, self.columns_button, self.copy_button):
            bar.addWidget(widget)
        return bar

    def _build_copying(self) -> None:
        """Ctrl+C for a spreadsheet, and a menu for the other formats, also on a right click."""
        copy = QAction(self.tr("Copy"), self.table)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(lambda: self._copy(""))
        menu = QMenu(self.copy_button)
        for name in FORMATS:
            action = menu.addAction(spoken(name))
            action.triggered.connect(lambda _=False, name=name: self._copy(name))
        self.copy_button.setMenu(menu)
        copy_as = QAction(self.tr("Copy as"), self.table)
        copy_as.setMenu(menu)
        self.table.addActions([copy, copy_as])
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _connect(self) -> None:
        self._forget_note = QTimer(self, singleShot=True, interval=_SOON)
        self._forget_note.timeout.connect(self._tell_filter)
        self._rows.modelAboutToBeReset.connect(self._remember_scroll)
        self._rows.modelReset.connect(self._restore)
        self.table.selectionModel().selectionChanged.connect(self._tell)
        self.table.expanded.connect(lambda index: self._fold(index, False))
        self.table.collapsed.connect(lambda index: self._fold(index, True))
        self.table.activated.connect(self._activate)
        self.filter.textChanged.connect(self._choose)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self.filter, self.filter.clear).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )
        self.grouping.toggled.connect(self._group)
        self.columns.changed.connect(self._hide_columns)
        head = self.table.header()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._choose_columns)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def refresh(self, snapshot: Snapshot) -> None:
        """Show a snapshot."""
        self._snapshot = snapshot
        if self.isVisible():
            self._show_rows()
        total = snapshot.report.total
        text = self.tr(
            "Total: {params} parameters ({weights} weights + {biases} biases), {multiply_adds} multiply-adds, "
            "{activations} activations per picture"
        )
        if total.known < total.layers:
            text = self.tr(
                "Total: {params} parameters ({weights} weights + {biases} biases), {multiply_adds} multiply-adds, "
                "{activations} activations per picture, of {known} of {layers} layers"
            )
        self.totals.setText(
            text.format(
                params=count(total.params),
                weights=count(total.weights),
                biases=count(total.biases),
                multiply_adds=count(total.multiply_adds),
                activations=binary_size(total.activation_bytes),
                known=total.known,
                layers=total.layers,
            )
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: the rows are left alone while no one sees them."""
        self._show_rows()
        self.select(self._selected)
        super().showEvent(event)

    def _show_rows(self) -> None:
        changed = self._rows.show(self._snapshot)
        if changed is None or not self._is_measured:
            self._measure()
        elif changed:
            self._widths.grow(changed)
        if self._rows.is_grouped:
            self.table.viewport().update()
        if self.filter.text():
            self._tell_filter()

    def _measure(self) -> None:
        self._widths.measure(self._rows.everything, self.columns.chosen)
        self._is_measured = True

    def _remember_scroll(self) -> None:
        self._scrolled = self.table.verticalScrollBar().value()

    def _restore(self) -> None:
        """Unfold, select and scroll as it was before the rows were laid out anew."""
        self.table.setRootIsDecorated(self._rows.is_grouped)
        self.table.setAlternatingRowColors(not self._rows.is_grouped)
        for index, group in self._rows.stages():
            self.table.setExpanded(index, group.name not in self._closed)
        self._reselect()
        self.table.verticalScrollBar().setValue(self._scrolled)

    def _hide_columns(self) -> None:
        chosen = self.columns.chosen
        self._rows.watch(chosen)
        for place, column in enumerate(COLUMNS):
            self.table.setColumnHidden(place, column not in chosen)
        self._is_measured = False
        if self.isVisible():
            self._measure()

    def _choose_columns(self, spot: QPoint) -> None:
        self.columns.popup(self.table.header().mapToGlobal(spot))

    def _group(self, is_grouped: bool) -> None:
        QSettings().setValue(_GROUPED, is_grouped)
        self._rows.group(is_grouped)

    def _fold(self, index: QModelIndex, is_closed: bool) -> None:
        name = self._rows.groups[index.row()].name
        (self._closed.add if is_closed else self._closed.discard)(name)
        self._reselect()

    # -- filter and note -----------------------------------------------------------------------------------------------

    def _choose(self, text: str) -> None:
        """Filter by what is typed; with a wrong term everything stays as it was."""
        try:
            wanted = read_filter(text)
        except TermProblem as problem:
            self._say(said(str(problem)), "fault")
            return
        self._rows.choose(wanted)
        self._tell_filter()

    def _tell_filter(self) -> None:
        """Say how many rows the filter lets through, or what is wrong with it."""
        try:
            wanted = read_filter(self.filter.text())
        except TermProblem as problem:
            self._say(said(str(problem)), "fault")
            return
        shown, layers = len(self._rows.entries), self._snapshot.report.total.layers
        self._say(part_of_layers(shown, layers) if wanted.tests else "")

    def _say(self, text: str, role: str = "muted") -> None:
        self._forget_note.stop()
        self.note.setText(text)
        self.note.setToolTip(text if self.note.fontMetrics().horizontalAdvance(text) > self.note.width() else "")
        if self.note.property("role") != role:
            self.note.setProperty("role", role)
            self.note.style().polish(self.note)

    # -- selection -----------------------------------------------------------------------------------------------------

    def select(self, node_ids: list[str]) -> None:
        """Select the rows of these nodes without telling."""
        self._selected = node_ids
        if self.isVisible() and self._reselect():
            places = self.table.selectionModel().selectedRows()
            if places:
                self.table.scrollTo(min(places, key=lambda place: (place.parent().row(), place.row())))

    def _reselect(self) -> bool:
        """Select rows, or a folded stage that is chosen as a whole; False when they are selected already."""
        wanted, places = set(self._selected), []
        for index, group in self._rows.stages():
            members = {entry.node.id for entry in group.entries}
            if not self.table.isExpanded(index) and members <= wanted:
                places.append(index)
                wanted -= members
        places += [place for place in map(self._rows.place, wanted) if place.isValid()]
        model = self.table.selectionModel()
        if set(map(_key, places)) == set(map(_key, model.selectedRows())):
            return False
        chosen = QItemSelection()
        for place in places:
            chosen.select(place, place)
        self._is_selecting = True
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows)
        self._is_selecting = False
        return True

    def _chosen(self) -> list[Entry]:
        """The selected rows in the order in which they stand."""
        ids = {
            entry.node.id for index in self.table.selectionModel().selectedRows() for entry in self._rows.members(index)
        }
        return [entry for entry in self._rows.entries if entry.node.id in ids] if ids else []

    def _tell(self) -> None:
        if not self._is_selecting:
            self._selected = [entry.node.id for entry in self._chosen()]
            self.selection_changed.emit(self._selected)

    def _activate(self, index: QModelIndex) -> None:
        if not self._rows.hasChildren(index):
            self.activated.emit(self._rows.members(index)[0].node.id)

    # -- clipboard -----------------------------------------------------------------------------------------------------

    def _copy(self, name: str) -> None:
        """Put the selected rows, or all that are shown, on the clipboard; no name is for a spreadsheet."""
        rows = self._chosen() or self._rows.entries
        write = FORMATS[name] if name else tab_separated
        QGuiApplication.clipboard().setText(write(self.columns.chosen, rows))
        text = translate("Numbers", "Copied %n rows", "", len(rows))
        if name:
            text = translate("Numbers", "Copied %n rows as {form}", "", len(rows))
        self._say(text.format(form=spoken(name)))
        self._forget_note.start()


def _key(place: QModelIndex) -> tuple[int, int]:
    return place.row(), place.internalId()
