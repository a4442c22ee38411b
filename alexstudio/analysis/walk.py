"""`analyse`: the walk from the pictures to the class scores that works out every layer, in closed form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import NamedTuple

from alexstudio.analysis.heads import head_problems
from alexstudio.analysis.report import FLOAT_BYTES, NodeReport, Report, Trouble
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.bypass import active, stand_in
from alexstudio.graph.ends import AUXILIARY
from alexstudio.graph.node import Key
from alexstudio.layers import LayerType, Shape, ShapeError
from alexstudio.layers.remedy import Remedy, SetParam

LARGEST_TENSOR = 2**40  # elements of one picture's tensor: 4 TiB in float32, beyond any machine

_UNKNOWN = NodeReport()


class _Refused(NamedTuple):
    """A layer that does not fit its input: the end of a sentence, and what would help."""

    text: str
    remedies: tuple[Remedy, ...] = ()


_Known = dict[tuple[Shape, ...], NodeReport | _Refused]
_known: dict[Key, _Known] = {}
_KNOWN_LIMIT, _SHAPES_LIMIT = 65536, 64


def analyse(document: Document) -> Report:
    """All numbers of a document. Upstream of a problem every number stands; downstream of it there are none.

    What a layer with these parameters gives on these inputs is kept from one call to the next, so that after an edit
    only what changed is worked out anew. A bypassed node gives what it is fed and costs nothing; the report is one of
    the document that runs, without these nodes.
    """
    whole, document = document.graph, active(document)
    graph = document.graph
    reports: dict[str, NodeReport] = {}
    problems: list[Trouble] = []
    nodes = graph.by_id
    for node_id, wires in graph.flow.items():
        key = nodes[node_id].key
        try:
            if len(wires) == 1:
                source, output, _, _ = wires[0]
                shapes: tuple[Shape, ...] = (reports[source].shapes[output],)
            else:
                shapes = tuple([reports[source].shapes[output] for source, output, _, _ in wires])
        except IndexError:  # something before it is unknown
            reports[node_id] = _UNKNOWN
            _check_alone(nodes[node_id], wires, problems)
            continue
        result = key.known.get(shapes) if key.known is not None else None
        if result is None:
            node = nodes[node_id]
            kind = _check_alone(node, wires, problems)
            if kind is None:
                reports[node_id] = _UNKNOWN
                continue
            result = _remembered(kind, node, shapes)
        if isinstance(result, _Refused):
            reports[node_id] = _UNKNOWN
            sentence = f"{nodes[node_id].name} {result.text}"
            problems.append(Trouble(node_id, sentence, rule="shape", remedies=result.remedies))
        else:
            reports[node_id] = result
    problems += _whole_graph_problems(graph, reports)
    for node_id in whole.bypassed:
        reports[node_id] = _passed_on(whole, node_id, reports)
    return Report(document, reports, tuple(problems))


def _passed_on(graph: LayerGraph, node_id: str, reports: Mapping[str, NodeReport]) -> NodeReport:
    """What a bypassed node gives: each of its outputs is its first input."""
    node, given = graph[node_id], stand_in(graph, node_id)
    shapes = reports[given[0]].shapes if given else ()
    if given is None or len(shapes) <= given[1] or node.kind is None:
        return _UNKNOWN
    return NodeReport((shapes[given[1]],) * len(node.kind.output_names(node.params)))


def forget() -> None:
    """Work everything out anew at the next call, for what measures or changes the rules."""
    for found in _known.values():
        found.clear()
    _known.clear()


def _remembered(kind: LayerType, node: Node, shapes: tuple[Shape, ...]) -> NodeReport | _Refused:
    key = node.key
    if len(_known) > _KNOWN_LIMIT:
        forget()
    known = _known.setdefault(key, {})
    key.known = known
    result = known.get(shapes)
    if result is None:
        if len(known) >= _SHAPES_LIMIT:
            known.clear()
        result = known[shapes] = _work_out(kind, node, shapes)
    return result


def _check_alone(node: Node, wires: Sequence[Edge], problems: list[Trouble]) -> LayerType | None:
    """The layer type of a node that is known and has all its wires; what is missing becomes a problem."""
    kind = node.kind
    if kind is None:
        sentence = f"{node.name}: the layer type {node.type} is not known here. Enable its plugin, or remove it."
        problems.append(Trouble(node.id, sentence, rule="unknown-type"))
        return None
    missing = _missing_input(node, kind, wires)
    if missing:
        problems.append(Trouble(node.id, missing, rule="missing-input"))
        return None
    return kind


def _missing_input(node: Node, kind: LayerType, wires: Sequence[Edge]) -> str:
    if len(wires) == len(kind.slots) and wires:
        return ""
    if kind.is_variadic:
        return "" if wires else f"{node.name}: no input is connected. Connect at least one layer to it."
    taken = {wire.slot for wire in wires}
    for slot, slot_name in enumerate(kind.slots):
        if slot not in taken:
            what = "its input is" if len(kind.slots) == 1 else f"its input “{slot_name}” is"
            return f"{node.name}: {what} not connected. Connect the layer that feeds it."
    return ""


def _work_out(kind: LayerType, node: Node, inputs: tuple[Shape, ...]) -> NodeReport | _Refused:
    """Numbers of a layer on these inputs, or what is wrong."""
    try:
        outputs = kind.output_shapes(node.params, inputs)
        size = prod(outputs[0]) if len(outputs) == 1 else sum([prod(shape) for shape in outputs])
        if size > LARGEST_TENSOR:
            return _Refused(
                f"would give {size:,} values for one picture, more than any machine holds. Make it smaller.",
                tuple(SetParam(param.name, param.default) for param in kind.params if param.kind in ("int", "pair")),
            )
        if not kind.has_weights:
            return NodeReport(outputs, activation_bytes=size * FLOAT_BYTES)
        costs = kind.costs(node.params, inputs, outputs)
        if costs.weights > LARGEST_TENSOR:
            return _Refused(
                f"would have {costs.weights:,} weights, more than any machine holds. Make it smaller.",
                tuple(SetParam(param.name, param.default) for param in kind.params if param.kind in ("int", "pair")),
            )
        return NodeReport(outputs, *costs, size * FLOAT_BYTES)
    except ShapeError as error:
        return _Refused(str(error), error.remedies)


def _whole_graph_problems(graph: LayerGraph, reports: Mapping[str, NodeReport]) -> list[Trouble]:
    if not len(graph):
        return [Trouble("", "The document is empty. Open a preset, or add an Input layer.", rule="inputs")]
    found = []
    inputs = [graph[node_id] for node_id in graph.starts if graph[node_id].type == "Input"]
    if len(inputs) != 1:
        count = "no Input layer: add one" if not inputs else f"{len(inputs)} Input layers: keep one"
        sentence = f"The network has {count}. It is where the pictures come in."
        found.append(Trouble(inputs[1].id if inputs else "", sentence, rule="inputs"))
    ends = [graph[node_id] for node_id in graph.ends if graph[node_id].type != "Input"]
    if len(ends) == 1 and ends[0].type != AUXILIARY:
        return found
    ends = [node for node in ends if node.type != AUXILIARY]
    if len(ends) > 1:
        names = ", ".join(node.name for node in ends[:4])
        sentence = f"The network has {len(ends)} ends ({names}). Connect or remove all but the class scores."
        found.append(Trouble(ends[-1].id, sentence, rule="ends"))
    return [*found, *head_problems(graph, reports)]
