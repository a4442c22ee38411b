"""A scale for each channel: learned, or fixed for the colours of pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alexstudio.layers.footprint import Footprint
from alexstudio.layers.params import Param, Values
from alexstudio.layers.spec import Costs, Kept, LayerType, Shape, ShapeError, needs_maps


def _number(name: str, default: float, meaning: str) -> Param:
    return Param(name, "float", default, meaning, low=-1e6, high=1e6)


class ChannelAffine(LayerType):
    """scale · x + shift with fixed numbers for red, green and blue.

    The defaults are those of GoogLeNet and Inception v3 in torchvision (``transform_input``): pictures normalised by
    the mean and deviation of ImageNet become pictures from -1 to 1, as the original weights expect.
    """

    name = "ChannelAffine"
    family = "Normalisation"
    summary = "Fixed scale and shift for red, green and blue, to convert between normalisations of pictures."
    target = "alexstudio.engine.modules.channel_affine:ChannelAffine"
    memory = Footprint(order="plain", forward=1, backward=1.33)
    synonyms = ("transform_input", "scale", "shift", "normalise pictures")
    formula = "y = scale · x + shift"
    passes_shape = True
    params = (
        _number("scale_red", 0.229 / 0.5, "factor for red"),
        _number("scale_green", 0.224 / 0.5, "factor for green"),
        _number("scale_blue", 0.225 / 0.5, "factor for blue"),
        _number("shift_red", (0.485 - 0.5) / 0.5, "added to red"),
        _number("shift_green", (0.456 - 0.5) / 0.5, "added to green"),
        _number("shift_blue", (0.406 - 0.5) / 0.5, "added to blue"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        if inputs[0][0] != 3:
            raise ShapeError(
                f"has numbers for red, green and blue, but its input has {inputs[0][0]:,} channels. Put it right "
                "after an Input of 3 channels."
            )
        return inputs

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        numbers = tuple(values[param.name] for param in self.params)
        return {"scale": numbers[:3], "shift": numbers[3:]}

    def caption(self, values: Values) -> str:
        return f"red · {values['scale_red']:.3g} + {values['shift_red']:.3g} …"


class LayerScale(LayerType):
    """A learned factor for each map, small at first: a deep network starts as the identity (arXiv:2103.17239)."""

    name = "LayerScale"
    family = "Normalisation"
    summary = "A learned factor for each map, small at first."
    target = "alexstudio.engine.modules.layer_scale:LayerScale"
    memory = Footprint(widens=True, backward=1, wide_backward=1.5)
    synonyms = ("scale", "gamma", "ConvNeXt")
    formula = "y = factor · x"
    params = (_number("init_value", 1e-6, "value of every factor before training"),)

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        return inputs

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        return Costs(inputs[0][0])

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(inputs=True)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"channels": inputs[0][0], "init_value": values["init_value"]}

    def caption(self, values: Values) -> str:
        return f"from {values['init_value']:g}"

    def count_rule(self, values: Values) -> str:
        return "{channels}"
