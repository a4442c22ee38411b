"""Layers of the 2012 files that prepare pictures: nothing is learned, and mostly they stand right after the Input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alexstudio.layers.footprint import Footprint, Place
from alexstudio.layers.params import Param, Values, as_int, as_pair, pair_text
from alexstudio.layers.remedy import SetParam
from alexstudio.layers.spec import LayerType, Shape, ShapeError, Window, needs_maps


class Nailbed(LayerType):
    """Every stride-th pixel, down and across, from a start on: cuda-convnet's ``nailbed`` layer.

    ceil((size - start) / stride) pixels are left. The 2012 files give the stride only, and the parser
    (``NailbedLayerParser`` in ``layer.py``) puts the nails in the middle: start = (size - stride (n - 1)) / 2 rounded
    down, with n = ceil(size / stride), which leaves n pixels. They have it after a `GaussianBlur`, to halve the maps.
    """

    name = "Nailbed"
    family = "Pooling"
    summary = "Takes every stride-th pixel and drops the others."
    target = "alexstudio.engine.modules.nailbed:Nailbed"
    synonyms = ("bed of nails", "subsampling", "decimate", "stride")
    formula = "y(i, j) = x(start + i · stride, start + j · stride)"
    params = (
        Param("stride", "pair", (2, 2), "step from one pixel to the next", low=1, unit="pixels"),
        Param("start", "pair", (0, 0), "row and column of the first pixel", low=0, unit="pixels"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        channels, *sizes = inputs[0]
        strides, starts = as_pair(values["stride"]), as_pair(values["start"])
        if any(start >= size for start, size in zip(starts, sizes, strict=True)):
            raise ShapeError(
                f"starts at row {starts[0]}, column {starts[1]} (counted from 0), outside its input of "
                f"{sizes[0]}×{sizes[1]}. Start further up and left.",
                SetParam("start", (min(starts[0], sizes[0] - 1), min(starts[1], sizes[1] - 1))),
            )
        height, width = (
            -(-(size - start) // stride) for size, start, stride in zip(sizes, starts, strides, strict=True)
        )
        return ((channels, height, width),)

    def size_rule(self, values: Values) -> str:
        return "⌈({in} − {start}) / {stride}⌉"

    def windows(self, values: Values) -> tuple[Window, Window]:
        strides, starts = as_pair(values["stride"]), as_pair(values["start"])
        return Window(1, strides[0], -starts[0]), Window(1, strides[1], -starts[1])

    def footprint(self, values: Values, inputs: tuple[Shape, ...], place: Place) -> Footprint:
        """The gradient is spread out across first, then down."""
        ((_, rows, columns),) = self.output_shapes(values, inputs)
        _, height, width = inputs[0]
        return Footprint(order="plain", backward=rows * (width - columns) / (height * width))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {name: value for name, value in values.items() if name != "start" or value != (0, 0)}

    def caption(self, values: Values) -> str:
        down, across = as_pair(values["stride"])
        return f"every {down}" if down == across else f"every {pair_text(values['stride'])}"


class GaussianBlur(LayerType):
    """Smooths each map with a Gaussian filter: cuda-convnet's ``blur`` layer.

    The weights across and down are exp(-d² / (2 deviation²)) at distance d from the middle, divided by their sum;
    beyond the border there are zeros, so that the maps darken there. Filter and border are those of
    ``GaussianBlurLayerParser`` in ``layer.py`` and of ``kGaussianBlur`` in ``conv_util.cu``, which knows the sizes 3,
    5, 7 and 9.
    """

    name = "GaussianBlur"
    family = "Convolution"
    summary = "Smooths each map with a fixed Gaussian filter."
    target = "alexstudio.engine.modules.gaussian_blur:GaussianBlur"
    synonyms = ("blur", "smooth", "low pass")
    formula = "y = Σ w · x over size × size pixels, w ∝ exp(−d² / (2 · deviation²))"
    passes_shape = True
    params = (
        Param("size", "int", 5, "side of the filter, an odd number", low=1, high=255, unit="pixels"),
        Param("deviation", "float", 1.0, "standard deviation of the filter", low=0.01, high=1e6, unit="pixels"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        size = as_int(values["size"])
        if size % 2 == 0:
            raise ShapeError(
                f"has a filter of {size} pixels, which has no middle. Use size = {size - 1}.",
                SetParam("size", size - 1),
                SetParam("size", size + 1),
            )
        return inputs

    def windows(self, values: Values) -> tuple[Window, Window]:
        size = as_int(values["size"])
        window = Window(size, 1, size // 2)
        return window, window

    def footprint(self, values: Values, inputs: tuple[Shape, ...], place: Place) -> Footprint:
        """Padded maps, a product and two sums; backward two gradients of padded maps beside that of a sum."""
        more = as_int(values["size"]) - 1
        padded = 1 + more / min(inputs[0][1:])
        return Footprint(forward=2 + padded, backward=2 * padded) if more else Footprint(forward=1, backward=1)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"{values['size']}×{values['size']} σ {values['deviation']:.3g}"
