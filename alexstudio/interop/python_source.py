"""`python_source`: a document as the plain PyTorch module that a person would have written.

Everything that a document can name freely (titles, stages) is hostile: it gets into comments and the docstring only,
filtered by `plain_text`. Identifiers come from `attribute_names` and from this file.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from alexstudio.analysis import Report, analyse
from alexstudio.analysis.heads import without_heads
from alexstudio.graph import Document, GraphError, LayerGraph, Node
from alexstudio.graph.ends import score_node, training_only
from alexstudio.graph.naming import attribute_names
from alexstudio.interop.own_layers import is_own, own_layers
from alexstudio.interop.source_flow import Flow, plan_flow
from alexstudio.layers import LayerType, Shape

WIDTH = 100
INDENT = " " * 8
PLACES = "_places"
"""The attribute that says where logical devices are; identifiers of layers begin with a letter."""

_MODULES = {"torch.nn": "nn"}
"""Modules that are called by a short name; others are imported and written in full."""


def python_source(document: Document, *, placed: bool = False) -> str:
    """Source of an ``nn.Module`` called ``Model`` that computes what the document's network computes.

    All is on one device; when ``placed``, ``Model({"gpu0": "cuda:0", ...})`` spreads the layers as the document does
    and moves what crosses, and ``Model()`` is on the CPU all the same.

    Its state dict has the keys and shapes of the compiled network. A Softmax at the end is left out: ``forward`` gives
    the class scores. Raises `GraphError` with the first problem of a document that cannot run.
    """
    report = analyse(document)
    if report.problems:
        raise GraphError(report.problems[0].message)
    document = report.document
    graph = document.graph
    flow = plan_flow(graph, score_node(graph).id, placed=placed)
    names = attribute_names(graph)
    own = own_layers({_kind(step.node).target for step in flow.steps})
    needs = [*own.imports, ""] if own.imports else []
    parts = [
        _docstring(document, report, flow, placed),
        "\n\n\n".join(["\n".join([*needs, *_imports(flow)]), *own.definitions]),
        'class Model(nn.Module):\n    """The network; its layers are named as in the document."""',
        "\n".join(
            [*_constructor(graph, report, flow, names, placed), *(_placing(report, flow, names) if placed else ())]
        ),
        "\n".join(_forward(graph, report, flow, names, placed)),
    ]
    return f"{parts[0]}\n\n{parts[1]}\n\n\n{parts[2]}\n\n{parts[3]}\n\n{parts[4]}\n"


def plain_text(text: str, limit: int) -> str:
    """``text`` on one line without anything that could end a comment or a docstring, or turn the reading direction."""
    kept = "".join(letter if letter.isprintable() else " " for letter in text)
    for bad, good in (("'", "’"), ('"', "”"), ("`", "’"), ("\\", "/")):
        kept = kept.replace(bad, good)
    kept = " ".join(kept.split())
    return kept if len(kept) <= limit else kept[: limit - 1].rstrip() + "…"


def _docstring(document: Document, report: Report, flow: Flow, placed: bool) -> str:
    graph, total = document.graph, without_heads(report)
    source = next(node for node in graph.nodes if node.type == "Input")
    facts = [
        f"{total.params:,} parameters and {total.multiply_adds:,} multiply-adds for one picture of "
        f"{_shape(report.nodes[source.id].shapes[0])}."
    ]
    if any(node.id not in flow.needed and node.type == "Softmax" for node in graph.nodes):
        facts.append("The Softmax at the end is left out: forward returns the class scores.")
    heads = training_only(graph)
    if heads:
        facts.append("Auxiliary classifiers are left out: they only help in training.")
    devices = sorted({node.device for node in graph.nodes if node.id not in heads and node.id != source.id})
    if placed:
        example = ", ".join(f'"{device}": "cuda:{number}"' for number, device in enumerate(devices))
        facts.append(f"Model({{{example}}}) spreads the layers; Model() has all of them on the CPU.")
    elif len(devices) > 1:
        facts.append(f"The document spreads its layers over {' and '.join(devices)}; here all are on one device.")
    facts.append("Written by alexstudio.")
    title = plain_text(document.title, 70) or "Untitled"
    lines = [f'"""{title}: a PyTorch module.', "", *textwrap.wrap(" ".join(facts), 90)]
    return "\n".join([*lines, "", *_LOADING, '"""'])


_LOADING = (
    "To load the weights of the model file beside it, and to predict:",
    "",
    '    checkpoint = torch.load("model.pt")',
    "    model = Model()",
    '    model.load_state_dict(checkpoint["state_dict"])',
    "    model.eval()",
)


def _imports(flow: Flow) -> Iterator[str]:
    modules = {_kind(step.node).target.partition(":")[0] for step in flow.steps}
    others = {module for module in modules if module not in {*_MODULES, "torch"} and not is_own(module)}
    yield from sorted(f"import {module}" for module in {"torch", *others})
    yield "from torch import nn"


