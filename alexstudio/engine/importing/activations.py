"""torch's activations and other functions of single values as layers, with torch's own signatures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alexstudio.engine.importing.draft import Draft
from alexstudio.engine.importing.values import Wire


def _plain(type_name: str) -> Callable[..., Wire]:
    def read(draft: Draft, input: Wire, inplace: bool = False) -> Wire:
        return draft.pointwise(type_name, {}, input)

    return read


def _leaky_relu(draft: Draft, input: Wire, negative_slope: float = 0.01, inplace: bool = False) -> Wire:
    return draft.pointwise("LeakyReLU", {"negative_slope": negative_slope}, input)


def _elu(draft: Draft, input: Wire, alpha: float = 1.0, inplace: bool = False) -> Wire:
    return draft.pointwise("ELU", {"alpha": alpha}, input)


def _gelu(draft: Draft, input: Wire, approximate: str = "none") -> Wire:
    return draft.pointwise("GELU", {"approximate": approximate}, input)


def _softplus(draft: Draft, input: Wire, beta: float = 1.0, threshold: float = 20.0) -> Wire:
    if threshold != 20:
        raise draft.problem(f"has a softplus with threshold = {threshold:g}, which a document cannot say. Use 20.")
    return draft.pointwise("Softplus", {"beta": beta}, input)


def _hardtanh(draft: Draft, input: Wire, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False) -> Wire:
    return draft.pointwise("Hardtanh", {"min_val": min_val, "max_val": max_val}, input)


def _clamp(draft: Draft, input: Wire, min: float | None = None, max: float | None = None) -> Wire:
    if min == 0 and max is None:
        return draft.pointwise("ReLU", {}, input)
    if min is None or max is None:
        raise draft.problem("holds values on one side only, which a document cannot say, except above 0 (ReLU).")
    return draft.pointwise("Hardtanh", {"min_val": min, "max_val": max}, input)


def _clamp_min(draft: Draft, input: Wire, min: float) -> Wire:
    if min != 0:
        raise draft.problem("holds values on one side only, which a document cannot say, except above 0 (ReLU).")
    return draft.pointwise("ReLU", {}, input)


def _pow(draft: Draft, input: Wire, exponent: Any) -> Wire:
    types = {2: "Square", 0.5: "Sqrt"}
    if exponent not in types:
        raise draft.problem(f"raises to the power {exponent}, and a document has powers 2 and 0.5 only.")
    return draft.pointwise(types[exponent], {}, input)


def _dropout(draft: Draft, input: Wire, p: float = 0.5, training: bool = True, inplace: bool = False) -> Wire:
    return draft.pointwise("Dropout", {"p": p}, input)


def _dropout2d(draft: Draft, input: Wire, p: float = 0.5, training: bool = True, inplace: bool = False) -> Wire:
    return draft.one("Dropout2d", {"p": p}, draft.plain(input))


def _stochastic_depth(draft: Draft, input: Wire, p: float, mode: str, training: bool = True) -> Wire:
    return draft.pointwise("StochasticDepth", {"p": p, "mode": mode}, input, "stochastic_depth")


def _softmax(draft: Draft, input: Wire, dim: int = -1, _stacklevel: int = 3, dtype: Any = None) -> Wire:
    raise draft.problem("computes a softmax as a function. Use torch.nn.Softmax, or leave it out: the loss has it.")


ACTIVATIONS: dict[str, Callable[..., Any]] = {
    "relu": _plain("ReLU"),
    "relu6": _plain("ReLU6"),
    "hardswish": _plain("Hardswish"),
    "hardsigmoid": _plain("Hardsigmoid"),
    "silu": _plain("SiLU"),
    "sigmoid": _plain("Sigmoid"),
    "tanh": _plain("Tanh"),
    "abs": _plain("Abs"),
    "square": _plain("Square"),
    "sqrt": _plain("Sqrt"),
    "leaky_relu": _leaky_relu,
    "elu": _elu,
    "gelu": _gelu,
    "softplus": _softplus,
    "hardtanh": _hardtanh,
    "clamp": _clamp,
    "clip": _clamp,
    "clamp_min": _clamp_min,
    "pow": _pow,
    "dropout": _dropout,
    "dropout2d": _dropout2d,
    "feature_dropout": _dropout2d,
    "stochastic_depth": _stochastic_depth,
    "softmax": _softmax,
    "log_softmax": _softmax,
}
"""Readers by the name of torch's function."""
