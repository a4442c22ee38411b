from __future__ import annotations

from fractions import Fraction

import pytest

from alexstudio.layers import Param, ParamError
from alexstudio.ui.expression import work_out
from alexstudio.ui.fields import hint, read_value

WIDTH = Param("width", "int", 64, "number of maps", low=1, high=4096, unit="maps")
SIDES = Param("sides", "pair", (3, 3), "kernel", low=1)
RATE = Param("rate", "float", 0.5, "share", low=0, high=1)


@pytest.mark.parametrize(
    ("text", "value"),
    [("224/4", 56), ("96*2", 192), ("(55-3)/2+1", 27), ("7//2", 3), ("-3+5", 2), ("0.1+0.2", Fraction(3, 10)),
     ("1e3", 1000), ("2*(3+4)*5", 70), ("+4", 4), ("17%5", 2)],
)  # fmt: skip
def test_sums(text: str, value: int | Fraction) -> None:
    assert work_out(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "x", "2**9999999", "1/0", "__import__('os')", "(1,2)", "[1]", "1 if 1 else 2", "True", "'a'*9", "1;2",
     "a:=1", "1j", "9" * 101, "(" * 99, "1e999", "1<<9", "~1", "f''", "9e29*9e29", "lambda: 1"],
)  # fmt: skip
def test_what_is_no_sum(text: str) -> None:
    with pytest.raises(ValueError):
        work_out(text)


def test_fields_take_sums() -> None:
    assert read_value(WIDTH, "96*2") == 192 and read_value(WIDTH, "1,024 / 4") == 256
    assert read_value(SIDES, "22/2") == (11, 11) and read_value(SIDES, "2+1 x 10/2") == (3, 5)
    assert read_value(RATE, "1/4") == 0.25 and read_value(RATE, "5e-1") == 0.5


@pytest.mark.parametrize(
    ("param", "text", "words"),
    [(WIDTH, "225/2", "must be a whole number, but 225/2 is 112.5"), (WIDTH, "five", "or a sum such as 224/4"),
     (WIDTH, "1000*1000", "at most 4096"), (RATE, "inf", "at most 1"), (RATE, "nan", "at least 0"),
     (WIDTH, "2-2", "at least 1")],
)  # fmt: skip
def test_what_fields_refuse(param: Param, text: str, words: str) -> None:
    with pytest.raises(ParamError, match=words):
        read_value(param, text)


def test_hints_say_unit_bounds_and_default() -> None:
    assert hint(WIDTH) == "number of maps (maps)\nat least 1, at most 4,096\ndefault 64"
    assert hint(Param("bias", "bool", True, "add a constant")) == "add a constant\ndefault on"
