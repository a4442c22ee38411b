"""`NoteField`: the note of a layer, several lines of plain text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from alexstudio.graph.node import NOTE_LIMIT

_LEAST, _MOST = 2, 9  # lines
_MARGIN = 7


class NoteField(QPlainTextEdit):
    """Grows with its text. Leaving it or Ctrl+Enter commits, Esc takes back what was typed."""

    committed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note")
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("Add a note…"))
        self.setToolTip(self.tr("Ctrl+Enter or leaving it keeps the note, Esc takes back what was typed"))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_MARGIN)
        self._shown = ""
        self.textChanged.connect(self._limit)
        self.textChanged.connect(self._grow)
        self._grow()

    def show_text(self, text: str) -> None:
        """Show what came from elsewhere, such as undo; what is being typed stays."""
        if self.hasFocus() and self.is_being_typed:
            self._shown = text
            return
        self._shown = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    @property
    def is_being_typed(self) -> bool:
        """Whether it holds something that nobody has committed yet."""
        return self.toPlainText() != self._shown

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter from starting a training, and leave undo to the document when nothing is being typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if _is_commit(event):
                event.accept()
                return True
            if not self.is_being_typed and (event.matches(keys.Undo) or event.matches(keys.Redo)):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter and Esc."""
        if _is_commit(event):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._shown)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it commits; its own context menu is no leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def commit(self) -> None:
        """Tell what was typed."""
        if self.is_being_typed:
            self._shown = self.toPlainText()
            self.committed.emit(self._shown)

    def sizeHint(self) -> QSize:
        """As high as the text, within limits."""
        return QSize(super().sizeHint().width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the text in lines of another width."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        metrics, line = self.fontMetrics(), self.fontMetrics().lineSpacing()
        room = QRect(0, 0, self.width() - 2 * _MARGIN - 6, 100_000)
        text = self.toPlainText()
        high = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text + "\n" * text.endswith("\n")).height()
        high = min(max(high, _LEAST * line), _MOST * line) + 2 * _MARGIN + 4
        if high != self.height():
            self.setFixedHeight(high)

    def _limit(self) -> None:
        if len(self.toPlainText()) > NOTE_LIMIT:
            self.setPlainText(self.toPlainText()[:NOTE_LIMIT])
            self.moveCursor(QTextCursor.MoveOperation.End)


def _is_commit(event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
