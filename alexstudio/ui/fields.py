"""Editors for parameters: lines for numbers and pairs that say what is wrong under them, a switch, a choice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from alexstudio.layers import Param, ParamError, Value
from alexstudio.ui.link_button import LinkButton
from alexstudio.ui.sentences import said
from alexstudio.ui.value_line import MIXED, ValueLine, default_text, hint, part_of, read_value
from alexstudio.ui.words import spoken, translate

__all__ = ["ParamField", "hint", "read_value"]


class ParamField(QWidget):
    """Edits one parameter. ``commit`` takes the new value and returns a sentence when it is refused.

    The value None stands for several layers whose values differ. A pair shows one number while it is a square; a chain
    beside it opens it to height and width.
    """

    entered = Signal(object)
    """Its `Param` when the keyboard comes to it."""

    def __init__(self, param: Param, value: Value | None, commit: Callable[[Value], str]) -> None:
        super().__init__()
        self.param, self._value, self._commit = param, value, commit
        self.setObjectName(f"field_{param.name}")
        self.editor: QCheckBox | QComboBox | ValueLine
        self.second: ValueLine | None = None
        self.link: LinkButton | None = None
        if param.kind == "bool":
            self.editor = QCheckBox()
            self.editor.clicked.connect(self._tick)
        elif param.kind == "choice":
            self.editor = QComboBox()
            self.editor.addItems(list(param.choices))
            self.editor.setPlaceholderText(translate("Values", MIXED))
            self.editor.textActivated.connect(self._try)
        else:
            self.editor = ValueLine(param)
            self.editor.committed.connect(lambda text: self._try_text(text, 0))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.editor, 1)
        if param.kind == "pair":
            self._add_second(row)
        column.addLayout(row)
        self._fault = QLabel()
        self._fault.setProperty("role", "fault")
        self._fault.setWordWrap(True)
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.hide()
        column.addWidget(self._fault)
        for editor in filter(None, (self.editor, self.second)):
            editor.setAccessibleName(spoken(param.title))
            editor.setToolTip(hint(param))
            editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            editor.customContextMenuRequested.connect(lambda place, editor=editor: self._menu(editor, place))
            editor.installEventFilter(self)
        self.setFocusProxy(self.editor)
        self.show_value(value)

    def _add_second(self, row: QHBoxLayout) -> None:
        assert isinstance(self.editor, ValueLine)
        self.second = ValueLine(part_of(self.param))
        self.second.setObjectName("width")
        self.second.committed.connect(lambda text: self._try_text(text, 1))
        self.link = LinkButton()
        self.link.clicked.connect(self._relink)
        self._times = QLabel("×")
        self._times.setProperty("role", "muted")
        row.addWidget(self._times)
        row.addWidget(self.second, 1)
        row.addWidget(self.link)
        self._show_link(True)

    def reset(self) -> None:
        """Go back to the value that the layer type has when nobody says otherwise."""
        self._try(self.param.default)

    @property
    def is_linked(self) -> bool:
        """Whether one number stands for height and width; True for everything that is no pair."""
        return self.link is None or self.link.isChecked()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell where the keyboard is."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.param)
        return False

    def _menu(self, editor: QWidget, place: QPoint) -> None:
        menu = editor.createStandardContextMenu() if isinstance(editor, QLineEdit) else QMenu(editor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = menu.actions()[0] if menu.actions() else None
        back = QAction(self.tr("Reset to {value}").format(value=default_text(self.param)), menu)
        back.setObjectName("reset")
        back.setEnabled(self._value != self.param.default)
        back.triggered.connect(self.reset)
        menu.insertAction(first, back)  # type: ignore[arg-type]  # None is "at the end"
        if first is not None:
            menu.insertSeparator(first)
        menu.popup(editor.mapToGlobal(place))

    def show_value(self, value: Value | None) -> None:
        """Show a value that came from elsewhere, such as undo; None for several that differ."""
        self._value = value
        self._say("")
        self.editor.blockSignals(True)
        if isinstance(self.editor, QCheckBox):
            self.editor.setTristate(value is None)
            self.editor.setCheckState(Qt.CheckState.PartiallyChecked if value is None else _ticked(value))
            self.editor.setText(translate("Values", MIXED) if value is None else "")
        elif isinstance(self.editor, QComboBox):
            self.editor.setCurrentIndex(-1 if value is None else self.editor.findText(str(value)))
        elif self.second is None:
            self.editor.show_value(value)
        else:
            self._show_pair(self.editor, self.second, value)
        self.editor.blockSignals(False)

    def _show_pair(self, first: ValueLine, second: ValueLine, value: Value | None) -> None:
        assert self.link is not None
        down, across = value if isinstance(value, tuple) else (None, None)
        self.link.setEnabled(value is not None)  # of several that differ only all can be set
        if value is None or down != across:
            self._show_link(value is None)
        first.show_value(value if self.is_linked else down)
        second.show_value(across)

    def _show_link(self, linked: bool) -> None:
        assert self.link is not None and self.second is not None
        self.link.setChecked(linked)
        for part in (self._times, self.second):
            part.setVisible(not linked)
        title = spoken(self.param.title)
        self.editor.setAccessibleName(title if linked else self.tr("{param}, height").format(param=title))
        self.second.setAccessibleName(self.tr("{param}, width").format(param=title))

    def _relink(self, linked: bool) -> None:
        """Open a square to height and width, or make one of them: the width follows the height."""
        value = self._value
        self._show_link(linked)
        if linked and isinstance(value, tuple) and value[0] != value[1]:
            self._try((value[0], value[0]))
        else:
            self.show_value(value)

    def _tick(self, ticked: bool) -> None:
        assert isinstance(self.editor, QCheckBox)
        self._try(self.editor.checkState() != Qt.CheckState.Unchecked if self._value is None else ticked)

    def _try_text(self, text: str, part: int) -> None:
        if not text and self._value is None:  # nothing was typed over "mixed"
            self._say("")
            return
        value = self._value
        try:
            new = read_value(self.param, text)
            if not self.is_linked and isinstance(value, tuple) and not _is_pair(text):
                assert isinstance(new, tuple)
                new = (new[0], value[1]) if part == 0 else (value[0], new[1])
        except ParamError as error:
            self._say(str(error), part)
        else:
            self._try(new, part)

    def _try(self, value: Value, part: int = 0) -> None:
        same = value == self._value
        self._say("" if same else self._commit(value), part)
        if same:  # "96*1" where 96 was, or "3 x 3" where 3 was
            self.show_value(value)

    def _say(self, fault: str, part: int = 0) -> None:
        self._fault.setText(said(fault))
        self._fault.setVisible(bool(fault))
        editors = (self.editor,) if self.second is None else (self.editor, self.second)
        for number, editor in enumerate(editors):
            is_bad = bool(fault) and number == part
            if bool(editor.property("fault")) != is_bad:
                editor.setProperty("fault", is_bad)
                editor.style().unpolish(editor)
                editor.style().polish(editor)


def _is_pair(text: str) -> bool:
    """Whether both numbers of a pair were typed at once."""
    return "x" in text.lower().replace("×", "x")


def _ticked(value: Value) -> Qt.CheckState:
    return Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
