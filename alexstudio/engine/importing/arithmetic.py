"""Sums, products and joins of what flows, with other flows, with numbers and with learned factors."""

from __future__ import annotations

from collections.abc import Sequence
from math import frexp
from typing import Any

import torch

from alexstudio.engine.importing.draft import Draft
from alexstudio.engine.importing.values import Weight, Wire

Value = Wire | Weight | int | float


def add(draft: Draft, first: Value, second: Value, alpha: float = 1) -> Wire:
    """first + alpha · second."""
    if alpha != 1:
        second = times(draft, second, alpha) if isinstance(second, Wire) else multiply(draft, second, alpha)
    if isinstance(first, Wire) and isinstance(second, Wire):
        return both(draft, "Add", first, second)
    wire, other = (first, second) if isinstance(first, Wire) else (second, first)
    if isinstance(wire, Wire) and isinstance(other, Weight):
        return _colours(draft, wire, None, other.tensor, other)
    return shifted(draft, wire, _number(draft, other, "adds"))


def subtract(draft: Draft, first: Value, second: Value, alpha: float = 1) -> Wire:
    """first - alpha · second, written as a sum: the same bits come out."""
    if isinstance(second, Wire):
        return add(draft, times(draft, second, -alpha), first)
    if isinstance(second, Weight) and isinstance(first, Wire):
        return _colours(draft, first, None, -alpha * second.tensor, second)
    return shifted(draft, first, -alpha * _number(draft, second, "subtracts"))


def multiply(draft: Draft, first: Value, second: Value) -> Wire:
    """first · second."""
    if isinstance(first, Wire) and isinstance(second, Wire):
        return both(draft, "Multiply", first, second)
    wire, other = (first, second) if isinstance(first, Wire) else (second, first)
    if isinstance(wire, Wire) and isinstance(other, Weight):
        return _scaled(draft, wire, other)
    return times(draft, wire, _number(draft, other, "multiplies by"))


def divide(draft: Draft, first: Value, second: Value) -> Wire:
    """first / second, as a product with the reciprocal: the last bit may differ."""
    if isinstance(second, Weight) and isinstance(first, Wire):
        draft.remarks["{} × division by fixed numbers: a product with their reciprocals stands for it."] += 1
        return _colours(draft, first, 1 / second.tensor.double(), None, second)
    if isinstance(second, Wire):
        raise draft.problem("divides by what a layer gives, which a document cannot say.")
    number = _number(draft, second, "divides by")
    if not number:
        raise draft.problem("divides by 0.")
    if frexp(abs(number))[0] != 0.5:  # the reciprocal of a power of 2 is exact
        draft.remarks["{} × division by fixed numbers: a product with their reciprocals stands for it."] += 1
    return times(draft, first, 1 / number)


def times(draft: Draft, wire: Value, factor: float) -> Wire:
    """A flow times a fixed number."""
    wire = _flow(draft, wire)
    if factor == 1:
        return draft.copy(wire)
    return draft.pointwise("LinearNeuron", {"a": float(factor), "b": 0.0}, wire, "scale")


def shifted(draft: Draft, wire: Value, number: float) -> Wire:
    """A flow plus a fixed number."""
    wire = _flow(draft, wire)
    if number == 0:
        return draft.copy(wire)
    return draft.pointwise("LinearNeuron", {"a": 1.0, "b": float(number)}, wire, "shift")


def both(draft: Draft, type_name: str, first: Wire, second: Wire) -> Wire:
    """A layer of two inputs that works value by value."""
    if first.shape == second.shape and (first.seen, first.last) == (second.seen, second.last):
        return draft.one(type_name, {}, first, second).like(first)
    if first.last and second.last:
        larger = max(first, second, key=lambda wire: wire.shape)
        plain = [wire.as_seen(wire.shape) for wire in (first, second)]
        return draft.one(type_name, {}, *plain).like(larger)
    return draft.one(type_name, {}, draft.plain(first), draft.plain(second))


def join(draft: Draft, tensors: Sequence[Any], dim: int) -> Wire:
    """Tensors one after the other along the channels."""
    wires = [_flow(draft, tensor) for tensor in tensors]
    if not wires:
        raise draft.problem("joins nothing.")
    if all(wire.last for wire in wires) and dim in (-1, 3):
        made = draft.one("Concat", {}, *(wire.as_seen(wire.shape) for wire in wires))
        channels, height, width = made.shape
        return made.as_seen((height, width, channels), last=True)
    plain = [draft.plain(wire) for wire in wires]
    if dim not in (1, -len(plain[0].shape)):
        raise draft.problem(f"joins along dimension {dim}, and a document joins along the channels only. Use dim = 1.")
    return draft.copy(plain[0]) if len(plain) == 1 else draft.one("Concat", {}, *plain)


def _scaled(draft: Draft, wire: Wire, weight: Weight) -> Wire:
    if not weight.is_learned:
        return _colours(draft, wire, weight.tensor, None, weight)
    if not weight.per_channel(wire):
        sizes = "×".join(map(str, weight.size)) or "one number"
        raise draft.problem(
            f"multiplies by learned numbers ({sizes}), and a document has one learned factor for each channel of maps. "
            "Give the parameter the shape (channels, 1, 1)."
        )
    factors = Weight(weight.tensor.reshape(-1, 1, 1), True, weight.base)
    made = draft.one("LayerScale", {}, wire.as_seen(wire.shape), state={"weight": factors}, word="layer_scale")
    return made.like(wire)


def _colours(draft: Draft, wire: Wire, scale: torch.Tensor | None, shift: torch.Tensor | None, origin: Weight) -> Wire:
    """Fixed numbers for each of three channels, as networks normalise pictures with; one number for all is as good."""
    given = scale if scale is not None else shift
    assert given is not None
    if origin.is_learned or given.device.type == "meta":
        raise draft.problem("adds learned numbers outside a layer, which a document cannot say.")
    if given.numel() == 1:
        number = float(given)
        return times(draft, wire, number) if shift is None else shifted(draft, wire, number)
    if wire.shape[0] != 3 or not origin.per_channel(wire):
        raise draft.problem(
            "computes with fixed numbers of a shape that a document cannot say: one for each of three colours, or one."
        )
    numbers = [float(number) for number in given.reshape(-1)]
    values = dict.fromkeys(("scale_red", "scale_green", "scale_blue"), 1.0)
    values |= dict.fromkeys(("shift_red", "shift_green", "shift_blue"), 0.0)
    kind = "scale" if shift is None else "shift"
    values |= dict(zip((f"{kind}_{colour}" for colour in ("red", "green", "blue")), numbers, strict=True))
    return draft.one("ChannelAffine", values, wire.as_seen(wire.shape), word="colours").like(wire)


def _flow(draft: Draft, value: Any) -> Wire:
    if not isinstance(value, Wire):
        raise draft.problem("computes with its weights before it uses them, which a document cannot say.")
    return value


def _number(draft: Draft, value: Any, verb: str) -> float:
    if isinstance(value, Weight):
        raise draft.problem("computes with its weights before it uses them, which a document cannot say.")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise draft.problem(f"{verb} something that is neither a layer's output nor a number.")
    return float(value)
