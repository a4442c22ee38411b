"""What a layer type declares, compared with what torch does on the CPU: acceptance, shapes, parameters, costs."""

from __future__ import annotations

import random
import warnings
from collections import Counter
from importlib import import_module
from math import prod
from typing import Any

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from alexstudio.graph.node import GraphError, check_params
from alexstudio.layers import LayerType, Param, Shape, ShapeError, layer_types

CASES = 800
BATCH = 2
REFUSALS = (ValueError, RuntimeError, IndexError, TypeError, AssertionError, ZeroDivisionError)

TYPES = [kind for kind in layer_types().values() if kind.target]


def is_stricter(kind: LayerType, values: dict[str, Any], inputs: tuple[Shape, ...]) -> bool:
    """Where a layer type refuses on purpose what torch accepts. Everything else that it refuses, torch must refuse."""
    if kind.name in ("Linear", "Softmax"):
        return len(inputs[0]) != 1  # torch works along one axis of maps; here that is a forgotten Flatten
    if kind.name == "LocalResponseNorm":
        return any(values[name] < 0 for name in ("alpha", "beta", "k")) or values["size"] < 1
    return False


def draw_value(param: Param, draw: random.Random) -> Any:
    def whole() -> int:
        low = int(param.low)
        return (
            low - 1
            if draw.random() < 0.03
            else draw.choice((low, low, low, low + 1, low + 1, low + 2, low + 3, low + 5))
        )

    if param.kind == "pair":
        side = whole()
        return (side, side) if draw.random() < 0.6 else (whole(), whole())
    if param.kind == "int":
        return whole()
    if param.kind == "float":
        high = min(param.high, 2.0)
        return draw.choice((param.low - 0.1, high + 1)) if draw.random() < 0.1 else draw.uniform(param.low, high)
    return draw.random() < 0.5 if param.kind == "bool" else draw.choice(param.choices)


def draw_shapes(kind: LayerType, draw: random.Random) -> tuple[Shape, ...]:
    def shape() -> Shape:
        channels = draw.choice((1, 2, 3, 4, 6, 8))
        if draw.random() < (0.5 if kind.name in ("Linear", "Softmax", "Concat") else 0.15):
            return (channels,)
        return (channels, draw.randint(1, 12), draw.randint(1, 12))

    first = shape()
    count = draw.randint(1, 4) if kind.is_variadic else len(kind.slots)
    others = [(draw.randint(1, 5), *first[1:]) if draw.random() < 0.8 else shape() for _ in range(count - 1)]
    return (first, *others)


def declared(kind: LayerType, values: dict[str, Any], inputs: tuple[Shape, ...]) -> tuple[Shape, ...] | None:
    try:
        check_params("it", kind, values)
        return kind.output_shapes(values, inputs)
    except (GraphError, ShapeError) as refusal:
        assert len(str(refusal)) < 300 and "\n" not in str(refusal)
        return None


def run_torch(kind: LayerType, values: dict[str, Any], inputs: tuple[Shape, ...]) -> tuple[Any, ...] | None:
    """Shapes, weights, biases, multiply-adds and buffers as torch has them, or None when it refuses."""
    module, name = kind.target.split(":")
    target, arguments = getattr(import_module(module), name), kind.arguments(values, inputs)
    tensors = [torch.zeros(BATCH, *shape) for shape in inputs]
    given: list[Any] = [tensors] if kind.is_variadic else tensors
    layer = None
    counter = FlopCounterMode(display=False)
    try:
        with warnings.catch_warnings(), counter:
            warnings.simplefilter("ignore")
            layer = None if kind.is_function else target(**arguments)
            outputs = target(*given, **arguments) if layer is None else layer(*given)
    except REFUSALS:
        return None
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    if any(part.numel() == 0 for part in outputs):
        return None  # torch computes with nothing, which is never what a network means
    weights = biases = buffers = 0
    if isinstance(layer, nn.Module):
        biases = sum(value.numel() for name, value in layer.named_parameters() if name == "bias")
        weights = sum(value.numel() for value in layer.parameters()) - biases
        buffers = sum(value.numel() for value in layer.buffers() if value.is_floating_point())
    multiply_adds, rest = divmod(counter.get_total_flops(), 2 * BATCH)
    assert rest == 0
    return tuple(tuple(part.shape[1:]) for part in outputs), weights, biases, multiply_adds, buffers


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.name)
@torch.no_grad()
def test_layer_type_says_what_torch_does(kind: LayerType) -> None:
    seed = f"2012/{kind.name}"
    draw = random.Random(seed)
    seen: Counter[str] = Counter()
    for number in range(CASES):
        values, inputs = {param.name: draw_value(param, draw) for param in kind.params}, draw_shapes(kind, draw)
        case = f"seed {seed!r}, case {number}: {kind.name} {values} on {inputs}"
        found = declared(kind, values, inputs)
        if found is None and is_stricter(kind, values, inputs):
            seen["stricter"] += 1
            continue
        expected = run_torch(kind, values, inputs)
        assert (found is None) == (expected is None), f"{case}: here {found}, torch {expected}"
        seen["refused" if found is None else "accepted"] += 1
        if found is None or expected is None:
            continue
        costs = kind.costs(values, inputs, found)
        assert (found, *costs) == expected, case
        assert all(size > 0 for shape in found for size in shape), case
        if kind.passes_shape:
            assert found == inputs and not any(costs), case
        assert prod(found[0]) > 0 and kind.caption(values) is not None
    print(dict(seen))
    assert seen["accepted"] >= 100, dict(seen)
    can_be_refused = kind.params or kind.is_variadic or kind.name not in ("ReLU", "Flatten", "Softmax")
    assert not can_be_refused or seen["refused"] + seen["stricter"] >= 40, dict(seen)


