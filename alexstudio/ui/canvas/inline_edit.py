"""`InlineEdit`: writing a name where it stands on the canvas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGraphicsView, QLineEdit

from alexstudio.graph.node import NAME_LIMIT


class InlineEdit(QLineEdit):
    """Enter or a click elsewhere keeps the text, Esc leaves it as it was."""

    def __init__(self, view: QGraphicsView, box: QRectF, text: str, keep: Callable[[str], object]) -> None:
        super().__init__(text, view.viewport())
        self.setObjectName("inline_edit")
        self.setAccessibleName(self.tr("Name"))
        self.setMaxLength(NAME_LIMIT)
        self._view, self._keep, self._is_open = view, keep, True
        place = view.mapFromScene(box).boundingRect()
        width = min(max(150, place.width()), max(150, view.viewport().width() - 16))
        left = min(max(8, place.left()), max(8, view.viewport().width() - width - 8))
        self.setGeometry(left, max(4, place.top()), width, 30)
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc does not; no key goes on to the canvas."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._close(keeps=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._close(keeps=False)
        else:
            super().keyPressEvent(event)
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere keeps."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._close(keeps=True)

    def _close(self, *, keeps: bool) -> None:
        if not self._is_open:
            return
        self._is_open = False
        text = self.text().strip()
        self.hide()
        self._view.setFocus()
        self.deleteLater()
        if keeps:
            self._keep(text)
