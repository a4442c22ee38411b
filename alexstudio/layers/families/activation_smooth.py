"""Smooth activations: the saturating ones from before 2012, and the ones that came after the rectifier."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers.params import Param, Values
from alexstudio.layers.spec import Kept, Pointwise, Shape


class _KeepsInput(Pointwise):
    family = "Activation"

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(inputs=True)


class _KeepsOutput(Pointwise):
    """The derivative follows from the output alone, so torch lets the input go."""

    family = "Activation"

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(outputs=True)


class Sigmoid(_KeepsOutput):
    """1 / (1 + exp(-x)): the ``logistic`` neuron of cuda-convnet, and the gate of squeeze-and-excitation."""

    name = "Sigmoid"
    summary = "S-shaped, from 0 to 1; saturates."
    target = "torch.nn:Sigmoid"
    reference = "torch.nn.Sigmoid"
    synonyms = ("logistic", "gate")
    formula = "y = 1 / (1 + e⁻ˣ)"

    def caption(self, values: Values) -> str:
        return "1/(1+e⁻ˣ)"


class Tanh(_KeepsOutput):
    """The hyperbolic tangent: what AlexNet's Figure 1 compares the rectifier with."""

    name = "Tanh"
    summary = "S-shaped, from -1 to 1; saturates, so training is slower than with ReLU."
    target = "torch.nn:Tanh"
    reference = "torch.nn.Tanh"
    synonyms = ("hyperbolic tangent",)
    formula = "y = tanh(x)"

    def caption(self, values: Values) -> str:
        return "tanh(x)"


class ScaledTanh(Pointwise):
    """a · tanh(b · x): cuda-convnet's ``tanh[a,b]`` neuron. LeNet-5 has a = 1.7159, b = 2/3."""

    name = "ScaledTanh"
    family = "Activation"
    summary = "S-shaped, from -a to a, with slope a·b in the middle."
    target = "alexstudio.engine.modules.scaled_tanh:ScaledTanh"
    synonyms = ("tanh", "hyperbolic tangent", "LeNet")
    formula = "y = a · tanh(b · x)"
    params = (
        Param("a", "float", 1.7159, "height", low=-1e6, high=1e6),
        Param("b", "float", 2 / 3, "steepness", low=-1e6, high=1e6),
    )

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The tangent before it is multiplied by a."""
        return Kept(extra_bytes=4 * prod(inputs[0]))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"{values['a']:g} tanh({values['b']:.4g} x)"


class Softplus(_KeepsInput):
    """log(1 + exp(b·x)) / b: the ``softrelu`` neuron of cuda-convnet, a rectifier without a kink."""

    name = "Softplus"
    summary = "A smooth ReLU: log(1 + exp(x))."
    target = "torch.nn:Softplus"
    reference = "torch.nn.Softplus"
    synonyms = ("softrelu", "relu")
    formula = "y = log(1 + exp(b · x)) / b"
    params = (Param("beta", "float", 1.0, "steepness of the bend", label="b", low=1e-3, high=1e3),)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"beta": values["beta"]} if values["beta"] != 1 else {}

    def caption(self, values: Values) -> str:
        return "log(1+eˣ)" if values["beta"] == 1 else f"b = {values['beta']:g}"


class ELU(_KeepsInput):
    """x for positive x, alpha (exp(x) - 1) for negative x (arXiv:1511.07289)."""

    name = "ELU"
    summary = "Like ReLU for positive values; negative ones approach -alpha."
    target = "torch.nn:ELU"
    reference = "torch.nn.ELU"
    synonyms = ("exponential linear",)
    formula = "y = x where x > 0, else alpha · (eˣ − 1)"
    params = (Param("alpha", "float", 1.0, "how far down it goes", low=0, high=1e6),)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"alpha": values["alpha"]} if values["alpha"] != 1 else {}

    def caption(self, values: Values) -> str:
        return f"alpha = {values['alpha']:g}"


class GELU(_KeepsInput):
    """x times the normal distribution function of x (arXiv:1606.08415); ConvNeXt's activation."""

    name = "GELU"
    summary = "x times the probability that a normal value is below x: a smooth ReLU."
    target = "torch.nn:GELU"
    reference = "torch.nn.GELU"
    synonyms = ("gaussian error linear",)
    formula = "y = x · Φ(x)"
    params = (Param("approximate", "choice", "none", "exact, or by tanh", choices=("none", "tanh")),)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values) if values["approximate"] != "none" else {}

    def caption(self, values: Values) -> str:
        return "x Φ(x)"


class SiLU(_KeepsInput):
    """x / (1 + exp(-x)), also called swish; EfficientNet's activation."""

    name = "SiLU"
    summary = "x times the logistic function of x: a smooth ReLU that dips below 0."
    target = "torch.nn:SiLU"
    reference = "torch.nn.SiLU"
    synonyms = ("swish",)
    formula = "y = x / (1 + e⁻ˣ)"

    def caption(self, values: Values) -> str:
        return "x/(1+e⁻ˣ)"
