from __future__ import annotations

from alexstudio.analysis import Compute, Hop, make_plan
from alexstudio.graph import Edge, Node
from alexstudio.graph.ends import score_node
from alexstudio.graph.presets import load_preset


def test_one_column_computes_in_order_and_hops_once() -> None:
    graph = load_preset("alexnet").graph
    plan = make_plan(graph, score_node(graph).id)
    assert plan.result == "fc8"
    assert [step for step in plan.steps if isinstance(step, Hop)] == [Hop(("input", 0, "host"), "gpu0")]
    computed = [step.node for step in plan.steps if isinstance(step, Compute)]
    assert computed == [node.id for node in graph.order() if node.id != "prob"]


def test_every_tensor_is_there_when_it_is_read() -> None:
    graph = load_preset("alexnet_two_gpu").graph
    plan = make_plan(graph, "fc8")
    present = set()
    hops = []
    for step in plan.steps:
        if isinstance(step, Hop):
            assert step.tensor in present and step.tensor[2] != step.device
            hops.append((step.tensor[0], step.device))
            present.add((*step.tensor[:2], step.device))
        else:
            assert step.device == graph[step.node].device
            assert set(step.inputs) <= present and all(tensor[2] == step.device for tensor in step.inputs)
            assert [tensor[0] for tensor in step.inputs] == [wire.source for wire in graph.inputs(step.node)]
            present.add((step.node, 0, step.device))
    assert len(hops) == len(set(hops)) == 9
    assert {node for node, _ in hops} == {"input", "pool2a", "pool2b", "pool5a", "pool5b", "drop6a", "drop6b", "drop7b"}


def test_only_what_the_result_needs() -> None:
    graph = load_preset("alexnet").graph.copy()
    graph.add(Node("side", "ReLU", "Side"))
    graph.connect(Edge("conv5", 0, "side", 0))
    names = [step.node for step in make_plan(graph, "pool5").steps if isinstance(step, Compute)]
    assert names[-1] == "pool5" and "side" not in names and "fc6" not in names
