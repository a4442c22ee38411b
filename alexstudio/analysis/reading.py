"""What there is to read about one layer or one wire: what it does, its formula with its own numbers in it, its numbers.

The inspector and the card that comes up under the mouse show the same lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

from alexstudio.analysis.numbers import binary_size, count
from alexstudio.analysis.receptive import Field
from alexstudio.analysis.report import FLOAT_BYTES, Report
from alexstudio.analysis.seen import Seen
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.bypass import stand_in
from alexstudio.graph.node import HOST
from alexstudio.layers import LayerType, Shape, shape_text
from alexstudio.layers.formula import count_with_numbers, size_with_numbers, with_names


class Line(NamedTuple):
    """One thing to read: what it is, and what it is here."""

    title: str
    text: str


def what_it_does(node: Node) -> str:
    """One sentence on a node."""
    if node.kind is None:
        return f"The layer type {node.type} is not known here. Enable its plugin, or remove the layer."
    return f"Bypassed: it passes its input on. {node.kind.summary}" if node.bypassed else node.kind.summary


def formulas(document: Document, report: Report, node_id: str) -> tuple[Line, ...]:
    """The formulas of a node's type, and with its own numbers where these are known: value, size, parameters.

    A size whose two axes follow differently has a line for each.
    """
    graph = document.graph
    node, found = graph[node_id], report.nodes[node_id]
    kind = node.kind
    if kind is None:
        return ()
    lines = [Line("value", kind.formula)] if kind.formula else []
    rule = kind.size_rule(node.params)
    if rule:
        lines.append(Line("size", with_names(kind, rule)))
    if node.bypassed or not found.shapes or not kind.slots:
        return tuple(lines)
    inputs = tuple(_tensor(report, wire) for wire in graph.inputs(node_id))
    if rule and len(inputs[0]) == len(found.shapes[0]) == 3:
        down, across = (
            f"{size_with_numbers(rule, node.params, inputs, axis)} = {count(found.shapes[0][1 + axis])}"
            for axis in (0, 1)
        )
        lines += [Line("", f"= {down}")] if down == across else [Line("down", down), Line("across", across)]
    rule = kind.count_rule(node.params)
    if rule and found.params:
        features = _written_out(graph, report, node_id) if len(inputs[0]) == 1 else ""
        text = count_with_numbers(rule, node.params, inputs, found.shapes, features)
        lines.append(Line("parameters", f"{text} = {count(found.params)}" if text != count(found.params) else text))
    return tuple(lines)


def numbers(document: Document, report: Report, node_id: str, seen: Seen | None) -> tuple[Line, ...]:
    """What goes into a node, what comes out, and what it costs; ``seen`` is what it reads of the picture, if known."""
    graph, found, batch = document.graph, report.nodes[node_id], document.recipe.batch_size
    lines = []
    for wire in graph.inputs(node_id):
        shape = _tensor(report, wire)
        lines.append(Line(f"from {graph[wire.source].name}", shape_text(shape) if shape else "–"))
    if not found.shapes:
        return (*lines, Line("output", "not known yet"))
    lines.append(Line("output", " and ".join(shape_text(shape) for shape in found.shapes[:4])))
    if found.params:
        lines.append(Line("weights + biases", f"{count(found.weights)} + {count(found.biases)}"))
        lines.append(Line("parameters", count(found.params)))
    if found.params or found.multiply_adds:
        lines.append(Line("multiply-adds", count(found.multiply_adds)))
    lines.append(Line(f"activation, batch {batch}", binary_size(found.activation_bytes * batch)))
    lines.append(Line("receptive field", _field_text(seen.field if seen else None)))
    return tuple(lines)


def block_lines(document: Document, report: Report, members: Sequence[str]) -> tuple[Line, ...]:
    """What all layers of a block cost together, and where they are."""
    graph, batch = document.graph, document.recipe.batch_size
    found = [report.nodes[node_id] for node_id in members]
    lines = [
        Line("parameters", count(sum(one.params for one in found))),
        Line("multiply-adds", count(sum(one.multiply_adds for one in found))),
        Line(f"activation, batch {batch}", binary_size(sum(one.activation_bytes for one in found) * batch)),
    ]
    devices = sorted({graph[node_id].device for node_id in members})
    return (*lines, Line("device", ", ".join(devices)))


def _field_text(field: Field | None) -> str:
    """A receptive field as "51×51, stride 8"; without the stride where every position reads the same."""
    if field is None:
        return "–"
    text = f"{field.down.size}×{field.across.size}"
    if not field.down.stride or field.down.stride != field.across.stride:
        return text
    return f"{text}, stride {field.down.stride}"


def wire_lines(document: Document, report: Report, edge: Edge) -> tuple[Line, ...]:
    """The tensor on a wire, and where it goes."""
    graph, batch = document.graph, document.recipe.batch_size
    source, target = graph[edge.source], graph[edge.target]
    lines = []
    for node, names, place, word in (
        (source, source.kind.output_names(source.params) if source.kind else (), edge.output, "output"),
        (target, _slots(target.kind), edge.slot, "input"),
    ):
        if len(names) > 1 or (names and names[0].endswith("*")):
            label = names[min(place, len(names) - 1)]
            many = f"{place + 1}" if label.endswith("*") or label == word else f"{place + 1}, “{label}”"
            lines.append(Line(word, f"{many} of {node.name}"))
    shape = _tensor(report, edge)
    if not shape:
        return (*lines, Line("tensor", "not known yet"))
    size = prod(shape) * FLOAT_BYTES
    lines.append(Line("tensor", f"{shape_text(shape)} float32"))
    lines.append(Line("per picture", binary_size(size)))
    lines.append(Line(f"a batch of {batch}", binary_size(size * batch)))
    origin = stand_in(graph, edge.source, edge.output)
    device = graph[origin[0]].device if origin else source.device
    if target.bypassed or device == target.device:
        lines.append(Line("device", device))
    elif device == HOST:
        lines.append(Line("goes to", f"{target.device}, from the host"))
    else:
        lines.append(Line("crosses", f"{device} → {target.device}, and back in training"))
    return tuple(lines)


def _slots(kind: LayerType | None) -> tuple[str, ...]:
    return kind.slots if kind else ()


def _tensor(report: Report, wire: Edge) -> Shape:
    """Shape of what a wire carries, empty where it is not known."""
    shapes = report.nodes[wire.source].shapes
    return shapes[wire.output] if wire.output < len(shapes) else ()


def _written_out(graph: LayerGraph, report: Report, node_id: str) -> str:
    """The features that come in as "256·6·6" where they were maps that became a vector, else nothing."""
    wires = graph.inputs(node_id)
    while len(wires) == 1:
        node = graph[wires[0].source]
        given, wires = report.nodes[node.id].shapes, graph.inputs(node.id)
        if len(wires) != 1 or node.kind is None or not given:
            return ""
        taken = _tensor(report, wires[0])
        if len(taken) == 3 and given[0] == (prod(taken),) and not node.kind.has_weights:
            return "·".join(map(count, taken))
        if given[0] != taken or not (node.kind.passes_shape or node.bypassed):
            return ""
    return ""
