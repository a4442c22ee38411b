"""`compile_document`: a document becomes a torch.fx.GraphModule of standard torch layers."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import torch
from torch import fx, nn

from alexstudio.analysis import Compute, Hop, Report, analyse, make_plan, training_plan
from alexstudio.analysis.plan import Tensor
from alexstudio.engine import devices as machine
from alexstudio.engine.initial import INITIALISED, initialise_module
from alexstudio.engine.plugin_layers import trace_if_possible
from alexstudio.engine.start_weights import start_from_file
from alexstudio.extensions.problem import quoted
from alexstudio.graph import Document, LayerGraph, Node
from alexstudio.graph.ends import score_node
from alexstudio.graph.naming import attribute_names
from alexstudio.graph.node import HOST
from alexstudio.layers.registry import plugin_of

STARTED = "start_weights"
"""Key in a module's ``meta``."""

Layer = nn.Module
"""What any network or layer of torch is."""
Network = fx.GraphModule
"""What a document becomes."""


class CompileError(Exception):
    """A document that cannot become a module; the text is one sentence."""


def compile_document(
    document: Document,
    devices: Mapping[str, torch.device] | None = None,
    *,
    initialise: bool = True,
    auxiliary: bool = False,
) -> fx.GraphModule:
    """The module of a document: (n, c, h, w) float32 -> class scores (n, classes), in training mode.

    Layers are attributes named by `attribute_names` and lie on the device that ``devices`` has for their logical
    device (all on the CPU without it). A tensor that crosses from one logical device to another is moved by a call of
    ``to``, once for each destination, also where both are the same physical device. ``meta`` of each fx node holds
    ``node`` (id) and ``device`` (logical). Without ``initialise`` the weights hold no values yet; else they are drawn,
    or come from the recipe's file of weights, and ``meta`` of the module says at `STARTED` what that file lacks.

    What only auxiliary classifiers need is left out. With ``auxiliary`` it is there: a network that has any gives a
    tuple, its class scores and those of each, in the order of `auxiliary_ends`. Names and first weights are the same.

    There are only torch's layers in it, so what torch.save makes of it opens without alexstudio. Raises
    `CompileError` for a document with problems.
    """
    report = check_document(document)
    document = report.document
    graph = document.graph
    placed = dict(devices) if devices is not None else machine.device_map({*logical_devices(document)}, there=("cpu",))
    module = _build(graph, report, placed, auxiliary)
    if initialise:
        initialise_module(module, document)
        if document.recipe.weights:
            module.meta[STARTED] = start_from_file(module, document)
    return module


def check_document(document: Document) -> Report:
    """The report of a document that can be compiled; `CompileError` with its first problem otherwise."""
    report = analyse(document)
    if report.is_runnable:
        return report
    more = len(report.problems) - 1
    others = f" ({more} more problem{'s' if more > 1 else ''})" if more else ""
    raise CompileError(f"{report.problems[0].message}{others}")


def logical_devices(document: Document) -> tuple[str, ...]:
    """The host and every logical device that nodes are on, sorted."""
    return tuple(sorted({HOST, *(node.device for node in document.graph.nodes)}))


def _build(graph: LayerGraph, report: Report, placed: Mapping[str, torch.device], auxiliary: bool) -> fx.GraphModule:
    names = attribute_names(graph)
    layers = nn.Module()
    flow = fx.Graph()
    values: dict[Tensor, fx.Node] = {}

    def emit(made: fx.Node, node: str, device: str) -> fx.Node:
        made.meta["node"], made.meta["device"] = node, device
        return made

    plan = training_plan(graph) if auxiliary else make_plan(graph, score_node(graph).id)
    for step in plan.steps:
        if isinstance(step, Hop):
            source, output, _ = step.tensor
            move = flow.call_method("to", (values[step.tensor], placed[step.device]))
            values[source, output, step.device] = emit(move, source, step.device)
            continue
        node = graph[step.node]
        if not graph.inputs(node.id):
            made = emit(flow.placeholder("x"), node.id, HOST)
            if node.device != HOST:
                made = emit(flow.call_method("to", (made, placed[node.device])), node.id, node.device)
        else:
            shapes = _input_shapes(graph, report, node)
            made = _compute(flow, layers, node, names[node.id], step, values, shapes, placed)
            emit(made, node.id, node.device)
        _keep_outputs(flow, node, made, values)
    given = tuple(values[end, 0, graph[end].device] for end in plan.results)
    flow.output(given if plan.heads else given[0])
    return fx.GraphModule(layers, flow, class_name="Network")


