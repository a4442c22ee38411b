"""The verbs of devices: painting them, and what happens when this machine lacks one that the document wants."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from alexstudio.graph import LayerGraph
from alexstudio.graph.node import HOST
from alexstudio.graph.placement import DeviceMap, missing, remapped, used_map
from alexstudio.ui.sentences import said
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow


class DeviceVerbs(QObject):
    """The device verbs of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._last = "gpu1"
        self._hint = ""
        window.canvas.brush_changed.connect(self._show_brush)

    def table(self) -> dict[str, Callable[[], object]]:
        """Verb of each action."""
        return {"paint_devices": self.paint, "balance": self.balance}

    # -- painting ------------------------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Begin to paint with the device of what is selected, else with the last one; or end it."""
        canvas, graph = self._window.canvas, self._window.session.document.graph
        if canvas.brush:
            canvas.paint_with("")
            return
        first = next((graph[node_id].device for node_id in canvas.selected), self._last)
        canvas.paint_with(first)
        canvas.setFocus()
        self._hint = self.tr(
            "Click or draw over layers to put them on {device}. The right button takes a device, Esc ends it."
        ).format(device=first)
        self._window.banner.tell(self._hint)

    def _show_brush(self) -> None:
        brush = self._window.canvas.brush
        self._last = brush or self._last
        if not brush and self._hint and self._window.banner.text == self._hint:
            self._window.banner.hide()
        self._window.actions_by_id["paint_devices"].setChecked(bool(brush))

    def show_layers(self, node_ids: list[str]) -> None:
        """Select layers and bring them into view."""
        canvas = self._window.canvas
        canvas.select(node_ids, centre=len(node_ids) == 1)
        canvas.fit_selection()

    def balance(self) -> None:
        """Ask for how many cards, and put the layers on them as one step."""
        from alexstudio.ui.balance_dialog import BalanceDialog  # with all that it works out

        window = self._window
        problems = window.session.snapshot.report.problems
        if problems:
            text = self.tr("The layers cannot be balanced yet: {problem}")
            window.banner.tell(text.format(problem=said(problems[0].message)), "problem")
            return
        dialog = BalanceDialog(window, window.session.snapshot, window.canvas.selected)
        if dialog.exec() and dialog.found is not None:
            changes = dialog.found.changes

            def change(graph: LayerGraph) -> None:
                for device in sorted(set(changes.values())):
                    graph.set_device([one for one, wanted in changes.items() if wanted == device], device)

            count = len(set(dialog.found.after.devices.values()) - {HOST})
            window.session.edit(translate("Undo", "Balance over %n devices", "", count), change)

    # -- the device map ------------------------------------------------------------------------------------------------

    @property
    def lacking(self) -> DeviceMap:
        """What the document maps its devices to that this machine lacks; empty while that is not known."""
        window = self._window
        document, there = window.session.document, window.trainer.devices
        if not there:
            return {}
        return missing(used_map(document.recipe.devices, (node.device for node in document.graph.nodes)), there)

    def lacks_a_device(self) -> bool:
        """Whether nothing can be started for want of a device; then that is told, with the way out as a button."""
        lacking, banner = self.lacking, self._window.banner
        if not lacking:
            return False
        self._window.show_tab(self._window.devices)
        one = self.tr("{physical} for {logical}")
        wanted = ", ".join(one.format(physical=name, logical=logical) for logical, name in lacking.items())
        there = ", ".join(self._window.trainer.devices)
        text = self.tr("Training cannot start: this machine has no {wanted}. It has: {there}.")
        banner.tell(text.format(wanted=wanted, there=there), "problem")
        banner.offer(remap_text(lacking, self._window.trainer.devices), self.remap)
        return True

    def remap(self) -> None:
        """Run on what there is what would run on a device that this machine lacks."""
        window, lacking = self._window, self.lacking
        if not lacking:
            return
        document, there = window.session.document, window.trainer.devices
        label = translate("Undo", "Run {what} on this machine").format(what=", ".join(lacking))
        devices = {**document.recipe.devices, **remapped(lacking, there)}
        window.session.set_recipe(document.with_recipe(devices=devices).recipe, label)
        if window.banner.kind == "problem":
            window.banner.hide()


def remap_text(lacking: DeviceMap, there: tuple[str, ...]) -> str:
    """ "gpu1: cuda:1 → cpu", what the button for it does."""
    new = remapped(lacking, there)
    return ", ".join(f"{logical}: {physical} → {new[logical]}" for logical, physical in lacking.items())
