"""Random layers: parameters and inputs, most of them sensible, some deliberately not."""

from __future__ import annotations

import os
import random
from typing import Any

from alexstudio.layers import LayerType, Param, Shape

SEED = os.environ.get("ALEXSTUDIO_SEED", "2012")
DEEP = os.environ.get("ALEXSTUDIO_DEEP", "") == "1"

_FOR_VECTORS = {"Linear", "Softmax", "LogSoftmax", "Unflatten", "AuxiliaryLoss"}
_FOR_ANY = {"Flatten", "Concat", "Add", "Maximum", "Multiply", "Split", "Chunk", "SelectChannels"}
_CHANNELS = (1, 2, 3, 4, 4, 6, 8, 8)


def draw_value(param: Param, draw: random.Random, *, wild: bool = False) -> Any:
    """A value for a parameter; a wild one is outside what the parameter allows."""
    if param.kind == "bool":
        return draw.random() < 0.5
    if param.kind == "choice":
        return "other" if wild else draw.choice(param.choices)
    if param.kind == "float":
        low, high = max(param.low, -2.0), min(param.high, 2.0)
        if wild:
            return draw.choice((param.low - 0.1 - abs(param.low) * 0.1, param.high * 1.1 + 1, float("nan")))
        return draw.choice((low, high)) if draw.random() < 0.1 else draw.uniform(low, high)
    if param.kind == "pair":
        side = _whole(param, draw)
        other = side if draw.random() < 0.6 else _whole(param, draw)
        if wild:
            return draw.choice(((int(param.low) - 1, other), (side, int(param.low) - 1)))
        return side, other
    return int(param.low) - draw.randint(1, 3) if wild else _whole(param, draw)


def _whole(param: Param, draw: random.Random) -> int:
    low = int(param.low)
    if low < -1000:
        return draw.choice((-2, -1, 0, 0, 0, 1, 1, 2, 3))
    return draw.choice((low, low, low, low + 1, low + 1, low + 2, low + 3, low + 5))


def draw_shape(kind: LayerType, draw: random.Random, *, wild: bool = False) -> Shape:
    """Channels up to 8, height and width up to 12; a wild shape has the wrong number of dimensions."""
    channels = 3 if kind.name == "ChannelAffine" and draw.random() < 0.8 else draw.choice(_CHANNELS)
    likely = 1.0 if kind.name in _FOR_VECTORS else 0.3 if kind.name in _FOR_ANY or kind.passes_shape else 0.0
    if (draw.random() < likely) != (wild and kind.name not in _FOR_ANY):
        return (channels,)
    return channels, draw.randint(1, 12), draw.randint(1, 12)


def draw_case(kind: LayerType, draw: random.Random) -> tuple[dict[str, Any], tuple[Shape, ...]]:
    """Parameters and inputs. A third of the cases is wild somewhere."""
    places = [*(param.name for param in kind.params if param.kind != "bool"), ""]
    spot = draw.choice(places) if draw.random() < 0.33 else None
    values = {param.name: draw_value(param, draw, wild=param.name == spot) for param in kind.params}
    first = draw_shape(kind, draw, wild=spot == "")
    if kind.name == "Unflatten" and spot is None and draw.random() < 0.9:
        first = (values["channels"] * values["size"][0] * values["size"][1],)
    inputs = [first]
    for _ in range(draw.randint(0, 3) if kind.is_variadic else len(kind.slots) - 1):
        inputs.append(_another(kind, first, draw))
    return values, tuple(inputs)


def _another(kind: LayerType, first: Shape, draw: random.Random) -> Shape:
    chance = draw.random()
    if chance < 0.1:
        return draw_shape(kind, draw)
    if kind.is_variadic:
        return draw.randint(1, 5), *first[1:]
    if chance < 0.2 and len(first) == 3:
        return first[0], 1, 1
    if chance < 0.3 and len(first) == 3:
        return first[0], first[1] + draw.choice((-1, 1)) or 1, first[2]
    return first
