"""Layers with several inputs."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers.footprint import Footprint, Place
from alexstudio.layers.params import Values
from alexstudio.layers.spec import Kept, LayerType, Shape, ShapeError, shape_text


class Concat(LayerType):
    """Puts tensors one after the other along the channels. This is where the two GPUs of 2012 read each other."""

    name = "Concat"
    family = "Merge"
    summary = "Joins its inputs along the channels, in the order of its slots."
    slots = ("inputs*",)
    target = "torch:cat"
    memory = Footprint(passes=True, order="as it comes")
    reference = "torch.cat"
    is_function = True
    synonyms = ("concatenate", "cat", "join", "depth concat")

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


class Add(LayerType):
    """The sum of two tensors of one shape: the shortcut of residual networks (arXiv:1512.03385), ``eltsum`` in 2012."""

    name = "Add"
    family = "Merge"
    summary = "Adds two inputs of the same shape, value by value."
    slots = ("first", "second")
    target = "torch:add"
    memory = Footprint(passes=True, order="as it comes")
    reference = "torch.add"
    is_function = True
    synonyms = ("sum", "plus", "residual", "shortcut", "skip", "eltsum")
    formula = "y = first + second"

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        return (_same(inputs, "adds"),)

    def caption(self, values: Values) -> str:
        return "first + second"


class Multiply(LayerType):
    """The product of two tensors of one shape, or of maps and one value per map.

    The latter is how squeeze-and-excitation (arXiv:1709.01507) weighs its maps: the 1x1 maps are repeated.
    """

    name = "Multiply"
    family = "Merge"
    summary = "Multiplies two inputs value by value; 1×1 maps weigh whole maps."
    slots = ("first", "second")
    target = "torch:mul"
    reference = "torch.mul"
    is_function = True
    synonyms = ("product", "times", "gate", "squeeze and excitation", "scale")
    formula = "y = first · second"

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        first, second = inputs
        if len(first) == len(second) == 3 and first[0] == second[0]:
            if first[1:] == (1, 1):
                return (second,)
            if second[1:] == (1, 1):
                return (first,)
        return (_same(inputs, "multiplies"),)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(inputs=True)

    def footprint(self, values: Values, inputs: tuple[Shape, ...], place: Place) -> Footprint:
        """The weights of whole maps get the sum of a product."""
        if inputs[0] == inputs[1]:
            return self.memory
        return Footprint(backward=max(map(prod, inputs)) / prod(inputs[0]))

    def caption(self, values: Values) -> str:
        return "first × second"


class Maximum(LayerType):
    """The larger of two values at each place: cuda-convnet's ``eltmax``, and maxout."""

    name = "Maximum"
    family = "Merge"
    summary = "The larger of two inputs of the same shape, value by value."
    slots = ("first", "second")
    target = "torch:maximum"
    memory = Footprint(backward=1.5)
    reference = "torch.maximum"
    is_function = True
    synonyms = ("max", "eltmax", "maxout")
    formula = "y = max(first, second)"

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        return (_same(inputs, "compares"),)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(inputs=True)

    def caption(self, values: Values) -> str:
        return "the larger one"


def _same(inputs: tuple[Shape, ...], verb: str) -> Shape:
    first, second = inputs
    if first != second:
        raise ShapeError(
            f"{verb} value by value, so its inputs must have one shape, but the first is {shape_text(first)} and the "
            f"second is {shape_text(second)}. Change the layers before one of them."
        )
    return first