def _compute(
    flow: fx.Graph,
    layers: nn.Module,
    node: Node,
    name: str,
    step: Compute,
    values: Mapping[Tensor, fx.Node],
    shapes: tuple[tuple[int, ...], ...],
    placed: Mapping[str, torch.device],
) -> fx.Node:
    kind = node.kind
    assert kind is not None, "analyse() reports unknown layer types"
    inputs = [values[tensor] for tensor in step.inputs]
    called = (inputs,) if kind.is_variadic else tuple(inputs)
    arguments, device, plugin = dict(kind.arguments(node.params, shapes)), placed[node.device], plugin_of(node.type)
    if kind.is_function:
        return flow.call_function(resolve(kind.target), called, arguments)
    if plugin:
        layers.add_module(name, _make_plugin_layer(node, plugin, kind.target, arguments, device))
    else:
        layers.add_module(name, _make_layer(resolve(kind.target), arguments, device))
    return flow.call_module(name, called)


def _make_plugin_layer(
    node: Node, plugin: str, target: str, arguments: Mapping[str, Any], device: torch.device
) -> nn.Module:
    module, _, name = target.partition(":")
    try:
        return trace_if_possible(getattr(import_module(module), name)(**arguments).to(device))
    except (Exception, SystemExit) as error:
        what = f"{node.name} cannot be made: the plugin {plugin} failed ({quoted(error)})."
        raise CompileError(f"{what} Disable it, or tell its author.") from error


def _keep_outputs(flow: fx.Graph, node: Node, made: fx.Node, values: dict[Tensor, fx.Node]) -> None:
    count = len(node.kind.output_names(node.params)) if node.kind else 1
    if count == 1:
        values[node.id, 0, node.device] = made
        return
    for port in range(count):
        part = flow.call_function(operator.getitem, (made, port))
        part.meta.update(made.meta)
        values[node.id, port, node.device] = part


def _make_layer(kind: type[nn.Module], arguments: Mapping[str, Any], device: torch.device) -> nn.Module:
    if kind not in INITIALISED:
        layer = kind(**arguments).to(device)
        # Our own layers become graphs of torch's, so that a saved network opens without this program
        return layer if kind.__module__.startswith("torch.") else fx.symbolic_trace(layer)
    # Without torch's own initialisation, 0.6 s for AlexNet. nn.utils.skip_init does it too, but the meta device that
    # it goes through costs 0.4 s at its first use in a process.
    layer = kind.__new__(kind)
    layer.__dict__["reset_parameters"] = lambda: None
    layer.__init__(**arguments, device=device)  # type: ignore[misc]
    del layer.__dict__["reset_parameters"]
    return layer if kind.__module__.startswith("torch.") else fx.symbolic_trace(layer)


def _input_shapes(graph: LayerGraph, report: Report, node: Node) -> tuple[tuple[int, ...], ...]:
    return tuple(report.nodes[wire.source].shapes[wire.output] for wire in graph.inputs(node.id))


def resolve(target: str) -> Any:
    """The torch class or function that a layer type's ``module:name`` means; `CompileError` when there is none."""
    module, _, name = target.partition(":")
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError):
        what = f"This torch has no {name or target!r} in {module!r}, which a layer of the network needs."
        raise CompileError(what) from None
