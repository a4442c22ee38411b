from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import torch

from alexstudio.analysis import analyse
from alexstudio.engine import forms
from alexstudio.engine.carry import carry, places
from alexstudio.engine.compiler import CompileError, compile_document
from alexstudio.engine.proof import prove
from alexstudio.engine.trial import Trial, difference, draw_batch
from alexstudio.graph import Document, Edge, LayerGraph, Node
from alexstudio.graph.presets import load_preset
from alexstudio.graph.towers import Piece, WeightMap, merge, split
from alexstudio.runs.proof import Comparison, Proof

pytestmark = pytest.mark.usefixtures("one_thread")


def by_name(proof: Proof) -> dict[tuple[str, str], Comparison]:
    return {(one.name, one.precision): one for one in proof.comparisons}


def every_rule() -> Document:
    """A column with each way of splitting: normalisations, groups, a depthwise convolution, branches and a shortcut."""
    graph = LayerGraph()
    small = {"kernel_size": (3, 3), "padding": (1, 1)}
    layers: list[tuple[str, str, dict[str, Any], tuple[str, ...]]] = [
        ("x", "Input", {"channels": 3, "size": (12, 12)}, ()),
        ("pad", "ZeroPad2d", {"left": 0, "right": 1, "top": 0, "bottom": 1}, ("x",)),
        ("first", "Conv2d", {"out_channels": 8, **small}, ("pad",)),
        ("batch", "BatchNorm2d", {}, ("first",)),
        ("tanh", "Tanh", {}, ("batch",)),
        ("lrn", "LocalResponseNorm", {"size": 3, "alpha": 1.0}, ("tanh",)),
        ("deep", "Conv2d", {"out_channels": 16, "groups": 8, **small}, ("lrn",)),
        ("group", "GroupNorm", {"num_groups": 4}, ("deep",)),
        ("instance", "InstanceNorm2d", {"affine": True}, ("group",)),
        ("two", "Conv2d", {"out_channels": 16, "groups": 2, **small}, ("instance",)),
        ("scale", "LayerScale", {"init_value": 0.5}, ("two",)),
        ("add", "Add", {}, ("scale", "deep")),
        ("left", "Conv2d", {"out_channels": 4, "kernel_size": (1, 1)}, ("add",)),
        ("right", "Conv2d", {"out_channels": 6, "bias": False, **small}, ("add",)),
        ("cat", "Concat", {}, ("left", "right", "add")),
        ("norm", "LocalResponseNorm", {"size": 5, "alpha": 2.0}, ("cat",)),
        ("last", "Conv2d", {"out_channels": 6, **small}, ("norm",)),
        ("pool", "AvgPool2d", {"kernel_size": (2, 2), "stride": (2, 2)}, ("last",)),
        ("flat", "Flatten", {}, ("pool",)),
        ("drop", "Dropout", {"p": 0.5}, ("flat",)),
        ("hidden", "Linear", {"out_features": 14}, ("drop",)),
        ("sigmoid", "Sigmoid", {}, ("hidden",)),
        ("scores", "Linear", {"out_features": 10}, ("sigmoid",)),
        ("prob", "Softmax", {}, ("scores",)),
    ]
    for node_id, kind, params, sources in layers:
        graph.add(Node(node_id, kind, node_id.title(), params, device="host" if kind == "Input" else "gpu0"))
        for slot, source in enumerate(sources):
            graph.connect(Edge(source, 0, node_id, slot))
    return Document("Every rule", graph.freeze())


def test_a_column_and_its_towers_are_one_network(tiny: Callable[..., Document]) -> None:
    proof = prove(tiny(), seed=1, batch=3)
    assert proof.holds and proof.notes == ()
    found = by_name(proof)
    assert set(found) == {("placement", "float32"), ("norms", "float32"), ("towers", "float32"), ("towers", "float64")}
    assert found["placement", "float32"].is_equal
    norms = found["norms", "float32"]
    assert norms.holds and not norms.is_equal and "channels 4 to 7" in norms.why and norms.why.startswith("Norm1 ")
    assert found["norms", "float32"].scores.relative > 1e-6  # type: ignore[operator]
    for name, limit in (("float32", 1e-4), ("float64", 1e-12)):
        both = found["towers", name]
        assert both.scores.relative is not None and both.scores.relative <= limit
        assert both.gradients.relative is not None and both.gradients.relative <= limit
        assert both.gradients_of == 9 and "inside the towers" in both.ways[0]
    assert proof.lines[-1] == "All 4 comparisons hold."


