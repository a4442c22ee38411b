"""Activations made of straight pieces: the rectifier of 2012 and its descendants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alexstudio.layers.params import Param, Values
from alexstudio.layers.remedy import SetParam
from alexstudio.layers.spec import Kept, Pointwise, Shape, ShapeError


class _Kink(Pointwise):
    """torch keeps the input: it says on which piece each value was."""

    family = "Activation"

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(inputs=True)


class ReLU(_Kink):
    """max(0, x). Paper, section 3.1: a four-layer net reached 25 % training error six times faster than with tanh."""

    name = "ReLU"
    summary = "Negative values become 0; does not saturate, so training is fast."
    target = "torch.nn:ReLU"
    reference = "torch.nn.ReLU"
    synonyms = ("rectifier", "rectified linear", "relu neuron")
    formula = "y = max(0, x)"

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The output, which says as much as the input: its own input can go once it was computed."""
        return Kept(outputs=True)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {}

    def caption(self, values: Values) -> str:
        return "max(0, x)"


class ReLU6(_Kink):
    """min(max(0, x), 6): bounded for few-bit arithmetic (MobileNet v2, arXiv:1801.04381)."""

    name = "ReLU6"
    summary = "Values are held between 0 and 6."
    target = "torch.nn:ReLU6"
    reference = "torch.nn.ReLU6"
    synonyms = ("bounded", "clipped")
    formula = "y = min(max(0, x), 6)"

    def caption(self, values: Values) -> str:
        return "0 … 6"


class BoundedReLU(_Kink):
    """min(max(0, x), a): cuda-convnet's ``brelu[a]`` neuron."""

    name = "BoundedReLU"
    summary = "Negative values become 0, values above a bound become the bound."
    target = "torch.nn:Hardtanh"
    reference = "torch.nn.Hardtanh"
    synonyms = ("brelu", "clipped", "bounded")
    formula = "y = min(max(0, x), a)"
    params = (Param("a", "float", 6.0, "largest value that comes out", label="bound a", low=1e-6, high=1e6),)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"min_val": 0.0, "max_val": values["a"]}

    def caption(self, values: Values) -> str:
        return f"0 … {values['a']:g}"


class LeakyReLU(_Kink):
    """x for positive x, slope times x for negative x, so that no unit dies for good."""

    name = "LeakyReLU"
    summary = "Negative values are multiplied by a small slope instead of becoming 0."
    target = "torch.nn:LeakyReLU"
    reference = "torch.nn.LeakyReLU"
    synonyms = ("leaky", "relu")
    formula = "y = x where x > 0, else slope · x"
    params = (Param("negative_slope", "float", 0.01, "slope for negative values", low=-10, high=10),)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"slope {values['negative_slope']:g}"


class Hardtanh(_Kink):
    """Values held between two bounds."""

    name = "Hardtanh"
    summary = "Values are held between two bounds."
    target = "torch.nn:Hardtanh"
    reference = "torch.nn.Hardtanh"
    synonyms = ("clamp", "clip", "bounded")
    formula = "y = min(max(from, x), to)"
    params = (
        Param("min_val", "float", -1.0, "smallest value that comes out", label="from", low=-1e6, high=1e6),
        Param("max_val", "float", 1.0, "largest value that comes out", label="to", low=-1e6, high=1e6),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        low, high = values["min_val"], values["max_val"]
        assert isinstance(low, float) and isinstance(high, float)
        if low >= high:
            raise ShapeError(
                f"holds values between {low:g} and {high:g}, but the first must be the smaller one. "
                f"Set from below {high:g}.",
                SetParam("min_val", high - 1),
                SetParam("max_val", low + 1),
            )
        return inputs

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"{values['min_val']:g} … {values['max_val']:g}"


class Hardswish(_Kink):
    """x · min(max(0, x + 3), 6) / 6: an approximation of SiLU by pieces (MobileNet v3, arXiv:1905.02244)."""

    name = "Hardswish"
    summary = "An approximation of SiLU that is cheap to compute."
    target = "torch.nn:Hardswish"
    reference = "torch.nn.Hardswish"
    synonyms = ("h-swish", "swish")
    formula = "y = x · min(max(0, x + 3), 6) / 6"

    def caption(self, values: Values) -> str:
        return "x · relu6(x+3)/6"


class Hardsigmoid(_Kink):
    """min(max(0, x + 3), 6) / 6: an approximation of the logistic function by three straight pieces."""

    name = "Hardsigmoid"
    summary = "An approximation of the logistic function that is cheap to compute."
    target = "torch.nn:Hardsigmoid"
    reference = "torch.nn.Hardsigmoid"
    synonyms = ("h-sigmoid", "logistic", "gate")
    formula = "y = min(max(0, x + 3), 6) / 6"

    def caption(self, values: Values) -> str:
        return "relu6(x+3)/6"
