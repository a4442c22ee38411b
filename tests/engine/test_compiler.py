from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import torch
from torch import fx, nn

from alexstudio.analysis import analyse
from alexstudio.engine.compiler import CompileError, compile_document, logical_devices, resolve
from alexstudio.engine.initial import initialise_module
from alexstudio.graph import Document, Edge, InitRule, LayerGraph, Node
from alexstudio.graph.naming import attribute_names
from alexstudio.graph.presets import load_preset
from alexstudio.layers import layer_types

PRESETS = ("alexnet", "alexnet_two_gpu")
CPU = torch.device("cpu")


@pytest.fixture(scope="module", params=PRESETS)
def preset(request: pytest.FixtureRequest) -> tuple[Document, fx.GraphModule]:
    document = load_preset(request.param)
    return document, compile_document(document).eval()


@torch.no_grad()
def test_presets_have_the_shapes_and_parameters_of_the_report(preset: tuple[Document, fx.GraphModule]) -> None:
    document, module = preset
    report = analyse(document)
    names = attribute_names(document.graph)
    seen: dict[str, torch.Size] = {}
    for name, layer in module.named_children():
        layer.register_forward_hook(lambda _layer, _inputs, output, name=name: seen.__setitem__(name, output.shape))
    assert module(torch.zeros(1, 3, 224, 224)).shape == (1, 1000)
    layers = dict(module.named_children())
    for node in document.graph.nodes:
        expected = report.nodes[node.id]
        if node.type in ("Input", "Concat", "Softmax"):
            assert names[node.id] not in layers
            continue
        assert tuple(seen[names[node.id]]) == (1, *expected.shapes[0]), node.id
        assert sum(value.numel() for value in layers[names[node.id]].parameters()) == expected.params, node.id
    assert sum(value.numel() for value in module.parameters()) == report.total.params


def test_there_are_only_layers_of_torch_in_it(preset: tuple[Document, fx.GraphModule]) -> None:
    _, module = preset
    assert {type(layer).__module__.split(".")[0] for layer in module.children()} == {"torch"}


def test_fx_nodes_know_their_node_and_logical_device(preset: tuple[Document, fx.GraphModule]) -> None:
    document, module = preset
    graph = document.graph
    for step in module.graph.nodes:
        if step.op in ("call_module", "call_function"):
            assert step.meta["device"] == graph[step.meta["node"]].device
    reached = {step.meta["node"] for step in module.graph.nodes if step.op != "output"}
    assert reached == {node.id for node in graph.nodes if node.type != "Softmax"}


def test_a_tensor_hops_once_to_each_device(towers: Document) -> None:
    module = compile_document(towers)
    hops = [(step.meta["node"], step.meta["device"]) for step in module.graph.nodes if step.op == "call_method"]
    assert sorted(hops) == [
        ("conva", "gpu1"),
        ("convb", "gpu0"),
        ("input", "gpu0"),
        ("input", "gpu1"),
        ("nextb", "gpu0"),
    ]
    report = analyse(towers)
    moved = [(transfer.source, transfer.destination) for transfer in (*report.transfers, *report.feeds)]
    assert sorted(hops) == sorted(moved)


def test_placement_does_not_change_the_bits(towers: Document) -> None:
    graph = towers.graph.copy()
    graph.set_device([node.id for node in graph.nodes], "gpu0")
    together = Document("Together", graph.freeze())
    images = torch.randn(4, 3, 16, 16)
    one, two = compile_document(together), compile_document(towers)
    assert sum(step.op == "call_method" for step in one.graph.nodes) == 1  # the pictures, from the host
    assert torch.equal(one(images), two(images))
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), two.parameters(), strict=True))


def test_modules_lie_where_the_map_says(towers: Document) -> None:
    placed = {"host": CPU, "gpu0": CPU, "gpu1": torch.device("meta")}
    module = compile_document(towers, placed, initialise=False)
    assert module.get_submodule("convb").weight.device.type == "meta"
    assert module.get_submodule("conva").weight.device.type == "cpu"
    assert logical_devices(towers) == ("gpu0", "gpu1", "host")


