"""Caffe's layers that treat each value on its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from alexstudio.interop.caffe.layer import Layer
from alexstudio.interop.caffe.message import Message
from alexstudio.interop.drafting import Draft, Wire

Handler = Callable[[Draft, Layer, list[Wire]], list[Wire]]


def _plain(type_name: str) -> Handler:
    return lambda draft, layer, inputs: [draft.one(type_name, {}, layer.only(inputs))]


def _with(type_name: str, message: str, values: Callable[[Message], Mapping[str, object]]) -> Handler:
    def handler(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
        return [draft.one(type_name, values(layer.message.message(message)), layer.only(inputs))]

    return handler


def relu(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """With a slope for negative values it is a leaky one."""
    slope = layer.message.message("relu_param").number("negative_slope", 0)
    wire = layer.only(inputs)
    return [draft.one("LeakyReLU", {"negative_slope": slope}, wire) if slope else draft.one("ReLU", {}, wire)]


def prelu(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """The slope is learned in Caffe; no layer type here learns it."""
    param = layer.message.message("prelu_param")
    param.asked.add("channel_shared")
    slope = param.message("filler").number("value", 0.25)
    draft.say("approximated", f"The slope is learned in Caffe; here it stays at {slope:g}.")
    return [draft.one("LeakyReLU", {"negative_slope": slope}, layer.only(inputs))]


def power(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """(shift + scale · x) to a power of 1, 2 or 1/2."""
    param, wire = layer.message.message("power_param"), layer.only(inputs)
    exponent, factor, shift = param.number("power", 1), param.number("scale", 1), param.number("shift", 0)
    after = {1: "", 2: "Square", 0.5: "Sqrt"}.get(exponent)
    if after is None:
        return layer.placeholder(draft, inputs)
    if (factor, shift) != (1, 0) or not after:
        wire = draft.one("LinearNeuron", {"a": factor, "b": shift}, wire, part="linear" if after else "")
    return [draft.one(after, {}, wire) if after else wire]


def logarithm(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """The natural logarithm of shift + scale · x."""
    param, wire = layer.message.message("log_param"), layer.only(inputs)
    base, factor, shift = param.number("base", -1), param.number("scale", 1), param.number("shift", 0)
    if base != -1 or shift < 0:
        return layer.placeholder(draft, inputs)
    if factor != 1:
        wire = draft.one("LinearNeuron", {"a": factor, "b": 0.0}, wire, part="linear")
    return [draft.one("LogNeuron", {"a": shift}, wire)]


def dropout(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """Inverted, as torch's."""
    ratio = layer.message.message("dropout_param").number("dropout_ratio", 0.5)
    return [draft.one("Dropout", {"p": ratio}, layer.only(inputs))]


def softmax(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """Over a vector; maps of one pixel are one, larger ones have a softmax at every pixel, which is not known here."""
    param, wire = layer.message.message("softmax_param"), layer.only(inputs)
    is_wide = wire.is_maps and wire.shape is not None and wire.shape[1:] != (1, 1)
    if is_wide or param.integer("axis", 1) != 1:
        return layer.placeholder(draft, inputs)
    return [draft.one("Softmax", {}, draft.flat(wire))]


TABLE: dict[str, Handler] = {
    "ReLU": relu,
    "PReLU": prelu,
    "ReLU6": _plain("ReLU6"),
    "ELU": _with("ELU", "elu_param", lambda param: {"alpha": param.number("alpha", 1)}),
    "Clip": _with("Hardtanh", "clip_param", lambda param: {"min_val": param.number("min", -1),
                                                         "max_val": param.number("max", 1)}),
    "BNLL": _plain("Softplus"),
    "TanH": _plain("Tanh"),
    "Sigmoid": _plain("Sigmoid"),
    "AbsVal": _plain("Abs"),
    "Power": power,
    "Log": logarithm,
    "Dropout": dropout,
    "Softmax": softmax,
}  # fmt: skip
