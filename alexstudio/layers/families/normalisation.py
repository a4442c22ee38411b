"""Normalisation: divide activity by the activity around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alexstudio.layers.params import Param, Values
from alexstudio.layers.spec import LayerType, Shape, needs_maps


class LocalResponseNorm(LayerType):
    """y = x (k + alpha/n sum x^2)^-beta over n neighbouring maps.

    Paper, section 3.3 prints alpha without the division by n; the code that produced the paper's numbers divides, as
    torch and Caffe do, so alpha = 1e-4 here is the original network.
    """

    name = "LocalResponseNorm"
    family = "Normalisation"
    summary = "Each value is divided by a power of the squared activity of its neighbouring maps."
    target = "torch.nn:LocalResponseNorm"
    passes_shape = True
    params = (
        Param("size", "int", 5, "number of neighbouring maps", label="maps n", low=1),
        Param("alpha", "float", 1e-4, "strength (divided by n, as in the original code)", low=0, high=1e6),
        Param("beta", "float", 0.75, "exponent", low=0, high=100),
        Param("k", "float", 2.0, "constant added before the power", low=0, high=1e6),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        return inputs

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"{values['size']} maps"
