"""`FocusRing`: a frame that shows that a large part of the window has the keyboard, when the keyboard went there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from alexstudio.ui.theme import theme

THICK = 2
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class FocusRing(QWidget):
    """Lies on its parent; a click there, which needs no sign of where the keyboard is, takes it away."""

    def __init__(self, parent: QAbstractScrollArea) -> None:
        super().__init__(parent)
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()
        parent.installEventFilter(self)
        parent.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the focus."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            if event.reason() in _BY_KEYS:
                self._come()
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress):
            self.hide()
        elif kind == QEvent.Type.Resize and self.isVisible():
            self._come()
        return False

    def _come(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        box = parent.rect()
        self.setGeometry(box)
        self.setMask(QRegion(box).subtracted(QRegion(box.adjusted(THICK, THICK, -THICK, -THICK))))
        self.setStyleSheet(f"QWidget#focus_ring {{ background: {theme().accent}; }}")
        self.show()
        self.raise_()
