"""The way back from a vector to maps."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers.footprint import Footprint
from alexstudio.layers.params import Param, Values, as_int, as_pair, pair_text
from alexstudio.layers.spec import LayerType, Shape, ShapeError, needs_vector


class Unflatten(LayerType):
    """A vector to maps, channel by channel, row by row: what `Flatten` did, undone.

    Networks that weigh their maps with dense layers (arXiv:1709.01507) make maps of 1x1 of the factors with it.
    """

    name = "Unflatten"
    family = "Dense"
    summary = "A vector becomes maps, channel by channel."
    target = "torch.nn:Unflatten"
    memory = Footprint(layout="plain", is_view=True)
    reference = "torch.nn.Unflatten"
    synonyms = ("reshape", "view", "vector to maps")
    params = (
        Param("channels", "int", 64, "maps that come out", low=1),
        Param("size", "pair", (1, 1), "height and width of the maps", low=1, unit="pixels"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_vector(inputs[0])
        shape = (as_int(values["channels"]), *as_pair(values["size"]))
        if prod(shape) != inputs[0][0]:
            raise ShapeError(
                f"makes maps of {prod(shape):,} values, but its input has {inputs[0][0]:,}. Use other numbers."
            )
        return (shape,)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"dim": 1, "unflattened_size": (values["channels"], *as_pair(values["size"]))}

    def caption(self, values: Values) -> str:
        return f"to {values['channels']} of {pair_text(values['size'])}"
