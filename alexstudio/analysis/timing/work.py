"""`Work`: the arithmetic and the bytes of each layer in one training step, forward and backward."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import prod
from typing import NamedTuple

from alexstudio.analysis.plan import Compute, Plan
from alexstudio.analysis.report import FLOAT_BYTES, NodeReport, Report
from alexstudio.analysis.timing.rates import Kind, Precision
from alexstudio.graph import Node
from alexstudio.layers import Shape
from alexstudio.layers.footprint import Footprint, has_one_order

HALVES: Collection[Precision] = ("bfloat16", "float16")
HALF_BYTES = 2
INDEX_BYTES = 8
"""Max pooling remembers where each value came from in an int64."""

KINDS: Mapping[str, Kind] = {
    "Conv2d": "convolution",
    "ConvTranspose2d": "convolution",
    "LocallyConnected2d": "convolution",
    "GaussianBlur": "depthwise",
    "Linear": "dense",
    "MaxPool2d": "pooling",
    "AdaptiveMaxPool2d": "pooling",
    "AvgPool2d": "averaging",
    "AdaptiveAvgPool2d": "averaging",
    "LocalResponseNorm": "response norm",
    "SameMapNorm": "response norm",
    "ContrastNorm": "response norm",
    "BatchNorm2d": "normalisation",
    "LayerNorm2d": "normalisation",
    "GroupNorm": "normalisation",
    "InstanceNorm2d": "normalisation",
    "Dropout": "noise",
    "Dropout2d": "noise",
    "StochasticDepth": "noise",
    "NoisyReLU": "noise",
    "Concat": "merge",
    "Add": "sum",
}
"""Kinds of layer types; what is not here, counts as pointwise."""


class Work(NamedTuple):
    """What one layer does in one step. Biases are not counted in the multiply-adds."""

    node: str
    device: str
    kind: Kind
    precision: Precision
    """In which the products are, or else the numbers it reads."""
    size: tuple[float, ...]
    """convolution, depthwise: output positions of the batch, input and output maps of a group, positions of the
    window, groups; dense: pictures, inputs, outputs; pooling, averaging: bytes, positions of the window; else bytes."""
    multiply_adds: int
    bytes: int
    """Read and written, forward; 0 for a view."""
    backward_multiply_adds: int
    """As many as forward for the gradient of the weights, and again for that of the inputs, if they have one."""
    backward_bytes: int
    """0 where the gradient is passed on as it is."""
    adding_bytes: int = 0
    """Of the passes that add up the gradients of an output with several readers."""
    has_backward: bool = True


class StepWork(NamedTuple):
    """A whole step: the layers in the order of the plan, and the bytes of each output, (node, port), in it."""

    layers: dict[str, Work]
    tensors: dict[tuple[str, int], int]


class Tensors(NamedTuple):
    """What a layer reads: shapes, whether each is in half precision, and whether any has a gradient."""

    shapes: tuple[Shape, ...]
    halves: tuple[bool, ...]
    has_gradient: bool


def layer_work(node: Node, inputs: Tensors, numbers: NodeReport, batch: int, precision: Precision) -> tuple[Work, bool]:
    """The work of one layer for ``batch`` pictures, and whether its output is in half precision.

    In a half precision weights stay float32 and are cast in every step, as autocast does.
    """
    kind_of_layer = node.kind
    assert kind_of_layer is not None, "only documents without problems are worked out"
    traits = kind_of_layer.footprint(node.params, inputs.shapes, "cpu")
    is_half = precision in HALVES
    narrows = is_half and traits.narrows
    gives_half = is_half and (narrows or (not traits.widens and all(inputs.halves)))
    read = sum(batch * prod(shape) * _width(half) for shape, half in zip(inputs.shapes, inputs.halves, strict=True))
    casts = 0
    if narrows:
        casts = sum(
            batch * prod(shape) * (FLOAT_BYTES + HALF_BYTES)
            for shape, half in zip(inputs.shapes, inputs.halves, strict=True)
            if not half
        )
        read = sum(batch * prod(shape) * HALF_BYTES for shape in inputs.shapes)
    written = sum(batch * prod(shape) for shape in numbers.shapes) * _width(gives_half)
    weights = numbers.params * (2 * HALF_BYTES + FLOAT_BYTES if narrows else FLOAT_BYTES)
    kind = _kind(node, inputs.shapes)
    backward = read + written + (read if inputs.has_gradient else 0) + 2 * weights + casts
    if kind == "pooling":
        backward += INDEX_BYTES * written // _width(gives_half)
    gradients = int(inputs.has_gradient) + bool(numbers.weights)
    products: Precision = precision if not is_half or narrows or all(inputs.halves) else "float32"
    total = read + casts + written + weights
    found = Work(
        node.id,
        node.device,
        kind,
        products,
        _size(kind, node, inputs.shapes, numbers, batch, total),
        batch * numbers.multiply_adds,
        0 if _is_view(traits, inputs.shapes) else total,
        batch * numbers.multiply_adds * gradients,
        0 if traits.passes or kind == "merge" else backward,  # parts of a gradient are views of it
        has_backward=gradients > 0 or bool(numbers.params),
    )
    return found, gives_half


def step_work(report: Report, plan: Plan, batch: int, precision: Precision) -> StepWork:
    """The work of every layer of the plan but the inputs; `Report.is_runnable` must hold."""
    graph, readers = report.document.graph, _readers(plan)
    half: dict[tuple[str, int], bool] = {}
    learns: dict[str, bool] = {}
    found = StepWork({}, {})
    for step in plan.steps:
        if not isinstance(step, Compute):
            continue
        node, numbers = graph[step.node], report.nodes[step.node]
        sources = [(source, output) for source, output, _ in step.inputs]
        is_half = learns[node.id] = False
        if sources:
            inputs = Tensors(
                tuple(report.nodes[source].shapes[output] for source, output in sources),
                tuple(half[tensor] for tensor in sources),
                any(learns[source] for source, _ in sources),
            )
            work, is_half = layer_work(node, inputs, numbers, batch, precision)
            learns[node.id] = work.has_backward
        adding = 0
        for port, shape in enumerate(numbers.shapes):
            size = batch * prod(shape) * _width(is_half)
            half[node.id, port], found.tensors[node.id, port] = is_half, size
            adding += 3 * size * max(0, readers.get((node.id, port), 0) - 1)
        if sources:
            found.layers[node.id] = work._replace(adding_bytes=adding if work.has_backward else 0)
    return found


def _readers(plan: Plan) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for step in plan.steps:
        if isinstance(step, Compute):
            for source, output, _ in step.inputs:
                found[source, output] = found.get((source, output), 0) + 1
    return found


def _kind(node: Node, shapes: Sequence[Shape]) -> Kind:
    kind = KINDS.get(node.type, "pointwise")
    if kind == "convolution" and node.params.get("groups", 1) > 1 and node.params["groups"] == shapes[0][0]:
        return "depthwise"
    return kind


def _size(
    kind: Kind, node: Node, shapes: Sequence[Shape], numbers: NodeReport, batch: int, total: int
) -> tuple[float, ...]:
    taken, given = shapes[0], numbers.shapes[0]
    if kind in ("convolution", "depthwise"):
        groups = int(node.params.get("groups", 1))
        maps = (max(1, taken[0] // groups), max(1, given[0] // groups))
        return (batch * prod(given[1:]), *maps, prod(_window(node)), groups)
    if kind == "dense":
        return (batch, taken[0], given[0])
    if kind in ("pooling", "averaging"):
        window = prod(_window(node)) if "kernel_size" in node.params else prod(taken[1:]) / prod(given[1:])
        return (total, max(1.0, window))
    return (max(1, total),)


def _window(node: Node) -> tuple[int, ...]:
    size = node.params.get("kernel_size", 1)
    return (size, size) if isinstance(size, int) else tuple(size)


def _is_view(traits: Footprint, shapes: Sequence[Shape]) -> bool:
    return traits.is_view or (traits.views_plain and all(has_one_order(shape) for shape in shapes))


def _width(is_half: bool) -> int:
    return HALF_BYTES if is_half else FLOAT_BYTES
