"""First weights and learning rates of single layers: fillers and ``param`` in a prototxt."""

from __future__ import annotations

from math import sqrt
from typing import Literal

from pydantic import ValidationError

from alexstudio.graph import InitRule
from alexstudio.graph.schedule import RateRule
from alexstudio.interop.caffe.layer import Layer
from alexstudio.interop.caffe.message import Message
from alexstudio.interop.drafting import Draft, Learning, shown

_RULED = ("Conv2d", "Linear", "ConvTranspose2d", "LocallyConnected2d")
"""Types whose first weights a recipe speaks of."""


_LEARNING = ("Convolution", "InnerProduct", "Deconvolution", "ConvolutionDepthwise", "DepthwiseConvolution")
"""Types of layers whose rates a recipe speaks of."""


def note_start(draft: Draft, param: Message, node_id: str, fan_in: int | None, fan_out: int | None) -> None:
    """Keep the first weights that the fillers of a layer say; ``fan_in`` and ``fan_out`` count what one value meets."""
    if not param.has("weight_filler"):
        param.asked.add("bias_filler")
        return
    weights, bias = param.message("weight_filler"), param.message("bias_filler")
    if draft.nodes[node_id].type not in _RULED:
        draft.say("left out", "Its fillers: a recipe says how convolutions and dense layers start, and no others.")
        return
    rule = _weights(draft, weights, fan_in, fan_out)
    constant = _bias(draft, bias) if param.has("bias_filler") else 0.0
    draft.starts[node_id] = rule.model_copy(update={"bias": float(constant)})


def _weights(draft: Draft, filler: Message, fan_in: int | None, fan_out: int | None) -> InitRule:
    kind = filler.text("type", "constant")
    if kind == "gaussian":
        if filler.number("mean", 0) or filler.integer("sparse", -1) >= 0:
            draft.say("approximated", "Its first weights have mean 0 and none is set to 0, other than in the file.")
        return _spread(draft, filler.number("std", 1))
    if kind in ("xavier", "msra"):
        gain = 2.0 if kind == "msra" else 1.0
        norm = filler.text("variance_norm", "FAN_IN")
        if kind == "msra" and norm == "FAN_IN":
            return InitRule()
        counts = {"FAN_IN": (fan_in,), "FAN_OUT": (fan_out,)}.get(norm, (fan_in, fan_out))
        known = [count for count in counts if count]
        if len(known) < len(counts):
            draft.say("approximated", f"Its first weights ({kind}) need the size of its input, which is not known.")
            return InitRule()
        spread = sqrt(gain * len(known) / sum(known))
        return _spread(draft, spread, "uniform" if kind == "xavier" else "normal")
    if kind == "uniform":
        low, high = filler.number("min", 0), filler.number("max", 1)
        if low != -high:
            draft.say("approximated", "Its first weights are uniform around 0, as wide as in the file.")
        return _spread(draft, abs(high - low) / sqrt(12), "uniform")
    if kind == "constant" and filler.number("value", 0) == 0:
        return _spread(draft, 0.0)
    draft.say("left out", f"Its weight filler {shown(kind)}: it starts from weights that suit ReLUs (kaiming).")
    return InitRule()


def _spread(draft: Draft, std: float, weights: Literal["normal", "uniform"] = "normal") -> InitRule:
    if not 0 <= std <= 100:
        draft.say("left out", f"Its first weights have a deviation of {std:g}, which a recipe cannot hold.")
        return InitRule()
    return InitRule(weights=weights, std=float(f"{std:.6g}"))


def _bias(draft: Draft, filler: Message) -> float:
    kind, value = filler.text("type", "constant"), filler.number("value", 0)
    if kind == "constant" and abs(value) <= 1000:
        return value
    draft.say("left out", f"Its bias filler {shown(kind)}: its biases start at 0.")
    return 0.0


def note_rates(draft: Draft, layer: Layer, shared: dict[str, str]) -> None:
    """Keep the rates and decays of a layer, and say that weights are another layer's too, which a document cannot."""
    params = layer.message.messages("param")
    rates = [param.number("lr_mult", 1) for param in params] or layer.message.numbers("blobs_lr")
    decays = [param.number("decay_mult", 1) for param in params] or layer.message.numbers("weight_decay")
    if layer.type in _LEARNING:
        draft.learning[draft.owner] = Learning(*(_rule(draft, rates, decays, place) for place in (0, 1)))
    elif rates and not any(rates):
        draft.say("approximated", "Caffe does not train it (rate 0); here it learns like the others.")
    elif any(value != 1 for value in (*rates, *decays)):
        parts = [f"rates × {_list(rates)}" if rates else "", f"decays × {_list(decays)}" if decays else ""]
        text = " and ".join(filter(None, parts))
        draft.say("approximated", f"Weights and biases have {text} in Caffe; here all learn alike.")
    for param in params:
        name = param.text("name")
        if name and shared.setdefault(name, layer.name) != layer.name:
            sentence = f"It shares its weights with {shown(shared[name])} in Caffe; here it has its own."
            draft.say("approximated", sentence)
            return


def _rule(draft: Draft, rates: list[float], decays: list[float], place: int) -> RateRule:
    rate, decay = (found[place] if place < len(found) else 1.0 for found in (rates, decays))
    if rate == 0:
        return RateRule(frozen_from=0.0)
    try:
        return RateRule(rate=rate, decay=decay)
    except ValidationError:
        draft.say("left out", f"A rate × {rate:g} with a decay × {decay:g}, which no recipe can hold.")
        return RateRule()


def _list(numbers: list[float]) -> str:
    return ", ".join(f"{number:g}" for number in numbers[:4])
