"""The tour of the first start."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import LEFT, click_card
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.tour import Tour


def shown(window: MainWindow) -> Tour:
    tour = window.findChild(Tour)
    assert isinstance(tour, Tour) and tour.is_on
    return tour


def box_of(window: MainWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_it_does_not_begin_where_nobody_asked(window: MainWindow) -> None:
    assert window.findChild(Tour) is None


@pytest.mark.parametrize("size", [(1280, 800), (960, 620)])
def test_every_stop_points_at_what_it_speaks_of(window: MainWindow, size: tuple[int, int], qtbot: QtBot) -> None:
    window.resize(*size)
    window.verbs.begin_tour()
    tour = shown(window)
    titles = []
    while tour.is_on:
        QApplication.processEvents()
        titles.append(tour.callout.title.text())
        target = tour._steps[tour._number].target(window)
        box, callout = box_of(window, target), box_of(window, tour.callout)
        assert tour.callout.isVisible() and window.rect().contains(callout)
        assert tour._ring.geometry().contains(box.intersected(window.rect()).adjusted(2, 2, -2, -2))
        assert tour.callout.text.height() >= tour.callout.text.heightForWidth(tour.callout.text.width())
        if target is not window.canvas and target is not window.inspector:
            assert not callout.intersects(box), titles[-1]
        if titles[-1] == "Every number":
            assert "37,752,832" in tour.callout.text.text() and window.canvas.selected == ["fc6"]
        assert QApplication.focusWidget() is tour.callout.next
        QTest.keyClick(tour.callout.next, Qt.Key.Key_Return)
    assert len(titles) == len(set(titles)) == 6
    assert not tour.callout.isVisible() and Tour.was_seen()


def test_esc_skips_it_for_good(window: MainWindow, make_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window.canvas.setFocus()
    window.verbs.begin_tour()
    tour = shown(window)
    QTest.keyClick(tour.callout.next, Qt.Key.Key_Escape)
    assert not tour.is_on and Tour.was_seen() and window.canvas.hasFocus()
    other = make_window()
    other.verbs.begin_tour()
    assert other.findChild(Tour) is None
    other.actions_by_id["tour"].trigger()
    assert shown(other).callout.isVisible(), "the menu shows it again"


def test_it_goes_back_and_is_skipped_with_the_mouse(window: MainWindow) -> None:
    window.verbs.begin_tour()
    tour = shown(window)
    QTest.mouseClick(tour.callout.next, LEFT)
    QTest.mouseClick(tour.callout.back, LEFT)
    assert tour.callout.place.text() == "1 of 6" and not tour.callout.back.isVisible()
    QTest.mouseClick(tour.callout.skip, LEFT)
    assert not tour.is_on and not tour.callout.isVisible()


def test_the_window_can_be_used_meanwhile(window: MainWindow, qtbot: QtBot) -> None:
    window.verbs.begin_tour()
    tour = shown(window)
    click_card(window, "conv3")
    assert window.canvas.selected == ["conv3"] and tour.is_on
    window.session.rename("conv3", "Mine")
    assert window.session.document.graph["conv3"].name == "Mine"


def test_a_document_without_the_example(make_window: Callable[..., MainWindow]) -> None:
    window = make_window("resnet18")
    window.verbs.begin_tour()
    tour = shown(window)
    QTest.mouseClick(tour.callout.next, LEFT)
    assert "37,752,832" not in tour.callout.text.text() and "Click a layer" in tour.callout.text.text()
