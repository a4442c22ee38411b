"""Colours of the canvas that sort the layers instead of measuring them: by device, by tower."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtGui import QColor

from alexstudio.analysis.lanes import lanes
from alexstudio.graph.node import HOST
from alexstudio.graph.placement import number
from alexstudio.history import Snapshot
from alexstudio.ui.theme import theme
from alexstudio.ui.words import mark, translate

_STRENGTH = {False: 0.34, True: 0.36}
"""How much of the full colour is in a tint, in light and dark colours: its text must stay readable."""
_APART = 2
_MOST = 6
"""Names that the legend shows."""


class Sorting(NamedTuple):
    """A way to sort layers; ``find`` gives layer -> what it is, empty where it is nothing of the kind."""

    title: str
    find: Callable[[Snapshot], Mapping[str, str]]

    @property
    def said(self) -> str:
        """Its title in the language of the user."""
        return translate("Canvas", self.title)


class Sorts:
    """The sorts of one snapshot, each with its tint."""

    def __init__(self, sorting: Sorting, snapshot: Snapshot) -> None:
        self.sorting = sorting
        self.of = dict(sorting.find(snapshot))
        self.names = sorted({name for name in self.of.values() if name}, key=lambda name: (number(name), name))

    def colour(self, node_id: str) -> QColor | None:
        """The tint of a node; None where it is nothing of the kind."""
        name = self.of.get(node_id, "")
        return self.tint(name) if name else None

    def tint(self, name: str) -> QColor:
        """The colour of a sort, light enough to be written on."""
        # Towers have other colours than devices, which they are not
        place = number(name) if number(name) >= 0 else self.names.index(name) + _APART
        full, back, part = theme().device(f"gpu{place}"), QColor(theme().card), _STRENGTH[theme().is_dark]
        pairs = ((full.red(), back.red()), (full.green(), back.green()), (full.blue(), back.blue()))
        return QColor(*(round(part * one + (1 - part) * other) for one, other in pairs))

    @property
    def shown(self) -> list[tuple[str, QColor]]:
        """What the legend names."""
        return [(name, self.tint(name)) for name in self.names[:_MOST]]


def _devices(snapshot: Snapshot) -> dict[str, str]:
    return {node.id: "" if node.device == HOST else node.device for node in snapshot.document.graph.nodes}


SORTINGS = {
    "device": Sorting(mark("Canvas", "Device"), _devices),
    "tower": Sorting(mark("Canvas", "Tower or groups"), lambda snapshot: lanes(snapshot.document.graph)),
}
"""What there is to choose: on which device a layer is, and beside which others it reads. The two are independent."""
