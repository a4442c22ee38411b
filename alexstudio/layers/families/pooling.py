"""Pooling: keep the strongest (or the mean) of each neighbourhood."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers.footprint import Footprint
from alexstudio.layers.params import Param, Values, as_pair, pair_text
from alexstudio.layers.remedy import SetParam
from alexstudio.layers.spec import Kept, LayerType, Shape, ShapeError, Window, needs_maps

_KERNEL = Param("kernel_size", "pair", (3, 3), "height and width of a window", label="kernel", low=1, unit="pixels")
_STRIDE = Param("stride", "pair", (2, 2), "step from one window to the next", low=1, unit="pixels")
_CEIL = Param("ceil_mode", "bool", False, "round sizes up, as Caffe and cuda-convnet do", label="round up")


class MaxPool2d(LayerType):
    """The largest value of each window. AlexNet's windows overlap: 3x3 with stride 2 (paper, section 3.4)."""

    name = "MaxPool2d"
    family = "Pooling"
    summary = "The largest value of each window; windows overlap when the stride is smaller than the kernel."
    target = "torch.nn:MaxPool2d"
    memory = Footprint(copies="given", wide_extra=True)
    reference = "torch.nn.MaxPool2d"
    synonyms = ("max pooling", "subsampling")
    formula = "y = max x, over the window"
    params = (
        _KERNEL,
        _STRIDE,
        Param("padding", "pair", (0, 0), "border on each side that never wins", low=0, unit="pixels"),
        _CEIL,
        Param("dilation", "pair", (1, 1), "distance between the points of a window", low=1, unit="pixels"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        return _pooled(values, inputs)

    def windows(self, values: Values) -> tuple[Window, Window]:
        return _window(values, 0), _window(values, 1)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The input, and where each largest value was: a 64-bit place per output."""
        return Kept(inputs=True, extra_bytes=8 * prod(outputs[0]))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return _given(values)

    def caption(self, values: Values) -> str:
        return _caption(values)

    def size_rule(self, values: Values) -> str:
        return _size_rule(values)


class AvgPool2d(LayerType):
    """The mean of each window: the subsampling of LeNet, and of cuda-convnet with the padding left out of the mean."""

    name = "AvgPool2d"
    family = "Pooling"
    summary = "The mean of each window."
    target = "torch.nn:AvgPool2d"
    memory = Footprint(copies="given")
    reference = "torch.nn.AvgPool2d"
    synonyms = ("average pooling", "mean pooling", "subsampling")
    formula = "y = Σ x / number of x, over the window"
    params = (
        _KERNEL,
        _STRIDE,
        Param("padding", "pair", (0, 0), "zeros added on each side", low=0, unit="pixels"),
        _CEIL,
        Param(
            "count_include_pad",
            "bool",
            True,
            "divide by the whole window at the border too; off: by what lies inside, as cuda-convnet does",
            label="count padding",
        ),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        return _pooled(values, inputs)

    def windows(self, values: Values) -> tuple[Window, Window]:
        return _window(values, 0), _window(values, 1)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The input, of which the backward pass needs no more than the shape."""
        return Kept(inputs=True)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return _given(values)

    def caption(self, values: Values) -> str:
        return _caption(values)

    def size_rule(self, values: Values) -> str:
        return _size_rule(values)


_TORCH_DEFAULTS = {"padding": (0, 0), "ceil_mode": False, "dilation": (1, 1), "count_include_pad": True}


def _given(values: Values) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value != _TORCH_DEFAULTS.get(name)}


def _pooled(values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
    needs_maps(inputs[0])
    kernels, pads = as_pair(values["kernel_size"]), as_pair(values["padding"])
    sizes = []
    for axis in (0, 1):
        kernel, stride = kernels[axis], as_pair(values["stride"])[axis]
        padding, size = pads[axis], inputs[0][1 + axis]
        span = _span(values, axis)
        if padding > kernel // 2:  # of the kernel, not of its span: torch does not count the dilation here
            raise ShapeError(
                f"has padding {padding}, more than half its kernel of {kernel}. Use padding = {kernel // 2}.",
                SetParam("padding", (min(pads[0], kernels[0] // 2), min(pads[1], kernels[1] // 2))),
                SetParam("kernel_size", (max(kernels[0], 2 * pads[0]), max(kernels[1], 2 * pads[1]))),
            )
        room = size + 2 * padding - span
        steps = -(-room // stride) if values["ceil_mode"] else room // stride
        # torch drops a last window that would start in the right-hand padding
        if values["ceil_mode"] and steps * stride >= size + padding:
            steps -= 1
        if steps < 0:
            raise ShapeError(
                f"has a {pair_text((_span(values, 0), _span(values, 1)))} window, larger than its input of "
                f"{inputs[0][1]}×{inputs[0][2]}. Use a smaller window or fewer pooling layers before it.",
                SetParam("kernel_size", (min(kernels[0], inputs[0][1]), min(kernels[1], inputs[0][2]))),
            )
        sizes.append(steps + 1)
    return ((inputs[0][0], sizes[0], sizes[1]),)


def _size_rule(values: Values) -> str:
    """What `_pooled` works out."""
    kernel, stride, padding = (as_pair(values[name]) for name in ("kernel_size", "stride", "padding"))
    span = "{kernel_size}" if values.get("dilation", (1, 1)) == (1, 1) else "{dilation}·({kernel_size} − 1) − 1"
    steps = "({in} + 2·{padding} − " + span + ") / {stride}"
    if not values["ceil_mode"]:
        return f"⌊{steps}⌋ + 1"
    if padding == (0, 0) and stride[0] <= kernel[0] and stride[1] <= kernel[1]:
        return f"⌈{steps}⌉ + 1"
    return f"min(⌈{steps}⌉, ⌈({{in}} + {{padding}}) / {{stride}}⌉ − 1) + 1"


def _gap(values: Values, axis: int) -> int:
    return as_pair(values["dilation"])[axis] if "dilation" in values else 1


def _span(values: Values, axis: int) -> int:
    return _gap(values, axis) * (as_pair(values["kernel_size"])[axis] - 1) + 1


def _window(values: Values, axis: int) -> Window:
    stride, padding = as_pair(values["stride"])[axis], as_pair(values["padding"])[axis]
    return Window(_span(values, axis), stride, padding, gap=_gap(values, axis))


def _caption(values: Values) -> str:
    stride_h, stride_w = as_pair(values["stride"])
    return f"{pair_text(values['kernel_size'])}/{stride_h if stride_h == stride_w else f'{stride_h}×{stride_w}'}"
