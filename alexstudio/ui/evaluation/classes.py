"""`ClassTable`: errors of each class, sorted by a click on a head."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from alexstudio.runs.evaluation import Evaluation
from alexstudio.ui.numbers import percent

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ClassTable(QTableWidget):
    """Name, pictures, top-1 and top-5 error; the worst first."""

    def __init__(self) -> None:
        super().__init__(0, 4)
        self.setObjectName("class_errors")
        self.setAccessibleName(self.tr("Errors of each class"))
        self.setHorizontalHeaderLabels(
            [self.tr("Class"), self.tr("Pictures"), self.tr("Top-1 error"), self.tr("Top-5 error")]
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(_RIGHT)
        head = self.horizontalHeaderItem(0)
        if head is not None:
            head.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortingEnabled(True)

    def show_evaluation(self, found: Evaluation | None) -> None:
        """Show the classes of an evaluation."""
        self.setSortingEnabled(False)
        self.setRowCount(len(found.classes) if found else 0)
        if found is not None:
            for row, (name, one) in enumerate(zip(found.classes, found.per_class, strict=True)):
                self.setItem(row, 0, QTableWidgetItem(name))
                self.setItem(row, 1, _Number(one.images, f"{one.images:,}"))
                for column, error in ((2, one.top1), (3, one.top5)):
                    self.setItem(
                        row, column, _Number(-1 if error is None else error, "–" if error is None else percent(error))
                    )
        self.setSortingEnabled(True)
        self.sortByColumn(2, Qt.SortOrder.DescendingOrder)


class _Number(QTableWidgetItem):
    """Sorted by its value, not by its text."""

    def __init__(self, value: float, text: str) -> None:
        super().__init__(text)
        self.value = value
        self.setTextAlignment(_RIGHT)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return self.value < other.value if isinstance(other, _Number) else super().__lt__(other)
