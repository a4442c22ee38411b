"""A small "?" beside a text, which opens the page about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget


def with_help(widget: QWidget, tip: str, act: Callable[[], object]) -> QHBoxLayout:
    """A row of a widget and its "?"."""
    button = QToolButton()
    button.setObjectName("about_layer")
    button.setText("?")
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    button.setFixedSize(20, 20)
    button.clicked.connect(act)
    row = QHBoxLayout()
    row.addWidget(widget, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row
