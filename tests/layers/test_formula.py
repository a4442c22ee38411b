"""The formulas that are shown give the numbers that are worked out."""

from __future__ import annotations

import random
import re
from fractions import Fraction
from math import ceil, floor

import pytest
from random_cases import SEED, draw_case

from alexstudio.layers import LayerType, layer_type
from alexstudio.layers.formula import count_with_numbers, size_with_numbers, with_names
from alexstudio.layers.registry import built_in

CASES = 200


def worth(text: str) -> Fraction:
    """The value of a formula with numbers in it."""
    for sign, plain in (("·", "*"), ("×", "*"), ("−", "-"), ("⌊", "floor("), ("⌋", ")"), ("⌈", "ceil("), ("⌉", ")")):
        text = text.replace(sign, plain)
    text = re.sub(r"(?<=\d),(?=\d)", "", text)
    assert re.fullmatch(r"(floor|ceil|min|\d+|[-+*/(), ])*", text), f"not only numbers: {text}"
    exact = re.sub(r"\d+", lambda number: f"F({number[0]})", text)
    return Fraction(eval(exact, {"F": Fraction, "floor": floor, "ceil": ceil, "min": min}))  # noqa: S307  checked above


@pytest.mark.parametrize("kind", list(built_in().values()), ids=lambda kind: kind.name)
def test_formulas_are_worth_what_the_layer_has(kind: LayerType) -> None:
    draw = random.Random(f"{SEED} {kind.name}")
    counted = sized = 0
    for _ in range(CASES):
        values, inputs = draw_case(kind, draw)
        try:
            values = {param.name: param.check(values[param.name]) for param in kind.params}
            outputs = kind.output_shapes(values, inputs)
        except ValueError:
            continue
        costs = kind.costs(values, inputs, outputs)
        rule = kind.count_rule(values)
        assert bool(rule) == bool(costs.weights + costs.biases), "what learns says how it is counted"
        if rule:
            text = count_with_numbers(rule, values, inputs, outputs)
            assert worth(text) == costs.weights + costs.biases, text
            counted += 1
        rule = kind.size_rule(values)
        for axis in (0, 1) if rule else ():
            text = size_with_numbers(rule, values, inputs, axis)
            assert worth(text) == outputs[0][1 + axis], text
            sized += 1
    assert sized or not kind.size_rule(kind.defaults)
    assert counted or not kind.count_rule(kind.defaults)


def test_a_wrong_rule_is_seen() -> None:
    conv = layer_type("Conv2d")
    values = {**conv.defaults, "kernel_size": (11, 11), "stride": (4, 4)}
    assert worth(size_with_numbers(conv.size_rule(values), values, ((3, 227, 227),), 0)) == 55
    assert worth(size_with_numbers(conv.size_rule(conv.defaults), values, ((3, 227, 200),), 1)) != 55


def test_names_and_numbers() -> None:
    conv, dense = layer_type("Conv2d"), layer_type("Linear")
    values = {**conv.defaults, "out_channels": 96, "kernel_size": (11, 11), "stride": (4, 4)}
    rule = conv.size_rule(values)
    assert with_names(conv, rule) == "⌊(in + 2·padding − kernel) / stride⌋ + 1"
    assert size_with_numbers(rule, values, ((3, 227, 227),), 0) == "⌊(227 + 2·0 − 11) / 4⌋ + 1"
    counted = count_with_numbers(conv.count_rule(values), values, ((3, 227, 227),), ((96, 55, 55),))
    assert counted == "96 × 3·11·11 + 96"
    values = {"out_features": 4096, "bias": True}
    rule = dense.count_rule(values)
    assert count_with_numbers(rule, values, ((9216,),), ((4096,),)) == "9,216 × 4,096 + 4,096"
    assert count_with_numbers(rule, values, ((9216,),), ((4096,),), "256·6·6") == "256·6·6 × 4,096 + 4,096"


def test_what_a_plugin_declares_wrong_stays_readable() -> None:
    class Odd(type(layer_type("ReLU"))):  # type: ignore[misc]
        def size_rule(self, values: object) -> str:
            return "{in} / {nothing}"

    assert with_names(Odd(), Odd().size_rule({})) == "in / nothing"
    assert size_with_numbers(Odd().size_rule({}), {}, ((3, 8, 8),), 0) == "8 / nothing"
