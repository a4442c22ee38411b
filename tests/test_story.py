"""The whole story in the real window with the real engine: open, edit, undo, train, stop, export, load elsewhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from driving import LEFT, click_card, type_into, when_dialog
from PIL import Image
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from alexstudio.app import build_window
from alexstudio.graph import Document, Edge, LayerGraph, Node, Recipe
from alexstudio.graph.fileformat import save
from alexstudio.ui.engine_link import EngineLink
from alexstudio.ui.gallery import Gallery
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.theme import apply_theme
from alexstudio.ui.trainer import State

# Run without alexstudio: the name is blocked, so any import of it fails
LOAD = """
import sys
sys.modules["alexstudio"] = None
sys.path.insert(0, sys.argv[1])
import torch
checkpoint = torch.load(sys.argv[2])
from model import Model
model = Model()
model.load_state_dict(checkpoint["state_dict"])
model.eval()
height, width = checkpoint["input_size"]
torch.manual_seed(1)
with torch.no_grad():
    torch.save(model(torch.randn(2, 3, height, width)), sys.argv[3])
print(len(checkpoint["classes"]), checkpoint["trained_steps"])
"""

# Run with alexstudio: the compiled module with the same weights on the same input
COMPARE = """
import sys
import torch
from alexstudio.engine.compiler import compile_document
from alexstudio.graph.fileformat import loads
checkpoint = torch.load(sys.argv[1])
module = compile_document(loads(checkpoint["document"]), initialise=False)
module.load_state_dict(checkpoint["state_dict"])
module.eval()
height, width = checkpoint["input_size"]
torch.manual_seed(1)
with torch.no_grad():
    print(torch.equal(module(torch.randn(2, 3, height, width)), torch.load(sys.argv[2])))
