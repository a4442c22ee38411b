"""Every function and method of torch that can be read. Python itself sorts the arguments by torch's signatures."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from alexstudio.engine.importing import arithmetic, views
from alexstudio.engine.importing.activations import ACTIVATIONS
from alexstudio.engine.importing.draft import Draft
from alexstudio.engine.importing.operations import OPERATIONS
from alexstudio.engine.importing.values import Poison, Wire
from alexstudio.layers.spec import shape_text


def read_function(draft: Draft, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> tuple[Any, bool]:
    """What comes out of a function, and whether it changed its first argument in place.

    `ImportProblem` for a function that has no layer type.
    """
    poison = next((one for one in _flat((args, tuple(kwargs.values()))) if isinstance(one, Poison)), None)
    if poison is not None:
        return poison, False
    if name not in FUNCTIONS:
        raise draft.problem(
            f"computes {name}, for which there is no layer type. Replace it, or make a plugin that declares one."
        )
    try:
        bound = _signature(name).bind(draft, *args, **kwargs)
    except TypeError:
        raise draft.problem(f"calls {name} with arguments that are not known here.") from None
    first = args[0] if args else next(iter(kwargs.values()), None)
    if name not in _MIXED and not isinstance(first, Wire):
        raise draft.problem(f"computes {name} of something that is no layer's output, which a document cannot say.")
    return FUNCTIONS[name](*bound.args, **bound.kwargs), bound.arguments.get("inplace") is True


@cache
def _signature(name: str) -> inspect.Signature:
    return inspect.signature(FUNCTIONS[name])


def _flat(value: Any) -> list[Any]:
    if isinstance(value, (tuple, list)):
        return [one for part in value for one in _flat(part)]
    return [value]


def _negative(draft: Draft, input: Wire) -> Wire:
    return arithmetic.times(draft, input, -1)


def _maximum(draft: Draft, input: Wire, other: Any) -> Wire:
    if not isinstance(other, Wire):
        raise draft.problem("takes a maximum that is not one of two layers' outputs, which a document cannot say.")
    return arithmetic.both(draft, "Maximum", input, other)


def _cat(draft: Draft, tensors: Any, dim: int = 0) -> Wire:
    return arithmetic.join(draft, tensors, dim)


def _getitem(draft: Draft, input: Any, key: Any) -> Any:
    return views.index(draft, input, key) if isinstance(input, Wire) else input[key]


def _chunk(draft: Draft, input: Wire, chunks: int, dim: int = 0) -> tuple[Wire, ...]:
    return views.chunks(draft, input, chunks, dim)


def _split(draft: Draft, input: Wire, split_size_or_sections: Any, dim: int = 0) -> tuple[Wire, ...]:
    return views.splits(draft, input, split_size_or_sections, dim)


def _narrow(draft: Draft, input: Wire, dim: int, start: int, length: int) -> Wire:
    return views.narrow(draft, input, dim, start, length)


def _reshape(draft: Draft, input: Wire, *shape: Any) -> Wire:
    return views.reshape(draft, input, shape)


def _permute(draft: Draft, input: Wire, *dims: Any) -> Wire:
    return views.permute(draft, input, dims)


def _same(draft: Draft, input: Wire, *args: Any, **kwargs: Any) -> Wire:
    return input


def _copy(draft: Draft, input: Wire, **kwargs: Any) -> Wire:
    return draft.copy(input)


def _expand(draft: Draft, input: Wire, *sizes: Any) -> Wire:
    """The factors of squeeze-and-excitation written out; a product repeats them without being told."""
    if input.shape[1:] != (1, 1):
        raise draft.problem(f"repeats {shape_text(input.shape)} maps, which a document cannot say.")
    return input


def _nothing(draft: Draft, *args: Any, **kwargs: Any) -> None:
    return None


FUNCTIONS: dict[str, Callable[..., Any]] = {
    **ACTIVATIONS,
    **OPERATIONS,
    "add": arithmetic.add,
    "radd": arithmetic.add,
    "sub": arithmetic.subtract,
    "subtract": arithmetic.subtract,
    "mul": arithmetic.multiply,
    "multiply": arithmetic.multiply,
    "truediv": arithmetic.divide,
    "div": arithmetic.divide,
    "divide": arithmetic.divide,
    "true_divide": arithmetic.divide,
    "flatten": views.flatten,
    "unflatten": views.unflatten,
    "squeeze": views.squeeze,
    "unsqueeze": views.unsqueeze,
    "transpose": views.transpose,
    "swapaxes": views.transpose,
    "neg": _negative,
    "negative": _negative,
    "maximum": _maximum,
    "max": _maximum,
    "cat": _cat,
    "concat": _cat,
    "concatenate": _cat,
    "getitem": _getitem,
    "chunk": _chunk,
    "split": _split,
    "split_with_sizes": _split,
    "narrow": _narrow,
    "view": _reshape,
    "reshape": _reshape,
    "permute": _permute,
    "contiguous": _same,
    "clone": _copy,
    "to": _same,
    "float": _same,
    "detach": _same,
    "type_as": _same,
    "requires_grad": _same,
    "cpu": _same,
    "cuda": _same,
    "expand_as": _expand,
    "expand": _expand,
    "_assert": _nothing,
    "_assert_async": _nothing,
}
"""Readers by the name of torch's function."""

_MIXED = frozenset(
    {
        "add",
        "radd",
        "sub",
        "subtract",
        "mul",
        "multiply",
        "truediv",
        "div",
        "divide",
        "true_divide",
        "cat",
        "concat",
        "concatenate",
        "getitem",
        "_assert",
        "_assert_async",
    }
)
"""Functions whose first argument may be something else than a layer's output: a number, weights, a list."""
