"""`import_module`: a torch network becomes a document with the same numbers, and weights that fit it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import torch
from torch import nn

from alexstudio.engine.importing.draft import Draft, Layer
from alexstudio.engine.importing.folding import fold, needed
from alexstudio.engine.importing.stages import stage_names
from alexstudio.engine.importing.titles import identifiers, layer_paths, names
from alexstudio.engine.importing.tracing import trace_scores
from alexstudio.engine.importing.values import ImportProblem, Poison, Weight, Wire
from alexstudio.graph import Document, Edge, GraphError, LayerGraph, Node
from alexstudio.graph.naming import attribute_names
from alexstudio.graph.node import HOST, NAME_LIMIT

_SCORES = ("logits", "scores", "out", "output", "pred")


class Imported(NamedTuple):
    """What came out of `import_module`."""

    document: Document
    state: dict[str, torch.Tensor]
    """The network's weights, for ``load_state_dict`` of the compiled document; they share memory with the network."""
    report: tuple[str, ...]
    """Sentences: what was read, what stands for something else, what was left out."""


def import_module(
    model: nn.Module, size: int | tuple[int, int], *, title: str = "", source: str = "", channels: int | None = None
) -> Imported:
    """The document of a convolutional classifier on pictures of ``size`` (height, width), as it is in evaluation mode.

    The model is not run and not changed, and may lie on the meta device. ``channels`` are those of the pictures, as the
    first convolution has them when not given. Parts that the class scores do not depend on, such as auxiliary heads,
    are left out. Raises `ImportProblem` with one sentence for a network that a document cannot express.
    """
    model = _unwrapped(model)
    draft = Draft()
    height, width = (size, size) if isinstance(size, int) else size
    pictures = {"channels": channels or _channels(model), "size": (height, width)}
    result = _scores(trace_scores(model, draft, draft.one("Input", pictures, word="input")), draft)
    fold(draft)
    numbers = needed(draft, result)
    layers = [draft.layers[number] for number in numbers]
    graph = _graph(numbers, layers)
    attributes = attribute_names(graph)
    state = {
        f"{attributes[node.id]}.{key}": tensor
        for node, layer in zip(graph.nodes, layers, strict=True)
        for key, tensor in layer.state.items()
    }
    report = _report(model, draft, layers)
    document = Document(title or type(model).__name__, graph, notes=" ".join(report), source=source)
    return Imported(document, state, report)


def _unwrapped(model: nn.Module) -> nn.Module:
    if isinstance(model, torch.jit.ScriptModule):
        raise ImportProblem("This is a TorchScript program without its Python source. Import the module it came from.")
    wrappers = (nn.DataParallel, nn.parallel.DistributedDataParallel)
    inner = model.module if isinstance(model, wrappers) else getattr(model, "_orig_mod", None)
    return _unwrapped(inner) if isinstance(inner, nn.Module) else model


def _channels(model: nn.Module) -> int:
    first = next((module for module in model.modules() if isinstance(module, nn.Conv2d)), None)
    return first.in_channels if first is not None else 3


def _scores(returned: Any, draft: Draft) -> Wire:
    """The class scores among what ``forward`` returned."""
    if isinstance(returned, Mapping):
        key = next((key for key in _SCORES if key in returned), next(iter(returned), None))
        draft.remarks[f"Of what the network returns, {key} is taken for the class scores."] += 1
        return _scores(returned.get(key), draft)
    if isinstance(returned, (tuple, list)) and returned:
        if len(returned) > 1:
            draft.remarks[f"Of the {len(returned)} things the network returns, the first is the class scores."] += 1
        return _scores(returned[0], draft)
    if isinstance(returned, Poison):
        raise ImportProblem(returned.problem)
    if not isinstance(returned, Wire):
        what = "its weights or constants" if isinstance(returned, Weight) else type(returned).__name__
        raise ImportProblem(f"The network returns {what} instead of class scores.")
    draft.here = ()
    return draft.plain(returned)


def _graph(numbers: Sequence[int], layers: Sequence[Layer]) -> LayerGraph:
    paths, stages = layer_paths(layers), stage_names(layers)
    ids = dict(zip(numbers, identifiers(paths), strict=True))
    graph = LayerGraph()
    for node_id, layer, name, stage in zip(ids.values(), layers, names(paths, stages), stages, strict=True):
        is_input = layer.type == "Input"
        shown = "" if is_input else stage[-NAME_LIMIT:]
        name = "Input" if is_input else name
        graph.add(Node(node_id, layer.type, name, layer.params, HOST if is_input else "gpu0", shown))
    try:
        graph.connect_all(
            Edge(ids[wire.layer], wire.output, ids[number], slot)
            for number, layer in zip(numbers, layers, strict=True)
            for slot, wire in enumerate(layer.inputs)
        )
    except GraphError as error:
        raise ImportProblem(str(error)) from None
    return graph.freeze()


def _report(model: nn.Module, draft: Draft, layers: Sequence[Layer]) -> tuple[str, ...]:
    kinds = {layer.type for layer in layers} - {"Input"}
    used = set[int]().union(*(layer.bases for layer in layers))
    sentences = [f"Read {len(layers) - 1:,} layers of {len(kinds)} kinds from {type(model).__name__}."]
    sentences += [text.replace("{}", f"{count:,}") for text, count in draft.remarks.items()]
    unused = _unused(model, used, "")
    if unused:
        many = sum(count for _, count in unused)
        names = ", ".join(name for name, _ in unused[:6]) + (" and others" if len(unused) > 6 else "")
        sentences.append(
            f"Left out, because the class scores do not depend on it in evaluation mode: {names} ({many:,} parameters)."
        )
    return tuple(sentences)


def _unused(module: nn.Module, used: set[int], path: str) -> list[tuple[str, int]]:
    """The outermost modules and parameters none of which is used, with their numbers of parameters."""
    parameters = list(module.parameters())
    if parameters and path and not any(id(one) in used for one in parameters):
        return [(path, sum(one.numel() for one in parameters))]
    prefix = f"{path}." if path else ""
    own = [(prefix + name, one) for name, one in module.named_parameters(recurse=False) if id(one) not in used]
    inner = [_unused(child, used, prefix + name) for name, child in module.named_children()]
    return [*((name, one.numel()) for name, one in own), *(found for part in inner for found in part)]
