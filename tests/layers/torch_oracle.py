"""What torch itself makes of a layer: whether it runs, shapes, parameters, multiply-adds, what autograd keeps."""

from __future__ import annotations

import warnings
from importlib import import_module
from math import prod
from typing import Any, NamedTuple

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from alexstudio.layers import LayerType, Shape

BATCH = 2
REFUSALS = (ValueError, RuntimeError, IndexError, TypeError, AssertionError, ZeroDivisionError)


class Made(NamedTuple):
    """A layer as torch has it, and the shapes that came out of it."""

    shapes: tuple[Shape, ...]
    weights: int
    biases: int
    buffers: int


def target_of(kind: LayerType) -> Any:
    module, name = kind.target.split(":")
    return getattr(import_module(module), name)


def build(kind: LayerType, values: Any, inputs: tuple[Shape, ...]) -> Any:
    """The layer as a callable of its inputs."""
    target, arguments = target_of(kind), kind.arguments(values, inputs)
    if not kind.is_function:
        return target(**arguments)
    if kind.is_variadic:
        return lambda *tensors: target(list(tensors), **arguments)
    return lambda *tensors: target(*tensors, **arguments)


def parts(outputs: Any) -> tuple[torch.Tensor, ...]:
    return tuple(outputs) if isinstance(outputs, (tuple, list)) else (outputs,)


def sizes(layer: Any) -> tuple[int, int, int]:
    """Weights, biases and buffers."""
    if not isinstance(layer, nn.Module):
        return 0, 0, 0
    counts = {True: 0, False: 0}
    for name, value in layer.named_parameters():
        counts[name.rpartition(".")[2] == "bias"] += value.numel()
    return counts[False], counts[True], sum(value.numel() for value in layer.buffers())


def make(kind: LayerType, values: Any, inputs: tuple[Shape, ...], *, also_eval: bool = False) -> Made | None:
    """Build the layer and run it forward on the CPU; None when torch refuses."""
    tensors = [torch.ones(BATCH, *shape) for shape in inputs]
    try:
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")
            layer = build(kind, values, inputs)
            outputs = parts(layer(*tensors))
            if also_eval and isinstance(layer, nn.Module):
                again = parts(layer.eval()(*tensors))
                assert [part.shape for part in again] == [part.shape for part in outputs]
    except REFUSALS:
        return None
    return Made(tuple(tuple(part.shape[1:]) for part in outputs), *sizes(layer))


def multiply_adds(kind: LayerType, values: Any, inputs: tuple[Shape, ...]) -> int:
    """For one picture, as torch's FlopCounter counts: convolutions and matrix products."""
    layer = build(kind, values, inputs)
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        layer(*(torch.ones(BATCH, *shape) for shape in inputs))
    count, rest = divmod(counter.get_total_flops(), 2 * BATCH)
    assert rest == 0
    return count


def kept_bytes(kind: LayerType, values: Any, inputs: tuple[Shape, ...]) -> tuple[int, int, int]:
    """Bytes of inputs, of outputs and of anything else that autograd keeps for one picture, parameters left out.

    Twice with other numbers of pictures: the difference leaves out what does not depend on the batch.
    """
    layer = build(kind, values, inputs)
    few, more = _kept(layer, inputs, 2), _kept(layer, inputs, 3)
    return tuple(b - a for a, b in zip(few, more, strict=True))  # type: ignore[return-value]


def _kept(layer: Any, inputs: tuple[Shape, ...], batch: int) -> tuple[int, int, int]:
    tensors = [torch.rand(batch, *shape).requires_grad_() * 1 for shape in inputs]
    saved: list[torch.Tensor] = []

    def pack(tensor: torch.Tensor) -> torch.Tensor:
        saved.append(tensor)
        return tensor

    with warnings.catch_warnings(), torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        warnings.simplefilter("ignore")
        outputs = parts(layer(*tensors))
    owners = {_place(tensor): 0 for tensor in tensors}
    for output in outputs:
        owners.setdefault(_place(output), 1)
    if isinstance(layer, nn.Module):
        owners |= {_place(value): 3 for value in (*layer.parameters(), *layer.buffers())}
    counted = [0, 0, 0, 0]
    for tensor in {_place(one): one for one in saved}.values():
        counted[owners.get(_place(tensor), 2)] += tensor.untyped_storage().nbytes()
    return counted[0], counted[1], counted[2]


def _place(tensor: torch.Tensor) -> int:
    return tensor.untyped_storage().data_ptr()


def predicted_kept(kind: LayerType, values: Any, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Any:
    kept = kind.kept(values, inputs, outputs)
    return (
        4 * sum(map(prod, inputs)) if kept.inputs else 0,
        4 * sum(map(prod, outputs)) if kept.outputs else 0,
        kept.extra_bytes,
    )