"""


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], MainWindow]]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setApplicationName("alexstudio-test")
    app.setOrganizationName("alexstudio-test")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    apply_theme(app, "light")
    windows: list[MainWindow] = []

    def make(document: str) -> MainWindow:
        window = build_window(document, EngineLink(), tmp_path / "runs")
        qtbot.addWidget(window, before_close_func=lambda window: window.session.history.mark_saved())
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(window.isActiveWindow)
        window.canvas.fit()
        window.trainer.wake()
        return window

    yield make
    for window in windows:
        window.trainer.engine.close()


def export(window: MainWindow, qtbot: QtBot, out: Path) -> None:
    def fill(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit, "export_path")
        line.selectAll()
        QTest.keyClicks(line, str(out))
        QTest.mouseClick(dialog.findChild(QPushButton, "export_ok"), LEFT)

    when_dialog(fill)
    with qtbot.waitSignal(window.trainer.exported, timeout=60_000):
        QTest.mouseClick(window.export_button, LEFT)


def load_elsewhere(out: Path, tmp_path: Path) -> tuple[int, int]:
    """Load an export in a process without alexstudio, compare with the compiled module; (classes, trained steps)."""
    scores = tmp_path / "scores.pt"
    command = [sys.executable, "-I", "-c", LOAD, str(out.parent), str(out), str(scores)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    command = [sys.executable, "-c", COMPARE, str(out), str(scores)]
    compared = subprocess.run(command, capture_output=True, text=True)
    assert compared.stdout.strip() == "True", compared.stderr
    classes, steps = done.stdout.split()
    return int(classes), int(steps)


@pytest.mark.timeout(240)
def test_the_main_job(open_window: Callable[[str], MainWindow], qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window("alexnet_two_gpu")

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, Gallery)
        dialog.list.setCurrentRow(0)
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)

    when_dialog(choose)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.session.document.title == "AlexNet"
    window.activateWindow()  # offscreen there is no window manager that gives the focus back
    qtbot.waitUntil(window.isActiveWindow)

    click_card(window, "conv1")
    type_into(window.inspector.fields["out_channels"].editor, "48")
    assert window.session.snapshot.report.nodes["conv1"].params == 17_472
    QTest.keyClick(window.inspector.fields["out_channels"].editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.snapshot.report.total.params == 60_965_224

    type_into(window.training.recipe.fields["batch_size"].editor, "8")
    qtbot.waitUntil(lambda: window.trainer.is_warm, timeout=90_000)
    QTest.mouseClick(window.train_button, LEFT)
    run = window.trainer.run
    assert run is not None
    qtbot.waitUntil(lambda: run.step is not None and run.step.step >= 3, timeout=90_000)
    window.training.plots.redraw()
    curve = window.training.plots.loss.curves["train_loss"]
    assert len(curve.yData) >= 3 and np.isfinite(curve.yData).all()
    assert window.trainer.state is State.RUNNING
    QTest.mouseClick(window.stop_button, LEFT)
    qtbot.waitUntil(lambda: window.trainer.state is State.IDLE, timeout=60_000)
    assert run.finished is not None and run.finished.reason == "stopped"

    out = tmp_path / "exported" / "alexnet.pt"
    out.parent.mkdir()
    export(window, qtbot, out)
    assert "Wrote alexnet.pt" in window.banner.text
    classes, steps = load_elsewhere(out, tmp_path)
    assert classes == 32 and steps >= 3


def small_network(size: int, recipe: Recipe) -> Document:
    """conv - relu - norm - pool - fc, for pictures of ``size`` pixels."""
    graph = LayerGraph()
    graph.add(Node("input", "Input", "Input", {"size": size}, "host"))
    before = "input"
    for node in (
        Node("conv1", "Conv2d", "Conv1", {"out_channels": 8, "kernel_size": 5, "stride": 2}, stage="Conv1"),
        Node("relu1", "ReLU", "ReLU1", stage="Conv1"),
        Node("norm1", "LocalResponseNorm", "Norm1", stage="Conv1"),
        Node("pool1", "MaxPool2d", "Pool1", stage="Conv1"),
        Node("flatten", "Flatten", "Flatten", stage="FC2"),
        Node("fc2", "Linear", "FC2", {"out_features": 10}, stage="FC2"),
    ):
        graph.add(node)
        graph.connect(Edge(before, 0, node.id, 0))
        before = node.id
    return Document("Small", graph.freeze(), recipe)


def write_pictures(folder: Path, seed: int) -> None:
    """JPEG files of two classes, bright and dark, in ImageFolder layout."""
    draw = np.random.default_rng(seed)
    for part, count in (("train", 12), ("val", 4)):
        for name, level in (("bright", 190), ("dark", 60)):
            (folder / part / name).mkdir(parents=True)
            for number in range(count):
                pixels = draw.integers(level - 40, level + 40, (60, 80, 3), dtype=np.uint8)
                Image.fromarray(pixels).save(folder / part / name / f"{number}.jpg", quality=90)


@pytest.mark.timeout(120)
def test_training_on_a_folder_of_jpeg_files(
    open_window: Callable[[str], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    pictures = tmp_path / "my pictures"
    write_pictures(pictures, seed=7)
    document = small_network(32, Recipe(batch_size=4, epochs=3, validate_every=4, crop_margin=4))
    save(document, tmp_path / "small.json")
    window = open_window(str(tmp_path / "small.json"))
    type_into(window.training.recipe.data_line, str(pictures))
    qtbot.waitUntil(lambda: "2 classes" in window.training.recipe.facts.text(), timeout=60_000)
    assert "24 training and 8 validation" in window.training.recipe.facts.text()
    assert "FC2 has 2 outputs" in window.training.recipe.facts.text()
    QTest.mouseClick(window.train_button, LEFT)
    run = window.trainer.run
    assert run is not None
    qtbot.waitUntil(lambda: run.finished is not None, timeout=60_000)
    assert run.finished is not None and run.finished.reason == "done" and run.finished.step == 18
    assert run.validated is not None and run.validated.top1 <= 0.5
    out = tmp_path / "small.pt"
    export(window, qtbot, out)
    assert load_elsewhere(out, tmp_path)[0] == 2


@pytest.mark.timeout(120)
def test_bad_data_is_told_and_the_window_goes_on(
    open_window: Callable[[str], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    save(small_network(32, Recipe(batch_size=4, epochs=1)), tmp_path / "small.json")
    window = open_window(str(tmp_path / "small.json"))
    broken = tmp_path / "broken"
    write_pictures(broken, seed=8)
    (broken / "train" / "bright" / "0.jpg").write_bytes(b"not a picture")
    one_class = tmp_path / "one"
    (one_class / "train" / "only").mkdir(parents=True)
    Image.new("RGB", (40, 40)).save(one_class / "train" / "only" / "a.jpg")
    (tmp_path / "empty").mkdir()
    for folder, word in (
        (broken, "0.jpg"),
        (one_class, "class"),
        (tmp_path / "empty", "empty"),
        (tmp_path / "gone", "gone"),
    ):
        type_into(window.training.recipe.data_line, str(folder))
        qtbot.waitUntil(lambda: window.trainer.state is State.IDLE, timeout=30_000)
        window.banner.hide()
        QTest.mouseClick(window.train_button, LEFT)
        qtbot.waitUntil(lambda: window.trainer.state is State.IDLE and window.banner.isVisible(), timeout=60_000)
        assert word in window.banner.text and "Traceback" not in window.banner.text
    type_into(window.training.recipe.data_line, "builtin:shapes")
    QTest.mouseClick(window.train_button, LEFT)
    run = window.trainer.run
    assert run is not None
    qtbot.waitUntil(lambda: run.finished is not None, timeout=60_000)


@pytest.mark.timeout(120)
def test_an_engine_that_is_killed_is_told_and_a_new_training_starts(
    open_window: Callable[[str], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    save(small_network(32, Recipe(batch_size=4, epochs=50)), tmp_path / "small.json")
    window = open_window(str(tmp_path / "small.json"))
    QTest.mouseClick(window.train_button, LEFT)
    run = window.trainer.run
    assert run is not None
    qtbot.waitUntil(lambda: run.step is not None, timeout=60_000)
    window.trainer.engine.kill()
    qtbot.waitUntil(lambda: window.trainer.state is State.IDLE, timeout=10_000)
    assert "signal 9" in window.banner.text and "untouched" in window.banner.text
    QTest.mouseClick(window.train_button, LEFT)
    again = window.trainer.run
    assert again is not None and again is not run
    qtbot.waitUntil(lambda: again.step is not None, timeout=60_000)
    engine = window.trainer.engine
    assert isinstance(engine, EngineLink)
    pid = engine.process_id
    assert pid
    window.session.history.mark_saved()
    when_dialog(lambda dialog: QTest.mouseClick(dialog.findChild(QPushButton, "stop_and_close"), LEFT))
    window.close()
    assert not engine.is_running
    if sys.platform == "linux":
        assert not Path(f"/proc/{pid}").exists()