def test_every_rule_of_splitting_keeps_the_maths() -> None:
    proof = prove(every_rule(), seed=3, batch=4)
    assert proof.holds, proof.lines
    found = by_name(proof)
    double = found["towers", "float64"]
    assert max(double.scores.relative or 0, double.gradients.relative or 0) < 1e-11, proof.lines
    assert "Lrn normalises" in found["norms", "float32"].why and "Norm normalises" in found["norms", "float32"].why


@pytest.mark.parametrize("seed", [1, 2])
def test_towers_and_their_column_are_one_network(tiny: Callable[..., Document], seed: int) -> None:
    """From the other side, with a Concat that has the second tower first, as in the original code."""
    document = tiny()
    graph = document.graph.copy()
    split(graph)
    first, second = graph.inputs("concat6b")
    graph.reroute(first, second.source)
    graph.reroute(graph.inputs("concat6b")[1], first.source)
    proof = prove(replace(document, graph=graph.freeze()), seed=seed, batch=2)
    assert proof.holds, proof.lines
    assert [one.ways[1] for one in proof.comparisons][:2] == ["gpu0 and gpu1 as placed", "gpu0 and gpu1 in turns"]
    why = by_name(proof)["towers", "float32"].why  # where, depends on the kernels of the processor
    assert re.match(r"From (Conv1|Conv2|FC6) on, the same sums are taken in another order", why)


def test_alexnet_at_its_size_with_few_units() -> None:
    document = load_preset("alexnet")
    graph = document.graph.copy()
    for node_id, units in (("fc6", 64), ("fc7", 64), ("fc8", 32)):
        graph.set_param(node_id, "out_features", units)
    proof = prove(replace(document, graph=graph.freeze()), seed=2012, batch=2)
    assert proof.holds, proof.lines
    assert "46 to 49" in proof.lines[2] and "126 to 129" in proof.lines[2]


def test_a_network_without_towers_is_still_placed(tiny: Callable[..., Document]) -> None:
    document = tiny()
    graph = document.graph.copy()
    graph.set_param("conv2", "groups", 3)
    graph.set_param("conv2", "out_channels", 15)
    proof = prove(replace(document, graph=graph.freeze()), batch=2)
    assert proof.holds and [one.name for one in proof.comparisons] == ["placement"]
    assert proof.notes == (
        "Not compared with two towers: Conv2 has groups = 3, which two towers cannot share. Use an even number of "
        "groups.",
    )


def test_what_is_bypassed_is_left_out(tiny: Callable[..., Document]) -> None:
    document = tiny()
    graph = document.graph.copy()
    graph.replace(replace(graph["norm1"], bypassed=True))
    proof = prove(replace(document, graph=graph.freeze()), batch=2)
    assert proof.holds and ("norms", "float32") not in by_name(proof)


def test_a_document_with_problems_is_refused(tiny: Callable[..., Document]) -> None:
    graph = tiny().graph.copy()
    graph.remove(["flatten"])
    with pytest.raises(CompileError, match="FC6"):
        prove(Document("", graph.freeze()))


# -- proofs that fail --------------------------------------------------------------------------------------------------


def swapped(weights: WeightMap, name: str) -> WeightMap:
    """A map in which the two halves of one layer have changed places."""
    pieces = list(weights.pieces)
    one, other = (place for place, piece in enumerate(pieces) if piece.source[0] == name and piece.source[1] == "bias")
    pieces[one], pieces[other] = (
        Piece(pieces[one].target, pieces[one].at, pieces[other].source, pieces[other].of),
        Piece(pieces[other].target, pieces[other].at, pieces[one].source, pieces[one].of),
    )
    return replace(weights, pieces=tuple(pieces))


@pytest.mark.parametrize("name", ["conv1", "conv2", "fc6"])
def test_weights_in_the_wrong_tower_are_found(
    name: str, tiny: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "split", lambda graph: swapped(split(graph), name))
    proof = prove(tiny(), batch=2)
    assert not proof.holds
    failed = [one for one in proof.comparisons if not one.holds]
    assert [(one.name, one.precision) for one in failed] == [("towers", "float32"), ("towers", "float64")]
    assert "more than rounding" in failed[0].why and proof.lines[-1] == "2 of 4 comparisons fail."


