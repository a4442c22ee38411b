"""Rows of a title and a number, and the plain boxes and rules between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout

from alexstudio.ui.labels import plain_label
from alexstudio.ui.theme import ui_font


def form() -> QFormLayout:
    """A form of titles on the left and fields or numbers on the right."""
    made = QFormLayout()
    made.setHorizontalSpacing(12)
    made.setVerticalSpacing(4)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    return made


def fill_rows(rows: QFormLayout, lines: Sequence[tuple[str, str]], *, wrapped: bool = False) -> None:
    """Show (title, number) rows; labels that are there are used again. ``wrapped`` is for texts: left, broken."""
    while rows.rowCount() > len(lines):
        rows.removeRow(rows.rowCount() - 1)
    for number, (title, value) in enumerate(lines):
        if wrapped:
            value = value.replace(" = ", " =\N{NO-BREAK SPACE}")
        if number == rows.rowCount():
            name, text = plain_label("", "muted"), QLabel()
            name.setWordWrap(False)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(wrapped)
            if wrapped:
                text.setFont(ui_font(12))
            side = Qt.AlignmentFlag.AlignLeft if wrapped else Qt.AlignmentFlag.AlignRight
            text.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            rows.addRow(name, text)
        for role, content in ((QFormLayout.ItemRole.LabelRole, title), (QFormLayout.ItemRole.FieldRole, value)):
            item = rows.itemAt(number, role)
            widget = item.widget() if item is not None else None
            assert isinstance(widget, QLabel)
            if widget.text() != content:
                widget.setText(content)


def heading(text: str) -> QLabel:
    """The name of what is shown."""
    label = plain_label(text)
    font = label.font()
    font.setBold(True)
    font.setPixelSize(17)
    label.setFont(font)
    return label


def box(role: str) -> tuple[QFrame, QLabel]:
    """A box with a text in it; ``role`` is how the style sheet dresses it."""
    frame = QFrame()
    frame.setProperty("role", role)
    inner = QVBoxLayout(frame)
    inner.setContentsMargins(12, 10, 12, 10)
    text = plain_label("")
    inner.addWidget(text)
    return frame, text


def rule() -> QFrame:
    """A line across."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line
