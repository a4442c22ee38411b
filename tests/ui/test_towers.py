"""Two towers and back, and the proof, in the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from alexstudio.runs import messages as say
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.tower_verbs import ProofDialog

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def test_split_into_two_towers_and_merged_again(window: MainWindow) -> None:
    notes = window.session.document.notes
    QTest.keyClick(window, Qt.Key.Key_2, BOTH)
    assert window.session.document.notes == f"Split into two towers since this was written:\n{notes}"
    report = window.session.snapshot.report
    assert window.session.history.undo_label == "Split into two towers"
    assert [report.devices[device].params for device in ("gpu0", "gpu1")] == [32_531_112, 28_434_112]
    assert report.transfer_bytes == 234_496
    assert len(window.canvas.canvas.tiles) == len(window.session.document.graph)
    assert "46" in window.banner.text, "what differs at the border of the towers is told"
    QTest.keyClick(window, Qt.Key.Key_1, BOTH)
    report = window.session.snapshot.report
    assert report.total.params == 60_965_224 and not report.transfers
    assert window.session.document.notes == notes
    assert window.session.history.undo_label == "Merge the towers"
    window.session.undo()
    window.session.undo()
    assert not window.session.history.is_dirty


def test_what_cannot_be_split_says_why(window: MainWindow) -> None:
    window.session.set_param("conv1", "out_channels", 97)
    before = window.session.document
    QTest.keyClick(window, Qt.Key.Key_2, BOTH)
    assert window.session.document is before
    assert window.banner.kind == "problem" and window.banner.text


def test_the_proof_is_shown(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_P, BOTH)
    engine = window.trainer.engine
    assert isinstance(engine, FakeEngine) and isinstance(engine.commands[-1], say.Prove)
    QApplication.processEvents()
    dialog = window.findChild(ProofDialog)
    assert dialog is not None and dialog.isVisible() and not window.trainer.is_proving
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "It holds." in texts and any("equal to the bit" in text for text in texts)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_broken_network_is_not_proved(window: MainWindow) -> None:
    window.session.set_param("conv2", "groups", 5)
    QTest.keyClick(window, Qt.Key.Key_P, BOTH)
    assert "The network cannot run: Conv2" in window.banner.text
    assert not window.trainer.is_proving
