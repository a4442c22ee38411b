"""The neurons of cuda-convnet: ``relu``, ``tanh[a,b]``, ..., an element-wise layer after any other."""

from __future__ import annotations

import re

from alexstudio.interop.convnet.layer import Layer
from alexstudio.interop.convnet.sections import items
from alexstudio.interop.drafting import Draft, Wire, shown

_NEURON = re.compile(r"([a-z]+)(?:\[(.*)\])?")
_PLAIN = {
    "relu": "ReLU", "logistic": "Sigmoid", "abs": "Abs", "square": "Square", "sqrt": "Sqrt", "softrelu": "Softplus",
    "nrelu": "NoisyReLU",
}  # fmt: skip
_WITH = {
    "tanh": ("ScaledTanh", ("a", "b")),
    "abstanh": ("AbsTanh", ("a", "b")),
    "linear": ("LinearNeuron", ("a", "b")),
    "brelu": ("BoundedReLU", ("a",)),
    "drelu": ("DoubleReLU", ("a",)),
    "log": ("LogNeuron", ("a",)),
}


def neuron(draft: Draft, layer: Layer, wire: Wire, *, is_layer: bool = False) -> Wire:
    """What the ``neuron`` of a layer makes of its output; ``is_layer`` says that the layer is nothing else."""
    written = "".join(layer.text("neuron", "ident").lower().split())
    found = _NEURON.fullmatch(written)
    if found is None:
        raise layer.problem(f"has the neuron {shown(written)!r}, which cannot be read.")
    name, numbers = found[1], items(found[2] or "")
    if name == "ident":
        return wire
    part = "" if is_layer else name
    if name in _PLAIN and not numbers:
        return draft.one(_PLAIN[name], {}, wire, part=part)
    if name not in _WITH:
        return draft.placeholder(f"{name} neuron", {"neuron": written}, [wire], 1, "cuda-convnet", part)[0]
    kind, params = _WITH[name]
    if len(numbers) != len(params):
        raise layer.problem(f"has the neuron {shown(written)!r}, which needs {len(params)} numbers in brackets.")
    values = {param: layer.to_number("neuron", number) for param, number in zip(params, numbers, strict=True)}
    if kind == "ScaledTanh" and values == {"a": 1.0, "b": 1.0}:
        return draft.one("Tanh", {}, wire, part=part)
    return draft.one(kind, values, wire, part=part)
