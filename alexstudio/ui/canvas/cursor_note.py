"""`CursorNote`: one sentence beside the cursor during a gesture, as plain text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from alexstudio.ui.sentences import said
from alexstudio.ui.theme import theme, ui_font

_WIDEST = 320


class CursorNote(QLabel):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("cursor_note")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWordWrap(True)
        self.setFont(ui_font(12))
        self.hide()

    def say(self, sentence: str, pixel: QPoint) -> None:
        """Show a sentence below the cursor, inside the parent; nothing to say hides it."""
        if not sentence:
            self.hide()
            return
        sentence = said(sentence)
        if sentence != self.text():
            colours = theme()
            self.setText(sentence)
            self.setStyleSheet(
                f"color: {colours.text}; background: {colours.bad_back}; border: 1px solid {colours.bad};"
                " border-radius: 6px; padding: 5px 8px;"
            )
            wide = self.fontMetrics().horizontalAdvance(sentence) + 24
            self.setFixedWidth(min(wide, _WIDEST))
            self.setFixedHeight(self.heightForWidth(self.width()))
        room = self._around.rect()
        x = min(pixel.x() + 14, room.right() - self.width() - 6)
        y = pixel.y() + 20 if pixel.y() + 26 + self.height() < room.bottom() else pixel.y() - 12 - self.height()
        self.move(max(x, 6), max(y, 6))
        self.show()
        self.raise_()
