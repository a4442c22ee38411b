"""Editors that the recipe form has beside those of layers: choices with readable words, and lists of epochs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from alexstudio.layers import Param
from alexstudio.ui.recipe.params import LABELS
from alexstudio.ui.value_line import TypedLine
from alexstudio.ui.words import spoken

_Read = TypeVar("_Read")


class ChoiceBox(QComboBox):
    """One of the values of a choice, in words. ``commit`` takes the value."""

    def __init__(self, param: Param, commit: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName(f"field_{param.name}")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for value in param.choices:
            self.addItem(spoken(LABELS[value]), value)
        self.setToolTip(spoken(param.meaning))
        self.setAccessibleName(spoken(param.title))
        self.activated.connect(lambda row: commit(str(self.itemData(row))))

    def show_value(self, value: object) -> None:
        """Show a value that came from elsewhere, such as undo."""
        self.setCurrentIndex(self.findData(value))


class TextField(QWidget):
    """A line whose text ``read`` makes a value of, and below it what is wrong with it.

    ``read`` raises ValueError with a sentence; ``commit`` takes the value.
    """

    def __init__(self, param: Param, read: Callable[[str], _Read], commit: Callable[[_Read], object]) -> None:
        super().__init__()
        self.setObjectName(f"field_{param.name}")
        self.editor = TypedLine()
        self.editor.setToolTip(spoken(param.meaning))
        self.editor.setAccessibleName(spoken(param.title))
        self._fault = QLabel()
        self._fault.setProperty("role", "fault")
        self._fault.setWordWrap(True)
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.editor)
        column.addWidget(self._fault)
        self.setFocusProxy(self.editor)

        def take(text: str) -> None:
            try:
                value = read(text)
            except ValueError as error:
                self._say(str(error))
            else:
                self._say("")
                commit(value)

        self.editor.committed.connect(take)

    def show_value(self, text: str) -> None:
        """Show a text that came from elsewhere, such as undo."""
        self._say("")
        self.editor.show_text(text)

    def _say(self, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        if bool(self.editor.property("fault")) != bool(fault):
            self.editor.setProperty("fault", bool(fault))
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)
