"""The palette: every layer type by family, and templates; a double click adds one after the selected layer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from alexstudio.graph.templates import Template, templates
from alexstudio.layers import families, layer_type
from alexstudio.ui.theme import theme
from alexstudio.ui.words import search_words, spoken


class Palette(QWidget):
    """Layer types to add."""

    chosen = Signal(str)
    """Name of a layer type that the user wants to add."""
    template_chosen = Signal(object)
    """`Template` that the user wants to add."""

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setObjectName("palette_search")
        self.search.setPlaceholderText(self.tr("Find a layer type"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._choose_first)
        self.tree = QTreeWidget()
        self.tree.setObjectName("palette")
        self.tree.setAccessibleName(self.tr("Layer types"))
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(12)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 6, 6)
        column.addWidget(self.search)
        column.addWidget(self.tree)
        self.setMinimumWidth(158)
        self.tree.ensurePolished()  # else the rows that are not seen at first get heights without their padding
        self.repaint_families()

    def repaint_families(self) -> None:
        """Fill the list; again after a change of the theme."""
        self.tree.clear()
        self._heads: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        for family, kinds in families().items():
            rows = [(kind.name, spoken(kind.summary), kind.name) for kind in kinds]
            self._add_section(spoken(family), theme().family(family), rows)
        own, shipped = self.tr("Made by you: {path}"), self.tr("A block of several layers")
        pieces = [(one.name, own.format(path=one.path) if one.is_own else shipped, one) for one in templates()]
        self._add_section(self.tr("Templates"), QColor(theme().accent), pieces)
        self.tree.expandAll()
        self._filter(self.search.text())

    def _add_section(self, title: str, colour: QColor, rows: Iterable[tuple[str, str, str | Template]]) -> None:
        head = QTreeWidgetItem([title])
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        head.setIcon(0, _bar(colour))
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.tree.addTopLevelItem(head)
        items = []
        for name, hint, choice in rows:
            item = QTreeWidgetItem([name])
            item.setToolTip(0, hint)
            item.setData(0, Qt.ItemDataRole.UserRole, choice)
            head.addChild(item)
            items.append(item)
        self._heads.append((head, items))

    def _filter(self, text: str) -> None:
        wanted = text.strip().lower()
        for head, items in self._heads:
            for item in items:
                choice = item.data(0, Qt.ItemDataRole.UserRole)
                more = search_words(layer_type(choice)) if isinstance(choice, str) else ()
                words = (head.text(0), item.text(0), *more)
                item.setHidden(not any(wanted in word.lower() for word in words))
            head.setHidden(all(item.isHidden() for item in items))

    def _choose(self, item: QTreeWidgetItem) -> None:
        choice = item.data(0, Qt.ItemDataRole.UserRole)
        if isinstance(choice, Template):
            self.template_chosen.emit(choice)
        elif choice:
            self.chosen.emit(choice)

    def _choose_first(self) -> None:
        shown = [item for _, items in self._heads for item in items if not item.isHidden()]
        if shown and self.search.text().strip():
            self._choose(shown[0])


def _bar(colour: QColor) -> QIcon:
    pixmap = QPixmap(16, 16)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(6, 2, 4, 12, 2, 2)
    painter.end()
    return QIcon(pixmap)
