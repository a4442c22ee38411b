from __future__ import annotations

from typing import Any

import pytest

from alexstudio.layers import Param, ParamError

INT = Param("out_channels", "int", 64, "", low=1)
PAIR = Param("kernel_size", "pair", (3, 3), "", label="kernel", low=1)
FLOAT = Param("p", "float", 0.5, "", low=0, high=1)
BOOL = Param("bias", "bool", True, "")
CHOICE = Param("mode", "choice", "max", "", choices=("max", "mean"))


@pytest.mark.parametrize(
    ("param", "given", "normal"),
    [
        (INT, 7, 7),
        (PAIR, 3, (3, 3)),
        (PAIR, [3, 5], (3, 5)),
        (PAIR, (1, 2), (1, 2)),
        (FLOAT, 1, 1.0),
        (FLOAT, 0.25, 0.25),
        (BOOL, False, False),
        (CHOICE, "mean", "mean"),
    ],
)
def test_values_get_their_normal_form(param: Param, given: object, normal: object) -> None:
    found = param.check(given)
    assert found == normal and type(found) is type(normal)
    assert param.check(found) == found


@pytest.mark.parametrize(
    ("param", "given", "sentence"),
    [
        (INT, 0, "out channels must be at least 1, not 0."),
        (INT, 2**31, "out channels must be at least 1, not 2147483648."),
        (INT, True, "out channels must be a whole number, not True."),
        (INT, 3.0, "out channels must be a whole number, not 3.0."),
        (INT, "3", "out channels must be a whole number, not '3'."),
        (INT, None, "out channels must be a whole number, not None."),
        (PAIR, (3,), "kernel needs one number or two (height, width), not 1."),
        (PAIR, [1, 2, 3], "kernel needs one number or two (height, width), not 3."),
        (PAIR, (3, 0), "kernel must be at least 1, not 0."),
        (PAIR, (3, True), "kernel must be a whole number, not True."),
        (PAIR, "33", "kernel must be a whole number, not '33'."),
        (FLOAT, 1.5, "p must be at least 0 and at most 1, not 1.5."),
        (FLOAT, float("nan"), "p must be at least 0 and at most 1, not nan."),
        (FLOAT, float("inf"), "p must be at least 0 and at most 1, not inf."),
        (FLOAT, 10**400, "p must be at least 0 and at most 1, not 1000"),
        (FLOAT, True, "p must be a number, not True."),
        (BOOL, 1, "bias must be on or off, not 1."),
        (BOOL, "true", "bias must be on or off, not 'true'."),
        (CHOICE, "median", "mode must be one of max, mean, not 'median'."),
        (CHOICE, ["max"], "mode must be one of max, mean, not ['max']."),
    ],
)
def test_refusals_say_what_is_allowed(param: Param, given: Any, sentence: str) -> None:
    with pytest.raises(ParamError) as refusal:
        param.check(given)
    assert str(refusal.value).startswith(sentence)
    assert len(str(refusal.value)) < 120