def test_weights_that_are_not_carried_are_found(tiny: Callable[..., Document], monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(graph: LayerGraph) -> WeightMap:
        weights = split(graph)
        return replace(weights, pieces=tuple(piece for piece in weights.pieces if piece.target != ("conv2b", "bias")))

    monkeypatch.setattr(forms, "split", forgetful)
    proof = prove(tiny(), batch=2)
    assert not proof.holds
    failed = by_name(proof)["towers", "float64"]
    assert failed.scores.largest is None and "more than any number" in failed.text


def test_a_placement_that_changes_a_bit_is_found(
    tiny: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nudged(document: Document, *arguments: Any, **options: Any) -> Any:
        module = compile_document(document, *arguments, **options)
        if any(node.device == "gpu1" for node in document.graph.nodes) and "fc6" in document.graph:
            module.fc8.register_forward_hook(lambda _, __, scores: torch.nextafter(scores, scores + 1))
        return module

    monkeypatch.setattr("alexstudio.engine.trial.compile_document", nudged)
    (placement, *_) = prove(tiny(), batch=2).comparisons
    assert not placement.holds and not placement.scores.is_equal and "fault" in placement.why
    assert placement.scores.relative is not None and placement.scores.relative < 1e-6


def test_a_normalisation_that_is_not_kept_apart_is_found(
    tiny: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms.NormApart, "forward", lambda self, x: self.norm(x))
    proof = prove(tiny(), batch=2)
    assert not by_name(proof)["towers", "float64"].holds


# -- carrying ----------------------------------------------------------------------------------------------------------


def test_weights_survive_the_way_there_and_back() -> None:
    before = every_rule()
    graph = before.graph.copy()
    there = split(graph)
    towers = replace(before, graph=graph.copy().freeze())
    back = merge(graph)
    column = replace(before, graph=graph.freeze())
    states = []
    for document in (before, towers, column):
        trial = Trial(document)
        trial.fill(7 if document is before else 8)
        states.append(trial.module.state_dict())
    carry(list(places(there, before.graph, towers.graph, states[0])), states[0], states[1])
    carry(list(places(back, towers.graph, column.graph, states[1])), states[1], states[2])
    assert states[2].keys() == states[0].keys()
    assert all(torch.equal(states[2][name], values) for name, values in states[0].items())
    carry(list(places(there.reversed(), towers.graph, before.graph, states[1])), states[1], states[0])
    assert all(torch.equal(states[2][name], values) for name, values in states[0].items())


# -- trials ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def random_state() -> Iterator[None]:
    """A proof must not draw from the random state that a training beside it draws from."""
    before = torch.get_rng_state()
    yield
    assert torch.equal(torch.get_rng_state(), before)


def test_a_proof_is_repeatable_and_draws_nothing(random_state: None, tiny: Callable[..., Document]) -> None:
    assert prove(tiny(), seed=5, batch=2) == prove(tiny(), seed=5, batch=2) != prove(tiny(), seed=6, batch=2)


def test_a_trial_leaves_the_module_as_it_was() -> None:
    document = every_rule()
    trial = Trial(document)
    trial.fill(1)
    assert len({values.sum().item() for values in trial.module.parameters()}) == len(list(trial.module.parameters()))
    before = {name: values.clone() for name, values in trial.module.state_dict().items()}
    batch = draw_batch(analyse(document), 2, 1)
    outcome = trial.run(batch, watch=True)
    assert outcome.scores.shape == (2, 10) and not outcome.scores.requires_grad
    assert outcome.made["two"].shape == (2, 16, 13, 13) and outcome.gradients["pictures"].shape == (2, 3, 12, 12)
    assert all(torch.equal(values, before[name]) for name, values in trial.module.state_dict().items())
    assert trial.run(batch).made == {}


def test_differences() -> None:
    one = torch.tensor([1.0, -4.0])
    same = difference([("a", one, one), ("b", one * 2, one * 2)])
    assert same.is_equal and same.largest == same.relative == 0.0
    apart = difference([("a", one + 1e-3, one), ("b", one * 1e-9, one * 0)])
    assert apart.where == "a" and apart.relative == pytest.approx(2.5e-4, rel=1e-3)
    assert difference([("a", one, one), ("b", one * torch.nan, one)]).where == "b"
    assert difference([("a", one * torch.nan, one)]).relative is None
    assert "in a" in apart.text and "more than any number" in difference([("", one, one / 0)]).text
