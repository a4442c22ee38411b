"""Caffe's layers that slide over maps: convolution, pooling, deconvolution, cropping; and the dense layer."""

from __future__ import annotations

from math import prod

from alexstudio.interop.caffe.fillers import note_start
from alexstudio.interop.caffe.layer import Layer
from alexstudio.interop.caffe.message import Message
from alexstudio.interop.drafting import Draft, Wire, shown

CLASSES = 1000
"""Outputs of a last layer that leaves them to the data, as DIGITS writes it."""

Pair = tuple[int, int]


def convolution(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """Sizes are rounded down, as torch rounds them."""
    param, wire = layer.message.message("convolution_param"), draft.maps(layer.only(inputs))
    values = _filters(draft, layer, param, wire)
    made = draft.one("Conv2d", {**values, "dilation": pair(layer, param, "dilation", 1)}, wire)
    _start(draft, param, made, wire)
    return [made]


def deconvolution(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """A transposed convolution."""
    param, wire = layer.message.message("convolution_param"), draft.maps(layer.only(inputs))
    values = _filters(draft, layer, param, wire)
    made = draft.one("ConvTranspose2d", {**values, "dilation": pair(layer, param, "dilation", 1)}, wire)
    _start(draft, param, made, wire)
    return [made]


def _filters(draft: Draft, layer: Layer, param: Message, wire: Wire) -> dict[str, object]:
    if not param.has("kernel_size") and not param.has("kernel_h"):
        raise layer.problem("has no kernel_size.")
    param.asked |= {"axis", "force_nd_im2col"}
    filters = _outputs(draft, layer, param)
    groups = param.integer("group", 1)
    if "depthwise" in layer.type.lower():
        groups = wire.shape[0] if wire.is_maps and wire.shape else filters
    return {
        "out_channels": filters,
        "kernel_size": pair(layer, param, "kernel_size", 1, "kernel"),
        "stride": pair(layer, param, "stride", 1),
        "padding": pair(layer, param, "pad", 0),
        "groups": groups,
        "bias": param.flag("bias_term", True),
    }


def inner_product(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """A dense layer; maps are flattened before it, as Caffe does without being told."""
    param, wire = layer.message.message("inner_product_param"), layer.only(inputs)
    if param.integer("axis", 1) != 1:
        raise layer.problem("has an axis other than 1, which a document cannot say.")
    param.asked.add("transpose")
    values = {"out_features": _outputs(draft, layer, param), "bias": param.flag("bias_term", True)}
    flat = draft.flat(wire)
    made = draft.one("Linear", values, flat)
    note_start(draft, param, made.node, flat.shape[0] if flat.shape else None, values["out_features"])
    return [made]


def _outputs(draft: Draft, layer: Layer, param: Message) -> int:
    if param.has("num_output"):
        return param.integer("num_output", CLASSES)
    draft.say("approximated", f"It leaves num_output to the data; {CLASSES:,} is assumed.")
    return CLASSES


def _start(draft: Draft, param: Message, made: Wire, wire: Wire) -> None:
    node = draft.nodes[made.node]
    window, groups = prod(node.params["kernel_size"]), node.params["groups"]
    channels = wire.shape[0] if wire.is_maps and wire.shape else None
    fan_in = channels // groups * window if channels is not None else None
    note_start(draft, param, made.node, fan_in, node.params["out_channels"] * window)


def pair(layer: Layer, param: Message, name: str, default: int, stem: str = "") -> Pair:
    """(height, width) from ``name``, once or twice, or from ``name_h`` and ``name_w``."""
    stem = stem or name
    both = param.integers(name)
    if len(both) > 2:
        raise layer.problem(f"has {len(both):,} numbers for {name}: only maps of height and width can be read.")
    height, width = (both[0], both[-1]) if both else (default, default)
    return param.integer(f"{stem}_h", height), param.integer(f"{stem}_w", width)


def pooling(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """Sizes are rounded up unless ``round_mode`` says otherwise; a mean counts the padding, as torch's does."""
    param, wire = layer.message.message("pooling_param"), draft.maps(layer.only(inputs))
    method = param.text("pool", "MAX")
    if method == "STOCHASTIC":
        draft.say("approximated", "Stochastic pooling is read as the mean, which it is on average.")
    elif method not in ("MAX", "AVE"):
        raise layer.problem(f"pools by {shown(method)}, but there are MAX, AVE and STOCHASTIC.")
    kind = "Max" if method == "MAX" else "Avg"
    if param.flag("global_pooling", False):
        param.asked |= {"kernel_size", "stride", "pad", "round_mode"}
        return [draft.one(f"Adaptive{kind}Pool2d", {"output_size": 1}, wire)]
    if not param.has("kernel_size") and not param.has("kernel_h"):
        raise layer.problem("has no kernel_size.")
    values: dict[str, object] = {
        "kernel_size": (kernel := pair(layer, param, "kernel_size", 1, "kernel")),
        "stride": (stride := pair(layer, param, "stride", 1)),
        "padding": (padding := pair(layer, param, "pad", 0)),
        "ceil_mode": (up := param.text("round_mode", "CEIL") != "FLOOR"),
    }
    made = draft.one(f"{kind}Pool2d", values, wire)
    if wire.shape is not None and made.shape is not None:
        sizes = tuple(map(_pooled, wire.shape[1:], kernel, stride, padding, (up, up)))
        if sizes != made.shape[1:]:
            draft.say(
                "approximated",
                f"Caffe's windows give {sizes[0]}×{sizes[1]} here, the last of them beyond the border; "
                f"these give {made.shape[1]}×{made.shape[2]}.",
            )
    return [made]


def _pooled(size: int, kernel: int, stride: int, padding: int, up: bool) -> int:
    """Caffe's ``PoolingLayer::Reshape``: only where there is padding is a last window beyond the border dropped."""
    room = size + 2 * padding - kernel
    count = (-(-room // stride) if up else room // stride) + 1
    return count - 1 if padding and (count - 1) * stride >= size + padding else count


def crop(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """Cuts the first bottom to the height and width of the second, from an offset on."""
    param = layer.message.message("crop_param")
    axis, offsets = param.integer("axis", 2), param.integers("offset") or [0]
    known = len(inputs) == 2 and all(wire.is_maps for wire in inputs)
    if not known or axis not in (2, 3) or len(offsets) > 4 - axis:
        return layer.placeholder(draft, inputs)
    first, second = (wire.shape or () for wire in inputs)
    down, across = (offsets[0] if axis == 2 else 0), offsets[-1]
    height = second[1] if axis == 2 else first[1]
    sides = {"left": -across, "right": second[2] + across - first[2], "top": -down, "bottom": height + down - first[1]}
    if max(sides.values()) > 0:
        raise layer.problem("cuts out more than there is.")
    return [draft.one("ZeroPad2d", sides, inputs[0])]


TABLE = {
    "Convolution": convolution,
    "ConvolutionDepthwise": convolution,
    "DepthwiseConvolution": convolution,
    "Deconvolution": deconvolution,
    "InnerProduct": inner_product,
    "Pooling": pooling,
    "Crop": crop,
}
