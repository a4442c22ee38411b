"""Convolutions: learned filters that slide over maps."""

from __future__ import annotations

from collections.abc import Mapping
from math import gcd, prod
from typing import Any

from alexstudio.layers.footprint import Footprint, Place
from alexstudio.layers.params import Param, Values, as_int, as_pair, pair_text
from alexstudio.layers.remedy import SetParam, divisor_up_to
from alexstudio.layers.spec import Costs, Kept, LayerType, Shape, ShapeError, Window, needs_maps

_KERNEL = Param("kernel_size", "pair", (3, 3), "height and width of a filter", label="kernel", low=1, unit="pixels")
_STRIDE = Param("stride", "pair", (1, 1), "step from one position to the next", low=1, unit="pixels")
_PADDING = Param("padding", "pair", (0, 0), "zeros added on each side", low=0, unit="pixels")
_DILATION = Param("dilation", "pair", (1, 1), "distance between the points of a filter", low=1, unit="pixels")


class Conv2d(LayerType):
    """Cross-correlation of maps with learned filters; ``groups=2`` is the 2012 network's two GPUs in one column."""

    name = "Conv2d"
    family = "Convolution"
    summary = "Learned filters slide over the maps; with groups, each part sees only its own maps."
    target = "torch.nn:Conv2d"
    memory = Footprint(
        layout="channels_last",
        order="channels_last",
        sorts=True,
        copies="taken",
        narrows=True,
        weights=2,
        sorts_pictures=True,
    )
    reference = "torch.nn.Conv2d"
    synonyms = ("conv", "convolution", "depthwise", "pointwise")
    formula = "y = Σ w·x + b, over the channels and the window"
    params = (
        Param("out_channels", "int", 64, "number of filters = maps that come out", low=1),
        _KERNEL,
        _STRIDE,
        _PADDING,
        _DILATION,
        Param("groups", "int", 1, "parts that do not see each other", low=1),
        Param("bias", "bool", True, "add a learned constant per map"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        _check_groups(values, inputs[0][0])
        return ((as_int(values["out_channels"]), *_slid(values, inputs[0])),)

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        kernel_h, kernel_w = as_pair(values["kernel_size"])
        filters, height, width = outputs[0]
        weights = filters * (inputs[0][0] // as_int(values["groups"])) * kernel_h * kernel_w
        return Costs(weights, filters if values["bias"] else 0, weights * height * width)

    def windows(self, values: Values) -> tuple[Window, Window]:
        return _windows(values)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(inputs=True)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"in_channels": inputs[0][0], **_given(values)}

    def caption(self, values: Values) -> str:
        return _caption(values)

    def size_rule(self, values: Values) -> str:
        return _size_rule(values)

    def count_rule(self, values: Values) -> str:
        each = "{channels}·{kernel_size}" if values["groups"] == 1 else "{channels}/{groups}·{kernel_size}"
        return f"{{out_channels}} × {each}" + (" + {out_channels}" if values["bias"] else "")


class LocallyConnected2d(LayerType):
    """A convolution whose filters differ from position to position: cuda-convnet's ``local`` layer.

    Every position has its own weights and biases, as in DeepFace and the CIFAR-10 nets of cuda-convnet; it costs the
    multiply-adds of a convolution and many more parameters.
    """

    name = "LocallyConnected2d"
    family = "Convolution"
    summary = "Like a convolution, but every position has its own filters; many parameters."
    target = "alexstudio.engine.modules.locally_connected:LocallyConnected2d"
    memory = Footprint(layout="plain", order="plain", narrows=True)
    synonyms = ("local", "unshared", "conv")
    formula = "y = Σ w·x + b, with other w and b at every position"
    params = (
        Param("out_channels", "int", 32, "number of filters at each position = maps that come out", low=1),
        _KERNEL,
        _STRIDE,
        _PADDING,
        Param("bias", "bool", True, "add a learned constant per map and position"),
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        return ((as_int(values["out_channels"]), *_slid(values, inputs[0])),)

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        kernel_h, kernel_w = as_pair(values["kernel_size"])
        filters, height, width = outputs[0]
        weights = filters * inputs[0][0] * kernel_h * kernel_w * height * width
        return Costs(weights, filters * height * width if values["bias"] else 0, weights)

    def windows(self, values: Values) -> tuple[Window, Window]:
        return _windows(values)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        """The unfolded input, in which every window is written out; torch gives it at least the room of the input."""
        kernel_h, kernel_w = as_pair(values["kernel_size"])
        _, height, width = outputs[0]
        return Kept(extra_bytes=4 * max(prod(inputs[0]), inputs[0][0] * kernel_h * kernel_w * height * width))

    def footprint(self, values: Values, inputs: tuple[Shape, ...], place: Place) -> Footprint:
        """Unfolding copies the input twice, bfloat16 copies what was unfolded; folding back takes that three times."""
        outputs = self.output_shapes(values, inputs)
        read, made, unfolded = prod(inputs[0]), prod(outputs[0]), self.kept(values, inputs, outputs).extra_bytes // 4
        copies = max(2 * read - made, 0)
        half = max(copies, unfolded)
        backward = max(2 * unfolded - read - made, 0) / read
        return self.memory._replace(forward=half / made, full_forward=(copies - half) / made, backward=backward)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        channels, height, width = inputs[0]
        return {"in_channels": channels, "in_size": (height, width), **_given(values)}

    def caption(self, values: Values) -> str:
        return _caption(values)

    def size_rule(self, values: Values) -> str:
        return _size_rule(values)

    def count_rule(self, values: Values) -> str:
        biases = " + {out_channels}·{height}·{width}" if values["bias"] else ""
        return "{out_channels}·{height}·{width} × {channels}·{kernel_size}" + biases


class ConvTranspose2d(LayerType):
    """The gradient of a convolution used as a layer: it enlarges maps (arXiv:1603.07285, section 4)."""

    name = "ConvTranspose2d"
    family = "Convolution"
    summary = "Enlarges maps: each input value writes a learned filter into the output."
    target = "torch.nn:ConvTranspose2d"
    memory = Footprint(layout="channels_last", order="channels_last", sorts=True, copies="taken", narrows=True)
    reference = "torch.nn.ConvTranspose2d"
    synonyms = ("deconvolution", "transposed convolution", "upconv", "fractionally strided")
    formula = "y = Σ w·x + b, over what writes to a position"
    params = (
        Param("out_channels", "int", 64, "maps that come out", low=1),
        _KERNEL,
        Param("stride", "pair", (2, 2), "how much larger the maps become", low=1, unit="pixels"),
        Param("padding", "pair", (0, 0), "cut off on each side", low=0, unit="pixels"),
        Param("output_padding", "pair", (0, 0), "extra size at the right and bottom", low=0, unit="pixels"),
        Param("groups", "int", 1, "parts that do not see each other", low=1),
        Param("bias", "bool", True, "add a learned constant per map"),
        _DILATION,
    )

    def output_shapes(self, values: Values, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        needs_maps(inputs[0])
        _check_groups(values, inputs[0][0])
        sizes = []
        for axis, size in enumerate(inputs[0][1:]):
            kernel, stride, padding, more, gap = _part(
                values, axis, "kernel_size", "stride", "padding", "output_padding", "dilation"
            )
            if more >= max(stride, gap):
                raise ShapeError(
                    f"has output padding {more}, which must be smaller than the stride or the dilation. "
                    f"Use output padding = {max(stride, gap) - 1}.",
                    _one_axis(values, "output_padding", axis, max(stride, gap) - 1),
                )
            # arXiv:1603.07285, relationship 14, with dilation
            result = (size - 1) * stride - 2 * padding + gap * (kernel - 1) + more + 1
            if result < 1:
                most = ((size - 1) * stride + gap * (kernel - 1) + more) // 2
                raise ShapeError(
                    f"cuts off all of its output with padding {padding}. Use padding = {most}.",
                    _one_axis(values, "padding", axis, most),
                )
            sizes.append(result)
        return ((as_int(values["out_channels"]), *sizes),)

    def costs(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Costs:
        kernel_h, kernel_w = as_pair(values["kernel_size"])
        channels, height, width = inputs[0]
        filters = outputs[0][0]
        weights = channels * (filters // as_int(values["groups"])) * kernel_h * kernel_w
        return Costs(weights, filters if values["bias"] else 0, weights * height * width)

    def windows(self, values: Values) -> tuple[Window, Window]:
        down, across = (_part(values, axis, "kernel_size", "stride", "padding", "dilation") for axis in (0, 1))
        return _spread_window(*down), _spread_window(*across)

    def kept(self, values: Values, inputs: tuple[Shape, ...], outputs: tuple[Shape, ...]) -> Kept:
        return Kept(inputs=True)

    def footprint(self, values: Values, inputs: tuple[Shape, ...], place: Place) -> Footprint:
        """bfloat16 is summed in float32; float32 writes what each input gives to each output, and then adds that up."""
        height, width = self.output_shapes(values, inputs)[0][1:]
        written = prod(as_pair(values["kernel_size"])) * prod(inputs[0][1:]) / as_int(values["groups"])
        return self.memory._replace(forward=2, full_forward=written / (height * width) - 2)

    def arguments(self, values: Values, inputs: tuple[Shape, ...]) -> Mapping[str, Any]:
        return {"in_channels": inputs[0][0], **_given(values)}

    def caption(self, values: Values) -> str:
        return _caption(values)

    def size_rule(self, values: Values) -> str:
        # arXiv:1603.07285, relationship 14, with dilation
        span = "{kernel_size}" if values["dilation"] == (1, 1) else "{dilation}·({kernel_size} − 1) + 1"
        return "({in} − 1)·{stride} − 2·{padding} + " + span + " + {output_padding}"

    def count_rule(self, values: Values) -> str:
        each = "{out_channels}" if values["groups"] == 1 else "{out_channels}/{groups}"
        return f"{{channels}} × {each}·{{kernel_size}}" + (" + {out_channels}" if values["bias"] else "")


_TORCH_DEFAULTS = {
    "stride": (1, 1),
    "padding": (0, 0),
    "output_padding": (0, 0),
    "dilation": (1, 1),
    "groups": 1,
    "bias": True,
}


def _given(values: Values) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value != _TORCH_DEFAULTS.get(name)}


def _part(values: Values, axis: int, *names: str) -> tuple[int, ...]:
    return tuple(as_pair(values[name])[axis] if name in values else 1 for name in names)


def _slid(values: Values, shape: Shape) -> tuple[int, int]:
    """Height and width of what filters give that slide over maps."""
    _, height, width = shape
    pad_h, pad_w = as_pair(values["padding"])
    kernel_h, kernel_w = as_pair(values["kernel_size"])
    stride_h, stride_w = as_pair(values["stride"])
    gap_h, gap_w = as_pair(values["dilation"]) if "dilation" in values else (1, 1)
    # arXiv:1603.07285, relationship 6 with dilation (relationship 15)
    span_h, span_w = gap_h * (kernel_h - 1) + 1, gap_w * (kernel_w - 1) + 1
    room_h, room_w = height + 2 * pad_h - span_h, width + 2 * pad_w - span_w
    if room_h < 0 or room_w < 0:
        side = max((-room_h + 1) // 2 + pad_h, (-room_w + 1) // 2 + pad_w)
        raise ShapeError(
            f"has a {span_h}×{span_w} kernel, larger than its padded input of "
            f"{height + 2 * pad_h}×{width + 2 * pad_w}. Use a smaller kernel or padding = {side}.",
            SetParam("padding", (side if room_h < 0 else pad_h, side if room_w < 0 else pad_w)),
            SetParam(
                "kernel_size",
                (_largest_kernel(kernel_h, height, pad_h, gap_h), _largest_kernel(kernel_w, width, pad_w, gap_w)),
            ),
            SetParam("dilation", (1, 1)),
        )
    return room_h // stride_h + 1, room_w // stride_w + 1


def _size_rule(values: Values) -> str:
    """What `_slid` works out."""
    span = "{kernel_size}" if values.get("dilation", (1, 1)) == (1, 1) else "{dilation}·({kernel_size} − 1) − 1"
    return "⌊({in} + 2·{padding} − " + span + ") / {stride}⌋ + 1"


def _windows(values: Values) -> tuple[Window, Window]:
    down, across = (_part(values, axis, "kernel_size", "stride", "padding", "dilation") for axis in (0, 1))
    return _window(*down), _window(*across)


def _window(kernel: int, stride: int, padding: int, gap: int) -> Window:
    return Window(gap * (kernel - 1) + 1, stride, padding, gap=gap)


def _spread_window(kernel: int, stride: int, padding: int, gap: int) -> Window:
    return Window(gap * (kernel - 1) + 1, 1, gap * (kernel - 1) - padding, stride, gap)


def _check_groups(values: Values, channels: int) -> None:
    groups, filters = as_int(values["groups"]), as_int(values["out_channels"])
    if groups == 1:
        return
    for count, what in ((channels, "input channels"), (filters, "out channels")):
        if count % groups:
            best = divisor_up_to(gcd(channels, filters), groups)
            raise ShapeError(
                f"has groups = {groups}, which does not divide its {count:,} {what}. "
                f"Use groups = {best}, or change the channels.",
                SetParam("groups", best),
                SetParam("out_channels", max(1, round(filters / groups)) * groups),
            )


def _one_axis(values: Values, name: str, axis: int, value: int) -> SetParam:
    both = as_pair(values[name])
    return SetParam(name, (value, both[1]) if axis == 0 else (both[0], value))


def _largest_kernel(kernel: int, size: int, padding: int, gap: int) -> int:
    return min(kernel, (size + 2 * padding - 1) // gap + 1)


def _caption(values: Values) -> str:
    text = pair_text(values["kernel_size"])
    if values["stride"] != (1, 1):
        stride_h, stride_w = as_pair(values["stride"])
        text += f"/{stride_h}" if stride_h == stride_w else f"/{stride_h}×{stride_w}"
    text += f", {as_int(values['out_channels']):,}"
    return text + (f", {values['groups']} groups" if values.get("groups", 1) != 1 else "")
