"""ONNX's operations as layers: convolutions, dense layers, pooling, normalisation, joins and activations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from alexstudio.interop.drafting import Draft, Wire
from alexstudio.interop.onnx.folding import axes_of
from alexstudio.interop.onnx.reading import Numbers, Operation

Weights = dict[str, Numbers]
Given = Sequence[Wire | Numbers | None]
Made = tuple[Sequence[Wire], Weights]
Handler = Callable[[Draft, Operation, Given, frozenset[str]], Made]


def wire_of(draft: Draft, given: Given, place: int = 0) -> Wire:
    """An input that comes from a layer."""
    value = given[place] if place < len(given) else None
    if not isinstance(value, Wire):
        raise draft.owner.problem("reads weights where the output of a layer belongs, or nothing.")
    return value


def numbers_of(draft: Draft, given: Given, place: int) -> Numbers:
    """An input that is in the file."""
    value = given[place] if place < len(given) else None
    if not isinstance(value, np.ndarray):
        raise draft.owner.problem("gets its weights from a layer, not from the file, which a document cannot say.")
    return value


def _floats(value: Numbers) -> Numbers:
    return value.astype(np.float32)


def _pair(operation: Operation, name: str, default: int) -> tuple[int, int]:
    value = [int(one) for one in operation.values.get(name) or (default, default)]
    return value[0], value[-1]


def _sides(draft: Draft, operation: Operation, wire: Wire, kernel: tuple[int, int]) -> tuple[int, int, int, int]:
    """Top, left, bottom, right."""
    auto = operation.values.get("auto_pad", "NOTSET")
    pads = [int(one) for one in operation.values.get("pads") or (0, 0, 0, 0)]
    if len(pads) != 4:
        raise draft.owner.problem("is not for maps of height and width.")
    if auto in ("NOTSET", "VALID", ""):
        return (0, 0, 0, 0) if auto == "VALID" else (pads[0], pads[1], pads[2], pads[3])
    if not wire.is_maps or wire.shape is None:
        raise draft.owner.problem("pads by the size of its input, which is not known.")
    stride, dilation = _pair(operation, "strides", 1), _pair(operation, "dilations", 1)
    before, after = [], []
    for size, window, step, apart in zip(wire.shape[1:], kernel, stride, dilation, strict=True):
        whole = max(0, (-(-size // step) - 1) * step + (window - 1) * apart + 1 - size)
        before.append(whole // 2 if auto == "SAME_UPPER" else whole - whole // 2)
        after.append(whole - before[-1])
    return before[0], before[1], after[0], after[1]


def _padded(draft: Draft, wire: Wire, sides: tuple[int, int, int, int]) -> tuple[Wire, tuple[int, int]]:
    """The input, with zeros around it where its sides differ, and the padding that is left to the layer."""
    top, left, bottom, right = sides
    if (top, left) == (bottom, right):
        return wire, (top, left)
    borders = {"left": left, "right": right, "top": top, "bottom": bottom}
    return draft.one("ZeroPad2d", borders, wire, part="pad"), (0, 0)


def convolution(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """A bias that the file works out to be 0 is none."""
    wire, filters = wire_of(draft, given), numbers_of(draft, given, 1)
    if filters.ndim != 4:
        raise draft.owner.problem("is not for maps of height and width.")
    kernel = (int(filters.shape[2]), int(filters.shape[3]))
    bias = _bias(draft, operation, given, stored)
    source, padding = _padded(draft, wire, _sides(draft, operation, wire, kernel))
    values = {
        "out_channels": int(filters.shape[0]),
        "kernel_size": kernel,
        "stride": _pair(operation, "strides", 1),
        "padding": padding,
        "dilation": _pair(operation, "dilations", 1),
        "groups": int(operation.values.get("group", 1)),
        "bias": bias is not None,
    }
    made = draft.one("Conv2d", values, source)
    return [made], {"weight": _floats(filters), **({"bias": bias} if bias is not None else {})}


def _bias(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Numbers | None:
    if len(given) < 3 or given[2] is None:
        return None
    bias = _floats(numbers_of(draft, given, 2)).reshape(-1)
    return bias if operation.inputs[2] in stored or bias.any() else None


def dense(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """Gemm with constant weights."""
    wire, matrix = draft.flat(wire_of(draft, given)), numbers_of(draft, given, 1)
    values = operation.values
    if matrix.ndim != 2 or values.get("transA") or (values.get("alpha", 1.0), values.get("beta", 1.0)) != (1.0, 1.0):
        raise draft.owner.problem("is a matrix product other than that of a dense layer.")
    matrix = matrix if values.get("transB") else matrix.T
    bias = _bias(draft, operation, given, stored)
    made = draft.one("Linear", {"out_features": int(matrix.shape[0]), "bias": bias is not None}, wire)
    return [made], {"weight": _floats(matrix), **({"bias": bias} if bias is not None else {})}


def product(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """MatMul with constant weights: a dense layer without bias; an Add of constants after it is read apart."""
    wire, matrix = draft.flat(wire_of(draft, given)), numbers_of(draft, given, 1)
    if matrix.ndim != 2:
        raise draft.owner.problem("is a matrix product other than that of a dense layer.")
    made = draft.one("Linear", {"out_features": int(matrix.shape[1]), "bias": False}, wire)
    return [made], {"weight": _floats(matrix.T)}


def batch_norm(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """ONNX counts momentum the other way round."""
    wire = wire_of(draft, given)
    parts = [_floats(numbers_of(draft, given, place)) for place in range(1, 5)]
    momentum = round(1 - float(operation.values.get("momentum", 0.9)), 6)
    values = {"eps": float(np.float32(operation.values.get("epsilon", 1e-5))), "momentum": momentum}
    values["eps"] = float(f"{values['eps']:.6g}")
    made = draft.one("BatchNorm2d", values, wire)
    names = ("weight", "bias", "running_mean", "running_var")
    return [made], {**dict(zip(names, parts, strict=True)), "num_batches_tracked": np.asarray(0, np.int64)}


def response_norm(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """LRN: alpha is divided by the size in both."""
    values = operation.values
    made = {
        "size": int(values.get("size", 5)),
        "alpha": _short(values.get("alpha", 1e-4)),
        "beta": _short(values.get("beta", 0.75)),
        "k": _short(values.get("bias", 1.0)),
    }
    return [draft.one("LocalResponseNorm", made, wire_of(draft, given))], {}


def _short(value: Any) -> float:
    """A number that was written in float32, as it was meant."""
    return float(f"{float(value):.6g}")


def pool(kind: str) -> Handler:
    """MaxPool and AveragePool."""

    def make(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
        wire, kernel = draft.maps(wire_of(draft, given)), _pair(operation, "kernel_shape", 1)
        source, padding = _padded(draft, wire, _sides(draft, operation, wire, kernel))
        if source is not wire and kind == "MaxPool2d":
            draft.say("approximated", "Its border is padded by zeros, which win over negative values.")
        if source is not wire and kind == "AvgPool2d" and not operation.values.get("count_include_pad"):
            draft.say("approximated", "Its means count the zeros of the border, where the file leaves them out.")
        values: dict[str, object] = {
            "kernel_size": kernel,
            "stride": _pair(operation, "strides", 1),
            "padding": padding,
            "ceil_mode": bool(operation.values.get("ceil_mode", 0)),
        }
        if kind == "MaxPool2d":
            values["dilation"] = _pair(operation, "dilations", 1)
        else:
            values["count_include_pad"] = bool(operation.values.get("count_include_pad", 0)) or padding == (0, 0)
        return [draft.one(kind, values, source)], {}

    return make


def whole(kind: str) -> Handler:
    """GlobalAveragePool and GlobalMaxPool."""
    return lambda draft, operation, given, stored: (
        [draft.one(kind, {"output_size": (1, 1)}, wire_of(draft, given))],
        {},
    )


def mean(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """ReduceMean over height and width."""
    axes = {axis % 4 for axis in axes_of(operation, list(given))}
    if axes != {2, 3}:
        raise draft.owner.problem("takes a mean over other axes than height and width.")
    wire = wire_of(draft, given)
    if operation.values.get("keepdims", 1):
        return [draft.one("AdaptiveAvgPool2d", {"output_size": (1, 1)}, wire)], {}
    return [draft.one("GlobalAvgPool", {}, wire)], {}


def flatten(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """Flatten after the batch."""
    if operation.values.get("axis", 1) != 1:
        raise draft.owner.problem("flattens from another axis than the first after the batch.")
    return [draft.flat(wire_of(draft, given))], {}


def reshape(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """To a vector, or to maps; what goes through five axes, such as a shuffle of channels, is not known."""
    wire = wire_of(draft, given)
    if operation.kind == "Squeeze":
        axes = {axis % 4 for axis in axes_of(operation, list(given))}
        if axes != {2, 3}:
            raise draft.owner.problem("takes away other axes than height and width.")
        return [draft.flat(wire)], {}
    target = [int(size) for size in numbers_of(draft, given, 1).reshape(-1)]
    if len(target) == 2:
        return [draft.flat(wire)], {}
    if len(target) == 4 and min(target[1:]) > 0:
        flat = draft.flat(wire)
        return [draft.one("Unflatten", {"channels": target[1], "size": (target[2], target[3])}, flat)], {}
    raise draft.owner.problem("reshapes to something that is neither a vector nor maps.")


def concat(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """Along the channels."""
    wires = [wire_of(draft, given, place) for place in range(len(given))]
    axis, axes = int(operation.values.get("axis", 1)), 4 if wires[0].is_maps else 2
    if axis % axes != 1:
        raise draft.owner.problem("joins along another axis than the channels.")
    return [draft.joined(wires)], {}


def binary(kind: str) -> Handler:
    """Add, Mul and their like: of two layers, or of a layer and one number."""

    def make(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
        wires = [value for value in given if isinstance(value, Wire)]
        if len(wires) == len(given):
            if operation.kind in ("Sub", "Div"):
                raise draft.owner.problem("subtracts or divides layers, for which there is no layer type.")
            return [draft.chain(kind, wires)], {}
        number = next(value for value in given if isinstance(value, np.ndarray))
        is_first = isinstance(given[0], np.ndarray)
        if number.size != 1:
            return _shifted(draft, operation, wires[0], _floats(number))
        value = _short(number.reshape(-1)[0])
        if is_first and operation.kind in ("Sub", "Div"):
            raise draft.owner.problem("subtracts from a number, or divides one, for which there is no layer type.")
        factor, shift = {
            "Add": (1.0, value),
            "Sub": (1.0, -value),
            "Mul": (value, 0.0),
            "Div": (1 / value if value else 0.0, 0.0),
        }.get(operation.kind, (1.0, 0.0))
        return [draft.one("LinearNeuron", {"a": factor, "b": shift}, wires[0])], {}

    return make


def _shifted(draft: Draft, operation: Operation, wire: Wire, numbers: Numbers) -> Made:
    """The bias of the dense layer before."""
    node = draft.nodes.get(wire.node)
    flat = numbers.reshape(-1)
    if operation.kind == "Add" and node is not None and node.type == "Linear" and not node.params["bias"]:
        if flat.size != node.params["out_features"]:
            raise draft.owner.problem("adds a bias that does not fit the dense layer before it.")
        draft.nodes[wire.node] = node.with_params(bias=True)
        return [wire], {"bias": flat}
    raise draft.owner.problem("adds or multiplies by a number for each channel, for which there is no layer type.")


def plain(kind: str, **values: object) -> Handler:
    """A layer without parameters of its own."""
    return lambda draft, operation, given, stored: ([draft.one(kind, values, wire_of(draft, given))], {})


def softmax(kind: str) -> Handler:
    """Over the classes."""

    def make(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
        if operation.values.get("axis", 1) not in (1, -1):
            raise draft.owner.problem("takes another axis than the classes.")
        return [draft.one(kind, {}, wire_of(draft, given))], {}

    return make


def slope(kind: str, name: str, default: float) -> Handler:
    """An activation with one number."""
    return lambda draft, operation, given, stored: (
        [draft.one(kind, {name: _short(operation.values.get("alpha", default))}, wire_of(draft, given))],
        {},
    )


def clip(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """Bounds are attributes in old files, inputs in new ones."""
    bounds = []
    for place, name in ((1, "min"), (2, "max")):
        value = operation.values.get(name)
        if value is None and place < len(given) and given[place] is not None:
            value = numbers_of(draft, given, place).reshape(-1)[0]
        bounds.append(None if value is None else _short(value))
    low, high = bounds
    wire = wire_of(draft, given)
    if low == 0 and high is None:
        return [draft.one("ReLU", {}, wire)], {}
    if low is None or high is None:
        raise draft.owner.problem("is bounded on one side only, for which there is no layer type.")
    if low == 0:
        return [draft.one("ReLU6", {}, wire) if high == 6 else draft.one("BoundedReLU", {"a": high}, wire)], {}
    return [draft.one("Hardtanh", {"min_val": low, "max_val": high}, wire)], {}


def hard_sigmoid(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """With torch's slope only."""
    alpha, beta = _short(operation.values.get("alpha", 0.2)), _short(operation.values.get("beta", 0.5))
    if abs(alpha - 1 / 6) > 1e-5 or beta != 0.5:
        raise draft.owner.problem("is a hard sigmoid with another slope than 1/6, for which there is no layer type.")
    return [draft.one("Hardsigmoid", {}, wire_of(draft, given))], {}


