"""The stops of the tour: what each points at, and what is said there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QLabel, QWidget

from alexstudio.ui.shortcuts import native
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow

EXAMPLE, EXAMPLE_PARAMS = "fc6", "37,752,832"
"""The layer that the tour selects where the document in front has it, and the number it points at."""


class Step(NamedTuple):
    """One stop; ``prepare`` makes sure that there is something to see."""

    target: Callable[[MainWindow], QWidget]
    title: str
    text: str
    prepare: Callable[[MainWindow], object] = lambda window: None


def steps(window: MainWindow) -> list[Step]:
    """The stops, for the document that is in front and the keys that the user has."""
    report = window.session.snapshot.report.nodes.get(EXAMPLE)
    is_known = report is not None and f"{report.params:,}" == EXAMPLE_PARAMS
    number = (
        translate("Tour", "FC6 has 37,752,832 parameters: 9,216 × 4,096 weights and 4,096 biases.")
        if is_known
        else translate("Tour", "Click a layer to see its numbers here.")
    )
    follows = translate("Tour", "Change a value, and every number follows at once. {key} takes it back.")
    return [
        Step(
            lambda window: window.canvas,
            translate("Tour", "The network"),
            translate(
                "Tour",
                "Each card is a layer: what it does, the shape that comes out, and the device that it runs on. "
                "The wheel zooms, Space and dragging pans, {key} shows everything.",
            ).format(key=_key(window, "fit")),
            lambda window: window.canvas.fit(),
        ),
        Step(
            _example_number,
            translate("Tour", "Every number"),
            f"{number} {follows.format(key=_key(window, 'undo'))}",
            _select_example,
        ),
        Step(
            lambda window: window.train_button,
            translate("Tour", "Train"),
            translate(
                "Tour",
                "It starts within a second, on pictures that come with the program. Stop when you like: the weights "
                "are kept.",
            ),
        ),
        Step(
            lambda window: window.training.plots,
            translate("Tour", "Watch it learn"),
            translate("Tour", "Loss and error of the training move here while it runs. The window stays yours."),
            lambda window: window.show_tab(window.training),
        ),
        Step(
            lambda window: window.export_button,
            translate("Tour", "Take it with you"),
            translate(
                "Tour",
                "The file holds plain PyTorch weights, with readable source beside it. alexstudio is not needed to "
                "load it.",
            ),
        ),
        Step(
            lambda window: window.menuBar(),
            translate("Tour", "Find everything"),
            translate(
                "Tour",
                "{gallery} opens other networks, {commands} finds every command, {shortcuts} shows all shortcuts. "
                "This tour is in Help.",
            ).format(
                gallery=_key(window, "gallery"),
                commands=_key(window, "command_palette"),
                shortcuts=_key(window, "shortcuts"),
            ),
        ),
    ]


def _select_example(window: MainWindow) -> None:
    if EXAMPLE in window.canvas.canvas.cards:
        window.canvas.select([EXAMPLE])


def _example_number(window: MainWindow) -> QWidget:
    """The label with the number of parameters of the example, or the inspector without one."""
    labels = (label for label in window.inspector.findChildren(QLabel) if label.isVisible())
    return next((label for label in labels if label.text() == EXAMPLE_PARAMS), window.inspector)


def _key(window: MainWindow, action: str) -> str:
    """The key of an action; its name where it has none."""
    found = window.actions_by_id[action]
    return native(found.shortcut()) or f"“{found.text().rstrip('…')}”"
