"""`LayerChoice`: which layer a plot shows that has a curve for each, or the whole network."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from alexstudio.ui.run_view import RunView

WIDTH = 136


class LayerChoice(QComboBox):
    """The whole network and the layers of a run, in its order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plot_layer")
        self.setAccessibleName(self.tr("Layer"))
        self.setMaximumWidth(WIDTH)
        self.setMaxVisibleItems(24)
        self._layers: list[str] = []
        self._run: RunView | None = None
        self.addItem(self.tr("whole network"), "")

    @property
    def layer(self) -> str:
        """Id of the layer; empty for the whole network."""
        return str(self.currentData() or "")

    def offer(self, run: RunView | None) -> None:
        """Offer the layers of a run; what was chosen stays chosen where it has it."""
        layers = run.layers if run is not None else []
        if layers == self._layers and run is self._run:
            return
        chosen, self._layers, self._run = self.layer, list(layers), run
        names = run.layer_names if run is not None and layers else {}
        while self.count() > 1:
            self.removeItem(1)
        for layer in layers:
            self.addItem(names.get(layer, layer), layer)
        self.setCurrentIndex(max(0, self.findData(chosen)))
