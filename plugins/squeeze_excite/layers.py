"""What alexstudio knows about the layer: parameters, shapes, costs. It needs no torch, so the window can read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alexstudio.layers import Costs, Kept, LayerType, Param, Shape, ShapeError, Values, shape_text
from alexstudio.layers.params import as_int


class SqueezeExcite(LayerType):
    """Weighs each map by what two small dense layers make of the means of all maps.

    Jie Hu and others: Squeeze-and-Excitation Networks, arXiv:1709.01507; with ``reduction`` 16 and ReLU as there.
    """

    name = "SqueezeExcite"
    family = "Normalisation"
    summary = "Weighs each map by how much all maps together say it matters here."
    target = ".modules:SqueezeExcite"
    synonyms = ("se", "senet", "attention", "squeeze-and-excitation")
    sees_all = True
    params = (
        Param("reduction", "int", 16, "channels for each unit of the small layer in the middle", low=1, high=4096),
        Param("activation", "choice", "relu", "after the first small layer", choices=("relu", "silu")),
        Param("gate", "choice", "sigmoid", "what makes the factors from 0 to 1", choices=("sigmoid", "hardsigmoid")),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """The shape of the input."""
        if len(inputs[0]) != 3:
            raise ShapeError(f"needs maps but gets a vector of {shape_text(inputs[0])}. Put it before the Flatten.")
        return inputs

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        """Two 1×1 convolutions on one position."""
        channels, middle = _sizes(values, inputs[0])
        weights = 2 * channels * middle
        return Costs(weights, middle + channels, weights)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The input, and a few vectors: means, what both functions need, and the factors."""
        channels, middle = _sizes(values, inputs[0])
        hidden = middle if values["activation"] == "relu" else 2 * middle
        factors = channels if values["gate"] == "sigmoid" else 2 * channels
        return Kept(inputs=True, extra_bytes=4 * (channels + hidden + factors))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        """What the torch module is made with."""
        channels, middle = _sizes(values, inputs[0])
        return {"channels": channels, "middle": middle, "activation": values["activation"], "gate": values["gate"]}

    def caption(self, values: Values) -> str:
        """The text on the card."""
        return f"1/{values['reduction']}, {values['gate']}"


def _sizes(values: Values, shape: Shape) -> tuple[int, int]:
    """Channels of the input and units in the middle."""
    return shape[0], max(1, shape[0] // as_int(values["reduction"]))
