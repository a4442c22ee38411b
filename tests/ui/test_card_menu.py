"""The menu of a card opens as often as one likes."""

from __future__ import annotations

from driving import click_card
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMenu

from alexstudio.ui.actions import DEVICE
from alexstudio.ui.main_window import MainWindow


def test_the_menus_in_it_outlive_it(window: MainWindow) -> None:
    click_card(window, "conv1")
    for _ in range(3):
        menu = window.canvas_verbs.menu("card")
        inner = [action.menu() for action in menu.actions() if action.menu() is not None]
        assert window.menus[DEVICE] in inner
        menu.deleteLater()
        del menu, inner
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    device = window.menus[DEVICE]
    assert isinstance(device, QMenu) and sum(action.text().startswith("Put on gpu") for action in device.actions()) == 9
