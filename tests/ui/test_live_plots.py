"""The plots of a run: what they show, zoom, values under the mouse, marks, smoothing, other runs, files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from alexstudio.files import FileProblem
from alexstudio.graph.presets import load_preset
from alexstudio.runs import messages as say
from alexstudio.runs import steering as steer
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.live_plot import LivePlot
from alexstudio.ui.plot_file import save_plot, table
from alexstudio.ui.plots import RunPlots
from alexstudio.ui.run_view import RunView
from alexstudio.ui.trainer import Trainer


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def plots(qtbot: QtBot, settings: None, engine: FakeEngine, tmp_path: Path) -> Iterator[RunPlots]:
    trainer = Trainer(engine, tmp_path / "runs")
    made = RunPlots(trainer)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    qtbot.waitExposed(made)
    trainer.train(load_preset("lenet5"))
    engine.play(40)
    shown(made)
    yield made
    made._timer.stop()


def shown(plots: RunPlots) -> None:
    plots.redraw()
    QApplication.processEvents()


def at(plots: RunPlots, place: QPoint) -> QPointF:
    return QPointF(plots.loss.plot.viewport().mapTo(plots, place))


def hover(plot: LivePlot, step: float) -> str:
    """What is told with the mouse over a step."""
    box = plot.plot.getViewBox()
    middle = sum(box.viewRange()[1]) / 2
    place = plot.plot.mapFromScene(box.mapViewToScene(QPointF(step, middle)))
    QTest.mouseMove(plot.plot.viewport(), place + QPoint(0, 3))
    QTest.mouseMove(plot.plot.viewport(), place)
    QTest.qWait(60)  # pyqtgraph takes moves together
    return plot.values.text() if plot.values.isVisible() else ""


def test_values_and_marks_are_told_under_the_mouse(plots: RunPlots, engine: FakeEngine) -> None:
    told = hover(plots.loss, 20)
    value = plots._trainer.run.curves["train_loss"].near(20)
    assert value is not None and "step 20" in told and f"training {value[1]:.4g}" in told
    assert "%" in hover(plots.error, 20)
    engine.send(steer.SetRate(factor=0.1))
    engine.play(8)
    shown(plots)
    assert "The learning rate is 0.001 from here on." in hover(plots.loss, 40)
    QApplication.sendEvent(plots.loss.plot.viewport(), QEvent(QEvent.Type.Leave))
    assert not plots.loss.values.isVisible()


def test_zooming_stays_and_a_double_click_shows_the_whole_again(plots: RunPlots, engine: FakeEngine) -> None:
    box = plots.loss.plot.getViewBox()
    middle = plots.loss.plot.mapFromScene(box.mapViewToScene(box.viewRect().center()))
    for _ in range(6):
        QTest.wheelEvent(plots.loss.plot.windowHandle() or plots.windowHandle(), at(plots, middle), QPoint(0, 120))
    first, last = box.viewRange()[0]
    steps = plots.loss.curves["train_loss"].xData
    assert first > 5 and last < 36 and first - 2 <= steps[0] <= first and last <= steps[-1] <= last + 2
    engine.play(8)
    shown(plots)
    assert box.viewRange()[0] == pytest.approx([first, last])
    QTest.mouseDClick(plots.loss.plot.viewport(), Qt.MouseButton.LeftButton)
    shown(plots)
    assert plots.loss.curves["train_loss"].xData[-1] == 48 and box.viewRange()[0][1] >= 48


def test_another_quantity(plots: RunPlots) -> None:
    chooser = plots.loss.chooser
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_I)
    assert list(plots.loss.curves) == ["train_images_per_second"]
    assert set(plots.loss.curves["train_images_per_second"].yData) == {84.0}
    assert "84" in hover(plots.loss, 12)


def test_smoothing_calms_the_training_curve(plots: RunPlots) -> None:
    rough = np.abs(np.diff(plots.loss.curves["train_loss"].yData, 2)).mean()
    plots.smoothing.setFocus()
    QTest.keyClick(plots.smoothing, Qt.Key.Key_PageUp)
    for _ in range(3):
        QTest.keyClick(plots.smoothing, Qt.Key.Key_PageUp)
    calm = np.abs(np.diff(plots.loss.curves["train_loss"].yData, 2)).mean()
    assert calm < rough / 3
    QTest.keyClick(plots.smoothing, Qt.Key.Key_Home)
    assert np.abs(np.diff(plots.loss.curves["train_loss"].yData, 2)).mean() == rough


def test_marks_of_a_run_that_went_on(engine: FakeEngine) -> None:
    run = RunView(Path("run"), "Net")
    for step in range(1, 11):
        run.take(_step(step))
    run.take(say.Checkpointed(step=6, path="last.pt"))
    run.take(_started(resumed_at=6))
    assert [(mark.kind, mark.step) for mark in run.marks] == [("checkpoint", 6), ("resume", 6)]
    assert len(run.curves["train_loss"]) == 6
    run.take(_step(7, loss=None))
    assert run.marks[-1].kind == "problem" and "no longer a number" in run.marks[-1].text


def test_earlier_runs_lie_beneath(plots: RunPlots) -> None:
    other = RunView(Path("other"), "Other")
    for step in range(1, 30):
        other.take(_step(step))
        other.take(say.Validated(step=step, epoch=1, loss=2.0, top1=0.5, top5=0.25, is_best=False))
    plots.compare_with([other])
    shown(plots)
    assert [len(item.xData) for item in plots.loss._other_curves] == [29]
    assert plots.names.names == ("other",) and "other: 2" in hover(plots.loss, 20)
    assert "other" not in hover(plots.loss, 38)  # it ended before
    plots.loss.show_run(None, [other])  # a document that was never trained
    assert [len(item.xData) for item in plots.loss._other_curves] == [29]
    assert "other: 2" in hover(plots.loss, 20)
    plots.compare_with([])
    shown(plots)
    assert not plots.loss._other_curves and not plots.names.names


def test_the_legend_says_as_much_as_there_is_room_for(plots: RunPlots) -> None:
    assert "thin: training" in plots.error._legend.text() and "top-5" in plots.error._legend.text()
    plots.resize(620, 300)
    QApplication.processEvents()
    assert "thin" not in plots.error._legend.text() and "top-5" in plots.error._legend.text()
    assert plots.error._legend.toolTip() == "thin: training"


def test_ten_million_points_are_drawn_by_a_few(plots: RunPlots) -> None:
    run = plots._trainer.run
    curve = run.curves["train_loss"]
    for step in range(41, 200_000):
        curve.append(step, 1.0 if step != 123_456 else 9.0)
    plots.loss.show_run(run)
    drawn = plots.loss.curves["train_loss"]
    assert len(drawn.xData) < 4000 and 9.0 in drawn.yData


def test_files(plots: RunPlots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str]] = []
    plots._trainer.told.connect(lambda text, kind: told.append((text, kind)))
    path = tmp_path / "loss.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(path), "")))
    QTest.mouseClick(plots.loss.save, Qt.MouseButton.LeftButton)
    assert QImage(str(path)).width() == 3 * plots.loss.plot.width() and told[-1][1] == "good"
    curves = plots._trainer.run.curves
    save_plot(plots.loss.plot, curves, tmp_path / "loss.svg")
    assert b"<svg" in (tmp_path / "loss.svg").read_bytes()[:400]
    lines = table({name: curves[name] for name in ("train_loss", "validation_loss")}).splitlines()
    assert lines[0] == "step,train_loss,validation_loss" and len(lines) == 41
    assert lines[16].count(",") == 2 and not lines[16].endswith(",") and lines[15].endswith(",")
    with pytest.raises(FileProblem, match=r"must end in"):
        save_plot(plots.loss.plot, curves, tmp_path / "loss.doc")


def _step(step: int, loss: float | None = 1.0) -> say.Step:
    return say.Step(
        step=step, epoch=1, loss=loss, top1=0.5, top5=0.2, rate=0.01, images_per_second=10.0, seconds_left=None
    )


def _started(resumed_at: int) -> say.Started:
    return say.Started(
        run="run",
        classes=("a", "b"),
        steps=100,
        steps_per_epoch=10,
        precision="float32",
        devices={},
        chance_top1=0.5,
        chance_top5=0.0,
        resumed_at=resumed_at,
    )
