"""`OwnPicture`: drop in a picture and see the five most likely classes as bars."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from alexstudio.runs.evaluation import Classification
from alexstudio.ui.evaluation.mistakes import pixmap
from alexstudio.ui.labels import plain_label
from alexstudio.ui.numbers import percent
from alexstudio.ui.theme import theme, ui_font

SIDE = 150
_ROW = 28


class OwnPicture(QWidget):
    """A place to drop a picture file, and what the network sees in it."""

    wanted = Signal(str)
    """Path of a picture to look at."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("own_picture")
        self.setAcceptDrops(True)
        self.picture = QLabel(self.tr("Drop a picture here"))
        self.picture.setObjectName("own_picture_place")
        self.picture.setFixedSize(SIDE, SIDE)
        self.picture.setWordWrap(True)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setProperty("role", "muted")
        self.choose = QPushButton(self.tr("Choose a picture…"))
        self.choose.setObjectName("own_picture_choose")
        self.choose.clicked.connect(self._browse)
        self.name = plain_label("", "muted")
        self.bars = _Bars()
        left = QVBoxLayout()
        left.addWidget(self.picture)
        left.addWidget(self.choose)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.name)
        right.addWidget(self.bars)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(16)
        row.addLayout(left)
        row.addLayout(right, 1)

    def show_classification(self, found: Classification | None) -> None:
        """Show what the network sees."""
        if found is None:
            self.picture.clear()
            self.picture.setText(self.tr("Drop a picture here"))
            self.name.setText("")
            self.bars.show_guesses([])
            return
        size = QSize(SIDE, SIDE)
        mode = Qt.TransformationMode.SmoothTransformation
        self.picture.setPixmap(pixmap(found.png).scaled(size, Qt.AspectRatioMode.KeepAspectRatio, mode))
        self.name.setText(Path(found.path).name)
        self.bars.show_guesses([(found.classes[guess.label], guess.probability) for guess in found.guesses])

    def _browse(self) -> None:
        kinds = self.tr("Pictures") + " (*.png *.jpg *.jpeg *.bmp *.webp *.gif *.tif *.tiff)"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture"), "", kinds)
        if name:
            self.wanted.emit(name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of this machine."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at it."""
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if path:
            event.acceptProposedAction()
            self.wanted.emit(path)


class _Bars(QWidget):
    """Names with bars of their probabilities."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("own_picture_bars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.guesses: list[tuple[str, float]] = []
        self.setFixedHeight(5 * _ROW)

    def show_guesses(self, guesses: list[tuple[str, float]]) -> None:
        """Show classes with their probabilities, the most likely first."""
        self.guesses = guesses
        self.setAccessibleName("; ".join(f"{name} {percent(part)}" for name, part in guesses))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a row for each."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme()
        number = 64
        for row, (name, part) in enumerate(self.guesses):
            top = row * _ROW
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.border))
            track = QRectF(0, top + 20, self.width() - number, 5)
            painter.drawRoundedRect(track, 2.5, 2.5)
            painter.setBrush(QColor(colours.accent if row == 0 else colours.muted))
            painter.drawRoundedRect(QRectF(0, top + 20, max(3.0, track.width() * part), 5), 2.5, 2.5)
            painter.setFont(ui_font(13, bold=row == 0))
            painter.setPen(QColor(colours.text))
            text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(track.width()))
            painter.drawText(QRectF(0, top, track.width(), 19), Qt.AlignmentFlag.AlignVCenter, text)
            painter.drawText(
                QRectF(self.width() - number, top + 4, number, 22),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                percent(part),
            )
