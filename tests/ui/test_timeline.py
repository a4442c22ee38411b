"""The Timeline panel with real mouse and key events, and an engine that answers at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from driving import LEFT, NONE, spot, type_into
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from alexstudio.analysis.timing import Timeline
from alexstudio.graph.node import HOST
from alexstudio.graph.presets import load_preset
from alexstudio.runs import messages as say
from alexstudio.ui.canvas.heat import Heat
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.session import Session
from alexstudio.ui.timeline import Forecast, TimelinePanel
from alexstudio.ui.timeline.colours import phase_colour
from alexstudio.ui.timing_link import TimingLink
from alexstudio.ui.trainer import Trainer


@pytest.fixture
def small(make_window: Callable[..., MainWindow]) -> MainWindow:
    window = make_window("lenet5")
    open_panel(window)
    return window


@pytest.fixture
def original(make_window: Callable[..., MainWindow]) -> MainWindow:
    window = make_window("alexnet_cfg145")
    open_panel(window)
    return window


def open_panel(window: MainWindow) -> TimelinePanel:
    bar, panel = window.tabs.tabBar(), window.timing_verbs.panel
    QTest.mouseClick(bar, LEFT, NONE, bar.tabRect(window.tabs.indexOf(panel)).center())
    settle(window)
    assert panel.isVisible()
    return panel


def settle(window: MainWindow) -> None:
    """Until the prediction is there, which on a busy machine takes more than one turn of the event loop."""
    QApplication.processEvents()
    forecast, until = window.timing_verbs.forecast, perf_counter() + 10
    while not forecast.is_fresh and perf_counter() < until:
        QApplication.processEvents()
    assert forecast.is_fresh


def choose(window: MainWindow, box: QComboBox, data: str) -> None:
    """As with the keyboard."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentData() == data:
            break
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == data
    settle(window)


def shown(panel: TimelinePanel) -> Timeline:
    assert panel.chart.outlook is not None and panel.chart.outlook.timeline is not None
    return panel.chart.outlook.timeline


def place_of(panel: TimelinePanel, node: str, phase: str, *, measured: bool = False) -> QPoint:
    """Where the middle of a bar is."""
    chart = panel.chart
    for _, _, strips in chart.strips():
        for strip in strips:
            for span in strip.row.spans:
                if (span.node, span.phase, strip.is_measured) == (node, phase, measured):
                    x = chart.width() - 10 - chart.view.width + chart.view.pixel(span.begin + span.seconds / 2)
                    return QPointF(x, strip.place.center().y()).toPoint()
    raise AssertionError(f"no bar for {node} {phase}")


def turn_wheel(panel: TimelinePanel, place: QPoint, steps: int) -> None:
    chart, still = panel.chart, Qt.ScrollPhase.NoScrollPhase
    where = QPointF(place)
    event = QWheelEvent(
        where, chart.mapToGlobal(where), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, NONE, still, False
    )
    QApplication.sendEvent(chart, event)


def calibrated(window: MainWindow) -> TimelinePanel:
    """Calibrate with the button in the middle."""
    panel = window.timing_verbs.panel
    choose(window, panel.place, "")
    assert panel.calibrate.isVisible() and panel.why.text() == "The speed of this machine is not known yet."
    QTest.mouseClick(panel.calibrate, LEFT)
    settle(window)
    return panel


def engine_of(window: MainWindow) -> FakeEngine:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    return engine


# -- the prediction ----------------------------------------------------------------------------------------------------


def test_two_cards_of_2012(original: MainWindow) -> None:
    panel = original.timing_verbs.panel
    assert panel.place.currentText() == "GTX 580" and panel.batch.value() == 128
    lanes = [lane.name for lane in panel.chart.lanes]
    assert lanes[:3] == ["gpu0", "gpu1", "host"] and set(lanes[3:]) == {
        "host → gpu0", "host → gpu1", "gpu0 → gpu1", "gpu1 → gpu0",
    }  # fmt: skip
    text = panel.figures.text
    assert "predicted  in 2012" in text and "208–250" in text and "5–6 days" in text and "60.03 MB" in text
    assert "gpu0 waits" in text and "gpu1 waits" in text
    assert "five to six days on two GTX 580" in panel.remarks.text()
    before = shown(panel).step_seconds
    type_into(panel.batch.lineEdit(), "64")
    settle(original)
    assert shown(panel).batch == 64 and shown(panel).step_seconds < before
    assert not original.isWindowModified()
    choose(original, panel.place, "V100 16 GB")
    choose(original, panel.precision, "float16")
    assert shown(panel).precision == "float16" and "in 2012" not in panel.figures.text
    choose(original, panel.place, "GTX 580")
    assert shown(panel).precision == "float32", "which no GTX 580 can do otherwise"
    original.session.set_recipe(original.session.document.recipe.model_copy(update={"batch_size": 32}), "batch")
    settle(original)
    assert panel.batch.value() == 32 == shown(panel).batch


