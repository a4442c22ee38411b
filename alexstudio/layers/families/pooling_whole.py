"""Pooling that adapts to its input: to a fixed size, or to one value per map."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers.footprint import Footprint, Place
from alexstudio.layers.params import Param, Values, as_pair, pair_text
from alexstudio.layers.spec import Kept, LayerType, Shape, Window, needs_maps

_SIZE = Param("output_size", "pair", (1, 1), "height and width that come out", low=1, unit="pixels")
_UNEVEN = Window(stride=0), Window(stride=0)


class AdaptiveAvgPool2d(LayerType):
    """The mean over parts of the maps, so that a fixed size comes out whatever the input.

    The windows of neighbouring outputs overlap or differ in size unless the sizes divide. One output per map is a
    plain mean in torch, which also repeats on CUDA.
    """

    name = "AdaptiveAvgPool2d"
    family = "Pooling"
    summary = "Means over parts of the maps; a fixed size comes out, whatever goes in."
    target = "torch.nn:AdaptiveAvgPool2d"
    memory = Footprint(copies="given")
    reference = "torch.nn.AdaptiveAvgPool2d"
    synonyms = ("adaptive pooling", "average pooling", "squeeze")
    params = (_SIZE,)
    is_deterministic = False

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        return ((inputs[0][0], *as_pair(values["output_size"])),)

    def is_repeatable(self, values: Values) -> bool:
        return values["output_size"] == (1, 1)

    def windows(self, values: Values) -> tuple[Window, Window]:
        return _UNEVEN

    def reads(self, values: Values, axis: int, size: int, position: int) -> range:
        return _part(as_pair(values["output_size"])[axis], size, position)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(inputs=values["output_size"] != (1, 1))

    def footprint(self, values: Values, inputs: tuple[Shape, ...], place: Place) -> Footprint:
        """That of `GlobalAvgPool` for one output per map."""
        return self.memory if values["output_size"] != (1, 1) else GlobalAvgPool.memory

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"to {pair_text(values['output_size'])}"


class AdaptiveMaxPool2d(LayerType):
    """The largest value of parts of the maps, so that a fixed size comes out whatever the input."""

    name = "AdaptiveMaxPool2d"
    family = "Pooling"
    summary = "The largest value of parts of the maps; a fixed size comes out, whatever goes in."
    target = "torch.nn:AdaptiveMaxPool2d"
    memory = Footprint(wide_extra=True)
    reference = "torch.nn.AdaptiveMaxPool2d"
    synonyms = ("adaptive pooling", "max pooling")
    params = (_SIZE,)
    is_deterministic = False

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        return ((inputs[0][0], *as_pair(values["output_size"])),)

    def windows(self, values: Values) -> tuple[Window, Window]:
        return _UNEVEN

    def reads(self, values: Values, axis: int, size: int, position: int) -> range:
        return _part(as_pair(values["output_size"])[axis], size, position)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The input, and where each largest value was: a 64-bit place per output."""
        return Kept(inputs=True, extra_bytes=8 * prod(outputs[0]))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"to {pair_text(values['output_size'])}"


class GlobalAvgPool(LayerType):
    """The mean of each map as a vector, which replaces AlexNet's large dense layers (arXiv:1312.4400, section 3.2)."""

    name = "GlobalAvgPool"
    family = "Pooling"
    summary = "Each map becomes its mean: maps to a vector."
    target = "torch:mean"
    memory = Footprint(order="plain", wide_forward=1)
    reference = "torch.mean"
    is_function = True
    sees_all = True
    synonyms = ("global average pooling", "gap", "mean")
    formula = "y = Σ x / number of x, over each map"

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        return ((inputs[0][0],),)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"dim": (2, 3)}

    def caption(self, values: Values) -> str:
        return "mean of each map"


def _part(count: int, size: int, position: int) -> range:
    """What output ``position`` of ``count`` reads of ``size`` positions (ATen's AdaptivePooling.h)."""
    return range(position * size // count, -(-(position + 1) * size // count))
