"""Arithmetic on shapes and constants, worked out while a file is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from alexstudio.interop.onnx.reading import Numbers, Operation

BATCH = -(2**40)
"""The number of pictures, in a shape."""
LARGEST = 1 << 20
"""Numbers that a constant may have that is worked out."""


def folded(operation: Operation, given: list[Numbers]) -> Numbers | None:
    """What an operation makes of constants, or None where it is not one of these."""
    work = _TABLE.get(operation.kind)
    if work is None:
        return None
    try:
        made = np.asarray(work(operation, given))
    except (ValueError, IndexError, TypeError, KeyError, ZeroDivisionError, OverflowError):
        return None
    return made if made.size <= LARGEST else None


def constant(operation: Operation) -> Numbers | None:
    """What a Constant holds."""
    for name in ("value", "value_int", "value_ints", "value_float", "value_floats"):
        if operation.values.get(name) is not None:
            return np.asarray(operation.values[name])
    return None


def axes_of(operation: Operation, given: list[Any], place: int = 1) -> list[int]:
    """The axes of an operation: an attribute in old files, an input in new ones."""
    if "axes" in operation.values:
        return [int(axis) for axis in operation.values["axes"]]
    if len(given) > place and isinstance(given[place], np.ndarray):
        return [int(axis) for axis in given[place].reshape(-1)]
    return []


def _expand(operation: Operation, given: list[Numbers]) -> Numbers:
    shape = np.broadcast_shapes(given[0].shape, tuple(int(size) for size in given[1]))
    if int(np.prod(shape, dtype=object)) > LARGEST:
        raise ValueError
    return np.broadcast_to(given[0], shape)


def _reshape(operation: Operation, given: list[Numbers]) -> Numbers:
    return given[0].reshape([int(size) for size in given[1].reshape(-1)])


def _unsqueeze(operation: Operation, given: list[Numbers]) -> Numbers:
    return np.expand_dims(given[0], tuple(axes_of(operation, given)))


def _squeeze(operation: Operation, given: list[Numbers]) -> Numbers:
    axes = tuple(axes_of(operation, given))
    return np.squeeze(given[0], axes or None)


def _shape(operation: Operation, given: list[Numbers]) -> Numbers:
    return sliced(operation, np.asarray(given[0].shape, np.int64))


def sliced(operation: Operation, sizes: Numbers) -> Numbers:
    """The part of a shape that a Shape asks for."""
    return sizes[operation.values.get("start", 0) : operation.values.get("end", len(sizes))]


def _filled(operation: Operation, given: list[Numbers]) -> Numbers:
    shape = tuple(int(size) for size in given[0].reshape(-1))
    if int(np.prod(shape, dtype=object)) > LARGEST:
        raise ValueError
    value = operation.values.get("value")
    return np.full(shape, value.reshape(-1)[0] if value is not None else np.float32(0))


def _slice(operation: Operation, given: list[Numbers]) -> Numbers:
    if len(given) < 3:
        raise ValueError
    axes = given[3].reshape(-1) if len(given) > 3 else range(len(given[1]))
    steps = given[4].reshape(-1) if len(given) > 4 else [1] * len(given[1])
    cut = [slice(None)] * given[0].ndim
    for axis, start, end, step in zip(axes, given[1].reshape(-1), given[2].reshape(-1), steps, strict=True):
        cut[int(axis)] = slice(int(start), int(end), int(step))
    return given[0][tuple(cut)]


Work = Callable[[Operation, list[Numbers]], Any]
_TABLE: dict[str, Work] = {
    "Identity": lambda operation, given: given[0],
    "Cast": lambda operation, given: given[0],
    "CastLike": lambda operation, given: given[0],
    "Shape": _shape,
    "Expand": _expand,
    "Reshape": _reshape,
    "Unsqueeze": _unsqueeze,
    "Squeeze": _squeeze,
    "ConstantOfShape": _filled,
    "Slice": _slice,
    "Concat": lambda operation, given: np.concatenate(given, operation.values.get("axis", 0)),
    "Gather": lambda operation, given: np.take(
        given[0], given[1].astype(np.int64), axis=operation.values.get("axis", 0)
    ),
    "Transpose": lambda operation, given: np.transpose(given[0], operation.values.get("perm")),
    "Neg": lambda operation, given: -given[0],
    "Mul": lambda operation, given: given[0] * given[1],
    "Add": lambda operation, given: given[0] + given[1],
    "Sub": lambda operation, given: given[0] - given[1],
    "Div": lambda operation, given: (
        given[0] // given[1] if np.issubdtype(given[0].dtype, np.integer) else given[0] / given[1]
    ),
}
