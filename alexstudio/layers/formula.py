"""The rules of a layer type as people write them: with names for every layer, with numbers for one.

In `LayerType.size_rule` and `LayerType.count_rule` these stand in braces:

- a parameter: of a pair the height or the width in a rule of sizes, and "height·width" in a count
- ``{in}``: the size of the input along the axis that is worked out
- ``{channels}``, ``{features}``: the first dimension of the input, maps or vector
- ``{height}``, ``{width}``: those of the output

``⌊ ⌋`` rounds down and ``⌈ ⌉`` up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from alexstudio.layers.params import Value, Values
from alexstudio.layers.spec import LayerType, Shape

_PLACE = re.compile(r"\{(\w+)\}")


def with_names(kind: LayerType, rule: str) -> str:
    """A rule as it holds for every layer: "⌊(in − kernel) / stride⌋ + 1"."""

    def name(place: re.Match[str]) -> str:
        param = kind.param(place[1])
        return param.title if param else place[1]

    return _PLACE.sub(name, rule)


def size_with_numbers(rule: str, values: Values, inputs: tuple[Shape, ...], axis: int) -> str:
    """A rule of sizes with the numbers of one layer along an axis (0 down, 1 across): "⌊(227 − 11) / 4⌋ + 1"."""
    terms = {name: _number(value[axis] if isinstance(value, tuple) else value) for name, value in values.items()}
    return _filled(rule, {**terms, "in": _number(inputs[0][1 + axis])})


def count_with_numbers(
    rule: str, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...], features: str = ""
) -> str:
    """A rule of counts with the numbers of one layer: "9,216·4,096 + 4,096".

    ``features`` is how the features that come in are written, as in "256·6·6"; else it is their number.
    """
    terms = {
        name: "·".join(map(_number, value)) if isinstance(value, tuple) else _number(value)
        for name, value in values.items()
    }
    first = _number(inputs[0][0])
    terms |= {"channels": first, "features": features or first}
    if len(outputs[0]) == 3:
        terms |= {"height": _number(outputs[0][1]), "width": _number(outputs[0][2])}
    return _filled(rule, terms)


def _filled(rule: str, terms: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: terms.get(place[1], place[1]), rule)


def _number(value: Value) -> str:
    """A number as it stands in a formula; less than 0 in brackets."""
    text = f"{value:,}" if type(value) is int else str(value)
    return f"({text.replace('-', '−')})" if text.startswith("-") else text
