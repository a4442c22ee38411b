"""Pictures of the Data page: a strip of them with a name below each, and the share of a class as a bar."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from alexstudio.ui.labels import plain_tip
from alexstudio.ui.theme import theme

PART = Qt.ItemDataRole.UserRole + 11
"""Where an item keeps its share, from 0 to 1."""


class PictureStrip(QListWidget):
    """Pictures side by side, in rows; a press chooses one."""

    chosen = Signal(int)
    """The number of a picture on the strip."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self.itemClicked.connect(lambda item: self.chosen.emit(self.row(item)))
        self.itemActivated.connect(lambda item: self.chosen.emit(self.row(item)))
        self._side = side
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setIconSize(QSize(side, side))
        self.setGridSize(QSize(side + 28, side + 34))
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setUniformItemSizes(True)

    def show_pictures(self, pictures: Sequence[tuple[str, str, str]]) -> None:
        """Show (title, tip, PNG in base64)."""
        self.clear()
        for title, tip, png in pictures:
            pixmap = QPixmap()
            if not pixmap.loadFromData(base64.b64decode(png)):
                continue
            side = QSize(self._side, self._side)
            how = Qt.TransformationMode.SmoothTransformation
            scaled = pixmap.scaled(side, Qt.AspectRatioMode.KeepAspectRatio, how)
            item = QListWidgetItem(QIcon(scaled), title)
            item.setToolTip(plain_tip(tip))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.addItem(item)


class ShareDelegate(QStyledItemDelegate):
    """Paints the share of a row as a bar."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row as always, and a bar over it."""
        super().paint(painter, option, index)
        share = index.data(PART)
        if share is None:
            return
        box = option.rect.adjusted(8, 8, -8, -8)
        box.setWidth(max(1, round(box.width() * float(share))))
        painter.fillRect(box, QColor(theme().accent))
