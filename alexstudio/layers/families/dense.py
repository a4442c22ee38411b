"""Fully connected layers, and the way from maps to them."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers.footprint import Footprint, Place, has_one_order
from alexstudio.layers.params import Param, Values, as_int
from alexstudio.layers.spec import Costs, Kept, LayerType, Shape, needs_vector


class Flatten(LayerType):
    """Maps to one vector, channel by channel, row by row."""

    name = "Flatten"
    family = "Dense"
    summary = "Maps become one long vector, channel by channel."
    target = "torch.nn:Flatten"
    memory = Footprint(passes=True, order="plain", views_plain=True)
    reference = "torch.nn.Flatten"
    sees_all = True
    synonyms = ("vector", "reshape", "view")

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        return ((prod(inputs[0]),),)

    def footprint(self, values: Values, inputs: tuple[Shape, ...], place: Place) -> Footprint:
        """Maps in channels_last are put into another order, unless one order serves for both layouts."""
        return self.memory._replace(is_view=has_one_order(inputs[0]))

    def caption(self, values: Values) -> str:
        return "maps to vector"


class Linear(LayerType):
    """Every output is a weighted sum of every input. In 2012 called FC, fully connected."""

    name = "Linear"
    family = "Dense"
    summary = "Fully connected: every output is a weighted sum of every input."
    target = "torch.nn:Linear"
    memory = Footprint(narrows=True)
    reference = "torch.nn.Linear"
    synonyms = ("fc", "fully connected", "dense", "inner product", "InnerProduct")
    formula = "y = W·x + b"
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

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(inputs=True)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        given: dict[str, Any] = {"in_features": inputs[0][0], "out_features": values["out_features"]}
        if not values["bias"]:
            given["bias"] = False
        return given

    def caption(self, values: Values) -> str:
        return f"{as_int(values['out_features']):,} outputs"

    def count_rule(self, values: Values) -> str:
        return "{features} × {out_features}" + (" + {out_features}" if values["bias"] else "")
