"""`DeviceBox`: which device of this machine a logical device of the document becomes."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from alexstudio.graph.placement import choice
from alexstudio.ui.session import Session
from alexstudio.ui.trainer import Trainer
from alexstudio.ui.words import translate


class DeviceBox(QComboBox):
    """Shows the device map of the recipe; a choice is an undoable edit of the document."""

    def __init__(self, session: Session, trainer: Trainer, device: str) -> None:
        super().__init__()
        self._session, self._trainer, self._device = session, trainer, device
        self._shown: tuple[object, ...] = ()
        self.setObjectName(f"runs_on_{device}")
        self.setAccessibleName(self.tr("{device} runs on").format(device=device))
        self.activated.connect(self._choose)
        self.refresh()

    def refresh(self) -> None:
        """Show what the recipe says, and what there is to choose."""
        there = self._trainer.devices
        chosen = self._session.document.recipe.devices.get(self._device, "")
        if (there, chosen) == self._shown:
            return
        self._shown = (there, chosen)
        self.clear()
        own = self.tr("chosen for you")
        self.addItem(
            self.tr("{device}, chosen for you").format(device=choice(self._device, there)) if there else own, ""
        )
        for name in there:
            self.addItem(name, name)
        if chosen and chosen not in there:
            self.addItem(self.tr("{device}: missing").format(device=chosen) if there else chosen, chosen)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll what it lies in: a wheel that turns over it is no choice."""
        event.ignore()

    def _choose(self) -> None:
        recipe, wish = self._session.document.recipe, str(self.currentData())
        if wish == recipe.devices.get(self._device, ""):
            return
        devices = {name: place for name, place in recipe.devices.items() if name != self._device}
        label = translate("Undo", "Let {device} run where it is best").format(device=self._device)
        if wish:
            devices[self._device] = wish
            label = translate("Undo", "Run {device} on {place}").format(device=self._device, place=wish)
        self._session.set_recipe(self._session.document.with_recipe(devices=devices).recipe, label)
