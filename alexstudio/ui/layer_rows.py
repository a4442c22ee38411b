"""`LayerRows`: the model of the layer table: layers in the order of the data flow or by stage, filtered and sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from alexstudio.analysis.columns import COLUMNS, Column, Entry, Group, Sheet, by_stage
from alexstudio.analysis.terms import Filter
from alexstudio.history import Snapshot
from alexstudio.ui.theme import theme, ui_font
from alexstudio.ui.words import layers as counted
from alexstudio.ui.words import part_of_layers, spoken, translate

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_DISPLAY, _ALIGNMENT, _FONT, _BACKGROUND, _TOOL_TIP = (
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.BackgroundRole,
        Qt.ItemDataRole.ToolTipRole,
    )
)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_SIDES = [(Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft) | _MIDDLE
          for column in COLUMNS]  # fmt: skip


class LayerRows(QAbstractItemModel):
    """Two levels: stages with their layers, or one level with every layer.

    The texts are worked out when the view asks for them. A snapshot that keeps the rows in their places is told to the
    view as the rows that changed; anything else is a reset.
    """

    def __init__(self) -> None:
        super().__init__()
        self.groups: list[Group] = [Group("", [])]
        """What is shown; a single one when the rows are not grouped."""
        self.is_grouped = False
        self._relative: list[int] = []
        self._sheet: Sheet | None = None
        self._filter = Filter()
        self._sort: tuple[Column, bool] | None = None
        self._places: dict[str, tuple[int, int]] = {}

    # -- what is shown -------------------------------------------------------------------------------------------------

    @property
    def entries(self) -> list[Entry]:
        """Every row that is shown, in its order."""
        return [entry for group in self.groups for entry in group.entries]

    @property
    def everything(self) -> list[Entry]:
        """Every row of the document, also those that the filter hides."""
        return self._sheet.entries if self._sheet else []

    def show(self, snapshot: Snapshot) -> list[Entry] | None:
        """Show a snapshot; returns the rows that changed while all stayed in their places, or None after a reset."""
        self._sheet = Sheet(snapshot.document, snapshot.report)
        return self._arrange()

    def watch(self, columns: Iterable[Column]) -> None:
        """Tell of changes in these columns: those that the view shows.

        Where they depend on other rows they are told for the top level only: a view of stages paints itself anew after
        `show`, as 150 stages would take 20 ms to tell one by one.
        """
        self._relative = [COLUMNS.index(column) for column in columns if column.is_relative]

    def choose(self, wanted: Filter) -> None:
        """Show the rows that pass a filter."""
        self._filter = wanted
        self._arrange()

    def group(self, is_grouped: bool) -> None:
        """Show stages with their layers, or the layers alone."""
        if is_grouped != self.is_grouped:
            self.beginResetModel()
            self.is_grouped, self.groups = is_grouped, []
            self.endResetModel()
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the raw values of a column, what is not known at the end; -1 is the order of the data flow."""
        self._sort = None if column < 0 else (COLUMNS[column], order == Qt.SortOrder.DescendingOrder)
        self._arrange()

    def place(self, node_id: str) -> QModelIndex:
        """Where a node stands; invalid when it is not shown."""
        if node_id not in self._places:
            return QModelIndex()
        return self._at(*self._places[node_id], 0)

    def members(self, index: Index) -> list[Entry]:
        """The row at a place, or all rows of the stage that is there."""
        group = self._group(index)
        return group.entries if group else [self._entry(index)]

    def stages(self) -> list[tuple[QModelIndex, Group]]:
        """The stages and where they stand; none when the rows are not grouped."""
        return [(self.index(number, 0), group) for number, group in enumerate(self.groups)] if self.is_grouped else []

    def _arrange(self) -> list[Entry] | None:
        if self._sheet is None:
            return None
        entries = self._sheet.entries
        if self._filter.tests:
            entries = [entry for entry in entries if self._filter.fits(entry)]
        groups = by_stage(entries) if self.is_grouped else [Group("", entries)]
        if self._sort is not None:
            groups = _sorted(groups, *self._sort)
        if [group.name for group in self.groups] == [group.name for group in groups] and all(
            [entry.node.id for entry in old.entries] == [entry.node.id for entry in new.entries]
            for old, new in zip(self.groups, groups, strict=True)
        ):
            before, self.groups = self.groups, groups
            return self._tell_changes(before)
        self.beginResetModel()
        self.groups = groups
        self._places = {
            entry.node.id: (number, row)
            for number, group in enumerate(groups)
            for row, entry in enumerate(group.entries)
        }
        self.endResetModel()
        return None

    def _tell_changes(self, before: list[Group]) -> list[Entry]:
        last = len(COLUMNS) - 1
        changed = []
        for number, (old, new) in enumerate(zip(before, self.groups, strict=True)):
            rows = [
                row
                for row, (was, now) in enumerate(zip(old.entries, new.entries, strict=True))
                if was.node is not now.node or was.numbers is not now.numbers
            ]
            for row in rows:
                changed.append(new.entries[row])
                self.dataChanged.emit(self._at(number, row, 0), self._at(number, row, last))
            if rows and self.is_grouped:
                self.dataChanged.emit(self.index(number, 0), self.index(number, last))
        for place in self._relative if self.rowCount() else ():  # these may have changed in every row
            self.dataChanged.emit(self.index(0, place), self.index(self.rowCount() - 1, place))
        return changed

    # -- for the view --------------------------------------------------------------------------------------------------

    def _at(self, group: int, row: int, column: int) -> QModelIndex:
        return self.createIndex(row, column, group + 1 if self.is_grouped else 0)

    def _group(self, index: Index) -> Group | None:
        """The stage at a place, None when a layer is there."""
        return self.groups[index.row()] if self.is_grouped and not index.internalId() else None

    def _entry(self, index: Index) -> Entry:
        return self.groups[max(0, index.internalId() - 1)].entries[index.row()]

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The place of a row below a stage, or at the top."""
        if not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # Qt has two of that name
        """The stage that a row belongs to."""
        group = child.internalId() if child.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows there are below a stage, or at the top."""
        if not parent.isValid():
            return len(self.groups) if self.is_grouped else sum(len(group.entries) for group in self.groups)
        group = self._group(parent) if parent.column() == 0 else None
        return len(group.entries) if group else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Every column there is; the view hides those that nobody asked for."""
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Title, side and meaning of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return spoken(COLUMNS[section].title)
        if role == _ALIGNMENT:
            return _SIDES[section]
        return spoken(COLUMNS[section].meaning) if role == _TOOL_TIP else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Text and look of a cell."""
        if role == _ALIGNMENT:
            return _SIDES[index.column()]
        if role == _DISPLAY:
            column, group = COLUMNS[index.column()], self._group(index)
            if group is not None:
                return _stage_text(group, column)
            return column.show(column.value(self._entry(index)))
        if self.is_grouped and role in (_FONT, _BACKGROUND) and not index.internalId():
            colours = theme()
            return ui_font(bold=True) if role == _FONT else QColor(colours.card if colours.is_dark else colours.frame)
        return None


def _stage_text(group: Group, column: Column) -> str:
    if column.key == "layer":
        return group.name or translate("Canvas", "No stage")
    if column.key == "type":
        known, layers = sum(bool(entry.numbers.shapes) for entry in group.entries), len(group.entries)
        return counted(layers) if known == layers else part_of_layers(known, layers)
    return column.show(column.total(group.entries)) if column.is_summed else ""


def _sorted(groups: list[Group], column: Column, is_falling: bool) -> list[Group]:
    """Rows within their stages, and the stages by name or by what they sum up to."""

    def ranked(entries: list[Entry]) -> list[Entry]:
        values = [(column.value(entry), entry) for entry in entries]
        known = [(column.rank(value), entry) for value, entry in values if value is not None]
        known.sort(key=lambda pair: pair[0], reverse=is_falling)
        return [entry for _, entry in known] + [entry for value, entry in values if value is None]

    groups = [Group(group.name, ranked(group.entries)) for group in groups]
    if column.is_summed:
        groups.sort(key=lambda group: column.total(group.entries), reverse=is_falling)
    elif column.key in ("layer", "stage"):
        groups.sort(key=lambda group: group.name.casefold(), reverse=is_falling)
    return groups
