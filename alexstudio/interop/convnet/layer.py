"""One layer of a cuda-convnet file, with what the parameter file says of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from alexstudio.interop.convnet.sections import Option, Section, items
from alexstudio.interop.drafting import Draft, Owner, Wire, shown
from alexstudio.interop.imported import ImportProblem

_FRAME = ("type", "inputs", "gpu")
_LONGEST_NUMBER = 40
_TRUE, _FALSE = ("true", "1", "yes", "on"), ("false", "0", "no", "off")


class Layer:
    """A section of the layer file, and the section of that name in the parameter file."""

    def __init__(self, section: Section, params: Section | None) -> None:
        self.name, self.line = section.name, section.line
        self.owner = Owner(section.name, section.line)
        self._options = section.options
        self.params = params.options if params else {}
        self.has_params = params is not None
        self._asked: set[str] = set()
        self.type = self.text("type").lower()
        if not self.type:
            raise self.problem("has no type.")

    def problem(self, text: str) -> ImportProblem:
        """A problem with this layer; ``text`` goes on after its name."""
        return self.owner.problem(text)

    def has(self, *names: str) -> bool:
        """Whether the layer file has one of these options."""
        return any(name.lower() in self._options for name in names)

    def text(self, name: str, default: str = "") -> str:
        """An option as it is written."""
        option = self._get(name)
        return option.value if option else default

    def names(self, name: str) -> list[str]:
        """A list of names."""
        return [item for item in items(self.text(name)) if item]

    def integer(self, name: str, default: int | None = None) -> int:
        """A whole number; `ImportProblem` when it is none, or there is none and no default."""
        return self.integers(name, 1, default)[0]

    def integers(self, name: str, count: int, default: int | None = None) -> list[int]:
        """A whole number for each of ``count`` inputs; one stands for all."""
        option = self._get(name)
        if option is None:
            if default is None:
                raise self.problem(f"has no {name}.")
            return [default] * count
        found = [self._integer(name, item) for item in items(option.value)]
        if len(found) == 1:
            return found * count
        if len(found) != count:
            raise self.problem(f"has {len(found):,} numbers in {name}, but {count:,} inputs.")
        return found

    def flag(self, name: str, default: bool) -> bool:
        """A truth value."""
        value = self.text(name, "true" if default else "false").lower()
        if value not in _TRUE + _FALSE:
            raise self.problem(f"has {shown(value)} for {name}, which must be true or false.")
        return value in _TRUE

    def number(self, name: str, default: float) -> float:
        """A number from the parameter file, or from the layer file as in 2011."""
        option = self.params.get(name.lower()) or self._get(name)
        return default if option is None else self.to_number(name, option.value)

    def numbers(self, name: str) -> list[float]:
        """A list of numbers from the layer file."""
        return [self.to_number(name, item) for item in items(self.text(name))]

    def to_number(self, name: str, text: str) -> float:
        """A finite number; `ImportProblem` names the option when it is none."""
        try:
            value = float(text) if len(text) <= _LONGEST_NUMBER and "_" not in text else math.nan
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise self.problem(f"has {shown(text)!r} for {name}, which is no number.")
        return value

    def only(self, inputs: Sequence[Wire]) -> Wire:
        """What it reads, where that is one thing."""
        if len(inputs) != 1:
            raise self.problem(f"is of type {self.type}, which takes one input, but it has {len(inputs):,}.")
        return inputs[0]

    def placeholder(self, draft: Draft, inputs: Sequence[Wire]) -> Wire:
        """A node that keeps the type and the options, for a layer that there is none like."""
        options = {name: option.value for name, option in self._options.items() if name not in _FRAME}
        self._asked |= set(self._options)
        return draft.placeholder(self.type, options, inputs, 1, "cuda-convnet")[0]

    def unasked(self) -> list[str]:
        """Names of the options that nobody asked for."""
        return [name for name in self._options if name not in self._asked]

    def _get(self, name: str) -> Option | None:
        self._asked.add(name.lower())
        return self._options.get(name.lower())

    def _integer(self, name: str, text: str) -> int:
        try:
            return int(text) if len(text) <= _LONGEST_NUMBER and "_" not in text else int("")
        except ValueError:
            raise self.problem(f"has {shown(text)!r} for {name}, which is no whole number.") from None
