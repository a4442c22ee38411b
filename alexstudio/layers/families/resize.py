"""Layers that change the size of maps without learning: padding, cropping, enlarging."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alexstudio.layers.params import Param, Values, as_int, as_pair, pair_text
from alexstudio.layers.remedy import SetParam
from alexstudio.layers.spec import LayerType, Shape, ShapeError, Window, needs_maps


def _side(name: str) -> Param:
    return Param(name, "int", 0, f"zeros added at the {name}; less than 0 cuts off", low=-(2**31), unit="pixels")


class ZeroPad2d(LayerType):
    """Zeros around the maps, each side on its own; negative numbers crop.

    cuda-convnet rounds sizes up by reading zeros at the right and bottom only: the first layer of the 2012 network is
    an unpadded convolution after 3 zeros at the right and 3 at the bottom.
    """

    name = "ZeroPad2d"
    family = "Convolution"
    summary = "Adds zeros around the maps, or cuts off, each side on its own."
    target = "torch.nn:ZeroPad2d"
    reference = "torch.nn.ZeroPad2d"
    synonyms = ("pad", "padding", "crop")
    params = (_side("left"), _side("right"), _side("top"), _side("bottom"))

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        channels, height, width = inputs[0]
        left, right, top, bottom = (as_int(values[param.name]) for param in self.params)
        for size, before, after, what in ((height, top, bottom, "height"), (width, left, right, "width")):
            if size + min(before, 0) + min(after, 0) < 1:
                raise ShapeError(
                    f"cuts off all of its {what} of {size}. Cut off less.",
                    *(SetParam(side, 0) for side in (("top", "bottom") if what == "height" else ("left", "right"))),
                )
        return ((channels, height + top + bottom, width + left + right),)

    def windows(self, values: Values) -> tuple[Window, Window]:
        return Window(before=as_int(values["top"])), Window(before=as_int(values["left"]))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"padding": tuple(values[param.name] for param in self.params)}

    def caption(self, values: Values) -> str:
        sides = [as_int(values[param.name]) for param in self.params]
        if len(set(sides)) == 1:
            return f"{sides[0]} all around"
        signs = "←→↑↓"
        return " ".join(f"{sign}{side}" for sign, side in zip(signs, sides, strict=True) if side) or "nothing"


class Upsample(LayerType):
    """Enlarges maps by whole factors, by repeating values or by interpolating between the centres of pixels."""

    name = "Upsample"
    family = "Pooling"
    summary = "Enlarges maps by repeating values (nearest) or interpolating (bilinear)."
    target = "torch.nn:Upsample"
    reference = "torch.nn.Upsample"
    synonyms = ("interpolate", "resize", "unpooling", "nearest", "bilinear")
    params = (
        Param("scale_factor", "pair", (2, 2), "how much larger, down and across", label="scale", low=1, high=256),
        Param("mode", "choice", "nearest", "repeat values, or interpolate", choices=("nearest", "bilinear")),
    )
    is_deterministic = False

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        channels, height, width = inputs[0]
        scale_h, scale_w = as_pair(values["scale_factor"])
        return ((channels, height * scale_h, width * scale_w),)

    def is_repeatable(self, values: Values) -> bool:
        return values["mode"] == "nearest"

    def windows(self, values: Values) -> tuple[Window, Window]:
        down, across = as_pair(values["scale_factor"])
        if values["mode"] == "nearest":
            return Window(down, 1, down - 1, down), Window(across, 1, across - 1, across)
        return _between(down), _between(across)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        # A tuple of floats, so that torch does not take the scale for a size
        given: dict[str, Any] = {"scale_factor": tuple(float(part) for part in as_pair(values["scale_factor"]))}
        if values["mode"] != "nearest":
            given["mode"] = values["mode"]
        return given

    def caption(self, values: Values) -> str:
        scale_h, scale_w = as_pair(values["scale_factor"])
        return f"×{scale_h}" if scale_h == scale_w else f"×{pair_text(values['scale_factor'])}"

    def size_rule(self, values: Values) -> str:
        return "{in}·{scale_factor}"


def _between(scale: int) -> Window:
    """Output o lies at (o + 1/2) / scale - 1/2 of the input and reads the positions before and behind it.

    In units of 1/(2 scale): the multiples of 2 scale less than 2 scale away from 2o + 1 - scale.
    """
    return Window(4 * scale - 1, 2, 3 * scale - 2, 2 * scale)
