"""Plain arithmetic on each value: the simple neurons of cuda-convnet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alexstudio.layers.footprint import Footprint
from alexstudio.layers.params import Param, Values
from alexstudio.layers.spec import Kept, Pointwise, Shape


class Identity(Pointwise):
    """Passes its input on: a place to connect to, and cuda-convnet's ``ident`` neuron."""

    name = "Identity"
    family = "Activation"
    summary = "Passes its input on unchanged."
    target = "torch.nn:Identity"
    memory = Footprint(is_view=True, passes=True, order="as it comes")
    reference = "torch.nn.Identity"
    synonyms = ("ident", "pass", "nothing")
    formula = "y = x"

    def caption(self, values: Values) -> str:
        return "x"


class LinearNeuron(Pointwise):
    """a·x + b with fixed numbers: cuda-convnet's ``linear[a,b]`` neuron."""

    name = "LinearNeuron"
    family = "Activation"
    summary = "Multiplies by a fixed number and adds another."
    target = "alexstudio.engine.modules.linear_neuron:LinearNeuron"
    memory = Footprint(forward=1)
    synonyms = ("scale", "shift", "affine", "multiply by a constant")
    formula = "y = a · x + b"
    params = (
        Param("a", "float", 1.0, "factor", low=-1e6, high=1e6),
        Param("b", "float", 0.0, "added afterwards", low=-1e6, high=1e6),
    )

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"{values['a']:g} x + {values['b']:g}"


class Abs(Pointwise):
    """The absolute value; cuda-convnet's ``abs`` neuron."""

    name = "Abs"
    family = "Activation"
    summary = "The absolute value."
    target = "torch:abs"
    memory = Footprint(backward=1)
    reference = "torch.abs"
    is_function = True
    synonyms = ("absolute", "rectification")
    formula = "y = |x|"

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(inputs=True)

    def caption(self, values: Values) -> str:
        return "|x|"


class Square(Pointwise):
    """x · x; cuda-convnet's ``square`` neuron."""

    name = "Square"
    family = "Activation"
    summary = "Each value times itself."
    target = "torch:square"
    memory = Footprint(backward=2)
    reference = "torch.square"
    is_function = True
    synonyms = ("power", "x^2")
    formula = "y = x²"

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(inputs=True)

    def caption(self, values: Values) -> str:
        return "x²"


class Sqrt(Pointwise):
    """The square root; cuda-convnet's ``sqrt`` neuron. It needs inputs above 0, as after a `Square`."""

    name = "Sqrt"
    family = "Activation"
    summary = "The square root; needs values above 0."
    target = "torch:sqrt"
    memory = Footprint(backward=1)
    reference = "torch.sqrt"
    is_function = True
    synonyms = ("square root", "root")
    formula = "y = √x"

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(outputs=True)

    def caption(self, values: Values) -> str:
        return "√x"
