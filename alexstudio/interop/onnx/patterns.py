"""Layers that ONNX writes as several operations: torch's local response normalisation, SiLU, a dense layer's bias."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from alexstudio.interop.onnx.reading import Numbers, Operation


class Norm(NamedTuple):
    """A local response normalisation: what it reads, and its parameters."""

    source: str
    size: int
    alpha: float
    beta: float
    k: float


def response_norm(operation: Operation, makers: Mapping[str, Operation], numbers: Mapping[str, Numbers]) -> Norm | None:
    """x / (k + alpha * mean of squares)^beta, as torch's layer is written; None where it is something else."""
    if operation.kind != "Div" or len(operation.inputs) != 2:
        return None
    source, below = operation.inputs
    power = _one(makers, below, "Pow")
    plus = _one(makers, power.inputs[0], "Add") if power else None
    if power is None or plus is None:
        return None
    beta = _number(numbers, power.inputs[1])
    k, summed = _with_number(plus, numbers)
    times = _one(makers, summed, "Mul")
    if times is None or beta is None or k is None:
        return None
    alpha, mean = _with_number(times, numbers)
    squares = mean
    size = 0
    for _ in range(6):  # reshapes and a border around a mean over neighbouring maps
        maker = makers.get(squares)
        if maker is None:
            return None
        if maker.kind == "AveragePool":
            kernel = list(maker.values.get("kernel_shape") or [])
            size = int(kernel[0]) if len(kernel) in (2, 3) and set(kernel[1:]) == {1} else -1
        elif maker.kind == "Mul" and size > 0 and alpha is not None:
            return Norm(source, size, alpha, beta, k) if set(maker.inputs) == {source} else None
        elif maker.kind not in ("Squeeze", "Unsqueeze", "Reshape", "Pad"):
            return None
        squares = maker.inputs[0]
    return None


def _one(makers: Mapping[str, Operation], name: str, kind: str) -> Operation | None:
    found = makers.get(name)
    return found if found is not None and found.kind == kind and len(found.inputs) == 2 else None


def _with_number(operation: Operation, numbers: Mapping[str, Numbers]) -> tuple[float | None, str]:
    """The number among two inputs, and the other input."""
    for place in (1, 0):
        value = _number(numbers, operation.inputs[place])
        if value is not None:
            return value, operation.inputs[1 - place]
    return None, ""


def _number(numbers: Mapping[str, Numbers], name: str) -> float | None:
    value = numbers.get(name)
    return float(np.float32(value.reshape(-1)[0])) if value is not None and value.size == 1 else None
