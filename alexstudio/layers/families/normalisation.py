"""Normalisation of 2012: divide activity by the activity around it, with nothing learned."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from alexstudio.layers.footprint import Footprint, Place
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
    memory = Footprint(copies="taken", widens=True, wide_forward=1, wide_backward=2, wide_extra=True)
    reference = "torch.nn.LocalResponseNorm"
    synonyms = ("lrn", "cmrnorm", "response normalisation", "normalization")
    formula = "y = x / (k + alpha/n · Σ x²)^beta, over n maps"
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

    def kept_at(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...], place: Place) -> Kept:
        """On the processor the engine has its own, which keeps one number a value."""
        return Kept(True, False, 4 * prod(inputs[0])) if place == "cpu" else self.kept(values, inputs, outputs)

    def footprint(self, values: Values, inputs: tuple[Shape, ...], place: Place) -> Footprint:
        return self.memory if place == "cpu" else Footprint(widens=True, forward=1, backward=3)

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
    memory = Footprint(backward=2)
    synonyms = ("rnorm", "lrn", "within channel", "response normalisation", "normalization")
    formula = "y = x / (k + alpha/n² · Σ x²)^beta, over n × n pixels"
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
        """The input, the squares, the sum and its power."""
        return Kept(inputs=True, extra_bytes=12 * prod(inputs[0]))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"{values['size']}×{values['size']} pixels"


class ContrastNorm(LayerType):
    """y = x (k + alpha/n^2 sum (x - m)^2)^-beta over n x n pixels of the same map: cuda-convnet's ``cnorm``.

    m is the mean of the n x n pixels around the pixel that it is taken from, so what divides is about the variance of
    the neighbourhood, where `SameMapNorm` has its squares. Windows are clipped at the border: the mean is that of the
    pixels inside, but the sum is divided by n^2 there too (``ContrastNormLayer`` in ``layer.cu`` and ``kCNorm`` in
    ``conv_util.cu``). The original backward pass took the means for constants; this one does not.
    """

    name = "ContrastNorm"
    family = "Normalisation"
    summary = "Each value is divided by a power of the variance around it in the same map."
    target = "alexstudio.engine.modules.contrast_norm:ContrastNorm"
    memory = Footprint(backward=2)
    synonyms = ("cnorm", "local contrast", "lcn", "normalization")
    formula = "y = x / (k + alpha/n² · Σ (x − mean)²)^beta, over n × n pixels"
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
        """Twice as far as the window: the pixels in it are compared with those around them."""
        size = as_int(values["size"])
        window = Window(2 * size - 1, 1, 2 * (size // 2))
        return window, window

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The input, its differences from the means, their squares, the sum and its power."""
        return Kept(inputs=True, extra_bytes=16 * prod(inputs[0]))

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return dict(values)

    def caption(self, values: Values) -> str:
        return f"{values['size']}×{values['size']} pixels"
