"""Caffe's normalisations, and its learned scale."""

from __future__ import annotations

from dataclasses import replace

from alexstudio.interop.caffe.fillers import note_start
from alexstudio.interop.caffe.layer import Layer
from alexstudio.interop.caffe.message import Message
from alexstudio.interop.drafting import Draft, Wire


def lrn(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """Caffe divides alpha by the size of the window, as the layer types here do; within a channel, k is always 1."""
    param, wire = layer.message.message("lrn_param"), layer.only(inputs)
    size = param.integer("local_size", 5)
    values: dict[str, object] = {
        "size": size,
        "alpha": param.number("alpha", 1),
        "beta": param.number("beta", 0.75),
        "k": param.number("k", 1),
    }
    if size % 2 == 0:
        raise layer.problem(f"has local_size {size}, but Caffe takes odd sizes only.")
    if param.text("norm_region", "ACROSS_CHANNELS") == "WITHIN_CHANNEL":
        return [draft.one("SameMapNorm", {**values, "k": 1.0}, wire)]
    return [draft.one("LocalResponseNorm", values, wire)]


def batch_norm(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """Without a learned scale, which Caffe has in a layer of its own: see `scale`."""
    param = layer.message.message("batch_norm_param")
    param.asked.add("use_global_stats")
    return [draft.one("BatchNorm2d", {**_averages(param), "affine": False}, draft.maps(layer.only(inputs)))]


def batch_norm_affine(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """The BN layer of branches of Caffe, which learns a scale and a shift itself."""
    layer.message.asked.add("bn_param")
    draft.say("approximated", "BN is a layer of branches of Caffe; it is read as BatchNorm2d with its usual settings.")
    return [draft.one("BatchNorm2d", {}, draft.maps(layer.only(inputs)))]


def _averages(param: Message) -> dict[str, float]:
    eps = min(max(param.number("eps", 1e-5), 1e-12), 1.0)
    fraction = min(max(param.number("moving_average_fraction", 0.999), 0.0), 1.0)
    return {"eps": eps, "momentum": round(1 - fraction, 9)}


def scale(draft: Draft, layer: Layer, inputs: list[Wire], *, is_alone: bool) -> list[Wire]:
    """A learned factor for each channel.

    After a batch normalisation that nothing else reads (``is_alone``) it becomes that one's scale and shift; elsewhere
    a convolution of one pixel with as many groups as channels, which computes the same.
    """
    param = layer.message.message("scale_param")
    if len(inputs) == 2:
        return [draft.one("Multiply", {}, *inputs)]
    wire, has_bias = draft.maps(layer.only(inputs)), param.flag("bias_term", False)
    node = draft.nodes[wire.node]
    if is_alone and node.type == "BatchNorm2d" and not node.params["affine"]:
        draft.nodes[node.id] = replace(node, params={**node.params, "affine": True})
        param.asked |= {"filler", "bias_filler", "axis"}
        if has_bias:
            draft.say("understood", "Scale became the learned scale and shift of the BatchNorm2d before it.")
        else:
            draft.say("approximated", "The BatchNorm2d that it became a part of learns a shift as well.")
        return [wire]
    if not wire.is_maps or param.integer("axis", 1) != 1 or wire.shape is None:
        return layer.placeholder(draft, inputs)
    factor = param.message("filler")
    if not has_bias and factor.text("type", "constant") == "constant":
        return [draft.one("LayerScale", {"init_value": factor.number("value", 1)}, wire)]
    channels = wire.shape[0]
    made = draft.one("Conv2d", {"out_channels": channels, "kernel_size": 1, "groups": channels, "bias": has_bias}, wire)
    note_start(draft, param, made.node, 1, channels)
    return [made]


def mvn(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """Mean 0 and variance 1 of each map."""
    param = layer.message.message("mvn_param")
    if param.flag("across_channels", False) or not param.flag("normalize_variance", True):
        return layer.placeholder(draft, inputs)
    return [draft.one("InstanceNorm2d", {"eps": min(max(param.number("eps", 1e-9), 1e-12), 1.0)}, layer.only(inputs))]


TABLE = {"LRN": lrn, "BatchNorm": batch_norm, "BN": batch_norm_affine, "MVN": mvn}
