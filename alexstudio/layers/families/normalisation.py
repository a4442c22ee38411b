"""Normalisation of 2012: divide activity by the activity around it, with nothing learned."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers.params import Param, Values, as_int
from alexstudio.layers.spec import Kept, LayerType, Shape, Window, needs_maps

_BETA = Param("beta", "float", 0.75, "exponent", low=0, high=100)


class LocalResponseNorm(LayerType):
    """y = x (k + alpha/n sum x^2)^-beta over n neighbouring maps.

    Paper, section 3.3 prints alpha without the division by n; the code that produced the paper's numbers divides, as
    torch and Caffe do, so alpha = 1e-4, k = 2 is the original network. The formula as printed is alpha = 5e-4 with
    n = 5; Caffe's networks have k = 1; TensorFlow's depth_radius r and alpha are n = 2r + 1 and alpha n here.
    """

    name = "LocalResponseNorm"
    family = "Normalisation"
    summary = "Each value is divided by a power of the squared activity of its neighbouring maps."
    target = "torch.nn:LocalResponseNorm"
    reference = "torch.nn.LocalResponseNorm"
    synonyms = ("lrn", "cmrnorm", "response normalisation", "normalization")
    passes_shape = True
    params = (
        Param("size", "int", 5, "number of neighbouring maps", label="maps n", low=1, high=65536),
        Param("alpha", "float", 1e-4, "strength (divided by n, as in the original code)", low=0, high=1e6),
        _BETA,
        Param("k", "float", 2.0, "constant added before the power", low=0, high=1e6),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        return inputs

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """torch composes it of five operations, which keep the padded squares, the sum and its power besides x."""
        channels, height, width = inputs[0]
        return Kept(inputs=True, extra_bytes=4 * height * width * (3 * channels + as_int(values["size"]) - 1))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"{values['size']} maps"


class SameMapNorm(LayerType):
    """y = x (k + alpha/n^2 sum x^2)^-beta over n x n pixels of the same map: cuda-convnet's ``rnorm``.

    The sum is divided by n^2 also at the border, where the window is clipped. The 2012 files have it once, after the
    second response normalisation (alpha = 1e-3, n = 5); the paper does not mention it. Caffe's LRN calls it
    WITHIN_CHANNEL.
    """

    name = "SameMapNorm"
    family = "Normalisation"
    summary = "Each value is divided by a power of the squared activity around it in the same map."
    target = "alexstudio.engine.modules.same_map_norm:SameMapNorm"
    synonyms = ("rnorm", "lrn", "within channel", "response normalisation", "normalization")
    passes_shape = True
    params = (
        Param("size", "int", 5, "side of the window", label="window n", low=1, high=4096, unit="pixels"),
        Param("alpha", "float", 1e-3, "strength (divided by n², as in the original code)", low=0, high=1e6),
        _BETA,
        Param("k", "float", 1.0, "constant added before the power", low=0, high=1e6),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        return inputs

    def windows(self, values: Values) -> tuple[Window, Window]:
        size = as_int(values["size"])
        window = Window(size, 1, size // 2)
        return window, window

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The input, the padded squares, the sum and its power."""
        channels, height, width = inputs[0]
        more = as_int(values["size"]) - 1
        return Kept(inputs=True, extra_bytes=4 * (channels * (height + more) * (width + more) + 2 * prod(inputs[0])))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"{values['size']}×{values['size']} pixels"
