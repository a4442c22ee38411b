"""`prototxt`: a document as Caffe's deploy file, for the layers that Caffe knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from alexstudio.analysis import Report, analyse
from alexstudio.graph import Document, GraphError, Node
from alexstudio.graph.ends import training_only
from alexstudio.graph.naming import attribute_names
from alexstudio.interop.imported import named
from alexstudio.layers import Values

Body = tuple[str, str]
"""A type of Caffe, and the text of its settings."""


def prototxt(document: Document) -> str:
    """The network in Caffe's words, for batches of one picture; `import_prototxt` reads it back.

    Names are those that the layers have in the state dict. Weights are not a part of it, nor are auxiliary classifiers.
    Raises `GraphError` with one sentence for a document that cannot run, or that has layers which Caffe has not.
    """
    report = analyse(document)
    if report.problems:
        raise GraphError(report.problems[0].message)
    graph = report.document.graph
    heads = training_only(graph)
    deployed = [node for node in graph.order() if node.id not in heads]
    strange = [node.name for node in deployed if node.type != "Input" and _body(node, report) is None]
    if strange:
        raise GraphError(f"Caffe has no layers like {named(strange)}. Replace them, or export to another format.")
    names = attribute_names(graph)
    title = "".join(letter for letter in document.title if letter.isprintable() and letter not in '"\\')
    lines = [f'name: "{title}"']
    for node in deployed:
        lines += _layer(node, report, names)
    return "\n".join(lines) + "\n"


def _layer(node: Node, report: Report, names: dict[str, str]) -> Iterator[str]:
    graph, name = report.document.graph, names[node.id]
    if node.type == "Input":
        dims = " ".join(f"dim: {size}" for size in (1, *report.nodes[node.id].shapes[0]))
        yield _text(name, "Input", [], [name], f"input_param {{ shape {{ {dims} }} }}")
        return
    found = _body(node, report)
    assert found is not None  # `prototxt` has looked already
    kind, settings = found
    outputs = len(report.nodes[node.id].shapes)
    tops = [name] if outputs == 1 else [_port(name, port) for port in range(outputs)]
    bottoms = [
        _port(names[wire.source], wire.output) if len(report.nodes[wire.source].shapes) > 1 else names[wire.source]
        for wire in graph.inputs(node.id)
    ]
    before = _before(node)
    if before:  # what is one layer here are two in Caffe, such as normalisation and its learned scale
        yield _text(f"{name}/{before[0].lower()}", before[0], bottoms, [f"{name}/{before[0].lower()}"], before[1])
        bottoms = [f"{name}/{before[0].lower()}"]
    yield _text(name, kind, bottoms, tops, settings)


def _text(name: str, kind: str, bottoms: list[str], tops: list[str], settings: str) -> str:
    wires = [*(f'bottom: "{one}"' for one in bottoms), *(f'top: "{one}"' for one in tops)]
    rows = [f'name: "{name}"', f'type: "{kind}"', *wires, *([settings] if settings else [])]
    return "layer {\n" + "".join(f"  {row}\n" for row in rows) + "}"


def _port(name: str, port: int) -> str:
    return f"{name}/{port + 1}"


def _before(node: Node) -> Body | None:
    if node.type == "BatchNorm2d" and node.params["affine"]:
        return _batch_norm(node.params)
    if node.type == "GlobalAvgPool":
        return _whole("AVE")
    return None


def _body(node: Node, report: Report) -> Body | None:
    """How Caffe calls a layer, and its settings; None where it has none that computes the same."""
    values = node.params
    maker = _MAKERS.get(node.type)
    if maker is not None:
        return maker(values)
    plain = _PLAIN.get(node.type)
    if plain is not None:
        return plain, ""
    shapes = [report.nodes[wire.source].shapes[wire.output] for wire in report.document.graph.inputs(node.id)]
    if node.type == "Multiply" and shapes[0] == shapes[1]:
        return "Eltwise", "eltwise_param { operation: PROD }"
    if node.type in ("Split", "Chunk"):
        sizes = [shape[0] for shape in report.nodes[node.id].shapes]
        points = " ".join(f"slice_point: {sum(sizes[:count])}" for count in range(1, len(sizes)))
        return "Slice", f"slice_param {{ axis: 1 {points} }}"
    return None


def _filters(kind: str) -> Callable[[Values], Body | None]:
    def make(values: Values) -> Body | None:
        if values.get("output_padding", (0, 0)) != (0, 0) or len(set(_pair(values["dilation"]))) > 1:
            return None
        more = [f"group: {values['groups']}"] if values["groups"] != 1 else []
        more += [f"dilation: {_pair(values['dilation'])[0]}"] if _pair(values["dilation"]) != (1, 1) else []
        more += [] if values["bias"] else ["bias_term: false"]
        sizes = (
            _sides("kernel", values["kernel_size"]),
            _sides("stride", values["stride"]),
            _sides("pad", values["padding"]),
        )
        text = " ".join([f"num_output: {values['out_channels']}", *sizes, *more])
        return kind, f"convolution_param {{ {text} }}"

    return make


def _pool(method: str) -> Callable[[Values], Body | None]:
    def make(values: Values) -> Body | None:
        if values.get("dilation", (1, 1)) != (1, 1) or not values.get("count_include_pad", True):
            return None
        mode = [] if values["ceil_mode"] else ["round_mode: FLOOR"]
        sizes = (
            _sides("kernel", values["kernel_size"]),
            _sides("stride", values["stride"]),
            _sides("pad", values["padding"]),
        )
        return "Pooling", f"pooling_param {{ {' '.join([f'pool: {method}', *sizes, *mode])} }}"

    return make


def _whole(method: str) -> Body:
    return "Pooling", f"pooling_param {{ pool: {method} global_pooling: true }}"


def _adaptive(method: str) -> Callable[[Values], Body | None]:
    return lambda values: _whole(method) if values["output_size"] == (1, 1) else None


def _lrn(region: str) -> Callable[[Values], Body | None]:
    def make(values: Values) -> Body | None:
        if int(values["size"]) % 2 == 0 or (region == "WITHIN_CHANNEL" and values["k"] != 1):  # type: ignore[arg-type]
            return None  # the sizes of these types are whole numbers, which is checked when a node is made
        text = f"local_size: {values['size']} alpha: {values['alpha']!r} beta: {values['beta']!r} k: {values['k']!r}"
        return "LRN", f"lrn_param {{ {text} norm_region: {region} }}"

    return make


def _batch_norm(values: Values) -> Body | None:
    if not values["track_running_stats"]:
        return None
    fraction = round(1 - float(values["momentum"]), 9)  # type: ignore[arg-type]  # a float, checked when it was made
    return "BatchNorm", f"batch_norm_param {{ eps: {values['eps']!r} moving_average_fraction: {fraction!r} }}"


def _norm(values: Values) -> Body | None:
    """The last of the layers that a batch normalisation is in Caffe."""
    if not values["affine"] or not values["track_running_stats"]:
        return _batch_norm(values)
    return "Scale", "scale_param { bias_term: true }"


def _linear(values: Values) -> Body:
    bias = "" if values["bias"] else " bias_term: false"
    return "InnerProduct", f"inner_product_param {{ num_output: {values['out_features']}{bias} }}"


def _pair(value: Any) -> tuple[int, int]:
    height, width = value
    return height, width


def _sides(name: str, value: Any) -> str:
    height, width = _pair(value)
    if height != width:
        return f"{name}_h: {height} {name}_w: {width}"
    return f"{name}{'_size' if name == 'kernel' else ''}: {height}"


_PLAIN = {
    "ReLU": "ReLU", "Tanh": "TanH", "Sigmoid": "Sigmoid", "Abs": "AbsVal", "Softmax": "Softmax", "Flatten": "Flatten",
    "Concat": "Concat", "Add": "Eltwise", "GlobalAvgPool": "Flatten",
}  # fmt: skip
_MAKERS: dict[str, Callable[[Values], Body | None]] = {
    "Conv2d": _filters("Convolution"),
    "ConvTranspose2d": _filters("Deconvolution"),
    "Linear": _linear,
    "MaxPool2d": _pool("MAX"),
    "AvgPool2d": _pool("AVE"),
    "AdaptiveAvgPool2d": _adaptive("AVE"),
    "AdaptiveMaxPool2d": _adaptive("MAX"),
    "LocalResponseNorm": _lrn("ACROSS_CHANNELS"),
    "SameMapNorm": _lrn("WITHIN_CHANNEL"),
    "BatchNorm2d": _norm,
    "LeakyReLU": lambda values: ("ReLU", f"relu_param {{ negative_slope: {values['negative_slope']!r} }}"),
    "ELU": lambda values: ("ELU", f"elu_param {{ alpha: {values['alpha']!r} }}"),
    "Softplus": lambda values: ("BNLL", "") if values["beta"] == 1 else None,
    "LinearNeuron": lambda values: ("Power", f"power_param {{ scale: {values['a']!r} shift: {values['b']!r} }}"),
    "Square": lambda values: ("Power", "power_param { power: 2 }"),
    "Sqrt": lambda values: ("Power", "power_param { power: 0.5 }"),
    "Dropout": lambda values: ("Dropout", f"dropout_param {{ dropout_ratio: {values['p']!r} }}"),
    "Maximum": lambda values: ("Eltwise", "eltwise_param { operation: MAX }"),
}