def _constructor(
    graph: LayerGraph, report: Report, flow: Flow, names: Mapping[str, str], placed: bool
) -> Iterator[str]:
    given = ", devices: dict[str, str] | None = None" if placed else ""
    yield f"    def __init__(self{given}) -> None:"
    yield f"{INDENT}super().__init__()"
    stage = ""
    for step in flow.steps:
        kind = _kind(step.node)
        if kind.is_function:
            continue
        yield from _heading(step.stage, stage)
        stage = step.stage
        shapes = tuple(report.nodes[wire.source].shapes[wire.output] for wire in graph.inputs(step.node.id))
        arguments = _arguments(kind, step.node, shapes)
        yield from _call(f"self.{names[step.node.id]} = {_target(kind)}", arguments)


def _placing(report: Report, flow: Flow, names: Mapping[str, str]) -> Iterator[str]:
    """Where the layers that hold numbers are: the end of the constructor."""
    used = sorted({step.node.device for step in flow.steps})
    yield f"{INDENT}# On the CPU, where devices says nothing else"
    places = ", ".join(f'"{device}": "cpu"' for device in used)
    yield f"{INDENT}self.{PLACES} = {{{places}}}"
    yield f"{INDENT}self.{PLACES}.update(devices or {{}})"
    for device in used:
        here = [step.node for step in flow.steps if step.node.device == device and not _kind(step.node).is_function]
        layers = [node for node in here if report.nodes[node.id].params or report.nodes[node.id].buffers]
        if layers:
            joined = ", ".join(f"self.{names[node.id]}" for node in layers)
            yield from _loop(joined)
            yield f'{INDENT}    layer.to(self.{PLACES}["{device}"])'


def _loop(layers: str) -> Iterator[str]:
    line = f"{INDENT}for layer in ({layers},):"
    if len(line) <= WIDTH:
        yield line
        return
    yield f"{INDENT}for layer in ("
    yield from (f"{INDENT}    {layer}," for layer in layers.split(", "))
    yield f"{INDENT}):"


def _forward(graph: LayerGraph, report: Report, flow: Flow, names: Mapping[str, str], placed: bool) -> Iterator[str]:
    source = next(node.id for node in graph.nodes if node.type == "Input")
    first, last = report.nodes[source].shapes[0], report.nodes[flow.result].shapes[0]
    yield f"    def forward(self, {flow.parameter}: torch.Tensor) -> torch.Tensor:"
    yield f'{INDENT}"""Pictures (n, {_tuple(first)}) to class scores (n, {_tuple(last)})."""'
    stage = ""
    for step in flow.steps:
        yield from _heading(step.stage, stage)
        stage = step.stage
        kind = _kind(step.node)
        read = [
            f'{name}.to(self.{PLACES}["{step.node.device}"])' if placed and place != step.node.device else name
            for name, place in zip(step.inputs, step.places, strict=True)
        ]
        given = [f"[{', '.join(read)}]"] if kind.is_variadic else read
        if kind.is_function:
            shapes = tuple(report.nodes[wire.source].shapes[wire.output] for wire in graph.inputs(step.node.id))
            given += _arguments(kind, step.node, shapes)
        called = _target(kind) if kind.is_function else f"self.{names[step.node.id]}"
        shown = ", ".join(_shape(shape) for shape in report.nodes[step.node.id].shapes)
        yield from _call(f"{step.output} = {called}", given, f"  # {shown}")
    yield f"{INDENT}return {flow.returned}"


def _heading(stage: str, before: str) -> Iterator[str]:
    text = plain_text(stage, 60)
    if text and stage != before:
        yield f"{INDENT}# {text}"


def _call(called: str, arguments: list[str], comment: str = "") -> Iterator[str]:
    line = f"{INDENT}{called}({', '.join(arguments)})"
    if len(line) + len(comment) <= WIDTH or not arguments:
        yield line + comment
        return
    yield f"{INDENT}{called}("
    for argument in arguments:
        inner = f"{INDENT}    {argument},"
        if len(inner) <= WIDTH or not argument.startswith("["):
            yield inner
            continue
        yield f"{INDENT}    ["
        yield from (f"{INDENT}        {name}," for name in argument[1:-1].split(", "))
        yield f"{INDENT}    ],"
    yield f"{INDENT}){comment}"


def _arguments(kind: LayerType, node: Node, shapes: tuple[Shape, ...]) -> list[str]:
    """Arguments as source; the sizes in and out come first and need no name in torch.nn."""
    written = []
    for place, (name, value) in enumerate(kind.arguments(node.params, shapes).items()):
        is_torchs = kind.target.startswith("torch.nn:")
        bare = place < 2 and name.startswith(("in_", "out_")[place]) and is_torchs
        if is_torchs and isinstance(value, tuple) and len(value) == 2 and value[0] == value[1]:
            value = value[0]
        written.append(_literal(value) if bare else f"{name}={_literal(value)}")
    return written


def _literal(value: object) -> str:
    if isinstance(value, str):
        return '"' + value.encode("unicode_escape").decode().replace('"', '\\"') + '"'
    return repr(value)


def _target(kind: LayerType) -> str:
    module, _, name = kind.target.partition(":")
    return name if is_own(module) else f"{_MODULES.get(module, module)}.{name}"


def _kind(node: Node) -> LayerType:
    kind = node.kind
    assert kind is not None, "analyse() reports unknown layer types"
    return kind


def _shape(shape: Shape) -> str:
    return " x ".join(str(part) for part in shape)


def _tuple(shape: Shape) -> str:
    return ", ".join(str(part) for part in shape)
