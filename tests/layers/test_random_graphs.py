"""Random networks: what the analysis says of every node, and what torch does when it runs them node by node."""

from __future__ import annotations

import random
import warnings
from collections import Counter
from math import prod
from typing import Any

import pytest
import torch
from random_cases import DEEP, SEED
from random_graphs import LARGEST, draw_graph, mutate
from torch_oracle import REFUSALS, build, parts, sizes

from alexstudio.analysis import Report, analyse, walk
from alexstudio.engine.compiler import CompileError, check_document, compile_document
from alexstudio.graph import Document, LayerGraph, Recipe
from alexstudio.graph.ends import score_node
from alexstudio.graph.naming import attribute_names
from alexstudio.layers import Shape, layer_types
from alexstudio.layers.stricter import why_stricter

GRAPHS = 20_000 if DEEP else 500
COMPILED = 0.1 if DEEP else 0.5

pytestmark = pytest.mark.usefixtures("one_thread")


def test_graphs_are_accepted_when_torch_runs_them() -> None:
    draw = random.Random(f"{SEED}/graphs")
    seen: Counter[str] = Counter()
    for number in range(GRAPHS):
        seed = draw.getrandbits(64)
        try:
            seen[compare_graph(random.Random(seed))] += 1
        except AssertionError as difference:
            raise AssertionError(f"ALEXSTUDIO_SEED={SEED}, graph {number} (seed {seed}): {difference}") from None
    print(f"seed {SEED!r}: {dict(seen)}")
    share = seen["refused"] / GRAPHS
    assert 0.3 <= share <= 0.7, dict(seen)


def compare_graph(draw: random.Random) -> str:
    graph = draw_graph(draw)
    if draw.random() < 0.75:
        graph = mutate(graph, draw)
    document = Document("Random", graph.freeze(), Recipe())
    report = analyse(document)
    if not is_small(report):
        return "too large"
    shapes, params = run_nodes(graph, report)
    for node in graph.nodes:
        found = report.nodes[node.id]
        assert found.shapes == shapes[node.id], f"{node.id}: {found.shapes}, but torch gives {shapes[node.id]}"
        assert (found.weights, found.biases, found.buffers) == params[node.id] or not found.shapes, node.id
    ends = [node for node in graph.nodes if not graph.consumers(node.id) and node.type != "Input"]
    accepted = len(ends) == 1 and all(shapes.values())
    assert report.is_runnable == accepted, [trouble.message for trouble in report.problems]
    for trouble in report.problems:
        assert not trouble.node or trouble.message.startswith(graph[trouble.node].name) or "ends" in trouble.message
    if not accepted:
        with pytest.raises(CompileError):
            check_document(document)
        return "refused"
    if draw.random() < COMPILED:
        check_compiled(document, report)
    return "accepted"


def is_small(report: Report) -> bool:
    tensors = (prod(shape) for one in report.nodes.values() for shape in one.shapes)
    return max(tensors) <= LARGEST and max(one.params for one in report.nodes.values()) <= LARGEST


def run_nodes(
    graph: LayerGraph, report: Report
) -> tuple[dict[str, tuple[Shape, ...]], dict[str, tuple[int, int, int]]]:
    """Shapes and counts of every node as torch has them; no shapes where it refuses or something before it did."""
    tensors: dict[str, tuple[torch.Tensor, ...]] = {}
    counts: dict[str, tuple[int, int, int]] = {}
    for node in graph.order():
        kind, wires = node.kind, graph.inputs(node.id)
        assert kind is not None
        tensors[node.id], counts[node.id] = (), (0, 0, 0)
        if not kind.slots:
            height, width = node.params["size"]
            tensors[node.id] = (torch.ones(2, node.params["channels"], height, width),)
            continue
        if len(wires) < len(kind.slots) or not all(tensors[wire.source] for wire in wires):
            continue
        given = [tensors[wire.source][wire.output] for wire in wires]
        shapes = tuple(tuple(one.shape[1:]) for one in given)
        try:
            layer = build(kind, node.params, shapes)
            with warnings.catch_warnings(), torch.no_grad():
                warnings.simplefilter("ignore")
                made = parts(layer(*given))
        except REFUSALS:
            continue
        is_ours = bool(report.nodes[node.id].shapes)
        if any(one.numel() == 0 for one in made) or (not is_ours and why_stricter(kind.name, node.params, shapes)):
            continue
        tensors[node.id], counts[node.id] = made, sizes(layer)
    return {name: tuple(tuple(one.shape[1:]) for one in made) for name, made in tensors.items()}, counts


def check_compiled(document: Document, report: Report) -> None:
    module = compile_document(document)
    result = report.nodes[score_node(document.graph).id].shapes[0]
    source = next(node for node in document.graph.nodes if node.type == "Input")
    pictures = torch.ones(2, *report.nodes[source.id].shapes[0])
    with torch.no_grad():
        assert tuple(module(pictures).shape[1:]) == result
        assert tuple(module.eval()(pictures).shape[1:]) == result
    layers = dict(module.named_children())
    for node_id, name in attribute_names(document.graph).items():
        if name in layers:
            found = report.nodes[node_id]
            assert sizes(layers[name]) == (found.weights, found.biases, found.buffers), node_id


def test_a_wrong_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = type(layer_types()["Concat"])
    right = kind.output_shapes

    def wrong(self: Any, values: Any, inputs: tuple[Shape, ...]) -> tuple[Shape, ...]:
        first = right(self, values, inputs)[0]
        return ((first[0] + (len(inputs) > 2), *first[1:]),)

    monkeypatch.setattr(kind, "output_shapes", wrong)
    walk.forget()
    try:
        with pytest.raises(AssertionError, match=r"graph \d+ .*but torch gives"):
            test_graphs_are_accepted_when_torch_runs_them()
    finally:
        walk.forget()
