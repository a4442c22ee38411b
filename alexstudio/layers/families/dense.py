"""Fully connected layers and what surrounds them."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers.params import Param, Values, as_int
from alexstudio.layers.spec import Costs, LayerType, Shape, needs_vector


class Flatten(LayerType):
    """Maps to one vector, channel by channel, row by row."""

    name = "Flatten"
    family = "Dense"
    summary = "Maps become one long vector, channel by channel."
    target = "torch.nn:Flatten"

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        return ((prod(inputs[0]),),)

    def caption(self, values: Values) -> str:
        return "maps to vector"


class Linear(LayerType):
    """Every output is a weighted sum of every input. In 2012 called FC, fully connected."""

    name = "Linear"
    family = "Dense"
    summary = "Fully connected: every output is a weighted sum of every input."
    target = "torch.nn:Linear"
    params = (
        Param("out_features", "int", 1000, "number of outputs", low=1),
        Param("bias", "bool", True, "add a learned constant per output"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_vector(inputs[0])
        return ((as_int(values["out_features"]),),)

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        weights = inputs[0][0] * outputs[0][0]
        return Costs(weights, outputs[0][0] if values["bias"] else 0, weights)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        given: dict[str, Any] = {"in_features": inputs[0][0], "out_features": values["out_features"]}
        if not values["bias"]:
            given["bias"] = False
        return given

    def caption(self, values: Values) -> str:
        return f"{as_int(values['out_features']):,} outputs"


class Dropout(LayerType):
    """Sets each value to 0 with probability p while training (paper, section 4.2); passes it on unchanged otherwise.

    torch scales the surviving values by 1/(1-p) in training; the 2012 code multiplied by 1-p at test time instead.
    """

    name = "Dropout"
    family = "Dense"
    summary = "Sets values to 0 at random while training, so that units do not rely on each other."
    target = "torch.nn:Dropout"
    passes_shape = True
    params = (Param("p", "float", 0.5, "probability of setting a value to 0", low=0, high=1),)

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        return inputs

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"p": values["p"]}

    def caption(self, values: Values) -> str:
        return f"p = {values['p']:g}"
