"""Labels that show a text as it is: nothing in it is markup."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label(text: str = "", role: str = "") -> QLabel:
    """A label that breaks its lines; ``role`` is how the style sheet dresses it."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def plain_tip(text: str) -> str:
    """A tooltip that shows a text as it is; Qt would take one that looks like markup for it."""
    return f'<p style="white-space:pre">{html.escape(text)}</p>'
