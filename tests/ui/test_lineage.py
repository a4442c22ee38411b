"""The page that tells how networks grew out of AlexNet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from alexstudio.analysis import analyse
from alexstudio.graph.presets import load_preset
from alexstudio.ui.lineage import STEPS, Lineage
from alexstudio.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(make_window: Callable[..., MainWindow]) -> MainWindow:
    return make_window("lenet5")


def told(window: MainWindow, qtbot: QtBot) -> Lineage:
    QTest.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    shown = window.compare_verbs.grown
    assert shown is not None and shown.isVisible()
    qtbot.waitUntil(lambda: all(card.is_painted for card in shown.cards))
    return shown


def test_every_network_shows_its_own_numbers(window: MainWindow, qtbot: QtBot) -> None:
    shown = told(window, qtbot)
    for card in shown.cards:
        facts = card.findChild(QLabel, "lineage_facts").text()
        assert f"{analyse(load_preset(card.step.preset)).total.params:,} parameters" in facts
        assert not card.picture.pixmap().isNull()
    assert "60,965,224" in shown.cards[1].facts.text() and "15.3 %" in shown.cards[1].facts.text()


def test_what_changed_and_open(window: MainWindow, qtbot: QtBot) -> None:
    shown = told(window, qtbot)
    zfnet = shown.cards[2]
    QTest.mouseClick(zfnet.compare, LEFT)
    compared = window.compare_verbs.shown
    assert compared is not None
    assert (compared.before.currentData(), compared.after.currentData()) == ("preset:alexnet", "preset:zfnet")
    compared.close()
    QTest.mouseClick(zfnet.open, LEFT)
    assert window.session.document == load_preset("zfnet") and not shown.isVisible()


def test_the_sentences_are_true_of_the_presets() -> None:
    totals = {step.preset: analyse(load_preset(step.preset)) for step in STEPS}
    params = {name: report.total.params for name, report in totals.items()}
    assert 900 < params["alexnet"] / params["lenet5"] < 1100
    assert 0.74 < totals["vgg16"].nodes["fc6"].params / params["vgg16"] < 0.76
    assert 0.09 < params["googlenet"] / params["alexnet"] < 0.12
    assert 1.9 < totals["googlenet"].total.multiply_adds / totals["alexnet"].total.multiply_adds < 2.2
    graph = load_preset("zfnet").graph
    assert graph["conv1"].params["kernel_size"] == (7, 7) and graph["conv1"].params["stride"] == (2, 2)
