"""Small tables of text that are filled anew at every edit, and quickly."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def make_table(heads: Sequence[str], stretched: int, numbers: Collection[int] = ()) -> QTableWidget:
    """An empty table; the column ``stretched`` takes what room is left, the last one holds numbers, as ``numbers``."""
    table = QTableWidget(0, len(heads))
    table.setHorizontalHeaderLabels(list(heads))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(24)
    head = table.horizontalHeader()
    # Resizing to contents by itself would measure all rows at each change of one
    head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    head.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    head.setHighlightSections(False)
    head.setDefaultAlignment(_LEFT)
    for column in {*numbers, len(heads) - 1}:
        item = table.horizontalHeaderItem(column)
        if item is not None:
            item.setTextAlignment(_RIGHT)
    return table


def fill(table: QTableWidget, rows: Sequence[Sequence[str]], tips: Sequence[str]) -> None:
    """Show these texts, and a tool tip for each row; what is selected stays selected."""
    last, is_new = table.columnCount() - 1, False
    table.setRowCount(len(rows))
    for row, (texts, tip) in enumerate(zip(rows, tips, strict=True)):
        for column, text in enumerate(texts):
            item = table.item(row, column)
            if item is None:
                item = QTableWidgetItem()
                if _holds_numbers(table, column):
                    item.setTextAlignment(_RIGHT)
                table.setItem(row, column, item)
            if item.text() != text:
                item.setText(text)
                is_new = True
            if item.toolTip() != tip:
                item.setToolTip(tip)
    if is_new:
        head = table.horizontalHeader()
        for column in range(last + 1):
            if head.sectionResizeMode(column) != QHeaderView.ResizeMode.Stretch:
                table.resizeColumnToContents(column)


def _holds_numbers(table: QTableWidget, column: int) -> bool:
    head = table.horizontalHeaderItem(column)
    return head is not None and bool(head.textAlignment() & Qt.AlignmentFlag.AlignRight.value)
