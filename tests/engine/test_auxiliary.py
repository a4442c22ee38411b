"""Auxiliary classifiers: what they add to the loss of a training, and that nothing else knows of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from alexstudio.engine.checkpoint import read_checkpoint
from alexstudio.engine.compiler import compile_document
from alexstudio.engine.learner import Learner
from alexstudio.engine.loop import train
from alexstudio.engine.measure import measure
from alexstudio.graph import Document, Edge
from alexstudio.graph.classes import fit_classes
from alexstudio.interop.python_source import python_source
from alexstudio.runs.folder import LAST, RunFolder
from alexstudio.runs.messages import Export, Exported, Step

exporter = import_module("alexstudio.engine.exporting.export")
"""The module; the package has a function of this name."""
Make = Callable[..., Any]
CPU = {"host": torch.device("cpu"), "gpu0": torch.device("cpu")}
pytestmark = pytest.mark.usefixtures("one_thread")


def with_head(document: Document, weight: float = 0.25, classes: int = 1000) -> Document:
    """The same with an auxiliary classifier after ReLU1."""
    graph = document.graph.copy()
    last = "relu1"
    for id, type, params in (
        ("aux_pool", "GlobalAvgPool", {}),
        ("aux_fc", "Linear", {"out_features": classes}),
        ("aux", "AuxiliaryLoss", {"weight": weight}),
    ):
        graph.add_type(type, id=id, params=params, stage="Aux")
        graph.connect(Edge(last, 0, id, 0))
        last = id
    return replace(document, graph=graph.freeze())


class ByHand(nn.Module):
    """The tiny network with its head, as a person would write it."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 12, 5, stride=2)
        self.norm1 = nn.LocalResponseNorm(5, alpha=1e-4, beta=0.75, k=2.0)
        self.conv2 = nn.Conv2d(12, 16, 3, groups=2)
        self.fc6, self.fc8, self.aux_fc = nn.Linear(16 * 4 * 4, 48), nn.Linear(48, 32), nn.Linear(12, 32)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = self.conv1(x).relu()
        aux = self.aux_fc(x.mean((2, 3)))
        x = nn.functional.max_pool2d(x, 3, 2)
        x = self.fc6(self.conv2(x).relu().flatten(1)).relu()
        return self.fc8(x), aux


@pytest.fixture
def document(tiny: Make) -> Document:
    made = tiny(dropout=0.0, label_smoothing=0.1)
    graph = made.graph.copy()
    graph.remove(["norm1"])
    graph.connect(Edge("relu1", 0, "pool1", 0))
    return fit_classes(with_head(replace(made, graph=graph.freeze())), 32)[0]


def batch(size: int = 6) -> tuple[torch.Tensor, torch.Tensor]:
    random = torch.Generator().manual_seed(3)
    return torch.randn(size, 3, 32, 32, generator=random), torch.randint(32, (size,), generator=random)


def test_the_loss_of_a_training_is_the_weighted_sum_bit_for_bit(document: Document) -> None:
    learner, hand = Learner(document, CPU, "float32", 32), ByHand()
    hand.load_state_dict({**learner.module.state_dict()})
    hand.to(memory_format=torch.channels_last)
    pictures, labels = batch()
    outcome = learner.look((pictures, labels))
    scores, aux = hand(pictures.to(memory_format=torch.channels_last))
    own = cross_entropy(scores, labels, label_smoothing=0.1)
    error = own + 0.25 * cross_entropy(aux, labels, label_smoothing=0.1)
    assert torch.equal(outcome.error, error) and outcome.loss == error.item() != own.item()
    outcome.error.backward()  # type: ignore[no-untyped-call]
    error.backward()  # type: ignore[no-untyped-call]
    theirs = dict(hand.named_parameters())
    for name, value in learner.module.named_parameters():
        assert value.grad is not None and torch.equal(value.grad, theirs[name].grad), name  # type: ignore[arg-type]
    assert learner.module.get_parameter("aux_fc.weight").grad.abs().max() > 0  # type: ignore[union-attr]
    conv = learner.module.get_parameter("conv1.weight")
    alone = torch.autograd.grad(cross_entropy(hand(pictures)[0], labels, label_smoothing=0.1), hand.conv1.weight)[0]
    assert not torch.allclose(conv.grad, alone, atol=1e-6)  # type: ignore[arg-type]

    means = learner.validate([(pictures, labels)], lambda: False)
    assert means is not None
    assert means[0] == pytest.approx(cross_entropy(hand.eval()(pictures)[0], labels).item(), abs=1e-6)
    empty = learner.look((pictures[:0], labels[:0]))
    empty.error.backward()  # type: ignore[no-untyped-call]


def test_only_a_training_has_the_heads(document: Document) -> None:
    whole, alone = compile_document(document, auxiliary=True), compile_document(document)
    pictures, _ = batch()
    scores, aux = whole(pictures)
    assert aux.shape == scores.shape == (6, 32) and torch.equal(alone(pictures), scores)
    extra = set(whole.state_dict()) - set(alone.state_dict())
    assert extra == {"aux_fc.weight", "aux_fc.bias"}
    assert all(torch.equal(value, whole.state_dict()[name]) for name, value in alone.state_dict().items())
    source = python_source(document)
    assert "aux" not in source.replace("Auxiliary", "") and "Auxiliary classifiers are left out" in source
    assert f"{sum(value.numel() for value in alone.parameters()):,} parameters" in source
    without = replace(document, graph=document.graph.copy())
    without.graph.remove(["aux", "aux_fc", "aux_pool"])
    plain = compile_document(without, auxiliary=True)
    assert torch.equal(plain(pictures), scores), "a network without heads gives one tensor"


def test_trained_stopped_resumed_and_exported(
    tiny: Make, make_run: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def go(run: RunFolder, until: int = 99, *, resume: bool = False) -> list[Any]:
        events: list[Any] = []
        train(run, events.append, lambda: any(isinstance(e, Step) and e.step >= until for e in events), resume=resume)
        return events

    made = with_head(tiny(epochs=1))
    straight, run = make_run(made), make_run(made)
    losses = [event.loss for event in go(straight) if isinstance(event, Step)]
    go(run, 3)
    rest = [event.loss for event in go(run, resume=True) if isinstance(event, Step)]
    assert len(losses) == 8 and losses[3:] == rest
    one, other = (read_checkpoint(each.path / LAST)["model"] for each in (straight, run))
    assert "aux_fc.weight" in one and one["aux_fc.weight"].shape == (32, 12)
    assert one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)

    monkeypatch.setattr(exporter, "check", lambda *_: "not opened elsewhere")  # a process each time
    monkeypatch.setattr(exporter.OUTSIDE, "prepare", lambda: None)
    events: list[Any] = []
    exporter.export(Export(out=str(tmp_path / "net.pt"), run=str(run.path), weights="last"), events.append)
    written = events[-1]
    assert isinstance(written, Exported) and written.trained_steps == 8
    assert written.notes == (
        "What only leads to AuxiliaryLoss is left out: auxiliary classifiers help in training alone.",
    )
    state = torch.load(tmp_path / "net.pt")["state_dict"]
    assert state.keys() == {name for name in one if not name.startswith("aux")}
    assert torch.equal(state["conv1.weight"], one["conv1.weight"])


def test_measured_with_the_heads(document: Document) -> None:
    found = measure(document, batch=4, precision="float32", steps=1)
    assert {"aux_pool", "aux_fc", "aux"} <= {layer.node for layer in found.layers}
    assert next(layer for layer in found.layers if layer.node == "aux_fc").backward > 0 and found.loss > 0
