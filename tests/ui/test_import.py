"""Importing networks and weights in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from alexstudio.graph.fileformat import dumps
from alexstudio.graph.presets import load_preset
from alexstudio.runs.messages import Failed, Imported, ImportModel, ImportWeights
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.importing import ImportDialog
from alexstudio.ui.main_window import MainWindow

LEFT, CTRL, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

LENET = """
name: "Small"
layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 28 dim: 28 } } }
layer { name: "conv1" type: "Convolution" bottom: "data" top: "conv1"
  convolution_param { num_output: 20 kernel_size: 5 } }
layer { name: "pool1" type: "Pooling" bottom: "conv1" top: "pool1"
  pooling_param { pool: MAX kernel_size: 2 stride: 2 } }
layer { name: "ip1" type: "InnerProduct" bottom: "pool1" top: "ip1" inner_product_param { num_output: 10 } }
layer { name: "prob" type: "Softmax" bottom: "ip1" top: "prob" }
"""


@pytest.fixture
def window(make_window: Callable[..., MainWindow]) -> MainWindow:
    return make_window("lenet5")


def with_dialog(window: MainWindow, act: Callable[[ImportDialog], None]) -> None:
    """Open the dialog by its key and do something in it; what fails in there is raised here."""
    faults: list[BaseException] = []

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ImportDialog)
        try:
            act(dialog)
        except BaseException as fault:
            faults.append(fault)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, run)
    QTest.keyClick(window, Qt.Key.Key_I, CTRL)
    if faults:
        raise faults[0]


def test_a_prototxt_is_read_reported_and_opened(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "small.prototxt"
    path.write_text(LENET)

    def act(dialog: ImportDialog) -> None:
        assert not dialog.go.isEnabled()
        QTest.keyClicks(dialog.sources.file, str(path))
        QTest.mouseClick(dialog.go, LEFT)
        qtbot.waitUntil(lambda: dialog.document is not None)
        assert "30,330 parameters" in dialog.summary.text() and dialog.lines.topLevelItemCount() >= 1
        QTest.mouseClick(dialog.go, LEFT)

    with_dialog(window, act)
    assert window.session.document.title == "Small" and len(window.session.document.graph) >= 5
    assert window.isWindowModified(), "nothing of it is on disk"


def test_what_is_refused_stays_in_the_dialog(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "small.prototxt"
    path.write_text("layer { name: 7")

    def act(dialog: ImportDialog) -> None:
        QTest.keyClicks(dialog.sources.file, str(path))
        QTest.keyClick(dialog.sources.file, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.why.isVisible())
        assert "ine 1" in dialog.why.text() and dialog.go.isEnabled()
        dialog.sources.setCurrentIndex(1)
        assert not dialog.why.isVisible()  # it was about the file

    with_dialog(window, act)
    assert len(window.session.sheets) == 1


def test_torchvision_is_asked_of_the_engine(window: MainWindow, tmp_path: Path) -> None:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    other = load_preset("alexnet_torchvision")

    def act(dialog: ImportDialog) -> None:
        dialog.reading._folder = tmp_path
        dialog.sources.setCurrentIndex(1)
        dialog.sources.network.setEditText("resnet18")
        QTest.mouseClick(dialog.go, LEFT)
        asked = next(one for one in engine.commands if isinstance(one, ImportModel))
        assert asked.what == "torchvision:resnet18" and not asked.trust
        assert dialog.progress.isVisible() and not dialog.go.isEnabled()
        engine.heard.emit(Failed(command="import_model", why="No such network."))
        assert dialog.why.text() == "No such network." and not window.banner.isVisible()
        QTest.mouseClick(dialog.go, LEFT)
        engine.heard.emit(Failed(command="export", why="Another thing."))
        assert dialog.progress.isVisible()
        engine.heard.emit(Imported(document=dumps(other), remarks=("2 layers were folded.",)))
        assert "61,100,840" in dialog.summary.text() and "alexnet_torchvision" in dialog.dialect.text()
        assert dialog.lines.topLevelItem(0).text(2) == "2 layers were folded."
        QTest.mouseClick(dialog.go, LEFT)

    with_dialog(window, act)
    assert window.session.document.graph == other.graph


def test_code_needs_consent(window: MainWindow) -> None:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)

    def act(dialog: ImportDialog) -> None:
        dialog.sources.setCurrentIndex(2)
        QTest.keyClicks(dialog.sources.code, "/tmp/net.py")
        QTest.keyClicks(dialog.sources.class_name, "Net")
        assert not dialog.go.isEnabled()
        QTest.mouseClick(dialog.sources.trust, LEFT, pos=dialog.sources.trust.rect().center() * 0.1)
        dialog.sources.trust.setFocus()
        if not dialog.sources.trust.isChecked():
            QTest.keyClick(dialog.sources.trust, Qt.Key.Key_Space)
        QTest.mouseClick(dialog.go, LEFT)
        asked = next(one for one in engine.commands if isinstance(one, ImportModel))
        assert asked.trust and asked.what == "/tmp/net.py:Net"

    with_dialog(window, act)


def test_weights_become_the_start_of_the_document(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine)
    window.import_verbs._weights._folder = tmp_path
    file = tmp_path / "lenet.pt"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: (str(file), "")))
    QTest.keyClick(window, Qt.Key.Key_I, CTRL | ALT)
    asked = next(one for one in engine.commands if isinstance(one, ImportWeights))
    assert asked.file == str(file)
    document = window.session.document.with_recipe(weights=asked.weights_out, weights_sha256="0" * 64)
    engine.heard.emit(Imported(document=dumps(document), remarks=("All 10 tensors fit.",), weights=asked.weights_out))
    assert window.session.document.recipe.weights == asked.weights_out
    assert window.session.history.undo_label == "Import weights" and "All 10 tensors" in window.banner.text
