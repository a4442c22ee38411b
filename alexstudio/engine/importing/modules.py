"""torch's modules as layers; those that are not what their layer type declares have a function of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from alexstudio.engine.importing.declared import own_state, read_params, type_of
from alexstudio.engine.importing.draft import Draft
from alexstudio.engine.importing.values import Weight, Wire
from alexstudio.engine.importing.views import flatten, unflatten
from alexstudio.layers import layer_type
from alexstudio.layers.spec import Pointwise


def is_layer(module: nn.Module) -> bool:
    """Whether a module becomes a layer as a whole; the others are read inside."""
    return type(module) in _SPECIAL or type_of(type(module)) is not None


def read_module(draft: Draft, module: nn.Module, wire: Wire) -> Wire:
    """The layer of a module for which `is_layer` holds; `ImportProblem` where the two differ."""
    special = _SPECIAL.get(type(module))
    if special is not None:
        return special(draft, module, wire)
    kind = type_of(type(module))
    assert kind is not None
    values = read_params(draft, kind, module, wire)
    if isinstance(kind, Pointwise) and kind.name != "Dropout2d":
        return draft.pointwise(kind.name, values, wire)
    return draft.one(kind.name, values, draft.plain(wire), state=own_state(module))


def linear(draft: Draft, wire: Wire, weight: torch.Tensor | Weight, bias: torch.Tensor | Weight | None) -> Wire:
    """A dense layer on a vector; on maps with channels last it is a convolution of 1x1."""
    matrix = weight if isinstance(weight, Weight) else Weight(weight, True, id(weight))
    if len(matrix.size) != 2:
        raise draft.problem("is a dense layer whose weights are no matrix.")
    outputs, inputs = matrix.size
    found = wire.seen[-1]
    if found != inputs:
        raise draft.problem(f"is made for {inputs:,} values, but gets {found:,}. Use another size of pictures.")
    if wire.last:
        draft.remarks["{} × Linear on maps with channels last: a Conv2d of 1×1 computes the same."] += 1
        filters = Weight(matrix.tensor[:, :, None, None], matrix.is_learned, matrix.base)
        values = {"out_channels": outputs, "kernel_size": 1, "bias": bias is not None}
        made = draft.one("Conv2d", values, wire.as_seen(wire.shape), state={"weight": filters, "bias": bias})
        return made.as_seen((*wire.seen[:-1], outputs), last=True)
    values = {"out_features": outputs, "bias": bias is not None}
    return draft.one("Linear", values, draft.plain(wire), state={"weight": matrix, "bias": bias})


def layer_norm(
    draft: Draft,
    wire: Wire,
    over: tuple[int, ...],
    weight: torch.Tensor | Weight | None,
    bias: torch.Tensor | Weight | None,
    eps: float,
) -> Wire:
    """Normalisation over the channels of maps that the network sees with channels last, or of a vector."""
    if len(wire.seen) == 1 and over == wire.seen:
        return on_vector(draft, wire, lambda maps: layer_norm(draft, channels_last(maps), over, weight, bias, eps))
    if not wire.last or over != wire.shape[:1]:
        sizes = "×".join(map(str, over))
        raise draft.problem(
            f"normalises over {sizes}, and a document can normalise over the channels of maps only. "
            "Permute the maps to channels last before it, or use GroupNorm with one group."
        )
    state = {"weight": weight, "bias": bias}
    values = {"eps": eps, "affine": weight is not None}
    return draft.one("LayerNorm2d", values, wire.as_seen(wire.shape), state=state).like(wire)


def on_vector(draft: Draft, wire: Wire, make: Callable[[Wire], Wire]) -> Wire:
    """A layer for maps on a vector: its values become maps of 1x1 and a vector again."""
    wire = draft.plain(wire)
    here, is_leaf = draft.here, draft.is_leaf
    draft.is_leaf = False
    maps = draft.see(wire, (*wire.shape, 1, 1))
    draft.is_leaf = is_leaf
    made = make(maps)
    draft.is_leaf = False
    vector = draft.see(made.as_seen(made.shape), made.shape[:1])
    draft.here, draft.is_leaf = here, is_leaf
    return vector


def channels_last(wire: Wire) -> Wire:
    """Maps as the network sees them after it permuted them to channels last."""
    channels, height, width = wire.shape
    return wire.as_seen((height, width, channels), last=True)


def _batch_norm_1d(draft: Draft, module: Any, wire: Wire) -> Wire:
    values = read_params(draft, layer_type("BatchNorm2d"), module, wire)
    return on_vector(draft, wire, lambda maps: draft.one("BatchNorm2d", values, maps, state=own_state(module)))


def _linear(draft: Draft, module: Any, wire: Wire) -> Wire:
    return linear(draft, wire, module.weight, module.bias)


def _layer_norm(draft: Draft, module: Any, wire: Wire) -> Wire:
    return layer_norm(draft, wire, tuple(module.normalized_shape), module.weight, module.bias, module.eps)


def _convolution(draft: Draft, module: Any, wire: Wire) -> Wire:
    """A convolution whose padding may be a word."""
    wire, padding = draft.plain(wire), module.padding
    if isinstance(padding, str):
        wire, padding = word_padding(draft, wire, padding, module.kernel_size, module.dilation)
    values = read_params(draft, layer_type("Conv2d"), module, wire, padding=padding)
    return draft.one("Conv2d", values, wire, state=own_state(module))


def word_padding(
    draft: Draft, wire: Wire, word: str, kernel: tuple[int, int], dilation: tuple[int, int]
) -> tuple[Wire, tuple[int, int]]:
    """The padding that "same" or "valid" means; zeros are added by a layer where the sides differ."""
    whole = [0, 0] if word == "valid" else [gap * (side - 1) for side, gap in zip(kernel, dilation, strict=True)]
    if not any(part % 2 for part in whole):
        return wire, (whole[0] // 2, whole[1] // 2)
    (top, left), (bottom, right) = ([part // 2 for part in whole], [part - part // 2 for part in whole])
    sides = {"left": left, "right": right, "top": top, "bottom": bottom}
    leaf, draft.is_leaf = draft.is_leaf, False
    padded = draft.one("ZeroPad2d", sides, wire, word="pad")
    draft.is_leaf = leaf
    return padded, (0, 0)


def _flatten(draft: Draft, module: Any, wire: Wire) -> Wire:
    return flatten(draft, wire, module.start_dim, module.end_dim)


def _unflatten(draft: Draft, module: Any, wire: Wire) -> Wire:
    return unflatten(draft, wire, module.dim, tuple(module.unflattened_size))


def _softmax(draft: Draft, module: Any, wire: Wire) -> Wire:
    name = type(module).__name__
    if module.dim not in (1, -1) or len(wire.seen) != 1:
        raise draft.problem(f"is a {name} along dimension {module.dim}; a document has it for class scores only.")
    return draft.one(name, {}, draft.plain(wire))


def _zero_pad(draft: Draft, module: Any, wire: Wire) -> Wire:
    return zero_pad(draft, wire, module.padding)


def zero_pad(draft: Draft, wire: Wire, sides: tuple[int, int, int, int]) -> Wire:
    """Zeros around the maps: left, right, top, bottom."""
    values = dict(zip(("left", "right", "top", "bottom"), sides, strict=True))
    return draft.one("ZeroPad2d", values, draft.plain(wire), word="pad")


_SPECIAL: dict[type[nn.Module], Callable[[Draft, Any, Wire], Wire]] = {
    nn.Conv2d: _convolution,
    nn.Linear: _linear,
    nn.LayerNorm: _layer_norm,
    nn.BatchNorm1d: _batch_norm_1d,
    nn.Flatten: _flatten,
    nn.Unflatten: _unflatten,
    nn.Softmax: _softmax,
    nn.LogSoftmax: _softmax,
    nn.ZeroPad2d: _zero_pad,
}
