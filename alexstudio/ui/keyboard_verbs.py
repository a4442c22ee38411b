"""The verbs of those who use no mouse: the selection walks over the cards, the focus over the panels."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtWidgets import QApplication, QWidget

from alexstudio.ui.canvas.tile import Tile

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow

WAYS = {"left": QPointF(-1, 0), "right": QPointF(1, 0), "up": QPointF(0, -1), "down": QPointF(0, 1)}
SIDEWAYS = 2.5
"""How much worse a pixel beside the way is than one along it."""


class KeyboardVerbs(QObject):
    """The keyboard verbs of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        return {
            **{f"walk_{name}": partial(self.walk, way) for name, way in WAYS.items()},
            **{f"walk_{name}_more": partial(self.walk, way, adds=True) for name, way in WAYS.items()},
            "next_panel": partial(self.next_panel, 1),
            "previous_panel": partial(self.next_panel, -1),
        }

    def walk(self, way: QPointF, *, adds: bool = False) -> None:
        """Select the nearest card on a way from the one selected last; ``adds`` keeps what is selected."""
        view = self._window.canvas
        tiles = view.canvas.tiles
        here = view.walker if view.walker in tiles and view.walker.isSelected() else None
        here = here or next((tile for tile in tiles if tile.isSelected()), None)
        if here is None:
            target = min(tiles, key=lambda tile: (tile.x(), tile.y()), default=None)
        else:
            far = {tile: _far(here, tile, way) for tile in tiles if tile is not here}
            target = min((tile for tile in far if far[tile] is not None), key=lambda one: far[one] or 0.0, default=None)
        if target is None:
            return
        view.mark((view.marked if adds else frozenset()) | {target.key})
        view.walker = target
        if not view.sight.contains(target.rim):
            view.look_at(target.pos())

    def next_panel(self, step: int) -> None:
        """Give the keyboard to the next panel that is shown."""
        panels = [part for part in self._window.panels().values() if part.isVisible()]
        focus = QApplication.focusWidget()
        now = next((n for n, part in enumerate(panels) if focus and (part is focus or part.isAncestorOf(focus))), 0)
        for turn in range(1, len(panels) + 1):
            target = _first_field(panels[(now + step * turn) % len(panels)])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return


def _far(here: Tile, there: Tile, way: QPointF) -> float | None:
    """How far a card is on a way, None when it lies elsewhere."""
    gap = there.pos() - here.pos()
    along = gap.x() * way.x() + gap.y() * way.y()
    beside = abs(gap.x() * way.y()) + abs(gap.y() * way.x())
    return along + SIDEWAYS * beside if along > 20 and beside < 2.5 * along + 60 else None


def _first_field(panel: QWidget) -> QWidget | None:
    """What takes the keyboard in a panel: itself, or the first that Tab would come to."""
    takes = Qt.FocusPolicy.TabFocus
    for part in (panel, *panel.findChildren(QWidget)):
        if part.focusPolicy() & takes and part.isVisible() and part.isEnabled():
            return part
    return None
