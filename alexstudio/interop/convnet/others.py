"""cuda-convnet's layers that learn nothing: pooling, normalisation, sums, and the preparation of pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from alexstudio.interop.convnet.layer import Layer
from alexstudio.interop.convnet.neurons import neuron
from alexstudio.interop.drafting import Draft, Wire, shown

Handler = Callable[[Draft, Layer, Sequence[Wire]], Wire]

_START = {"cmrnorm": ("LocalResponseNorm", 1e-4), "rnorm": ("SameMapNorm", 1e-3), "cnorm": ("ContrastNorm", 1e-3)}


def pool(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """Windows cover the whole map: sizes are rounded up; a mean is that of the pixels inside.

    A start before the map is padding, one inside it cuts the map; what the two roundings have more is cut off.
    """
    wire, method = layer.only(inputs), layer.text("pool", "max").lower()
    layer.text("channels")
    if method not in ("max", "avg"):
        draft.say("left out", f"Pooling by {shown(method)} is not known here.")
        return layer.placeholder(draft, inputs)
    size, start = layer.integer("sizeX"), layer.integer("start", 0)
    stride = layer.integer("stride", 1)
    wanted = layer.integer("outputsX", layer.integer("outputX", 0))
    if size < 1 or stride < 1:
        raise layer.problem("needs a sizeX and a stride of 1 at least.")
    values: dict[str, object] = {"kernel_size": size, "stride": stride, "ceil_mode": True, "padding": max(0, -start)}
    if method == "avg":
        values["count_include_pad"] = False
    count = wanted
    if not count and wire.is_maps and wire.shape is not None:
        count = 1 - (-(wire.shape[1] - start - size) // stride)
    if start > 0:
        wire = draft.one("ZeroPad2d", {"left": -start, "top": -start}, wire, part="start")
    made = draft.one("MaxPool2d" if method == "max" else "AvgPool2d", values, wire)
    if made.shape is None or not count or made.shape[1] == count:
        return made
    if made.shape[1] < count:
        sentence = f"It has {count:,} windows a side in the file, the last beyond the map; here {made.shape[1]:,}."
        draft.say("approximated", sentence)
        return made
    over = made.shape[1] - count
    return draft.one("ZeroPad2d", {"right": -over, "bottom": -over}, made, part="cut")


def norm(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """Response normalisation across maps or within one; both sides divide the scale by the size of the window."""
    kind, usual = _START[layer.type]
    layer.text("channels")
    size = layer.integer("size" if layer.has("size") else "sizeX")
    if not any(name in layer.params or layer.has(name) for name in ("scale", "pow")):
        draft.say("approximated", f"Its scale and power are in no file given: {usual:g} and 0.75 are assumed.")
    if layer.has("blocked") and layer.flag("blocked", False):
        draft.say("approximated", "Its windows are blocks of maps side by side in the file; here they overlap.")
    values = {
        "size": size,
        "alpha": layer.number("scale", usual),
        "beta": layer.number("pow", 0.75),
        "k": layer.number("minDiv", 1),
    }
    return draft.one(kind, values, layer.only(inputs))


def dropout(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """``keep`` is the probability that a value stays."""
    keep = layer.number("keep", 0.5)
    enabled = layer.params.get("enable")
    if enabled is not None and enabled.value.lower() in ("false", "0", "no", "off"):
        keep = 1.0
        draft.say("understood", "It is switched off in the parameter file.")
    if layer.type != "dropout":
        draft.say("approximated", "It scales when testing in the file, and here while training: the same on average.")
    return draft.one("Dropout", {"p": round(1 - keep, 9)}, layer.only(inputs))


def softmax(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """Over all values."""
    return draft.one("Softmax", {}, draft.flat(layer.only(inputs)))


def eltsum(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """A sum with factors."""
    wires, factors = list(inputs), layer.numbers("coeffs")
    if not wires or (factors and len(factors) not in (1, len(wires))):
        raise layer.problem(f"has {len(factors):,} coeffs for {len(wires):,} inputs.")
    factors = factors * len(wires) if len(factors) == 1 else factors
    for place, factor in enumerate(factors):
        if factor != 1:
            wires[place] = draft.one("LinearNeuron", {"a": factor, "b": 0.0}, wires[place], part=f"factor{place + 1}")
    return draft.chain("Add", wires)


def eltmax(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """The largest value."""
    if not inputs:
        raise layer.problem("has no inputs.")
    return draft.chain("Maximum", inputs)


def concat(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """One after the other along the channels; ``pass`` of cuda-convnet2 does it without copying."""
    if not inputs:
        raise layer.problem("has no inputs.")
    return draft.one("Concat", {}, *inputs)


def lone_neuron(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """A neuron that is a layer."""
    return neuron(draft, layer, layer.only(inputs), is_layer=True)


def nailbed(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """Every so many pixels; the nails are in the middle unless the file says where they start."""
    wire, stride = layer.only(inputs), layer.integer("stride")
    layer.text("channels")
    if stride < 1:
        raise layer.problem("needs a stride of 1 at least.")
    start = 0
    if wire.is_maps and wire.shape is not None:
        start = (wire.shape[1] - stride * (-(-wire.shape[1] // stride) - 1)) // 2
    return draft.one("Nailbed", {"stride": stride, "start": layer.integer("start", start)}, wire)


def blur(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """A Gaussian of 3, 5, 7 or 9 pixels."""
    layer.text("channels")
    values = {"size": layer.integer("filterSize"), "deviation": layer.number("stdev", 1)}
    return draft.one("GaussianBlur", values, layer.only(inputs))


def crop(draft: Draft, layer: Layer, inputs: Sequence[Wire]) -> Wire:
    """A square of ``sizeX`` pixels from ``startX``, ``startY`` on."""
    wire, size = layer.only(inputs), layer.integer("sizeX")
    left, top = layer.integer("startX", 0), layer.integer("startY", 0)
    layer.text("channels")
    if not wire.is_maps or wire.shape is None:
        return layer.placeholder(draft, inputs)
    right, bottom = size + left - wire.shape[2], size + top - wire.shape[1]
    if max(right, bottom) > 0 or min(left, top, size) < 0:
        raise layer.problem("cuts out more than there is.")
    return draft.one("ZeroPad2d", {"left": -left, "right": right, "top": -top, "bottom": bottom}, wire)


TABLE: dict[str, Handler] = {
    "pool": pool,
    "cmrnorm": norm,
    "rnorm": norm,
    "cnorm": norm,
    "hs": dropout,
    "dropout": dropout,
    "dropout2": dropout,
    "softmax": softmax,
    "eltsum": eltsum,
    "eltmax": eltmax,
    "concat": concat,
    "pass": concat,
    "neuron": lone_neuron,
    "nailbed": nailbed,
    "blur": blur,
    "crop": crop,
}
