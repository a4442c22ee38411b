"""Caffe's layers that join, take apart or reshape."""

from __future__ import annotations

from math import prod

from alexstudio.interop.caffe.layer import Layer
from alexstudio.interop.drafting import Draft, Wire, shown
from alexstudio.layers import Shape

_AXES = 8
_PARTS = 64  # outputs of one node at most


def concat(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """Along the channels."""
    param = layer.message.message("concat_param")
    axis = param.integer("axis", param.integer("concat_dim", 1))
    if axis not in (1, -3):
        return layer.placeholder(draft, inputs)
    return [draft.one("Concat", {}, *layer.several(inputs))]


def eltwise(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """Sum, product or maximum, two by two; factors of a sum become layers of their own."""
    param, wires = layer.message.message("eltwise_param"), list(layer.several(inputs))
    operation, factors = param.text("operation", "SUM"), param.numbers("coeff")
    param.asked.add("stable_prod_grad")
    kind = {"SUM": "Add", "PROD": "Multiply", "MAX": "Maximum"}.get(operation)
    if kind is None:
        raise layer.problem(f"has the operation {shown(operation)}, but there are SUM, PROD and MAX.")
    if factors and len(factors) != len(wires):
        raise layer.problem(f"has {len(factors):,} factors for {len(wires):,} bottoms.")
    if kind == "Add":
        for place, factor in enumerate(factors):
            if factor != 1:
                part = f"factor{place + 1}"
                wires[place] = draft.one("LinearNeuron", {"a": factor, "b": 0.0}, wires[place], part=part)
    return [draft.chain(kind, wires)]


def cut(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """Slice: parts of the channels, one after the other."""
    param, wire = layer.message.message("slice_param"), layer.only(inputs)
    points = param.integers("slice_point")
    if param.integer("axis", param.integer("slice_dim", 1)) not in (1, -3):
        return layer.placeholder(draft, inputs)
    count = len(layer.tops)
    if count < 2:
        return [wire] * count
    if not points and count <= _PARTS:
        return list(draft.add("Chunk", {"chunks": count}, wire))
    if len(points) != count - 1:
        raise layer.problem(f"has {count:,} tops and {len(points):,} slice points, where there must be one fewer.")
    bounds = [0, *points]
    sizes = [after - before for before, after in zip(bounds, points, strict=False)]
    if min(sizes) < 1:
        raise layer.problem("has slice points that do not grow.")
    if len(set(sizes)) == 1 and count <= _PARTS:
        return list(draft.add("Split", {"size": sizes[0], "parts": count}, wire))
    if wire.shape is None:
        return layer.placeholder(draft, inputs)
    sizes.append(wire.shape[0] - points[-1])
    if sizes[-1] < 1:
        raise layer.problem(f"cuts at channel {points[-1]:,}, but it has {wire.shape[0]:,}.")
    return [
        draft.one("SelectChannels", {"start": start, "length": size}, wire, part=f"part{number}")
        for number, (start, size) in enumerate(zip(bounds, sizes, strict=True), start=1)
    ]


def split(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """The same values under several names: nothing to do."""
    draft.say("understood", "Its tops are other names of what it reads.")
    return [layer.only(inputs)] * len(layer.tops)


def flatten(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """From axis 1 to the end."""
    param = layer.message.message("flatten_param")
    if (param.integer("axis", 1), param.integer("end_axis", -1)) not in ((1, -1), (1, 3)):
        return layer.placeholder(draft, inputs)
    return [draft.one("Flatten", {}, layer.only(inputs))]


def reshape(draft: Draft, layer: Layer, inputs: list[Wire]) -> list[Wire]:
    """Where it makes a vector of maps, or maps of a vector."""
    param, wire = layer.message.message("reshape_param"), layer.only(inputs)
    dims = param.message("shape").integers("dim")
    if param.integer("axis", 0) or param.integer("num_axes", -1) != -1 or not 1 < len(dims) <= _AXES:
        return layer.placeholder(draft, inputs)
    made = _resolved(dims, wire.shape)
    if len(dims) == 2 and (dims[1] == -1 or made is not None):
        return [draft.one("Flatten", {}, wire)]
    if made is not None and wire.shape == made:
        return [wire]
    if made is not None and len(made) == 3 and wire.shape is not None:
        flat = draft.flat(wire)
        return [draft.one("Unflatten", {"channels": made[0], "size": (made[1], made[2])}, flat)]
    return layer.placeholder(draft, inputs)


def _resolved(dims: list[int], shape: Shape | None) -> Shape | None:
    """The shape without the batch that Reshape gives: 0 copies a size, -1 is worked out; None when it does not fit."""
    if shape is None or dims[0] not in (0, 1, -1):
        return None
    total, sizes = prod(shape), list(dims[1:])
    for axis, size in enumerate(sizes):
        if size == 0:
            if axis >= len(shape):
                return None
            sizes[axis] = shape[axis]
    if sizes.count(-1) == 1:
        rest = -prod(sizes)
        if rest <= 0 or total % rest:
            return None
        sizes[sizes.index(-1)] = total // rest
    return tuple(sizes) if sizes and min(sizes) > 0 and prod(sizes) == total else None


TABLE = {
    "Concat": concat,
    "Eltwise": eltwise,
    "Slice": cut,
    "Split": split,
    "Flatten": flatten,
    "Reshape": reshape,
}
