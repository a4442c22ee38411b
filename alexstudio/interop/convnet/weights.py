"""cuda-convnet's layers that learn: ``conv``, ``local`` and ``fc``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from alexstudio.graph import InitRule
from alexstudio.interop.convnet.layer import Layer
from alexstudio.interop.drafting import Draft, Wire


class _Filters(NamedTuple):
    """How one input of a layer is read; ``filters`` are those of each group."""

    channels: int
    filters: int
    size: int
    stride: int
    padding: int
    groups: int

    @property
    def values(self) -> dict[str, object]:
        """Parameters of a layer type."""
        found = (self.filters * self.groups, self.size, self.stride, self.padding)
        return dict(zip(("out_channels", "kernel_size", "stride", "padding"), found, strict=True))


def conv(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """A convolution of each input, and their sum; one over all of them where that is the same."""
    parts = _parts(layer, inputs)
    forced = layer.integer("modulesX", 0)
    if layer.has("sharedBiases") and not layer.flag("sharedBiases", True):
        draft.say("approximated", "It has a bias for each position in the file; here one for each map.")
    if layer.has("randSparse") and "true" in layer.text("randSparse").lower():
        layer.text("filterChannels")
        draft.say("approximated", "Its filters see channels drawn at random in the file; here all of their group.")
    alike = len({(part.size, part.stride, part.padding, part.filters) for part in parts}) == 1
    if alike and all(part.groups == 1 for part in parts):
        wire = draft.joined(inputs)
        results = [_slide(draft, "Conv2d", wire, parts[0], forced, {"groups": 1, "bias": True})]
    else:
        results = [
            _slide(draft, "Conv2d", wire, part, forced, {"groups": part.groups, "bias": number == 0}, number)
            for number, (wire, part) in enumerate(zip(inputs, parts, strict=True))
        ]
    _start(draft, layer, [wire for wire in results if draft.nodes[wire.node].type == "Conv2d"])
    return draft.chain("Add", results)


def local(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """As `conv`, with weights of its own for each position."""
    parts = _parts(layer, inputs)
    if any(part.groups > 1 for part in parts) or len({part[1:] for part in parts}) > 1:
        return layer.placeholder(draft, inputs)
    made = _slide(draft, "LocallyConnected2d", draft.joined(inputs), parts[0], 0, {"bias": True})
    _start(draft, layer, [made])
    return made


def fc(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """A dense layer; the weights of several inputs lie side by side, in the order of the inputs."""
    if not inputs:
        raise layer.problem("has no inputs.")
    sizes = {wire.shape[1:] for wire in inputs if wire.shape is not None and len(wire.shape) == 3}
    same = len(sizes) == 1 and all(wire.is_maps for wire in inputs)
    if len(inputs) == 1 or same or all(wire.shape is not None and len(wire.shape) == 1 for wire in inputs):
        flat = draft.flat(draft.joined(inputs))
    else:
        flat = draft.joined([draft.flat(wire) for wire in inputs])
    made = draft.one("Linear", {"out_features": layer.integer("outputs")}, flat)
    _start(draft, layer, [made], default="0.01")
    return made


def _parts(layer: Layer, inputs: Sequence[Wire]) -> list[_Filters]:
    if not inputs:
        raise layer.problem("has no inputs.")
    count = len(inputs)
    columns = [
        layer.integers(name, count, default)
        for name, default in (
            ("channels", None), ("filters", None), ("filterSize", None), ("stride", 1), ("padding", 0), ("groups", 1),
        )
    ]  # fmt: skip
    parts = [_Filters(*row) for row in zip(*columns, strict=True)]
    for part, wire in zip(parts, inputs, strict=True):
        if min(part.size, part.stride, part.groups) < 1:
            raise layer.problem("needs a filterSize, stride and groups of 1 at least.")
        if wire.shape is not None and wire.shape[0] != part.channels:
            raise layer.problem(f"reads {part.channels:,} channels, but its input has {wire.shape[0]:,}.")
    return parts


def _slide(
    draft: Draft, kind: str, wire: Wire, part: _Filters, forced: int, more: dict[str, object], number: int = 0
) -> Wire:
    """One sliding layer, with zeros at the right and the bottom where the size is rounded up.

    modulesX = 1 + ceil((2 padding + size - filterSize) / stride), unless the file forces it.
    """
    suffix = str(number + 1) if number else ""
    if not wire.is_maps or wire.shape is None:
        return draft.one(kind, {**part.values, **more}, wire, part=suffix)
    room = wire.shape[1] + 2 * part.padding - part.size
    count = forced or 1 - (-room // part.stride)
    extra = (count - 1) * part.stride - room
    if extra > 0 and room >= 0:
        wire = draft.one("ZeroPad2d", {"right": extra, "bottom": extra}, wire, part=f"pad{suffix}")
    made = draft.one(kind, {**part.values, **more}, wire, part=suffix)
    over = made.shape[1] - count if made.shape is not None else 0
    return draft.one("ZeroPad2d", {"right": -over, "bottom": -over}, made, part=f"cut{suffix}") if over > 0 else made


def _start(draft: Draft, layer: Layer, made: Sequence[Wire], default: str = "") -> None:
    """First weights: normal with the deviation ``initW``, biases ``initB``."""
    for name in ("initWFunc", "initBFunc", "initCFunc"):
        if layer.text(name):
            draft.say("left out", f"{name} calls Python code, which is never run: it starts from normal weights.")
    if layer.text("weightSource") or layer.text("weights"):
        draft.say("approximated", "It shares weights with another layer in the file; here it has its own.")
    deviations = layer.numbers("initW") or ([layer.to_number("initW", default)] if default else [])
    if not deviations:
        return
    if len(set(deviations)) > 1:
        shown_ones = ", ".join(f"{one:g}" for one in deviations[:4])
        draft.say("approximated", f"Its inputs start with deviations {shown_ones}; here all with the first.")
    bias = layer.numbers("initB") or [0.0]
    if not 0 <= deviations[0] <= 100 or abs(bias[0]) > 1000:
        draft.say("left out", "Its first weights or biases are larger than a recipe holds.")
        return
    rule = InitRule(weights="normal", std=deviations[0], bias=bias[0])
    for wire in made:
        draft.starts[wire.node] = rule
