"""Layers with several inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alexstudio.layers.params import Values
from alexstudio.layers.spec import LayerType, Shape, ShapeError, shape_text


class Concat(LayerType):
    """Puts tensors one after the other along the channels. This is where the two GPUs of 2012 read each other."""

    name = "Concat"
    family = "Merge"
    summary = "Joins its inputs along the channels, in the order of its slots."
    slots = ("inputs*",)
    target = "torch:cat"
    is_function = True

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        first = inputs[0]
        for number, shape in enumerate(inputs[1:], start=2):
            if shape[1:] != first[1:] or len(shape) != len(first):
                raise ShapeError(
                    f"joins along the channels, so height and width must agree, but input 1 is {shape_text(first)} "
                    f"and input {number} is {shape_text(shape)}. Pool, pad or crop one of them."
                )
        return ((sum(shape[0] for shape in inputs), *first[1:]),)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"dim": 1}

    def caption(self, values: Values) -> str:
        return "along channels"
