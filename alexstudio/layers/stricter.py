"""Where a layer type refuses on purpose what torch accepts: the whole list, for documentation and for the tests.

Everything else that a layer type refuses, torch refuses too, and whatever it accepts runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from alexstudio.layers.params import Param, Values
from alexstudio.layers.registry import layer_type
from alexstudio.layers.spec import Shape


class Stricter(NamedTuple):
    """One deliberate refusal. ``types`` is empty where it holds for every layer type."""

    types: tuple[str, ...]
    reason: str
    applies: Callable[[str, Values, tuple[Shape, ...]], bool]
    """Whether it refuses a layer type (by name) with these parameters on these inputs."""


def why_stricter(name: str, values: Values, inputs: tuple[Shape, ...]) -> str:
    """The reason why a layer type refuses what torch may accept, or nothing."""
    for one in STRICTER:
        if name in (one.types or (name,)) and one.applies(name, values, inputs):
            return one.reason
    return ""


def _is_vector(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    return len(inputs[0]) == 1


def _is_maps(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    return len(inputs[0]) == 3


def _is_outside(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    return any(param.kind == "float" and _outside(param, values) for param in layer_type(name).params)


def _is_unlisted(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    return any(
        param.kind == "choice" and values.get(param.name) not in param.choices for param in layer_type(name).params
    )


def _is_too_many(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    return any(param.kind in ("int", "pair") and _above(param, values) for param in layer_type(name).params)


def _differ(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    return inputs[0] != inputs[1]


def _is_one_part(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    return 1 in (values.get("parts"), values.get("chunks"))


def _is_fewer_parts(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    parts, channels = values["chunks"], inputs[0][0]
    if not isinstance(parts, int) or parts < 2:
        return False
    size = -(-channels // parts)
    return -(-channels // size) != parts


def _is_from_the_end(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    start = values["start"]
    return isinstance(start, int) and start < 0


def _is_worked_out(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    size = values["size"]
    return -1 in (values["channels"], *(size if isinstance(size, tuple) else ()))


def _is_not_rgb(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    return inputs[0][0] != 3


def _outside(param: Param, values: Values) -> bool:
    value = values.get(param.name)
    return isinstance(value, float) and not param.low <= value <= param.high


def _above(param: Param, values: Values) -> bool:
    value = values.get(param.name)
    numbers = value if isinstance(value, tuple) else (value,)
    return any(isinstance(part, int) and part > param.high for part in numbers)


def _has_no_dilation(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    dilation = values["dilation"]
    return isinstance(dilation, tuple) and 0 in dilation


def _is_all_cut_off(name: str, values: Values, inputs: tuple[Shape, ...]) -> bool:
    left, right, top, bottom = (min(0, int(values[side])) for side in ("left", "right", "top", "bottom"))  # type: ignore[arg-type]
    return len(inputs[0]) == 3 and (inputs[0][1] + top + bottom < 1 or inputs[0][2] + left + right < 1)


EMPTY = "A tensor without values is never what a network means; torch computes with nothing."

STRICTER: tuple[Stricter, ...] = (
    Stricter((), EMPTY, lambda name, values, inputs: False),  # seen in the result, not in the question
    Stricter((), "Fractional numbers have bounds that keep a slip of the keyboard out of the weights.", _is_outside),
    Stricter((), "Sizes and counts have an upper bound where more than that is a slip of the keyboard.", _is_too_many),
    Stricter((), "Only the choices on offer are checked in every other place.", _is_unlisted),
    Stricter(
        ("Linear", "Softmax", "LogSoftmax", "Unflatten", "AuxiliaryLoss"),
        "torch works along one axis of maps; here that is a forgotten Flatten.",
        _is_maps,
    ),
    Stricter(
        ("ZeroPad2d", "GroupNorm", "Dropout2d", "LayerScale", "ChannelAffine"),
        "It is for maps; what torch does with a vector mixes up pictures and features, or is another layer.",
        _is_vector,
    ),
    Stricter(
        ("Add", "Maximum", "Multiply"),
        "torch repeats any side of length 1; unequal shapes are nearly always a mistake upstream. Multiply takes 1×1 "
        "maps as weights of whole maps.",
        _differ,
    ),
    Stricter(
        ("ConvTranspose2d",), "torch does not check a dilation of 0 where the filter has one point.", _has_no_dilation
    ),
    Stricter(("ZeroPad2d",), "Something of the maps must be left; torch pads again what was cut off.", _is_all_cut_off),
    Stricter(("Split", "Chunk"), "One part is the input itself.", _is_one_part),
    Stricter(("Chunk",), "torch gives fewer parts than asked for when they do not come out.", _is_fewer_parts),
    Stricter(("Unflatten",), "Sizes are written out; torch works out one that is -1.", _is_worked_out),
    Stricter(("SelectChannels",), "Channels are counted from the front only.", _is_from_the_end),
    Stricter(("ChannelAffine",), "It has numbers for three colours.", _is_not_rgb),
)
