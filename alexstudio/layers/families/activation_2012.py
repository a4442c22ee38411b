"""Neurons of the 2012 files that later networks left behind."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers.footprint import Footprint
from alexstudio.layers.params import Param, Values
from alexstudio.layers.spec import Kept, Pointwise, Shape


class DoubleReLU(Pointwise):
    """x - a · tanh(x / a): cuda-convnet's ``drelu[a]`` neuron.

    It lets large values of both signs through, each a closer to 0, and hardly any small one. The formula is that of
    ``DoubleReluNeuron`` in cuda-convnet's ``neuron.cuh``.
    """

    name = "DoubleReLU"
    family = "Activation"
    summary = "Small values become nearly 0; large ones of both signs come a closer to 0."
    target = "alexstudio.engine.modules.double_relu:DoubleReLU"
    memory = Footprint(backward=1)
    synonyms = ("drelu", "rectifier", "shrink")
    formula = "y = x − a · tanh(x / a)"
    params = (Param("a", "float", 1.0, "how much large values lose", label="dead zone a", low=1e-6, high=1e6),)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The tangent."""
        return Kept(extra_bytes=4 * prod(inputs[0]))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"x − {values['a']:g} tanh(x/{values['a']:g})"


class AbsTanh(Pointwise):
    """a · |tanh(b · x)|: cuda-convnet's ``abstanh[a,b]`` neuron, the rectified tangent of networks before 2012.

    The sign of b makes no difference.
    """

    name = "AbsTanh"
    family = "Activation"
    summary = "The absolute value of a tangent: from 0 to a."
    target = "alexstudio.engine.modules.abs_tanh:AbsTanh"
    memory = Footprint(backward=1)
    synonyms = ("abstanh", "tanh", "rectification", "hyperbolic tangent")
    formula = "y = a · |tanh(b · x)|"
    params = (
        Param("a", "float", 1.0, "height", low=-1e6, high=1e6),
        Param("b", "float", 1.0, "steepness", low=-1e6, high=1e6),
    )

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The tangent with its sign."""
        return Kept(extra_bytes=4 * prod(inputs[0]))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"{values['a']:g} |tanh({values['b']:.4g} x)|"


class LogNeuron(Pointwise):
    """log(a + x): cuda-convnet's ``log[a]`` neuron. It needs inputs above -a, as after a `ReLU`."""

    name = "LogNeuron"
    family = "Activation"
    summary = "The natural logarithm of a + x; needs values above -a."
    target = "alexstudio.engine.modules.log_neuron:LogNeuron"
    synonyms = ("log", "logarithm")
    formula = "y = log(a + x)"
    params = (Param("a", "float", 1.0, "added before the logarithm", low=0, high=1e6),)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The sum a + x."""
        return Kept(extra_bytes=4 * prod(inputs[0]))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"log({values['a']:g} + x)"


class NoisyReLU(Pointwise):
    """max(0, x + noise) while training, max(0, x) afterwards: cuda-convnet's ``nrelu`` neuron.

    cuda-convnet's own description, "max(0, x) + noise", does not say which noise. This is the noisy rectifier of Nair
    and Hinton (Rectified linear units improve restricted Boltzmann machines, ICML 2010): normal, with mean 0 and
    variance 1 / (1 + exp(-x)). The gradient is that of the rectifier.
    """

    name = "NoisyReLU"
    family = "Activation"
    summary = "A ReLU with noise while training; plain afterwards."
    target = "alexstudio.engine.modules.noisy_relu:NoisyReLU"
    memory = Footprint(forward=2, wide_forward=1.5)
    synonyms = ("nrelu", "rectifier", "noise")
    formula = "y = max(0, x + e), with e normal of variance 1 / (1 + exp(−x)) while training, else 0"

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The output, as `ReLU`."""
        return Kept(outputs=True)

    def caption(self, values: Values) -> str:
        return "max(0, x + noise)"
