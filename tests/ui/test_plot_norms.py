"""Norms of gradients and weights, layer by layer, and memory, in the plots."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from alexstudio.graph.presets import load_preset
from alexstudio.runs.vitals import Norms
from alexstudio.ui import run_view
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.live_plot import LivePlot
from alexstudio.ui.run_view import RunView
from alexstudio.ui.trainer import Trainer


@pytest.fixture
def run(settings: None, tmp_path: Path) -> RunView:
    """A run of LeNet-5 whose engine told norms at three steps, the last of them no numbers."""
    engine = FakeEngine()
    trainer = Trainer(engine, tmp_path / "runs")
    document = load_preset("lenet5")
    layers = [node.id for node in document.graph.nodes if node.type in ("Conv2d", "Linear")]
    assert trainer.train(document)
    engine.play(3)
    for step in (1, 2):
        norms: dict[str, float | None] = {layer: step * (number + 1.0) for number, layer in enumerate(layers)}
        memory = {"cpu": 512 << 20, "cuda:0": 1 << 30, "cuda:1": 1 << 30}
        engine.heard.emit(Norms(step=step, gradients=norms, weights=norms, memory=memory))
    gone: dict[str, float | None] = dict.fromkeys(layers)
    engine.heard.emit(Norms(step=3, gradients={layers[0]: None}, weights=gone))
    assert trainer.run is not None and trainer.run.layers == layers
    return trainer.run


@pytest.fixture
def plot(qtbot: QtBot, run: RunView) -> Iterator[LivePlot]:
    made = LivePlot("gradients")
    qtbot.addWidget(made)
    made.resize(600, 260)
    made.show()
    made.show_run(run)
    yield made


def test_the_whole_network_and_each_layer(plot: LivePlot, run: RunView) -> None:
    count = len(run.layers)
    whole = plot.curves["train_gradient_norm"]
    assert whole.yData[:2].tolist() == pytest.approx([hypot(*range(1, count + 1)), 2 * hypot(*range(1, count + 1))])
    assert whole.yData[2] != whole.yData[2], "a gap where a gradient is no number"
    names = [plot.layer.itemText(number) for number in range(plot.layer.count())]
    assert names == ["whole network", *(run.layer_names[layer] for layer in run.layers)] and names[1] == "C1"
    plot.layer.setFocus()
    QTest.keyClick(plot.layer, Qt.Key.Key_Down)
    QTest.keyClick(plot.layer, Qt.Key.Key_Down)
    assert list(plot.curves) == [f"train_gradient_norm:{run.layers[1]}"]
    assert next(iter(plot.curves.values())).yData[:2].tolist() == [2.0, 4.0]
    plot.show_run(RunView(Path("none"), "Another"))
    assert list(plot.curves) == ["train_gradient_norm"] and plot.layer.count() == 1


def test_only_norms_have_layers(plot: LivePlot) -> None:
    assert plot.layer.isVisible()
    plot.show_quantity("memory")
    assert not plot.layer.isVisible()
    assert plot.curves["train_memory"].yData.tolist() == [512.0, 512.0]
    assert plot.curves["train_device_memory"].yData.tolist() == [2048.0, 2048.0]


def test_memory_of_many_layers_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_view, "LAYERS", 10)
    monkeypatch.setattr(run_view, "LAYER_POINTS", 16)
    view = RunView(Path("none"), "Large")
    norms: dict[str, float | None] = {str(number): 1.0 for number in range(50)}
    for step in range(100):
        view.take(Norms(step=step, gradients=norms, weights=norms))
    assert len(view.curves) <= 20 and len(view.layers) == 10
    assert all(len(curve.steps) <= 32 for name, curve in view.curves.items() if ":" in name)
    assert view.curve("train_gradient_norm:49").steps.tolist() == []
