"""Pooling: keep the strongest (or the mean) of each neighbourhood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alexstudio.layers.params import Param, Values, as_pair, pair_text
from alexstudio.layers.spec import LayerType, Shape, ShapeError, needs_maps


class MaxPool2d(LayerType):
    """The largest value of each window. AlexNet's windows overlap: 3x3 with stride 2 (paper, section 3.4)."""

    name = "MaxPool2d"
    family = "Pooling"
    summary = "The largest value of each window; windows overlap when the stride is smaller than the kernel."
    target = "torch.nn:MaxPool2d"
    params = (
        Param("kernel_size", "pair", (3, 3), "height and width of a window", label="kernel", low=1, unit="pixels"),
        Param("stride", "pair", (2, 2), "step from one window to the next", low=1, unit="pixels"),
        Param("padding", "pair", (0, 0), "border on each side that never wins", low=0, unit="pixels"),
        Param("ceil_mode", "bool", False, "round sizes up, as Caffe and cuda-convnet do", label="round up"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        sizes = []
        for axis in (0, 1):
            kernel, stride = as_pair(values["kernel_size"])[axis], as_pair(values["stride"])[axis]
            padding, size = as_pair(values["padding"])[axis], inputs[0][1 + axis]
            if padding > kernel // 2:
                raise ShapeError(
                    f"has padding {padding}, more than half its kernel of {kernel}. Use padding = {kernel // 2}."
                )
            room = size + 2 * padding - kernel
            steps = -(-room // stride) if values["ceil_mode"] else room // stride
            # torch drops a last window that would start in the right-hand padding
            if values["ceil_mode"] and steps * stride >= size + padding:
                steps -= 1
            if steps < 0:
                raise ShapeError(
                    f"has a {pair_text(values['kernel_size'])} window, larger than its input of "
                    f"{inputs[0][1]}×{inputs[0][2]}. Use a smaller window or fewer pooling layers before it."
                )
            sizes.append(steps + 1)
        return ((inputs[0][0], sizes[0], sizes[1]),)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        given: dict[str, Any] = {"kernel_size": values["kernel_size"], "stride": values["stride"]}
        if values["padding"] != (0, 0):
            given["padding"] = values["padding"]
        if values["ceil_mode"]:
            given["ceil_mode"] = True
        return given

    def caption(self, values: Values) -> str:
        stride_h, stride_w = as_pair(values["stride"])
        return f"{pair_text(values['kernel_size'])}/{stride_h if stride_h == stride_w else f'{stride_h}×{stride_w}'}"