def dropout(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """The probability is an attribute in old files, an input in new ones."""
    ratio = operation.values.get("ratio")
    if ratio is None and len(given) > 1 and given[1] is not None:
        ratio = numbers_of(draft, given, 1).reshape(-1)[0]
    return [draft.one("Dropout", {"p": _short(0.5 if ratio is None else ratio)}, wire_of(draft, given))], {}


def border(draft: Draft, operation: Operation, given: Given, stored: frozenset[str]) -> Made:
    """Pad of height and width by zeros."""
    pads = operation.values.get("pads")
    pads = [int(one) for one in (pads if pads is not None else numbers_of(draft, given, 1).reshape(-1))]
    value = given[2] if len(given) > 2 else None
    is_zero = value is None or (isinstance(value, np.ndarray) and not value.any())
    if len(pads) != 8 or any(pads[place] for place in (0, 1, 4, 5)) or not is_zero:
        raise draft.owner.problem("pads other axes than height and width, or not by zeros.")
    if operation.values.get("mode", "constant") != "constant":
        raise draft.owner.problem("pads by mirroring, for which there is no layer type.")
    sides = {"top": pads[2], "left": pads[3], "bottom": pads[6], "right": pads[7]}
    return [draft.one("ZeroPad2d", sides, wire_of(draft, given))], {}


TABLE: dict[str, Handler] = {
    "Conv": convolution,
    "Gemm": dense,
    "MatMul": product,
    "BatchNormalization": batch_norm,
    "LRN": response_norm,
    "MaxPool": pool("MaxPool2d"),
    "AveragePool": pool("AvgPool2d"),
    "GlobalAveragePool": whole("AdaptiveAvgPool2d"),
    "GlobalMaxPool": whole("AdaptiveMaxPool2d"),
    "ReduceMean": mean,
    "Flatten": flatten,
    "Reshape": reshape,
    "Squeeze": reshape,
    "Concat": concat,
    "Add": binary("Add"),
    "Sum": binary("Add"),
    "Mul": binary("Multiply"),
    "Sub": binary("Add"),
    "Div": binary("Multiply"),
    "Max": binary("Maximum"),
    "Softmax": softmax("Softmax"),
    "LogSoftmax": softmax("LogSoftmax"),
    "Relu": plain("ReLU"),
    "Sigmoid": plain("Sigmoid"),
    "Tanh": plain("Tanh"),
    "Softplus": plain("Softplus"),
    "Abs": plain("Abs"),
    "Sqrt": plain("Sqrt"),
    "HardSwish": plain("Hardswish"),
    "Gelu": plain("GELU"),
    "LeakyRelu": slope("LeakyReLU", "negative_slope", 0.01),
    "Elu": slope("ELU", "alpha", 1.0),
    "Clip": clip,
    "HardSigmoid": hard_sigmoid,
    "Dropout": dropout,
    "Pad": border,
}
