"""The *2012* accounting: the buffers of the original code (cuda-convnet), which freed nothing during a step."""

from __future__ import annotations

from collections.abc import Iterator
from math import isqrt, prod

from alexstudio.analysis.memory.course import Course, make_course
from alexstudio.analysis.memory.spans import Span
from alexstudio.analysis.report import FLOAT_BYTES, NodeReport, Report
from alexstudio.graph import Document, LayerGraph, Node
from alexstudio.graph.node import HOST

MOMENTS = ("the whole step",)

_NO_LAYERS = {
    *("Input", "Concat", "Flatten", "Unflatten", "ZeroPad2d", "Identity", "Split", "Chunk", "SelectChannels"),
    "AuxiliaryLoss",
}
"""What the original layers did themselves: they read several inputs, parts of them, and beyond the border."""
_DIVIDES = {"LocalResponseNorm", "SameMapNorm"}
_CONVOLVES = {"Conv2d", "ConvTranspose2d", "LocallyConnected2d"}
_WIRED = {"Concat", "Flatten", "ZeroPad2d", "Identity", "AuxiliaryLoss"}


def original_course(document: Document, report: Report) -> Course:
    """The buffers that the original code allocated once and kept, in float32.

    Every layer has its outputs and their gradients; a neuron is a layer of its own. Weights and biases have a gradient
    and a momentum beside them, but the gradient of a fully connected matrix went straight into its momentum. Response
    normalisation keeps its denominators, dropout its masks. The gradient of a convolution is summed in parts, a set of
    weights for each group of output positions (``partialSum``), and each output that another device reads has a copy
    there, with the gradient that goes back.

    For cfg 145 and a batch of 128 that makes 1,649 and 1,614 MiB on the two cards and 3,132 MiB on one. It is worked
    out from what the code allocates, not measured on a card of 2012: expect it to be right within 10 %.
    """
    return make_course(_spans(document.graph, report), MOMENTS)


def _spans(graph: LayerGraph, report: Report) -> Iterator[tuple[str, Span]]:
    for node in graph.nodes:
        numbers = report.nodes[node.id]
        if node.type == "Input":
            continue
        for span in _layer(node, numbers, graph):
            yield node.device, span
    for move in report.feeds:
        yield move.destination, Span(move.source, "pictures", "input", 0, move.bytes_per_image)
    if not report.feeds:
        for node in graph.nodes:
            if node.type == "Input" and node.device != HOST:
                yield node.device, Span(node.id, "pictures", "input", 0, report.nodes[node.id].activation_bytes)
    for move in report.transfers:
        copy = f"copy from {move.origin}"
        yield move.destination, Span(move.source, copy, "activations", 0, move.bytes_per_image)
        yield (
            move.destination,
            Span(move.source, f"gradient of the {copy}", "activation gradients", 0, move.bytes_per_image),
        )


def _layer(node: Node, numbers: NodeReport, graph: LayerGraph) -> Iterator[Span]:
    weights, biases = FLOAT_BYTES * numbers.weights, FLOAT_BYTES * numbers.biases
    if weights or biases:
        own = 0 if node.type == "Linear" else weights
        yield Span(node.id, "weights", "weights", weights + biases, 0)
        yield Span(node.id, "gradient of the weights", "gradients", own + biases, 0)
        yield Span(node.id, "momentum of the weights", "optimizer", weights + biases, 0)
    if node.type in _NO_LAYERS:
        return
    size = numbers.activation_bytes
    yield Span(node.id, "output", "activations", 0, size)
    yield Span(node.id, "gradient of the output", "activation gradients", 0, size)
    if node.type in _DIVIDES:
        yield Span(node.id, "denominators", "activations", 0, size)
    if node.type == "Dropout":
        yield Span(node.id, "mask", "activations", 0, size)
    if node.type in _CONVOLVES:
        positions = prod(numbers.shapes[0][1:])
        parts = positions // _smallest_factor(positions)
        yield Span(node.id, "partial sums of the gradient", "workspace", weights * parts // _wires(node, graph), 0)


def _wires(node: Node, graph: LayerGraph) -> int:
    """How many layers a convolution reads: each had a matrix of its own, and one buffer served them in turn."""
    wires = graph.inputs(node.id)
    while len(wires) == 1 and graph[wires[0].source].type in _WIRED:
        wires = graph.inputs(wires[0].source)
    return max(1, len(wires))


def _smallest_factor(number: int) -> int:
    return next((factor for factor in range(2, isqrt(number) + 1) if number % factor == 0), number)
