"""What alexstudio knows about the layer: parameters, shapes, costs. It needs no torch, so the window can read it."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers import Kept, LayerType, Param, Shape, ShapeError, Values
from alexstudio.layers.params import as_int


class Maxout(LayerType):
    """Of each ``pieces`` neighbouring channels the largest, at every position: an activation that is learned.

    Behind a Conv2d or Linear with ``pieces`` times as many outputs it is the maxout unit of Ian Goodfellow and others:
    Maxout Networks, arXiv:1302.4389.
    """

    name = "Maxout"
    family = "Activation"
    summary = "Keeps the largest of each few neighbouring channels: an activation whose form is learned."
    target = ".modules:Maxout"
    synonyms = ("max pieces", "channel pooling")
    params = (Param("pieces", "int", 2, "channels that compete for one output", low=1, high=1024),)

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """As many channels as there are groups of ``pieces``."""
        channels, *rest = inputs[0]
        pieces = as_int(values["pieces"])
        if channels % pieces:
            raise ShapeError(
                f"has pieces = {pieces}, which does not divide its {channels:,} input channels. "
                f"Give the layer before it {channels + pieces - channels % pieces:,}."
            )
        return ((channels // pieces, *rest),)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """Which channel won, as 64-bit numbers."""
        return Kept(extra_bytes=8 * prod(outputs[0]))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        """What the torch module is made with."""
        return {"pieces": values["pieces"]}

    def caption(self, values: Values) -> str:
        """The text on the card."""
        return f"max of {values['pieces']}"
