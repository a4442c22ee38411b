"""Activations: the non-linearity between layers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alexstudio.layers.params import Values
from alexstudio.layers.spec import LayerType, Shape


class ReLU(LayerType):
    """max(0, x). Paper, section 3.1: a four-layer net reached 25 % training error six times faster than with tanh."""

    name = "ReLU"
    family = "Activation"
    summary = "Negative values become 0; does not saturate, so training is fast."
    target = "torch.nn:ReLU"
    passes_shape = True

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        return inputs

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {}

    def caption(self, values: Values) -> str:
        return "max(0, x)"
