"""torch's convolutions, pooling and normalisation called as functions, with torch's own signatures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from alexstudio.engine.importing import modules
from alexstudio.engine.importing.draft import Draft
from alexstudio.engine.importing.values import Weight, Wire


def _conv2d(
    draft: Draft,
    input: Wire,
    weight: Any,
    bias: Any = None,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
) -> Wire:
    weight, bias = _held(draft, weight), None if bias is None else _held(draft, bias)
    wire, (filters, channels, *kernel) = draft.plain(input), weight.size
    if wire.shape[0] != channels * groups:
        raise draft.problem(f"convolves {channels * groups:,} channels, but gets {wire.shape[0]:,}.")
    gaps = tuple(dilation) if isinstance(dilation, (tuple, list)) else (dilation, dilation)
    if isinstance(padding, str):
        wire, padding = modules.word_padding(draft, wire, padding, (kernel[0], kernel[1]), (gaps[0], gaps[1]))
    values = {
        "out_channels": filters,
        "kernel_size": tuple(kernel),
        "stride": _pair(stride),
        "padding": _pair(padding),
        "dilation": gaps,
        "groups": groups,
        "bias": bias is not None,
    }
    return draft.one("Conv2d", values, wire, state={"weight": weight, "bias": bias})


def _linear(draft: Draft, input: Wire, weight: Any, bias: Any = None) -> Wire:
    return modules.linear(draft, input, _held(draft, weight), None if bias is None else _held(draft, bias))


def _layer_norm(
    draft: Draft, input: Wire, normalized_shape: Any, weight: Any = None, bias: Any = None, eps: float = 1e-5
) -> Wire:
    return modules.layer_norm(draft, input, tuple(normalized_shape), weight, bias, eps)


def _batch_norm(
    draft: Draft,
    input: Wire,
    running_mean: Any,
    running_var: Any,
    weight: Any = None,
    bias: Any = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Wire:
    state = {"weight": weight, "bias": bias, "running_mean": running_mean, "running_var": running_var}
    if running_mean is not None:
        state["num_batches_tracked"] = _held(draft, running_mean).tensor.new_zeros((), dtype=torch.long)
    values = {
        "eps": eps,
        "momentum": momentum,
        "affine": weight is not None,
        "track_running_stats": running_mean is not None,
    }
    return draft.one("BatchNorm2d", values, draft.plain(input), state=state)


def _local_response_norm(
    draft: Draft, input: Wire, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0
) -> Wire:
    return draft.one("LocalResponseNorm", {"size": size, "alpha": alpha, "beta": beta, "k": k}, draft.plain(input))


def _max_pool2d(
    draft: Draft,
    input: Wire,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Wire:
    if return_indices:
        raise draft.problem("asks a pooling layer for its indices, which a document does not have.")
    values = {
        "kernel_size": _pair(kernel_size),
        "stride": _pair(stride or kernel_size),
        "padding": _pair(padding),
        "dilation": _pair(dilation),
        "ceil_mode": ceil_mode,
    }
    return draft.one("MaxPool2d", values, draft.plain(input))


def _avg_pool2d(
    draft: Draft,
    input: Wire,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> Wire:
    if divisor_override is not None:
        raise draft.problem("divides the sums of a pooling layer by a number of its own, which a document cannot say.")
    values = {
        "kernel_size": _pair(kernel_size),
        "stride": _pair(stride or kernel_size),
        "padding": _pair(padding),
        "ceil_mode": ceil_mode,
        "count_include_pad": count_include_pad,
    }
    return draft.one("AvgPool2d", values, draft.plain(input))


def _adaptive_avg_pool2d(draft: Draft, input: Wire, output_size: Any) -> Wire:
    return _adaptive(draft, "AdaptiveAvgPool2d", input, output_size)


def _adaptive_max_pool2d(draft: Draft, input: Wire, output_size: Any, return_indices: bool = False) -> Wire:
    if return_indices:
        raise draft.problem("asks a pooling layer for its indices, which a document does not have.")
    return _adaptive(draft, "AdaptiveMaxPool2d", input, output_size)


def _adaptive(draft: Draft, type_name: str, wire: Wire, output_size: Any) -> Wire:
    sizes = zip(_pair(output_size), draft.plain(wire).shape[1:], strict=True)
    return draft.one(type_name, {"output_size": tuple(has if want is None else want for want, has in sizes)}, wire)


def _mean(draft: Draft, input: Wire, dim: Any = None, keepdim: bool = False) -> Wire:
    rank = len(input.seen) + 1
    over = sorted(part % rank for part in (dim if isinstance(dim, (tuple, list)) else (dim,)) if part is not None)
    if len(input.shape) != 3 or over != ([1, 2] if input.last else [2, 3]) or not (input.last or input.is_plain):
        raise draft.problem(
            "takes a mean over other dimensions than height and width together, which a document cannot say. "
            "Use mean((2, 3))."
        )
    wire = input.as_seen(input.shape)
    if not keepdim:
        return draft.one("GlobalAvgPool", {}, wire, word="mean")
    made = draft.one("AdaptiveAvgPool2d", {"output_size": (1, 1)}, wire, word="mean")
    return made.as_seen((1, 1, made.shape[0]), last=True) if input.last else made


def _amax(draft: Draft, input: Wire, dim: Any = (), keepdim: bool = False) -> Wire:
    rank = len(input.seen) + 1
    if sorted(part % rank for part in (dim if isinstance(dim, (tuple, list)) else (dim,))) != [2, 3]:
        raise draft.problem(
            "takes a maximum over other dimensions than height and width together, which a document cannot say."
        )
    made = _adaptive(draft, "AdaptiveMaxPool2d", input, 1)
    return made if keepdim else draft.see(made, made.shape[:1])


def _interpolate(
    draft: Draft,
    input: Wire,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
    recompute_scale_factor: bool | None = None,
    antialias: bool = False,
) -> Wire:
    wire = draft.plain(input)
    if size is not None and all(want % has == 0 for want, has in zip(_pair(size), wire.shape[1:], strict=True)):
        scale_factor = tuple(want // has for want, has in zip(_pair(size), wire.shape[1:], strict=True))
        size = None
    factors = _pair(scale_factor)
    if size is not None or align_corners or antialias or any(part is None or part % 1 for part in factors):
        raise draft.problem("resizes maps in a way that a document cannot say: by whole factors, corners not aligned.")
    return draft.one("Upsample", {"scale_factor": tuple(map(int, factors)), "mode": mode}, wire)


def _pad(draft: Draft, input: Wire, pad: Any, mode: str = "constant", value: float | None = None) -> Wire:
    sides = (*pad, *(0,) * (4 - len(pad)))
    if mode != "constant" or value or any(sides[4:]):
        raise draft.problem("pads with something else than zeros around the maps, which a document cannot say.")
    return modules.zero_pad(draft, input, (sides[0], sides[1], sides[2], sides[3]))


def _channel_shuffle(draft: Draft, input: Wire, groups: int) -> Wire:
    return draft.one("ChannelShuffle", {"groups": groups}, draft.plain(input))


def _pair(value: Any) -> tuple[Any, ...]:
    if isinstance(value, (tuple, list)):
        return tuple(value) if len(value) > 1 else (value[0], value[0])
    return value, value


def _held(draft: Draft, value: Any) -> Weight:
    if not isinstance(value, Weight):
        raise draft.problem("computes its weights while it runs, which a document cannot say.")
    return value


OPERATIONS: dict[str, Callable[..., Any]] = {
    "conv2d": _conv2d,
    "linear": _linear,
    "layer_norm": _layer_norm,
    "batch_norm": _batch_norm,
    "local_response_norm": _local_response_norm,
    "max_pool2d": _max_pool2d,
    "avg_pool2d": _avg_pool2d,
    "adaptive_avg_pool2d": _adaptive_avg_pool2d,
    "adaptive_max_pool2d": _adaptive_max_pool2d,
    "mean": _mean,
    "amax": _amax,
    "interpolate": _interpolate,
    "upsample": _interpolate,
    "pad": _pad,
    "channel_shuffle": _channel_shuffle,
    "native_channel_shuffle": _channel_shuffle,
}
"""Readers by the name of torch's function."""
