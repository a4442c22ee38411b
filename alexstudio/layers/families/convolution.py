"""Convolutions: learned filters that slide over maps."""

from __future__ import annotations

from collections.abc import Mapping
from math import gcd, isqrt
from typing import Any

from alexstudio.layers.params import Param, Values, as_int, as_pair, pair_text
from alexstudio.layers.spec import Costs, LayerType, Shape, ShapeError, needs_maps


class Conv2d(LayerType):
    """Cross-correlation of maps with learned filters; ``groups=2`` is the 2012 network's two GPUs in one column."""

    name = "Conv2d"
    family = "Convolution"
    summary = "Learned filters slide over the maps; with groups, each part sees only its own maps."
    target = "torch.nn:Conv2d"
    params = (
        Param("out_channels", "int", 64, "number of filters = maps that come out", low=1),
        Param("kernel_size", "pair", (3, 3), "height and width of a filter", label="kernel", low=1, unit="pixels"),
        Param("stride", "pair", (1, 1), "step from one position to the next", low=1, unit="pixels"),
        Param("padding", "pair", (0, 0), "zeros added on each side", low=0, unit="pixels"),
        Param("dilation", "pair", (1, 1), "distance between the points of a filter", low=1, unit="pixels"),
        Param("groups", "int", 1, "parts that do not see each other", low=1),
        Param("bias", "bool", True, "add a learned constant per map"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        channels, height, width = inputs[0]
        groups, filters = as_int(values["groups"]), as_int(values["out_channels"])
        for count, what in ((channels, "input channels"), (filters, "out channels")):
            if count % groups:
                raise ShapeError(
                    f"has groups = {groups}, which does not divide its {count:,} {what}. "
                    f"Use groups = {_nearest_divisor(channels, filters, groups)}, or change the channels."
                )
        (kernel_h, kernel_w), (stride_h, stride_w) = as_pair(values["kernel_size"]), as_pair(values["stride"])
        (pad_h, pad_w), (gap_h, gap_w) = as_pair(values["padding"]), as_pair(values["dilation"])
        # arXiv:1603.07285, relationship 6 with dilation (relationship 15)
        span_h, span_w = gap_h * (kernel_h - 1) + 1, gap_w * (kernel_w - 1) + 1
        room_h, room_w = height + 2 * pad_h - span_h, width + 2 * pad_w - span_w
        if room_h < 0 or room_w < 0:
            side = max((-room_h + 1) // 2 + pad_h, (-room_w + 1) // 2 + pad_w)
            raise ShapeError(
                f"has a {span_h}×{span_w} kernel, larger than its padded input of "
                f"{height + 2 * pad_h}×{width + 2 * pad_w}. Use a smaller kernel or padding = {side}."
            )
        return ((filters, room_h // stride_h + 1, room_w // stride_w + 1),)

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        kernel_h, kernel_w = as_pair(values["kernel_size"])
        filters, height, width = outputs[0]
        weights = filters * (inputs[0][0] // as_int(values["groups"])) * kernel_h * kernel_w
        return Costs(weights, filters if values["bias"] else 0, weights * height * width)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        given = {name: value for name, value in values.items() if value != _TORCH_DEFAULTS.get(name)}
        return {"in_channels": inputs[0][0], **given}

    def caption(self, values: Values) -> str:
        text = pair_text(values["kernel_size"])
        if values["stride"] != (1, 1):
            stride_h, stride_w = as_pair(values["stride"])
            text += f"/{stride_h}" if stride_h == stride_w else f"/{stride_h}×{stride_w}"
        text += f", {as_int(values['out_channels']):,}"
        return text + (f", {values['groups']} groups" if values["groups"] != 1 else "")


_TORCH_DEFAULTS = {"stride": (1, 1), "padding": (0, 0), "dilation": (1, 1), "groups": 1, "bias": True}


def _nearest_divisor(channels: int, filters: int, wanted: int) -> int:
    common = gcd(channels, filters)
    small = [n for n in range(1, isqrt(common) + 1) if common % n == 0]
    return max(n for n in (*small, *(common // n for n in small)) if n <= wanted)
