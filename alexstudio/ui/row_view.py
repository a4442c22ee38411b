"""The view of the layer table: a tree that looks like a table, with a band across each stage."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QTreeView


class RowView(QTreeView):
    """Whole rows are selected; a third click on a head brings back the order of the data flow."""

    def __init__(self, rows: QAbstractItemModel) -> None:
        super().__init__()
        self.setObjectName("layer_table")
        self.setModel(rows)
        self.setSortingEnabled(True)
        self.header().setSortIndicatorClearable(True)
        self.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(40)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(True)
        self.setRootIsDecorated(False)
        self.setIndentation(16)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """Let the colour of a stage's row begin at the edge."""
        back = index.data(Qt.ItemDataRole.BackgroundRole)
        if back is not None and not self.selectionModel().isSelected(index):
            painter.fillRect(rect, back)
        super().drawBranches(painter, rect, index)
