"""The layer table: every number of every layer, live, sortable, with the totals below."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from alexstudio.history import Snapshot
from alexstudio.layers import shape_text
from alexstudio.ui.numbers import binary_size, count
from alexstudio.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_HEADS = (
    "Layer",
    "Type",
    "Stage",
    "Device",
    "Output",
    "Weights",
    "Biases",
    "Parameters",
    "Multiply-adds",
    "Activation",
)
_FIRST_NUMBER = 4


class _Row(NamedTuple):
    node_id: str
    texts: tuple[str, ...]
    keys: tuple[Any, ...]


class _Model(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[_Row] = []

    def show(self, snapshot: Snapshot) -> None:
        rows = []
        for node in snapshot.document.graph.order():
            numbers = snapshot.report.nodes[node.id]
            shape = numbers.shapes[0] if numbers.shapes else ()
            costs = (numbers.weights, numbers.biases, numbers.params, numbers.multiply_adds)
            known = bool(shape)
            texts: tuple[str, ...] = (
                node.name,
                node.type,
                node.stage,
                node.device,
                shape_text(shape) if known else "–",
            )
            texts += tuple(count(cost) if cost else "" if known else "–" for cost in costs)
            texts += (binary_size(numbers.activation_bytes) if known else "–",)
            size = 1
            for part in shape:
                size *= part
            keys = (node.name, node.type, node.stage, node.device, size, *costs, numbers.activation_bytes)
            rows.append(_Row(node.id, texts, keys))
        if [row.node_id for row in rows] == [row.node_id for row in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(_HEADS) - 1))
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.texts[index.column()]
        if role == Qt.ItemDataRole.UserRole:
            return row.keys[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    @staticmethod
    def _alignment(column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column >= _FIRST_NUMBER else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class LayerTable(QWidget):
    """One row for each layer in the order of the data flow; clicks on the heads sort."""

    selection_changed = Signal(object)
    """List of the ids of the selected nodes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._model = _Model()
        self._proxy = QSortFilterProxyModel()
        self._proxy.setSourceModel(self._model)
        self._proxy.setSortRole(Qt.ItemDataRole.UserRole)
        self.table = QTableView()
        self.table.setObjectName("layer_table")
        self.table.setAccessibleName(self.tr("Layers"))
        self.table.setModel(self._proxy)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._proxy.sort(-1)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(26)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        head.setResizeContentsPrecision(0)  # by what is seen, not by all rows
        head.setHighlightSections(False)
        self.totals = QLabel()
        self.totals.setTextFormat(Qt.TextFormat.PlainText)
        self.totals.setContentsMargins(12, 6, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addWidget(self.totals)
        self.table.selectionModel().selectionChanged.connect(self._tell)
        self._is_selecting = False
        self._selected: list[str] = []
        session.changed.connect(self.refresh)
        self.refresh(session.snapshot)

    def refresh(self, snapshot: Snapshot) -> None:
        """Show a snapshot."""
        self._snapshot = snapshot
        if self.isVisible():
            self._model.show(snapshot)
        total = snapshot.report.total
        text = (
            f"Total: {count(total.params)} parameters ({count(total.weights)} weights + {count(total.biases)} biases), "
            f"{count(total.multiply_adds)} multiply-adds, {binary_size(total.activation_bytes)} activations per picture"
        )
        if total.known < total.layers:
            text += f", of {total.known} of {total.layers} layers"
        self.totals.setText(text)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: the rows are left alone while no one sees them."""
        self._model.show(self._snapshot)
        self.select(self._selected)
        super().showEvent(event)

    def select(self, node_ids: list[str]) -> None:
        """Select the rows of these nodes without telling."""
        self._selected = node_ids
        wanted = set(node_ids)
        chosen = QItemSelection()
        for number, row in enumerate(self._model.rows):
            if row.node_id in wanted:
                index = self._proxy.mapFromSource(self._model.index(number, 0))
                chosen.select(index, index)
        self._is_selecting = True
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().select(chosen, flags)
        if chosen.indexes():
            self.table.scrollTo(chosen.indexes()[0])
        self._is_selecting = False

    def _tell(self) -> None:
        if not self._is_selecting:
            rows = {self._proxy.mapToSource(index).row() for index in self.table.selectionModel().selectedRows()}
            self.selection_changed.emit([self._model.rows[row].node_id for row in sorted(rows)])