def test_bars_gaps_and_their_colours(original: MainWindow) -> None:
    panel = original.timing_verbs.panel
    picture = panel.chart.grab().toImage()
    for node, phase in (("conv2a", "forward"), ("conv2b", "backward")):
        spot = place_of(panel, node, phase)
        assert picture.pixelColor(spot.x() + 20, spot.y() - 5) == phase_colour(phase)  # type: ignore[arg-type]
    assert {lane.name for lane in panel.chart.lanes if not lane.is_minor} == {"gpu0", "gpu1"}


def test_nothing_is_worked_out_while_nobody_looks(small: MainWindow) -> None:
    panel, forecast = small.timing_verbs.panel, small.timing_verbs.forecast
    small.show_tab(small.training)
    before = forecast.outlook
    small.session.set_device(["c3"], "gpu1")
    QApplication.processEvents()
    assert forecast.outlook is before and not forecast.is_fresh
    open_panel(small)
    assert forecast.is_fresh and forecast.outlook is not before
    assert "gpu1" in [lane.name for lane in panel.chart.lanes]


def test_a_large_network_waits_for_the_event_loop(qtbot: QtBot, settings: None, tmp_path: Path) -> None:
    session = Session(load_preset("googlenet"), None, "googlenet")
    forecast = Forecast(session, TimingLink(Trainer(FakeEngine(), tmp_path)))
    with qtbot.waitSignal(forecast.changed, timeout=5000):
        forecast.watch("test", True)
        assert forecast.outlook.timeline is None, "not in the same turn"
    assert forecast.outlook.timeline is not None and len(forecast.outlook.timeline.layers) > 150
    session.set_device(["conv1"], "gpu1")
    assert forecast.look().report is session.snapshot.report, "who cannot wait gets it at once"


def test_wheel_drag_and_keys(small: MainWindow) -> None:
    panel = small.timing_verbs.panel
    chart = panel.chart
    place = place_of(panel, "c3", "backward")
    left = chart.width() - 10 - chart.view.width
    time = chart.view.time(place.x() - left)
    turn_wheel(panel, place, 6)
    assert not chart.is_whole and chart.view.time(place.x() - left) == pytest.approx(time)
    QTest.mousePress(chart, LEFT, NONE, place)
    for step in (10, 40, 80):
        QTest.mouseMove(chart, place + QPoint(step, 0))
    QTest.mouseRelease(chart, LEFT, NONE, place + QPoint(80, 0))
    assert chart.view.time(place.x() + 80 - left) == pytest.approx(time)
    assert small.canvas.selected == [], "a drag is no click"
    length = chart.view.end - chart.view.begin
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Minus)
    assert chart.view.end - chart.view.begin == pytest.approx(1.25 * length)
    begin = chart.view.begin
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.view.begin < begin
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.is_whole
    turn_wheel(panel, place, 3)
    QTest.mouseDClick(chart, LEFT, NONE, place)
    assert chart.is_whole


def test_hover_tells_and_a_click_goes_to_the_layer(original: MainWindow) -> None:
    panel = original.timing_verbs.panel
    place = place_of(panel, "conv2b", "backward")
    QTest.mouseMove(panel.chart, place)
    assert panel.chart.told.splitlines()[:2] == ["Conv2b", "Backward · gpu1 · GTX 580"]
    assert "predicted" in panel.chart.told and "measured" not in panel.chart.told
    QTest.mouseMove(panel.chart, place_of(panel, "pool2a", "transfer"))
    assert "Transfer · gpu0 → gpu1" in panel.chart.told and "11.08 MB" in panel.chart.told
    QTest.mouseMove(panel.chart, QPoint(3, 3))
    assert panel.chart.told == ""
    QTest.mouseClick(panel.chart, LEFT, NONE, place)
    assert original.canvas.selected == ["conv2b"] and panel.chart.selected == {"conv2b"}
    middle = original.canvas.viewport().rect().center()
    assert (spot(original, "conv2b") - middle).manhattanLength() < 8


