"""`RunRows`: earlier runs as a table, each with its curve in small."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from alexstudio.runs.history import RunRecord
from alexstudio.ui.labels import plain_tip
from alexstudio.ui.numbers import duration, percent
from alexstudio.ui.sentences import said
from alexstudio.ui.theme import theme
from alexstudio.ui.words import mark, spoken, translate

RECORD = Qt.ItemDataRole.UserRole
NAME, WHEN, RECIPE, STEPS, TIME, TOP5, STATE, CURVE = range(8)
_STATES = {
    "done": mark("History", "done"),
    "stopped": mark("History", "stopped"),
    "failed": mark("History", "failed"),
    "unfinished": mark("History", "not ended"),
    "damaged": mark("History", "damaged"),
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RunRows(QTreeWidget):
    """One row a run, the newest first; a tick draws it beneath the present one."""

    compared = Signal(object)
    """`RunRecord`s that are ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("run_rows")
        self.setAccessibleName(self.tr("Earlier runs"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(True)
        self.setStyleSheet("QTreeView::item { padding: 3px 6px; }")
        self.setHeaderLabels(
            [
                self.tr("Network"),
                self.tr("Began"),
                self.tr("Recipe"),
                self.tr("Steps"),
                self.tr("Time"),
                self.tr("Best top-5 error"),
                self.tr("State"),
                self.tr("Top-5 error"),
            ]
        )
        self.headerItem().setToolTip(NAME, self.tr("A tick draws the run beneath the present one in the plots"))
        head = self.header()
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        head.setStretchLastSection(False)
        for column, width in (
            (WHEN, 132),
            (RECIPE, 128),
            (STEPS, 74),
            (TIME, 66),
            (TOP5, 118),
            (STATE, 84),
            (CURVE, 130),
        ):
            self.setColumnWidth(column, width)
        for column in (STEPS, TIME, TOP5):
            self.headerItem().setTextAlignment(column, _RIGHT)
        self.setItemDelegateForColumn(CURVE, _Sparkline(self))
        self.itemChanged.connect(self._ticked)

    def show_runs(self, records: list[RunRecord]) -> None:
        """Show these; what is ticked and chosen stays so."""
        ticked = {record.path for record in self.ticked}
        current = self.current
        self.blockSignals(True)
        self.clear()
        for record in records:
            item = self._item(record, record.path in ticked)
            self.addTopLevelItem(item)
            if current is not None and record.path == current.path:
                self.setCurrentItem(item)
        self.blockSignals(False)

    @property
    def records(self) -> list[RunRecord]:
        """All that are listed."""
        return [self._record(number) for number in range(self.topLevelItemCount())]

    @property
    def current(self) -> RunRecord | None:
        """The one that is chosen."""
        item = self.currentItem()
        found: RunRecord | None = item.data(NAME, RECORD) if item is not None else None
        return found

    @property
    def ticked(self) -> list[RunRecord]:
        """Those that are to be compared."""
        count = self.topLevelItemCount()
        items = (item for number in range(count) if (item := self.topLevelItem(number)) is not None)
        return [item.data(NAME, RECORD) for item in items if item.checkState(NAME) == Qt.CheckState.Checked]

    def choose(self, path: Path) -> None:
        """Go to the row of a run."""
        for number in range(self.topLevelItemCount()):
            item = self.topLevelItem(number)
            if item is not None and item.data(NAME, RECORD).path == path:
                self.setCurrentItem(item)

    def _record(self, number: int) -> RunRecord:
        item = self.topLevelItem(number)
        assert item is not None
        record: RunRecord = item.data(NAME, RECORD)
        return record

    def _item(self, record: RunRecord, is_ticked: bool) -> QTreeWidgetItem:
        when = f"{datetime.fromtimestamp(record.began):%Y-%m-%d %H:%M}" if record.began else ""
        time = duration(record.seconds) if record.seconds is not None else ""
        error = percent(record.top5) if record.top5 is not None else ""
        steps = f"{record.steps:,}" if record.steps else ""
        state = translate("History", _STATES[record.state])
        item = QTreeWidgetItem([record.title, when, spoken(record.recipe), steps, time, error, state, ""])
        item.setData(NAME, RECORD, record)
        for column in (STEPS, TIME, TOP5):
            item.setTextAlignment(column, _RIGHT)
        if record.points:
            item.setCheckState(NAME, Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        if record.state in ("failed", "damaged"):
            item.setForeground(STATE, QColor(theme().bad))
        tip = "\n".join(filter(None, (record.path.name, said(record.why))))
        for column in range(self.columnCount()):
            item.setToolTip(column, plain_tip(tip))
        return item

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        if column == NAME:
            self.compared.emit(self.ticked)


class _Sparkline(QStyledItemDelegate):
    """Top-5 error over the steps of a run, from 0 at the bottom to 1 at the top."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the curve."""
        super().paint(painter, option, index)
        record: RunRecord = index.model().index(index.row(), NAME).data(RECORD)
        if len(record.points) < 2:
            return
        box = QRectF(option.rect).adjusted(6, 4, -6, -4)
        first, last = record.points[0][0], record.points[-1][0]
        width = max(1, last - first)
        line = QPolygonF(
            [
                QPointF(
                    box.left() + box.width() * (step - first) / width, box.bottom() - box.height() * min(1.0, error)
                )
                for step, error in record.points
            ]
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(theme().accent_text if is_chosen else theme().crossing), 1.4))
        painter.drawPolyline(line)
        painter.restore()