def test_every_layer_type_is_compared() -> None:
    assert {kind.name for kind in layer_types().values()} - {kind.name for kind in TYPES} == {"Input"}


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.name)
def test_target_is_what_it_says(kind: LayerType) -> None:
    module, name = kind.target.split(":")
    target = getattr(import_module(module), name)
    assert kind.is_function != (isinstance(target, type) and issubclass(target, nn.Module))


@torch.no_grad()
def test_the_comparison_can_fail() -> None:
    """A rule that is off by one is found: the negative control of this file."""
    real = layer_types()["MaxPool2d"]

    class Wrong(type(real)):  # type: ignore[misc]
        def output_shapes(self, values: Any, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
            channels, height, width = super().output_shapes(values, inputs)[0]
            return ((channels, height + (values["stride"][0] > 2), width),)

    with pytest.raises(AssertionError, match="MaxPool2d"):
        test_layer_type_says_what_torch_does(Wrong())


def test_suggestions_in_refusals_work() -> None:
    conv, pool = layer_types()["Conv2d"], layer_types()["MaxPool2d"]
    draw = random.Random(2012)
    tried = Counter[str]()
    for _ in range(3000):
        values: dict[str, Any] = {param.name: draw_value(param, draw) for param in conv.params}
        values = {
            name: (max(v, 1) if name != "padding" else max(v, 0))
            if isinstance(v, int)
            else tuple(max(part, 0 if name == "padding" else 1) for part in v)
            for name, v in values.items()
        }
        shape = (draw.choice((1, 2, 3, 4, 6)), draw.randint(1, 6), draw.randint(1, 6))
        try:
            conv.output_shapes(values, (shape,))
        except ShapeError as error:
            text = str(error)
            if "Use groups = " in text:
                values["groups"] = int(text.partition("Use groups = ")[2].partition(",")[0])
                what = "groups"
            else:
                side = int(text.rpartition("padding = ")[2].rstrip("."))
                values["padding"], what = (side, side), "padding"
            try:
                conv.output_shapes(values, (shape,))
            except ShapeError as again:
                assert what == "groups" and "kernel" in str(again), (text, again)
            tried[what] += 1
    assert min(tried["groups"], tried["padding"]) > 100
    with pytest.raises(ShapeError, match="Use padding = 1"):
        pool.output_shapes({**pool.defaults, "padding": (2, 2)}, ((1, 9, 9),))


def test_a_refusal_is_quick_whatever_the_numbers() -> None:
    """The search for a fitting number of groups once counted down from two billion."""
    conv = layer_types()["Conv2d"]
    prime = 2**31 - 1
    values = {**conv.defaults, "out_channels": prime, "groups": prime - 1, "kernel_size": (1, 1)}
    with pytest.raises(ShapeError, match=r"Use groups = 1,"):
        conv.output_shapes(values, ((prime, 1, 1),))
    values = {**conv.defaults, "out_channels": 384, "groups": 100, "kernel_size": (1, 1)}
    with pytest.raises(ShapeError, match=r"Use groups = 96,"):
        conv.output_shapes(values, ((192, 1, 1),))