# -- this machine ------------------------------------------------------------------------------------------------------


def test_calibrate_measure_and_compare(small: MainWindow, qtbot: QtBot) -> None:
    panel = calibrated(small)
    engine = engine_of(small)
    assert any(isinstance(command, say.Calibrate) for command in engine.commands)
    assert shown(panel).devices["gpu0"] == "cpu" and "invented" in panel.remarks.text()
    QTest.mouseClick(panel.measure, LEFT)
    settle(small)
    asked = next(command for command in engine.commands if isinstance(command, say.Measure))
    assert (asked.batch, asked.precision) == (panel.batch.value(), shown(panel).precision)
    assert "predicted  measured" in panel.figures.text and "too short" in panel.remarks.text()
    spots = [place_of(panel, "c3", "forward", measured=measured) for measured in (False, True)]
    assert spots[0].y() < spots[1].y(), "what was measured is below"
    QTest.mouseMove(panel.chart, spots[1])
    told = panel.chart.told.splitlines()
    assert told[0] == "C3" and {"predicted", "measured", "predicted / measured"} <= set(told)
    check_table(panel, small)
    check_heat(small)
    check_reading(small, qtbot)
    check_edits(small)


def check_table(panel: TimelinePanel, window: MainWindow) -> None:
    QTest.mouseClick(panel.as_table, LEFT)
    settle(window)
    table = panel.table
    in_order = [row[0] for row in table.texts()]
    assert in_order[0] == "C1" and {"Loss", "Optimizer"} <= set(in_order) and len(table.texts()[0]) == 7
    head = table.horizontalHeader()
    ratio = QPoint(head.sectionViewportPosition(6) + 20, head.height() // 2)
    for is_falling in (False, True):
        QTest.mouseClick(head.viewport(), LEFT, NONE, ratio)
        ratios = [float(row[6]) for row in table.texts() if row[6]]
        assert ratios == sorted(ratios, reverse=is_falling) and len(set(ratios)) > 3
    first = table.model().index(0, 0)
    QTest.mouseClick(table.viewport(), LEFT, NONE, table.visualRect(first).center())
    names = [window.session.document.graph[node].name for node in window.canvas.selected]
    assert names in ([first.data()], []), "what is no layer has no card"
    QTest.mouseClick(panel.as_chart, LEFT)


def check_heat(window: MainWindow) -> None:
    window.canvas.setFocus()
    QTest.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    settle(window)
    heat, outlook = window.canvas.canvas.heat, window.timing_verbs.forecast.outlook
    assert isinstance(heat, Heat) and window.actions_by_id["heat_time"].isChecked()
    assert window.overlay.heat.title.text() == "Measured time, log scale"
    assert heat.values["c3"] == outlook.measured_layers["c3"].total != outlook.predicted_layers["c3"].total


def check_reading(window: MainWindow, qtbot: QtBot) -> None:
    window.reading.rest.setInterval(0)
    window.canvas.select([])
    window.canvas.fit()
    QTest.mouseMove(window.canvas.viewport(), QPoint(2, 2))
    QTest.mouseMove(window.canvas.viewport(), spot(window, "c3"))
    qtbot.waitUntil(window.reading.card.isVisible, timeout=3000)
    told = window.reading.card.text.splitlines()
    assert "time on this machine" in told and "measured time" in told
    assert told[-1].count("+") == 1


def check_edits(window: MainWindow) -> None:
    """Another arithmetic was not measured; what only looks different was."""
    panel = window.timing_verbs.panel
    window.session.rename("c3", "Third")
    settle(window)
    assert "measured" in panel.figures.text
    window.session.set_param("c3", "out_channels", 8)
    settle(window)
    assert "measured" not in panel.figures.text
    assert window.overlay.heat.title.text() == "Predicted time, log scale"
    window.session.undo()
    settle(window)
    assert "measured" in panel.figures.text
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert "heat" not in window.timing_verbs.forecast._watchers


def test_progress_and_stop(small: MainWindow) -> None:
    panel, engine = calibrated(small), engine_of(small)
    engine.takes_long = True
    QTest.mouseClick(panel.measure, LEFT)
    assert panel.measure.text() == "Stop" and panel.progress.isVisible() and panel.progress.value() == 400
    assert panel.note.text() == "Timing some training steps…" and not panel.again.isEnabled()
    QTest.mouseClick(panel.measure, LEFT)
    settle(small)
    assert isinstance(engine.commands[-1], say.Stop)
    assert panel.measure.text() == "Measure" and not panel.progress.isVisible()
    assert "measured" in panel.figures.text, "what was known by then"
    QTest.mouseClick(panel.measure, LEFT)
    engine.fail("measure", "There is no room for that.")
    assert panel.measure.text() == "Measure" and panel.measure.isEnabled() and "no room" in small.banner.text
    QTest.mouseClick(panel.measure, LEFT)
    engine.kill()
    assert panel.measure.text() == "Measure" and not panel.progress.isVisible()


# -- refusals ----------------------------------------------------------------------------------------------------------


def test_why_there_is_nothing_to_show(small: MainWindow) -> None:
    panel = small.timing_verbs.panel
    nodes = [node.id for node in small.session.document.graph.nodes]
    small.session.set_device(nodes, HOST)
    settle(small)
    assert panel.why.text() == "No prediction: no layer is on a GPU. Put some on gpu0." and panel.why.isVisible()
    assert not panel.save.isEnabled()
    calibrated(small)
    assert list(shown(panel).devices.values()) == ["cpu"], "the host alone can be predicted"
    small.session.undo()
    recipe = small.session.document.with_recipe(devices={"gpu0": "cuda:0"}).recipe
    small.session.set_recipe(recipe, "devices")
    settle(small)
    assert panel.why.text().startswith("No prediction yet: cuda:0 for gpu0 has no measured rates.")
    assert panel.measure.toolTip() == panel.why.text() and not panel.measure.isEnabled()
    small.session.undo()
    small.session.remove(["c3"])
    settle(small)
    assert panel.why.text().startswith("No prediction yet: ") and panel.why.isVisible()
    assert panel.measure.toolTip().startswith("Nothing to measure yet: ") and not panel.measure.isEnabled()
    small.actions_by_id["measure_step"].trigger()
    assert small.banner.text.startswith("Nothing to measure yet: ")


def test_not_while_a_training_runs(small: MainWindow) -> None:
    panel, engine = calibrated(small), engine_of(small)
    QTest.mouseClick(small.train_button, LEFT)
    open_panel(small)
    told = "A training runs. Stop it first, or wait for its end."
    assert panel.note.text() == told and not panel.measure.isEnabled() and not panel.again.isEnabled()
    count = len(engine.commands)
    small.actions_by_id["calibrate"].trigger()
    assert small.banner.text == told and len(engine.commands) == count
    QTest.mouseClick(small.stop_button, LEFT)
    assert panel.measure.isEnabled() and panel.note.isHidden()


def test_measuring_needs_a_calibration(small: MainWindow) -> None:
    panel = small.timing_verbs.panel
    assert not panel.measure.isEnabled() and panel.measure.toolTip().startswith("Calibrate this machine first")
    calibrated(small)
    choose(small, panel.place, "T4")
    assert panel.measure.isEnabled()
    QTest.mouseClick(panel.measure, LEFT)
    settle(small)
    assert panel.place.currentText() == "This machine" and "measured" in panel.figures.text


def test_save_a_trace(small: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = small.timing_verbs.panel
    for path in (tmp_path / "step.json", tmp_path / "gone" / "step.json"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        QTest.mouseClick(panel.save, LEFT)
        if path.parent == tmp_path:
            events = json.loads(path.read_text("utf-8"))["traceEvents"]
            assert {"C1", "Optimizer"} <= {event["name"] for event in events}
            assert "step.json" in small.banner.text and small.banner.kind == "good"
    assert small.banner.kind == "problem" and "gone" in small.banner.text
