"""Parameters of layer types: kind, bounds, default and one-line meaning, checked in one place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Value = int | float | bool | str | tuple[int, int]
Values = Mapping[str, Value]
Kind = Literal["int", "float", "bool", "choice", "pair"]

LARGEST = 2**31 - 1  # torch sizes are int64, but no dimension of a network that can run is larger


class ParamError(ValueError):
    """A parameter value that cannot be used; the text is one sentence for the user."""


@dataclass(frozen=True)
class Param:
    """One parameter of a layer type.

    ``pair`` holds (height, width) in pixels; a single number given for it means a square.
    ``low`` and ``high`` are inclusive bounds, for a pair those of each part.
    """

    name: str
    kind: Kind
    default: Value
    meaning: str
    label: str = ""
    low: float = 0
    high: float = LARGEST
    unit: str = ""
    choices: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name as people read it: ``out_channels`` is shown as "out channels"."""
        return self.label or self.name.replace("_", " ")

    def check(self, value: object) -> Value:
        """Return ``value`` in its normal form, or raise `ParamError` with a sentence that says what is allowed."""
        if self.kind == "bool":
            if isinstance(value, bool):
                return value
            raise ParamError(f"{self.title} must be on or off, not {_shown(value)}.")
        if self.kind == "choice":
            if isinstance(value, str) and value in self.choices:
                return value
            raise ParamError(f"{self.title} must be one of {', '.join(self.choices)}, not {_shown(value)}.")
        if self.kind == "pair":
            return self._check_pair(value)
        return self._check_number(value)

    def _check_pair(self, value: object) -> tuple[int, int]:
        if isinstance(value, (tuple, list)):
            if len(value) != 2:
                raise ParamError(f"{self.title} needs one number or two (height, width), not {len(value)}.")
            height, width = value
        else:
            height = width = value
        return self._check_int(height), self._check_int(width)

    def _check_int(self, value: object) -> int:
        if type(value) is not int:
            raise ParamError(f"{self.title} must be a whole number, not {_shown(value)}.")
        self._check_bounds(value)
        return value

    def _check_number(self, value: object) -> int | float:
        if self.kind == "int":
            return self._check_int(value)
        if type(value) not in (int, float):
            raise ParamError(f"{self.title} must be a number, not {_shown(value)}.")
        assert isinstance(value, (int, float))
        self._check_bounds(value)
        return float(value)

    def _check_bounds(self, value: int | float) -> None:
        if not self.low <= value <= self.high or (isinstance(value, float) and not math.isfinite(value)):
            high = "" if self.high >= LARGEST else f" and at most {self.high:g}"
            raise ParamError(f"{self.title} must be at least {self.low:g}{high}, not {_shown(value)}.")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


def pair_text(value: Value) -> str:
    """``(3, 3)`` as "3x3", ``(3, 5)`` as "3x5"."""
    height, width = as_pair(value)
    return f"{height}×{width}"


def as_pair(value: Value) -> tuple[int, int]:
    """The value of a pair parameter, typed."""
    assert isinstance(value, tuple)
    return value


def as_int(value: Value) -> int:
    """The value of an int parameter, typed."""
    assert isinstance(value, int)
    return value
