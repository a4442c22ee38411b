"""The gallery of presets: a picture, the totals and the story of each network."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from alexstudio.analysis import analyse
from alexstudio.graph import Document
from alexstudio.graph.fileformat import DocumentError, load
from alexstudio.graph.presets import Preset, presets
from alexstudio.history import Snapshot
from alexstudio.ui.canvas.scene import CanvasScene
from alexstudio.ui.numbers import count, short_count
from alexstudio.ui.theme import theme, ui_font

PICTURE = QSize(300, 150)


class Gallery(QDialog):
    """Lets the user choose a preset; ``chosen`` is set when it was accepted."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("gallery")
        self.setWindowTitle(self.tr("Presets"))
        self.resize(780, 560)
        self.chosen: tuple[Preset, Document] | None = None
        self._found: list[tuple[Preset, Document]] = []
        self.list = QListWidget()
        self.list.setObjectName("preset_list")
        self.list.setAccessibleName(self.tr("Presets"))
        self.list.setSpacing(6)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.addWidget(self.list)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.list.itemActivated.connect(self._accept)
        for preset in presets():
            try:
                document = load(preset.path)
            except DocumentError as error:
                self._add_broken(str(error))
                continue
            self._add(preset, document)
        self.list.setCurrentRow(0)

    def _add(self, preset: Preset, document: Document) -> None:
        snapshot = Snapshot(document, analyse(document))
        card = QWidget()
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(16)
        picture = QLabel()
        picture.setPixmap(paint_document(snapshot, PICTURE, self.devicePixelRatioF()))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        total = snapshot.report.total
        facts = f"{count(total.params)} parameters  ·  {short_count(total.multiply_adds)} multiply-adds"
        texts = QVBoxLayout()
        for text, role, size, bold in (
            (document.title, "", 16, True),
            (facts, "", 13, False),
            (document.notes, "muted", 13, False),
        ):
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFont(ui_font(size, bold=bold))
            if role:
                label.setProperty("role", role)
            texts.addWidget(label)
        texts.addStretch(1)
        row.addLayout(texts, 1)
        self._put(card, document.title)
        self._found.append((preset, document))

    def _add_broken(self, sentence: str) -> None:
        label = QLabel(sentence)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "fault")
        label.setWordWrap(True)
        self._put(label, "").setFlags(Qt.ItemFlag.NoItemFlags)

    def _put(self, widget: QWidget, name: str) -> QListWidgetItem:
        item = QListWidgetItem(self.list)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        item.setSizeHint(QSize(100, max(PICTURE.height() + 40, widget.heightForWidth(690) + 28)))
        self.list.setItemWidget(item, widget)
        widget.setAutoFillBackground(False)  # the view would paint its own selection behind it
        item.setData(Qt.ItemDataRole.UserRole, len(self._found) if name else -1)
        return item

    def _accept(self) -> None:
        item = self.list.currentItem()
        number = item.data(Qt.ItemDataRole.UserRole) if item is not None else -1
        if number >= 0:
            self.chosen = self._found[number]
            self.accept()


def paint_document(snapshot: Snapshot, size: QSize, ratio: float = 1.0) -> QPixmap:
    """A small picture of a graph."""
    scene = CanvasScene()
    scene.refresh(snapshot)
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(theme().canvas))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = scene.content.adjusted(-24, -24, 24, 24)
    target = QRectF(QPointF(0, 0), box.size().scaled(QSizeF(size), Qt.AspectRatioMode.KeepAspectRatio))
    target.moveCenter(QPointF(size.width() / 2, size.height() / 2))
    scene.render(painter, target, box)
    painter.end()
    scene.clear()
    return pixmap
