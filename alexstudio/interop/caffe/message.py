"""What a prototxt says, as nested messages of named fields."""

from __future__ import annotations

import math
from typing import NamedTuple

from alexstudio.interop.imported import ImportProblem

_TRUTH = {"true": True, "True": True, "t": True, "1": True, "false": False, "False": False, "f": False, "0": False}


class Word(str):
    """A value without quotes: an enum such as MAX, or true."""

    __slots__ = ()


Scalar = int | float | str
"""A number, a text, or a `Word`."""


class Field(NamedTuple):
    """One field of a message as it was written."""

    name: str
    value: Scalar | Message
    line: int


class Message:
    """The fields of a message in their order, and which of them were asked for."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.fields: list[Field] = []
        self.asked: set[str] = set()

    def all(self, name: str) -> list[Field]:
        """The fields called ``name``."""
        self.asked.add(name)
        return [field for field in self.fields if field.name == name]

    def has(self, name: str) -> bool:
        """Whether a field is there."""
        return bool(self.all(name))

    def messages(self, name: str) -> list[Message]:
        """The messages called ``name``; `ImportProblem` when one of them is a number or a text."""
        found = []
        for field in self.all(name):
            if not isinstance(field.value, Message):
                raise ImportProblem(f"Line {field.line:,}: {name} must be followed by braces.")
            found.append(field.value)
        return found

    def message(self, name: str) -> Message:
        """The message called ``name``, an empty one when there is none; several are merged, as protobuf does."""
        found = self.messages(name)
        if len(found) == 1:
            return found[0]
        merged = Message(found[0].line if found else self.line)
        for part in found:
            merged.fields += part.fields
        return merged

    def text(self, name: str, default: str = "") -> str:
        """The last text or word called ``name``."""
        field = self._last(name)
        if field is None:
            return default
        if not isinstance(field.value, str):
            raise ImportProblem(f"Line {field.line:,}: {name} must be a text or a word.")
        return field.value

    def integer(self, name: str, default: int) -> int:
        """The last whole number called ``name``."""
        field = self._last(name)
        return default if field is None else _integer(field)

    def integers(self, name: str) -> list[int]:
        """All whole numbers called ``name``."""
        return [_integer(field) for field in self.all(name)]

    def number(self, name: str, default: float) -> float:
        """The last number called ``name``."""
        field = self._last(name)
        return default if field is None else _number(field)

    def numbers(self, name: str) -> list[float]:
        """All numbers called ``name``."""
        return [_number(field) for field in self.all(name)]

    def flag(self, name: str, default: bool) -> bool:
        """The last truth value called ``name``."""
        field = self._last(name)
        if field is None:
            return default
        known = {
            "true": True,
            "True": True,
            "t": True,
            "1": True,
            "false": False,
            "False": False,
            "f": False,
            "0": False,
        }
        found = known.get(str(field.value)) if not isinstance(field.value, Message) else None
        if found is None:
            raise ImportProblem(f"Line {field.line:,}: {name} must be true or false.")
        return found

    def line_of(self, name: str) -> int:
        """The line of the last field called ``name``, or that of the message."""
        field = self._last(name)
        return self.line if field is None else field.line

    def unasked(self) -> list[str]:
        """Names of the fields that nobody asked for."""
        return list(dict.fromkeys(field.name for field in self.fields if field.name not in self.asked))

    def plain(self) -> dict[str, object]:
        """The message as JSON values: lists of what is repeated, texts of what JSON has no number for."""
        found: dict[str, list[object]] = {}
        for field in self.fields:
            found.setdefault(field.name, []).append(_plain(field.value))
        return {name: values[0] if len(values) == 1 else values for name, values in found.items()}

    def _last(self, name: str) -> Field | None:
        found = self.all(name)
        return found[-1] if found else None


def _integer(field: Field) -> int:
    if type(field.value) is int:
        return field.value
    raise ImportProblem(f"Line {field.line:,}: {field.name} must be a whole number.")


def _number(field: Field) -> float:
    if type(field.value) in (int, float):
        value = float(field.value)  # type: ignore[arg-type]  # the line above says that it is a number
        if math.isfinite(value):
            return value
    raise ImportProblem(f"Line {field.line:,}: {field.name} must be a finite number.")


def _plain(value: Scalar | Message) -> object:
    if isinstance(value, Message):
        return value.plain()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return str(value) if isinstance(value, str) else value