def by_hand() -> nn.Sequential:
    """The 2012 network as anyone would write it."""
    return nn.Sequential(
        *(nn.Conv2d(3, 96, 11, stride=4, padding=2), nn.ReLU(), nn.LocalResponseNorm(5, 1e-4, 0.75, 2.0)),
        *(nn.MaxPool2d(3, 2), nn.Conv2d(96, 256, 5, padding=2, groups=2), nn.ReLU()),
        *(nn.LocalResponseNorm(5, 1e-4, 0.75, 2.0), nn.MaxPool2d(3, 2)),
        *(nn.Conv2d(256, 384, 3, padding=1), nn.ReLU(), nn.Conv2d(384, 384, 3, padding=1, groups=2), nn.ReLU()),
        *(nn.Conv2d(384, 256, 3, padding=1, groups=2), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Flatten()),
        *(nn.Linear(9216, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout()),
        nn.Linear(4096, 1000),
    )


def test_a_network_written_by_hand_gives_the_same_bits() -> None:
    module = compile_document(load_preset("alexnet"))
    with torch.device("meta"):
        hand = by_hand()
    weights = dict(zip(hand.state_dict(), module.state_dict().values(), strict=True))
    hand.load_state_dict(weights, assign=True)
    images = torch.randn(2, 3, 224, 224)
    for training in (False, True):
        hand.train(training)
        module.train(training)
        torch.manual_seed(1)
        expected = hand(images)
        torch.manual_seed(1)
        assert torch.equal(module(images), expected)
    module.get_parameter("conv1.bias").data[0] += 1
    assert not torch.equal(module(images), expected)


def test_a_saved_module_holds_nothing_of_this_program(tiny: Callable[..., Document]) -> None:
    buffer = io.BytesIO()
    torch.save(compile_document(tiny()), buffer)
    assert b"alexstudio" not in buffer.getvalue()


@pytest.mark.parametrize("weights", ["kaiming", "normal", "torch"])
def test_weights_follow_the_rules(weights: str, tiny: Callable[..., Document]) -> None:
    rule = {"weights": weights, "std": 0.03, "bias": 0.7}
    module = compile_document(tiny(initialisation=[{"stages": ["FC6"], **rule}, {"weights": "normal", "std": 0.5}]))
    values = module.get_parameter("fc6.weight").detach()
    fan_in = values.shape[1]
    std = {"kaiming": (2 / fan_in) ** 0.5, "normal": 0.03, "torch": (1 / (3 * fan_in)) ** 0.5}[weights]
    assert float(values.std()) == pytest.approx(std, rel=0.05)
    assert float(values.mean()) == pytest.approx(0, abs=0.05 * std)
    bias = module.get_parameter("fc6.bias").detach()
    assert len(bias.unique()) > 1 if weights == "torch" else bool((bias == 0.7).all())
    assert float(module.get_parameter("conv2.weight").detach().std()) == pytest.approx(0.5, rel=0.1)


def test_weights_come_from_the_seed_alone(tiny: Callable[..., Document]) -> None:
    def weights(document: Document, threads: int = 2) -> list[torch.Tensor]:
        before, state = torch.get_num_threads(), torch.get_rng_state()
        torch.set_num_threads(threads)
        try:
            return list(compile_document(document).parameters())
        finally:
            torch.set_num_threads(before)
            assert torch.equal(torch.get_rng_state(), state)

    torch.manual_seed(1)
    first = weights(tiny(seed=5))
    torch.manual_seed(2)
    again, other = weights(tiny(seed=5), threads=1), weights(tiny(seed=6))
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))
    assert not torch.equal(first[0], other[0])


def test_large_weights_are_normal_across_pieces(monkeypatch: pytest.MonkeyPatch, tiny: Callable[..., Document]) -> None:
    monkeypatch.setattr("alexstudio.engine.initial.PIECE", 1000)
    document = tiny(initialisation=[InitRule(weights="normal", std=1.0)])
    module = compile_document(document)
    values = module.get_parameter("fc6.weight").detach().flatten()[:8000].view(8, 1000)
    assert float(torch.corrcoef(values).fill_diagonal_(0).abs().max()) < 0.15
    initialise_module(module, document)
    assert torch.equal(values, module.get_parameter("fc6.weight").detach().flatten()[:8000].view(8, 1000))


def test_a_document_with_problems_is_refused_in_one_sentence(tiny: Callable[..., Document]) -> None:
    graph = tiny().graph.copy()
    graph.remove(["flatten"])
    with pytest.raises(CompileError, match=r"FC6: its input is not connected.*\(1 more problem\)"):
        compile_document(Document("Broken", graph))
    with pytest.raises(CompileError, match="empty"):
        compile_document(Document("Empty", LayerGraph()))
    unknown = LayerGraph()
    unknown.add(Node("input", "Input", "Input"))
    unknown.add(Node("odd", "Whatever", "Odd"))
    unknown.connect(Edge("input", 0, "odd", 0))
    with pytest.raises(CompileError, match="Whatever is not known"):
        compile_document(Document("Unknown", unknown))


def test_every_target_is_there() -> None:
    for kind in layer_types().values():
        if kind.target:
            assert callable(resolve(kind.target))
    with pytest.raises(CompileError, match="no 'Nothing'"):
        resolve("torch.nn:Nothing")
