"""`Matrix`: which class was taken for which, as a picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from alexstudio.runs.evaluation import Evaluation
from alexstudio.ui.canvas.heat import shade
from alexstudio.ui.labels import plain_tip
from alexstudio.ui.theme import theme, ui_font

MOST = 100
"""Classes up to which cells are large enough to be told apart."""
_HEAD = 20


class Matrix(QWidget):
    """Rows are what pictures are, columns what the network took them for; the diagonal is right."""

    chosen = Signal(int, int)
    """(label, guess) of the cell that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("confusion_matrix")
        self.setAccessibleName(self.tr("Confusion matrix"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(150, 150)
        self._found: Evaluation | None = None
        self._counts: dict[tuple[int, int], int] = {}
        self._images: list[int] = []

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(220, 220)

    def show_evaluation(self, found: Evaluation | None) -> None:
        """Show an evaluation."""
        self._found = found
        self._counts = {(label, guess): count for label, guess, count in found.confusion} if found else {}
        self._images = [one.images for one in found.per_class] if found else []
        self.update()

    @property
    def box(self) -> QRectF:
        """Where the cells are."""
        side = max(10.0, min(self.width() - _HEAD - 6, self.height() - _HEAD - 6))
        return QRectF((self.width() - side + _HEAD) / 2, _HEAD, side, side)

    def cell(self, label: int, guess: int) -> QRectF:
        """Where a cell is."""
        box, count = self.box, max(1, len(self._images))
        step = box.width() / count
        return QRectF(box.left() + guess * step, box.top() + label * step, step, step)

    def at(self, place: QPointF) -> tuple[int, int] | None:
        """The cell at a place."""
        box, count = self.box, len(self._images)
        if not count or not box.contains(place):
            return None
        step = box.width() / count
        label, guess = int((place.y() - box.top()) / step), int((place.x() - box.left()) / step)
        return min(label, count - 1), min(guess, count - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, darker with the part of the row's pictures that they hold."""
        painter = QPainter(self)
        colours = theme()
        painter.setFont(ui_font(12))
        painter.setPen(QColor(colours.muted))
        box = self.box
        painter.drawText(
            QRectF(box.left(), 0, box.width(), _HEAD), Qt.AlignmentFlag.AlignCenter, self.tr("taken for →")
        )
        painter.save()
        painter.translate(box.left() - 6, box.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, -14, box.height(), 16), Qt.AlignmentFlag.AlignCenter, self.tr("← what it is"))
        painter.restore()
        painter.fillRect(box, QColor(colours.card))
        gap = 1.0 if self._images and box.width() / len(self._images) > 5 else 0.0
        for (label, guess), count in self._counts.items():
            part = count / self._images[label] if self._images[label] else 0.0
            colour = QColor(colours.good) if label == guess else shade(part, colours)
            if label == guess:
                colour.setAlphaF(0.15 + 0.85 * part)
            painter.fillRect(self.cell(label, guess).adjusted(0, 0, -gap, -gap), colour)
        painter.setPen(QColor(colours.border))
        painter.drawRect(box)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell."""
        cell = self.at(event.position())
        if cell is not None and cell in self._counts:
            self.chosen.emit(*cell)

    def event(self, event: QEvent) -> bool:
        """Tell a cell in words."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self.words(*cell)) if cell else "", self)
            return True
        return super().event(event)

    def words(self, label: int, guess: int) -> str:
        """ "red circle taken for red square: 3 of 10"."""
        if self._found is None:
            return ""
        names, count = self._found.classes, self._counts.get((label, guess), 0)
        if label == guess:
            text = self.tr("{name}: {count} of {images} right")
            return text.format(name=names[label], count=count, images=self._images[label])
        text = self.tr("{name} taken for {other}: {count} of {images}")
        return text.format(name=names[label], other=names[guess], count=count, images=self._images[label])
