"""`LayerTimes`: predicted and measured time of each layer as a table that can be sorted."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from alexstudio.analysis.timing import Phase, Seconds
from alexstudio.analysis.timing.explain import duration
from alexstudio.ui.theme import theme
from alexstudio.ui.timeline.colours import phase_title
from alexstudio.ui.timeline.forecast import Outlook
from alexstudio.ui.timeline.telling import both_ways
from alexstudio.ui.words import translate

NAME, DEVICE, PREDICTED, FORWARD, BACKWARD, MEASURED, RATIO = range(7)
_ARROW = "\N{EM SPACE}" * 2
"""Room for the arrow of the column that is sorted by, which Qt draws over the text."""
OFF = 1.25
"""A prediction is marked when it is so many times too long or too short."""

Index = QModelIndex | QPersistentModelIndex
Value = str | float | None
_NO_PARENT = QModelIndex()


class Row(NamedTuple):
    """A layer, or what else takes time in a step."""

    name: str
    device: str
    node: str
    """Id of the layer; empty for the rest."""
    predicted: Seconds
    measured: Seconds | None

    def value(self, column: int) -> Value:
        """What a column shows and is sorted by."""
        known = self.measured.total if self.measured is not None else None
        ratio = self.predicted.total / known if known else None
        parts = self.predicted if self.node else (None, None)
        values: tuple[Value, ...] = (self.name, self.device, self.predicted.total, *parts, known, ratio)
        return values[column]


class _Model(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def put(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self._arrange()
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return RATIO + 1

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if side == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return {
                PREDICTED: translate("Timing", "Predicted time in one step, forward and backward"),
                FORWARD: translate("Timing", "Predicted time of the forward pass"),
                BACKWARD: translate("Timing", "Predicted time of the backward pass"),
                MEASURED: translate("Timing", "Measured time in one step, forward and backward"),
                RATIO: translate("Timing", "Predicted / measured"),
            }.get(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        room = _ARROW if section == self._order[0] else ""
        titles = (
            translate("Timing", "Layer"),
            translate("Timing", "Device"),
            translate("Timing", "Predicted"),
            translate("Timing", "forward"),
            translate("Timing", "backward"),
            translate("Timing", "Measured"),
            translate("Timing", "Ratio"),
        )
        return f"{titles[section]}{room}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            value = row.value(column)
            if isinstance(value, float):
                return f"{value:.2f}" if column == RATIO else duration(value) if value else "0"
            return value or ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role == Qt.ItemDataRole.ForegroundRole and column == RATIO:
            ratio = row.value(RATIO)
            is_off = isinstance(ratio, float) and not 1 / OFF <= ratio <= OFF
            return QColor(theme().warn) if is_off else None
        if role == Qt.ItemDataRole.ForegroundRole and not row.node:
            return QColor(theme().muted)
        if role == Qt.ItemDataRole.ToolTipRole and column in (PREDICTED, MEASURED) and row.node:
            seconds = row.predicted if column == PREDICTED else row.measured
            return both_ways(seconds) if seconds is not None else None
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = column, order
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        """What has no value is at the end either way."""
        column, order = self._order
        if column < 0:
            return
        known = [row for row in self.rows if row.value(column) not in (None, "")]
        rest = [row for row in self.rows if row.value(column) in (None, "")]
        known.sort(key=lambda row: _rank(row.value(column)), reverse=order == Qt.SortOrder.DescendingOrder)
        self.rows = known + rest


class LayerTimes(QTableView):
    """A row for each layer in the order of the step, and one for all else that takes time."""

    activated_layer = Signal(str)
    """Id of the layer whose row was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("layer_times")
        self.setAccessibleName(self.tr("Time of each layer"))
        self._model = _Model()
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in range(DEVICE, RATIO + 1):
            head.resizeSection(column, 104)
        head.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        head.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show the layers of a step."""
        has_measured = outlook.measurement is not None
        for column in (MEASURED, RATIO):
            self.setColumnHidden(column, not has_measured)
        self._model.put(_rows(outlook))

    def texts(self) -> list[list[str]]:
        """What is shown, by row."""
        model = self._model
        shown = [column for column in range(model.columnCount()) if not self.isColumnHidden(column)]
        return [[str(model.index(row, one).data()) for one in shown] for row in range(model.rowCount())]

    def _open(self, index: Index) -> None:
        node = self._model.rows[index.row()].node
        if node:
            self.activated_layer.emit(node)


def _rows(outlook: Outlook) -> list[Row]:
    timeline, measured = outlook.timeline, outlook.measurement
    if timeline is None:
        return []
    graph, found = outlook.report.document.graph, outlook.measured_layers
    rows = [
        Row(
            graph[node].name,
            graph[node].device,
            node,
            seconds,
            found.get(node, Seconds(0.0, 0.0)) if measured else None,
        )
        for node, seconds in timeline.layers.items()
    ]
    others: tuple[tuple[Phase, float], ...] = tuple((phase, seconds) for phase, seconds in timeline.phases.items())
    for phase, seconds in others:
        if phase not in ("forward", "backward") and seconds:
            real = Seconds(getattr(measured, phase.replace(" ", "_")), 0.0) if measured else None
            rows.append(Row(phase_title(phase), "", "", Seconds(seconds, 0.0), real))
    return rows


def _rank(value: Value) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _side(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignLeft if column in (NAME, DEVICE) else Qt.AlignmentFlag.AlignRight
    return across | Qt.AlignmentFlag.AlignVCenter
