"""Editors for values: a line for numbers and pairs that says what is wrong under itself, a switch, a choice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from alexstudio.layers import Param, ParamError, Value
from alexstudio.layers.params import LARGEST
from alexstudio.ui.expression import LONGEST, work_out


class ParamField(QWidget):
    """Edits one parameter. ``commit`` takes the new value and returns a sentence when it is refused."""

    def __init__(self, param: Param, value: Value, commit: Callable[[Value], str]) -> None:
        super().__init__()
        self.param, self._value, self._commit = param, value, commit
        self.setObjectName(f"field_{param.name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.editor: QCheckBox | QComboBox | ValueLine
        if param.kind == "bool":
            self.editor = QCheckBox()
            self.editor.toggled.connect(self._try)
        elif param.kind == "choice":
            self.editor = QComboBox()
            self.editor.addItems(list(param.choices))
            self.editor.textActivated.connect(self._try)
        else:
            self.editor = ValueLine(param)
            self.editor.committed.connect(self._try_text)
        self.editor.setAccessibleName(param.title)
        self.editor.setToolTip(hint(param))
        self._fault = QLabel()
        self._fault.setProperty("role", "fault")
        self._fault.setWordWrap(True)
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.hide()
        column.addWidget(self.editor)
        column.addWidget(self._fault)
        self.editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.editor.customContextMenuRequested.connect(self._menu)
        self.setFocusProxy(self.editor)
        self.show_value(value)

    def reset(self) -> None:
        """Go back to the value that the layer type has when nobody says otherwise."""
        self._try(self.param.default)

    def _menu(self, place: QPoint) -> None:
        menu = self.editor.createStandardContextMenu() if isinstance(self.editor, QLineEdit) else QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = menu.actions()[0] if menu.actions() else None
        back = QAction(self.tr("Reset to %s") % hint(self.param).rpartition("default ")[2], menu)
        back.setObjectName("reset")
        back.setEnabled(self._value != self.param.default)
        back.triggered.connect(self.reset)
        menu.insertAction(first, back)  # type: ignore[arg-type]  # None is "at the end"
        if first is not None:
            menu.insertSeparator(first)
        menu.popup(self.editor.mapToGlobal(place))

    def show_value(self, value: Value) -> None:
        """Show a value that came from elsewhere, such as undo."""
        self._value = value
        self._say("")
        self.editor.blockSignals(True)
        if isinstance(self.editor, QCheckBox):
            self.editor.setChecked(bool(value))
        elif isinstance(self.editor, QComboBox):
            self.editor.setCurrentText(str(value))
        else:
            self.editor.show_value(value)
        self.editor.blockSignals(False)

    def _try_text(self, text: str) -> None:
        try:
            self._try(read_value(self.param, text))
        except ParamError as error:
            self._say(str(error))

    def _try(self, value: Value) -> None:
        self._say("" if value == self._value else self._commit(value))

    def _say(self, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self.editor.setProperty("fault", bool(fault))
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)


class ValueLine(QLineEdit):
    """A line for a number or a pair. Enter or leaving it commits, Esc takes it back, up and down step whole numbers."""

    committed = Signal(str)

    def __init__(self, param: Param) -> None:
        super().__init__()
        self.param = param
        self._shown = ""
        self.editingFinished.connect(self._finish)

    def show_value(self, value: Value) -> None:
        """Show a value in the form in which it is typed."""
        self._shown = write_value(value)
        self.setText(self._shown)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the document when nothing is being typed; a line edit would always keep them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if self.text() == self._shown and (event.matches(keys.Undo) or event.matches(keys.Redo)):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, up and down."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.committed.emit(self._shown)
        elif step and self.param.kind in ("int", "pair"):
            try:
                value = read_value(self.param, self.text())
                parts = value if isinstance(value, tuple) else (value,)
                moved = tuple(int(part) + step for part in parts)
                checked = self.param.check(moved if len(moved) == 2 else moved[0])
            except ParamError:
                return
            self.setText(write_value(checked))
            self._finish()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        if self.text() != self._shown:
            self.committed.emit(self.text())


def hint(param: Param) -> str:
    """What a parameter means, in which unit and within which bounds, and what it is if nobody says."""
    lines = [f"{param.meaning} ({param.unit})" if param.unit else param.meaning]
    if param.kind in ("int", "float", "pair"):
        high = "" if param.high >= LARGEST else f", at most {param.high:,g}"
        lines.append(f"at least {param.low:,g}{high}")
    default = write_value(param.default) if not isinstance(param.default, bool) else "on" if param.default else "off"
    lines.append(f"default {default}")
    return "\n".join(lines)


def write_value(value: Value) -> str:
    """A value as it is typed: ``(3, 3)`` is "3", ``(3, 5)`` is "3 x 5"."""
    if isinstance(value, tuple):
        return str(value[0]) if value[0] == value[1] else f"{value[0]} x {value[1]}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def read_value(param: Param, text: str) -> Value:
    """What was typed for a parameter; `ParamError` says what is allowed.

    Thousands may be grouped with commas, and a sum such as ``96*2`` counts as its value.
    """
    parts = text.lower().replace("×", "x").split("x") if param.kind == "pair" else [text]
    numbers = [_number(param, part.strip()) for part in parts]
    return param.check(numbers[0] if len(numbers) == 1 else tuple(numbers))


def _number(param: Param, text: str) -> int | float:
    plain = text.replace(",", "").replace(" ", "")
    try:
        if len(plain) > LONGEST:
            raise ValueError
        if param.kind == "float":
            return float(plain) if _is_number(plain) else float(work_out(plain))
        value = work_out(plain)
    except (ValueError, OverflowError):
        kind = "a number" if param.kind == "float" else "a whole number"
        raise ParamError(f"{param.title} must be {kind} or a sum such as 224/4, not “{text[:30]}”.") from None
    if value.denominator != 1:
        raise ParamError(f"{param.title} must be a whole number, but {text[:30]} is {float(value):g}.")
    return int(value)


def _is_number(text: str) -> bool:
    """Whether it is a plain number, also one that a sum cannot be, such as "inf": its bounds refuse it then."""
    try:
        float(text)
    except ValueError:
        return False
    return True
