"""`Rows`: the differences as a list, one layer a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from alexstudio.analysis.diff import Change, Difference
from alexstudio.graph import Node
from alexstudio.ui.compare.signs import Sign
from alexstudio.ui.sentences import said
from alexstudio.ui.theme import ui_font
from alexstudio.ui.words import translate

_PARTNERS = Qt.ItemDataRole.UserRole


class Partners(NamedTuple):
    """The ids of one layer before and after; empty where it is not."""

    before: str
    after: str


class Rows(QTreeWidget):
    """Signs, names and what differs. A row that is chosen tells its layer."""

    chosen = Signal(object)
    """`Partners` of the current row."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("compare_rows")
        self.setAccessibleName(self.tr("Differences"))
        self.setHeaderLabels(["", self.tr("Layer"), self.tr("What differs")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(0, 34)
        self.header().resizeSection(1, 220)
        self.header().setStretchLastSection(True)
        self.currentItemChanged.connect(self._tell)

    def show_difference(self, found: Difference) -> None:
        """List a difference: removed, added and changed layers, what only follows, and the recipe."""
        self.blockSignals(True)
        self.clear()
        for node in found.removed:
            self._add(Sign.REMOVED, node, _caption(node), Partners(node.id, ""))
        for node in found.added:
            self._add(Sign.ADDED, node, _caption(node), Partners("", node.id))
        for sign in (Sign.CHANGED, Sign.FOLLOWS):
            for pair in found.pairs:
                shown = pair.changes if sign is Sign.CHANGED else () if pair.changes else pair.follows
                if shown:
                    self._add(sign, pair.after, _listed(shown), Partners(pair.before.id, pair.after.id))
        for change in found.recipe:
            item = self._row(Sign.CHANGED, translate("Compare", "Recipe"), _listed([change]))
            item.setData(0, _PARTNERS, Partners("", ""))
        self.blockSignals(False)

    def go_to(self, before: str = "", after: str = "") -> None:
        """Go to the row of a layer, when it has one."""
        for number in range(self.topLevelItemCount()):
            item = self.topLevelItem(number)
            assert item is not None
            partners = item.data(0, _PARTNERS)
            if (before and partners.before == before) or (after and partners.after == after):
                self.setCurrentItem(item)
                return

    def _add(self, sign: Sign, node: Node, what: str, partners: Partners) -> None:
        self._row(sign, node.name, what).setData(0, _PARTNERS, partners)

    def _row(self, sign: Sign, name: str, what: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([sign.value, name, what])
        item.setTextAlignment(0, Qt.AlignmentFlag.AlignCenter)
        item.setForeground(0, sign.colour)
        item.setFont(0, ui_font(15, bold=True))
        item.setToolTip(0, sign.title)
        item.setToolTip(2, what)
        self.addTopLevelItem(item)
        return item

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(0, _PARTNERS))


def _caption(node: Node) -> str:
    caption = node.kind.caption(node.params) if node.kind else ""
    return f"{node.type}, {caption}" if caption else node.type


def _listed(changes: Iterable[Change]) -> str:
    return ";  ".join(f"{said(change.what)} {_told(change.before)} → {_told(change.after)}" for change in changes)


def _told(value: str) -> str:
    return said(value) if value in ("yes", "no") else value
