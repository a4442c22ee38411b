"""The filter line of the layer table: words and simple terms such as ``type:Conv2d params>1M``, as a test on rows."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import NamedTuple

from alexstudio.analysis.columns import BY_KEY, SHARE, Column, Entry

Test = Callable[[Entry], bool]

HELP = """\
Words look into name, type, stage and device; all of them must be there.
  type:Conv2d   stage:Conv1   device:gpu1     the text is in that column
  stage=Conv1   id=fc6                        it is exactly that text
  params>1M   flops<=2.5G   memory>64KiB      numbers: > < >= <= =
  share>10%   field>100   output:13x13
  -type:ReLU                                  not that
  "two words"                                 with the blank"""

_SHORT = {
    "name": "layer",
    "kind": "type",
    "kernel": "settings",
    "input": "inputs",
    "output": "outputs",
    "parameters": "params",
    "macs": "multiply_adds",
    "memory": "activation_bytes",
    "bytes": "activation_bytes",
    "share": "params_share",
    "field": "receptive_field",
}
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_UNITS = {"": 1.0, "%": 0.01} | {
    f"{letter}{end}": float(base ** (power + 1))
    for power, letter in enumerate("kmgt")
    for end, base in (("", 1000), ("b", 1000), ("ib", 1024))
}
_PIECE = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
_TERM = re.compile(r"([A-Za-z][A-Za-z0-9_]*)(>=|<=|[:=<>])(.*)", re.DOTALL)
_NUMBER = re.compile(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]*)?|\.[0-9]+) ?([A-Za-z]*|%)")


class TermProblem(ValueError):
    """A filter that cannot be understood; the text is one sentence for the user."""


class Filter(NamedTuple):
    """What a filter line asks for."""

    tests: tuple[Test, ...] = ()

    def fits(self, entry: Entry) -> bool:
        """Whether a row passes every term."""
        return all(test(entry) for test in self.tests)


def read_filter(text: str) -> Filter:
    """A filter line as a `Filter`; `TermProblem` names the term that cannot be understood."""
    return Filter(tuple(_read_term(piece) for piece in _PIECE.findall(text)))


def _read_term(piece: str) -> Test:
    if len(piece) > 1 and piece.startswith("-") and piece[1:2].isalpha():
        wrong = _read_term(piece[1:])
        return lambda entry: not wrong(entry)
    term = _TERM.fullmatch(piece)
    if term is None:
        return _has_word(_bare(piece))
    name, sign, rest = term[1], term[2], _bare(term[3])
    column = BY_KEY.get(_SHORT.get(name.lower(), name.lower()))
    if column is None:
        raise TermProblem(f"There is no column “{name}”. Use type, stage, device, params, flops, memory, …")
    if not rest:
        raise TermProblem(f"Write something after {name}{sign}")
    if sign == ":" or (sign == "=" and not _is_countable(column)):
        return _has_text(column, rest, whole=sign == "=")
    if not _is_countable(column):
        raise TermProblem(f"{column.title} holds text: write {name}:{rest}")
    number = _number(name, rest)
    if column.form is SHARE and number > 1:
        number /= 100  # share>10 means 10 %
    return _is_in_range(column, sign, number)


def _has_word(word: str) -> Test:
    wanted = word.casefold()

    def test(entry: Entry) -> bool:
        node = entry.node
        return any(wanted in text.casefold() for text in (node.name, node.type, node.stage, node.device))

    return test


def _has_text(column: Column, text: str, *, whole: bool) -> Test:
    wanted = text.casefold().replace("×", "x").replace(",", "")

    def test(entry: Entry) -> bool:
        found = str(column.plain(column.value(entry))).casefold()
        return wanted == found if whole else wanted in found

    return test


def _is_in_range(column: Column, sign: str, number: float) -> Test:
    compare = _COMPARE[sign]

    def test(entry: Entry) -> bool:
        value = column.value(entry)
        return value is not None and compare(column.rank(value), number)

    return test


def _number(name: str, text: str) -> float:
    found = _NUMBER.fullmatch(text)
    unit = _UNITS.get(found[2].lower()) if found else None
    if found is None or unit is None:
        raise TermProblem(f"“{text}” after {name} is not a number. Write it like 1000, 1.5M, 64KiB or 10%.")
    return float(found[1].replace(",", "")) * unit


def _is_countable(column: Column) -> bool:
    return column.is_number and column.key not in ("inputs", "outputs")


def _bare(text: str) -> str:
    return text.replace('"', "")
