"""`PaintBox`: the devices that the brush can paint, on the canvas while it paints."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from alexstudio.graph.node import DEVICE_LIMIT, HOST
from alexstudio.graph.placement import number
from alexstudio.history import Snapshot
from alexstudio.ui.canvas.overlay import CanvasOverlay
from alexstudio.ui.canvas.paint import paint_paint
from alexstudio.ui.canvas.view import CanvasView
from alexstudio.ui.theme import theme, ui_font

LEAST = 2
"""GPUs that are always offered."""


class PaintBox(QWidget):
    """Hidden while the canvas does not paint."""

    def __init__(self, view: CanvasView, overlay: CanvasOverlay) -> None:
        super().__init__(view)
        self._view, self._overlay = view, overlay
        self.setObjectName("paint_box")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.swatches: dict[str, Swatch] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 5, 10, 5)
        self._row.setSpacing(4)
        self._title = QLabel(self.tr("Paint"))
        self._title.setFont(ui_font(12))
        self._row.addWidget(self._title)
        self.setToolTip(self.tr("The right button takes the device of the card under it; Esc ends the painting."))
        view.brush_changed.connect(self._show)
        view.session.changed.connect(self.refresh)
        view.installEventFilter(self)
        self._show()

    def refresh(self, snapshot: Snapshot) -> None:
        """Offer the devices of a snapshot, one more, and the host."""
        if not self._view.brush:
            return
        offered = offer(node.device for node in snapshot.document.graph.nodes)
        if self._view.brush not in offered:
            offered = [*sorted({*offered, self._view.brush} - {HOST}, key=number), HOST]
        if list(self.swatches) != offered:
            for old in self.swatches.values():
                self._row.removeWidget(old)
                old.hide()
                old.deleteLater()
            self.swatches = {}
            for place, device in enumerate(offered, start=1):
                swatch = self.swatches[device] = Swatch(device)
                swatch.clicked.connect(lambda _=False, device=device: self._view.paint_with(device))
                self._row.insertWidget(place, swatch)
                swatch.show()
        for device, swatch in self.swatches.items():
            swatch.setChecked(device == self._view.brush)
        self._place()

    def restyle(self) -> None:
        """Take the colours of the theme."""
        colours = theme()
        self.setStyleSheet(
            f"QWidget#paint_box {{ background: {colours.card}; border: 1px solid {colours.accent};"
            f" border-radius: 8px; }} QLabel {{ color: {colours.text}; background: transparent; font-weight: 600; }}"
        )
        if self._view.brush:
            self._view.show_cursor()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _show(self) -> None:
        if self._view.brush and self.isHidden():
            self.restyle()
        self.setVisible(bool(self._view.brush))
        self.refresh(self._view.session.snapshot)

    def _place(self) -> None:
        self._row.activate()
        self.resize(self._row.sizeHint())
        gap = self._overlay.gap
        if self.width() <= gap.width():
            left, bottom = gap.center().x() - self.width() // 2, gap.bottom()
        else:
            left, bottom = (self._view.width() - self.width()) // 2, gap.top() - 8
        self.move(max(6, left), bottom - self.height() + 1)
        self.raise_()


class Swatch(QToolButton):
    """A device: its colour and its number."""

    def __init__(self, device: str) -> None:
        super().__init__()
        self.device = device
        self.setObjectName(f"paint_{device}")
        self.setCheckable(True)
        self.setFixedSize(30, 26)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys go on to the canvas
        tip = device
        if 0 <= number(device) < 9:
            tip = self.tr("{device} (Ctrl+{number})").format(device=device, number=number(device) + 1)
        self.setToolTip(tip)
        self.setAccessibleName(self.tr("Paint {device}").format(device=device))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring around the one that is on the brush."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        if self.isChecked():
            painter.setPen(QPen(QColor(theme().text), 2))
            painter.drawRoundedRect(box, 7, 7)
        paint_paint(painter, box.adjusted(3, 2.5, -3, -2.5), self.device)


def offer(used: Iterable[str]) -> list[str]:
    """The devices to choose from: those in use and all before them, one more, and the host."""
    most = max((number(device) for device in used), default=0)
    return [f"gpu{index}" for index in range(min(max(LEAST, most + 2), DEVICE_LIMIT))] + [HOST]
