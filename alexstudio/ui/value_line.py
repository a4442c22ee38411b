"""Lines that are typed in: they give undo and redo to the document when nothing is being typed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from alexstudio.layers import Param, ParamError, Value
from alexstudio.layers.params import LARGEST
from alexstudio.ui.expression import LONGEST, work_out
from alexstudio.ui.theme import theme
from alexstudio.ui.words import mark, spoken, translate

MIXED = mark("Values", "mixed")
"""What a field shows for several layers whose values differ."""


class TypedLine(QLineEdit):
    """A line of text. Enter or leaving it commits, Esc takes back what was typed."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.editingFinished.connect(self.commit)

    @property
    def is_being_typed(self) -> bool:
        """Whether it holds something that nobody has committed yet."""
        return self.text() != self._shown

    def show_text(self, text: str) -> None:
        """Show what came from elsewhere, such as undo."""
        self._shown = text
        if self.text() != text or self.isModified():
            self.setText(text)

    def keep_typing_over(self, text: str) -> None:
        """What came from elsewhere is what Esc goes back to; what is being typed stays."""
        self._shown = text

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the document when nothing is being typed; a line edit would always keep them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if not self.is_being_typed and (event.matches(keys.Undo) or event.matches(keys.Redo)):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.committed.emit(self._shown)
        else:
            super().keyPressEvent(event)

    def commit(self) -> None:
        """Tell what was typed."""
        if self.is_being_typed:
            self.committed.emit(self.text())


class ValueLine(TypedLine):
    """A line for a number or a pair; up and down step whole numbers. Its unit stands at the right if there is room."""

    def __init__(self, param: Param) -> None:
        super().__init__()
        self.param = param

    def show_value(self, value: Value | None) -> None:
        """Show a value in the form in which it is typed; None for several that differ."""
        self.setPlaceholderText(translate("Values", MIXED) if value is None else "")
        self.show_text("" if value is None else write_value(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if not step or self.param.kind not in ("int", "pair"):
            super().keyPressEvent(event)
            return
        try:
            value = read_value(self.param, self.text())
            parts = value if isinstance(value, tuple) else (value,)
            moved = tuple(int(part) + step for part in parts)
            checked = self.param.check(moved if len(moved) == 2 else moved[0])
        except ParamError:
            return
        self.setText(write_value(checked))
        self.commit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, and the unit behind the number."""
        super().paintEvent(event)
        unit = spoken(self.param.unit)
        if not unit or not self.text():
            return
        metrics = self.fontMetrics()
        wide = metrics.horizontalAdvance(unit)
        if metrics.horizontalAdvance(self.text()) + wide + 34 > self.width():
            return
        painter = QPainter(self)
        painter.setPen(QColor(theme().muted))
        painter.drawText(QRect(self.width() - wide - 10, 0, wide, self.height()), Qt.AlignmentFlag.AlignVCenter, unit)


def part_of(param: Param) -> Param:
    """What the height or the width of a pair parameter is on its own."""
    return replace(param, kind="int", default=param.default[0] if isinstance(param.default, tuple) else param.default)


def hint(param: Param) -> str:
    """What a parameter means, in which unit and within which bounds, and what it is if nobody says."""
    meaning = spoken(param.meaning)
    lines = [f"{meaning} ({spoken(param.unit)})" if param.unit else meaning]
    if param.kind in ("int", "float", "pair"):
        bounds = translate("Values", "at least {low}, at most {high}")
        if param.high >= LARGEST:
            bounds = translate("Values", "at least {low}")
        lines.append(bounds.format(low=f"{param.low:,g}", high=f"{param.high:,g}"))
    lines.append(translate("Values", "default {value}").format(value=default_text(param)))
    return "\n".join(lines)


def hint_line(param: Param) -> str:
    """`hint` on one line, with the name of the parameter."""
    return f"{spoken(param.title)}: {hint(param).replace(chr(10), '; ')}"


def default_text(param: Param) -> str:
    """What a parameter is if nobody says."""
    if isinstance(param.default, bool):
        return translate("Values", "on") if param.default else translate("Values", "off")
    return write_value(param.default)


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
        sentence = translate("Values", "{param} must be a whole number or a sum such as 224/4, not “{text}”.")
        if param.kind == "float":
            sentence = translate("Values", "{param} must be a number or a sum such as 224/4, not “{text}”.")
        raise ParamError(sentence.format(param=spoken(param.title), text=text[:30])) from None
    if value.denominator != 1:
        sentence = translate("Values", "{param} must be a whole number, but {text} is {value}.")
        raise ParamError(sentence.format(param=spoken(param.title), text=text[:30], value=f"{float(value):g}"))
    return int(value)


def _is_number(text: str) -> bool:
    """Whether it is a plain number, also one that a sum cannot be, such as "inf": its bounds refuse it then."""
    try:
        float(text)
    except ValueError:
        return False
    return True
